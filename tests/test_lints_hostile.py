"""Hostile text is linted in time that grows as it does: eight times the text, not 64 times as
long.

A scan from each word to the end of its sentence would take hours for one long paragraph.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator

import pytest

from generator.diagnostics import Diagnostic
from generator.evidence import fold, folded
from generator.reading.library import read_library
from generator.reading.lints import Names, check_wording, hedging
from generator.reading.lints.style import read_style
from generator.reading.manuscript import Manuscript, read_manuscript
from generator.reading.passage_checks import check_passages
from generator.reading.registers import read_registers
from generator.reading.settings import Settings
from generator.text import Block, Body
from tests.test_lints import BASE, STYLE, article

SMALL, LARGE = 5_000, 40_000
AT_MOST = 3 * LARGE // SMALL
"""Times as long: what grows as the text does takes 8, a scan from each word over all of them 64."""
LEAST = 0.002
"""Seconds below which a machine's own noise is most of what is measured."""

NAMES = Names(read_registers(BASE))
DESK = read_style({"style.yml": STYLE.encode()})

CONFIRMED = {"certainty": "confirmed"}
UNDATED = {"on": "undated"}
OWN_VOICE = {"certainty": "reported", "said_by": "none"}
UNNAMED = {"certainty": "unconfirmed", "said_by": "unnamed"}

WORST = {
    "what a gap may begin with": ("en", "'", UNDATED),
    "brackets": ("en", "a(", UNDATED),
    "one word": ("en", "x", UNDATED),
    "one word of many": ("en", "x-", UNDATED),
    "numbers": ("en", "1-2-", UNDATED),
    "gaps": ("fr", "semble ", CONFIRMED),
    "hedges": ("fr", "apparemment qui ", CONFIRMED),
    "hedges after a denial": ("fr", "dément apparemment ", CONFIRMED),
    "hedges denied afterwards": ("fr", "apparemment a été démenti ", CONFIRMED),
    "conditionals after a condition": ("fr", "si aurait ", CONFIRMED),
    "conditionals before a condition": ("fr", "aurait sans cela ", CONFIRMED),
    "conditionals of regret": ("fr", "aurait pas toujours dû ", CONFIRMED),
    "conditionals that were said": ("fr", "a dit que aurait ", CONFIRMED),
    "adverbs": ("fr", "aurait pas vitement ", CONFIRMED),
    "sentences": ("fr", "Si aurait. ", CONFIRMED),
    "quotation marks": ("fr", '" ', CONFIRMED),
    "titles": ("fr", "M. ", CONFIRMED),
    "who says so": ("en", "according to the Example Gazette ", OWN_VOICE),
    "according to plan": ("en", "according to plan ", OWN_VOICE),
    "according to nobody": ("en", "according to , ", OWN_VOICE),
    "names": ("en", "Anna Example ", UNNAMED),
    "names and sayings": ("en", "Anna Example went off to the quay and said ", UNNAMED),
    "names of whom something is said": ("en", "Anna Example is said to ", UNNAMED),
    "sayings": ("en", "said ", UNNAMED),
    "loaded words": ("en", "regime ", CONFIRMED),
    "today": ("en", "even today ", UNDATED),
}


def manuscript(language: str, filling: str, claim: dict[str, str], length: int) -> Manuscript:
    """One sentence, nearly all of it `filling`, and a claim that has all of it as its passage."""
    text = "Zorglub went " + (filling * (length // len(filling) + 1))[:length] + " off at last"
    given = {"language": language, "text": "", "passage": "Zorglub went … off at last", **claim}
    read = read_manuscript("articles/hostile.md", article(0, given).encode())
    read.body = Body(blocks=(Block("paragraph", text),))
    assert not [*check_passages(read)]
    return read


def seconds(read: Manuscript) -> float:
    """What its lints take, the quicker of two times, nothing known from before."""
    took = []
    for _ in range(2):
        for known in (hedging._hedges, folded, fold):
            known.cache_clear()
        gc.disable()
        try:
            begin = time.process_time()
            list(check_wording(read, NAMES, DESK))
            took.append(time.process_time() - begin)
        finally:
            gc.enable()
    return min(took)


@pytest.mark.parametrize("name", WORST)
def test_eight_times_the_text_takes_about_eight_times_as_long(name: str) -> None:
    for language in ("fr", "en"):
        DESK.lexicon(language)  # compiled once in a build
    small, large = (seconds(manuscript(*WORST[name], n)) for n in (SMALL, LARGE))
    assert large <= AT_MOST * max(small, LEAST), f"{small:.4f} s, then {large:.4f} s"


def paragraphs(length: int) -> Iterator[str]:
    for number in range(length // 30):
        yield f"*The regime* number {number} of many"


def told(length: int, silences: int) -> list[Diagnostic]:
    body = "\n\n".join(["Zorglub went off.", *paragraphs(length)])
    given = {"language": "en", "text": body, "passage": "Zorglub went off"}
    head, _, rest = article(0, given).partition('"claims"')
    entries = "".join(
        f"- code: BR703\n  reason: Fictional.\n  passage: The regime number {n} of many\n"
        for n in range(silences)
    )
    listed = f"silence:\n{entries}" if silences else ""
    text = f'{head}{listed}"claims"{rest}'
    files = {**BASE, "style.yml": STYLE.encode(), "articles/hostile.md": text.encode()}
    return [*read_library(files, Settings()).diagnostics]


def test_an_article_gets_a_hundred_warnings_of_a_code_and_has_a_hundred_silences() -> None:
    codes = [d.code for d in told(6_000, 0)]
    assert codes.count("BR703") == codes.count("BR706") == 100
    silenced = told(6_000, 102)
    assert [d.code for d in silenced].count("BR711") == 2
    assert "an article has 100 silences at most" in next(
        d.message for d in silenced if d.code == "BR711"
    )
