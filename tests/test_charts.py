"""Small charts: what they show is told in words, and a chart that shows nothing is not drawn."""

from __future__ import annotations

import re
from functools import cache

import pytest

from generator.drawing.board import HEIGHT, WIDTH, Bar, Layer, bars, steps
from generator.history import History
from generator.ledger import open_ledger
from generator.locale import Words
from generator.model import Claim, Library, State, Topic
from generator.pages.charts import card_chart
from generator.pages.desk import Desk
from generator.pages.index import Index
from generator.pages.sparks import spark
from generator.reading.body import BodyRenderer
from generator.text import Text
from tests import full_site
from tests.build import article, event, state

LIGHTEST = 1500
"""Bytes that a chart on a card may take."""


@cache
def desk() -> Desk:
    ledger = full_site.ledger()
    index = Index(History(ledger))
    return Desk(full_site.library(), ledger, Words("en"), BodyRenderer(), index, "fr")


def board(*claims: Claim, published: str = "2031-05-09") -> str:
    """The chart of a board of `claims`, each an article of its own."""
    words = (("open", "good"), ("limited", "mixed"), ("closed", "bad"))
    states = tuple(State(id, Text((("", id.title()),)), tone) for id, tone in words)
    topic = Topic(
        id="embassies",
        path="topics/embassies.md",
        title=Text((("", "Embassies"),)),
        lead="status",
        order=1,
        states=states,
    )
    articles = [article(f"a{n}", c, published=published) for n, c in enumerate(claims)]
    library = Library(articles={a.id: a for a in articles}, topics={topic.id: topic})
    ledger = open_ledger(library)
    index = Index(History(ledger))
    made = Desk(library, ledger, Words("en"), BodyRenderer(), index, "en")
    return str(card_chart(made, topic))


def label(chart: str) -> str:
    found = re.search('aria-label="([^"]*)"', chart)
    assert found
    return found[1]


def test_the_charts_of_a_whole_site_are_light_and_each_tells_itself() -> None:
    charts = {topic.id: str(card_chart(desk(), topic)) for topic in desk().topics}
    assert {key: len(c) for key, c in charts.items() if len(c.encode()) > LIGHTEST} == {}
    assert label(charts["embassies"]) == (
        "Closed: 1 → 2 → 0 → 1 (Mar 12 – Mar 29) · Partly open: 0 → 1 → 0 (Mar 17 – Mar 29)"
    )
    assert label(charts["truce"]) == (
        "9 facts on 5 days · 3 of them on Apr 3 · 3 more outside these days"
    )
    assert label(charts["strait"]) == "10 facts on 7 days · 8 more outside these days"
    ids = re.findall(' id="([^"]+)"', "".join(charts.values()))
    assert len(set(ids)) == len(ids)


def test_a_state_comes_in_at_its_day_and_its_number_is_told() -> None:
    chart = board(
        state("open", "XA", on="2031-05-01"),
        state("closed", "XA", on="2031-05-08"),
        state("closed", "XB", on="2031-05-09"),
    )
    assert label(chart) == "Closed: 0 → 2 (May 8 – May 9) · Open: 1 → 0 (May 8)"
    assert "<span>May 1</span> <span>May 9</span>" in chart
    assert f'<path class="chart__layer chart__layer--bad" d="M0 {HEIGHT}H217.8V22' in chart


def test_a_board_on_which_nothing_changes_has_no_chart() -> None:
    assert board(state("closed", "XA", on="2031-04-01")) == ""
    assert board(state("closed", "XA", on="2031-05-09"), published="2031-07-30") == ""


def test_facts_of_one_day_or_none_have_no_chart() -> None:
    assert board(event("flood", on="2031-05-08"), event("fire", on="2031-05-08")) == ""
    assert board(event("flood", on="undated"), event("fire", on="2031-05")) == ""
    assert label(board(event("flood", on="2031-05-08?"), event("fire", on="2031-05-09"))) == (
        "2 facts on 2 days"
    )


def test_what_differs_is_hatched_and_what_is_inferred_an_outline() -> None:
    drawn = str(steps([Layer("contested", [0, 1])], 1, "one", "chart-quay"))
    assert 'id="chart-quay-contested"' in drawn
    assert 'fill="url(#chart-quay-contested)"' in drawn
    assert f"H{WIDTH // 2}V0H{WIDTH}V{HEIGHT}z" in drawn
    drawn = str(bars([Bar(1, 1), Bar(0, 0), Bar(0, 1)], "two"))
    assert drawn.count("chart__bar--stated") == drawn.count("chart__bar--inferred") == 1


def test_a_bar_is_light_and_tells_the_states_that_it_shows() -> None:
    topic = desk().library.topics["embassies"]
    found = {who: spark(desk(), topic, who) for who in desk().index.subjects_of_topic[topic.id]}
    assert {who: len(s.encode()) for who, s in found.items() if len(s.encode()) > 360} == {}
    told = [label(str(bar)) for bar in found.values() if bar]
    assert told == [
        "Open → Closed → Open",
        "Closed → Partly open → Closed",
    ]
    assert not all(found.values())


@pytest.mark.parametrize("words", ['"><script>', "a & b"])
def test_words_of_content_are_escaped(words: str) -> None:
    drawn = str(steps([Layer("bad", [1])], 1, words, "chart-quay"))
    assert words not in drawn
