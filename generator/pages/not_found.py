"""Shown where there is no page: the ways on."""

from __future__ import annotations

from dataclasses import dataclass

from generator.pages.desk import Desk
from generator.pages.urls import topic_url
from generator.pages.views import Link
from generator.text import phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFoundView:
    """Shown where there is no page: the ways on.

    Attributes:
        title: that the page does not exist.
        home: leads to the home page.
        topics: every topic, leading to its page.
    """

    title: str
    home: Link
    topics: tuple[Link, ...]


def not_found_view(desk: Desk, base: str) -> NotFoundView:
    """The view of 404.html, served at any depth: its links begin with `base` (`/name/`)."""
    return NotFoundView(
        title=desk.words.say("This page does not exist"),
        home=Link(phrase(desk.words.say("The situation")), base + "index.html"),
        topics=tuple(Link(desk.text(t.title), base + topic_url(t.id)) for t in desk.topics),
    )
