"""Five weeks of an invented crisis, as its readers ask about it.

`tests/sites/full` is plain content; `questions.toml` beside it holds questions with answers worked
out by hand from the articles, and `ledger.txt` all that the ledger makes of them. Nobody needs to
program to add a question: the README there explains the keys.
"""

from __future__ import annotations

import gzip
import os
import posixpath
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args
from zoneinfo import ZoneInfo

import pytest
import yaml
from click.testing import CliRunner

from generator.cli import main
from generator.facts import Standing
from generator.ledger import open_ledger
from generator.model import CERTAINTIES, CLAIM_TYPES, Rights
from generator.reading.schema import (
    CLAIM_RECORDS,
    ActorRecord,
    ArticleFile,
    ClaimRecord,
    PlaceRecord,
    Record,
    SourceRecord,
    TopicRecord,
    known_keys,
)
from tests.engine import broken_links, delivered, documents, files_of
from tests.full_site import FULL, LAST, ZONE, ledger, library, told, value
from tests.visible import Element, content, links, part, plain, rows

GOLDEN = FULL / "ledger.txt"
QUESTIONS: list[dict[str, Any]] = tomllib.loads((FULL / "questions.toml").read_text("utf-8"))[
    "question"
]
WITHHELD = ("brouillonnade", "silenciario", "hushlight")


def test_the_ledger_says_what_the_articles_say() -> None:
    if os.environ.get("UPDATE_CASES"):
        GOLDEN.write_text(told(), "utf-8")
    assert told() == GOLDEN.read_text("utf-8")


@lru_cache(maxsize=64)
def opened(page: Path) -> Element:
    """The content of a page, parsed once for all questions about it."""
    return content(page.read_text("utf-8"))


def ledger_question(asked: Mapping[str, Any]) -> None:
    """Ask the ledger for a state on a day, or for a fact, as known on a day."""
    known_by = asked.get("known_by", LAST)
    if "subject" in asked:
        status = ledger(known_by).status_at(asked["topic"], asked["subject"], asked["day"])
        assert sorted(status.states) == sorted(asked["state"])
        assert sorted(value(c) for c in status.unconfirmed) == sorted(asked.get("beside", ()))
        if "since" in asked:
            assert (status.since, status.inferred) == (asked["since"], asked.get("inferred", False))
    elif asked["standing"] == "unknown":
        assert asked["fact"] not in ledger(known_by).facts
    else:
        fact = ledger(known_by).facts[asked["fact"]]
        assert fact.standing == asked["standing"]
        for name in ("sources", "origins", "silent", "contested_by"):
            assert list(getattr(fact, name)) == sorted(asked.get(name, getattr(fact, name))), name
        if "trail" in asked:
            assert [step.certainty for step in fact.trail] == asked["trail"]
        if "values" in asked:
            assert sorted({value(c) for c in fact.current}) == sorted(asked["values"])


def page_question(asked: Mapping[str, Any], site: Path) -> None:
    """Look into a page, or a part of it, for words that must and must not stand there."""
    page = opened(site / asked["page"])
    there = part(page, asked["within"]) if "within" in asked else page
    words = there.text.casefold()
    assert [w for w in asked.get("shows", ()) if plain(w).casefold() not in words] == []
    assert [w for w in asked.get("hides", ()) if plain(w).casefold() in words] == []
    for row in asked.get("lists", ()):
        assert any(all(plain(w) in text for w in row) for text in rows(there)), row
    assert [x for x in asked.get("leads_to", ()) if x not in led_to(there, asked["page"])] == []


def led_to(there: Element, page: str) -> set[str]:
    """Where its links lead: pages of this site by path, others by address."""
    folder = posixpath.dirname(page)
    return {
        link if "://" in link else posixpath.normpath(posixpath.join(folder, link.split("#")[0]))
        for link in links(there)
        if not link.startswith("#")
    }


@pytest.fixture(scope="module")
def site(shared_site: Callable[..., Path]) -> Path:
    return shared_site("full", FULL)


@pytest.mark.parametrize("asked", QUESTIONS, ids=[q["question"] for q in QUESTIONS])
def test_a_readers_question_is_answered(
    asked: dict[str, Any], request: pytest.FixtureRequest
) -> None:
    if "waits_for" in asked:
        why = f"waits for {asked['waits_for']}"
        request.applymarker(pytest.mark.xfail(reason=why, strict=True))
    if "page" in asked:
        page_question(asked, request.getfixturevalue("site"))
    else:
        ledger_question(asked)


def test_the_questions_know_their_keys_and_every_kind_of_page(site: Path) -> None:
    keys = {"question", "waits_for"}
    of_pages = keys | {"page", "within", "shows", "hides", "lists", "leads_to"}
    of_ledger = keys | {"topic", "subject", "day", "known_by", "state", "beside", "since"}
    of_ledger |= {"inferred", "fact", "standing", "sources", "origins", "trail", "values"}
    of_ledger |= {"silent", "contested_by"}
    for asked in QUESTIONS:
        assert asked.keys() <= (of_pages if "page" in asked else of_ledger), asked["question"]
    kinds = {asked["page"].split("/")[0] for asked in QUESTIONS if "page" in asked}
    assert {path.split("/")[0] for path in documents(site)} <= kinds


PAGE = """<head><title>No</title></head><body><nav>Kept apart</nav>
<article class="md-content__inner"><h1>Two days</h1>
<h2 id="a">19 mars 2025<a class="headerlink" href="#a">¶</a></h2><p>L’un <b>d</b>eux<br>trois</p>
<h3>Below</h3><p hidden>Unseen</p><ul><li>one <a href="../x.html#y">two</a></li></ul>
<h2>9 mars 2025</h2><p>Quatre</p><script>no</script></article></body>"""


def test_a_question_sees_what_a_reader_sees_and_no_more() -> None:
    page = content(PAGE)
    first = "19 mars 2025 L'un deux trois Below one two"
    assert page.text == f"Two days {first} 9 mars 2025 Quatre"
    assert part(page, "a").text == part(page, "19 mars 2025").text == first
    assert part(page, "9 mars 2025").text == "9 mars 2025 Quatre"
    assert rows(page) == ["one two"]
    assert led_to(page, "days/a.html") == {"x.html"}
    with pytest.raises(AssertionError, match="neither an anchor nor a heading"):
        part(page, "29 mars 2025")


def test_the_site_is_whole(site: Path) -> None:
    pages = documents(site)
    assert [path for path, page in pages.items() if len(page.all("h1")) != 1] == []
    del pages["404.html"]  # its links begin with the address the site is served at
    assert broken_links(site, pages) == []


def test_a_passage_in_another_language_than_the_page_says_which(site: Path) -> None:
    told: dict[str, int] = Counter()
    for page in (site / "topics").glob("*.html"):
        for link in opened(page).below():
            if link.attributes.get("class") == "words":
                article = posixpath.basename(link.attributes["href"].split(".html#")[0])
                language = library().articles[article].language
                assert link.attributes.get("lang", "fr") == language, link.attributes["href"]
                told[language] += 1
    assert len(told) == 3


# Kilobytes.
FRAME, A_CLAIM = 14.0, 1.45


def test_topic_pages_stay_light(site: Path) -> None:
    """What every page repeats, and what each claim brings: rows, citations, changes, drawings."""
    for path in (site / "topics").glob("*.html"):
        page = path.read_text("utf-8")
        inside = page.partition('<article class="md-content')[2].partition("</article>")[0]
        claims = inside.count('class="words"')
        assert len(page.encode()) - len(inside.encode()) < FRAME * 1000, path.name
        assert len(inside.encode()) < claims * A_CLAIM * 1000 + 8000, path.name


def test_what_is_withheld_is_nowhere(site: Path) -> None:
    files = files_of(site)
    for path, written in {**files, **delivered(files)}.items():
        text = gzip.decompress(written) if path.endswith(".gz") else written
        said = (path + text.decode("utf-8", "replace")).casefold()
        assert [word for word in WITHHELD if word in said] == [], path
    lifted = open_ledger(
        library(), timezone=ZONE, now=datetime(2025, 4, 9, 6, tzinfo=ZoneInfo(ZONE))
    )
    found = lifted.articles.keys() - ledger().articles.keys()
    assert found == {"2025-04-05-embargo-tregua", "2025-04-07-embargo-embassy"}


def test_the_content_is_clean_and_its_capture_is_quoted_to_the_letter() -> None:
    config = str(FULL / "mkdocs.yml")
    for options in ([], ["--captures", str(FULL / "received")]):
        answer = CliRunner().invoke(main, ["check", "--strict", "--config", config, *options])
        assert (answer.exit_code, answer.output.splitlines()[-1]) == (0, "0 errors, 0 warnings")


def test_every_key_and_every_word_of_a_vocabulary_is_used() -> None:
    articles = [front_matter(f) for f in (FULL / "briefings" / "articles").glob("*.md")]
    topics = [front_matter(f) for f in (FULL / "briefings" / "topics").glob("*.md")]
    claims = [c for a in articles for c in a["claims"]]
    defaults = [a.get("claim_defaults", {}) for a in articles]
    assert keys_of(articles) == known_keys(ArticleFile)
    assert keys_of(topics) == known_keys(TopicRecord)
    for kind, record in CLAIM_RECORDS.items():
        assert keys_of(c for c in claims if c["type"] == kind) >= known_keys(record) - known_keys(
            ClaimRecord
        )
    assert keys_of([*claims, *defaults]) >= known_keys(ClaimRecord)
    registers: dict[str, type[Record]] = {
        "sources": SourceRecord,
        "actors": ActorRecord,
        "places": PlaceRecord,
    }
    for name, record in registers.items():
        entries = yaml.safe_load((FULL / "briefings" / f"{name}.yml").read_text("utf-8"))
        assert keys_of(entries.values()) == known_keys(record)
    facts = ledger().facts.values()
    assert {f.standing for f in facts} == set(get_args(Standing))
    assert {c.certainty for f in facts for c in f.claims} == set(CERTAINTIES)
    kinds = {"person", "office", "state", "organisation", "group"}
    assert {a.kind for a in library().actors.values()} == kinds
    assert {t.lead for t in library().topics.values()} == set(CLAIM_TYPES)
    assert {a.rights for a in library().articles.values()} == set(get_args(Rights))


def test_it_is_as_large_as_it_should_be() -> None:
    shown = ledger().articles.values()
    sources = {a.source for a in shown}
    assert len(shown) >= 45
    assert len(sources - {"redaction"}) == 6
    assert len({a.language for a in shown}) == 3
    assert {a.source for a in shown if a.relays == "agence-meridienne"} == {
        "courrier-tessane",
        "voz-istmo",
    }
    days = [ledger().day(a.id) for a in shown]
    assert max(days) - min(days) == timedelta(weeks=5, days=-1)


def front_matter(file: Path) -> dict[str, Any]:
    """The keys of a content file, as YAML reads them."""
    return dict(yaml.load(file.read_text("utf-8").split("---\n")[1], yaml.BaseLoader))


def keys_of(records: Iterable[Mapping[str, Any]]) -> set[str]:
    """Every key of some mappings."""
    return {str(key) for record in records for key in record}
