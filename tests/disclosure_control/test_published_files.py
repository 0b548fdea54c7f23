"""Nothing that is hidden can be computed from all files of a site together, nor from all permalinks of the table builder.

The audit is given every figure of every file: pages, tables in every format and version, labelled tables, charts, «Compare» and
the table builder. A permalink shows a choice of the builder's cells and computes nothing, so all of them together tell what the
builder's files hold; the browser test checks that on the permalinks themselves.
"""

from __future__ import annotations

import csv
import io
import itertools
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.conftest import DATE, copy_of_small, served, warmed
from tests.disclosure_control.published_files import TIDY, Site, of_codes, read
from transparency.audit.disclosure import audit
from transparency.model.problem import as_text
from transparency.model.survey import COLUMNS
from transparency.site.build.build import build

if TYPE_CHECKING:
    from playwright.sync_api import Browser

UNITS = {"A": (50, 27, 32, 5), "B": (44, 23, 28, 4), "C": None, "D": None}
"""Unit -> answers, people, positive and negative answers in 2025; C and D are hidden."""


def _rows() -> str:
    lines = []
    for (unit, counts), measure in itertools.product(UNITS.items(), ("SAT_SHARE", "NEG_SHARE", "MID_SHARE")):
        row = dict.fromkeys(COLUMNS, "") | {
            "SURVEY": "Q1", "TIME_PERIOD": "2025", "FREQ": "A", "POPULATION": "STUDENT", "REF_UNIT": unit, "ELEMENT": "ALL",
            "BREAKDOWN": "_T", "CATEGORY_BD": "_T", "MEASURE": measure, "CATEGORY": "_Z", "COMPARE_TO": "_Z",
            "UNIT_MEASURE": "RATIO", "CI_METHOD": "_Z", "SCALE": "five_1_5", "POS_CODES": "4 5", "REVERSED": "0",
            "OBS_STATUS": "Q", "CONF_STATUS": "D", "ASSESSMENT": "_Z", "NOTE": "DEMO", "METHOD_VERSION": "1.0",
            "BATCH": "Q1-2025-r1", "STATUS": "demonstration",
        }  # fmt: skip
        if counts is not None:
            valid, people, positive, negative = counts
            part = {"SAT_SHARE": positive, "NEG_SHARE": negative, "MID_SHARE": valid - positive - negative}[measure]
            row |= {"OBS_VALUE": f"{part / valid:.4f}", "N_VALID": str(valid), "N_RESP": str(people)}
            row |= {"OBS_STATUS": "A", "CONF_STATUS": "F"}
        lines.append(",".join(row.values()))
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the small institution with four units, two of them hidden."""
    root = warmed(copy_of_small(tmp_path_factory.mktemp("hidden-units") / "small"))
    surveys = root / "demo/surveys"
    with (surveys / "units.csv").open("a", encoding="utf-8") as file:
        file.writelines(f"{unit},UNIV,final,{unit} мектебі,Школа {unit},School {unit}\n" for unit in UNITS)
    with (surveys / "indicators.csv").open("a", encoding="utf-8") as file:
        file.write(_rows())
    calendar = surveys / "calendar.yml"
    calendar.write_text(calendar.read_text("utf-8").replace("publication: university", "publication: units"), "utf-8")
    built, problems = build(root, root / "site", {"SITE_DATE": DATE.isoformat()}, demo=True)
    assert built is not None, as_text(problems)
    return root / "site"


@pytest.fixture(scope="module")
def published(folder: Path) -> Site:
    return read(folder)


@pytest.mark.integration
def test_all_files_together_reveal_nothing(published: Site) -> None:
    releases = published.releases()
    assert audit(releases) == ()
    names = {name for release in releases for name in release.files}
    hidden = {name for release in releases for name, text in release.files.items() if re.search(",Q,[D0],", text)}
    for kind in (
        "files/survey-indicators.csv",
        "labelled/kk/survey-indicators.xlsx",
        "builder/q1/SAT_SHARE.json",
        "labelled/ru/indicator-values.csv",
    ):
        assert f"open-data/{kind}" in hidden
    assert {"assets/surveys/q1.ru.json", "en/surveys/q1/index.html"} <= names


Change = Callable[[bytes], bytes]


def _tidy_line(content: bytes) -> bytes:
    rows = list(csv.reader(io.StringIO(content.decode(), newline="")))
    for row in rows:
        if row[4:5] == ["C"] and row[8] == "NEG_SHARE":
            row[COLUMNS.index("N_RESP")] = "6"
    return _written(rows)


def _written(rows: list[list[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def _record(content: bytes) -> bytes:
    told = json.loads(content)
    next(one for one in told["records"] if one["REF_UNIT"] == "C")["OBS_VALUE"] = 0.5
    return json.dumps(told).encode()


def _builder_row(content: bytes) -> bytes:
    rows = json.loads(content)
    next(row for row in rows if row[5] is None)[5:9] = [0.5, None, None, 14]
    return json.dumps(rows).encode()


def _labelled_row(content: bytes) -> bytes:
    header, *rows = list(csv.reader(io.StringIO(content.decode(), newline="")))
    next(row for row in rows if "School C" in row)[header.index("Share of positive answers")] = "0.5"
    return _written([header, *rows])


def _sheet(content: bytes) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(content))
    (sheet,) = book.worksheets
    header = [cell.value for cell in next(sheet.iter_rows())]
    line = next(row for row in sheet.iter_rows() if any(cell.value == "School C" for cell in row))
    line[header.index("Share of positive answers: Respondents")].value = 14
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _parquet(content: bytes) -> bytes:
    table = pq.read_table(io.BytesIO(content))
    rows = table.to_pylist()
    next(row for row in rows if row["REF_UNIT"] == "D")["OBS_VALUE"] = 0.5
    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows, schema=table.schema), out)
    return out.getvalue()


def _chart_row(content: bytes) -> bytes:
    header, *rows = list(csv.reader(io.StringIO(content.decode(), newline="")))
    next(row for row in rows if row[0] == "School C")[1] = "0.5714"
    return _written([header, *rows])


def _compared(content: bytes) -> bytes:
    data = json.loads(content)
    question, by, _, rows = next(one for one in data["series"] if one[2] == "B")
    data["series"].append([question, by, "C", rows])
    return json.dumps(data).encode()


def _value(content: bytes) -> bytes:
    header, *rows = list(csv.reader(io.StringIO(content.decode(), newline="")))
    next(row for row in rows if row[6:7] == [""] and row[8:10] == ["", ""])[8:10] = ["2", "6"]
    return _written([header, *rows])


def _page(content: bytes) -> bytes:
    key = "|".join(["Q1", "2025", "A", "STUDENT", "C", "_T", "_T", "ALL", "MID_SHARE", "_Z", "_Z"])
    return content.replace(b"</main>", f'<data value="0.25" data-row="{key}">25 %</data></main>'.encode())


LEAKS: Mapping[str, tuple[str, Change]] = {
    "CSV": (TIDY, _tidy_line),
    "JSON": ("open-data/files/survey-indicators.json", _record),
    "Parquet": ("open-data/files/survey-indicators.parquet", _parquet),
    "API": ("open-data/api/v1/survey-indicators/Q1.json", _record),
    "version": (f"open-data/v/{DATE}/files/survey-indicators.csv", _tidy_line),
    "labelled CSV": ("open-data/labelled/en/survey-indicators.csv", _labelled_row),
    "labelled XLSX": ("open-data/labelled/en/survey-indicators.xlsx", _sheet),
    "permalink": ("open-data/builder/q1/SAT_SHARE.json", _builder_row),
    "labelled values": ("open-data/labelled/en/indicator-values.csv", _value),
    "chart": ("open-data/charts/surveys/q1/units.en.csv", _chart_row),
    "Compare": ("assets/surveys/q1.en.json", _compared),
    "page": ("en/surveys/q1/index.html", _page),
}


@pytest.mark.integration
@pytest.mark.parametrize("kind", LEAKS)
def test_one_hidden_number_in_one_file_is_found(published: Site, kind: str) -> None:
    path, change = LEAKS[kind]
    broken = change(published.files[path])
    assert broken != published.files[path]
    releases = replace(published, files={**published.files, path: broken}).releases()
    assert {problem.rule for problem in audit(releases)} & {"S01", "S03", "S07", "S08"}


@pytest.mark.slow
def test_all_files_of_the_real_site_reveal_nothing(real_site: Path) -> None:
    releases = read(real_site).releases()
    assert audit(releases) == ()
    assert any(",Q,D," in text for text in releases[0].files.values())


SHOWN = """() => [...document.querySelectorAll("#built tbody td")].map((cell) => [
    cell.querySelector("data")?.value ?? null, (cell.textContent.split("n\u00a0=")[1] ?? "").replace(/\\D/g, "") || null].map(
    (one) => one === null ? null : Number(one)))"""
"""Value and number of people of every cell."""


@pytest.mark.browser
def test_permalinks_show_the_cells_of_the_files_and_nothing_else(
    browser: Browser, folder: Path, published: Site
) -> None:
    """The permalink of everything for each measure, and each permalink of a single cell: a cell is the same in any choice."""
    (index,) = published.indexes
    names = list(index["dimensions"])
    with served(folder) as where:
        page = browser.new_page()

        def shown(measure: str, choice: Mapping[str, str]) -> list[list[float | None]]:
            query = "&".join(f"{name}={codes}" for name, codes in choice.items())
            page.goto(f"{where}/en/open-data/tables/?survey=Q1&measure={measure}&{query}")
            page.wait_for_selector("#built table")
            return list(page.evaluate(SHOWN))

        for measure in (one["code"] for one in index["measures"]):
            rows = json.loads(published.files[f"open-data/builder/q1/{measure}.json"])
            used = {name: sorted({row[at] for row in rows}) for at, name in enumerate(names)}
            listed = index["dimensions"]
            everything = {name: ",".join(listed[name][at]["code"] for at in used[name]) for name in names}
            cells = [[row[5], row[8]] for row in rows]
            found = shown(measure, everything)
            assert _told(found) == _told(cells), measure
            if measure == "SAT_SHARE":
                for row, cell in zip(rows, cells, strict=True):
                    single = {name: listed[name][at]["code"] for name, at in zip(names, row, strict=False)}
                    assert shown(measure, single) == [cell], of_codes("Q1", measure, single)
        page.close()


def _told(cells: list[list[float | None]]) -> list[list[float | None]]:
    """Cells with a number, in any order."""
    return sorted((one for one in cells if one != [None, None]), key=str)
