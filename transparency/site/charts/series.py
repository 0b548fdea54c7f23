"""Series chart: one indicator by period, in its own unit, with its targets and breaks."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from transparency.site.charts.layout import GROUND, INK, LINE, RECORDS, TEXT, Layout, Plot, Row, axis_ticks, spaced
from transparency.site.charts.lettering import width as width_of
from transparency.site.charts.lettering import wrapped
from transparency.site.charts.plate import ChartLine, LocalizedChart
from transparency.site.render import formats

DEPTH = {"wide": 200, "narrow": 150}
"""Height of the part between the axes."""
SIDE, BELOW, NAMES = 34, 42, 110
"""Half a label at the right; periods below; the name of the target at the right of a wide chart."""
ROOM = 0.2
"""Part of the height kept free above."""
FROM_ZERO = 0.66
"""The axis begins at 0 unless the least value is more than this part of the greatest."""


def series(plate: LocalizedChart, layout: Layout) -> list[Plot]:
    """One panel, as wide as the page; above it whether its axis begins at 0."""
    marks = plate.blocks[0].marks
    ticks, low, high = axis(marks)
    numbers = [[tick_label(tick, ticks, plate)] for tick in ticks]
    name = wrapped(target_name(plate), TEXT, NAMES) if layout.label else ()
    left = max(width_of(number[0], TEXT) for number in numbers) + 8
    width = layout.width - left - (NAMES if any(name) else SIDE)
    first = next((width_of(mark.shown, TEXT) for mark in marks if mark.value is not None), 0)
    pad = max(0.0, first / 2 - 0.7 * width / (len(marks) + 0.4))
    left, width = left + pad, width - pad
    title = () if low <= 0 <= high else (plate.axes[1],)
    found = rows(marks, width)
    last = next((mark.target for mark in reversed(marks) if mark.target is not None), None)
    found += [{**EMPTY, "tick": tick, "number": number} for tick, number in zip(ticks, numbers, strict=True)]
    found += [{**EMPTY, "end": last, "name": name}] if any(name) else []
    depth, each = DEPTH[layout.name], width / (len(marks) + 0.4)
    params = {"width": width, "low": low, "high": high, "each": each, "pad": pad}
    return [Plot(panel, (), found, depth, BELOW, left, y=18 + LINE * len(title), title=title, params=params)]


EMPTY: Row = {"index": 0, "label": [], "value": None, "target": None, "at": None, "text": [], "cross": [], "piece": "0"}
"""A row of something that is not a period; it must be on the axis of periods somewhere."""


def target_name(plate: LocalizedChart) -> str:
    """The word for a target and the last of them; empty without a target."""
    targets = [mark.target for mark in plate.blocks[0].marks if mark.target is not None]
    return f"{plate.axes[0]} {written(targets[-1], plate)}" if targets else ""


def written(value: float, plate: LocalizedChart) -> str:
    """A number without its unit."""
    decimals = next((d for d in range(3) if round(value, d) == value), 2)
    return formats.number(value, plate.lang, decimals).replace(" ", "\u00a0")


def tick_label(tick: float, ticks: Sequence[float], plate: LocalizedChart) -> str:
    """A number of the axis, with as many decimals as its neighbours need."""
    decimals = next((d for d in range(3) if all(round(one, d) == one for one in ticks)), 3)
    return formats.number(tick, plate.lang, decimals)


def panel() -> alt.LayerChart:
    """Values joined by a line, the target of each period as a dash as wide as the period."""
    axis = alt.Axis(
        title=None, labelAngle=0, labelAlign="center", labelExpr="data('rows')[datum.value].label", labelPadding=12
    )
    scale = alt.Scale(paddingInner=0, paddingOuter=0.2)
    periods = alt.Chart(alt.NamedData("rows")).encode(alt.X("index:O", scale=scale, axis=axis))
    low, high = alt.param("low", value=0), alt.param("high", value=1)
    each, pad = alt.param("each", value=22), alt.param("pad", value=0)
    heights = alt.Scale(domainMin=low, domainMax=high, zero=False, nice=False)

    def height(field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", scale=heights, axis=alt.Axis(title=None, domain=False, labels=False, ticks=False))

    value, left, right = height("value"), alt.value(0), alt.value("width")
    layers = (
        periods.mark_rule(opacity=0.2).encode(height("tick"), x=left, x2=right),
        periods.mark_text(align="right", dx=alt.ExprRef("-6 - pad"), dy=5).encode(
            height("tick"), x=left, text="number:N"
        ),
        periods.mark_rule(opacity=0.3).transform_filter("datum.broken"),
        periods.mark_tick(color=INK, thickness=2, size=alt.ExprRef("each")).encode(height("target")),
        periods.mark_line(strokeWidth=2, invalid="filter", color=RECORDS).encode(value, detail="piece:N"),
        periods.mark_point(size=70, opacity=1, filled=True, color=RECORDS).encode(value),
        periods.mark_text(dy=-10, stroke=GROUND, strokeWidth=4).encode(height("at"), text="text:N"),
        periods.mark_text(dy=-8).encode(y=alt.value("height"), text="cross:N"),
        periods.mark_text(align="left", dx=6, dy=5).encode(height("end"), x=right, text="name:N"),
    )
    return alt.LayerChart(layer=layers, width=1).add_params(low, high, each, pad)


def rows(marks: Sequence[ChartLine], width: float) -> list[Row]:
    """A row for each period; the line ends at a break. The first and last values are written, all where they have room."""
    known = [i for i, mark in enumerate(marks) if mark.value is not None]
    each = width / (len(marks) + 0.4)
    roomy = max((width_of(marks[i].shown, TEXT) for i in known), default=0) + 8 <= each
    labelled = known if roomy else [*known[:1], *known[-1:]]
    labels = spaced([tuple(mark.label.split("\n")) for mark in marks], each)
    breaks = 0
    found = []
    for i, mark in enumerate(marks):
        breaks += mark.broken
        reach = width_of(mark.shown, TEXT) / 2 + 8
        below = [m.value for j, m in enumerate(marks) if m.value is not None and abs(i - j) * each <= reach]
        found.append(
            {
                "index": i,
                "label": labels[i],
                "piece": str(breaks),
                "broken": mark.broken,
                "value": mark.value,
                "target": mark.target,
                "at": max(below, default=None),
                "text": [mark.shown] if i in labelled else [],
                "cross": ["×"] if mark.value is None else [],
            }
        )
    return found


def axis(marks: Sequence[ChartLine]) -> tuple[list[float], float, float]:
    """Ticks and both ends: from 0 unless that would flatten the line, to all values and targets and a label above them."""
    shown = [value for mark in marks for value in (mark.value, mark.target) if value is not None]
    low, high = min(shown, default=0.0), max(shown, default=1.0)
    if 0 <= low <= FROM_ZERO * high or low == high:
        low, high = min(low, 0.0), max(high, 0.0) or 1.0
    elif (low > 0) == (high > 0):
        low -= (high - low) * ROOM
    ticks = axis_ticks(low, high)
    top = high + (high - ticks[0]) * ROOM
    return [tick for tick in ticks if tick <= top], min(ticks[0], low), top
