"""Material in the interface's language."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError

from generator.locale import N_, Words

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

_TOGGLES = {True: N_("Switch to dark mode"), False: N_("Switch to light mode")}


def name_toggles(config: MkDocsConfig, words: Words) -> None:
    """Name, in the interface's language, what switches the colours, where mkdocs.yml does not."""
    palette = config.theme.get("palette")
    schemes = [entry for entry in palette if isinstance(entry, dict)] if palette else []
    for entry, following in zip(schemes, [*schemes[1:], *schemes[:1]], strict=True):
        if isinstance(entry.get("toggle"), dict):
            dark = following.get("scheme") == "slate"
            entry["toggle"].setdefault("name", words.say(_TOGGLES[dark]))


def refuse_unknown_language(config: MkDocsConfig) -> None:
    """Refuse a language that Material has no words in, before it stumbles over it.

    Raises:
        PluginError: it has none; says what to write.
    """
    language = str(config.theme.get("language") or "en")
    words = Path("partials", "languages", f"{language}.html")
    if any(Path(folder, words).is_file() for folder in config.theme.dirs):
        return
    base = language.split("-")[0]
    known = any(Path(folder, words.with_stem(base)).is_file() for folder in config.theme.dirs)
    raise PluginError(
        f"briefing: Material, the theme, has no words in `{language}`. Write `language: "
        f"{base if known else 'en'}` under `theme` in mkdocs.yml, and `language: {language}` "
        "under `briefing`."
    )
