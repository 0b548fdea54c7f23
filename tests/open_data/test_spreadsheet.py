"""What a spreadsheet does to cells: nothing is lost, nothing is calculated."""

from __future__ import annotations

import csv as standard_csv
import datetime as dt
import io
import json
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import DATE
from transparency.model.csv_table import escaped, unescaped
from transparency.model.dataset import Dataset
from transparency.opendata.dataset_table import DatasetTable
from transparency.opendata.formats import csv, xlsx
from transparency.site.build.content import content
from transparency.survey.csv_text import csv_text

pytestmark = pytest.mark.integration

TEXTS = (
    "=1+1",
    '=HYPERLINK("http://example.org","a")',
    "+7 (7172) 00-00-00",
    "-5 пайыз",
    "@SUM(A1)",
    "\t=1+1",
    "'=1+1",
    "007",
    "4.1",
    "1e5",
    "2026-03-01",
    "TRUE",
    "NA",
    "әіңғүұқөһ ӘІҢҒҮҰҚӨҺ",
    'үтір, "тырнақша"; нүкте',
    "екі\nжол",
    "https://example.org/a",
)
WORDS = {"kk": "сөз", "ru": "слово", "en": "word"}


def _column(name: str, kind: str) -> dict[str, object]:
    return {"name": name, "type": kind, "title": WORDS, "description": WORDS, "missing": WORDS}


@pytest.fixture
def table() -> DatasetTable:
    dataset = Dataset.model_validate(
        {
            "id": "hostile",
            "title": WORDS,
            "description": WORDS,
            "columns": (
                _column("id", "string"),
                _column("text", "string"),
                _column("number", "number"),
                _column("day", "date"),
            ),
            "key": ("id",),
            "sources": (WORDS,),
            "version": "1.0.0",
            "page": "index",
        }
    )
    day = dt.date(2026, 3, 1)
    rows = tuple((f"r{i}", text, -1.5, day) for i, text in enumerate(TEXTS))
    return DatasetTable(dataset, ("id", "text", "number", "day"), rows)


def test_csv_is_rfc_4180_in_utf_8_without_a_byte_order_mark(table: DatasetTable) -> None:
    content = csv.write(table)
    assert not content.startswith(b"\xef\xbb\xbf")
    assert content.startswith(b"id,text,number,day\r\n")
    rows = list(standard_csv.reader(io.StringIO(content.decode("utf-8"), newline=""), strict=True))
    assert {len(row) for row in rows} == {4}


def test_no_text_of_a_csv_begins_like_a_formula_and_numbers_stay_numbers(table: DatasetTable) -> None:
    rows = list(standard_csv.reader(io.StringIO(csv.write(table).decode(), newline="")))[1:]
    assert not [row[1] for row in rows if row[1][:1] in ("=", "+", "-", "@", "\t", "\r")]
    assert {row[2] for row in rows} == {"-1.5"}
    assert [row["text"] for row in csv.read(csv.write(table))] == list(TEXTS)


@given(st.text(alphabet="'=+-@\t\ra1 ", max_size=6))
def test_the_apostrophe_can_be_taken_away_again(text: str) -> None:
    assert unescaped(escaped(text)) == text
    assert escaped(text)[:1] not in ("=", "+", "-", "@", "\t", "\r")


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "＝1+1", " =1+1", "\n=1+1", "＠SUM(A1)", "'=1+1", "-2+3+cmd"])
def test_every_way_to_begin_a_formula_is_known(text: str) -> None:
    assert escaped(text) == f"'{text}"
    assert unescaped(escaped(text)) == text
    [[cell]] = list(standard_csv.reader(io.StringIO(csv_text((), [[text]]), newline="")))[1:]
    assert cell == f"'{text}", "the tables of a survey in the repository"


def test_a_table_of_a_survey_is_made_safe_and_its_numbers_stay() -> None:
    written = b'CODE,VALUE,TEXT_EN\nA,-1.5,"=cmd|x, y"\nB,1e-5,-\n'
    assert csv.escaped_table(written) == b"CODE,VALUE,TEXT_EN\nA,-1.5,\"'=cmd|x, y\"\nB,1e-5,'-\n"
    assert csv.escaped_table(csv.escaped_table(written)) == csv.escaped_table(written), (
        "aggregate.py has escaped it already"
    )
    harmless = b'CODE,"VALUE"\r\nA,-1.5\r\n'
    assert csv.escaped_table(harmless) == harmless


def test_the_description_of_a_text_column_states_the_rule(small: Path) -> None:
    found, _ = content(small, DATE)
    assert found is not None
    package = json.loads(found.files["open-data/datapackage.json"])
    rule = found.registry.words["en"].text("open_data.apostrophe")
    for resource in package["resources"]:
        for field in resource["schema"]["fields"]:
            free = field["type"] == "string" and "categories" not in field
            assert field["descriptions"]["en"].endswith(rule) == free, (resource["name"], field["name"])
    column = json.loads(found.files["open-data/files/processes.csv-metadata.json"])["tableSchema"]["columns"]
    assert any(one["dc:description"][2]["@value"].endswith(rule) for one in column)
    assert rule.replace("=, +, - or @", "") != rule, "it names the characters"


def test_the_workbook_keeps_text_as_text(table: DatasetTable) -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx.write([table], "title", dt.date(2026, 3, 1))))
    cells = [(row[1].value, row[1].data_type) for row in book["hostile"].iter_rows(min_row=2)]
    assert cells == [(text, "s") for text in TEXTS]
    assert {(row[2].value, row[3].value.date()) for row in book["hostile"].iter_rows(min_row=2)} == {
        (-1.5, dt.date(2026, 3, 1))
    }
    assert book["hostile"].hyperlinks == [] if hasattr(book["hostile"], "hyperlinks") else True


def test_libreoffice_opens_the_workbook_without_loss(table: DatasetTable, tmp_path: Path) -> None:
    found = _opened(table, tmp_path, "hostile.xlsx", xlsx.write([table], "title", dt.date(2026, 3, 1)), sheet=2)
    assert [row[1] for row in found[1:]] == list(TEXTS)


def test_libreoffice_calculates_nothing_in_the_csv(table: DatasetTable, tmp_path: Path) -> None:
    found = _opened(table, tmp_path, "hostile.csv", csv.write(table))
    shown = dict(zip(TEXTS, (row[1] for row in found[1:]), strict=True))
    assert {shown["=1+1"], shown["@SUM(A1)"]} == {"'=1+1", "'@SUM(A1)"}
    assert shown["әіңғүұқөһ ӘІҢҒҮҰҚӨҺ"] == "әіңғүұқөһ ӘІҢҒҮҰҚӨҺ"
    assert "2" not in {shown["=1+1"], shown["\t=1+1"]}


def _opened(table: DatasetTable, folder: Path, name: str, content: bytes, sheet: int = 0) -> list[list[str]]:
    """The sheet as LibreOffice shows it; in CSV it is asked for UTF-8, as its import dialogue proposes."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("no LibreOffice: install it with scripts/system-packages.sh as root")
    (folder / name).write_bytes(content)
    out = folder / "out"
    command = [
        office,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--infilter=CSV:44,34,76,1",
    ]
    if not name.endswith(".csv"):
        command.pop()
    export = f"csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,{sheet}"
    subprocess.run(
        [*command, "--convert-to", export, "--outdir", str(out), str(folder / name)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    file = next(out.iterdir())
    return list(standard_csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig"), newline="")))
