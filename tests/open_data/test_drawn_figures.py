"""Whatever the figures are, every format says the same: figures are drawn, all open data written, and read back."""

from __future__ import annotations

import csv as csv_reader
import io
import json
import random
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest

from tests.open_data.test_builder_data import decoded
from transparency.cache import NO_CACHE, clear_memory
from transparency.model.survey import KEY_COLUMNS, Observation
from transparency.opendata import OpenData, open_data
from transparency.opendata.dataset_table import Cell, DatasetTable
from transparency.opendata.formats import csv
from transparency.registry.check import CheckedRegistry
from transparency.site.build.rendered_pages import rendered
from transparency.site.render.pages import TEMPLATES
from transparency.site.views.all_pages import pages

FIGURES = {"survey-indicators": "OBS_VALUE", "indicator-values": "obs_value"}
"""Dataset -> column of the figure."""


def drawn(registry: CheckedRegistry, seed: int) -> CheckedRegistry:
    """The registry with other figures, to four decimals as the tables have them."""
    chance = random.Random(seed)  # noqa: S311  (test data)

    def other(one: Observation) -> Observation:
        if one.obs_value is None:
            return one
        low, value, high = sorted(chance.randrange(10_001) / 10_000 for _ in range(3))
        bounds = {"lower": low, "upper": high} if one.lower is not None else {}
        people = {"n_resp": chance.randrange(10, 100_000)} if one.n_resp is not None else {}
        return one.model_copy(update={"obs_value": value, **bounds, **people})

    figures = tuple(map(other, registry.surveys.observations))
    return replace(registry, surveys=replace(registry.surveys, observations=figures))


@pytest.mark.integration
@pytest.mark.parametrize("seed", [1, 2])
def test_every_format_and_page_says_the_same(registry: CheckedRegistry, seed: int, tmp_path: Path) -> None:
    changed = drawn(registry, seed)
    data, problems = open_data(changed)
    assert data is not None, problems
    assert [one.obs_value for one in changed.surveys.observations] != [
        one.obs_value for one in registry.surveys.observations
    ]
    book = openpyxl.load_workbook(io.BytesIO(data.files["open-data/open-data.xlsx"]), read_only=True)
    for table in data.catalogue.tables:
        if table.dataset.id not in FIGURES:
            continue
        name, rows = table.dataset.id, [list(map(said, row)) for row in table.rows]
        tidy = csv.read(data.files[f"open-data/files/{name}.csv"])
        assert [list(map(said, row.values())) for row in tidy] == rows
        whole = json.loads(data.files[f"open-data/files/{name}.json"])["records"]
        assert [list(map(said, record.values())) for record in whole] == rows
        columns = pq.read_table(io.BytesIO(data.files[f"open-data/files/{name}.parquet"])).to_pylist()
        assert [list(map(said, record.values())) for record in columns] == rows
        _, *sheet = book[name].iter_rows(values_only=True)
        assert [list(map(said, row)) for row in sheet] == rows
        assert sorted(asked(data.files, table)) == sorted(rows)
        for lang in changed.languages:
            in_words = numbers(labelled(data.files, lang, name))
            assert numbers([list(map(said, table.column(FIGURES[name])))]) <= in_words <= numbers(rows), (name, lang)
    built = {key: cells[0] for key, cells in decoded(changed, data).items()}
    assert sorted(said(value) for value in built.values()) == sorted(
        said(one.obs_value) for one in changed.surveys.observations if one.compare_to == "_Z"
    )
    known = {key_of(one): one.obs_value for one in changed.surveys.observations}
    due = {key_of(one) for one in changed.surveys.observations if is_shown(one)}
    for lang, seen in shown_on_pages(changed, data, tmp_path).items():
        assert {key for key, _ in seen} == due, lang
        assert [(key, value) for key, value in seen if known[key] != value] == [], lang


FIELDS = tuple(name.lower() for name in KEY_COLUMNS)
SHOWN = re.compile(r'<data value="([^"]+)" data-row="([^"]+)">')
MEASURES = ("SAT_SHARE", "MID_SHARE", "NEG_SHARE", "MEAN", "DK_SHARE", "NA_SHARE", "ALPHA")
"""Figures of an item or a block that its page lists for the last wave."""


def key_of(one: Observation) -> str:
    """The key of its row, as a page writes it beside the figure."""
    return "|".join(str(getattr(one, name)) for name in FIELDS)


def is_shown(one: Observation) -> bool:
    """Whether a page has the figure: shares and rates of each wave, replies to each question, measures of the last wave."""
    if one.compare_to != "_Z":
        return False
    if one.measure == "DIST":
        return one.element in ("A1", "A2")
    last = one.time_period == "2025" and one.element != "ALL"
    return one.measure in ("SAT_SHARE", "RESP_RATE") or (last and one.measure in MEASURES)


def shown_on_pages(registry: CheckedRegistry, data: OpenData, folder: Path) -> dict[str, list[tuple[str, float]]]:
    """Language -> key of the row and exact value of every figure on the survey pages and reports."""
    made, problems = rendered(folder, registry, pages(registry, data.catalogue), TEMPLATES, NO_CACHE)
    assert problems == ()
    clear_memory()
    found: dict[str, list[tuple[str, float]]] = {}
    for (_, lang), html in made.html.items():
        found.setdefault(lang, []).extend((key, float(value)) for value, key in SHOWN.findall(html))
    return found


def said(cell: Cell | Any) -> str:
    """A cell as the tidy table writes it: a number without a fraction has none in some formats."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    if hasattr(cell, "isoformat"):
        return str(cell.isoformat())[:10]
    return re.sub(r"^(-?\d+)\.0$", r"\1", str(cell))


def asked(files: Any, table: DatasetTable) -> list[list[str]]:
    """The rows that the API answers with, one file for each value of the first key column."""
    folder = f"open-data/api/v1/{table.dataset.id}/"
    answers = [
        json.loads(content)["records"]
        for path, content in files.items()
        if path.startswith(folder) and not path.endswith("/index.json")
    ]
    return [list(map(said, record.values())) for records in answers for record in records]


def labelled(files: Any, lang: str, name: str) -> list[list[str]]:
    """The cells of the table for people."""
    text = files[f"open-data/labelled/{lang}/{name}.csv"].decode()
    return [row[1:] for row in csv_reader.reader(io.StringIO(text, newline=""))][1:]


def numbers(rows: list[list[str]]) -> set[str]:
    """The decimal fractions in a table; the wide one has other columns, and a number may stand in several of them."""
    return {one for row in rows for one in map(said, row) if re.fullmatch(r"\d+\.\d+", one)}
