"""The method, and what every badge means."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from generator.pages import terms
from generator.pages.desk import Desk
from generator.pages.views import Term


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutView:
    """Method, and what every badge means.

    Attributes:
        title: the page's title.
        body: the desk's own words, of `about.md`.
        certainties: what each certainty of a claim means, strongest first.
        standings: what each standing of a fact means.
    """

    title: str
    body: Markup
    certainties: tuple[Term, ...]
    standings: tuple[Term, ...]


def about_view(desk: Desk) -> AboutView:
    """The view of the page: the desk's own words, then the legend."""
    return AboutView(
        title=desk.words.say("About this briefing"),
        body=desk.lead(desk.library.about),
        certainties=tuple(reversed(terms.legend(desk.words, terms.CERTAINTIES))),
        standings=terms.legend(desk.words, terms.STANDINGS),
    )
