"""A dataset with its rows, and how a cell is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import TypeAlias

from transparency.model.dataset import Column, Dataset
from transparency.model.text import Lang, LocalText

Cell: TypeAlias = "str | int | float | bool | dt.date | None"
Row: TypeAlias = "Mapping[str, Cell]"

SEPARATOR = " | "
"""Between the entries of a list inside one cell."""


def texts(languages: Iterable[Lang], name: str, text: LocalText | None) -> dict[str, Cell]:
    """A text as one column a language."""
    return {f"{name}_{lang}": text.get(lang) if text else None for lang in languages}


def distinct(names: Iterable[str]) -> list[str]:
    """Two codes may have the same words; two columns of a table may not."""
    found: list[str] = []
    for name in names:
        found.append(f"{name} ({len(found) + 1})" if name in found else name)
    return found


LONGEST_TEXT = 32_767
"""Characters in a cell of a workbook (Excel specifications and limits)."""


@dataclass(frozen=True, slots=True)
class DatasetTable:
    """A dataset with its rows."""

    dataset: Dataset
    names: tuple[str, ...]
    """The columns in their order."""
    rows: tuple[tuple[Cell, ...], ...]
    """The cells of each row in the order of the columns."""
    demonstration: bool = False
    """Whether some rows are invented; then the description says so."""
    doi: str | None = None
    """Address of its DOI; a table with invented rows is not the registered one and has none."""

    def column(self, name: str) -> tuple[Cell, ...]:
        """The cells below a name."""
        place = self.names.index(name)
        return tuple(row[place] for row in self.rows)

    def exactly(self) -> tuple[object, ...]:
        """All that decides how it is written: Python takes 1, 1.0 and true for equal."""
        return self, [[type(cell) for cell in row] for row in self.rows]


def table(dataset: Dataset, rows: Iterable[Row]) -> DatasetTable:
    """A table in which a text without letters is an empty cell, as it is in a CSV file."""
    given = iter(rows)
    first = next(given, None)
    declared = tuple(column.name for column in dataset.columns)
    names = declared if first is None or first.keys() == set(declared) else tuple(first)
    found = given if first is None else chain((first,), given)
    return DatasetTable(dataset, names, tuple(tuple(_cell(row[name]) for name in names) for row in found))


def _cell(value: Cell) -> Cell:
    return None if value == "" else value


def column_values(column: Column, cell: Cell) -> tuple[str, ...]:
    """The values in a cell: several where the column says so, and of a compound one what stands before the colon."""
    if cell is None:
        return ()
    text = cell_text(cell)
    values = text.split(SEPARATOR) if column.several else (text,)
    return tuple(one.partition(":")[0] if column.compound else one for one in values)


def cell_text(cell: Cell) -> str:
    """A cell as text: empty, true/false, ISO date, decimal point."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return cell.isoformat() if isinstance(cell, dt.date) else str(cell)
