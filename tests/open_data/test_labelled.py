"""The labelled tables say what the tidy ones say: decoded with the published code lists they give the same values."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import frictionless
import openpyxl
import pytest

from tests.conftest import FULL
from tests.open_data.conftest import registry_of
from tests.open_data.test_references import package_of, tables_of
from transparency.model.csv_table import unescaped
from transparency.model.text import LANGUAGES
from transparency.opendata import OpenData
from transparency.opendata.labelled import coded
from transparency.opendata.labelled import labelled as written

Rows = list[list[str]]


def labelled(data: OpenData, lang: str, name: str) -> Rows:
    text = data.files[f"open-data/labelled/{lang}/{name}.csv"].decode()
    rows = [[unescaped(cell) for cell in row] for row in csv.reader(io.StringIO(text, newline=""))]
    assert [row[0] for row in rows] == ["№", *map(str, range(1, len(rows)))]
    return [row[1:] for row in rows]


def titles_of(data: OpenData, name: str, column: str, lang: str) -> Mapping[str, str]:
    """Code -> title, as the data package says."""
    fields = next(one["schema"]["fields"] for one in package_of(data.files)["resources"] if one["name"] == name)
    field = next(one for one in fields if one["name"] == column)
    return {one["value"]: one["labels"][lang] for one in field.get("categories", ())}


def decoded(titles: Mapping[str, str], value: str) -> str:
    """A code, or what codes and details joined by a colon say."""
    return titles.get(value) or ": ".join(titles.get(part, part) for part in value.split(":"))


@pytest.mark.integration
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_row_has_the_titles_of_its_codes_and_else_the_same_cells(data: OpenData, lang: str) -> None:
    tables = tables_of(data.files)
    names = coded(data.catalogue.tables)
    assert {"processes", "surveys", "risks", "survey-indicators", "codes"} - names == {"codes"}
    for table in data.catalogue.tables:
        name = table.dataset.id
        if name not in names or table.dataset.wide:
            continue
        referring = {one for key in table.dataset.foreign_keys for one in key.columns}
        shown = [c.name for c in table.dataset.columns if c.lang in {None, lang}]
        header, *rows = labelled(data, lang, name)
        assert len(header) == len(set(header)) == len(shown)
        assert len(rows) == len(tables[name])
        for row, tidy in zip(rows, tables[name], strict=True):
            for column, cell in zip(shown, row, strict=True):
                told = titles_of(data, name, column, lang) if column not in referring else {}
                code = unescaped(tidy[column])
                expected = " | ".join(decoded(told, one) for one in code.split(" | ")) if told and code else code
                if column not in referring:
                    assert cell == ("" if expected == "_Z" else expected), (name, column)


def test_keys_are_the_titles_of_the_rows_that_they_name(data: OpenData) -> None:
    tables, lang = tables_of(data.files), "kk"
    for name, column, other, key, title in (
        ("risks", "process", "processes", "id", "title"),
        ("process-relations", "other", "processes", "id", "title"),
        ("indicator-values", "indicator", "indicator-list", "id", "name"),
        ("processes", "participants", "units", "id", "title"),
        ("survey-themes", "survey", "surveys", "id", "title"),
    ):
        called = {row[key]: row[f"{title}_{lang}"] for row in tables[other]}
        table = next(one for one in data.catalogue.tables if one.dataset.id == name)
        place = [c.name for c in table.dataset.columns if c.lang in {None, lang}].index(column)
        found = [row[place] for row in labelled(data, lang, name)[1:]]
        assert found == [" | ".join(called[one] for one in row[column].split(" | ") if one) for row in tables[name]]


def test_a_code_beside_the_keys_has_its_own_words(data: OpenData) -> None:
    _, *rows = labelled(data, "kk", "indicator-values")
    shown = {row[2] for row in rows}
    assert "университет бойынша" in shown
    assert not shown & {"univ", "quokka-studies"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_wide_table_of_figures_holds_every_figure_once_and_no_other(data: OpenData, lang: str) -> None:
    tables = tables_of(data.files)
    header, *rows = labelled(data, lang, "survey-indicators")
    measures, compared = (titles_of(data, "survey-indicators", name, lang) for name in ("MEASURE", "COMPARE_TO"))
    elements = {(r["survey"], r["code"]): r[f"text_{lang}"] for r in tables["survey-elements"]}
    points = {(r["survey"], r["scale"], r["point"]): r[f"title_{lang}"] for r in tables["survey-scale-points"]}
    surveys = {r["id"]: r[f"title_{lang}"] for r in tables["surveys"]}
    found = {}
    for row in rows:
        for place, name in enumerate(header):
            if row[place] and (code := next((c for c, t in measures.items() if t.lower() == name.lower()), None)):
                key = (row[0], row[1], row[6], row[7], row[8], code)
                assert key not in found
                found[key] = row[place]
    expected = {}
    for one in tables["survey-indicators"]:
        point = one["CATEGORY"]
        label = points.get((one["SURVEY"], one["SCALE"], point)) or ("" if point == "_Z" else point)
        other = "" if one["COMPARE_TO"] == "_Z" else decoded(compared, one["COMPARE_TO"])
        element = elements[one["SURVEY"], one["ELEMENT"]]
        if one["OBS_VALUE"]:
            key = (surveys[one["SURVEY"]], one["TIME_PERIOD"], element, label, other, one["MEASURE"])
            expected[key] = one["OBS_VALUE"]
    assert found == expected
    assert len(found) > 100
    assert not {row[8].partition(":")[0] for row in rows} & {"REST", "PREV", "TARGET", "RUN"}


def test_a_hidden_figure_has_its_reason_and_no_number(data: OpenData) -> None:
    """The invented survey of the small institution hides nothing, so its table is given a hidden figure."""
    tables = list(data.catalogue.tables)
    place = next(i for i, one in enumerate(tables) if one.dataset.id == "survey-indicators")
    table = tables[place]
    row = dict(zip(table.names, table.rows[0], strict=True))
    row |= {"OBS_VALUE": None, "N_RESP": None, "OBS_STATUS": "Q", "CONF_STATUS": "A"}
    tables[place] = replace(table, rows=(tuple(row.values()), *table.rows[1:]))
    one = next(t for t in written(registry_of(FULL, demo=True), tables) if t.table is tables[place] and t.lang == "en")
    cells = dict(zip(one.header, one.rows[0], strict=True))
    assert cells["Share of one answer: Status of the value"] == "withheld so that nobody can be identified"
    assert cells["Share of one answer"] is None
    assert cells["Share of one answer: Respondents"] is None


def test_the_workbook_of_a_table_has_its_cells_a_frozen_heading_and_filters(data: OpenData) -> None:
    for name in sorted(coded(data.catalogue.tables)):
        header, *rows = labelled(data, "ru", name)
        book = openpyxl.load_workbook(io.BytesIO(data.files[f"open-data/labelled/ru/{name}.xlsx"]))
        sheet = book.active
        assert sheet is not None
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == sheet.dimensions
        cells = [[_text(cell) for cell in row[1:]] for row in sheet.iter_rows(values_only=True)]
        assert cells == [header, *([re.sub(r"^(-?[0-9]+)\.0$", r"\1", cell) for cell in row] for row in rows)], name


def _text(cell: Any) -> str:
    if cell is None or isinstance(cell, bool):
        return "" if cell is None else str(cell).lower()
    if hasattr(cell, "date"):
        return str(cell.date())
    return str(float(cell)).removesuffix(".0") if isinstance(cell, float) else str(cell)


@pytest.mark.integration
def test_the_data_package_declares_every_labelled_file_and_column(data: OpenData, folder: Any) -> None:
    package = json.loads(data.files["open-data/labelled/datapackage.json"])
    written = {path for path in data.files if path.startswith("open-data/labelled/") and path.endswith(".csv")}
    assert {f"open-data/labelled/{one['path']}" for one in package["resources"]} == written
    for one in package["resources"]:
        lang, _, file = one["path"].partition("/")
        header = labelled(data, lang, file.removesuffix(".csv"))[0]
        assert [field["name"] for field in one["schema"]["fields"]] == ["№", *header]
    assert frictionless.validate(str(folder / "labelled/datapackage.json")).valid
    assert {one["dataset"]: one["demonstration"] for one in package["resources"]} == {
        one.dataset.id: one.demonstration
        for one in data.catalogue.tables
        if one.dataset.id in coded(data.catalogue.tables)
    }
