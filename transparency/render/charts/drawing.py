"""Draws plates: the table of kinds, and the way from plates to SVG texts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from transparency.render.charts import bars, vega
from transparency.render.charts.frame import framed
from transparency.render.charts.marks import Plot
from transparency.render.charts.names import Width
from transparency.render.charts.plate import Plate
from transparency.render.charts.risk import risk
from transparency.render.charts.sheet import SHEETS, Sheet
from transparency.render.charts.trend import trend
from transparency.shape.survey_chart import ChartKind

CHARTS: Mapping[ChartKind, Callable[[Plate, Sheet], list[Plot]]] = {
    "trend": trend,
    "distribution": bars.distribution,
    "target": bars.target,
    "units": bars.units,
    "response": bars.response,
    "risk": risk,
    "pareto": bars.pareto,
}
"""Kind of chart -> its drawing; a new kind is one function here and one word in `ChartKind`."""

Job: TypeAlias = "tuple[Plate, Width]"


def draw(jobs: Sequence[Job]) -> list[str]:
    """Charts in one language and width each; many at a time cost a tenth of what they cost one by one."""
    drawings = [CHARTS[plate.kind](plate, SHEETS[width]) for plate, width in jobs]
    marks = iter(vega.drawn([plot for plots in drawings for plot in plots]))
    return [
        framed(plate, SHEETS[width], [(plot, next(marks)) for plot in plots])
        for (plate, width), plots in zip(jobs, drawings, strict=True)
    ]
