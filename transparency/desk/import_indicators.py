"""Imports values of a group of indicators from XLSX or CSV: hides small groups, shows the changes, applies them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from transparency.desk.commit_files import write_files
from transparency.desk.import_programmes import as_csv
from transparency.desk.protect_values import protected
from transparency.desk.read_workbook import read_workbook
from transparency.desk.table_changes import ImportedCellChange, changes
from transparency.desk.write_workbook import workbook
from transparency.model.dataset import Code, Column, Dataset
from transparency.model.indicator_value import IndicatorValue
from transparency.model.messages import Message
from transparency.model.problem import CouldNotRun, Problem, in_order
from transparency.model.text import Languages
from transparency.opendata.dataset_table import cell_text
from transparency.opendata.disclosure_tables import flat
from transparency.registry.check import check
from transparency.registry.entry import SourceRow
from transparency.registry.files import Source
from transparency.registry.load import Draft, load_or_stop
from transparency.registry.load_indicators import DATASET
from transparency.registry.tables import TextRow, TextTable, read_csv, typed


@dataclass(frozen=True, slots=True)
class ValuesPlan:
    """What an import would do."""

    changes: tuple[ImportedCellChange, ...]
    table: TextTable
    hidden: int
    """Values of small groups that are not published, and those that would tell them."""
    problems: tuple[Problem, ...]


def export(root: Path, group: str) -> bytes:
    """The values of a group as they stand, as a workbook with lists and notes; without values, an empty one."""
    draft = load_or_stop(root)
    return workbook({DATASET: _stored(root, group)}, {DATASET: _declared(draft, group)})


def grid_of(root: Path, group: str) -> tuple[tuple[Column, ...], list[list[str]]]:
    """The columns of a group's table, and its cells as they stand."""
    columns, stored = _declared(load_or_stop(root), group).filled, _stored(root, group)
    return columns, [[row.cells.get(one.name, "") for one in columns] for row in stored.rows] if stored else []


def group_of(root: Path, given: Path) -> str:
    """The group whose indicators a table names; by its name, where it has no row."""
    groups = {entry.record.id: entry.record for entry in load_or_stop(root).indicators.groups}
    sheet, _ = _given(given)
    named = {row.cells.get("indicator", "").strip() for row in sheet.rows} if sheet else set()
    found = (one.id for one in groups.values() if named & {*(own.id for own in one.indicators), *one.related})
    return given.stem if given.stem in groups else next(found, given.stem)


def plan(root: Path, group: str, given: Path, date: dt.date) -> ValuesPlan:
    """Reads what was given, hides small groups, checks the result, and compares it cell by cell."""
    draft = load_or_stop(root)
    dataset = _declared(draft, group)
    sheet, problems = _given(given)
    nothing = TextTable(given.name, DATASET, tuple(column.name for column in dataset.filled), ())
    if sheet is None:
        return ValuesPlan((), nothing, 0, tuple(problems))
    records, faults = typed(sheet, dataset, IndicatorValue, draft.languages)
    if faults:
        return ValuesPlan((), nothing, 0, in_order(faults))
    old = _stored(root, group) or replace(nothing, file=f"data/indicators/{group}.csv", tab="")
    before = [one for _, one in typed(old, dataset, IndicatorValue, draft.languages)[0]]
    done = protected([one for _, one in records], before, draft.settings.record.threshold)
    table = _table(sheet, [number for number, _ in records], done.values, dataset, draft.languages)
    rows = tuple(SourceRow(one, table, number) for (number, _), one in zip(records, done.values, strict=True))
    kept = tuple(row for row in draft.indicators.values if row.sheet.file != f"data/indicators/{group}.csv")
    imported = replace(draft, indicators=replace(draft.indicators, values=(*kept, *rows)))
    problems += [problem for problem in check(imported, date)[1] if problem.file == table.file]
    problems += [_unsafe(table, key) for key in done.unsafe]
    problems += [_incomplete(table, one) for one in done.incomplete]
    return ValuesPlan(changes(old, table, dataset), table, done.hidden, in_order(problems))


def apply(root: Path, group: str, made: ValuesPlan) -> tuple[str, ...]:
    """Writes the table; answers with its name."""
    write_files(root, {f"data/indicators/{group}.csv": as_csv(made.table, _declared(load_or_stop(root), group))})
    return (group,)


def _unsafe(table: TextTable, key: Sequence[str]) -> Problem:
    what = Message("cannot be protected: earlier tables revealed too much.")
    advice = Message("Leave the programmes or the breakdown out of this table.")
    return Problem(table.file, 0, "I14", " ".join(key), what, advice)


def _incomplete(table: TextTable, total: str) -> Problem:
    what = Message("the listed parts do not add up to their total, so small groups cannot be hidden safely.")
    advice = Message("List every programme or category, or leave all of them out.")
    return Problem(table.file, 0, "S10", total, what, advice)


def _table(
    sheet: TextTable,
    numbers: Sequence[int],
    values: Sequence[IndicatorValue],
    dataset: Dataset,
    languages: Languages,
) -> TextTable:
    names = tuple(column.name for column in dataset.filled)
    flattened = [flat(one, languages, ("method",)) for one in values]
    rows = (TextRow(n, {name: _text(row[name]) for name in names}) for n, row in zip(numbers, flattened, strict=True))
    return TextTable(sheet.file, sheet.tab, names, tuple(rows))


def _text(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else cell_text(value)  # type: ignore[arg-type]


def _given(given: Path) -> tuple[TextTable | None, list[Problem]]:
    if given.suffix == ".csv":
        found = read_csv(Source(given, given.name))
        return (None, [found]) if isinstance(found, Problem) else (found, [])
    sheets, problems = read_workbook(given, (DATASET,))
    return sheets.get(DATASET), list(problems)


def _stored(root: Path, group: str) -> TextTable | None:
    path = root / "data/indicators" / f"{group}.csv"
    found = read_csv(Source(path, f"data/indicators/{group}.csv")) if path.exists() else None
    if isinstance(found, Problem):
        raise CouldNotRun(str(found))
    return found


def _declared(draft: Draft, group: str) -> Dataset:
    """The declaration of the table, with the indicators of the group as the list of the first column."""
    groups = {entry.record.id: entry.record for entry in draft.indicators.groups}
    if group not in groups:
        raise CouldNotRun(Message('There is no group of indicators "{group}".', group=group))
    named = {i.id: i.name for entry in draft.processes for i in entry.record.indicators}
    codes = [Code(code=one.id, title=one.title) for one in groups[group].indicators]
    codes += [Code(code=name, title=named[name]) for name in groups[group].related if name in named]
    dataset = next(entry.record for entry in draft.datasets if entry.record.id == DATASET)
    first, *others = dataset.columns
    return dataset.model_copy(update={"columns": (first.model_copy(update={"codes": tuple(codes)}), *others)})
