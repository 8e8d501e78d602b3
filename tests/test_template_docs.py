"""site_templates/README.md to the letter: its examples change a site, its lists are whole."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from jinja2 import Environment, nodes

from tests.engine import Answer, build, copy_of, files_of, run
from tests.view_reference import README, TEMPLATES, classes, page_types, unexplained, updated

PAGE = README.read_text(encoding="utf-8")
BLOCK = re.compile(r"^```\w+ (file|wrong|output)=(\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXAMPLES = [(kind, name, text) for kind, name, text in BLOCK.findall(PAGE)]
OVERRIDES = {name: text for kind, name, text in EXAMPLES if kind == "file" and name[-3:] == ".j2"}
HOW_TO_UPDATE = "run `python tests/view_reference.py`"


def desk(folder: Path) -> Path:
    """A fictional site, one topic of which has an open question."""
    site = copy_of("minimal", folder)
    topic = site / "briefings" / "topics" / "harbour.md"
    text = topic.read_text("utf-8").replace("---\n", "---\nopen_questions: [Combien de grues]\n", 1)
    topic.write_text(text, "utf-8")
    return site


def follow(folder: Path) -> Path:
    """The site, and in it what the documentation says to write."""
    site = desk(folder)
    config = site / "mkdocs.yml"
    settings = yaml.safe_load(config.read_text("utf-8"))
    for kind, name, text in EXAMPLES:
        if kind != "file":
            continue
        if name == "mkdocs.yml":
            said = yaml.safe_load(text)
            for plugin in said.pop("plugins", []):
                settings["plugins"].remove("briefing")
                settings["plugins"].append(plugin)
            settings |= said
        else:
            (site / name).parent.mkdir(parents=True, exist_ok=True)
            (site / name).write_text(text, encoding="utf-8")
    config.write_text(yaml.safe_dump(settings, allow_unicode=True), "utf-8")
    return site


@dataclass(frozen=True)
class Followed:
    """A site as it was, and as it is once the documentation has been followed."""

    folder: Path
    before: dict[str, str]
    after: dict[str, str]


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Followed:
    def built(site: Path, into: Path) -> dict[str, str]:
        answer = build(site, into)
        assert answer.code == 0, answer.log
        assert "WARNING" not in answer.log
        return {n: b.decode() for n, b in files_of(into).items() if n.endswith(".html")}

    folder = tmp_path_factory.mktemp("followed")
    before = built(desk(folder / "as-it-was"), folder / "before")
    site = follow(folder)
    return Followed(site, before, built(site, folder / "after"))


def test_three_templates_are_overridden() -> None:
    kinds = [(Path(name).parts[1], "{% extends" in text) for name, text in OVERRIDES.items()]
    assert sorted(kinds) == [("fragments", False), ("pages", False), ("pages", True)]


def test_a_page_is_replaced(followed: Followed) -> None:
    page = followed.after["404.html"]
    assert "Write to the desk, desk@example.org" in page
    assert '<a href="/index.html">La situation</a>' in page
    assert "Elle a peut-être été déplacée" not in page
    assert "Elle a peut-être été déplacée" in followed.before["404.html"]


def test_a_block_is_extended_and_one_left_out(followed: Followed) -> None:
    before, after = (site["topics/harbour.html"] for site in (followed.before, followed.after))
    lead, newest = after.index('<div class="lead">'), after.index('<p class="newest">')
    assert lead < newest < after.index('class="articles"', newest) < after.index('class="facts')
    assert 'id="open-questions"' in before
    assert 'id="open-questions"' not in after
    for kept in ('<div class="lead">', '<h2 id="block-', '<h2 id="articles"'):
        assert before.count(kept) == after.count(kept) > 0


def test_a_fragment_is_replaced_on_all_pages_and_in_the_macros_of_ours(followed: Followed) -> None:
    told = re.compile(r'<b class="\S+ \S+">[^<]+ <small>\([^<]+\)</small>')
    for page in ("articles/2023-05-03-quai-nord.html", "topics/harbour.html", "about.html"):
        assert told.search(followed.after[page])
        assert not told.search(followed.before[page])
    assert followed.after["topics/harbour.html"].count('class="headerlink"')  # kept by `set`


def test_the_style_sheet_comes_after_ours(followed: Followed) -> None:
    page = followed.after["topics/harbour.html"]
    assert -1 < page.index("assets/briefing.css") < page.index("desk.css")


def test_what_no_example_names_stays_as_it_was(followed: Followed) -> None:
    """Apart from badges and the style sheet, that is."""

    def rest(page: str) -> str:
        page = re.sub(r'<link rel="stylesheet" href="[^"]*desk.css">', "", page)
        page = re.sub(r"<b class=[^>]*>([^<]|<small>[^<]*</small>)*</b>", "", page)
        return " ".join(page.split())

    for name in followed.before.keys() - {"404.html", "topics/harbour.html"}:
        assert rest(followed.after[name]) == rest(followed.before[name])


def test_a_mistake_is_told_as_the_documentation_says(followed: Followed, tmp_path: Path) -> None:
    site = follow(tmp_path)
    last = tmp_path / "last"
    assert build(site, last).code == 0
    good = files_of(last)
    said = ""
    for kind, name, text in EXAMPLES:
        if kind == "wrong":
            (site / name).write_text(text, encoding="utf-8")
        elif kind == "output":
            said = text
    checked = run("generator.cli", "check", cwd=site)
    assert checked == Answer(1, said + "1 error, 0 warnings\n")
    built = build(site, last)
    assert built.code == 1
    assert "Traceback" not in built.log
    assert all(line in built.log for line in said.splitlines())
    assert files_of(last) == good


@pytest.mark.parametrize(
    ("folder", "message"),
    [
        ("min", "There is no folder `min` beside mkdocs.yml. Make it, or "),
        (".", "`templates` and `docs_dir` in mkdocs.yml must lie apart"),
        ("briefings/topics", "`templates` and `docs_dir` in mkdocs.yml must lie apart"),
        ("look", "`templates` and `theme.custom_dir` in mkdocs.yml must lie apart"),
    ],
)
def test_a_folder_that_cannot_be_is_told_in_a_line(
    folder: str, message: str, tmp_path: Path
) -> None:
    site = copy_of("minimal", tmp_path)
    (site / "look").mkdir()
    config = site / "mkdocs.yml"
    text = config.read_text("utf-8").replace("- briefing", f"- briefing: {{templates: {folder}}}")
    text = text.replace("name: material", "name: material\n  custom_dir: look")
    config.write_text(text, "utf-8")
    answer = build(site, tmp_path / "site")
    assert answer.code == 1
    assert message in answer.log
    assert "Traceback" not in answer.log
    assert files_of(tmp_path / "site") == {}


def test_every_field_of_every_view_is_explained() -> None:
    assert unexplained(classes()) == [], f"explain them in the docstrings, then {HOW_TO_UPDATE}"


def test_the_lists_of_fields_are_those_of_today() -> None:
    assert updated() == PAGE, HOW_TO_UPDATE


def test_a_field_without_a_line_and_a_line_without_a_field_are_told() -> None:
    @dataclass(frozen=True)
    class Odd:
        """A view with two mistakes.

        Attributes:
            told: what it holds.
            gone: a field that was taken away,
                and explained at length.
        """

        told: str
        untold: str

    where = f"{__name__.replace('.', '/')}.py, class Odd"
    assert unexplained([Odd]) == [f"{where}: no line on `untold`", f"{where}: there is no `gone`"]


def rows(heading: str) -> list[list[str]]:
    """The cells of every row of the tables under a heading."""
    section = PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]
    return [row for row in cells if not row[0].startswith(("---", "file", "block |")) and row != []]


def names_in(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def parsed(template: Path) -> nodes.Template:
    jinja = Environment(autoescape=True, extensions=["jinja2.ext.i18n"])
    return jinja.parse(template.read_text(encoding="utf-8"))


def test_every_block_of_every_page_is_listed() -> None:
    there = {
        (page, block.name)
        for page in page_types()
        for block in parsed(TEMPLATES / "pages" / f"{page}.html.j2").find_all(nodes.Block)
    }
    listed = {
        (page, block)
        for blocks, _, pages in rows("The blocks of each page")
        for block in names_in(blocks)
        for page in (page_types() if pages == "all" else names_in(pages))
    }
    assert listed == there


def test_every_fragment_and_every_macro_is_listed() -> None:
    there = {}
    for path in TEMPLATES.glob("fragments/*.j2"):
        macros = parsed(path).find_all(nodes.Macro)
        there[path.name.removesuffix(".html.j2")] = {signature(macro) for macro in macros}
    listed: dict[str, set[str]] = {}
    files: list[str] = []
    for file, what, _ in rows("The fragments"):
        files = names_in(file) or files  # an empty cell: of the file above
        for name in files:
            macros = {macro for macro in names_in(what) if "(" in macro}
            listed.setdefault(name, set()).update(macros)
    assert listed == there


def signature(macro: nodes.Macro) -> str:
    names = [argument.name for argument in macro.args]
    defaults = [str(d.as_const()).lower() for d in macro.defaults]
    plain = len(names) - len(defaults)
    given = [f"{n}={d}" for n, d in zip(names[plain:], defaults, strict=True)]
    return f"{macro.name}({', '.join(names[:plain] + given)})"


def test_every_link_leads_somewhere() -> None:
    headings = re.findall(r"^#+ (.*)$", PAGE, re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", h).lower().replace(" ", "-") for h in headings}
    for target in re.findall(r"\]\(([^)]+)\)", PAGE):
        path, _, anchor = target.partition("#")
        if path and "://" not in path:
            assert (README.parent / path).exists(), target
        elif anchor and not path:
            assert anchor in anchors, target
