"""Imports programmes from a workbook or CSV folder: shows the changes first, then applies them if asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from transparency.desk.commit_files import write_files
from transparency.desk.read_workbook import read_workbook
from transparency.desk.table_changes import ImportedCellChange, changes
from transparency.desk.write_workbook import workbook
from transparency.model.csv_table import csv_table
from transparency.model.dataset import Dataset
from transparency.model.problem import CouldNotRun, Problem, in_order
from transparency.registry.check import check
from transparency.registry.files import Source
from transparency.registry.load import Draft, load_or_stop
from transparency.registry.load_programmes import TABLES, programme_tables, read_programme_sheets
from transparency.registry.tables import TextTable, read_csv


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do."""

    changes: Mapping[str, tuple[ImportedCellChange, ...]]
    """Dataset -> cells that differ."""
    sheets: Mapping[str, TextTable]
    problems: tuple[Problem, ...]


def export(root: Path) -> bytes:
    """The register as it stands, as a workbook."""
    draft = load_or_stop(root)
    sheets, problems = read_programme_sheets(root)
    if problems:
        raise CouldNotRun(f"{problems[0]}")
    return workbook({name: sheets.get(name) for name in TABLES}, _datasets(draft))


def template(root: Path) -> bytes:
    """An empty workbook to fill."""
    return workbook(dict.fromkeys(TABLES), _datasets(load_or_stop(root)))


def plan(root: Path, given: Path, date: dt.date) -> Plan:
    """Reads what was given, checks it as if it stood in the register, and compares it cell by cell."""
    draft = load_or_stop(root)
    datasets = _datasets(draft)
    new, missing = _given(given)
    problems = list(missing)
    tables = programme_tables(new, datasets, draft.languages, problems)
    files = {sheet.file for sheet in new.values()}
    if not problems:
        imported = replace(draft, disclosing=replace(draft.disclosing, tables=tables))
        problems += [problem for problem in check(imported, date)[1] if problem.file in files]
    old, _ = read_programme_sheets(root)
    found = {name: changes(old[name], new[name], datasets[name]) for name in TABLES if name in old and name in new}
    return Plan(found, new, in_order(problems))


def apply(root: Path, made: Plan) -> tuple[str, ...]:
    """Writes the tables that differ; answers with their names."""
    datasets = _datasets(load_or_stop(root))
    written = tuple(name for name, found in made.changes.items() if found)
    write_files(root, {f"data/programmes/{name}.csv": as_csv(made.sheets[name], datasets[name]) for name in written})
    return written


def as_csv(sheet: TextTable, dataset: Dataset) -> bytes:
    """The one form in which a table stands in the repository, so that a change of one cell is a change of one line."""
    names = [column.name for column in dataset.filled]
    return csv_table((names, *([row.cells.get(name, "").strip() for name in names] for row in sheet.rows))).encode()


def _given(given: Path) -> tuple[Mapping[str, TextTable], tuple[Problem, ...]]:
    if not given.is_dir():
        return read_workbook(given, TABLES)
    found = {name: read_csv(Source(given / f"{name}.csv", f"{name}.csv")) for name in TABLES}
    sheets = {name: sheet for name, sheet in found.items() if isinstance(sheet, TextTable)}
    return sheets, tuple(sheet for sheet in found.values() if isinstance(sheet, Problem))


def _datasets(draft: Draft) -> Mapping[str, Dataset]:
    return {entry.record.id: entry.record for entry in draft.datasets if entry.record.id in TABLES}
