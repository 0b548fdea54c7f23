"""Import of indicator values: small groups are hidden before a table is stored, and the audit finds nothing left."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import openpyxl
import pytest

from tests.conftest import DATE
from transparency.audit import Release
from transparency.audit.disclosure import audit
from transparency.desk import import_indicators
from transparency.desk.read_workbook import FIRST_ROW
from transparency.model.problem import CouldNotRun

COMMON = {"unit_measure": "PERSONS", "obs_status": "A", "series_break": 0, "status": "final", "updated": "2026-11-01"}
SOURCE = {"source_kk": "Есеп", "source_ru": "Отчёт", "source_en": "Report"}


def row(area: str, value: float | None, period: str = "2025", **more: object) -> dict[str, object]:
    key = {"indicator": "students-total", "time_period": period, "ref_area": area, "breakdown": "_T", "category": "_T"}
    return {**key, "obs_value": value, **COMMON, **SOURCE, **more}


def share(area: str, numerator: int, denominator: int) -> dict[str, object]:
    counts = {"numerator": numerator, "denominator": denominator, "unit_measure": "SHARE_PERSONS"}
    return row(area, round(100 * numerator / denominator, 1), indicator="graduates-employed", **counts)


def filled(root: Path, rows: list[dict[str, object]]) -> Path:
    """The template of the group with rows, as a unit sends it."""
    file = root.parent / "values.xlsx"
    file.write_bytes(import_indicators.export(root, "students"))
    book = openpyxl.load_workbook(file)
    page = book["indicator-values"]
    names = [cell.value for cell in page[1]]
    for number, values in enumerate(rows, start=FIRST_ROW):
        for column, name in enumerate(names, start=1):
            if (value := values.get(str(name))) is not None:
                page.cell(number, column, value)
    book.save(file)
    return file


def imported(root: Path, rows: list[dict[str, object]]) -> dict[tuple[str, str], dict[str, str]]:
    made = import_indicators.plan(root, "students", filled(root, rows), DATE)
    assert made.problems == ()
    import_indicators.apply(root, "students", made)
    text = (root / "data/indicators/students.csv").read_text("utf-8")
    assert audit([Release("values", {"students.csv": text})]) == ()
    return {(one["time_period"], one["ref_area"]): one for one in csv.DictReader(io.StringIO(text))}


def test_the_template_lists_the_indicators_of_the_group(small: Path) -> None:
    book = openpyxl.load_workbook(filled(small, []))
    codes = {cell.value for line in book["codes"].iter_rows() for cell in line}
    assert {"students-total", "graduates-employed", "p01-k1", "SHARE_PERSONS", "at-least"} <= codes
    page = book["indicator-values"]
    assert page["A2"].value == "Көрсеткіш\nПоказатель\nIndicator"
    assert len(page.data_validations.dataValidation) == 8


def test_a_small_programme_is_hidden_with_another(small: Path) -> None:
    """45 and 5 are 50: the 5 is small, and the other one would tell it."""
    rest = imported(small, [row("univ", 50), row("example-design", 45), row("example-law", 5)])
    assert {area: one["obs_status"] for (_, area), one in rest.items()} == {
        "univ": "A",
        "example-design": "Q",
        "example-law": "Q",
    }
    assert rest["2025", "example-law"]["obs_value"] == ""


def test_parts_that_leave_a_few_people_over_are_refused(small: Path) -> None:
    given = filled(small, [row("univ", 50), row("example-design", 30), row("example-law", 15)])
    made = import_indicators.plan(small, "students", given, DATE)
    assert [f"{one.rule} {one.place}" for one in made.problems] == ["S10 students-total 2025"]


def test_parts_that_are_more_than_their_total_are_refused(small: Path) -> None:
    given = filled(small, [row("univ", 50), row("example-design", 40), row("example-law", 15)])
    made = import_indicators.plan(small, "students", given, DATE)
    assert [f"{one.rule} {one.place}" for one in made.problems] == ["S10 students-total 2025"]


def test_a_unanimous_small_group_keeps_its_size_only(small: Path) -> None:
    found = imported(small, [share("univ", 60, 90), share("example-law", 12, 12)])
    one = found["2025", "example-law"]
    assert (one["obs_value"], one["numerator"], one["obs_status"]) == ("", "", "Q")


def test_changes_are_shown_cell_by_cell_before_anything_is_written(small: Path) -> None:
    imported(small, [row("univ", 50)])
    made = import_indicators.plan(
        small, "students", filled(small, [row("univ", 80, target=70, direction="at-least")]), DATE
    )
    assert {(one.column, one.before, one.after) for one in made.changes} == {
        ("obs_value", "50", "80"),
        ("target", "", "70"),
        ("direction", "", "at-least"),
    }
    assert ",50,PERSONS" in (small / "data/indicators/students.csv").read_text("utf-8")


def test_faults_name_the_cell(small: Path) -> None:
    made = import_indicators.plan(small, "students", filled(small, [row("univ", 50, breakdown="age")]), DATE)
    assert [f"{one.rule} {one.place}" for one in made.problems] == [f"T05 indicator-values!D{FIRST_ROW}"]


def test_an_unknown_group(small: Path) -> None:
    with pytest.raises(CouldNotRun, match="no group"):
        import_indicators.export(small, "nobody")
