"""Claims and facts in words: labels, attributions, trails, cautions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from generator.change import strongest
from generator.claims import Event, Figure, Position, Statement, Status
from generator.facts import Fact
from generator.model import Article, Claim
from generator.pages import terms
from generator.pages.desk import Desk
from generator.pages.index import not_withdrawn
from generator.pages.urls import passage_url
from generator.pages.views import ClaimView, FactLine, Link, Term
from generator.text import Phrase
from generator.weighing import is_valid


def attribution(desk: Desk, claim: Claim) -> Phrase:
    """Who says it, in words; empty where the outlet does, in its own voice."""
    if claim.said_by:
        return desk.actor(claim.said_by)
    agency = desk.ledger.articles[claim.article].relays
    return desk.once("relayed", agency, lambda: _relayed(desk, agency)) if agency else Phrase()


def _relayed(desk: Desk, agency: str) -> Phrase:
    return desk.words.tell("relayed from %(agency)s", agency=desk.source_name(agency))


def claim_view(desk: Desk, claim: Claim) -> ClaimView:
    """A claim with its passage, and its own wording where the fact's label does not say it."""
    article = desk.ledger.articles[claim.article]
    return ClaimView(
        source=desk.source(article.source),
        article=desk.article(article),
        passage_url=desk.url(passage_url(claim)),
        **desk.once("claim", claim.id, lambda: _told(desk, claim)),
    )


class _Told(TypedDict):
    """What is the same of a claim on every page: on its article's, its topics', in comparisons."""

    id: str
    certainty: Term
    attribution: Phrase
    published: str
    on: str
    wording: Phrase
    passage: str
    language: str
    lines: str
    validity: str
    retracted: Phrase


def _told(desk: Desk, claim: Claim) -> _Told:
    article, retracted = desk.ledger.articles[claim.article], claim.retracted
    return _Told(
        id=claim.id,
        certainty=terms.term(desk.words, terms.CERTAINTIES, claim.certainty),
        attribution=attribution(desk, claim),
        published=desk.published(article),
        on=desk.words.when(claim.on),
        wording=own_wording(desk, claim),
        passage=passage(desk, claim),
        language=desk.foreign(article.language),
        lines=claim.lines or "",
        validity=_validity(desk, claim),
        retracted=desk.words.tell(
            "Withdrawn on %(day)s: %(reason)s",
            day=desk.words.day(retracted.on),
            reason=desk.own(article, retracted.reason),
        )
        if retracted
        else Phrase(),
    )


def _validity(desk: Desk, claim: Claim) -> str:
    """Until when a claim says that it holds, and whether that is over."""
    until = claim.until
    if until is None or until.latest is None:
        return ""
    if is_valid(claim, desk.ledger.as_of):
        return desk.words.say("valid to: %(until)s", until=desk.words.when(until))
    return desk.words.say("no longer valid, ended: %(until)s", until=desk.words.when(until))


def passage(desk: Desk, claim: Claim) -> str:
    """The words of the article's body that carry `claim`."""
    block = desk.ledger.articles[claim.article].body.blocks[claim.span.block]
    return block.text[claim.span.start : claim.span.end]


def own_wording(desk: Desk, claim: Claim) -> Phrase:
    """What sets a claim apart: advice always, else only what not every claim of its fact says."""
    if isinstance(claim.detail, Status) and claim.detail.advice:
        return wording(desk, claim)
    if isinstance(claim.detail, Status) and not _is_current(desk, claim, claim.detail):
        return _dated(desk, claim)
    fact = desk.ledger.facts[claim.fact]
    # Once a fact: for each of its claims anew, the work would grow with their square.
    differ = desk.once(
        "differ", fact.id, lambda: len({wording(desk, c).text for c in fact.claims}) > 1
    )
    return wording(desk, claim) if differ else Phrase()


def _is_current(desk: Desk, claim: Claim, status: Status) -> bool:
    """Whether the board shows the state that `claim` gives: not if it is over, or yet to come."""
    now = desk.status(claim.home, status.subject).states
    return status.state in now


def _dated(desk: Desk, claim: Claim) -> Phrase:
    """A state with the time it is said to hold for, where no date stands beside it anyway."""
    told, fact = wording(desk, claim), desk.ledger.facts[claim.fact]
    if not desk.once("several days", fact.id, lambda: several_days(fact)):  # as `differ`
        told = desk.words.tell("%(state)s: %(on)s", state=told, on=desk.words.when(claim.on))
    return told


def several_days(fact: Fact) -> bool:
    """Whether its claims are not all of one day."""
    return len({claim.on for claim in fact.claims}) > 1


def wording(desk: Desk, claim: Claim) -> Phrase:
    """What one claim of a fact says that another may not: its value, in words."""
    match claim.detail:
        case Status(state=str(state)):
            return desk.state(desk.home(claim), state).word
        case Status(advice=str(advice), force=force):
            word = desk.words.say(terms.FORCES[force])
            own = desk.own(desk.ledger.articles[claim.article], advice)
            return desk.words.tell("%(force)s: %(advice)s", force=word, advice=own)
        case Position(position=position):
            return desk.position(desk.home(claim), position).word
        case Figure() as figure:
            return figure_text(desk, figure, desk.ledger.articles[claim.article])
        case Event() | Statement():
            return desk.label(claim)
    return Phrase()


def in_force(fact: Fact) -> Sequence[Claim]:
    """The claims that give a fact its value: of two that differ over time, the newer."""
    return fact.current or not_withdrawn(fact.claims)


def figure_text(desk: Desk, figure: Figure, article: Article) -> Phrase:
    """A figure's value and unit: exact, between two bounds, or the report's words."""
    if figure.approx is not None or figure.low is None or figure.high is None:
        return desk.own(article, f"{figure.approx} ({figure.unit})")
    low, high = desk.words.number(figure.low), desk.words.number(figure.high)
    unit = desk.own(article, figure.unit)
    if low == high:
        return desk.words.tell("%(n)s %(unit)s", n=low, unit=unit)
    return desk.words.tell("between %(low)s and %(high)s %(unit)s", low=low, high=high, unit=unit)


def fact_label(desk: Desk, fact: Fact) -> Phrase:
    """A fact in a few words, for tables and links."""
    return desk.once("label", fact.id, lambda: label_of(desk, fact))


def claim_label(desk: Desk, claim: Claim) -> Phrase:
    """What one claim says, in a few words: of its fact's value its own."""
    if claim.label and not isinstance(claim.detail, Status):
        return desk.label(claim)
    return _composed(desk, claim, wording(desk, claim))


def label_of(desk: Desk, fact: Fact) -> Phrase:
    """The label of a fact as known on some day, which another day's may not be."""
    first = fact.claims[0]
    if fact.labelled and not isinstance(first.detail, Status):
        return desk.label(fact.labelled)
    return _composed(desk, first, Phrase.joined(wording(desk, c) for c in in_force(fact)))


def _composed(desk: Desk, claim: Claim, said: Phrase) -> Phrase:
    """What `claim` is about and what is `said` of it, where nobody wrote a label."""
    article = desk.ledger.articles[claim.article]
    match claim.detail:
        case Status(subject=subject, state=str()):
            return desk.words.tell("%(who)s: %(what)s", who=desk.actor(subject), what=said)
        case Status(subject=subject, audience=audience):
            return desk.words.tell(terms.ADVICE_TO[audience], who=desk.actor(subject))
        case Position(actor=actor, on_what=on_what):
            return desk.words.tell(
                "%(who)s: %(what)s, %(matter)s",
                who=desk.actor(actor),
                what=said,
                matter=desk.own(article, on_what),
            )
        case Figure(of=of):
            counted = desk.own(article, of[:1].upper() + of[1:])
            return desk.words.tell("%(who)s: %(what)s", who=counted, what=said)
    return desk.own(article, passage(desk, claim))


def fact_link(desk: Desk, key: str) -> Link:
    """A fact's label, leading to its place."""
    line = fact_line(desk, desk.ledger.facts[key])
    return Link(line.label, line.url)


def fact_line(desk: Desk, fact: Fact) -> FactLine:
    """A fact, as known today, where a list only names it."""
    place = desk.fact_url(fact)
    if desk.has(place):
        return _fact_line(desk, fact, place)
    return desk.nearby("fact", fact.id, lambda: _fact_line(desk, fact, place))


def _fact_line(desk: Desk, fact: Fact, place: str) -> FactLine:
    return FactLine(
        url=desk.url(place),
        label=fact_label(desk, fact),
        standing=standing_term(desk, fact),
        certainty=desk.once("certainty", fact.id, lambda: certainty_term(desk, fact)),
        telling="certainty" if fact.standing in ("single-source", "unconfirmed") else "standing",
    )


def certainty_term(desk: Desk, fact: Fact) -> Term:
    """How sure its surest claim is; see `generator.history.strongest`."""
    return terms.term(desk.words, terms.CERTAINTIES, strongest(fact))


def standing_term(desk: Desk, fact: Fact) -> Term:
    """How well a fact stands today; where it is so, that it is denied, or somebody refused."""
    return desk.once("standing", fact.id, lambda: _standing(desk, fact))


def _standing(desk: Desk, fact: Fact) -> Term:
    refusal = all(not c.detail.counts for c in fact.claims) and fact.standing != "retracted"
    standing: str = fact.standing
    if refusal and standing == "unconfirmed":
        standing = "refusal"
    elif standing == "contested" and _is_denied(desk, fact):
        standing = "denied"
    return terms.term(desk.words, terms.STANDINGS, standing)


def _is_denied(desk: Desk, fact: Fact) -> bool:
    against = (c for key in fact.contested_by for c in desk.ledger.facts[key].claims)
    return any(claim.denies == fact.id and claim.retracted is None for claim in against)
