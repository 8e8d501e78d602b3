"""An article's page: where it comes from, its body with marked passages, what it says."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from markupsafe import Markup, escape

from generator.marking import mark
from generator.model import CERTAINTIES, Article
from generator.pages import terms
from generator.pages.desk import Desk
from generator.pages.named import legend, names
from generator.pages.neighbours import Neighbours, neighbours, untold
from generator.pages.telling import claim_view, fact_link
from generator.pages.views import ClaimView, FactLine, Link, Term
from generator.text import Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimNote:
    """A claim listed beside its article, numbered as in the body.

    Attributes:
        number: as in the body.
        label: what its fact is called.
        fact_url: leads to the fact, on its home topic's page.
        topic: where the fact is at home.
        claim: the claim itself.
    """

    number: int
    label: Phrase
    fact_url: str
    topic: Link
    claim: ClaimView


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyPart:
    """Some paragraphs of an article, and what it says in them.

    Attributes:
        html: their text; each passage is marked, and numbered like the claim it carries.
        notes: the claims whose passages end here, in that order.
    """

    html: Markup
    notes: tuple[ClaimNote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageNote:
    """A picture the report carried, of which only the caption is kept.

    Attributes:
        caption: in the article's language.
        credit: whose picture it is, or empty.
    """

    caption: str
    credit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """An article: its source box, its body with marked passages, what it says.

    Attributes:
        title: its title, in its language.
        language: BCP 47, of its title, summary, body, captions and corrections.
        source: the outlet, leading to its page.
        source_kind: what the outlet is; empty for an unidentified one, whose name says so.
        published: day, and time where it is known.
        retrieved: the day when the desk took it from the web, or empty.
        language_name: the name of its language.
        authors: their names, or empty.
        summary: in its language, or empty.
        rights: what the text is, and what its rights allow.
        original: the report's address on the web, or empty.
        archived: address of a copy in a web archive, or empty.
        capture: SHA-256 of the report as the desk holds it, or empty.
        relays: the agency whose report it passes on, or empty.
        developing: whether the source announced that it would update the report.
        legend: leads to what the badges mean.
        certainties: how many claims of each certainty it has, strongest first; withdrawn last.
        body: its text with its claims, in order.
        images: pictures that the report carried.
        corrected: the day when it was last corrected, or empty.
        corrections: day and text of each, newest first, the text in its language.
        unassigned: its paragraphs outside every topic, in its language.
        untold: facts on its topics that other sources told on its day, and its own did not.
        neighbours: the articles before and after it: of all, then of its topics.
        split: ids of passages that are marked in several pieces.
    """

    title: str
    language: str
    source: Link
    source_kind: str
    published: str
    retrieved: str
    language_name: str
    authors: str
    summary: str
    rights: Term
    original: str
    archived: str
    capture: str
    relays: Phrase
    developing: bool
    legend: Link
    certainties: tuple[tuple[Term, str], ...]
    body: tuple[BodyPart, ...]
    images: tuple[ImageNote, ...]
    corrected: str
    corrections: tuple[tuple[str, str], ...]
    unassigned: tuple[str, ...]
    untold: tuple[FactLine, ...]
    neighbours: tuple[Neighbours, ...]
    split: tuple[str, ...]


def loose_paragraphs(article: Article) -> tuple[str, ...]:
    """Text of every paragraph that holds no passage, so feeds no topic."""
    carrying = {claim.span.block for claim in article.claims}
    return tuple(
        block.text.strip()
        for number, block in enumerate(article.body.blocks)
        if number not in carrying and block.kind in ("paragraph", "code") and block.text.strip()
    )


def article_view(desk: Desk, article: Article) -> ArticleView:
    """The view of `article`'s page."""
    notes = _notes(desk, article)
    marked = mark(
        desk.shown_body(article.body),
        {claim.id: claim.span for claim in article.claims},
        {claim: _reference(desk, note) for claim, note in notes.items()},
        places=True,
        names=names(desk).mentions(article.body),
        way=desk.url,
    )
    source = desk.library.sources[article.source]
    return ArticleView(
        title=article.title,
        language=article.language,
        source=desk.source(article.source),
        source_kind="" if source.kind == "unidentified" else desk.source_kind(source),
        published=desk.published(article),
        retrieved=desk.words.day(article.retrieved) if article.retrieved else "",
        language_name=desk.words.language_name(article.language),
        authors=desk.words.listed(article.authors) if article.authors else "",
        summary=article.summary or "",
        rights=terms.term(desk.words, terms.RIGHTS, article.rights),
        original=article.url or "",
        archived=article.archive_url or "",
        capture=article.capture.sha256 if article.capture else "",
        relays=desk.source(article.relays).text if article.relays else Phrase(),
        developing=article.status == "developing",
        legend=legend(desk),
        certainties=_certainties(desk, article),
        body=tuple(
            BodyPart(html=part.html, notes=tuple(notes[claim] for claim in part.passages))
            for part in marked.parts
        ),
        split=marked.split,
        images=tuple(ImageNote(caption=i.caption, credit=i.credit or "") for i in article.images),
        corrected=desk.corrected(article),
        corrections=tuple(
            (desk.words.day(c.on), c.note)
            for c in sorted(article.corrections, key=lambda c: c.on, reverse=True)
        ),
        unassigned=loose_paragraphs(article),
        untold=untold(desk, article),
        neighbours=neighbours(desk, article),
    )


def _notes(desk: Desk, article: Article) -> dict[str, ClaimNote]:
    """Its claims by id, numbered in the order in which their passages stand in the body."""
    in_order = sorted(article.claims, key=lambda c: (c.span, c.id))
    facts = [fact_link(desk, claim.fact) for claim in in_order]
    return {
        claim.id: ClaimNote(
            number=number,
            label=fact.text,
            fact_url=fact.url,
            topic=desk.topic(claim.home),
            claim=claim_view(desk, claim),
        )
        for number, (claim, fact) in enumerate(zip(in_order, facts, strict=True), 1)
    }


def _reference(desk: Desk, note: ClaimNote) -> Markup:
    """The way back from a passage to its row on the topic's page."""
    title = desk.words.say("%(topic)s: %(fact)s", topic=note.topic.text, fact=note.label)
    url, title = escape(note.fact_url), escape(title)
    # In the body a passage reads as if it held; what was withdrawn is told where it stands.
    state = f" · {escape(desk.words.say('withdrawn'))}" if note.claim.retracted else ""
    # Written in one piece: there are as many as claims, and a format string takes ten times longer.
    return Markup(  # noqa: S704 - both were escaped
        f'<a class="passage-ref" href="{url}" title="{title}" aria-label="{title}">'
        f"{note.number}{state}</a>"
    )


def _certainties(desk: Desk, article: Article) -> tuple[tuple[Term, str], ...]:
    """How many claims of each certainty, strongest first; those withdrawn come last."""
    counted = Counter(c.certainty for c in article.claims if c.retracted is None)
    withdrawn = len(article.claims) - counted.total()
    last = Term("retracted", terms.term(desk.words, terms.STANDINGS, "retracted").word)
    standing = tuple(
        (terms.term(desk.words, terms.CERTAINTIES, key), desk.words.number(counted[key]))
        for key in reversed(CERTAINTIES)
        if counted[key]
    )
    return (*standing, (last, desk.words.number(withdrawn))) if withdrawn else standing
