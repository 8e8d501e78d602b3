"""Templates of a desk's own, checked before anything is rendered: every mistake at once.

What only shows with a view, such as a field that is not there, is told when a page is rendered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Environment, TemplateNotFound, TemplateSyntaxError, nodes

from generator.diagnostics import Diagnostic, Location, closest_word, diagnose, did_you_mean
from generator.render import BASE, environment, template_problem, templates_folder

_NAMING = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)


@dataclass(slots=True)
class _Template:
    """A template file as it stands: what it names, and the blocks it fills or opens."""

    path: str
    named: dict[str, int] = field(default_factory=dict)
    parent: str | None = None
    blocks: dict[str, int] = field(default_factory=dict)
    outer: dict[str, int] = field(default_factory=dict)


def check_templates(folders: Sequence[Path]) -> list[Diagnostic]:
    """What is wrong with the templates in `folders`, sorted; paths as `folders` begin.

    Syntax, templates that are named and are not there, blocks that no template has, files
    that nothing uses.
    """
    jinja = environment(folders)
    ours = _names(templates_folder())
    found: list[Diagnostic] = []
    theirs: dict[str, _Template] = {}
    for folder in folders:
        for name in sorted(_names(folder) - theirs.keys()):
            path = (folder / name).as_posix()
            try:
                theirs[name] = _read(jinja, path, (folder / name).read_text(encoding="utf-8"))
            except TemplateSyntaxError as error:
                error.filename = path
                found.append(template_problem(error))
            except UnicodeDecodeError:
                found.append(
                    diagnose("BR501", Location(path), problem="it is not UTF-8", advice="")
                )
    named = {name for template in theirs.values() for name in template.named}
    for name, template in theirs.items():
        found += _not_there(template, ours | theirs.keys())
        found += _blocks_of_no_parent(jinja, name, template)
        if name not in ours | named:
            suggestion = did_you_mean(closest_word(name, ours))
            found.append(diagnose("BR503", Location(template.path), suggestion=suggestion))
    return sorted(found)


def _names(folder: Path) -> set[str]:
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*.j2")}


def _read(jinja: Environment, path: str, source: str) -> _Template:
    tree = jinja.parse(source, filename=path)
    jinja.compile(tree)  # some mistakes show only here, such as a block that stands twice
    template = _Template(path)
    for node in tree.find_all(_NAMING):
        assert isinstance(node, _NAMING)  # noqa: S101 - what find_all promises, for the types
        if isinstance(node.template, nodes.Const) and isinstance(node.template.value, str):
            template.named[node.template.value] = node.lineno
            if isinstance(node, nodes.Extends):
                template.parent = node.template.value
    template.blocks = {block.name: block.lineno for block in tree.find_all(nodes.Block)}
    template.outer = {n.name: n.lineno for n in tree.body if isinstance(n, nodes.Block)}
    return template


def _not_there(template: _Template, known: set[str]) -> Iterator[Diagnostic]:
    for name, line in template.named.items():
        bare = name.removeprefix(f"{BASE}/")
        if bare not in (known if bare == name else _names(templates_folder())):
            suggestion = did_you_mean(closest_word(name, known))
            place = Location(template.path, line)
            yield diagnose("BR502", place, name=name, suggestion=suggestion)


def _blocks_of_no_parent(
    jinja: Environment, name: str, template: _Template
) -> Iterator[Diagnostic]:
    """Blocks outside any other, of a template that extends one which has no such block."""
    if template.parent is None:
        return
    if template.parent == name:
        place = Location(template.path, template.named[name])
        problem, advice = "it extends itself", f"Write `{BASE}/{name}`, which is ours."
        yield diagnose("BR501", place, problem=problem, advice=advice)
        return
    known = _blocks(jinja, template.parent, {name})
    for block, line in template.outer.items():
        if known is not None and block not in known:
            yield diagnose(
                "BR504",
                Location(template.path, line),
                block=block,
                parent=template.parent,
                suggestion=did_you_mean(closest_word(block, known)),
                blocks=", ".join(f"`{b}`" for b in sorted(known)) or "none",
            )


def _blocks(jinja: Environment, name: str, seen: set[str]) -> set[str] | None:
    """Every block of a template and of those it extends; None where one cannot be read."""
    if name in seen or jinja.loader is None:
        return None
    try:
        source, path, _ = jinja.loader.get_source(jinja, name)
        template = _read(jinja, path or name, source)
    except (TemplateNotFound, TemplateSyntaxError, UnicodeDecodeError):
        return None  # told where it stands
    above = _blocks(jinja, template.parent, seen | {name}) if template.parent else set()
    return None if above is None else above | template.blocks.keys()
