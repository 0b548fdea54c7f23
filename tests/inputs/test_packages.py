"""Workbooks and documents are measured before they are opened; a bad one is a sentence, never a traceback."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from tests.inputs import packages
from tests.inputs.packages import FOREIGN, GOOD, SHEET, UNSAFE, changed, sheet, text_cell
from transparency.desk.read_workbook import read_workbook
from transparency.gate.containers.office_package import OfficePackage, RefusedPackage, package, read_package
from transparency.gate.containers.workbook import Grid, grids
from transparency.model.limits import LARGEST_PACKAGE
from transparency.survey.workbook import sheets


def opened(data: bytes) -> tuple[Grid, ...] | RefusedPackage:
    found = package(data)
    return found if isinstance(found, RefusedPackage) else grids(found)


def test_an_honest_workbook() -> None:
    assert opened(GOOD) == (Grid("Sheet", (("a", "b"), ("c", 1)), ()),)


@pytest.mark.integration
@pytest.mark.parametrize("name", UNSAFE)
def test_a_workbook_that_would_do_harm(name: str, tmp_path: Path) -> None:
    file = tmp_path / "book.xlsx"
    file.write_bytes(UNSAFE[name])
    assert len(UNSAFE[name]) < 3_000_000
    problems = read_workbook(file, ("Sheet",))[1]
    assert [problem.rule for problem in problems] == ["X03"]
    assert len(str(problems[0])) < 250
    export = sheets(file)
    assert HARMLESS_ROWS[name](export) if name in HARMLESS_ROWS else getattr(export, "rule", export) == "X03"


HARMLESS_ROWS = {"row-beyond-excel": lambda found: sum(len(sheet.rows) for sheet in found) == 1}
"""What the reader of exports takes as the small table that it is: the impossible number of the row is not used."""


@pytest.mark.parametrize("name", FOREIGN)
def test_no_workbook(name: str, tmp_path: Path) -> None:
    file = tmp_path / "book.xlsx"
    file.write_bytes(FOREIGN[name])
    assert [problem.rule for problem in read_workbook(file, ("Sheet",))[1]] in (["X01"], ["X02"])
    export = sheets(file)
    assert getattr(export, "rule", "") == "I09" or (name in TINY and sum(len(sheet.rows) for sheet in export) < 2)


TINY = {"XML in XML in XML", "a date beyond time"}
"""What the reader of exports takes as an empty sheet or a sheet of one cell, in which no question is found."""


def test_two_hundred_megabytes_in_a_small_file(tmp_path: Path) -> None:
    """Six hundred once took 38 s and were echoed to the terminal; now nothing is unfolded."""
    file = tmp_path / "book.xlsx"
    file.write_bytes(packages.bomb())
    assert file.stat().st_size < 5_000_000
    start = time.process_time()
    _, problems = read_workbook(file, ("Sheet",))
    assert time.process_time() - start < 1
    assert [problem.rule for problem in problems] == ["X03"]
    assert len(str(problems[0])) < 250


def test_a_large_file_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "book.xlsx"
    with file.open("wb") as out:
        out.truncate(LARGEST_PACKAGE + 1)
    found = read_package(file)
    assert isinstance(found, RefusedPackage)
    assert "larger than" in found.what


def test_a_missing_file(tmp_path: Path) -> None:
    assert [problem.rule for problem in read_workbook(tmp_path / "none.xlsx", ("Sheet",))[1]] == ["X01"]


MERGED_OVER_ALL = changed(
    GOOD,
    {
        SHEET: sheet(
            f'<row r="1">{text_cell("A1", "x")}{text_cell("B1", "y")}</row><row r="3">{text_cell("B3", "z")}</row>',
            '<mergeCells><mergeCell ref="A1:A3"/><mergeCell ref="A1:XFD1048576"/></mergeCells>'
            '<hyperlinks><hyperlink ref="A1:XFD1048576" location="x"/></hyperlinks>',
        )
    },
)
"""openpyxl would make a cell for each of seventeen billion places."""


def test_ranges_over_the_whole_sheet_cost_nothing(tmp_path: Path) -> None:
    file = tmp_path / "book.xlsx"
    file.write_bytes(MERGED_OVER_ALL)
    found = sheets(file)
    assert isinstance(found, tuple)
    assert [sheet.rows for sheet in found] == [(("x", "y"), ("x", ""), ("x", "z"))]


def test_a_workbook_with_damaged_bytes_is_a_sentence() -> None:
    """Five hundred workbooks with a few bytes changed somewhere: each is read or refused."""
    chance = random.Random(15)  # noqa: S311
    refused = 0
    for _ in range(500):
        data = bytearray(GOOD)
        for _ in range(chance.randint(1, 4)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        refused += isinstance(opened(bytes(data)), RefusedPackage)
    assert refused > 100


@pytest.mark.integration
def test_a_workbook_with_damaged_parts_is_a_sentence() -> None:
    chance = random.Random(16)  # noqa: S311
    whole = package(GOOD)
    assert isinstance(whole, OfficePackage)
    for _ in range(300):
        name = chance.choice(sorted(whole.parts))
        content = bytearray(whole.parts[name])
        at = chance.randrange(len(content))
        content[at : at + chance.randint(0, 30)] = chance.randbytes(chance.randint(0, 3)).hex().encode()
        opened(changed(GOOD, {name: bytes(content)}))
