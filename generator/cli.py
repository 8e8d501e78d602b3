"""The command line: `briefing …`.

Exit codes: 0 all is well, 1 there are findings, 2 the command was misused. Together with the
engine's adapter this is the only place where the real clock is read.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from generator.cli_pack import pack
from generator.diagnostics import (
    InvalidContent,
    as_github,
    as_json,
    as_text,
    closest_code,
    did_you_mean,
    errors,
    failing,
    rules,
    under,
)
from generator.progress import told
from generator.reading.captures import captures_in
from generator.reading.checks import from_the_future
from generator.reading.editor_schema import KINDS, editor_schema
from generator.reading.library import load_files, read_library

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from generator.build import Site

FORMATS: dict[str, Callable[..., str]] = {"text": as_text, "json": as_json, "github": as_github}


format_option = click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="text",
    help="For people, for programs, or for annotations in a pull request.",
)
config_option = click.option(
    "--config",
    type=click.Path(dir_okay=False, path_type=Path),
    default="mkdocs.yml",
    show_default=True,
    help="The site's configuration.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="briefing-site")
def main() -> None:
    """Turn a desk's reports into a briefing site."""


main.add_command(pack)


@main.command()
@format_option
@click.option("--strict", is_flag=True, help="Warnings fail too.")
@click.option(
    "--captures",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of the reports as received: compare quotations, lines and fingerprints.",
)
@config_option
def check(form: str, strict: bool, captures: Path | None, config: Path) -> None:
    """Check every file of the content folder, and list every problem at once.

    \b
    Example:
      briefing check --strict
      briefing check --captures ../captures --format github
    """  # noqa: D301 - click wants the backspace
    site = read_config(config)
    # With the engine, slow.
    from generator.mkdocs_config import (
        content_folder,
        interface_problems,
        problems_of_pages,
        settings_of,
    )

    settings = settings_of(site)
    reading = read_library(load_files(Path(site.docs_dir)), settings)
    found = [*reading.diagnostics]
    now = datetime.now(ZoneInfo(settings.timezone))
    found += from_the_future(reading.library, now, reading.published)
    if captures is not None:
        found += reading.against_captures(captures_in(captures))
    found = [*interface_problems(site), *under(found, content_folder(site))]
    if not errors(found):
        found += problems_of_pages(site, reading)
    click.echo(FORMATS[form](found))
    if failing(found, strict=strict):
        raise SystemExit(1)


@main.command()
@click.argument("site", type=click.Path(exists=True, file_okay=False, path_type=Path))
@format_option
@config_option
def verify(site: Path, form: str, config: Path) -> None:
    """Hold the built site in the folder SITE against the content it was built from.

    Every page, anchor, passage, old path, data file and file of the search that the content makes
    must be there, every link inside the site must lead somewhere, no other host may be asked, and
    nothing that is a draft or the desk's own may be there. Asks nothing of the engine that built
    it. Set SITE_URL and SOURCE_DATE_EPOCH as the build had them.

    \b
    Example:
      briefing verify site
      briefing verify /media/stick/site --format github
    """  # noqa: D301 - click wants the backspace
    from generator.mkdocs_config import plugin_problems, typed
    from generator.mkdocs_search import search_scripts
    from generator.verify import verify as faults_of
    from generator.verify.folder import Folder

    configured = read_config(config)
    with sound(configured, form):
        content = open_content(configured)
        search = dict(search_scripts(content, configured))
        built, address = Folder(site), configured.site_url or ""
        watch = partial(told, "Reading")
        faults = faults_of(content, built, address=address, search=search, watch=watch)
    found = [*plugin_problems(configured), *under(faults, typed(site.resolve()))]
    click.echo(FORMATS[form](found))
    if found:
        raise SystemExit(1)


@main.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@config_option
def stage(folder: Path, config: Path) -> None:
    """Write the site into DIR as plain Markdown, for engines that run no plugins.

    DIR gets a mkdocs.yml without this plugin, every page as HTML in a Markdown file, and the
    theme. Staged again, DIR is replaced; a folder that holds anything else is left alone.

    \b
    Example:
      briefing stage staged
      zensical build -f staged/mkdocs.yml
      briefing verify staged/site
    """  # noqa: D301 - click wants the backspace
    from generator.mkdocs_config import plugin_problems
    from generator.mkdocs_stage import copies, texts
    from generator.stage.folder import StageFolder

    configured, into = read_config(config), StageFolder(folder)
    if folder.resolve().is_relative_to(Path(configured.docs_dir).resolve()):
        raise click.UsageError(f"{folder} is in the content folder. Name another folder.")
    if into.foreign:
        raise click.UsageError(
            f"{folder} is not empty and was not written by `briefing stage`. Name another folder."
        )
    with sound(configured, "text"):
        if problems := plugin_problems(configured):
            raise InvalidContent(problems)
        content = open_content(configured)
        copied = copies(content, configured)
        into.clear()
        for path in told("Copying", copied):
            into.copy(path, copied[path])
        for path, text in told("Writing", texts(content, configured), len(content.pages)):
            into.write(path, text.encode())
    click.echo(
        f"{len(content.pages)} pages staged. Now: `mkdocs build -f {folder / 'mkdocs.yml'}`, or "
        f"`zensical build` likewise; then `briefing verify {folder / 'site'}`."
    )


@main.command()
@click.argument("kind", type=click.Choice(list(KINDS)), default="article")
def schema(kind: str) -> None:
    """Print the JSON Schema of KIND, for an editor that completes keys: `article` if none is named.

    \b
    Example:
      briefing schema sources > sources.schema.json
      briefing schema article > article.schema.json
    """  # noqa: D301 - click wants the backspace
    click.echo(json.dumps(editor_schema(kind), ensure_ascii=False, indent=2))


@main.command()
@click.argument("code", metavar="BRnnn")
def explain(code: str) -> None:
    """Tell what the code BRnnn means, what to do, and what the rule rests on.

    \b
    Example:
      briefing explain BR701
    """  # noqa: D301 - click wants the backspace
    from generator.explain import explanation

    known, code = rules(), code.upper()
    if code not in known:
        near = did_you_mean(closest_code(code, known))
        raise click.UsageError(f"There is no code {code}. {near}".rstrip())
    click.echo(explanation(code))


def open_content(config: MkDocsConfig) -> Site:
    """The site that a configuration describes.

    Raises:
        InvalidContent: an error stands in content, templates or catalogs.
        PluginError: `SOURCE_DATE_EPOCH` is no moment.
    """
    from generator.build import open_site
    from generator.mkdocs_config import interface_problems, settings_of, source_date

    if errors(problems := interface_problems(config)):
        raise InvalidContent(problems)
    now = source_date()
    return open_site(Path(config.docs_dir), settings_of(config), name=config.site_name, now=now)


@contextmanager
def sound(config: MkDocsConfig, form: str) -> Iterator[None]:
    """Content and templates with errors end the command, told as `check` tells them.

    Raises:
        click.UsageError: what else a build would refuse.
    """
    from mkdocs.exceptions import PluginError

    from generator.mkdocs_config import content_folder, typed

    try:
        yield
    except InvalidContent as invalid:
        content = [d for d in invalid.diagnostics if d.code[:3] not in ("BR5", "BR6")]
        ours = [d for d in invalid.diagnostics if d not in content]  # not in the content folder
        found = [replace(d, path=typed(d.path)) for d in ours]
        click.echo(FORMATS[form]([*found, *under(content, content_folder(config))]))
        raise SystemExit(1) from None
    except PluginError as error:
        raise click.UsageError(str(error)) from None


def read_config(config: Path) -> MkDocsConfig:
    """A site's `mkdocs.yml`, as the engine reads it.

    Raises:
        click.UsageError: there is no such file.
        UnusableConfig: the engine cannot use it.
    """
    # Material prints a notice about its own end at every start: here nobody asked for it.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    from generator.mkdocs_config import load  # with the engine, slow, so not for --help

    if not config.is_file():
        raise click.UsageError(
            f"There is no {config} here. Run this in the project's folder, or name the file "
            "with --config."
        )
    loaded, said = load(config)
    if loaded is None:
        raise UnusableConfig("\n".join([f"{config} cannot be used.", *said]))
    for line in said:
        click.echo(line, err=True)
    return loaded


class UnusableConfig(click.ClickException):
    """A `mkdocs.yml` with mistakes: they are told alone, since the command was typed well."""

    exit_code = 2


if __name__ == "__main__":
    main()
