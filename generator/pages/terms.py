"""The fixed vocabulary of badges: each word, and what it means, in one place."""

from __future__ import annotations

from functools import lru_cache

from generator.locale import N_, Words
from generator.pages.views import Term
from generator.text import phrase

# Weak to strong, as in model.CERTAINTIES.
CERTAINTIES = {
    "unconfirmed": (
        N_("unconfirmed"),
        N_("The report hedges, or names nobody who says so."),
    ),
    "claimed": (
        N_("claimed"),
        N_("A named party says so; a belligerent on its own strikes and losses included."),
    ),
    "reported": (
        N_("reported"),
        N_("The outlet says so in its own voice, without hedging."),
    ),
    "confirmed": (
        N_("confirmed"),
        N_("Whoever is concerned acknowledges their own decision, state or advice."),
    ),
}
STANDINGS = {
    "corroborated": (
        N_("corroborated"),
        N_("At least two origins say the same."),
    ),
    "single-source": (
        N_("single origin"),
        N_("Everything known of it goes back to one origin, however many outlets repeat it."),
    ),
    "contested": (
        N_("contested"),
        N_("Reports differ on it for the same time, or another fact disputes it."),
    ),
    "unconfirmed": (
        N_("unconfirmed"),
        N_("No claim of it counts yet: all are hedged, or come from nobody named."),
    ),
    "retracted": (
        N_("retracted"),
        N_("Every claim of it has been withdrawn."),
    ),
    # Not standings of the ledger: `denied` is contested by a fact that denies it,
    "denied": (
        N_("denied"),
        N_("Another fact denies it, and who said so has not come round."),
    ),
    # `reversed`, and of figures `revised`, are said beside one,
    "reversed": (
        N_("reversed"),
        N_("Newer reports give another state, position or advice than earlier ones."),
    ),
    "revised": (
        N_("revised"),
        N_("Newer reports give another number."),
    ),
    # and a refusal asserts nothing that could stand or fall.
    "refusal": (
        N_("refusal"),
        N_("The speaker declined to comment; nothing is asserted."),
    ),
}
FORMS = {
    "quote": (N_("quotation"), N_("The speaker's own words.")),
    "paraphrase": (N_("paraphrase"), N_("The speaker's meaning in the report's words.")),
    "refusal": (N_("refusal to comment"), N_("The speaker declined to comment.")),
}
RIGHTS = {
    "digest": (
        N_("digest"),
        N_("The text is the desk's own; only short quotations are the report's."),
    ),
    "licensed": (N_("licensed"), N_("The report's text, under a licence.")),
    "public-domain": (N_("public domain"), N_("The report's text, in the public domain.")),
    "own": (N_("own"), N_("The desk's own report.")),
}
KINDS = {
    "topic": (N_("topic"), N_("The page of a topic.")),
    "actor": (N_("actor"), N_("The page of a person, an institution or a country.")),
    "place": (N_("place"), N_("The page of a place.")),
    "source": (N_("source"), N_("The page of an outlet.")),
    "claim": (N_("claim"), N_("One thing that a report says is so, with its passage.")),
    "statement": (N_("statement"), N_("Words of somebody, where saying them is the news.")),
    "article": (N_("article"), N_("A whole report, as the desk keeps it.")),
}
"""What a search finds."""
CHANGES = {
    "state": (N_("state changed"), N_("The state of a subject is another than the day before.")),
    "contested": (
        N_("now contested"),
        N_("Reports differ on it now, or another fact disputes it."),
    ),
    "retracted": (N_("retracted"), N_("Every claim of it has been withdrawn.")),
    "revised": (N_("figure revised"), N_("Newer reports give another number.")),
    "confirmed": (N_("now confirmed"), N_("Whoever is concerned acknowledges it now.")),
    "settled": (
        N_("no longer contested"),
        N_("What disputed it was withdrawn, or newer reports agree."),
    ),
    "moved": (N_("changed"), N_("Newer reports give another position or advice.")),
    "correction": (N_("correction"), N_("The desk corrected its own article.")),
    "surer": (N_("surer"), N_("A surer report than before says so.")),
    "weaker": (N_("less sure"), N_("What was surest of it no longer stands.")),
    "corroborated": (N_("now corroborated"), N_("A second origin says the same.")),
    "rumoured": (N_("rumour of a state"), N_("Somebody gives another state, unconfirmed.")),
    "late": (
        N_("learned later"),
        N_("The state of an earlier day is known only now; that of this day stays."),
    ),
    "withdrawn": (N_("claim withdrawn"), N_("One claim of it was withdrawn, and others stand.")),
    "new": (N_("new"), N_("Nothing was known of it the day before.")),
}
"""What may change from one day to the next, gravest first."""
TONES = {
    "bad": (N_("grave"), N_("A state in the topic's own word; a full circle: as bad as it gets.")),
    "mixed": (N_("in between"), N_("Half a circle: neither as bad as it gets nor as usual.")),
    "good": (N_("usual"), N_("An empty circle: as things are in quiet times.")),
    "neutral": (N_("neither"), N_("No sign: a state that is neither good nor bad.")),
}
ARTICLES = {
    "developing": (N_("developing"), N_("The source announced that it would update this report.")),
    "corrected": (
        N_("corrected"),
        N_("The desk corrected its own article; it tells when and how."),
    ),
    "unseen": (N_("since your visit"), N_("New since this browser last opened the page.")),
}
AUDIENCES = {"staff": N_("Staff"), "nationals": N_("Nationals")}
ADVICE_TO = {
    "staff": N_("%(who)s: advice to staff"),
    "nationals": N_("%(who)s: advice to nationals"),
}
FORCES = {"order": N_("order"), "advice": N_("advice")}
SOURCE_KINDS = {
    "agency": N_("news agency"),
    "broadcaster": N_("broadcaster"),
    "newspaper": N_("newspaper"),
    "magazine": N_("magazine"),
    "website": N_("website"),
    "social": N_("social network"),
    "think-tank": N_("research institute"),
    "other": N_("other outlet"),
    "official": N_("official source"),
    "ngo": N_("non-governmental organisation"),
    "unidentified": N_("unidentified source"),
}
ACTOR_KINDS = {
    "person": N_("person"),
    "office": N_("office"),
    "state": N_("state"),
    "organisation": N_("organisation"),
    "group": N_("group"),
}
COUNTRY = N_("country")
"""The kind of an actor that is only a code of ISO 3166."""
PLACE_KINDS = {
    "city": N_("city"),
    "town": N_("town"),
    "village": N_("village"),
    "district": N_("district"),
    "region": N_("region"),
    "island": N_("island"),
    "strait": N_("strait"),
    "sea": N_("sea"),
    "river": N_("river"),
    "border": N_("border"),
    "port": N_("port"),
    "airport": N_("airport"),
    "base": N_("military base"),
    "site": N_("site"),
}
BLOCKS = {
    "status": (N_("Status board"), N_("State and advice by subject, with who says so and where.")),
    "event": (N_("Events"), N_("What happened, newest first, with who says so and where.")),
    "position": (N_("Positions"), N_("Who stands where, with who says so and where.")),
    "statement": (N_("Statements"), N_("Who said what, in what form, with the passage.")),
    "figure": (N_("Figures"), N_("Numbers, with who gives them and how surely.")),
}
"""Heading and table caption of each claim type's block on a topic page."""


def term(words: Words, vocabulary: dict[str, tuple[str, str]], key: str) -> Term:
    """The badge `key` of `vocabulary`, in the interface's language."""
    return _term(words, key, *vocabulary[key])


@lru_cache(maxsize=1024)
def _term(words: Words, key: str, word: str, meaning: str) -> Term:
    return Term(key, phrase(words.say(word)), words.say(meaning))


def legend(words: Words, vocabulary: dict[str, tuple[str, str]]) -> tuple[Term, ...]:
    """Every badge of `vocabulary`, in its order."""
    return tuple(term(words, vocabulary, key) for key in vocabulary)
