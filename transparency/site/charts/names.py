"""Chart widths, files of chart data and the type of a collection of drawings, importable without the drawing libraries."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version
from typing import Literal, TypeAlias

from transparency.model.text import Lang
from transparency.site.views.survey_chart import Chart

Width = Literal["wide", "narrow"]
LIBRARY = f"assets/vega-view-{version('vl-convert-python')}.js"
"""Address of Vega below the root of the site: its content goes by the version of its package."""

WIDTHS: tuple[Width, ...] = ("wide", "narrow")

Drawings: TypeAlias = "Mapping[tuple[Chart, Lang, Width], str]"
"""SVG text by chart, language and width."""


FOLDER = "open-data/charts"
INDEX = f"{FOLDER}/index.json"
"""List of the data files of all charts."""


def data_path(page_id: str, chart_id: str, lang: Lang, ending: str) -> str:
    """Where the data of a chart lie below the root of the site."""
    return f"{FOLDER}/{page_id}/{chart_id}.{lang}.{ending}"
