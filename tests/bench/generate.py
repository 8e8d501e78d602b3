"""Invented briefings of any size: realistic in shape, fictional in every word.

The same arguments give the same bytes. Sources, people, places and events exist nowhere, and
every article says so. What a desk would write is there in its usual share: facts that several
articles tell, in several languages and with different certainty; disputes, refusals and
retractions; passages cut short, and passages that markup runs through.
`python -m tests.bench.generate FOLDER` writes some, to look at.
"""

from __future__ import annotations

import argparse
import re
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any

import yaml

from generator.reading.settings import Settings
from tests.bench.stories import (
    FIVE_YEARS,
    LEADS,
    POSITIONS,
    STATES,
    TOPICS,
    Draft,
    World,
    settle,
)
from tests.bench.vocabulary import Archive
from tests.bench.wording import LANGUAGES, Wording

PROJECT = Path(__file__).resolve().parents[2]
MATERIALS_SEARCH = r"""  - search:
      lang: fr
      # White space, punctuation, both apostrophes (l'ambassade -> ambassade) and quotation marks.
      separator: '[\s\u00a0\u202f\-–—,.:;!?()\[\]/«»“”"’''…]+'
"""
"""As good for French as it gets."""


def generate(
    folder: Path,
    *,
    articles: int,
    seed: int = 1,
    days: int = FIVE_YEARS,
    topics: int = 12,
    archive: bool = False,
) -> None:
    """Write a content folder, and the two files that build it: `mkdocs.yml` and `bare.yml`.

    Each language has 30,000 words, drawn as Zipf's law has it; there are 40 sources and 300
    actors, and an article makes 2 to 10 claims.

    Args:
        folder: where; it must not hold anything yet.
        articles: how many.
        seed: another seed, other content.
        days: over how many days they are published, the first being a New Year's Day.
        topics: how many topics they share, 12 at most.
        archive: write longer articles, six claims each, nearly all in French, in whole sentences
            of one vocabulary of 30,000 words; people and places have other spellings.
    """
    wording = Archive(seed) if archive else Wording()
    world = World(Random(seed), articles, days, TOPICS[:topics], wording)
    _Writer(world, folder).write()


class _Writer:
    def __init__(self, world: World, folder: Path) -> None:
        self.world, self.folder = world, folder

    def write(self) -> None:
        """Write everything."""
        content = self.folder / "briefings"
        for name in ("articles", "topics"):
            (content / name).mkdir(parents=True)
        _write(self.folder / "mkdocs.yml", _settings())
        _write(self.folder / "bare.yml", _bare_settings())
        for number, topic in enumerate(self.world.topics):
            _write(content / "topics" / f"{topic}.md", _topic(topic, number))
        places = {
            key: {"name": name, "lat": f"{n / 2 - 20:.2f}", "lon": f"{n - 40:.2f}", "kind": "city"}
            for n, (key, name) in enumerate(self.world.places.items())
        }
        for known in (*self.world.actors.values(), *places.values()):
            if aliases := self.world.wording.aliases(known["name"]):
                known["aliases"] = aliases
        registers = {"sources": self.world.sources, "actors": self.world.actors, "places": places}
        for name, register in registers.items():
            _write(content / f"{name}.yml", _yaml(register))
        for name in ("index", "about"):
            _write(content / f"{name}.md", "Everything on this site is fictional.\n")
        drafts = list(self.world.drafts())
        settle(drafts)
        for draft in drafts:
            path, text = self._article(draft)
            _write(content / path, text)

    def _article(self, draft: Draft) -> tuple[str, str]:
        paragraphs = self._paragraphs(draft)
        plain = "\n".join(text for paragraph in paragraphs for text in paragraph)
        claims = []
        for telling in draft.tellings:
            passage = telling.sentence
            first, last = " ".join(passage.split()[:4]), " ".join(passage.split()[-4:])
            short = plain.count(first) == plain.count(last) == 1 and len(passage.split()) > 8
            if short and self.world.chance(0.3):
                passage = f"{first} … {last}"
            claims.append({**telling.record, "passage": passage})
        who = draft.tellings[0].story.who
        name = f"{draft.day}-{who}-{draft.number}"
        wording = self.world.wording
        told = wording.noun(draft.language, draft.number % wording.titles)
        published: date | datetime = draft.day
        if self.world.chance(0.3):
            at = time(self.world.rng.randrange(24), self.world.rng.randrange(60))
            published = datetime.combine(draft.day, at, UTC)
        front: dict[str, Any] = {
            "title": f"{self.world.actors[who]['name']} : {told} {draft.number}",
            "source": draft.source,
            "published": published.isoformat(),
            "language": draft.language,
            "url": f"https://example.org/{draft.number}",
            "summary": draft.tellings[-1].sentence + ".",
        }
        if self.world.chance(0.1):
            front["relays"] = next(iter(self.world.sources))
        if self.world.chance(0.2):
            front["status"] = "developing"
        if self.world.chance(0.05):
            on = (draft.day + timedelta(1)).isoformat()
            front["corrections"] = [{"on": on, "note": "A name was misspelt (fictional)."}]
        # Most of a generated article is there to be read, not to be claimed.
        front["silence"] = [{"code": "BR703", "reason": "Invented, to measure the site."}]
        unsure = "?" if self.world.chance(0.3) else ""
        front["claim_defaults"] = {"on": f"{draft.day}{unsure}", "certainty": "reported"}
        front["claims"] = claims
        sentences = {t.sentence for t in draft.tellings}
        body = [LANGUAGES[draft.language]["fictional"]]
        for number, paragraph in enumerate(paragraphs):
            if number % 3 == 0:
                body.append(
                    f"## {wording.noun(draft.language, wording.rank(self.world.rng)).capitalize()}"
                )
            marked = [self._mark_up(text) if text in sentences else text for text in paragraph]
            body.append(" ".join(f"{text}." for text in marked))
        return f"articles/{name}.md", f"---\n{_yaml(front)}---\n\n" + "\n\n".join(body) + "\n"

    def _paragraphs(self, draft: Draft) -> list[list[str]]:
        """Sentences without their full stops, those of the claims among others."""
        told = [telling.sentence for telling in draft.tellings]
        paragraphs = self.world.wording.paragraphs(draft.language, told, self.world.rng)
        for telling in draft.tellings:
            paragraph = self.world.rng.choice(paragraphs)
            paragraph.insert(self.world.rng.randrange(len(paragraph) + 1), telling.sentence)
        return [paragraph for paragraph in paragraphs if paragraph]

    def _mark_up(self, sentence: str) -> str:
        """Sometimes, emphasis or a link on a few words in the middle."""
        words = sentence.split(" ")
        if self.world.chance(0.7) or len(words) < 6:
            return sentence
        start = self.world.rng.randrange(1, len(words) - 3)
        some = " ".join(words[start : start + 2])
        form = self.world.rng.choice(("*{}*", "**{}**", "[{}](https://example.org/)"))
        return " ".join([*words[:start], form.format(some), *words[start + 2 :]])


def _topic(topic: str, number: int) -> str:
    label = topic.replace("-", " ").capitalize()
    front = {
        "title": {"fr": f"{label} (fictif)", "en": f"{label} (fictional)"},
        "lead": LEADS[number % len(LEADS)],
        "order": str(number + 1),
        "states": [{"id": s, "label": _both("states", s), "tone": t} for s, t in STATES.items()],
        "positions": [{"id": p, "label": _both("positions", p)} for p in POSITIONS],
        "stale_after": "30",
        "open_questions": ["Who counted, and how? (fictional)"],
    }
    return f"---\n{_yaml(front)}---\n\nAn invented topic.\n"


def _both(table: str, word: str) -> dict[str, str]:
    return {tag: LANGUAGES[tag][table][word] for tag in ("fr", "en")}


def _settings() -> str:
    """The project's own mkdocs.yml, so that what is measured is what a desk builds."""
    text = (PROJECT / "mkdocs.yml").read_text(encoding="utf-8")
    text = re.sub(r"(?m)^site_description:.*\n", "", text)
    return re.sub(r"(?m)^site_name:.*$", "site_name: A fictional briefing", text)


def _bare_settings() -> str:
    """The same site without us: Material alone, over the same files.

    It has the same theme, search and Markdown extensions, and its articles are out of the
    navigation too. It shows an article's body and its title, a topic's lead, and nothing of the
    claims: no passage is marked, no fact is gathered, no source has a page, nothing is checked.
    """
    bare, ours = re.subn(r"(?m)^  - (briefing|search):?\n(?:   .*\n)*", "", _settings())
    assert ours, "mkdocs.yml no longer names the plugin as it did"
    bare = bare.replace("\nplugins:\n", f"\nplugins:\n{MATERIALS_SEARCH}")
    assert MATERIALS_SEARCH in bare, "mkdocs.yml no longer names plugins as it did"
    reading = Settings()
    extensions = [
        {name: dict(reading.extension_configs[name])} if name in reading.extension_configs else name
        for name in reading.markdown_extensions
    ]
    out_of_the_way = {"exclude_docs": "*.yml", "not_in_nav": "/articles/"}
    return bare + _yaml({**out_of_the_way, "markdown_extensions": extensions})


def _yaml(value: object) -> str:
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    return str(yaml.dump(value, Dumper=dumper, allow_unicode=True, sort_keys=False, width=10**6))


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    """Write invented briefings into a folder, to look at them."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--days", type=int, default=FIVE_YEARS)
    parser.add_argument("--topics", type=int, default=len(TOPICS))
    parser.add_argument("--archive", action="store_true", help="longer, in 30,000 words")
    generate(**vars(parser.parse_args()))


if __name__ == "__main__":
    main()
