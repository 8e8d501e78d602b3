"""Templates of a desk's own, checked before anything is rendered: every mistake at once.

What only shows with a view, such as a field of one of a list, is told when a page is rendered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from jinja2 import BaseLoader, Environment, TemplateNotFound, TemplateSyntaxError, nodes

from generator.diagnostics import Diagnostic, Location, closest_word, diagnose, did_you_mean
from generator.render import (
    BASE,
    ENDING,
    environment,
    no_field,
    template_problem,
    templates_folder,
)

_MISNAMED = (".html", ".htm", ".jinja", ".jinja2")
"""What the names of templates end with elsewhere: here such a file would take nothing's place."""

_EXAMPLE = ", such as `pages/topic.html.j2`"

_NAMING = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)


@dataclass(slots=True)
class _Template:
    """A template file as it stands: what it names, and the blocks it fills or opens.

    Attributes:
        named: templates that it names, and where.
        optional: those of them that it can do without.
        dynamic: whether it also names some that only show when it is rendered.
        imported: macros that it imports: template, macro and line.
        macros: what another can import from it; None: what its parent has, too.
        fields: fields of `view` that it asks for, and where.
    """

    path: str
    named: dict[str, int] = field(default_factory=dict)
    optional: set[str] = field(default_factory=set)
    dynamic: bool = False
    parent: str | None = None
    blocks: dict[str, int] = field(default_factory=dict)
    outer: dict[str, int] = field(default_factory=dict)
    imported: list[tuple[str, str, int]] = field(default_factory=list)
    macros: set[str] | None = field(default_factory=set)
    fields: list[tuple[str, int]] = field(default_factory=list)


def check_templates(folders: Sequence[Path], views: Mapping[str, type]) -> list[Diagnostic]:
    """What is wrong with the templates in `folders`, sorted; paths as `folders` begin.

    Syntax, templates that are named and are not there, blocks that no template has, macros that
    are imported and are not there, fields that no view of the page has, files that nothing uses.

    Args:
        folders: where templates of the desk's own are, nearest first.
        views: the class of `view`, by page type.
    """
    jinja = environment(folders)
    ours = _names(templates_folder())
    found: list[Diagnostic] = []
    theirs: dict[str, _Template] = {}
    for folder in folders:
        for name in sorted(_names(folder, *_MISNAMED) - theirs.keys()):
            path = (folder / name).as_posix()
            try:
                source = (folder / name).read_text(encoding="utf-8")
                theirs[name] = _read(jinja, path, source)
                jinja.compile(source, filename=path)  # tells of a block that stands twice, too
            except TemplateSyntaxError as error:
                error.filename = path
                found.append(template_problem(error))
            except UnicodeDecodeError:
                found.append(
                    diagnose("BR501", Location(path), problem="it is not UTF-8", advice="")
                )
    if not theirs:
        return sorted(found)
    named = {name for template in theirs.values() for name in template.named}
    dynamic = any(template.dynamic for template in theirs.values())
    found += _macros_not_there(jinja, theirs)
    for name, template in theirs.items():
        found += _not_there(template, ours.union(*map(_names, folders)))
        found += _blocks_of_no_parent(jinja, name, template)
        page = name.removeprefix("pages/").removesuffix(f".html{ENDING}")
        for asked, line in template.fields if page in views and name.startswith("pages/") else ():
            if asked not in dir(views[page]):
                problem, advice = no_field(views[page], asked)
                place = Location(template.path, line)
                found.append(diagnose("BR501", place, problem=problem, advice=advice))
        if name not in ours | named and not (dynamic and not name.startswith("pages/")):
            meant = closest_word(name, ours)
            # An example beside it would be taken for the name that is meant.
            told = {"suggestion": did_you_mean(meant), "example": "" if meant else _EXAMPLE}
            found.append(diagnose("BR503", Location(template.path), **told))
    return sorted(found)


def _names(folder: Path, *others: str) -> set[str]:
    endings = {ENDING, *others}
    files = (file for file in folder.rglob("*.*") if file.suffix in endings and file.is_file())
    return {file.relative_to(folder).as_posix() for file in files}


def _read(jinja: Environment, path: str, source: str) -> _Template:
    tree = jinja.parse(source, filename=path)
    template = _Template(path)
    for node in tree.find_all(_NAMING):
        assert isinstance(node, _NAMING)  # noqa: S101 - what find_all promises, for the types
        names = [c.value for c in _constants(node.template) if isinstance(c.value, str)]
        template.dynamic |= not names
        template.named |= dict.fromkeys(names, node.lineno)
        if len(names) > 1 or (isinstance(node, nodes.Include) and node.ignore_missing):
            template.optional |= set(names)
        elif names and isinstance(node, nodes.Extends):
            template.parent = names[0]
        elif names and isinstance(node, nodes.FromImport):
            macros = (n if isinstance(n, str) else n[0] for n in node.names)
            template.imported += ((names[0], macro, node.lineno) for macro in macros)
    template.blocks = {block.name: block.lineno for block in tree.find_all(nodes.Block)}
    template.outer = {n.name: n.lineno for n in tree.body if isinstance(n, nodes.Block)}
    if all(n.ctx == "load" for n in tree.find_all(nodes.Name) if n.name == "view"):
        asked = (n for n in tree.find_all(nodes.Getattr) if isinstance(n.node, nodes.Name))
        template.fields = [
            (n.attr, n.lineno) for n in asked if cast(nodes.Name, n.node).name == "view"
        ]
    if any(tree.find_all(nodes.Extends)):
        template.macros = None
    else:
        assigned = tree.find_all((nodes.Assign, nodes.AssignBlock))
        set_ = (n.name for a in assigned for n in a.find_all(nodes.Name) if n.ctx == "store")
        template.macros = {*set_, *(macro.name for macro in tree.find_all(nodes.Macro))}
    return template


def _constants(node: nodes.Expr) -> Iterator[nodes.Const]:
    """The names in an expression that names a template, or several to choose from."""
    if isinstance(node, nodes.Const):
        yield node
    elif isinstance(node, nodes.List | nodes.Tuple):
        for item in node.items:
            yield from _constants(item)
    elif isinstance(node, nodes.CondExpr) and node.expr2 is not None:
        yield from _constants(node.expr1)
        yield from _constants(node.expr2)


def _not_there(template: _Template, known: set[str]) -> Iterator[Diagnostic]:
    prefixed = {f"{BASE}/{name}" for name in _names(templates_folder())}
    for name, line in template.named.items():
        there = prefixed if name.startswith(f"{BASE}/") else known
        if name not in there and name not in template.optional:
            suggestion = did_you_mean(closest_word(name, there))
            place = Location(template.path, line)
            yield diagnose("BR502", place, name=name, suggestion=suggestion)


def _macros_not_there(jinja: Environment, theirs: dict[str, _Template]) -> Iterator[Diagnostic]:
    """Macros that a desk's template imports, or ours from a desk's, and that are not there."""
    ours = {name: _load(jinja, f"{BASE}/{name}") for name in _names(templates_folder())}
    for template in theirs.values():
        for name, macro, line in template.imported:
            source = theirs.get(name) or ours.get(name.removeprefix(f"{BASE}/"))
            if source and source.macros is not None and macro not in source.macros:
                suggestion = did_you_mean(closest_word(macro, source.macros))
                known = ", ".join(f"`{m}`" for m in sorted(source.macros)) or "none"
                place, told = Location(template.path, line), {"macro": macro, "name": name}
                yield diagnose("BR505", place, **told, suggestion=suggestion, macros=known)
    needed = {
        (name, macro): user
        for user, template in sorted(ours.items())
        if template and user not in theirs
        for name, macro, _ in template.imported
    }
    for (name, macro), user in needed.items():
        source = theirs.get(name)
        if source and source.macros is not None and macro not in source.macros:
            yield diagnose(
                "BR506", Location(source.path), macro=macro, user=user, base=f"{BASE}/{name}"
            )


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
    template = None if name in seen else _load(jinja, name)
    if template is None:
        return None  # told where it stands
    above = _blocks(jinja, template.parent, seen | {name}) if template.parent else set()
    return None if above is None else above | template.blocks.keys()


def _load(jinja: Environment, name: str) -> _Template | None:
    try:
        source, path, _ = cast(BaseLoader, jinja.loader).get_source(jinja, name)
        return _read(jinja, path or name, source)
    except (TemplateNotFound, TemplateSyntaxError, UnicodeDecodeError):
        return None
