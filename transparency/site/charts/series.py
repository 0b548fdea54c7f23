"""Series chart: one indicator by period, in its own unit, with its targets and breaks."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from transparency.site.charts.layout import ACCENT, INK, Layout, Plot, Row
from transparency.site.charts.plate import ChartLine, LocalizedChart

DEPTH = 130
"""Height of the part between the axes."""
SIDE, BELOW = 34, 42
"""Half a label left and right; periods below."""
LABELLED = {"wide": 8, "narrow": 4}
"""With so many periods at most every value is written, otherwise the first and the last."""
ROOM = 0.2
"""Part of the height kept free above and below."""
GROUND = "var(--ground, none)"
"""Around values, so that no line runs through them."""


def series(plate: LocalizedChart, layout: Layout) -> list[Plot]:
    """One panel, as wide as the page."""
    marks = plate.blocks[0].marks
    low, high = domain(marks)
    params = {"low": low, "high": high}
    return [Plot(panel, (layout.width - 2 * SIDE,), rows(marks, layout), DEPTH, BELOW, SIDE, y=18, params=params)]


def panel(width: float) -> alt.LayerChart:
    """Values joined by a line, the target of each period as a dash."""
    axis = alt.Axis(
        title=None, labelAngle=0, labelAlign="center", labelExpr="data('rows')[datum.value].label", labelPadding=12
    )
    scale = alt.Scale(paddingInner=0, paddingOuter=0.2)
    periods = alt.Chart(alt.NamedData("rows")).encode(alt.X("index:O", scale=scale, axis=axis))
    low, high = alt.param("low", value=0), alt.param("high", value=1)
    heights = alt.Scale(domainMin=low, domainMax=high, zero=False, nice=False)
    value = alt.Y("value:Q", scale=heights, axis=alt.Axis(title=None, domain=False, labels=False, ticks=False))
    target = alt.Y("target:Q", scale=heights)
    layers = (
        periods.mark_rule(opacity=0.3).transform_filter("datum.broken"),
        periods.mark_tick(color=INK, thickness=2, size=22).encode(target),
        periods.mark_line(strokeWidth=2, invalid="filter", color=ACCENT).encode(value, detail="piece:N"),
        periods.mark_point(size=70, opacity=1, filled=True, color=ACCENT).encode(value),
        periods.mark_text(dy=-10, stroke=GROUND, strokeWidth=4).encode(value, text="text:N"),
        periods.mark_text(dy=-8).encode(y=alt.value("height"), text="cross:N"),
    )
    return alt.LayerChart(layer=layers, width=width).add_params(low, high)


def rows(marks: Sequence[ChartLine], layout: Layout) -> list[Row]:
    """A row for each period; the line ends at a break."""
    known = [i for i, mark in enumerate(marks) if mark.value is not None]
    labelled = known if len(marks) <= LABELLED[layout.name] else [*known[:1], *known[-1:]]
    breaks = 0
    found = []
    for i, mark in enumerate(marks):
        breaks += mark.broken
        found.append(
            {
                "index": i,
                "label": mark.label.split("\n"),
                "piece": str(breaks),
                "broken": mark.broken,
                "value": mark.value,
                "target": mark.target,
                "text": [mark.shown] if i in labelled else [],
                "cross": ["×"] if mark.value is None else [],
            }
        )
    return found


def domain(marks: Sequence[ChartLine]) -> tuple[float, float]:
    """All values and targets, with room above and below."""
    shown = [value for mark in marks for value in (mark.value, mark.target) if value is not None]
    low, high = min(shown, default=0.0), max(shown, default=1.0)
    room = (high - low) * ROOM or abs(high) * ROOM or 1.0
    return low - room, high + room
