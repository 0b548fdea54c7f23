"""The workbook of records: unchanged, it changes nothing; changed cells change those values only; errors name their cell."""

from __future__ import annotations

import datetime as dt
import io
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
import yaml
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.conftest import DATE, ROOT
from tests.inputs.packages import UNSAFE
from transparency.desk.commit_files import write_files
from transparency.desk.export_records import export_records
from transparency.desk.import_records import RecordsPlan, plan
from transparency.desk.workspace import Workspace
from transparency.desk.write_workbook import _cell
from transparency.model.dataset import Column

CHANGED = 200
SEED = 22
FREE = frozenset(("title", "summary", "note", "text", "purpose", "how", "reason", "name", "question", "description"))
"""Texts that no rule compares with another record."""


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_DATE", DATE.isoformat())


def opened(root: Path, lang: str = "kk") -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(export_records(root, lang)))


def imported(root: Path, book: Workbook, lang: str = "kk") -> RecordsPlan:
    out = io.BytesIO()
    book.save(out)
    return plan(Workspace(root), "book.xlsx", out.getvalue(), lang)


def column(page: Worksheet, address: str) -> int:
    return next(cell.column for cell in page[1] if cell.value == address)


def row(page: Worksheet, key: str) -> int:
    return next(line[0].row for line in page.iter_rows(min_row=3) if line[0].value == key)


def set_cell(book: Workbook, sheet: str, key: str, address: str, value: str | int | dt.datetime | None) -> None:
    page = book[sheet]
    page.cell(row(page, key), column(page, address)).value = value


def data(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted((root / "data").rglob("*.*"))}


def values(root: Path) -> dict[tuple[object, ...], object]:
    """Every value of the YAML files by its place, read without the product."""
    found: dict[tuple[object, ...], object] = {}

    def walk(value: object, place: tuple[object, ...]) -> None:
        pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        for key, inner in pairs:
            walk(inner, (*place, key))
        if not isinstance(value, dict | list):
            found[place] = value

    for path in sorted((root / "data").rglob("*.yml")):
        walk(yaml.safe_load(path.read_text(encoding="utf-8")), (path.name,))
    return found


def comments(root: Path) -> list[str]:
    lines = (line for path in sorted((root / "data").rglob("*.yml")) for line in path.read_text("utf-8").splitlines())
    return [line for line in lines if line.lstrip().startswith("#")]


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_a_workbook_that_nobody_changes_changes_no_byte(lang: str, small: Path) -> None:
    made = imported(small, opened(small, lang), lang)
    assert (made.changes, made.files, made.problems) == ((), {}, ())


def test_the_labels_of_another_language_are_understood(small: Path) -> None:
    made = imported(small, opened(small, "ru"), "kk")
    assert (made.changes, made.files, made.problems) == ((), {}, ())


@pytest.mark.integration
def test_the_records_of_this_repository_come_back_unchanged() -> None:
    made = plan(Workspace(ROOT), "book.xlsx", export_records(ROOT, "ru"), "ru")
    assert (made.changes, made.files, made.problems) == ((), {}, ())


def test_the_same_records_give_the_same_bytes(small: Path) -> None:
    assert export_records(small, "en") == export_records(small, "en")


def _texts(book: Workbook) -> Iterator[tuple[Worksheet, int, int]]:
    """Cells that hold a free text in Russian or English."""
    for page in book.worksheets:
        heads = [str(cell.value or "") for cell in page[1]]
        for at, head in enumerate(heads, start=1):
            field, _, lang = head.rpartition(".")
            if lang in ("ru", "en") and field.rpartition(".")[2] in FREE:
                yield from ((page, number, at) for number in range(3, page.max_row + 1) if page.cell(number, at).value)


@pytest.mark.slow
def test_200_changed_cells_change_exactly_those_values(tmp_path: Path) -> None:
    root = tmp_path / "real"
    for folder in ("data", "docs"):
        shutil.copytree(ROOT / folder, root / folder)
    before, kept = values(root), comments(root)
    book = opened(root)
    chosen = random.Random(SEED).sample(list(_texts(book)), CHANGED)  # noqa: S311  (the same cells in every run)
    wanted: list[str] = []
    for number, (page, line, at) in enumerate(chosen):
        cell = page.cell(line, at)
        wanted.append(f"{str(cell.value).rstrip('.')} ({number})")
        cell.value = wanted[-1]
    made = imported(root, book)
    assert len(made.changes) == CHANGED
    write_files(root, made.files)
    after = values(root)
    assert before.keys() == after.keys()
    differ = {place: after[place] for place in before if before[place] != after[place]}
    assert sorted(map(str, differ.values())) == sorted(wanted)
    assert all(str(said).startswith(str(before[place]).rstrip(".")) for place, said in differ.items())
    assert comments(root) == kept


def test_labels_local_days_and_numbers_are_read(small: Path) -> None:
    book = opened(small, "ru")
    cards = book["processes"]
    set_cell(book, "architecture", "architecture", "updated", "05.11.2026")
    set_cell(book, "disclosures", "licence", "last_reviewed", dt.datetime(2026, 11, 6))  # noqa: DTZ001  (as openpyxl reads)
    label = str(cards.cell(row(cards, "p01"), column(cards, "owner.who.*")).value)
    set_cell(book, "processes", "p01", "owner.who.*", label.upper())
    made = imported(small, book, "ru")
    assert made.problems == ()
    found = sorted((one.key, one.after) for one in made.changes)
    assert found == [("architecture", "05.11.2026"), ("licence", "06.11.2026")]
    assert b"updated: 2026-11-05" in (made.files["data/architecture.yml"] or b"")


def test_a_number_with_a_space_and_a_comma_is_the_number(small: Path) -> None:
    book = opened(small)
    for address, said in (
        ("indicators.*.target.value", "1 234,5"),
        ("indicators.*.target.direction", "at-least"),
        ("indicators.*.target.unit.kk", "бірлік"),
        ("indicators.*.target.unit.ru", "единиц"),
        ("indicators.*.target.unit.en", "units"),
    ):
        set_cell(book, "processes", "p01", address, said)
    made = imported(small, book)
    assert made.problems == ()
    assert b"1234.5" in (made.files["data/processes/p01.yml"] or b"")


def test_a_new_record_and_a_new_entry_are_added(small: Path) -> None:
    book = opened(small)
    page = book["units"]
    for at, said in ((1, "physics"), *((column(page, f"title.{lang}"), f"Physics {lang}") for lang in ("ru", "en"))):
        page.cell(page.max_row + 1 if at == 1 else page.max_row, at).value = said
    page.cell(page.max_row, column(page, "title.kk")).value = "Физика"
    before = len(yaml.safe_load((small / "data/organisation.yml").read_text("utf-8"))["units"])
    made = imported(small, book)
    assert made.problems == ()
    write_files(small, made.files)
    units = yaml.safe_load((small / "data/organisation.yml").read_text("utf-8"))["units"]
    assert len(units) == before + 1
    assert units[-1] == {"id": "physics", "title": {"kk": "Физика", "ru": "Physics ru", "en": "Physics en"}}


ERRORS = (
    ("units", "quality-office", "parent", "no such unit"),
    ("architecture", "architecture", "updated", "31.02.2026"),
    ("processes", "p01", "number", "seven"),
    ("processes", "p01", "title.ru", None),
    ("programmes", "example-finance", "credits", "many"),
    ("units", "quality-office", "title.kk", "Сұрақтар: +7 702 555 01 98"),
    ("units", "quality-office", "title.kk", "x\u202egnp.exe"),
    ("units", "quality-office", "title.kk", "x" * 30_000),
)


@pytest.mark.parametrize(("sheet", "key", "address", "said"), ERRORS, ids=range(len(ERRORS)))
def test_an_error_is_named_by_sheet_and_cell(sheet: str, key: str, address: str, said: str | None, small: Path) -> None:
    book = opened(small)
    page = book[sheet]
    if sheet == "programmes":
        key = str(page.cell(3, 1).value)
    set_cell(book, sheet, key, address, said)
    place = f"{sheet}!{page.cell(row(page, key), column(page, address)).coordinate}"
    made = imported(small, book)
    assert made.refused
    assert place in [problem.place for problem in made.problems], made.problems
    assert all(said is None or "555 01" not in f"{one.what} {one.advice}" for one in made.problems)


@pytest.mark.parametrize("change", ["address", "twice", "sheet", "no-key", "no-number", "second"])
def test_a_cell_that_belongs_nowhere_is_refused(change: str, small: Path) -> None:
    book = opened(small)
    units, cards, site = book["units"], book["processes"], book["site"]
    if change == "address":
        units.cell(1, 3).value = "nothing"
    elif change == "twice":
        units.cell(1, 4).value = units.cell(1, 3).value
    elif change == "sheet":
        book.create_sheet("other")
    elif change == "no-key":
        units.cell(1, 1).value = None
    elif change == "no-number":
        cards.cell(row(cards, "p01"), column(cards, "indicators.*")).value = None
    else:
        site.cell(site.max_row + 1, 1).value = "other"
        site.cell(site.max_row, column(site, "url")).value = "https://other.example"
    made = imported(small, book)
    assert {problem.rule for problem in made.problems} == {"X04"}
    assert made.files == {}


@pytest.mark.parametrize("name", UNSAFE)
def test_a_hostile_package_is_refused(name: str, small: Path) -> None:
    made = plan(Workspace(small), "book.xlsx", UNSAFE[name], "en")
    assert made.refused
    assert {problem.rule for problem in made.problems} <= {"X01", "X03"}


def test_a_formula_is_neither_written_nor_read(small: Path) -> None:
    path = small / "data/organisation.yml"
    path.write_text(path.read_text("utf-8").replace("en: Rector", 'en: "=1+1"', 1), encoding="utf-8")
    assert "=1+1" in path.read_text("utf-8")
    book = opened(small)
    written = [cell for page in book.worksheets for line in page.iter_rows() for cell in line if cell.value == "=1+1"]
    assert {cell.data_type for cell in written} == {"s"}
    set_cell(book, "units", "quality-office", "title.en", "=2+2")
    made = imported(small, book)
    assert made.refused
    assert made.changes[0].after == ""


@pytest.mark.parametrize("stored", ["2e2", "1e5", "240", "7.5", "many"])
def test_a_table_with_a_wrong_number_is_exported_as_it_stands(stored: str) -> None:
    column = Column.model_construct(name="credits", type="integer")
    page = Workbook().active
    assert page is not None
    _cell(page, 3, 1, stored, column)
    assert str(page.cell(3, 1).value) == stored
