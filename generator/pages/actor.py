"""An actor's page, or a country's: what they said, what they did, what is claimed of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from generator.facts import Fact
from generator.model import Actor, Claim
from generator.pages import terms
from generator.pages.desk import Desk
from generator.pages.lists import FactList, by_value, fact_list, outlets, tellers
from generator.pages.named import country_link
from generator.pages.timeline_block import TimelineBlock, timeline_of_actor
from generator.pages.views import Link
from generator.text import Phrase, Text, distinct, phrase

UNDETERMINED = "und"
"""BCP 47 of an alias, whose language nobody gives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorView:
    """An actor: who it is, what it said and did, and what others claim of it.

    A fact that tells what somebody did, and that they acknowledge themselves, is in the first
    two lists.

    Attributes:
        title: the name.
        kind: what it is: a person, an office, a country.
        role: the actor's office or part in it, or empty.
        country: the country's name, leading to its page where it has one; None: not given.
        variants: other spellings and names that reports use.
        timeline: what follows on a line of days; none where all of it is of one day.
        said: facts on the actor's own word, statements among them, and in which outlets.
        did: what the actor did, states and positions among it, told by a report in its own
            voice or acknowledged by the actor.
        claimed: what it is said to have done, to be or to hold, on the word of others alone,
            hedged or withdrawn.
    """

    title: Phrase
    kind: str
    role: Phrase
    country: Link | None
    variants: tuple[Phrase, ...]
    timeline: TimelineBlock | None
    said: FactList
    did: FactList
    claimed: FactList


def actor_view(desk: Desk, key: str) -> ActorView:
    """The view of the page of an actor, or of the country of an ISO 3166 code."""
    actor = desk.library.actors.get(key)

    def of_them(facts: Iterable[Fact]) -> FactList:
        lines = (by_value(desk, f, [c for c in f.claims if c.detail.who == key]) for f in facts)
        entries = chain.from_iterable(lines)
        return fact_list(desk, entries, lambda e: (tellers(desk, e.claims), ()))

    about, said = desk.index.about.get(key, ()), desk.index.said_by.get(key, ())
    own = (by_value(desk, f, [c for c in f.claims if c.said_by == key]) for f in said)
    return ActorView(
        title=desk.actor(key),
        kind=desk.words.say(terms.ACTOR_KINDS[actor.kind] if actor else terms.COUNTRY),
        role=desk.role(key),
        country=_country(desk, actor),
        variants=variants(desk, actor.name, actor.aliases) if actor else (),
        timeline=timeline_of_actor(desk, key),
        said=fact_list(desk, chain.from_iterable(own), lambda e: (outlets(desk, e.claims), ())),
        did=of_them(f for f in about if _told_of(f, key)),
        claimed=of_them(f for f in about if not _told_of(f, key)),
    )


def _told_of(fact: Fact, actor: str) -> bool:
    """Whether a report says so of the actor, unhedged in its own voice, or the actor does."""
    return any(c.detail.who == actor and _asserts(c, actor) for c in fact.claims)


def _asserts(claim: Claim, actor: str) -> bool:
    if claim.retracted or claim.certainty == "unconfirmed":
        return False
    # `confirmed` is the actor's own word, through whoever speaks for it.
    return claim.certainty == "confirmed" or claim.said_by in (None, actor)


def _country(desk: Desk, actor: Actor | None) -> Link | None:
    return country_link(desk, actor.country) if actor and actor.country else None


def variants(desk: Desk, name: Text, aliases: Sequence[str]) -> tuple[Phrase, ...]:
    """The names a reader may meet that are not the page's title."""
    shown = desk.name(name)
    others = [desk.words.phrase(words, language) for language, words in name.versions]
    found = distinct([*others, *(phrase(alias, UNDETERMINED) for alias in aliases)])
    return tuple(other for other in found if other.text != shown.text)
