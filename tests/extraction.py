"""Every message of the interface, as code and templates hold it, and the catalogs they fill.

`python tests/extraction.py` brings the catalogs up to date: translations stay, new messages
come in empty, messages that nothing says any more go. `python tests/extraction.py de` begins
a new one.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
CATALOGS = ROOT / "generator" / "locale"

Id = str | tuple[str, str]
"""A message's id; of a counted one, the id of one and that of many."""

# In Python, `say`, `tell`, `count` and `N_` of generator/locale; in templates, gettext's own names.
PYTHON: Mapping[str, tuple[int, ...] | None] = {
    "say": None,
    "tell": None,
    "N_": None,
    "count": (1, 2),
}
JINJA: Mapping[str, tuple[int, ...] | None] = {"_": None, "gettext": None, "ngettext": (1, 2)}

# No dates, authors or places in the files: the same messages give the same bytes.
HEADER = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"

"""


@cache
def messages() -> frozenset[Id]:
    """The id of every message in generator/ and site_templates/."""
    found: set[Id] = set()
    for folder, ending, method, keywords in (
        ("generator", "*.py", "python", PYTHON),
        ("site_templates", "*.j2", "jinja2.ext:babel_extract", JINJA),
        ("site_templates", "*.html", "jinja2.ext:babel_extract", JINJA),
    ):
        for path in sorted((ROOT / folder).rglob(ending)):
            options = {"trimmed": "false", "silent": "false", "encoding": "utf-8"}
            with path.open("rb") as file:
                for _, ids, _, _ in extract(method, file, keywords, options=options):
                    found.add(ids if isinstance(ids, str) else (ids[0], ids[1]))
    return frozenset(found)


def read(language: str) -> Catalog:
    """The catalog of `language` as it stands, empty where there is none."""
    path = CATALOGS / f"{language}.po"
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def updated(language: str) -> str:
    """The text of the catalog of `language` with today's messages and its own translations."""
    before, now = read(language), Catalog(locale=language)
    for id_ in messages():
        known = before.get(id_)
        if known and known.pluralizable == isinstance(id_, tuple):
            now.add(id_, known.string, flags=known.flags, user_comments=known.user_comments)
        else:
            now.add(id_)
    text = BytesIO()
    write_po(text, now, width=0, omit_header=True, sort_output=True)
    return HEADER.format(language=language, plurals=now.plural_forms) + text.getvalue().decode()


def languages() -> list[str]:
    """The languages that have a catalog."""
    return sorted(path.stem for path in CATALOGS.glob("*.po"))


def main(wanted: list[str]) -> None:
    for language in wanted or languages():
        text = updated(language)
        (CATALOGS / f"{language}.po").write_text(text, encoding="utf-8", newline="\n")
        print(f"generator/locale/{language}.po")


if __name__ == "__main__":
    main(sys.argv[1:])
