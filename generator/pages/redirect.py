"""The page at an old path, which leads on to the article that is elsewhere now."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from generator.model import Article
from generator.pages.desk import Desk
from generator.pages.urls import article_url
from generator.pages.views import Link

SCRIPT = "assets/redirect.js"
ICON = "assets/favicon.svg"
"""Without one a browser asks the server for a file that is not there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectView:
    """A whole page of its own, outside the theme, that leads on by itself.

    Attributes:
        language: BCP 47, of its words.
        direction: in which its language is written, `ltr` or `rtl`.
        target: the article's title, leading to its page.
        canonical: the full address of that page; empty where the site has none.
        script: address of the script that takes the place on the page along.
        icon: address of the picture in the browser's tab.
    """

    language: str
    direction: str
    target: Link
    canonical: str
    script: str
    icon: str


def redirect_view(desk: Desk, article: Article, address: str) -> RedirectView:
    """The view of a page that leads on to `article`'s, of a site served at `address`, if any."""
    return RedirectView(
        language=desk.words.language,
        direction=desk.words.locale.text_direction,
        target=desk.article(article),
        canonical=f"{address.rstrip('/')}/{quote(article_url(article.id))}" if address else "",
        script=desk.url(SCRIPT),
        icon=desk.url(ICON),
    )
