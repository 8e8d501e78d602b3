"""Small charts, inline SVG: how many subjects are in which state, how many facts are of a day.

Each fits a card: its width is stretched to what room there is, its height stays. Heights,
hatching and outlines tell apart what colours do, in grey print too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

WIDTH, HEIGHT = 280, 44
"""Of a chart, in units of its own: CSS pixels on a phone."""


@dataclass(frozen=True, slots=True)
class Layer:
    """One state: how many subjects are in it, day by day.

    Attributes:
        tone: `good`, `mixed`, `bad`, `neutral`, or `contested`: reports differ on it.
        counts: one for each day, the oldest first; as many as every other layer has.
    """

    tone: str
    counts: Sequence[int]


def steps(layers: Sequence[Layer], most: int, title: str, name: str) -> Markup:
    """Layers stacked upon each other, the first at the bottom, in a step for each day.

    Args:
        layers: at least one, of a day at least.
        most: how many subjects the full height is; fewer are drawn lower.
        title: what the chart shows, in words.
        name: no other chart of a page has it, which the ids of its hatching begin with.
    """
    tops: list[list[int]] = []
    for layer in layers:
        below = tops[-1] if tops else [0] * len(layer.counts)
        tops.append([under + count for under, count in zip(below, layer.counts, strict=True)])
    drawn = [
        Markup('<path class="chart__layer chart__layer--{}"{} d="{}"/>').format(
            layer.tone, _fill(layer.tone, name), _outline(top, most)
        )
        for layer, top in zip(layers, tops, strict=True)
        if any(layer.counts)
    ]
    hatched = dict.fromkeys(one.tone for one in layers if any(one.counts) and one.tone in HATCHED)
    patterns = (PATTERN.format(name, tone, HATCHED[tone]) for tone in hatched)
    # What is higher is painted first, and what is beneath it over its lower part.
    return _chart(title, Markup("").join([*patterns, *reversed(drawn)]))


PATTERN = Markup(
    '<pattern id="{}-{}" width="5" height="5" patternUnits="userSpaceOnUse"{}>'
    '<rect width="5" height="5" class="chart__ground"/>'
    '<path d="M1 0V5" class="chart__hatch"/></pattern>'
)
HATCHED = {"mixed": Markup(""), "contested": Markup(' patternTransform="rotate(45)"')}
"""What tones are told apart by beside their colour; others are full, or an outline; how it lies."""


def _fill(tone: str, name: str) -> Markup:
    return Markup(' fill="url(#{}-{})"').format(name, tone) if tone in HATCHED else Markup()


def _outline(top: Sequence[int], most: int) -> str:
    """From the ground up to `top`, day by day, and back."""
    way, last = f"M0 {HEIGHT}", 0
    for place, count in enumerate(top):
        if count != last:
            way += f"H{_number(WIDTH * place / len(top))}V{_number(HEIGHT * (1 - count / most))}"
            last = count
    return f"{way}H{WIDTH}V{HEIGHT}z"


@dataclass(frozen=True, slots=True)
class Bar:
    """The facts of one day: those that it is stated of, and those that it is inferred for."""

    stated: int
    inferred: int


def bars(days: Sequence[Bar], title: str) -> Markup:
    """A bar for each day that has a fact; what is inferred stands on top of it as an outline."""
    most = max(day.stated + day.inferred for day in days)
    width = WIDTH / len(days)
    full = hollow = ""
    for place, day in enumerate(days):
        left, broad = _number(width * place + width / 8), _number(width * 3 / 4)
        stated = (HEIGHT - 1) * day.stated / most
        if day.stated:
            full += f"M{left} {HEIGHT}v-{_number(stated)}h{broad}V{HEIGHT}z"
        if day.inferred:
            high = _number((HEIGHT - 1) * day.inferred / most)
            hollow += f"M{left} {_number(HEIGHT - stated)}v-{high}h{broad}v{high}z"
    drawn = Markup("")
    for part, way in (("stated", full), ("inferred", hollow)):
        if way:
            drawn += Markup('<path class="chart__bar chart__bar--{}" d="{}"/>').format(part, way)
    return _chart(title, drawn)


TALL = {"bad": 12, "neutral": 8, "mixed": 8, "good": 4}
"""Height of a state in a small bar, in CSS pixels: the graver, the higher."""
GAP = 0.5
"""Between a state and the next, in percent of the bar."""


def spark(spans: Iterable[tuple[str, float, float]], title: str) -> Markup:
    """A small bar of one subject's states.

    Args:
        spans: tone, as of a layer, beginning and length in percent, in order.
        title: the states in words.
    """
    ways: dict[str, str] = {}
    for tone, begin, length in spans:
        left, broad = _number(begin), _number(max(length - GAP, GAP))
        if tone == "contested":  # a broad line, and its dashes are the hatching
            way = f"M{left} 6h{broad}"
        else:
            way = f"M{left} 12v-{TALL[tone]}h{broad}V12z"
        ways[tone] = ways.get(tone, "") + way
    drawn = Markup("").join(
        Markup('<path class="spark--{}" d="{}"/>').format(tone, way) for tone, way in ways.items()
    )
    return Markup(
        '<svg class="spark" role="img" aria-label="{}" viewBox="0 0 100 12" '
        'preserveAspectRatio="none">{}</svg>'
    ).format(title, drawn)


def _chart(title: str, drawn: Markup) -> Markup:
    return Markup(
        '<svg class="chart__drawing" role="img" aria-label="{}" viewBox="0 0 {} {}" '
        'preserveAspectRatio="none" height="{}">{}</svg>'
    ).format(title, WIDTH, HEIGHT, HEIGHT, drawn)


def _number(units: float) -> str:
    """One decimal is finer than a pixel, and the same on every machine."""
    return f"{units:.1f}".rstrip("0").rstrip(".")
