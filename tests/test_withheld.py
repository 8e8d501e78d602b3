"""What belongs to a withheld article, and what it only names; the desk is fictional.

That nothing of it is anywhere in a built site is in `test_sites.py`.
"""

from __future__ import annotations

from pathlib import Path

from generator.build import open_site
from generator.reading.settings import Settings
from generator.withheld import unlinked
from tests.engine import SITES

HEAD = "---\ntitle: Fictif\nsource: gazette\npublished: 2023-05-03\nlanguage: fr\n"


def test_files_that_only_a_draft_names_are_withheld_with_it(tmp_path: Path) -> None:
    draft = (
        "![1](only.png) ![2](shared.png) ![3](../lead.png) [report](only%20é.pdf#page=2)\n\n"
        "[other](other.md) [style](../desk.css) [topic](../topics/harbour.md) ![4](ours.svg?1)\n"
    )
    images = "images:\n  - caption: Fictif\n    file: pictures/only.jpg\n"
    written = {
        "articles/draft.md": f"{HEAD}draft: true\n{images}---\n{draft}",
        "articles/other.md": f"{HEAD}---\nFictif. ![2](shared.png)\n",
        "topics/harbour.md": "---\ntitle: Fictif\nlead: figure\n---\n![3](../lead.png)\n",
        "sources.yml": (SITES / "withheld/briefings/sources.yml").read_text("utf-8"),
    }
    for path, text in written.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    site = open_site(tmp_path, Settings(), name="Fictif")
    assert site.hidden == {
        *("articles/draft.md", "articles/only.png", "articles/only é.pdf", "articles/ours.svg"),
        *("articles/pictures/only.jpg", "pictures/only.jpg"),
    }


def test_a_link_to_what_is_withheld_keeps_its_words_alone() -> None:
    withheld = {"articles/é.html", "articles/b.html"}
    html = '<a href="{}" rel="noopener">un <em>autre</em></a>'
    for address in ("%C3%A9.html", "é.html#s-fin", "../articles/b.html?q", "./b.html"):
        assert unlinked(html.format(address), "articles", withheld) == "<a>un <em>autre</em></a>"
    for address in ("c.html", "../b.html", "#b.html", "https://example.org/articles/b.html", ""):
        assert unlinked(html.format(address), "articles", withheld) == html.format(address)
