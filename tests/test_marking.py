"""Marked passages: well-formed HTML whose words are those of the article, no more, no less."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from html.parser import HTMLParser

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from generator.marking import Marked, mark
from generator.names import Names
from generator.reading.body import BodyRenderer
from generator.text import Body, Span

RENDERER = BodyRenderer(["tables", "footnotes", "def_list", "sane_lists"])
VOID = {"br", "hr", "img", "wbr"}
HOLD_NO_TEXT = {"table", "thead", "tbody", "tr", "ul", "ol", "dl"}
NAMES = Names([("a", "of-a"), ("b", "of-b"), ("ab é", "of-both"), ("a '", "of-a")])
SIGN = "¶"
"""What follows a passage, in a link of its own; in no body below."""


class Page(HTMLParser):
    """Reads HTML strictly: every tag must close in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words = ""
        self.passages: dict[str, str] = {}
        self.pieces: list[str] = []
        self.ids: list[str] = []
        self._open: list[tuple[str, str | None]] = []
        self._worded: list[bool] = []
        self.feed(str(html))  # Markup would escape what it is joined with
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        names = [name for name, _ in self._open]
        assert tag != "a" or "a" not in names, "a link within a link"
        claim = attributes["data-passage"] if tag == "mark" else None
        if claim is not None:
            assert not {*names[-1:]} & HOLD_NO_TEXT, f"a mark directly in {names[-1]}"
            assert attributes["class"] == "passage"
            self.pieces.append(claim)
            self.passages.setdefault(claim, "")
            if "id" in attributes:
                assert attributes["id"] == claim
                assert self.pieces.count(claim) == 1, "only the first piece has the id"
                self.ids.append(claim)
        if tag not in VOID:
            self._open.append((tag, claim))
            self._worded.append(False)

    def handle_endtag(self, tag: str) -> None:
        opened, _ = self._open.pop()
        assert tag == opened, f"</{tag}> closes <{opened}>"
        assert self._worded.pop() or tag != "mark", "a mark around nothing"

    def handle_data(self, data: str) -> None:
        words = data.replace(SIGN, "")
        self._worded = [worded or bool(words.strip()) for worded in self._worded]
        self.words += words
        for _, claim in self._open:
            if claim is not None:
                self.passages[claim] += words


def without_space(text: str) -> str:
    return "".join(text.split())


def check(body: Body, spans: Mapping[str, Span]) -> Marked:
    """Mark `spans` in `body` and hold the result to all that marking promises."""
    after = {claim: Markup(f'<a href="#of-{claim}">{SIGN}</a>') for claim in spans}
    for signs, names in (({}, {}), (after, {}), (after, NAMES.mentions(body))):
        marked = mark(body, spans, signs, names=names)
        page = Page(marked.html)
        unmarked = Page(mark(body, {}, {}).html)
        assert page.words == unmarked.words
        assert sorted(page.ids) == sorted(spans)
        for claim, span in spans.items():
            said = body.blocks[span.block].text[span.start : span.end]
            shown = page.passages[claim]
            assert without_space(shown) == without_space(said)
            assert Counter(shown) <= Counter(said), "white space from outside the passage"
        counts = Counter(page.pieces)
        assert marked.split == tuple(sorted(c for c, n in counts.items() if n > 1))
        assert [marked.html.count(str(sign)) for sign in signs.values()] == [1] * len(signs)
    return marked


words = st.text("ab é’«»&<>\"'", min_size=1, max_size=6).map(lambda t: t.replace("<", "&lt;"))
inline = st.recursive(
    words,
    lambda inner: (
        st.builds("*{}*".format, inner)
        | st.builds("**{}**".format, inner)
        | st.builds("[{}](https://lind.example/x)".format, inner)
        | st.builds("<u>{}</u>".format, inner)
        | st.builds("`{}`".format, inner)
        | st.lists(inner, min_size=2, max_size=4).map(" ".join)
        | st.lists(inner, min_size=2, max_size=3).map("".join)
        | st.just("![a plan](plan.png) [^1]")
    ),
    max_leaves=8,
)
block = st.one_of(
    inline,
    st.builds("## {}".format, inline),
    st.builds("> {}".format, inline),
    st.builds("    {}".format, inline),
    st.builds("- {}\n- {}\n\n    - {}".format, inline, inline, inline),
    st.builds("1. {}\n\n    {}\n".format, inline, inline),
    st.builds("| {} | b |\n|---|---|\n| {} | {} |".format, inline, inline, inline),
    st.builds("<div>{} <p>{}</p> {}</div>".format, inline, inline, inline),
    st.builds("{}\n:   {}".format, inline, inline),
)
bodies = st.lists(block, min_size=1, max_size=4).map(
    lambda blocks: RENDERER.render("\n\n".join([*blocks, "[^1]: a note"]))
)


@st.composite
def spans_of(draw: st.DrawFn, body: Body) -> dict[str, Span]:
    """Passages as `locate` finds them: words at both ends; several often touch or coincide."""
    held = [n for n, b in enumerate(body.blocks) if b.text.strip()]
    assume(held)
    chosen: dict[str, Span] = {}
    for number in range(draw(st.integers(1, 5))):
        index = draw(st.sampled_from(held))
        text = body.blocks[index].text
        places = [n for n, c in enumerate(text) if not c.isspace()]
        one, other = draw(st.sampled_from(places)), draw(st.sampled_from(places))
        chosen[f"c{number}"] = Span(index, min(one, other), max(one, other) + 1)
    return chosen


@settings(max_examples=300, deadline=None)
@given(bodies, st.data())
def test_any_passages_of_any_body(body: Body, data: st.DataObject) -> None:
    check(body, data.draw(spans_of(body)))


BODY = "Le **port [de Lind](https://lind.example/) est** fermé."
"""Its text: `Le port de Lind est fermé.`"""


@pytest.mark.parametrize(
    "spans",
    [
        pytest.param([(0, 26)], id="all"),
        pytest.param([(0, 26), (0, 26), (0, 26)], id="identical"),
        pytest.param([(0, 26), (3, 15)], id="nested"),
        pytest.param([(0, 10), (8, 26)], id="overlapping"),
        pytest.param([(0, 7), (8, 15)], id="side by side"),
        pytest.param([(9, 12), (10, 12), (11, 12)], id="within the link"),
        pytest.param([(3, 10), (8, 26), (10, 20), (0, 4)], id="a tangle"),
    ],
)
def test_passages_across_markup(spans: list[tuple[int, int]]) -> None:
    check(RENDERER.render(BODY), {f"c{n}": Span(0, *s) for n, s in enumerate(spans)})


def test_one_piece_is_not_split_and_several_are() -> None:
    body = RENDERER.render(BODY)
    assert check(body, {"whole": Span(0, 8, 15)}).split == ()
    assert check(body, {"crossing": Span(0, 0, 10)}).split == ("crossing",)
    # Two that overlap without nesting: HTML can only hold one of them whole.
    assert len(check(body, {"a": Span(0, 20, 24), "b": Span(0, 22, 26)}).split) == 1


def test_a_table_row_is_marked_within_its_cells() -> None:
    body = RENDERER.render("| Town | Port |\n|---|---|\n| Lind | closed |")
    row = next(n for n, b in enumerate(body.blocks) if "Lind" in b.text)
    text = body.blocks[row].text
    whole = Span(row, text.index("Lind"), text.index("closed") + 6)
    assert check(body, {"row": whole}).split == ("row",)


def test_the_sign_after_a_passage_waits_for_the_link_it_ends_in() -> None:
    html = mark(
        RENDERER.render(BODY), {"c": Span(0, 8, 10)}, {"c": Markup('<a href="#c">¶</a>')}
    ).html
    assert '</a><a href="#c">¶</a>' in html


def test_the_same_words_elsewhere_stay_unmarked() -> None:
    body = RENDERER.render("Lind\n\nLind")
    assert mark(body, {"c": Span(1, 0, 4)}, {}).html.index("<mark") > 10


@pytest.mark.parametrize("span", [Span(0, 2, 3), Span(0, 2, 2), Span(0, 99, 120), Span(9, 0, 1)])
def test_a_passage_without_words_marks_nothing(span: Span) -> None:
    body = RENDERER.render("Le *port*")
    assert mark(body, {"c": span}, {"c": Markup("")}).html == "<p>Le <em>port</em></p>"


def test_a_passage_without_words_splits_no_other() -> None:
    spans = {"blank": Span(0, 2, 3), "whole": Span(0, 0, 7)}
    assert mark(RENDERER.render("Le port"), spans, {"blank": Markup("")}).split == ()


@settings(deadline=None)
@given(st.text(min_size=1))
@example('"><script>')
def test_an_id_stays_within_its_attribute(claim: str) -> None:
    assume(not any(c in "\r\0" for c in claim))
    page = Page(mark(RENDERER.render("Le port"), {claim: Span(0, 3, 7)}, {}).html)
    assert page.passages == {claim: "port"}


def test_text_is_escaped_again() -> None:
    html = check(RENDERER.render("a `<script>` &amp; b"), {"c": Span(0, 0, 14)}).html
    assert "&lt;script&gt;" in html
    assert "&amp;" in html
