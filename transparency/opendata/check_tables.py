"""Compares tables with their schemas: keys, types, codes and limits of every cell."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from transparency.model.dataset import Column
from transparency.model.messages import Message
from transparency.model.problem import Problem
from transparency.model.product_files import DATASETS
from transparency.opendata.dataset_table import LONGEST_TEXT, Cell, DatasetTable, column_values

_PLAIN_KEY = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*")


def differences(found: Iterable[DatasetTable]) -> tuple[Problem, ...]:
    """Where rows and declarations disagree."""
    return tuple(problem for table in found for problem in _differences(table))


def _differences(table: DatasetTable) -> Iterator[Problem]:
    """Columns that the rows and the declaration do not share, and cells that break it."""
    file = f"{DATASETS}/{table.dataset.id}.yml"
    columns = {column.name: column for column in table.dataset.columns}
    for name in sorted(set(table.names) ^ set(columns)):
        yield Problem(
            file,
            0,
            "O02",
            name,
            Message("is only in the rows or only in the declaration."),
            Message("Declare every column."),
        )
    for name in sorted(set(table.names) & set(columns)):
        yield from _broken_cells(file, columns[name], table.column(name))
    yield from _broken_keys(file, table)


def _broken_keys(file: str, table: DatasetTable) -> Iterator[Problem]:
    key = table.dataset.key
    if unknown := sorted(set(key) - set(table.names)):
        yield Problem(
            file,
            0,
            "O04",
            "key",
            Message("names no column: {unknown}.", unknown=", ".join(unknown)),
            Message("Name declared columns."),
        )
        return
    keys = list(zip(*map(table.column, key), strict=True))
    if len(set(keys)) != len(keys):
        yield Problem(
            file, 0, "O04", "key", Message("two rows have the same key."), Message("Add a column to the key.")
        )
    for first in sorted({str(one[0]) for one in keys}):
        if not _PLAIN_KEY.fullmatch(first):
            what = Message('the value "{first}" cannot be part of an address.', first=first)
            yield Problem(
                file, 0, "O06", key[0], what, Message("Use Latin letters, digits, dots, hyphens and underscores.")
            )


_PYTHON: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "date": (dt.date,),
}


def _broken_cells(file: str, column: Column, cells: Sequence[Cell]) -> Iterator[Problem]:
    codes = {code.code for code in column.codes}
    faults = {
        (kind, cell): _fault(column, codes, cell) for kind, cell in set(zip(map(type, cells), cells, strict=True))
    }
    if not any(faults.values()):
        return
    for number, cell in enumerate(cells, start=1):
        if fault := faults[type(cell), cell]:
            yield Problem(file, 0, "O03", f"{column.name}, row {number}", *fault)


def _fault(column: Column, codes: set[str], cell: Cell) -> tuple[Message, Message] | None:
    """What is wrong with a cell, and what to do."""
    if cell is None:
        return (
            (Message("is empty but required."), Message("Fill it, or drop the requirement."))
            if column.required
            else None
        )
    if not isinstance(cell, _PYTHON[column.type]) or (isinstance(cell, bool) and column.type != "boolean"):
        return Message("is not of the type {type}.", type=column.type), Message("Correct the type.")
    if isinstance(cell, float) and not math.isfinite(cell):
        return Message("is not a number that can be written."), Message("Leave the cell empty and give the reason.")
    if isinstance(cell, str) and len(cell) > LONGEST_TEXT:
        return Message("is longer than a cell of a workbook can hold."), Message("Shorten the text.")
    if codes and not codes.issuperset(column_values(column, cell)):
        return Message("is not in the code list."), Message("Add the code with its titles.")
    return None
