"""mkdocs.yml -> what the core wants to know: the engine's settings, translated once for all."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from mkdocs.config import config_options
from mkdocs.config.base import Config, ValidationError
from mkdocs.exceptions import PluginError

from generator.reading.settings import Settings

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


class Timezone(config_options.Type[str]):
    """An IANA timezone, such as `Europe/Paris`."""

    def run_validation(self, value: object) -> str:
        """The name itself, once it is known to name a timezone."""
        name = super().run_validation(value)
        try:
            ZoneInfo(name)
        except (OSError, ValueError, KeyError):
            raise ValidationError(f"`{name}` is not a timezone.") from None
        return name


class BriefingConfig(Config):  # type: ignore[no-untyped-call]
    """Options under `plugins: - briefing:` in mkdocs.yml."""

    timezone = Timezone(str, default="UTC")
    """IANA name; where the desk's days begin and end."""


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
    ours = plugin.config if plugin is not None else None
    # Tables and the like are always there; mkdocs.yml may add to them.
    extensions = (*Settings().markdown_extensions, *config.markdown_extensions)
    return Settings(
        language=str(config.theme.get("language") or "en"),
        timezone=ours.timezone if isinstance(ours, BriefingConfig) else "UTC",
        markdown_extensions=tuple(dict.fromkeys(extensions)),
        extension_configs={**Settings().extension_configs, **config.mdx_configs},
    )


def content_folder(config: MkDocsConfig) -> str:
    """The content folder as an author would type it; empty where it is the current one."""
    folder = Path(config.docs_dir)
    here = Path.cwd()
    shown = (folder.relative_to(here) if folder.is_relative_to(here) else folder).as_posix()
    return "" if shown == "." else shown
