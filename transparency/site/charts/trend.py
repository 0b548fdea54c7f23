"""Trend chart: point, interval and line for each wave, with gaps and breaks in the series."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from transparency.site.charts.lettering import wrapped
from transparency.site.charts.marks import LINE, TEXT, Curve, Dash, Label, Plot, Point, Shape, StraightLine, beside
from transparency.site.charts.plate import ChartLine, ChartPanel, LocalizedChart
from transparency.site.charts.sheet import ACCENT, PALE, ChartLayout

HEIGHT = 190
"""Of a panel with its axes."""
DEPTH = 140
"""Of the part between the axes."""
LEFT, RIGHT, TOP = 46, 10, 8
"""Around that part: room for the percentages, for half a label, for a value at the upper edge."""
BOTTOM = TOP + DEPTH
BETWEEN = 24
LOOKS: Sequence[tuple[str, Shape, Dash]] = (
    (ACCENT, "circle", None),
    ("#b35c00", "square", (6, 4)),
    ("#1b8a6b", "triangle-up", (2, 3)),
    ("#a2559c", "diamond", (8, 3, 2, 3)),
)
"""Colour, shape and dash of each wave of a year: told apart without colour."""
SPAN = 0.3
"""The axis never shows less than this, so that small changes stay small."""
ALL_LABELLED = 3
"""With so few periods every value is written; otherwise the last of each wave."""


@dataclass(frozen=True, slots=True)
class _Panel:
    """A panel and where its shares and periods lie."""

    marks: tuple[ChartLine, ...]
    width: float
    """Of the part between the axes."""
    low: float
    """Share at the lower edge."""
    high: float

    def x(self, index: float) -> float:
        """Middle of a period."""
        return LEFT + (index + 0.5) / len(self.marks) * self.width

    def y(self, share: float) -> float:
        """Height of a share."""
        return TOP + (self.high - share) / (self.high - self.low) * DEPTH

    def known(self) -> list[tuple[float, float, ChartLine]]:
        """Periods with a figure and the places of their points."""
        return [(self.x(i), self.y(m.value), m) for i, m in enumerate(self.marks) if m.value is not None]

    def looks(self) -> Mapping[str, tuple[str, Shape, Dash]]:
        """How each wave looks."""
        waves = sorted({mark.wave for mark in self.marks})
        return {wave: LOOKS[i % len(LOOKS)] for i, wave in enumerate(waves)}


def trend(plate: LocalizedChart, sheet: ChartLayout) -> list[Plot]:
    """One panel below another on a phone, two beside each other on a wide page."""
    columns = 2 if sheet.name == "wide" and len(plate.blocks) > 1 else 1
    width = (sheet.width - BETWEEN * (columns - 1)) / columns
    domain = _domain(plate.blocks)
    plots, y = [], 0.0
    for start in range(0, len(plate.blocks), columns):
        row = plate.blocks[start : start + columns]
        titles = [wrapped(block.title, TEXT, width) if block.title else () for block in row]
        y += max(map(len, titles)) * LINE
        for i, (block, title) in enumerate(zip(row, titles, strict=True)):
            panel = _Panel(block.marks, width - LEFT - RIGHT, *domain)
            plots.append(_plot(panel, title, i * (width + BETWEEN), y))
        y += HEIGHT + 10
    return plots


def _plot(panel: _Panel, title: Sequence[str], x: float, y: float) -> Plot:
    """The title stands above the corner of the panel."""
    heading = [Label(0, -LINE * (len(title) - 1 + 0.28), "\n".join(title), kind="chart-panel")] if title else []
    return Plot(
        HEIGHT,
        x,
        y,
        under=[*_axes(panel), *_breaks(panel), *sorted(_intervals(panel), key=lambda rule: rule.stroke)],
        curves=list(_curves(panel)),
        points=list(_points(panel)),
        labels=[*heading, *_ticks(panel), *_values(panel), *_gaps(panel)],
    )


def _domain(blocks: Sequence[ChartPanel]) -> tuple[float, float]:
    """Tens of per cent around all intervals, with room for a label above."""
    marks = [mark for block in blocks for mark in block.marks if mark.value is not None]
    low = min((_low(mark) for mark in marks), default=0.0)
    high = max((_high(mark) for mark in marks), default=1.0)
    low, high = math.floor(low * 10) / 10, math.ceil((high + 0.04) * 10) / 10
    if high - low < SPAN:
        low, high = max(0.0, high - SPAN), max(high, SPAN)
    return round(low, 1), round(min(high, 1.1), 1)


def _low(mark: ChartLine) -> float:
    return mark.lower if mark.lower is not None else mark.value or 0


def _high(mark: ChartLine) -> float:
    return mark.upper if mark.upper is not None else mark.value or 0


def _tenths(panel: _Panel) -> range:
    """The shares at the axis, in tenths: no more than four of them."""
    low, high = round(panel.low * 10), min(round(panel.high * 10), 10)
    return next(found for step in (1, 2, 4) if len(found := range(low, high + 1, step)) <= 4)


def _crisp(place: float) -> float:
    """The middle of a pixel, so that a thin line is not smeared over two."""
    return math.floor(place + 0.5) + 0.5


def _axes(panel: _Panel) -> Iterator[StraightLine]:
    """Helping lines, then the small strokes at both axes."""
    heights = [_crisp(panel.y(tenth / 10)) for tenth in _tenths(panel)]
    left, right, bottom = _crisp(LEFT), _crisp(LEFT + panel.width), _crisp(BOTTOM)
    yield from (StraightLine(left, y, right, y, opacity=0.2) for y in heights)
    yield from (StraightLine(left, y, left - 5, y, opacity=PALE) for y in heights)
    yield StraightLine(left, bottom, right, bottom, opacity=PALE)
    for i in range(len(panel.marks)):
        yield StraightLine(_crisp(panel.x(i)), bottom, _crisp(panel.x(i)), bottom + 5, opacity=PALE)


def _ticks(panel: _Panel) -> Iterator[Label]:
    """Percentages to the left, periods below."""
    for tenth in _tenths(panel):
        yield beside(LEFT - 6.5, panel.y(tenth / 10) + 0.5, f"{tenth * 10}\u00a0%", "end")
    for i, mark in enumerate(panel.marks):
        yield Label(panel.x(i) + 0.5, BOTTOM + 17.5, mark.label, "middle")


def _breaks(panel: _Panel) -> Iterator[StraightLine]:
    """Before a period that cannot be compared with the one before it."""
    for i, mark in enumerate(panel.marks):
        if mark.broken:
            x = panel.x(i - 0.5)
            yield StraightLine(x, TOP, x, BOTTOM, thick=1.5, opacity=PALE * 2, dash=(3, 3))


def _intervals(panel: _Panel) -> Iterator[StraightLine]:
    looks = panel.looks()
    for x, _, mark in panel.known():
        if mark.lower is not None and mark.upper is not None:
            yield StraightLine(
                x, panel.y(mark.lower), x, panel.y(mark.upper), looks[mark.wave][0], thick=2, opacity=0.6
            )


def _curves(panel: _Panel) -> Iterator[Curve]:
    """A line for each wave, interrupted by a break."""
    looks, pieces = panel.looks(), defaultdict[tuple[str, int], list[tuple[float, float]]](list)
    breaks: dict[str, int] = defaultdict(int)
    for i, mark in enumerate(panel.marks):
        breaks[mark.wave] += mark.broken
        if mark.value is not None:
            pieces[mark.wave, breaks[mark.wave]].append((panel.x(i), panel.y(mark.value)))
    for (wave, _), places in pieces.items():
        colour, _, dash = looks[wave]
        if len(places) > 1:
            yield Curve(tuple(places), colour, dash=dash)


def _points(panel: _Panel) -> Iterator[Point]:
    looks = panel.looks()
    for x, y, mark in panel.known():
        colour, shape, _ = looks[mark.wave]
        yield Point(x, y, shape, 70, colour)


def _values(panel: _Panel) -> Iterator[Label]:
    labelled = _labelled(panel.marks)
    for i, mark in enumerate(panel.marks):
        if i in labelled:
            yield beside(panel.x(i), panel.y(_high(mark)) - 11, mark.shown, "middle")


def _labelled(marks: Sequence[ChartLine]) -> set[int]:
    known = [i for i, mark in enumerate(marks) if mark.value is not None]
    if len(marks) <= ALL_LABELLED:
        return set(known)
    by_wave = groupby(sorted(known, key=lambda i: (marks[i].wave, i)), key=lambda i: marks[i].wave)
    return {max(indices) for _, indices in by_wave}


def _gaps(panel: _Panel) -> Iterator[Label]:
    """A cross where a wave has no figure; the reason stands below the chart."""
    for i, mark in enumerate(panel.marks):
        if mark.value is None:
            yield beside(panel.x(i), BOTTOM - 10, "×", "middle", size=16)
