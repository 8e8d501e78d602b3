"""The signs of a timeline's drawing, in words."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from generator.drawing import timeline as drawing
from generator.pages.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A sign and what it means.

    Attributes:
        drawing: SVG.
        words: what it means.
    """

    drawing: Markup
    words: str


def timeline_key(desk: Desk) -> tuple[Sign, ...]:
    """The signs, in the order in which a reader meets them."""
    say = desk.words.say
    band, mark = drawing.sign_of_band, drawing.sign_of_mark
    return (
        Sign(drawing=band(), words=say("a state, until the next one or until today")),
        Sign(drawing=band(inferred=True), words=say("its beginning is inferred")),
        Sign(drawing=band(contested=True), words=say("reports differ on the state")),
        Sign(drawing=mark(), words=say("a fact of one day")),
        Sign(drawing=mark(days=True), words=say("of several days")),
        Sign(drawing=mark(days=True, vague=True), words=say("of a month or a year, no day given")),
        Sign(drawing=mark(inferred=True), words=say("the day is approximate or inferred")),
        Sign(drawing=mark(days=True, unended=True), words=say("no end is given")),
        Sign(drawing=mark(standing="contested"), words=say("contested")),
        Sign(drawing=mark(standing="unconfirmed"), words=say("unconfirmed or withdrawn")),
    )
