"""The register goes out as a workbook and comes back; what was edited is found, and nothing else."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from tests.conftest import DATE, ROOT
from transparency.desk import import_programmes
from transparency.registry.load import load_or_stop
from transparency.registry.load_programmes import TABLES


@pytest.fixture
def book(small: Path, tmp_path: Path) -> Path:
    path = tmp_path / "programmes.xlsx"
    path.write_bytes(import_programmes.export(small))
    return path


def edited(path: Path, cells: dict[str, object]) -> Path:
    """The same workbook with other values; keys are ``sheet!cell``."""
    workbook = openpyxl.load_workbook(path)
    for place, value in cells.items():
        tab, _, cell = place.partition("!")
        workbook[tab][cell] = value
    workbook.save(path)
    return path


def tables(root: Path) -> dict[str, bytes]:
    return {name: (root / f"data/programmes/{name}.csv").read_bytes() for name in TABLES}


def test_nothing_edited_nothing_changed(small: Path, book: Path) -> None:
    made = import_programmes.plan(small, book, DATE)
    assert made.problems == ()
    assert not any(made.changes.values())


def test_three_edited_cells_are_exactly_three_changes(small: Path, book: Path) -> None:
    edits = {"programmes!E3": "Design of things", "modules!G4": 6, "outcomes!D3": "Рисует и чертит."}
    made = import_programmes.plan(small, edited(book, edits), DATE)
    told = [str(change) for group in made.changes.values() for change in group]
    assert told == [
        "programmes!E3 [example-design] title_en: Design -> Design of things",
        "modules!G4 [example-law 1] credits: 5 -> 6",
        "outcomes!D3 [example-design 1] text_ru: Рисует. -> Рисует и чертит.",
    ]
    before = tables(small)
    assert import_programmes.apply(small, made) == ("programmes", "modules", "outcomes")
    after = tables(small)
    assert after["accreditations"] == before["accreditations"]
    lines = [
        (old, new)
        for name in TABLES
        for old, new in zip(before[name].splitlines(), after[name].splitlines(), strict=True)
        if old != new
    ]
    assert len(lines) == 3
    assert not any(import_programmes.plan(small, book, DATE).changes.values())


def test_an_added_and_a_removed_row(small: Path, book: Path) -> None:
    row = ["example-design", 2, "Түс", "Цвет", "Colour", "elective", 5, 2]
    workbook = openpyxl.load_workbook(book)
    workbook["modules"].append(row)
    workbook["outcomes"].delete_rows(3)
    workbook.save(book)
    made = import_programmes.plan(small, book, DATE)
    assert len(made.changes["modules"]) == len(row)
    assert {change.before for change in made.changes["modules"]} == {""}
    assert [change.after for change in made.changes["outcomes"]] == [""] * 5


FAULTS = {
    "a word for a number": (
        {"programmes!J3": "many"},
        'programmes.xlsx: T04 programmes!J3: "many" is not a whole number. Write e.g. 5.',
    ),
    "a code that is none": (
        {"programmes!F3": "college"},
        'programmes.xlsx: T05 programmes!F3: "college" is not one of the codes: bachelor, master, doctoral. '
        "Choose one of them.",
    ),
    "a language missing": (
        {"programmes!N4": None},
        "programmes.xlsx: L01 programmes!N4: this language is missing. Add the text; kk, ru and en are all required.",
    ),
    "a day that is none": (
        {"programmes!R3": "2026-02-30"},
        'programmes.xlsx: T04 programmes!R3: "2026-02-30" is not a day of the calendar. '
        "Write year-month-day, e.g. 2026-03-01.",
    ),
    "a form that is none": (
        {"programmes!I3": "full-time | night"},
        "programmes.xlsx: T05 programmes!I3: is not one of the known words: 'full-time', 'evening', 'part-time', "
        "'online', 'external'. Choose one of them.",
    ),
    "a unit nobody knows": (
        {"programmes!L3": "nowhere"},
        'programmes.xlsx: R01 programmes!L3: no unit is called "nowhere". Correct the id, or add the record.',
    ),
    "a form that is not disclosed": (
        {"programmes!I3": "full-time | online"},
        "programmes.xlsx: D08 programmes!I3: names a form of study that the disclosure does not: online. "
        "Correct it here or in data/disclosures/study-forms.yml.",
    ),
    "a module of nothing": (
        {"modules!A4": "example-lawn"},
        "programmes.xlsx: D08 programmes!A4: has no modules. Add at least one row to modules.\n"
        'programmes.xlsx: D09 modules!A4: no programme is called "example-lawn". Correct the id, or add the programme.',
    ),
    "a code twice": (
        {"programmes!B4": "6B01"},
        "programmes.xlsx: R02 programmes!B4: is already in row 3. Give this row its own.",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_every_fault_names_sheet_and_cell(name: str, small: Path, book: Path) -> None:
    cells, says = FAULTS[name]
    made = import_programmes.plan(small, edited(book, cells), DATE)
    assert "\n".join(map(str, made.problems)) == says


def test_a_missing_sheet_and_a_file_of_another_kind(small: Path, book: Path, tmp_path: Path) -> None:
    workbook = openpyxl.load_workbook(book)
    del workbook["outcomes"]
    workbook.save(book)
    (problem,) = import_programmes.plan(small, book, DATE).problems
    assert (problem.rule, problem.place) == ("X02", "outcomes")
    other = tmp_path / "other.xlsx"
    other.write_bytes(b"no workbook")
    assert [problem.rule for problem in import_programmes.plan(small, other, DATE).problems] == ["X01"]


def test_the_template_has_lists_and_notes_in_three_languages(small: Path) -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(import_programmes.template(small)))
    assert workbook.sheetnames == [*TABLES, "codes"]
    page = workbook["programmes"]
    choices = page.data_validations.dataValidation
    lists = {str(choice.sqref).split(":")[0]: choice.formula1 for choice in choices}
    assert lists["F3"] == "=codes!$A$2:$A$4"
    assert [workbook["codes"][f"A{row}"].value for row in (2, 3, 4)] == ["bachelor", "master", "doctoral"]
    title = page["F2"]
    assert title.value == "Деңгейі\nУровень\nLevel"
    assert title.comment is not None
    assert title.comment.text.split("\n\n") == ["Білім беру деңгейі.", "Уровень образования.", "Level of education."]


def test_the_same_register_gives_the_same_bytes(small: Path) -> None:
    assert import_programmes.export(small) == import_programmes.export(small)


@pytest.mark.integration
def test_the_tables_of_the_project_stand_in_the_form_that_an_import_writes(root: Path, tmp_path: Path) -> None:
    book = tmp_path / "programmes.xlsx"
    book.write_bytes(import_programmes.export(root))
    made = import_programmes.plan(root, book, DATE)
    assert made.problems == ()
    datasets = import_programmes._datasets(load_or_stop(root))
    for name in TABLES:
        assert import_programmes.as_csv(made.sheets[name], datasets[name]) == tables(root)[name]


def test_the_command_shows_before_it_changes(small: Path, book: Path) -> None:
    edited(book, {"programmes!E3": "Design of things"})
    command = [sys.executable, str(ROOT / "scripts/programmes.py"), "import", str(book), "--root", str(small)]
    environ = {"SITE_DATE": DATE.isoformat(), "PYTHONPATH": str(ROOT)}
    before = tables(small)
    shown = subprocess.run(command, env=environ, capture_output=True, text=True, check=True).stdout
    assert "title_en: Design -> Design of things" in shown
    assert tables(small) == before
    subprocess.run([*command, "--apply"], env=environ, capture_output=True, check=True)
    assert tables(small) != before
