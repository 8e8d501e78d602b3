"""Article bodies: nothing in them runs or asks the network, and their words come through."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.marking import mark
from generator.reading.body import BodyRenderer, sanitise
from generator.reading.settings import Settings
from generator.text import Block, Body

EXTENSIONS = Settings().markdown_extensions
RENDERER = BodyRenderer(EXTENSIONS)
GENEROUS = BodyRenderer([*EXTENSIONS, "attr_list", "md_in_html", "admonition", "fenced_code"])
"""A desk may enable more extensions: sanitising comes after all of them."""

SAFE_TAGS = {
    *("a", "abbr", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "dd", "del"),
    *("dfn", "dl", "dt", "em", "figcaption", "figure", "h2", "h3", "h4", "h5", "h6", "hr", "i"),
    *("img", "ins", "kbd", "li", "ol", "p", "pre", "q", "s", "small", "strong", "sub", "sup"),
    *("table", "tbody", "td", "th", "thead", "time", "tr", "u", "ul", "var", "wbr"),
}
SAFE_ATTRIBUTES = {
    *("lang", "dir", "id", "href", "title", "src", "alt", "width", "height", "start", "colspan"),
    *("rowspan", "scope", "datetime", "rel"),
}


class Inspector(HTMLParser):
    """Fails on anything that could run, ask the network or pose as another part of the page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in SAFE_TAGS
        for name, value in attrs:
            assert name in SAFE_ATTRIBUTES
            # Browsers drop tabs and line ends within an address, and controls before it.
            address = re.sub(r"[\x00-\x20]", "", value or "").lower()
            scheme = re.match(r"([a-z][a-z0-9+.-]*):", address)
            if name == "href":
                assert not scheme or scheme[1] in ("http", "https", "mailto")
            if name == "src":
                assert not scheme
                assert not re.match(r"[/\\]{2}", address)
            if name == "id":
                assert re.match(r"s-|fn(ref)?\d*:", value or "")
                self.ids.append(value or "")

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(f"a declaration: {decl}")

    def handle_pi(self, data: str) -> None:
        raise AssertionError(f"an instruction: {data}")


def html_of(body: Body) -> str:
    return str(mark(body, {}, {}).html)


def texts_of(body: Body, kind: str) -> list[str]:
    return [b.text for b in body.blocks if b.kind == kind and b.text.strip()]


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
        "<scr<script>ipt>alert(1)</script>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](&#106;avascript:alert(1))",
        "[x](java&#9;script:alert(1))",
        "<a href='&#1;javascript&colon;alert(1)'>x</a>",
        "<javascript:alert(1)>",
        "[x](vbscript:msgbox(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x]: javascript:alert(1)\n\n[x]",
        "[x](https://lind.example){: onclick=alert(1) style=position:fixed id=search }",
        "# Title {: onmouseover=alert(1) id=toc }",
        "<p onclick='alert(1)' style='position:fixed;inset:0'>x</p>",
        "<img src=x onerror=alert(1)>",
        "<svg onload=alert(1)><script>alert(1)</script></svg>",
        "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
        "<iframe src='https://evil.example'></iframe>",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "<object data='https://evil.example/x.swf'></object><embed src='//evil.example'>",
        "<meta http-equiv=refresh content='0;url=https://evil.example'>",
        "<link rel=stylesheet href='https://evil.example/x.css'>",
        "<style>@import 'https://evil.example/x.css';</style>",
        "<base href='https://evil.example/'>",
        "<form action='https://evil.example'><input name=q><button>Go</button></form>",
        "![x](https://evil.example/x.png)",
        "![x](//evil.example/x.png)",
        "![x](\\\\\\\\evil.example\\x.png)",
        "![x](data:image/svg+xml;base64,PHN2Zz4=)",
        "<img src='/&#9;/evil.example/x.png'>",
        "<img src='ht&#10;tps://evil.example/x.png'>",
        "<img src='&#1;https://evil.example/x.png'>",
        "<img src=x srcset='https://evil.example/x.png 2x'>",
        "<video poster='https://evil.example/x.png' src='//evil.example/x.mp4'></video>",
        "<audio src='https://evil.example/x.mp3' autoplay></audio>",
        "<table background='https://evil.example/x.png'><tr><td>x</td></tr></table>",
        "<p id='s-title'>x</p><a id='__search' name='toc'>y</a><img id=cookie name=body>",
        "<template><script>alert(1)</script></template>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
        "<!--><img src=x onerror=alert(1)>-->",
        "<?php echo 1 ?><!DOCTYPE html><![CDATA[<script>alert(1)</script>]]>",
        "</p></div></article></main><h1>Another page</h1>",
        "<plaintext>and all the rest of the page",
        "<textarea></p><script>alert(1)</script>",
        "```{onclick=alert(1)}\n<script>\n```",
        "text[^1]\n\n[^1]: <script>alert(1)</script> [x](javascript:alert(1))",
        '*[HTML]: "><script>alert(1)</script>\n\nHTML',
    ],
)
def test_hostile_text_is_disarmed(hostile: str) -> None:
    for renderer in (RENDERER, GENEROUS):
        html = html_of(renderer.render(f"Before\n\n{hostile}\n\nAfter"))
        Inspector(html)
        assert "<script" not in html
        assert not re.search(r"<[^>]*evil\.example[^>]*>", html)
        assert "Before" in html


@pytest.mark.parametrize("tag", ["script", "style", "template", "iframe", "object", "svg", "math"])
def test_what_was_never_text_does_not_become_text(tag: str) -> None:
    body = RENDERER.render(f"Before\n\n<{tag}>p {{ color: red }}</{tag}>\n\nAfter")
    assert [b.text for b in body.blocks if b.text.strip()] == ["Before", "After"]


tokens = st.sampled_from(
    [
        *("<", ">", "</", "/>", "'", '"', "=", " ", "\n", "\n\n", "&", ";", "`", "[", "](", ")"),
        *("img", "a", "p", "svg", "style", "script", "title", "td", "tr", "li", "h1", "math"),
        *("src", "href", "onerror", "id", "//evil.example", "/", "\\", "https:", "javascript:"),
        *("&#9;", "&#1;", "&colon;", "&#x2f;", "\t", "![", "<img src=", "<a href=", "<!--", "-->"),
        *(
            "# ",
            "- ",
            "> ",
            "| a | b |\n|---|---|\n",
            "[^1]",
            "[^1]: ",
            "*",
            "{: ",
            "}",
            "<mglyph>",
        ),
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(tokens, max_size=25).map("".join))
def test_any_text_is_disarmed(text: str) -> None:
    Inspector(html_of(GENEROUS.render(text)))
    Inspector(sanitise(text).replace("<h1", "<h2"))


@settings(deadline=None)
@given(st.lists(tokens, max_size=25).map("".join))
def test_blocks_hold_the_text_of_their_pieces(text: str) -> None:
    body = GENEROUS.render(text)
    held = [""] * len(body.blocks)
    for piece in body.pieces:
        if piece.block is not None:
            held[piece.block] += piece.text
    assert held == [b.text for b in body.blocks]


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
        ("`<script>alert(1)</script>`", "<code>&lt;script&gt;alert(1)&lt;/script&gt;</code>"),
        ("The javascript: scheme", "The javascript: scheme"),
        ("onclick=alert(1)", "onclick=alert(1)"),
        ("[x](https://lind.example/a?b=1&c=2)", 'href="https://lind.example/a?b=1&amp;c=2"'),
        ("[x](mailto:desk@lind.example)", 'href="mailto:desk@lind.example"'),
        ("[x](#fn:1)", 'href="#fn:1"'),
        ("![A plan](images/plan.png 'Of Lind')", 'src="images/plan.png"'),
        ("![A plan](../images/plan.png)", 'alt="A plan"'),
        (
            "<time datetime='2031-05-01'>May Day</time>",
            '<time datetime="2031-05-01">May Day</time>',
        ),
        ("<span lang='uk'>порт</span> <bdi lang='uk'>порт</bdi>", '<bdi lang="uk">порт</bdi>'),
        ("H<sub>2</sub>O", "H<sub>2</sub>O"),
        ("“l’eau”\u00a0: 5\u202f€", "“l’eau”\u00a0: 5\u202f€"),
    ],
)
def test_harmless_text_comes_through(markdown: str, html: str) -> None:
    assert html in html_of(RENDERER.render(markdown))


@pytest.mark.parametrize(
    ("address", "becomes"),
    [
        ("other.md", "other.html"),
        ("../topics/ports.md#closed", "../topics/ports.html#closed"),
        ("https://lind.example/readme.md", "https://lind.example/readme.md"),
        ("notes.mdx", "notes.mdx"),
        ("plan.png", "plan.png"),
    ],
)
def test_links_to_markdown_become_links_to_pages(address: str, becomes: str) -> None:
    assert f'href="{becomes}"' in html_of(RENDERER.render(f"[x]({address})"))


def test_the_page_keeps_its_only_h1() -> None:
    body = RENDERER.render("# One\n\n## Two\n\n###### Six")
    assert [(b.text, b.level) for b in body.blocks] == [("One", 2), ("Two", 2), ("Six", 6)]
    assert html_of(body).startswith('<h2 id="s-one">One</h2>')


def test_heading_anchors_are_unique_and_prefixed() -> None:
    body = RENDERER.render("# Port\n\n# Port\n\n# Port 2\n\n# Été *fermé*\n\n# ¡!\n\n# <b></b>")
    anchors = [b.anchor for b in body.blocks]
    assert anchors == ["s-port", "s-port-2", "s-port-2-2", "s-été-fermé", "s-", "s--2"]
    assert re.findall(r'<h2 id="([^"]*)"', html_of(body)) == anchors


@settings(deadline=None)
@given(st.lists(st.text("aA1é-_ \"<&'", max_size=4), max_size=8))
def test_any_headings_have_anchors_of_their_own(headings: list[str]) -> None:
    body = RENDERER.render("\n\n".join(f"# {h}" for h in headings))
    ids = Inspector(html_of(body)).ids
    assert len(ids) == len(set(ids))
    assert ids == [b.anchor for b in body.blocks if b.kind == "heading"]


def test_footnotes_lead_there_and_back() -> None:
    html = html_of(RENDERER.render("A port[^1].\n\n[^1]: In Lind."))
    for there in re.findall(r'href="#([^"]+)"', html):
        assert f'id="{there}"' in html
    assert html.count('href="#fn') == 2


def test_a_table_row_is_a_block_and_its_header_a_heading() -> None:
    body = RENDERER.render("| Town | Port |\n|---|---|\n| Lind | closed |\n| Aker | open |")
    assert [t.split() for t in texts_of(body, "heading")] == [["Town", "Port"]]
    assert [t.split() for t in texts_of(body, "paragraph")] == [
        ["Lind", "closed"],
        ["Aker", "open"],
    ]


@pytest.mark.parametrize(
    "figure",
    [
        "<figure><img src='plan.png' alt=''><figcaption>The *port*</figcaption></figure>",
        "<figure><figcaption><p>The</p><ul><li>port</li></ul></figcaption></figure>",
        "<table><caption>The port</caption><tr><td>Lind</td></tr></table>",
    ],
)
def test_a_caption_is_a_caption(figure: str) -> None:
    body = RENDERER.render(f"Before\n\n{figure}\n\nAfter")
    assert "port" in " ".join(texts_of(body, "caption"))
    assert "port" not in " ".join(texts_of(body, "paragraph"))
    assert {"Before", "After"} <= set(texts_of(body, "paragraph"))


def test_code_is_code() -> None:
    assert RENDERER.render("    x = 1").blocks == (Block("code", "x = 1\n"),)


def test_text_outside_any_block_is_not_lost() -> None:
    body = RENDERER.render("<div>loose <b>words</b></div>\n\nA paragraph")
    assert [t.strip() for t in texts_of(body, "paragraph")] == ["loose words", "A paragraph"]


def test_one_renderer_serves_any_number_of_texts() -> None:
    text = "# Port\n\nA[^1] HTML\n\n[^1]: note\n\n*[HTML]: abbr"
    first = RENDERER.render(text)
    RENDERER.render("# Other\n\nB[^1]\n\n[^1]: other")
    assert RENDERER.render(text) == first


def test_a_footnote_brings_no_english_into_a_page() -> None:
    settings = Settings()
    renderer = BodyRenderer(settings.markdown_extensions, settings.extension_configs)
    body = renderer.render("Un mot[^1].\n\n[^1]: Une note.")
    assert "Jump back" not in "".join(piece.text for piece in body.pieces)


def test_the_words_on_both_sides_of_a_line_break_are_two() -> None:
    body = RENDERER.render("Le port  \nest fermé.")
    assert [b.text.split() for b in body.blocks] == [["Le", "port", "est", "fermé."]]
    assert "<br" in "".join(p.text for p in body.pieces)
    raw = RENDERER.render("Le port<br>est fermé.")
    assert raw.blocks[0].text.split() == ["Le", "port", "est", "fermé."]


@pytest.mark.parametrize("option", ["permalink", "anchorlink"])
def test_a_heading_is_its_words_whatever_the_desk_has_its_headings_carry(option: str) -> None:
    renderer = BodyRenderer([*EXTENSIONS, "toc"], {"toc": {option: True}})
    body = renderer.render("## Port *nord*\n")
    assert html_of(body) == '<h2 id="s-port-nord">Port <em>nord</em></h2>'


def test_a_text_that_is_nested_too_deeply_leaves_nothing_behind() -> None:
    renderer = BodyRenderer(EXTENSIONS)
    text = "A port. <script>ran(1)</script>\n\n- one\n"
    fresh = renderer.render(text)
    with pytest.raises(RecursionError):
        renderer.render("- " * 3000 + "x")
    assert renderer.render(text) == fresh
