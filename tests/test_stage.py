"""`briefing stage`: plain Markdown that engines without our plugin make the same site of.

The sites of `tests/sites/` are fictional.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from markdown import Markdown

from generator.cli import main
from generator.stage import as_markdown, markdown_file
from generator.verify.folder import Folder
from tests.engine import (
    REPOSITORY,
    SITES,
    Document,
    Element,
    copy_of,
    documents,
    files_of,
    once,
    run,
)
from tests.test_sites import DESKS_OWN
from tests.test_untrusted import LANDMARKS, leads_astray
from tests.test_verify import faults_of
from tests.untrusted import attack, hostile_site

CONTRIBUTING = (REPOSITORY / "CONTRIBUTING.md").read_text("utf-8")
ENGINES = {"MkDocs": "mkdocs", "Zensical": "zensical"}
DESKS = {
    "two-reports": REPOSITORY,
    "minimal": SITES / "minimal",
    "ünïcode": SITES / "ünïcode",
    "withheld": SITES / "withheld",
}
ASSETS = re.compile(r"assets/(javascripts|stylesheets|images)/")
"""The theme's own, by names that change with every version of it."""
CONTENT = re.compile(
    r'<h1 id="top".*?(?=\s*(<aside class="md-source-file">.*?)?</article>)', re.DOTALL
)
"""What is ours of a page; what the theme writes around it is the engine's."""


def stage(folder: Path, config: Path) -> Result:
    return CliRunner().invoke(main, ["stage", str(folder), "--config", str(config)])


def staged_site(desk: Path, folder: Path, engine: str, *, strict: bool = True) -> Path:
    """The site that `engine` builds of what is staged of `desk` in `folder`."""
    told = stage(folder, desk / "mkdocs.yml")
    assert told.exit_code == 0, told.output
    command = [engine, "build", "-f", str(folder / "mkdocs.yml"), *(["--strict"] if strict else [])]
    answer = run(*command, cwd=folder)
    assert answer.code == 0, answer.log
    return folder / "site"


@pytest.fixture(scope="session")
def staged(shared_folder: Path) -> Callable[[str, str], Path]:
    """What is staged of one of DESKS, with what an engine builds of it: once for all workers."""

    def shared(name: str, engine: str) -> Path:
        def make(folder: Path) -> None:
            staged_site(DESKS[name], folder, ENGINES[engine])

        return once(shared_folder, f"staged-{name}-{engine}", make)

    return shared


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", DESKS)
def test_another_engine_makes_the_same_pages(
    name: str,
    engine: str,
    staged: Callable[[str, str], Path],
    shared_site: Callable[..., Path],
    two_reports: Path,
) -> None:
    desk = DESKS[name]
    ours = two_reports if desk == REPOSITORY else shared_site(name, desk)
    site = staged(name, engine) / "site"
    assert faults_of(desk, Folder(site)) == []
    by_plugin, by_engine = documents(ours), documents(site)
    assert by_plugin.keys() == by_engine.keys()
    for path, page in by_plugin.items():
        content = CONTENT.search((ours / path).read_text("utf-8"))
        assert content, path
        assert content[0] in (site / path).read_text("utf-8"), path
        assert contents(page) == contents(by_engine[path]), path
        assert title(page) == title(by_engine[path]), path


def title(page: Document) -> list[Mapping[str, str]]:
    return [e.attributes for e in page.elements if e.tag in ("title", "h1")]


def contents(page: Document) -> set[str]:
    """Where the entries of the page's contents lead."""
    links = [e for e in page.all("a") if e.attributes.get("class") == "md-nav__link"]
    return {e.attributes["href"] for e in links if e.attributes["href"].startswith("#")}


@pytest.mark.parametrize("engine", ENGINES)
def test_what_differs_is_listed(
    engine: str, staged: Callable[[str, str], Path], two_reports: Path
) -> None:
    site = staged("two-reports", engine) / "site"
    ours, theirs = (set(files_of(folder)) for folder in (two_reports, site))
    differing = {path for path in ours ^ theirs if not ASSETS.match(path)}
    row = re.search(rf"^\| {engine} \|(.*)\|$", CONTRIBUTING, re.MULTILINE)
    assert row
    assert set(re.findall(r"`([\w/]+\.[\w.]+)`", row[1])) == differing


@pytest.mark.parametrize("engine", ENGINES)
def test_drafts_embargoes_and_desk_files_stay_out(
    engine: str, staged: Callable[[str, str], Path]
) -> None:
    folder = staged("withheld", engine)
    assert (folder / "site" / "index.html").is_file()
    for path, content in files_of(folder).items():
        text = path + content.decode("utf-8", "replace")
        for kept_out in ("brouillonim", "embargolin", *DESKS_OWN):
            assert kept_out not in text, path


@pytest.mark.parametrize("engine", ENGINES)
def test_hostile_content_stays_text(engine: str, tmp_path: Path) -> None:
    desk, _ = hostile_site(tmp_path)
    site = staged_site(desk, tmp_path / "staged", ENGINES[engine], strict=False)
    # Pictures that the attacks ask for and do not bring, a footnote that one swallows.
    assert {fault.code for fault in faults_of(desk, Folder(site))} == {"BR609", "BR613"}
    if engine == "Zensical":  # which makes an index of its own, whatever it is told
        assert not live_in_search(site / "search.json")
    calm = copy_of("untrusted", tmp_path / "calm")
    for file in (*calm.rglob("briefings/**/*.md"), *calm.rglob("briefings/*.yml")):
        text = re.sub(r"⟦([a-z-]+)⟧", r"\1", file.read_text("utf-8"))
        file.write_text(text.partition('\n<div id="__config"')[0] + "\n", "utf-8")
    harmless = documents(staged_site(calm, tmp_path / "calm-staged", ENGINES[engine], strict=False))
    pages = documents(site)
    assert attack("article-title") in " ".join(p.text for p in pages.values())
    assert pages.keys() == harmless.keys()
    for path, page in pages.items():
        for element in page.elements:
            assert not [name for name in element.attributes if name.startswith("on")], path
            assert not leads_astray(element), (path, element)
        for tag in ("script", "style", "form", "iframe", "input", *LANDMARKS):
            assert len(page.all(tag)) == len(harmless[path].all(tag)), (path, tag)


def live_in_search(index: Path) -> list[Element]:
    """What of the texts of the engine's search index, shown as HTML, could do more than show."""
    parts = json.loads(index.read_text("utf-8"))
    texts = [text for e in parts["items"] for text in e.values()]
    assert any("article-title" in str(text) for text in texts)
    shown = Document("\n".join(str(text) for text in texts))
    hot = ("script", "style", "img", "iframe", "svg")
    return [e for e in shown.elements if e.tag in hot or [a for a in e.attributes if a[:2] == "on"]]


HARD = """<h1 id="top">A &amp; B</h1>
<pre><code>first

\tindented

   \n```
not a fence
```
~~~
{{ 7*7 }} *not emphasis* [not](a-link) &lt;b&gt;
    four spaces</code></pre>
<p>a<br>b <!-- c --> <em>d</em></p>
<table><tr><td>| a | b |</td></tr></table>"""


def test_markdown_leaves_the_page_as_it_is() -> None:
    text = markdown_file({"title": "A"}, HARD).split("---\n\n", 1)[1]
    extensions = ["toc", "tables", "fenced_code", "md_in_html", "attr_list", "footnotes"]
    html = Markdown(extensions=extensions).convert(text)
    assert html == f"<div>\n{as_markdown(HARD)}\n</div>"
    ours, theirs = Document(HARD), Document(html)
    assert theirs.text.strip() == ours.text
    assert [e.tag for e in theirs.elements[1:]] == [e.tag for e in ours.elements]


def test_a_page_of_the_desks_own_and_its_files_go_along(tmp_path: Path) -> None:
    desk = copy_of("minimal", tmp_path)
    (desk / "briefings" / "extra.md").write_text(
        "# En *plus* & mieux\n\n[article](articles/2023-05-03-quai-nord.md)\n\n<script>1</script>\n"
    )
    (desk / "briefings" / "plan.png").write_bytes(b"\x89PNG")
    assert stage(tmp_path / "staged", desk / "mkdocs.yml").exit_code == 0
    page = (tmp_path / "staged/docs/extra.md").read_text("utf-8")
    assert "title: En plus &amp; mieux" in page
    assert 'href="articles/2023-05-03-quai-nord.html"' in page
    assert "<script" not in page
    assert (tmp_path / "staged/docs/plan.png").read_bytes() == b"\x89PNG"


def test_the_looks_of_a_desk_go_along(tmp_path: Path) -> None:
    desk = copy_of("minimal", tmp_path)
    (desk / "looks" / "assets").mkdir(parents=True)
    (desk / "looks" / "assets" / "briefing.css").write_text("/* the desk's */")
    config = (desk / "mkdocs.yml").read_text("utf-8")
    looks = "font: false\n  custom_dir: looks\n  features: [content.tooltips, toc.follow]"
    (desk / "mkdocs.yml").write_text(config.replace("font: false", looks), "utf-8")
    assert stage(tmp_path / "staged", desk / "mkdocs.yml").exit_code == 0
    theme = files_of(tmp_path / "staged" / "theme")
    assert theme["assets/briefing.css"] == b"/* the desk's */"
    # Tooltips show titles as HTML: the plugin leaves them out, and so does a stage.
    staged = yaml.safe_load((tmp_path / "staged" / "mkdocs.yml").read_text("utf-8"))
    assert staged["theme"]["features"] == ["toc.follow"]
    assert {"main.html", "404.html", "partials/toc.html"} <= theme.keys()


def test_only_a_folder_of_its_own_is_replaced(tmp_path: Path) -> None:
    desk, folder = copy_of("minimal", tmp_path), tmp_path / "staged"
    folder.mkdir()
    (folder / "precious.txt").write_text("kept")
    told = stage(folder, desk / "mkdocs.yml")
    assert told.exit_code == 2
    assert "is not empty" in told.output
    assert files_of(folder) == {"precious.txt": b"kept"}
    (folder / "precious.txt").unlink()
    assert stage(folder, desk / "mkdocs.yml").exit_code == 0
    first = files_of(folder)
    (folder / "docs" / "gone.md").write_text("from an earlier stage")
    (folder / "site").mkdir()
    (folder / "site" / "index.html").write_text("built")
    assert stage(folder, desk / "mkdocs.yml").exit_code == 0
    assert files_of(folder) == first | {"site/index.html": b"built"}


def test_misuse_is_told_in_a_line(tmp_path: Path) -> None:
    desk = copy_of("minimal", tmp_path)
    told = stage(desk / "briefings" / "staged", desk / "mkdocs.yml")
    assert told.exit_code == 2
    assert "is in the content folder" in told.output
    with (desk / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("extra:\n  shout: !!python/name:markdown.extensions.toc.slugify_unicode\n")
    told = stage(tmp_path / "staged", desk / "mkdocs.yml")
    assert told.exit_code == 2
    assert "must be plain YAML" in told.output
    assert not (tmp_path / "staged" / "mkdocs.yml").exists()


def test_nothing_is_staged_of_content_with_errors(tmp_path: Path) -> None:
    told = stage(tmp_path / "staged", SITES / "invalid-evidence" / "mkdocs.yml")
    assert told.exit_code == 1
    assert "error BR301" in told.output
    assert not (tmp_path / "staged").exists()
    desk = copy_of("minimal", tmp_path)
    (desk / "mkdocs.yml").write_text(
        (desk / "mkdocs.yml").read_text("utf-8").replace("  - briefing\n", "")
    )
    told = stage(tmp_path / "staged", desk / "mkdocs.yml")
    assert told.exit_code == 1
    assert "error BR617" in told.output
