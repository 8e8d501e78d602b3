"""mkdocs.yml -> what the core wants to know: the engine's settings, translated once for all."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from babel import UnknownLocaleError
from mkdocs.config import config_options, load_config
from mkdocs.config.base import Config, ValidationError
from mkdocs.exceptions import Abort, ConfigurationError, PluginError

from generator.build import Site, check_interface, open_site
from generator.diagnostics import (
    Diagnostic,
    InvalidContent,
    Location,
    closest_word,
    diagnose,
    did_you_mean,
    under,
)
from generator.locale import Words
from generator.reading.settings import Settings

if TYPE_CHECKING:
    from mkdocs.config.base import ConfigErrors, ConfigWarnings
    from mkdocs.config.defaults import MkDocsConfig

    from generator.reading.library import Reading


class Timezone(config_options.Type[str]):
    """An IANA timezone, such as `Europe/Paris`."""

    def run_validation(self, value: object) -> str:
        """The name itself, once it is known to name a timezone.

        Raises:
            ValidationError: it names none.
        """
        name = super().run_validation(value)
        try:
            ZoneInfo(name)
        except (OSError, ValueError, KeyError):
            raise ValidationError(f"`{name}` is not a timezone.") from None
        return name


class Language(config_options.Type[str]):
    """A BCP 47 tag, such as `fr`."""

    def run_validation(self, value: object) -> str:
        """The tag itself, once it is known to name a language.

        Raises:
            ValidationError: it names none, or none that dates can be written in.
        """
        tag = super().run_validation(value)
        try:
            Words(tag)
        except (ValueError, UnknownLocaleError) as error:
            raise ValidationError(f"`{tag}` is not a language: {error}.") from None
        return tag


class TemplatesFolder(config_options.Dir):
    """A folder of the desk's own page templates."""

    def run_validation(self, value: object) -> str:
        """Its full path, once it is known to be there.

        Raises:
            ValidationError: there is no such folder.
        """
        folder = super().run_validation(value)
        if not Path(folder).is_dir():
            raise ValidationError(
                f"There is no folder `{value}` beside mkdocs.yml. Make it, or take the line away."
            )
        return folder


class BriefingConfig(Config):  # type: ignore[no-untyped-call]
    """Options under `plugins: - briefing:` in mkdocs.yml."""

    timezone = Timezone(str, default="UTC")
    """IANA name; where the desk's days begin and end."""

    templates = config_options.Optional(TemplatesFolder())
    """Folder of the desk's own page templates, beside mkdocs.yml or named from there."""

    language = config_options.Optional(Language(str))
    """BCP 47, of the interface; default: the theme's. For a region that the theme does not have."""

    content_language = config_options.Optional(Language(str))
    """BCP 47, of the desk's texts that name none: leads, labels, roles; default: the theme's."""

    def validate(self) -> tuple[ConfigErrors, ConfigWarnings]:
        """Errors and warnings; an option that does not exist is an error, not the engine's warning.

        What it was meant to do would not be done, and a check would call the desk faultless.
        """
        failed, warnings = super().validate()
        for key in sorted(map(str, self.keys() - self._schema_keys)):
            warnings = [warning for warning in warnings if warning[0] != key]
            known = ", ".join(f"`{name}`" for name in sorted(self._schema_keys))
            suggestion = did_you_mean(closest_word(key, self._schema_keys))
            text = f"There is no such option. {suggestion}The options are {known}."
            failed.append((key, ValidationError(text)))
        return failed, warnings


def load(path: Path) -> tuple[MkDocsConfig | None, list[str]]:
    """A `mkdocs.yml` as the engine reads it, and what the engine says of it, a line each.

    None where the engine cannot use it: then what it says is why.
    """
    said: list[str] = []
    log, heard = logging.getLogger("mkdocs"), logging.Handler(logging.WARNING)
    heard.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]
    log.addHandler(heard)
    try:
        return load_config(str(path)), said
    except Abort as error:  # it only counts what has been logged
        return None, said or [str(error)]
    except ConfigurationError as error:
        return None, [*said, str(error)]
    finally:
        log.removeHandler(heard)


def source_date() -> datetime | None:
    """The moment the site is built for, where `SOURCE_DATE_EPOCH` says so.

    Raises:
        PluginError: it is not a number of seconds.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return None
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError):
        raise PluginError(
            f"briefing: SOURCE_DATE_EPOCH is {epoch!r}; it must be a number of seconds since 1970."
        ) from None


def settings_of(config: MkDocsConfig) -> Settings:
    """How mkdocs.yml wants the content read; the command line reads it in the same way."""
    plugin = config.plugins.get("briefing")
    ours = plugin.config if plugin and isinstance(plugin.config, BriefingConfig) else None
    # Tables and the like are always there; mkdocs.yml may add to them.
    extensions = (*Settings().markdown_extensions, *config.markdown_extensions)
    language = (ours.language if ours else None) or str(config.theme.get("language") or "en")
    return Settings(
        language=language,
        content_language=(ours.content_language if ours else None) or language,
        templates=Path(ours.templates) if ours and ours.templates else None,
        timezone=ours.timezone if ours else "UTC",
        markdown_extensions=tuple(dict.fromkeys(extensions)),
        extension_configs={**Settings().extension_configs, **config.mdx_configs},
    )


def refuse_templates_among_other_files(config: MkDocsConfig) -> None:
    """Refuse a folder of templates that would be published, or would hold what is not templates.

    Raises:
        PluginError: it lies in another folder of mkdocs.yml, or around it; says what to write.
    """
    others = {"docs_dir": config.docs_dir, "theme.custom_dir": config.theme.custom_dir}
    for folder in settings_of(config).template_folders:
        for name, path in others.items():
            if path and (folder.is_relative_to(path) or Path(path).is_relative_to(folder)):
                raise PluginError(
                    f"briefing: `templates` and `{name}` in mkdocs.yml must lie apart, or files "
                    "of one are taken for files of the other. Give the templates a folder of "
                    "their own beside mkdocs.yml, such as `templates: mine`."
                )


def typed(path: str | Path) -> str:
    """A path as an author would type it: from the current folder, where it is in that."""
    path, here = Path(path), Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()


def content_folder(config: MkDocsConfig) -> str:
    """The content folder as an author would type it; empty where it is the current one."""
    shown = typed(config.docs_dir)
    return "" if shown == "." else shown


def interface_problems(config: MkDocsConfig) -> list[Diagnostic]:
    """What is wrong with a desk's own templates and message catalogs, paths as it types them."""
    found = check_interface(settings_of(config), config.config_file_path or "mkdocs.yml")
    return [replace(diagnostic, path=typed(diagnostic.path)) for diagnostic in found]


def problems_of_pages(config: MkDocsConfig, reading: Reading) -> list[Diagnostic]:
    """What is wrong and only shows once the pages are laid out: old paths, the desk's templates."""
    settings = settings_of(config)
    aliases = any(article.aliases for article in reading.library.articles.values())
    if not (aliases or settings.template_folders):
        return []
    folder = Path(config.docs_dir)
    try:
        site = open_site(
            folder, settings, name=config.site_name, now=source_date(), reading=reading
        )
    except InvalidContent as invalid:
        found = [d for d in invalid.diagnostics if d not in reading.diagnostics]
        return under(found, content_folder(config))
    return rehearsed(config, site)


def rehearsed(config: MkDocsConfig, site: Site) -> list[Diagnostic]:
    """What is wrong with a desk's own templates and only shows when a page is rendered."""
    if not settings_of(config).template_folders:
        return []
    return [replace(diagnostic, path=typed(diagnostic.path)) for diagnostic in site.rehearse()]


@contextmanager
def templates_told() -> Iterator[None]:
    """A template's mistake stops the engine with the line it is in.

    Raises:
        PluginError: a template has a mistake; its path as the author types it.
    """
    try:
        yield
    except InvalidContent as invalid:
        (problem,) = invalid.diagnostics
        shown = replace(problem, path=typed(problem.path))
        raise PluginError(f"briefing: {shown}") from invalid


def plugin_problems(config: MkDocsConfig) -> list[Diagnostic]:
    """That our plugin is not there, path as the author types it: engines say nothing of it."""
    if "briefing" in config.plugins:
        return []
    return [diagnose("BR617", Location(typed(config.config_file_path or "mkdocs.yml")))]
