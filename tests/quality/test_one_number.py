"""One figure is the same number on its page, chart and report, in every file, and in the evidence pack, in three languages."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest
from lxml import html

from transparency.model.survey import KEY_COLUMNS
from transparency.model.text import LANGUAGES, USUAL, Lang
from transparency.release.evidence import index_name
from transparency.site.render import formats

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Figure:
    """A published figure and where it stands."""

    dataset: str
    key: str
    """Values of the key columns, as pages name the row."""
    columns: tuple[str, ...]
    value: str
    """Column of the number."""
    pages: tuple[str, ...]
    charts: tuple[str, ...]
    """Files of chart data, without language and ending."""
    share: bool = False


VALUE_KEY = ("indicator", "time_period", "ref_area", "breakdown", "category")
FIGURES = {
    "a number of people": Figure(
        "indicator-values",
        "students-total|2025|univ|_T|_T",
        VALUE_KEY,
        "obs_value",
        ("figures/students-total", "reports/2025"),
        ("figures/students-total/students-total",),
    ),
    "a share of people": Figure(
        "indicator-values",
        "graduates-employed|2025|univ|_T|_T",
        VALUE_KEY,
        "obs_value",
        ("figures/graduates-employed", "reports/2025"),
        ("figures/graduates-employed/graduates-employed",),
    ),
    "a share of answers": Figure(
        "survey-indicators",
        "Q1|2025|A|STUDENT|UNIV|_T|_T|ALL|SAT_SHARE|_Z|_Z",
        KEY_COLUMNS,
        "OBS_VALUE",
        ("surveys/q1", "reports/2025"),
        ("surveys/q1/targets",),
        share=True,
    ),
}
NUMBER = re.compile(r"\d+(?:[\u00a0\u202f ,.]\d+)*")


def exact(pack: Path, one: Figure, lang: Lang) -> Iterator[tuple[str, float]]:
    """Place -> the number as it stands there without rounding."""
    data = pack / "site/open-data"
    with (data / f"files/{one.dataset}.csv").open(encoding="utf-8", newline="") as file:
        rows: list[dict[str, object]] = list(csv.DictReader(file))
    (at,) = [number for number, row in enumerate(rows) if _key(row, one) == one.key]
    yield "CSV", _number(rows[at][one.value])
    yield "JSON", _number(json.loads((data / f"files/{one.dataset}.json").read_bytes())["records"][at][one.value])
    yield "Parquet", _number(pq.read_table(data / f"files/{one.dataset}.parquet").to_pylist()[at][one.value])
    with closing(openpyxl.load_workbook(data / "open-data.xlsx", read_only=True)) as book:
        header, *cells = book[one.dataset].iter_rows(values_only=True)
    yield "workbook", _number(cells[at][list(header).index(one.value)])
    for page in one.pages:
        shown = html.parse(_page(pack, page, lang)).xpath(
            "//data[@data-row=$key or @data-observation=$key]", key=one.key
        )
        assert shown, page
        yield from ((f"page {page}", float(found.get("value"))) for found in shown)


def _key(row: dict[str, object], one: Figure) -> str:
    return "|".join(str(row[name]) for name in one.columns)


def _page(pack: Path, page: str, lang: Lang) -> str:
    return str(pack / "site" / ("" if lang == "kk" else lang) / page / "index.html")


def _number(cell: object) -> float:
    return float(str(cell))


def numbers(pack: Path, one: Figure, lang: Lang) -> Iterator[tuple[str, set[float]]]:
    """Place -> all numbers in the lines or cells there, one of which is that of the figure."""
    data = pack / "site/open-data"
    for chart in one.charts:
        told = json.loads((data / f"charts/{chart}.{lang}.json").read_bytes())["records"]
        yield f"chart {chart} as JSON", {cell for row in told for cell in row.values() if isinstance(cell, float)}
        with (data / f"charts/{chart}.{lang}.csv").open(encoding="utf-8", newline="") as file:
            yield f"chart {chart} as CSV", _floats(cell for row in csv.reader(file) for cell in row)
    with (data / f"labelled/{lang}/{one.dataset}.csv").open(encoding="utf-8", newline="") as file:
        yield "labelled CSV", _floats(cell for row in csv.reader(file) for cell in row)
    with closing(openpyxl.load_workbook(data / f"labelled/{lang}/{one.dataset}.xlsx", read_only=True)) as book:
        rows = book.worksheets[0].iter_rows(values_only=True)
        yield "labelled workbook", _floats(str(cell) for row in rows for cell in row)


def _floats(cells: Iterator[str]) -> set[float]:
    return {float(cell) for cell in cells if re.fullmatch(r"-?\d+(\.\d+)?", cell)}


def texts(pack: Path, one: Figure, lang: Lang) -> Iterator[tuple[str, str]]:
    """Place -> the text in which the figure is written for people."""
    drawn = html.parse(_page(pack, one.pages[0], lang)).xpath("//*[local-name()='svg']//*[local-name()='text']")
    yield "drawing", " ".join(part.text_content() for part in drawn)
    index = html.parse(pack / index_name(USUAL, lang)).xpath("//section//li")
    yield "evidence", " ".join(line.text_content() for line in index)
    sheet = openpyxl.load_workbook(pack / f"self-evaluation-{lang}.xlsx").worksheets[0]
    yield "self-evaluation", " ".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", FIGURES)
def test_one_figure_is_one_number_everywhere(pack: Path, name: str, lang: Lang) -> None:
    one = FIGURES[name]
    found = list(exact(pack, one, lang))
    (value,) = {number for _, number in found}
    assert {place.partition(" ")[0] for place, _ in found} == {"CSV", "JSON", "Parquet", "workbook", "page"}
    assert [place for place, listed in numbers(pack, one, lang) if value not in listed] == []
    written = (
        {formats.percent(value, lang)} if one.share else {formats.number(value, lang, places) for places in (0, 1)}
    )
    wanted = {NUMBER.findall(text)[0] for text in written}
    if one.share:  # axes and marks of a chart are rounded to whole per cents
        wanted |= {formats.number(value * 100, lang)}
    assert [place for place, text in texts(pack, one, lang) if not wanted & set(NUMBER.findall(text))] == []


def test_a_number_that_differs_in_one_place_is_found(pack: Path, tmp_path: Path) -> None:
    """The workbook is given another number, as a writer with an error would."""
    one = FIGURES["a number of people"]
    for file in (f"files/{one.dataset}.csv", f"files/{one.dataset}.json", f"files/{one.dataset}.parquet"):
        target = tmp_path / "site/open-data" / file
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((pack / "site/open-data" / file).read_bytes())
    book = openpyxl.load_workbook(pack / "site/open-data/open-data.xlsx")
    sheet = book[one.dataset]
    column = [cell.value for cell in sheet[1]].index(one.value) + 1
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, column).value = 541
    book.save(tmp_path / "site/open-data/open-data.xlsx")
    for page in one.pages:
        (tmp_path / "site" / page).mkdir(parents=True)
        (tmp_path / "site" / page / "index.html").write_bytes((pack / "site" / page / "index.html").read_bytes())
    assert {number for _, number in exact(tmp_path, one, "kk")} == {540.0, 541.0}
