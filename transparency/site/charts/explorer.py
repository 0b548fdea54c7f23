"""Interactive survey view: a list to choose a question from, drawn from the same declaration as the static trend chart.

It is Vega-Lite as JSON, loaded only when a reader asks for it; the static chart and the table stay where they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from transparency.model.locales import locale
from transparency.model.text import Lang
from transparency.site.charts import trend
from transparency.site.charts.layout import TEXT, Row
from transparency.site.charts.lettering import FAMILY
from transparency.site.charts.names import VIEW_TITLES
from transparency.site.charts.plate import ChartLine, LocalizedChart
from transparency.site.charts.render import CONFIG, vega_lite
from transparency.site.render import formats


def numbers(lang: Lang) -> Mapping[str, Any]:
    """Signs of numbers as d3 wants them; d3 knows no Kazakh."""
    signs = locale(lang).number_symbols["latn"]
    spaced = signs["group"].isspace()
    return {
        "decimal": signs["decimal"],
        "thousands": formats.NO_BREAK_SPACE if spaced else signs["group"],
        "grouping": [3],
        "currency": ["", f"{formats.NO_BREAK_SPACE}₸"] if spaced else ["₸", ""],
    }


def explorer(chart: LocalizedChart, titles: Mapping[str, str]) -> dict[str, Any]:
    """What the page hands to vega-embed: a trend chart whose panels are the questions, and the words of list and tooltip."""
    return {"spec": _spec(chart, titles), "options": _options(chart.lang)}


def _options(lang: Lang) -> dict[str, Any]:
    """``ast`` and no styles of its own: the view needs neither eval nor inline CSS."""
    return {
        "mode": "vega-lite",
        "renderer": "svg",
        "actions": False,
        "ast": True,
        "defaultStyle": False,
        "tooltip": {"disableDefaultStyle": True},
        "formatLocale": numbers(lang),
    }


def _spec(chart: LocalizedChart, titles: Mapping[str, str]) -> dict[str, Any]:
    """The list and the tooltips are the only things that the static chart lacks."""
    static, names = vega_lite(trend.panel, ("container",)), [block.title for block in chart.blocks]
    tooltip = [{"field": field, "type": "nominal", "title": titles[field]} for field in VIEW_TITLES[1:]]
    choice = {"input": "select", "options": names, "name": f"{titles['block']}: "}
    return {
        **static,
        "height": 260,
        "title": [chart.watermark] if chart.watermark else [],
        "params": [*static["params"], {"name": "shown", "value": names[0], "bind": choice}],
        "data": {"name": "rows", "values": list(_rows(chart))},
        "transform": [{"filter": "datum.name == shown"}],
        "layer": [layer | {"encoding": layer["encoding"] | {"tooltip": tooltip}} for layer in static["layer"]],
        "config": _config(),
    }


def _config() -> dict[str, Any]:
    """That of the static charts, with texts that Vega draws itself."""
    static: dict[str, Any] = CONFIG["config"]
    text, axis = static["text"] | {"fontSize": TEXT}, static["axis"] | {"labelFontSize": TEXT}
    return static | {"aria": True, "font": FAMILY, "background": None, "text": text, "axis": axis}


def _rows(chart: LocalizedChart) -> Iterator[Row]:
    for block in chart.blocks:
        for row, mark in zip(trend.rows(block.marks), block.marks, strict=True):
            yield {field: value or [""] if isinstance(value, list) else value for field, value in row.items()} | {
                "name": block.title,
                "period": " ".join(row["label"]),
                "share": mark.shown,
                "interval": _interval(mark, chart.lang),
                "people": mark.people,
            }


def _interval(mark: ChartLine, lang: Lang) -> str:
    return "–" if mark.lower is None or mark.upper is None else formats.interval(mark.lower, mark.upper, lang)
