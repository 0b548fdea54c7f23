"""The data of a chart hold the values that its page shows, in the page's language, at an address of their own."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import DATE, FULL
from tests.results.examples import EXAMPLES
from transparency.model.survey import TOTAL
from transparency.model.text import LANGUAGES, Lang
from transparency.registry.check import CheckedRegistry, check
from transparency.registry.load import load
from transparency.site.charts.data_files import files, table
from transparency.site.charts.names import INDEX, data_path
from transparency.site.views import survey_section, survey_subject
from transparency.site.views.page import Page
from transparency.site.views.survey_compare import PERIODS, comparison


@pytest.fixture(scope="module")
def registry() -> CheckedRegistry:
    draft, _ = load(FULL, demo=True)
    assert draft is not None
    found, problems = check(draft, DATE)
    assert found is not None, problems
    return found


@pytest.fixture(scope="module")
def drawn(registry: CheckedRegistry) -> list[Page]:
    return [page for page in survey_section.pages(registry) if page.charts]


@pytest.fixture(scope="module")
def written(registry: CheckedRegistry, drawn: list[Page]) -> dict[str, bytes]:
    return dict(files(registry, drawn))


def texts(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode(), newline="")))


def numbers(content: bytes) -> list[list[object]]:
    """What is no text in the rows of a JSON file."""
    return [[v for v in one.values() if not isinstance(v, str)] for one in json.loads(content)["records"]]


def charts(drawn: list[Page]) -> Iterator[tuple[Page, str]]:
    yield from ((page, chart.id) for page in drawn for chart in page.charts)


def test_csv_and_json_of_every_chart_are_equal(written: dict[str, bytes], drawn: list[Page]) -> None:
    kinds = {chart.kind for page in drawn for chart in page.charts}
    assert kinds >= {"trend", "distribution", "target", "response", "themes", "risk"}
    for page, chart in charts(drawn):
        for lang in LANGUAGES:
            header, *rows = texts(written[data_path(page.id, chart, lang, "csv")])
            told = json.loads(written[data_path(page.id, chart, lang, "json")])
            assert len(set(header)) == len(header)
            assert [list(one) for one in told["records"]] == [header] * len(rows)
            assert [["" if v is None else str(v) for v in one.values()] for one in told["records"]] == rows
            assert all(told[name] for name in ("title", "subtitle", "shows", "unit", "source", "license", "page"))


def test_the_files_hold_every_plotted_value(written: dict[str, bytes], drawn: list[Page]) -> None:
    for page in drawn:
        for chart in page.charts:
            told = json.loads(written[data_path(page.id, chart.id, "en", "json")])["records"]
            values = [value for one in told for value in one.values()]
            assert len(told) == len(chart.data)
            for datum in chart.data:
                plotted = (datum.figure.value, *(part.figure.value for part in datum.parts), datum.share, datum.target)
                assert {one for one in plotted if one is not None} <= set(values)


def test_languages_differ_in_words_only(written: dict[str, bytes], drawn: list[Page]) -> None:
    for page, chart in charts(drawn):
        tables = [texts(written[data_path(page.id, chart, lang, "csv")]) for lang in LANGUAGES]
        assert tables[0][0] != tables[1][0] != tables[2][0]
        rows = [numbers(written[data_path(page.id, chart, lang, "json")]) for lang in LANGUAGES]
        assert rows[0] == rows[1] == rows[2]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", ["trend", "distribution", "response", "units"])
def test_a_value_that_is_not_shown_has_its_reason(registry: CheckedRegistry, kind: str, lang: Lang) -> None:
    chart = EXAMPLES[kind]()
    _, rows = table(chart, registry.words[lang])
    assert any(datum.figure.value is None for datum in chart.data)
    for datum, row in zip(chart.data, rows, strict=True):
        assert (datum.figure.state == "shown") == (row[-2] is None)
        assert datum.figure.value is not None or not any(isinstance(cell, float) for cell in row)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_index_lists_every_chart(written: dict[str, bytes], drawn: list[Page], lang: Lang) -> None:
    listed = json.loads(written[INDEX])["charts"]
    assert [(one["page"], one["chart"]) for one in listed] == [(page.id, chart) for page, chart in charts(drawn)]
    for one in listed:
        assert all(any(file.endswith(path) for path in written) for file in one["files"][lang])


@pytest.mark.slow
def test_the_pages_lead_to_the_data_of_their_charts(site: Path) -> None:
    found = [path for file in site.glob("en/surveys/*/index.html") for path in _LINK.findall(file.read_text("utf-8"))]
    assert found
    assert [path for path in found if not (site / path).is_file()] == []


_LINK = re.compile(r'href="[^"]*(open-data/charts/[^"]+)"')


def test_compare_has_the_figures_of_the_trend_charts(registry: CheckedRegistry, drawn: list[Page]) -> None:
    """What is drawn, what the chart's files hold and what can be compared are the same figures, hidden ones included."""
    seen = 0
    for subject in survey_subject.subjects(registry):
        series = {one[:3]: one[3].data for one in comparison(subject).series}
        for page in drawn:
            trend = next((chart for chart in page.charts if chart.kind == "trend"), None)
            if trend is None or not page.id.startswith(f"surveys/{subject.slug}"):
                continue
            codes = [one.code for one in subject.elements if page.id == f"surveys/{subject.slug}/{one.slug}"] or [
                one.code for one in subject.elements if one.kind != "item"
            ]
            for code, panel in zip(codes, trend.panels, strict=True):
                assert series[code, PERIODS, TOTAL] == panel.data, (page.id, code)
                seen += len(panel.data)
    assert seen > 5
