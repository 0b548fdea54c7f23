"""Writes the data of each chart: the plotted rows as CSV with headings in the language of the page, and as JSON.

A CSV file holds nothing but the table, so that every tool reads it; title, respondents, remarks, licence and source are in the
JSON file beside it, which also has the rows. ``index.json`` lists all charts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeAlias

from transparency.model.csv_table import csv_table, escaped
from transparency.model.text import Lang
from transparency.model.words import Words
from transparency.opendata.dataset_table import distinct
from transparency.opendata.formats.json import encoded
from transparency.registry.check import CheckedRegistry
from transparency.site.charts.names import INDEX, data_path
from transparency.site.render.sentences import written
from transparency.site.views.addresses import page_url
from transparency.site.views.page import Page
from transparency.site.views.survey_chart import Chart, Datum

Cell: TypeAlias = "str | float | int | None"
Table: TypeAlias = "tuple[list[str], list[list[Cell]]]"


def files(registry: CheckedRegistry, pages: Iterable[Page]) -> Mapping[str, bytes]:
    """Path below the root of the site -> content; none on a site that does not use the open data."""
    if not registry.settings.has("open-data"):
        return {}
    drawn = [page for page in pages if page.charts]
    found = {path: content for page in drawn for path, content in _of_page(registry, page)}
    return {**found, INDEX: encoded(_index(registry, drawn))}


def _of_page(registry: CheckedRegistry, page: Page) -> Iterator[tuple[str, bytes]]:
    for chart in page.charts:
        for lang, words in registry.words.items():
            header, rows = table(chart, words)
            yield data_path(page.id, chart.id, lang, "csv"), _csv(header, rows)
            yield data_path(page.id, chart.id, lang, "json"), encoded(_told(registry, page, chart, lang))


def table(chart: Chart, words: Words) -> Table:
    """Headings and the plotted rows; values are exact numbers, and a value that is not shown has its reason instead."""
    header, rows = _SHAPES.get(chart.kind, _figures)(chart, words)
    status = words.text("status.demonstration" if chart.demonstration else "surveys.table.actual")
    return [*header, *_words(words, "status")], [[*row, status] for row in rows]


def _figures(chart: Chart, words: Words) -> Table:
    """One row a figure, those of small multiples with the title of their panel."""
    titled = any(panel.title for panel in chart.panels)
    first = _words(words, *(("block",) if titled else ()), _ROWS.get(chart.kind, "period"))
    header = [*first, *_words(words, "share", "lower", "upper", "people", "target", "verdict", "remark")]
    rows: list[list[Cell]] = []
    for panel in chart.panels:
        title = [written(panel.title, words) if panel.title else ""] if titled else []
        rows += [[*title, written(one.label, words), *_figure(one), *_judged(one, words)] for one in panel.data]
    return header, rows


_ROWS: Mapping[str, str] = {"target": "block", "units": "unit"}


def _distribution(chart: Chart, words: Words) -> Table:
    parts = distinct(written(label, words) for _, _, label in chart.legend)
    header = [*_words(words, chart.row_name), *parts, *_words(words, "share", "people", "remark")]
    rows = []
    for one in chart.data:
        shares = {part.code: part.figure.value for part in one.parts}
        cells = [shares.get(code) for code, _, _ in chart.legend]
        figure = one.figure
        rows.append([written(one.label, words), *cells, figure.value, figure.respondents, _remark(one, words)])
    return header, rows


def _risks(chart: Chart, words: Words) -> Table:
    header = [words.text(f"surveys.risk.{name}") for name in ("id", "likelihood", "impact", "score")]
    return header, [[written(one.label, words), *(one.place or (None, None)), one.count] for one in chart.data]


def _series(chart: Chart, words: Words) -> Table:
    """Values of an indicator in its own unit."""
    header = [words.text(f"figures.{name}") for name in ("period", "value_title", "target")]
    remark = _words(words, "remark")
    rows: list[list[Cell]] = [
        [written(one.label, words), one.figure.value, one.target, _remark(one, words)] for one in chart.data
    ]
    return [*header, *remark], rows


def _themes(chart: Chart, words: Words) -> Table:
    header = _words(words, "theme", "named", "count")
    return header, [[written(one.label, words), one.share, one.count] for one in chart.data]


def _response(chart: Chart, words: Words) -> Table:
    header = _words(words, chart.row_name, "rate", "people", "eligible", "remark")
    rows: list[list[Cell]] = []
    for one in chart.data:
        eligible = one.figure.row.n_eligible if one.figure.row else None
        counts = (one.figure.value, one.figure.respondents, eligible)
        rows.append([written(one.label, words), *counts, _remark(one, words)])
    return header, rows


_SHAPES: Mapping[str, Callable[[Chart, Words], Table]] = {
    "series": _series,
    "distribution": _distribution,
    "risk": _risks,
    "themes": _themes,
    "response": _response,
}
"""Kinds of chart whose rows are others."""


def _words(words: Words, *names: str) -> list[str]:
    return [words.text(f"surveys.table.{name}") for name in names]


def _figure(one: Datum) -> list[Cell]:
    return [one.figure.value, one.figure.lower, one.figure.upper, one.figure.respondents]


def _judged(one: Datum, words: Words) -> list[Cell]:
    verdict = words.text(f"surveys.verdict.{one.verdict.lower()}") if one.verdict else None
    return [one.target, verdict, _remark(one, words)]


def _remark(one: Datum, words: Words) -> str | None:
    """Why there is no value, or that few people answered."""
    state = one.figure.state
    return None if state == "shown" else words.text(f"surveys.hidden.{state}")


def _csv(header: list[str], rows: list[list[Cell]]) -> bytes:
    cells = ([escaped(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return csv_table((map(escaped, header), *cells), "\r\n").encode()


def _told(registry: CheckedRegistry, page: Page, chart: Chart, lang: Lang) -> object:
    words, settings = registry.words[lang], registry.settings
    header, rows = table(chart, words)
    dataset = "indicator-values" if chart.unit else "survey-indicators"
    offered = registry.indicator_values if chart.unit else registry.surveys.observations
    return {
        "chart": chart.id,
        "lang": lang,
        "page": page_url(registry, page.id, lang),
        "demonstration": chart.demonstration,
        "title": written(chart.title, words),
        "subtitle": written(chart.subtitle, words),
        "shows": written(chart.shows, words),
        "unit": _unit(registry, chart, lang),
        "remarks": [written(one, words) for one in chart.remarks],
        "source": settings.institution.name.get(lang),
        "license": settings.data_licence.url,
        "dataset": f"{settings.url}open-data/files/{dataset}.csv" if offered else None,
        "csv": settings.url + data_path(page.id, chart.id, lang, "csv"),
        "records": [dict(zip(header, row, strict=True)) for row in rows],
    }


def _unit(registry: CheckedRegistry, chart: Chart, lang: Lang) -> str:
    if chart.unit is None:
        return registry.words[lang].text("open_data.chart_unit")
    columns = {column.name: column for column in registry.datasets["indicator-values"].columns}
    return next(code.title.get(lang) for code in columns["unit_measure"].codes if code.code == chart.unit)


def _index(registry: CheckedRegistry, pages: Iterable[Page]) -> object:
    url = registry.settings.url
    return {
        "charts": [
            {
                "page": page.id,
                "chart": chart.id,
                "demonstration": chart.demonstration,
                "titles": {lang: written(chart.title, words) for lang, words in registry.words.items()},
                "files": {
                    lang: [url + data_path(page.id, chart.id, lang, ending) for ending in ("csv", "json")]
                    for lang in registry.languages
                },
            }
            for page in pages
            for chart in page.charts
        ]
    }
