"""What holds of any ledger, over small worlds in which everything collides with everything.

Outlets, people and countries are invented; see `build`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.facts import Fact, StatusOn
from generator.ledger import Ledger, open_ledger
from generator.model import Article
from tests.build import advice, article, event, figure, ledger, library, state

STATE = "embassies/XA/state"
DAYS = ["2031-05-01", "2031-05-02", "2031-05-02T08:00:00+00:00", "2031-05-02T23:30:00-03:00"]
WHEN = [
    *("undated", "standing", "2031-04", "2031-05-01", "2031-05-02?", "2031-05-03"),
    *("2031-05-01/2031-05-02", "2031-05-01/..", "../2031-05-03"),
]
common = {
    "on": st.sampled_from(WHEN),
    "certainty": st.sampled_from(["unconfirmed", "claimed", "reported", "confirmed"]),
    "said_by": st.sampled_from([None, None, "unnamed", "XB", "ada-lindqvist"]),
    "contests": st.sampled_from([None, None, "the-flood", STATE]),
    "retracted": st.sampled_from([None, None, None, "2031-05-01", "2031-05-02"]),
    "until": st.sampled_from([None, None, "2031-05-02"]),
}
homed = {**common, "topics": st.sampled_from(["embassies", ("embassies", "ports")])}
claims = st.one_of(
    st.builds(
        state, st.sampled_from(["open", "closed"]), subject=st.sampled_from(["XA", "XB"]), **homed
    ),
    st.builds(advice, st.sampled_from(["order", "advice"]), **homed),
    st.builds(
        event, about=st.sampled_from(["the-flood", None]), topics=st.just("floods"), **common
    ),
    st.builds(figure, st.sampled_from([3, 4]), topics=st.just("floods"), **common),
)
contents: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {
        "source": st.sampled_from(["gazette", "herald", "wire"]),
        "published": st.sampled_from(DAYS),
        "relays": st.sampled_from([None, None, "wire"]),
        "draft": st.sampled_from([False, False, False, True]),
        "topics": st.lists(st.sampled_from(["embassies", "floods", "ports"]), max_size=1),
    }
)
worlds = st.lists(st.tuples(contents, st.lists(claims, max_size=3)), max_size=5).map(
    lambda drawn: [article(f"a{n}", *of, **content) for n, (content, of) in enumerate(drawn)]
)
known = st.integers(0, 4).map(lambda n: date(2031, 4, 30) + timedelta(n))


def board(book: Ledger, known_by: date | None = None) -> list[StatusOn]:
    """Every state on every day."""
    return [
        book.status_at("embassies", subject, date(2031, 4, 28) + timedelta(n), known_by)
        for subject in ("XA", "XB")
        for n in range(8)
    ]


def told(facts: Iterable[Fact], without: str = "") -> dict[str, Fact]:
    return {f.id: f for f in facts if without not in {c.article for c in f.claims}}


@settings(deadline=None)
@given(worlds, st.sampled_from(DAYS), st.sampled_from(["gazette", "chronicle"]))
def test_an_unrelated_article_changes_no_other_fact(
    world: list[Article], published: str, source: str
) -> None:
    other = article(
        "zz",
        event("a-fair", topics="fairs"),
        state("open", topics="fairs"),
        published=published,
        source=source,
    )
    before, after = ledger(*world), ledger(*world, other)
    assert told(after.facts.values(), without="zz") == before.facts
    assert board(after) == board(before)


@settings(deadline=None)
@given(worlds, st.data())
def test_the_order_of_articles_changes_nothing(world: list[Article], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(world))
    for reordered in (shuffled, world[::-1]):
        one, other = ledger(*world), ledger(*reordered)
        assert list(one.facts.items()) == list(other.facts.items())
        assert list(one.articles) == list(other.articles)
        assert board(one) == board(other)


@settings(deadline=None)
@given(worlds, known)
def test_nothing_published_later_is_ever_used(world: list[Article], known_by: date) -> None:
    book = ledger(*world)
    until_then = [a for a in world if not a.draft and book.day(a.id) <= known_by]
    assert board(book, known_by) == board(ledger(*until_then), known_by)
    opened = ledger(*world, known_by=known_by)
    assert opened.facts == ledger(*until_then, known_by=known_by).facts
    assert board(opened) == board(book, known_by)


@settings(deadline=None)
@given(worlds)
def test_every_visible_claim_is_in_one_fact(world: list[Article]) -> None:
    facts = ledger(*world).facts
    held = sorted(c.id for f in facts.values() for c in f.claims)
    assert held == sorted(c.id for a in world if not a.draft for c in a.claims)
    for found in facts.values():
        assert {c.fact for c in found.claims} == {found.id}
        assert [s.claim for s in found.trail] == [c.id for c in found.claims]
        assert (found.standing in ("corroborated", "single-source")) <= bool(found.origins)
        assert found.standing != "corroborated" or len(found.origins) > 1
        assert not set(found.silent) & set(found.sources)


@settings(deadline=None)
@given(worlds.filter(bool), st.data())
def test_removing_an_article_removes_its_claims_and_nothing_else(
    world: list[Article], data: st.DataObject
) -> None:
    gone = data.draw(st.sampled_from(world))
    before = ledger(*world).facts
    after = ledger(*(a for a in world if a is not gone)).facts
    kept = {f: [c for c in before[f].claims if c.article != gone.id] for f in before}
    assert {f: list(after[f].claims) for f in after} == {f: c for f, c in kept.items() if c}


@settings(deadline=None)
@given(worlds)
def test_a_state_is_told_by_claims_that_count(world: list[Article]) -> None:
    for status in board(ledger(*world)):
        assert set(status.states) == {c.detail.value for c in status.claims}
        assert all(c.certainty != "unconfirmed" for c in status.claims)
        assert all(c.certainty == "unconfirmed" for c in status.unconfirmed)


def test_the_library_is_left_as_it_was() -> None:
    world = library(article("a", event()), article("b", event(), draft=True))
    before = dict(world.articles)
    assert open_ledger(world).facts
    assert world.articles == before
