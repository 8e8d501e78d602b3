"""The method, and what every badge means."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from generator.locale import N_
from generator.pages import terms
from generator.pages.desk import Desk
from generator.pages.views import Term

VOCABULARIES = (
    ("certainty", "certainty", N_("Certainty of a claim"), terms.CERTAINTIES),
    ("standing", "standing", N_("Standing of a fact"), terms.STANDINGS),
    ("states", "state", N_("State on a board"), terms.TONES),
    ("changed", "change", N_("What changed since the day before"), terms.CHANGES),
    ("forms", "form", N_("Form of a statement"), terms.FORMS),
    ("rights", "rights", N_("Rights of an article"), terms.RIGHTS),
    ("marks", "article", N_("Marks of articles"), terms.ARTICLES),
)
"""Every badge: place on the page, family in the style sheet, heading, words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgeFamily:
    """Badges that tell of one thing.

    Attributes:
        anchor: its place on the page.
        family: its name in style sheets.
        title: what they tell of.
        terms: each badge, and what it means; of certainties the strongest first.
    """

    anchor: str
    family: str
    title: str
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutView:
    """Method, and what every badge means.

    Attributes:
        title: the page's title.
        body: the desk's own words, of `about.md`.
        families: what every badge means.
    """

    title: str
    body: Markup
    families: tuple[BadgeFamily, ...]


def about_view(desk: Desk) -> AboutView:
    """The view of the page: the desk's own words, then the legend."""
    return AboutView(
        title=desk.words.say("About this briefing"),
        body=desk.lead(desk.library.about),
        families=tuple(
            BadgeFamily(
                anchor=anchor,
                family=family,
                title=desk.words.say(title),
                terms=_in_order(terms.legend(desk.words, vocabulary), family),
            )
            for anchor, family, title, vocabulary in VOCABULARIES
        ),
    )


def _in_order(legend: tuple[Term, ...], family: str) -> tuple[Term, ...]:
    """Certainties are kept weak to strong, as claims are compared; a reader looks for the best."""
    return legend[::-1] if family == "certainty" else legend
