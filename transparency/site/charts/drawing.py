"""Draws localised charts to SVG; has the table of chart kinds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from transparency.site.charts import bars, vega
from transparency.site.charts.frame import framed
from transparency.site.charts.marks import Plot
from transparency.site.charts.names import Width
from transparency.site.charts.plate import LocalizedChart
from transparency.site.charts.risk import risk
from transparency.site.charts.sheet import SHEETS, ChartLayout
from transparency.site.charts.trend import trend
from transparency.site.views.survey_chart import ChartKind

CHARTS: Mapping[ChartKind, Callable[[LocalizedChart, ChartLayout], list[Plot]]] = {
    "trend": trend,
    "distribution": bars.distribution,
    "target": bars.target,
    "units": bars.units,
    "response": bars.response,
    "risk": risk,
    "pareto": bars.pareto,
}
"""Kind of chart -> its drawing; a new kind is one function here and one word in `ChartKind`."""

Job: TypeAlias = "tuple[LocalizedChart, Width]"


def draw(jobs: Sequence[Job]) -> list[str]:
    """Charts in one language and width each; many at a time cost a tenth of what they cost one by one."""
    drawings = [CHARTS[plate.kind](plate, SHEETS[width]) for plate, width in jobs]
    marks = iter(vega.drawn([plot for plots in drawings for plot in plots]))
    return [
        framed(plate, SHEETS[width], [(plot, next(marks)) for plot in plots])
        for (plate, width), plots in zip(jobs, drawings, strict=True)
    ]
