"""Draws localised charts to SVG; has the table of chart kinds."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from transparency.site.charts import bars
from transparency.site.charts.frame import framed
from transparency.site.charts.layout import LAYOUTS, Layout, Plot
from transparency.site.charts.names import Width
from transparency.site.charts.plate import LocalizedChart
from transparency.site.charts.risk import risk
from transparency.site.charts.series import series
from transparency.site.charts.trend import trend
from transparency.site.render.formats import NO_BREAK_SPACE, percent

CHARTS: Mapping[str, Callable[[LocalizedChart, Layout], list[Plot]]] = {
    "trend": trend,
    "series": series,
    "distribution": bars.distribution,
    "target": bars.target,
    "units": bars.units,
    "response": bars.response,
    "risk": risk,
    "themes": bars.themes,
}
"""Kind of chart -> its drawing; a new kind is one module with a declaration and one entry here."""


def draw(plate: LocalizedChart, width: Width) -> str:
    """A chart in one language and width; the axes of all languages are drawn with a space before the sign of per cent."""
    svg = framed(plate, LAYOUTS[width], CHARTS[plate.kind](plate, LAYOUTS[width]))
    return svg.replace(f"{NO_BREAK_SPACE}%", "%") if percent(1, plate.lang, 0).endswith("0%") else svg
