"""What the invented articles tell: a world of names, and the stories that befall it."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from tests.bench.wording import LANGUAGES, Wording, invented

FIRST_DAY = date(2019, 1, 1)
FIVE_YEARS = 1826
SOURCES = 40
ACTORS = {"state": 30, "person": 200, "office": 60, "group": 10}
TOPICS = (
    *("embassies", "crossings", "harbours", "strikes", "floods", "convoys", "truce-talks"),
    *("sanctions", "council-statements", "displaced-people", "grain", "power-grid"),
)
LEADS = ("status", "event", "position", "statement", "figure")
STATES = {"open": "good", "limited": "mixed", "closed": "bad"}
POSITIONS = ("supports", "opposes", "refuses")
ADVICE = {"fr": "ne pas s’approcher", "en": "keep away"}
SYLLABLES = (
    *("ar", "bel", "cor", "dan", "el", "fen", "gar", "hol", "is", "jor"),
    *("kel", "lan", "mor", "nor", "ost", "per", "quin", "ran", "sel", "tor"),
)


@dataclass(frozen=True)
class Story:
    """What one or more articles tell: the same in all of them, in their own words."""

    type: str
    topics: list[str]
    day: date
    who: str
    speaker: str
    where: str
    nouns: tuple[int, int]
    number: int
    way: str
    state: str
    position: str
    about: str
    serial: int
    disputes: str = ""
    lasting: int = 1


@dataclass
class Telling:
    """A story in one article: its sentence, and its claim without the passage."""

    story: Story
    sentence: str
    record: dict[str, Any]


@dataclass
class Draft:
    """An article in the making."""

    number: int
    day: date
    language: str
    source: str
    tellings: list[Telling]


class World:
    """Who and where there is, and what is told of them; the same lots give the same world."""

    def __init__(
        self, rng: Random, articles: int, days: int, topics: Sequence[str], wording: Wording
    ) -> None:
        self.rng, self.topics, self.wording = rng, topics, wording
        self.names = iter(rng.sample(range(8000), 1000))
        self.states = self._people("state", "{}ia")
        self.actors = {
            **self.states,
            **self._people("person", "{} {}en"),
            **self._people("office", "Council of {}"),
            **self._people("group", "{} League"),
        }
        self.sources = self._sources()
        self.places = {self._id(name): name for name in (self._name() for _ in range(80))}
        self.days = sorted(FIRST_DAY + timedelta(rng.randrange(days)) for _ in range(articles))
        self.recent: deque[Story] = deque(maxlen=30)
        self.stories = 0

    def _name(self) -> str:
        return invented(next(self.names), SYLLABLES).capitalize()

    @staticmethod
    def _id(name: str) -> str:
        return re.sub(r"[^a-z]+", "-", name.lower())

    def _people(self, kind: str, form: str) -> dict[str, dict[str, Any]]:
        found = {}
        for _ in range(ACTORS[kind]):
            name = form.format(*(self._name() for _ in range(form.count("{}"))))
            found[self._id(name)] = {"name": name, "kind": kind, "role": f"{kind} (fictional)"}
        return found

    def _sources(self) -> dict[str, dict[str, Any]]:
        kinds = ("agency", "broadcaster", "newspaper", "newspaper", "official", "unidentified")
        languages = list(self.wording.shares)
        found = {}
        for number in range(SOURCES):
            name = f"{self._name()} {('Herald', 'Radio', 'Wire')[number % 3]}"
            language = languages[number % len(languages)]
            kind = kinds[number % len(kinds)]
            found[self._id(name)] = {"name": name, "kind": kind, "language": language}
        return found

    # --- Drawing lots ---------------------------------------------------------------------

    def chance(self, share: float) -> bool:
        """Whether something befalls that does in this share of cases."""
        return self.rng.random() < share

    def _of(self, choices: Sequence[str]) -> str:
        """One of `choices`, the first much more often than the last."""
        return choices[int(len(choices) * self.rng.random() ** 2)]

    def _story(self, day: date) -> Story:
        self.stories += 1
        home = self._of(self.topics)
        lead = LEADS[TOPICS.index(home) % len(LEADS)]
        kind = lead if self.chance(0.5) else self.rng.choice(LEADS)
        # A status stays in one topic: hundreds of articles tell it, and one would be enough to
        # put all of them on another page.
        neighbour = self.topics[self.topics.index(home) - 1]
        shared = kind != "status" and neighbour != home and self.chance(0.25)
        actors = self.states if kind == "status" else self.actors
        old = self.recent[-1] if self.recent and self.chance(0.03) else None
        where = self._of(list(self.places))
        return Story(
            type=kind,
            topics=[home, neighbour] if shared else [home],
            day=day,
            who=self._of(list(actors)),
            speaker=self._of(list(self.actors)),
            where=where,
            nouns=(self.wording.rank(self.rng), self.wording.rank(self.rng)),
            number=self.rng.randrange(4, 9000),
            way=self.rng.choice(("plain", "plain", "plain", "other")),
            state=self._of(list(STATES)),
            position=self.rng.choice(POSITIONS),
            about="" if kind == "status" else f"{kind}-{where}-{self.stories}",
            serial=self.stories,
            disputes=old.about if old else "",
            lasting=self.rng.choice((1, 1, 1, 2, 3, 5, 8)),
        )

    # --- An article -----------------------------------------------------------------------

    def drafts(self) -> Iterator[Draft]:
        """The articles in order of publication; each tells recent stories and new ones."""
        shares = self.wording.shares
        languages = self.rng.choices(list(shares), list(shares.values()), k=len(self.days))
        for number, (day, language) in enumerate(zip(self.days, languages, strict=True)):
            draft = Draft(number, day, language, self._of(list(self.sources)), [])
            claims = self.rng.choice(self.wording.claims)
            while len(draft.tellings) < claims:
                known = {id(t.story) for t in draft.tellings}
                again = [s for s in self.recent if s.lasting > 1 and id(s) not in known]
                if again and self.chance(0.5):
                    told = self.rng.choice(again)
                    self.recent.remove(told)
                    story = replace(told, lasting=told.lasting - 1)
                else:
                    story = self._story(day)
                telling = self._tell(story, draft)
                others = [t.sentence for t in draft.tellings]
                if not any(telling.sentence in o or o in telling.sentence for o in others):
                    draft.tellings.append(telling)
                    self.recent.append(story)
            yield draft

    def _tell(self, story: Story, draft: Draft) -> Telling:
        words = LANGUAGES[draft.language]
        kind = story.type
        if story.way == "other" and kind in ("status", "statement"):
            kind = {"status": "advice", "statement": "refusal"}[kind]
        number = story.number + (self.rng.randrange(1, 9) if self.chance(0.1) else 0)
        state = self._of(list(STATES)) if self.chance(0.1) else story.state
        certainty = self.rng.choice(("reported", "reported", "claimed", "unconfirmed"))
        if kind in ("status", "advice", "position") and self.chance(0.3):
            certainty = "confirmed"
        if kind in ("statement", "refusal"):
            certainty = "reported"
        speaker = story.who if certainty == "confirmed" else story.speaker
        told = words["told"][kind].format(
            who=self.actors[story.who]["name"],
            what=self.wording.noun(draft.language, story.nouns[0]),
            other=self.wording.noun(draft.language, story.nouns[1]),
            where=self.places[story.where],
            number=number,
            state=words["states"][state],
            position=words["positions"][story.position],
        )
        sentence = words["frames"][certainty].format(
            speaker=self.actors[speaker]["name"], told=told
        )
        record: dict[str, Any] = {"type": story.type, "topics": story.topics}
        if story.about:
            record["about"] = story.about
        if story.disputes:
            record[self.rng.choice(("contests", "denies"))] = story.disputes
        record |= _own_keys(story, kind, number, state, self.wording)
        if certainty in ("claimed", "confirmed") and kind not in ("statement", "refusal"):
            record["said_by"] = speaker
        elif certainty == "unconfirmed":
            record["said_by"] = "unnamed"
        if certainty != "reported":
            record["certainty"] = certainty
        record |= self._time(story, draft.day)
        if self.chance(0.01):
            on = (draft.day + timedelta(2)).isoformat()
            record["retracted"] = {"on": on, "reason": "The outlet withdrew it (fictional)."}
        return Telling(story, sentence, record)

    def _time(self, story: Story, published: date) -> dict[str, str]:
        if story.type == "position" and self.chance(0.5):
            return {"on": "standing"}
        before = (story.day - timedelta(3)).isoformat()
        rare = ("undated", f"{story.day:%Y-%m}", f"{before}/{story.day}", f"{story.day}?")
        if self.chance(0.15):
            return {"on": self.rng.choice(rare)}
        return {"on": story.day.isoformat()} if story.day != published else {}


def _own_keys(story: Story, kind: str, number: int, state: str, wording: Wording) -> dict[str, Any]:
    """The keys of the claim's type; what the desk writes itself is in its own language."""
    what, other = (wording.noun("fr", rank) for rank in story.nouns)
    # With its number no two stories are so alike that the check would ask whether they are one.
    told = f"{other} {story.serial}"
    label = {"fr": f"{what} et {told}", "en": f"{wording.noun('en', story.nouns[0])} and {told}"}
    match kind:
        case "status":
            return {"subject": story.who, "state": state}
        case "advice":
            return {"subject": story.who, "advice": ADVICE["fr"], "for": "nationals"}
        case "event":
            event = {"actor": story.who, "target": f"dépôt {what}", "place": story.where}
            means = {"means": f"planeurs {other}"} if story.number % 3 else {}
            return {**event, **means, "label": label}
        case "position":
            return {"actor": story.who, "position": story.position, "on_what": f"traité {what}"}
        case "figure":
            return {
                "value": str(number),
                "unit": "foyers",
                "of": f"{what} {story.serial}",
                "place": story.where,
            }
        case "refusal":
            return {"said_by": story.who, "form": "refusal", "label": label}
    return {"said_by": story.who, "form": "quote", "label": label}


def settle(drafts: Sequence[Draft]) -> None:
    """Keep an `about` only where it joins something, and a dispute where there is its fact."""
    told: dict[str, int] = {}
    disputed = set()
    records = [telling.record for draft in drafts for telling in draft.tellings]
    for record in records:
        told[record.get("about", "")] = told.get(record.get("about", ""), 0) + 1
        disputed |= {record.get("contests"), record.get("denies")}
    for record in records:
        about = record.get("about", "")
        if about and told[about] == 1 and about not in disputed:
            del record["about"]
        for key in ("contests", "denies"):
            if key in record and record[key] not in told:
                del record[key]
