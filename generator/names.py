"""Names of actors and places found in an article's body, quotations apart.

As passages are, names are found to the letter, typography apart: whole words, in the case they
are written in, the longest first. A name that two of them share is nobody's.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from generator.evidence import fold, folded
from generator.marking import Mention
from generator.quoting import Range, quoted
from generator.text import Body

# Scripts that part no words: Thai, Lao, Myanmar, Khmer, kana, ideographs.
_UNPARTED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_WORD = re.compile(rf"[^\W{_UNPARTED}]+|[{_UNPARTED}]")
_ALONE = re.compile(rf"[{_UNPARTED}]")
_JOINING = frozenset("-‐‑.@")
"""Between two letters these make one word of them."""
_FEW = 30
_NOWHERE = (sys.maxsize, sys.maxsize)


class Names:
    """Every name that is looked for, built once for a site.

    Looking through a text takes a time that grows with its length, however many names there are.

    Args:
        names: each name, and the site-relative URL of the page of whom it names.
    """

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._urls: dict[str, str] = {}
        shapes: dict[str, set[tuple[int, int]]] = defaultdict(set)
        for name, url in names:
            plain = folded(name).strip()
            word = _WORD.search(plain)
            if word is None:
                continue
            # One that names two leads to neither: which is meant, only a reader can tell.
            self._urls[plain] = url if self._urls.get(plain, url) == url else ""
            shapes[word[0]].add((len(plain), word.start()))
        self._shapes: Mapping[str, Sequence[tuple[int, int]]] = {
            word: sorted(found, reverse=True) for word, found in shapes.items()
        }
        self._begun = _begun(shapes)

    def mentions(self, body: Body) -> Mapping[int, Sequence[Mention]]:
        """Where `body` names somebody in its paragraphs, by block, in order.

        Headings, code and captions hold none, nor do quotations.
        """
        found: dict[int, Sequence[Mention]] = {}
        for number, block in enumerate(body.blocks):
            if block.kind == "paragraph":
                mentions = tuple(self._in(block.text))
                if mentions:
                    found[number] = mentions
        if not found:
            return found
        ranges = quoted(body.blocks)
        own = {n: tuple(_outside(found[n], ranges[n])) for n in found}
        return {number: mentions for number, mentions in own.items() if mentions}

    def _in(self, text: str) -> Iterator[Mention]:
        plain = folded(text)
        known = self._shapes.keys() & self._begun.findall(plain)
        done = 0
        for at, word in _places(known, plain) if known else ():
            for length, before in self._shapes[word]:
                start, end = at - before, at - before + length
                if start < done or end > len(plain):
                    continue
                url = self._urls.get(plain[start:end])
                if url is None or not _apart(plain, start, end):
                    continue
                done = end
                if url:
                    yield Mention(*fold(text).original(start, end), url)
                break


def _begun(words: Iterable[str]) -> re.Pattern[str]:
    """What finds every one of `words`, and of other words only those that begin like one of them.

    Names begin with capitals, and most words of a text do not: they are passed over.
    """
    initials = sorted({word[0] for word in words})
    alone = "".join(filter(_ALONE.match, initials))
    parted = "".join(re.escape(letter) for letter in initials if letter not in alone)
    found = [f"[{alone}]"] if alone else []
    found += [rf"[{parted}][^\W{_UNPARTED}]*"] if parted else []
    return re.compile("|".join(found) or "(?!)")


def _places(words: Set[str], text: str) -> Iterable[tuple[int, str]]:
    """Where each of `words` stands in `text`, in order, be it in a longer word."""
    if len(words) > _FEW:  # each of them would search the whole text
        return ((m.start(), m[0]) for m in _WORD.finditer(text) if m[0] in words)
    found = []
    for word in words:
        at = text.find(word)
        while at >= 0:
            found.append((at, word))
            at = text.find(word, at + len(word))
    return sorted(found)


def _outside(mentions: Iterable[Mention], ranges: Iterable[Range]) -> Iterator[Mention]:
    """Those of `mentions` that none of `ranges` touches; both are in order."""
    ahead = iter(ranges)
    start, end = next(ahead, _NOWHERE)
    for mention in mentions:
        while end <= mention.start:
            start, end = next(ahead, _NOWHERE)
        if mention.end <= start:
            yield mention


def _apart(text: str, start: int, end: int) -> bool:
    """Whether no word goes on before `start` or after `end`."""
    before, after = text[max(0, start - 2) : start][::-1], text[end : end + 2]
    return not (_goes_on(text[start], before) or _goes_on(text[end - 1], after))


def _goes_on(edge: str, beyond: str) -> bool:
    """Whether `beyond`, the two characters next to a name's `edge`, belong to its last word."""
    if not beyond or beyond[0] == " ":
        return False
    if unicodedata.category(beyond[0]).startswith("M"):
        return True
    if beyond[0] in _JOINING:
        return beyond[1:].isalnum()
    if _ALONE.match(edge) or _ALONE.match(beyond[0]):
        return False
    return beyond[0].isalnum() or beyond[0] == "_"
