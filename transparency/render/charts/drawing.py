"""Draws plates: the table of kinds, and the way from a plate to SVG text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import vl_convert
from altair.utils.schemapi import debug_mode

from transparency.render.charts import bars
from transparency.render.charts.frame import framed
from transparency.render.charts.names import Width
from transparency.render.charts.plate import Plate
from transparency.render.charts.risk import risk
from transparency.render.charts.sheet import SHEETS, Drawing, Sheet
from transparency.render.charts.trend import trend
from transparency.shape.survey_chart import ChartKind

CHARTS: Mapping[ChartKind, Callable[[Plate, Sheet], list[Drawing]]] = {
    "trend": trend,
    "distribution": bars.distribution,
    "target": bars.target,
    "units": bars.units,
    "response": bars.response,
    "risk": risk,
    "pareto": bars.pareto,
}
"""Kind of chart -> its drawing; a new kind is one function here and one word in `ChartKind`."""


def draw(plate: Plate, width: Width) -> str:
    """One chart in one language and width."""
    sheet = SHEETS[width]
    with debug_mode(False):  # a schema check of every object takes ten times as long as the drawing; a test makes it
        drawings = CHARTS[plate.kind](plate, sheet)
        specs = [drawing.chart.to_dict(validate=False) for drawing in drawings]
    return framed(plate, sheet, drawings, [_vega(spec) for spec in specs])


def _vega(spec: dict[str, Any]) -> str:
    svg: str = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])
    return svg
