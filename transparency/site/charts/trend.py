"""Trend chart: point, interval and line for each wave, with gaps and breaks in the series."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import altair as alt

from transparency.site.charts.layout import LINE, TEXT, Layout, Plot, Row
from transparency.site.charts.lettering import wrapped
from transparency.site.charts.plate import ChartLine, ChartPanel, LocalizedChart

DEPTH = 140
"""Height of the part between the axes."""
LEFT, RIGHT, BELOW = 46, 10, 42
"""Around that part: percentages, half a label, periods."""
BETWEEN = 64
"""Panels beside each other are as wide as on a phone, and drawn once."""
LOOKS = {
    "0": ("#2a7ab8", "circle", [1, 0]),
    "1": ("#b35c00", "square", [6, 4]),
    "2": ("#1b8a6b", "triangle-up", [2, 3]),
    "3": ("#a2559c", "diamond", [8, 3, 2, 3]),
}
"""Colour, shape and dash of each wave of a year: told apart without colour."""
SIGNS = ("M0,6a5,5 0 1 0 10,0a5,5 0 1 0 -10,0Z", "M1,2h8v8h-8Z", "M0,10h10l-5,-9Z", "M5,0l5,6l-5,6l-5,-6Z")
"""The same shapes, for the legend."""
SPAN = 0.3
"""The axis never shows less than this, so that small changes stay small."""
GROUND = "var(--ground, none)"
"""Around values, so that no line runs through them."""
PERCENT = "round(datum.value * 100) + '\u00a0%'"
SHIFT = 12
"""Between the middle of a period and the outermost of several series."""
ALL_LABELLED = 3
"""With so few periods every value is written; otherwise the last of each wave."""


def trend(plate: LocalizedChart, layout: Layout) -> list[Plot]:
    """One panel below another on a phone, two beside each other on a wide page."""
    columns = 2 if layout.label and len(plate.blocks) > 1 else 1
    width = (layout.width - BETWEEN * (columns - 1)) / columns
    params = axis(plate.blocks)
    plots, y = [], 0.0
    for start in range(0, len(plate.blocks), columns):
        blocks = plate.blocks[start : start + columns]
        titles = [wrapped(block.title, TEXT, width) if block.title else () for block in blocks]
        y += max(map(len, titles)) * LINE + 12
        for i, (block, title) in enumerate(zip(blocks, titles, strict=True)):
            place = (DEPTH, BELOW, LEFT, i * (width + BETWEEN), y)
            plots.append(Plot(panel, (width - LEFT - RIGHT,), rows(block.marks), *place, title, params))
        y += DEPTH + BELOW + 10
    return plots


def legend(blocks: Sequence[ChartPanel]) -> Iterator[tuple[str, str]]:
    """The sign of each wave and its name, where a year has several."""
    waves = {row["look"]: row["label"][0] for block in blocks for row in rows(block.marks)}
    for look in sorted(waves) if len(waves) > 1 else ():
        yield f'<path fill="{LOOKS[look][0]}" d="{SIGNS[int(look)]}"/>', waves[look]


def panel(width: float, shifted: bool = False) -> alt.LayerChart:
    """Shares by period; «Compare» puts several series of one period beside each other (``shifted``)."""
    periods = alt.Chart(alt.NamedData("rows")).encode(
        alt.X(
            "index:O",
            scale=alt.Scale(paddingInner=0, paddingOuter=0),
            axis=alt.Axis(
                title=None,
                labelAngle=0,
                labelAlign="center",
                labelExpr="data('rows')[datum.value].label",
                labelPadding=12,
            ),
        )
    )
    ends = [{"expr": f"bandwidth('x') / 2 + {shift}"} for shift in (-SHIFT, SHIFT)]
    beside = alt.XOffset("shift:Q", scale=alt.Scale(domain=[-1, 1], range=ends))
    places = periods.encode(beside) if shifted else periods
    colours, shapes, dashes = ([look[i] for look in LOOKS.values()] for i in range(3))
    colour = alt.Color("look:N", scale=alt.Scale(domain=list(LOOKS), range=colours), legend=None)
    shape = alt.Shape("look:N", scale=alt.Scale(domain=list(LOOKS), range=shapes), legend=None)
    dash = alt.StrokeDash("look:N", scale=alt.Scale(domain=list(LOOKS), range=dashes), legend=None)
    low, high, ticks = (
        alt.param("low", value=0),
        alt.param("high", value=1),
        alt.param("ticks", value=[0, 0.2, 0.4, 0.6, 0.8, 1]),
    )
    scale = alt.Scale(domainMin=low, domainMax=high, zero=False, nice=False)
    shares = alt.Axis(
        title=None, domain=False, grid=True, values=ticks, labelExpr=PERCENT, labelPadding=3, labelOffset=4
    )
    share = alt.Y("value:Q", scale=scale, axis=shares)
    layers = (
        periods.transform_filter("datum.broken")
        .mark_rule(strokeDash=[3, 3], strokeWidth=1.5, opacity=0.8)
        .encode(alt.X("index:O", bandPosition=0), y=alt.value(0), y2=alt.value("height")),
        places.mark_rule(strokeWidth=2, opacity=0.6).encode(alt.Y("lower:Q"), alt.Y2("upper"), colour),
        places.mark_line(strokeWidth=2, invalid="filter").encode(share, colour, dash, detail="piece:N"),
        places.mark_point(size=70, opacity=1, filled=True).encode(share, colour, shape),
        periods.mark_text(dy=-7, stroke=GROUND, strokeWidth=4).encode(alt.Y("upper:Q"), text="text:N"),
        periods.mark_text(dy=-8).encode(y=alt.value("height"), text="cross:N"),
    )
    return alt.LayerChart(layer=layers, width=width).add_params(low, high, ticks)


def axis(blocks: Sequence[ChartPanel]) -> dict[str, Any]:
    """Both ends of the axis of shares and its ticks, no more than four."""
    low, high = _domain(blocks)
    tenths = range(round(low * 10), min(round(high * 10), 10) + 1)
    ticks = next(found for step in (1, 2, 4) if len(found := tenths[::step]) <= 4)
    return {"low": low, "high": high, "ticks": [tick / 10 for tick in ticks]}


def rows(marks: Sequence[ChartLine]) -> list[Row]:
    """A row for each period; a line ends where figures must not be compared with earlier ones."""
    waves, labelled = sorted({mark.wave for mark in marks}), _labelled(marks)
    breaks: dict[str, int] = defaultdict(int)
    found = []
    for i, mark in enumerate(marks):
        breaks[mark.wave] += mark.broken
        found.append(
            {
                "index": i,
                "label": mark.label.split("\n"),
                "look": str(waves.index(mark.wave) % len(LOOKS)),
                "piece": f"{mark.wave} {breaks[mark.wave]}",
                "broken": mark.broken,
                "value": mark.value,
                "lower": _low(mark),
                "upper": _high(mark),
                "text": [mark.shown] if i in labelled else [],
                "cross": ["×"] if mark.value is None else [],
            }
        )
    return found


def _labelled(marks: Sequence[ChartLine]) -> set[int]:
    known = {i: mark.wave for i, mark in enumerate(marks) if mark.value is not None}
    return set(known) if len(marks) <= ALL_LABELLED else set({wave: i for i, wave in known.items()}.values())


def _domain(blocks: Sequence[ChartPanel]) -> tuple[float, float]:
    """Tens of per cent around all intervals, with room for a label above."""
    marks = [mark for block in blocks for mark in block.marks if mark.value is not None]
    low = min((_low(mark) or 0 for mark in marks), default=0.0)
    high = max((_high(mark) or 0 for mark in marks), default=1.0)
    low, high = math.floor(low * 10) / 10, math.ceil((high + 0.04) * 10) / 10
    if high - low < SPAN:
        low, high = max(0.0, high - SPAN), max(high, SPAN)
    return round(low, 1), round(min(high, 1.1), 1)


def _low(mark: ChartLine) -> float | None:
    return mark.lower if mark.lower is not None else mark.value


def _high(mark: ChartLine) -> float | None:
    return mark.upper if mark.upper is not None else mark.value
