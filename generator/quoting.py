"""Where quotations lie in a body: words of others, which nothing of the desk's may stand in.

Quotation marks are read as widely as they are used: an unclosed one quotes to the end of its
paragraph, one that was never opened from the beginning, and what may be quoted counts as quoted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.text import Block

Range = tuple[int, int]

_ANY = re.compile(r"[«»‹›“”„‟\"‘‚「『]")
_GUILLEMETS = re.compile(r"[«»]")
_SINGLE_GUILLEMETS = re.compile(r"[‹›]")
_CURLY = re.compile(r"[“”„‟]")
_STRAIGHT = re.compile(r'"[^"]*(?:"|$)')
_OTHERS = re.compile(r"(?<!\w)[‘‚][^‘‚]*?[’‘](?!\w)|「[^」]*(?:」|$)|『[^』]*(?:』|$)")


@dataclass(slots=True)
class _Quoted:
    """What of one text is quoted.

    Attributes:
        opened: whether a mark is left open at its end.
        closed: whether one closes that was never opened.
    """

    ranges: list[Range]
    opened: bool = False
    closed: bool = False


def quoted(blocks: Sequence[Block]) -> list[list[Range]]:
    """The quoted characters of each block's text, from start to before end, in order.

    A quotation that is open at the end of a block goes on to the block that closes it.
    """
    found = [_of_text(block.text) for block in blocks]
    pending: int | None = None
    for number, block in enumerate(found):
        if pending is not None and block.closed:
            for between in range(pending + 1, number):
                found[between].ranges.append((0, len(blocks[between].text)))
            pending = None
        if block.opened:
            pending = number
    return [_joined(block.ranges) for block in found]


def _joined(ranges: list[Range]) -> list[Range]:
    """In order, those that touch made one."""
    joined: list[Range] = []
    for start, end in sorted(ranges):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _of_text(text: str) -> _Quoted:
    there = set(_ANY.findall(text))
    quoted = _Quoted([])
    if not there:
        return quoted
    if '"' in there:
        quoted.ranges += [m.span() for m in _STRAIGHT.finditer(text)]
    if not there.isdisjoint("‘‚「『"):
        quoted.ranges += [m.span() for m in _OTHERS.finditer(text)]
    if not there.isdisjoint("«»"):
        _pair(_guillemets(_GUILLEMETS, "«", text), len(text), quoted)
    if not there.isdisjoint("‹›"):
        _pair(_guillemets(_SINGLE_GUILLEMETS, "‹", text), len(text), quoted)
    if not there.isdisjoint("“”„‟"):
        _pair(list(_curly(text)), len(text), quoted)
    return quoted


def _guillemets(marks: re.Pattern[str], opening: str, text: str) -> list[tuple[int, int]]:
    """Each mark's place, and 1 where it opens or -1 where it closes."""
    found = [(m.start(), 1 if m[0] == opening else -1) for m in marks.finditer(text)]
    if found and found[0][1] < 0 < found[-1][1]:
        # »So« in some languages; in others the end of one quotation and the start of the next.
        return [(0, 1), (len(text) - 1, -1)]
    return found


def _curly(text: str) -> Iterator[tuple[int, int]]:
    """As `_guillemets`: “so”, „so“, „so” and ”so”."""
    found = [(m.start(), m[0]) for m in _CURLY.finditer(text)]
    last = max((at for at, mark in found if mark == "”"), default=-1)
    open_marks: list[str] = []
    for at, mark in found:
        closes = open_marks and (mark == "”" or (mark == "“" and open_marks[-1] in "„‟"))
        if closes:
            open_marks.pop()
            yield at, -1
            continue
        if mark == "”":  # never opened: it closes, and may open one that ends as it began
            yield at, -1
            if at == last:
                continue
        open_marks.append(mark)
        yield at, 1


def _pair(marks: Sequence[tuple[int, int]], length: int, quoted: _Quoted) -> None:
    """Add what lies between the outermost of `marks`, and before or after those without a pair."""
    starts: list[int] = []
    for at, step in marks:
        if step > 0:
            starts.append(at)
        elif starts:
            quoted.ranges.append((starts.pop(), at + 1))
        else:
            quoted.ranges.append((0, at + 1))
            quoted.closed = True
    for start in starts:
        quoted.ranges.append((start, length))
        quoted.opened = True
