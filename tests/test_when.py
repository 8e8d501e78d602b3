"""Dates as reports give them, and what is refused."""

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.when import parse_when


@pytest.mark.parametrize(
    ("text", "start", "end", "inferred"),
    [
        ("2031-05-01", "2031-05-01", "2031-05-01", False),
        ("2031-05", "2031-05-01", "2031-05-31", False),
        ("2031", "2031-01-01", "2031-12-31", False),
        ("2032-02", "2032-02-01", "2032-02-29", False),
        ("2031-05-01/2031-05-03", "2031-05-01", "2031-05-03", False),
        ("2031-05/2031-06-03", "2031-05-01", "2031-06-03", False),
        ("2031-05-01/2031-05-01", "2031-05-01", "2031-05-01", False),
        ("2031-05-01?", "2031-05-01", "2031-05-01", True),
        ("2031-05~", "2031-05-01", "2031-05-31", True),
        ("2031%", "2031-01-01", "2031-12-31", True),
        ("2031-05-01?/2031-05-03", "2031-05-01", "2031-05-03", True),
        ("2031-05-01/2031-05-03~", "2031-05-01", "2031-05-03", True),
        ("2031-05-01/..", "2031-05-01", None, False),
        ("2031-05-01/", "2031-05-01", None, False),
        ("../2031-05-01", None, "2031-05-01", False),
        ("/2031-05", None, "2031-05-31", False),
        ("../2031-05-01?", None, "2031-05-01", True),
        ("203X", "2030-01-01", "2039-12-31", False),
        ("2031-05-XX", "2031-05-01", "2031-05-31", False),  # as long as a plain day
        ("2031-21", "2031-03-01", "2031-05-31", False),  # a spring
    ],
)
def test_reads(text: str, start: str | None, end: str | None, inferred: bool) -> None:
    when = parse_when(text)
    assert when.text == text
    assert when.kind == "dated"
    assert when.start == (date.fromisoformat(start) if start else None)
    assert when.end == (date.fromisoformat(end) if end else None)
    assert when.inferred is inferred


@pytest.mark.parametrize("text", ["undated", "standing"])
def test_reads_the_two_words_for_no_date(text: str) -> None:
    when = parse_when(text)
    assert (when.kind, when.start, when.end, when.latest) == (text, None, None, None)


@pytest.mark.parametrize(
    ("text", "latest"),
    [
        ("2031-05-01/2031-05-03", "2031-05-03"),
        ("2031-05-01/..", "2031-05-01"),
        ("../2031-05-03", "2031-05-03"),
    ],
)
def test_an_interval_counts_by_its_end_and_an_open_one_by_its_start(text: str, latest: str) -> None:
    assert parse_when(text).latest == date.fromisoformat(latest)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "..",
        "/",
        "../..",
        "2031-05-01/../2031-05-03",
        "2031-05-01/2031-05-02/2031-05-03",
        "2031-02-30",
        "2031-02-30?",
        "2031-13",
        "2031-13-01",
        "2031-05-00",
        "0000-01-01",
        "-0100",
        "2031-05-03/2031-05-01",
        "2031-05-03?/2031-05-01",
        "1 May 2031",
        "01/05/2031",
        "20310501",
        "yesterday",
        "Undated",
        "2031‑05‑01",  # with hyphens that do not break
        "٢٠٣١-٠٥-٠١",
        "Y170000002",  # a year that no calendar of ours holds
        "Y" + "9" * 30,
        "[2031-05-01,2031-05-03]",
        "[" + "2031," * 2000 + "2031]",  # would take the parser the better part of a minute
        "{2031-05-01,2031-05-03}",
    ],
)
def test_refuses(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_when(text)


@settings(deadline=None)
@given(st.text(max_size=30) | st.text("0123456789-/.?~%XYSEWTundaesig[]{}, ", max_size=24))
@example("Y99999")
@example("2031-05-01/Y99999")
def test_any_text_is_a_time_or_refused(text: str) -> None:
    try:
        when = parse_when(text)
    except ValueError:
        return
    if when.kind == "dated":
        assert when.start or when.end
        assert when.start is None or when.end is None or when.start <= when.end
        assert when.latest is not None
    else:
        assert text == when.kind


@settings(deadline=None)
@given(st.dates(min_value=date(1000, 1, 1)), st.dates(min_value=date(1000, 1, 1)))
def test_days_and_intervals_of_days_come_back(first: date, second: date) -> None:
    assert parse_when(first.isoformat()).start == parse_when(first.isoformat()).end == first
    start, end = sorted((first, second))
    when = parse_when(f"{start}/{end}")
    assert (when.start, when.end, when.inferred) == (start, end, False)
