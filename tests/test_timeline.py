"""A timeline's drawing: everything within its lane, nothing over another, nothing uncounted."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.drawing.timeline import ROWS, Band, Mark, Scale, axis, bands, marks
from generator.locale import Words
from generator.pages.ticks import FEW, ticks

FIRST = date(2031, 5, 1)
LINE = Scale(FIRST, FIRST + timedelta(days=29))


def day(number: int) -> date:
    return FIRST + timedelta(days=number - 1)


def mark(start: int, end: int, title: str = "A fact (fictional)") -> Mark:
    return Mark(day(start), day(end), title, "single-source", False, "topics/harbour.html#a")


def test_a_day_takes_its_share_of_the_line() -> None:
    assert LINE.span(day(1), day(30)) == (0, 100)
    begin, length = LINE.span(day(16), day(18))
    assert (round(begin, 6), round(length, 6)) == (50, 10)
    assert LINE.span(day(-5), day(0)) == (0, 0)  # before the line: at its edge


def test_what_is_uncertain_or_contested_looks_so_without_colour() -> None:
    band = Band(day(1), day(9), "Open / Closed", "The quay", "neutral", True, True, "#quay")
    drawn = str(bands(LINE, [band]))
    assert 'fill="url(#timeline-contested)"' in drawn
    assert "timeline__band--inferred" in drawn
    assert "<title>The quay</title>" in drawn


@pytest.mark.parametrize(
    ("kind", "shapes"),
    [
        ({}, ["rect"]),
        ({"vague": True}, ["rect", "rect"]),
        ({"unended": True}, ["rect", "svg", "path"]),
        ({"unbegun": True}, ["rect", "svg", "path"]),
    ],
)
def test_a_time_is_drawn_as_surely_as_it_is_told(kind: dict[str, bool], shapes: list[str]) -> None:
    drawn = str(marks(LINE, [replace(mark(4, 9), **kind)], "#list")[0])
    assert re.findall("<(circle|rect|svg x|path)", drawn) == [
        "svg x" if shape == "svg" else shape for shape in shapes
    ]
    if kind.get("unended"):  # its point is where the time is cut off
        assert '<svg x="30%"' in drawn
    if kind.get("vague"):  # a month: a dashed outline, and a full middle
        assert 'class="timeline__vague"' in drawn


@pytest.mark.parametrize(
    ("length", "shown"),
    [
        (30, '<text x="0%" dx="6" y="15">Closed</text>'),
        (3, 'class="timeline__word--broad"'),
        (1, ""),
    ],
)
def test_a_word_is_shown_where_it_has_room(length: int, shown: str) -> None:
    band = Band(day(1), day(length), "Closed", "The quay", "bad", False, False, "#quay")
    drawn = str(bands(LINE, [band]))
    assert shown in drawn
    assert ("<text" in drawn) is bool(shown)


def test_words_of_content_are_escaped() -> None:
    drawn = str(marks(LINE, [mark(1, 1, '"><script>')], "#list")[0])
    assert "<script>" not in drawn
    assert "&#34;&gt;&lt;script&gt;" in drawn


spans = st.tuples(st.integers(1, 30), st.integers(0, 9)).map(lambda s: (s[0], s[0] + s[1]))


@settings(deadline=None)
@given(st.lists(spans, max_size=60))
def test_every_fact_is_drawn_or_counted(found: list[tuple[int, int]]) -> None:
    drawn, left_out = marks(LINE, [mark(*span) for span in found], "#list")
    shapes = re.findall(r"<(circle|rect) ", drawn)
    assert len(shapes) + left_out == len(found)
    assert sum(map(int, re.findall(r">\+(\d+)<", drawn))) == left_out
    rows = [int(y) for y in re.findall(r' c?y="(\d+)" (?:r|width)="', drawn)]
    assert len(set(rows)) <= ROWS * 2  # a circle's middle, or the top of a bar
    shares = [float(x) for x in re.findall(r'x="([\d.]+)%"', drawn)]
    assert all(0 <= share <= 100 for share in shares)


@settings(deadline=None)
@given(st.dates(date(1990, 1, 1), date(2040, 1, 1)), st.integers(6, 12_000))
def test_a_line_of_any_length_has_a_few_ticks(last: date, days: int) -> None:
    first = last - timedelta(days=days)
    found = ticks(Words("fr"), first, last)
    assert 2 <= len(found) <= FEW + 1
    assert len({label for _, label in found}) == len(found)
    assert all(first <= day <= last for day, _ in found)
    drawn = str(axis(Scale(first, last), found))
    assert drawn.count("<line ") == len(found)
    assert 1 <= drawn.count("<text ") <= len(found)
