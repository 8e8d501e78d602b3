"""The command line: `briefing …`.

Exit codes: 0 all is well, 1 there are findings, 2 the command was misused. Together with the
engine's adapter this is the only place where the real clock is read.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from generator.diagnostics import Diagnostic, as_github, as_json, as_text, errors
from generator.reading.checks import from_the_future
from generator.reading.library import load_files, read_library
from generator.reading.settings import Settings

FORMATS: dict[str, Callable[..., str]] = {"text": as_text, "json": as_json, "github": as_github}


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="briefing-site")
def main() -> None:
    """Turn a desk's reports into a briefing site."""


@main.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="text",
    help="For people, for programs, or for annotations in a pull request.",
)
@click.option("--strict", is_flag=True, help="Warnings fail too.")
@click.option(
    "--captures",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of the reports as received: compare quotations, lines and fingerprints.",
)
@click.option(
    "--config",
    type=click.Path(dir_okay=False, path_type=Path),
    default="mkdocs.yml",
    show_default=True,
    help="The site's configuration.",
)
def check(form: str, strict: bool, captures: Path | None, config: Path) -> None:
    """Check every file of the content folder, and list every problem at once.

    \b
    Example:
      briefing check --strict
      briefing check --captures ../captures --format github
    """  # noqa: D301 - click wants the backspace
    folder, settings = read_config(config)
    reading = read_library(load_files(folder), settings)
    found = [*reading.diagnostics]
    now = datetime.now(ZoneInfo(settings.timezone))
    found += from_the_future(reading.library, now, reading.published)
    if captures is not None:
        found += reading.against_captures(_capture_reader(captures))
    click.echo(_report(form, found, folder))
    if errors(found) or (strict and found):
        raise SystemExit(1)


def _report(form: str, found: Sequence[Diagnostic], folder: Path) -> str:
    root = Path(os.path.relpath(folder)).as_posix()
    return FORMATS[form](found, root="" if root == "." else root)


def _capture_reader(folder: Path) -> Callable[[str], bytes | None]:
    inside = folder.resolve()

    def read(name: str) -> bytes | None:
        try:
            file = (inside / name).resolve()
            # The name comes from an article: it must not lead out of the folder.
            if file.is_relative_to(inside) and file.is_file():
                return file.read_bytes()
        except (OSError, ValueError):
            return None
        return None

    return read


def read_config(config: Path) -> tuple[Path, Settings]:
    """The content folder and the settings that a `mkdocs.yml` gives.

    Raises:
        click.UsageError: there is no such file, or it cannot be used.
    """
    from mkdocs.exceptions import ConfigurationError
    from mkdocs.utils.yaml import get_yaml_loader, yaml_load  # slow, so not for --help
    from yaml import SafeLoader, YAMLError

    class TolerantLoader(get_yaml_loader(SafeLoader)):  # type: ignore[misc]
        """Leaves out what only the engine needs, such as `!!python/name:…`."""

    TolerantLoader.add_multi_constructor("tag:yaml.org,2002:python/", lambda *_: None)
    try:
        with config.open(encoding="utf-8-sig") as file:
            values = yaml_load(file, TolerantLoader)
    except FileNotFoundError:
        raise click.UsageError(
            f"There is no {config} here. Run this in the project's folder, or name the file "
            "with --config."
        ) from None
    except (OSError, ValueError, YAMLError, ConfigurationError) as error:
        raise click.UsageError(f"{config} cannot be read: {error}") from None
    if not isinstance(values, dict):
        raise click.UsageError(f"{config} holds no settings.")
    folder = config.parent / str(values.get("docs_dir") or "docs")
    if not folder.is_dir():
        raise click.UsageError(f"{config} names the content folder {folder}, which is not there.")
    return folder, _settings(config, values)


def _settings(config: Path, values: dict[str, Any]) -> Settings:
    theme = values.get("theme")
    language = theme.get("language") if isinstance(theme, dict) else None
    timezone = str(_plugin_options(values.get("plugins")).get("timezone") or "UTC")
    try:
        ZoneInfo(timezone)
    except (OSError, ValueError, KeyError):
        raise click.UsageError(f"{config}: `{timezone}` is not a timezone.") from None
    return Settings(language=str(language or Settings().language), timezone=timezone)


def _plugin_options(plugins: Any) -> dict[str, Any]:
    """The options of the plugin `briefing`; the engine takes a list or a mapping."""
    entries = plugins if isinstance(plugins, list) else [plugins]
    for entry in entries:
        if isinstance(entry, dict) and isinstance(entry.get("briefing"), dict):
            return dict(entry["briefing"])
    return {}
