"""Facts over time: their trail, who was silent, and what may be seen at all.

Outlets, people and countries are invented; see `build`.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from generator.history import History
from generator.ledger import is_visible, open_ledger
from generator.model import Article, Correction, Library
from tests.build import article, event, fact, ledger


def day(number: int) -> date:
    return date(2031, 5, number)


class TestTrail:
    def steps(self, *articles: Article, **options: str) -> list[tuple[str, bool]]:
        found = fact("the-flood", *articles, **options)
        assert [s.claim for s in found.trail] == [c.id for c in found.claims]
        return [(s.article, s.after_previous) for s in found.trail]

    def test_follows_publication(self) -> None:
        assert self.steps(
            article("a", event(), published="2031-05-03"),
            article("b", event(), published="2031-05-01"),
        ) == [("b", False), ("a", True)]

    def test_on_a_day_without_times_runs_weak_to_strong_in_unknown_order(self) -> None:
        assert self.steps(
            article("a", event(certainty="confirmed")),
            article("b", event(certainty="claimed")),
            article("c", event(certainty="unconfirmed")),
            article("d", event(certainty="reported")),
            article("e", event(certainty="unconfirmed"), published="2031-05-02"),
        ) == [("c", False), ("b", False), ("d", False), ("a", False), ("e", True)]

    def test_follows_the_time_where_every_report_of_the_day_has_one(self) -> None:
        timed = [
            article("a", event(certainty="confirmed"), published="2031-05-01T08:00:00+00:00"),
            article("b", event(certainty="unconfirmed"), published="2031-05-01T12:00:00+02:00"),
            article("c", event(certainty="claimed"), published="2031-05-01T10:00:00+00:00"),
        ]
        assert self.steps(*timed) == [("a", False), ("b", True), ("c", False)]
        day_only = article("d", event(certainty="reported"))
        assert self.steps(*timed, day_only) == [
            *(("b", False), ("c", False), ("d", False), ("a", False))
        ]

    def test_days_are_those_of_the_time_zone(self) -> None:
        late = article("a", event(), published="2031-05-01T23:30:00+00:00")
        assert ledger(late).day("a") == day(1)
        assert ledger(late, timezone="Europe/Paris").day("a") == day(2)
        next_day = article("b", event(certainty="unconfirmed"), published="2031-05-02")
        assert self.steps(late, next_day) == [("a", False), ("b", True)]
        assert self.steps(late, next_day, timezone="Europe/Paris") == [("b", False), ("a", False)]

    def test_the_hour_that_a_clock_shows_twice_runs_forward(self) -> None:
        zone = ZoneInfo("Europe/Paris")
        first, second = (datetime(2031, 10, 26, h, m, tzinfo=UTC) for h, m in ((0, 30), (1, 10)))
        assert first.astimezone(zone).time() > second.astimezone(zone).time()
        assert self.steps(
            article("a", event(certainty="confirmed"), published=first.isoformat()),
            article("b", event(certainty="unconfirmed"), published=second.isoformat()),
            timezone="Europe/Paris",
        ) == [("a", False), ("b", True)]


class TestSilence:
    said = article("said", event(topics="floods"), source="herald")

    def silent(self, *others: Article) -> tuple[str, ...]:
        return fact("the-flood", self.said, *others).silent

    def test_a_source_that_published_on_the_topic_that_day(self) -> None:
        assert self.silent(article("b", topics=["floods"], source="gazette")) == ("gazette",)
        assert self.silent(article("b", event("other", topics=("aid", "floods")))) == ("outlet-b",)

    @pytest.mark.parametrize(
        "other",
        [
            pytest.param(
                article("b", topics=["floods"], published="2031-05-02"), id="on another day"
            ),
            pytest.param(article("b", topics=["ports"]), id="on another topic"),
            pytest.param(article("b"), id="on none"),
            pytest.param(article("b", topics=["floods"], source="herald"), id="the same source"),
            pytest.param(article("b", topics=["floods"], draft=True), id="a draft"),
            pytest.param(
                article("b", event(topics="floods", certainty="unconfirmed")), id="it hedged"
            ),
            pytest.param(
                article("b", event(topics="floods", retracted="2031-05-01")), id="it retracted"
            ),
        ],
    )
    def test_nobody_else(self, other: Article) -> None:
        assert self.silent(other) == ()

    def test_not_one_that_made_the_claim_in_another_article(self) -> None:
        later = article("c", event(topics="floods"), source="gazette", published="2031-05-09")
        assert self.silent(article("b", topics=["floods"], source="gazette"), later) == ()

    def test_the_topics_are_those_of_the_article_that_carries_it(self) -> None:
        carrying = article("a", event(topics="floods"), topics=["aid"])
        other = article("b", topics=["aid"])
        assert fact("the-flood", carrying, other).silent == ("outlet-b",)


class TestWhatIsVisible:
    embargoed = article("b", event("b"), embargo="2031-05-04", published="2031-05-03")

    def test_a_draft_appears_nowhere(self) -> None:
        book = ledger(
            article("a", event()),
            article("b", event(), event("new", denies="the-flood"), draft=True),
            now=datetime(2032, 1, 1, tzinfo=UTC),
        )
        assert list(book.articles) == ["a"]
        assert list(book.facts) == ["the-flood"]
        assert book.facts["the-flood"].standing == "single-source"

    @pytest.mark.parametrize(
        ("now", "seen"),
        [
            (None, False),
            (datetime(2031, 5, 3, 23, 59, tzinfo=UTC), False),
            (datetime(2031, 5, 4, tzinfo=UTC), True),
            (datetime(2031, 5, 4, 1, 0, tzinfo=ZoneInfo("Europe/Paris")), False),
        ],
    )
    def test_only_now_lifts_an_embargo(self, now: datetime | None, seen: bool) -> None:
        later = article("c", event("c"), published="2031-05-30")  # lifts nothing
        assert ("b" in ledger(self.embargoed, later, now=now).articles) is seen

    def test_an_embargo_ends_with_the_day_of_the_desk_or_at_its_minute(self) -> None:
        paris = ZoneInfo("Europe/Paris")
        assert is_visible(self.embargoed, datetime(2031, 5, 3, 22, 0, tzinfo=UTC), paris)
        timed = article("b", embargo="2031-05-04T12:00:00+02:00")
        assert not is_visible(timed, datetime(2031, 5, 4, 9, 59, tzinfo=UTC), paris)
        assert is_visible(timed, datetime(2031, 5, 4, 10, 0, tzinfo=UTC), paris)

    def test_the_site_speaks_of_the_newest_day_it_may_show(self) -> None:
        shown = article("a", published="2031-05-02")
        draft = article("c", draft=True, published="2031-05-09")
        assert ledger(shown, self.embargoed, draft).as_of == day(2)
        now = datetime(2031, 5, 20, 23, 0, tzinfo=UTC)
        assert ledger(shown, self.embargoed, draft, now=now).as_of == day(20)
        assert ledger(shown, now=now, timezone="Europe/Paris").as_of == day(21)

    def test_what_was_held_back_is_news_of_the_day_when_its_embargo_ends(self) -> None:
        before = article("a", event("b"), published="2031-05-02")
        undated = article(
            "b", event("b", on="undated"), embargo="2031-05-04", published="2031-05-03"
        )
        book = ledger(before, undated, now=datetime(2031, 5, 20, tzinfo=UTC))
        assert (book.day("b"), book.dated("b")) == (day(4), day(3))
        assert sorted(History(book).articles) == [day(2), day(4)]
        known = {n: book.growing("b").on(day(n)) for n in (3, 4)}
        assert [len(fact.claims) for fact in known.values() if fact] == [1, 2]
        (claim,) = book.articles["b"].claims
        assert book.effective(claim) == day(3)  # of an undated claim the day of its report

    @pytest.mark.parametrize("embargo", ["2031-05-01", "2031-05-03T06:00+00:00"])
    def test_an_embargo_that_was_over_changes_nothing(self, embargo: str) -> None:
        held = article("b", event("b"), embargo=embargo, published="2031-05-03T08:00+00:00")
        book = ledger(held, now=datetime(2031, 5, 20, tzinfo=UTC))
        assert book.day("b") == day(3)

    def test_the_site_speaks_of_a_correction_or_withdrawal_after_the_newest_report(self) -> None:
        corrected = article("a", corrections=(Correction(day(5), "A slip."),))
        withdrawn = article("b", event(retracted="2031-05-07"))
        assert ledger(corrected).as_of == day(5)
        assert ledger(corrected, withdrawn).as_of == day(7)
        assert ledger(corrected, withdrawn, known_by=day(6)).as_of == day(5)

    def test_an_empty_library_opens(self) -> None:
        assert open_ledger(Library()).facts == {}
