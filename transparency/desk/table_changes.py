"""Lists the cells that an import would change, before it changes anything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from transparency.model.dataset import Dataset
from transparency.registry.parse_values import shortened
from transparency.registry.tables import TextRow, TextTable


@dataclass(frozen=True, slots=True)
class ImportedCellChange:
    """One cell that differs; an added or removed row differs in each of its cells that is not empty."""

    where: str
    """Place in the imported file: ``programmes!E3``, or ``programmes.csv:3 title_ru``."""
    key: str
    """Which row, by the key of the dataset."""
    column: str
    before: str
    after: str

    def __str__(self) -> str:
        before, after = shortened(self.before) or "(empty)", shortened(self.after) or "(empty)"
        return f"{self.where} [{shortened(self.key)}] {self.column}: {before} -> {after}"


def changes(before: TextTable, after: TextTable, dataset: Dataset) -> tuple[ImportedCellChange, ...]:
    """Every cell in which ``after`` differs from ``before``: changed and added rows in order, removed rows last."""
    return tuple(_changes(before, after, dataset))


def _changes(before: TextTable, after: TextTable, dataset: Dataset) -> Iterator[ImportedCellChange]:
    old, new = _by_key(before, dataset), _by_key(after, dataset)
    nothing: Mapping[str, str] = {}
    for key, row in new.items():
        yield from _row(after, dataset, key, row.number, old[key].cells if key in old else nothing, row.cells)
    for key, row in old.items():
        if key not in new:
            yield from _row(before, dataset, key, row.number, row.cells, nothing)


def _by_key(sheet: TextTable, dataset: Dataset) -> dict[str, TextRow]:
    return {" ".join(row.cells.get(name, "").strip() for name in dataset.key): row for row in sheet.rows}


def _row(
    sheet: TextTable, dataset: Dataset, key: str, number: int, before: Mapping[str, str], after: Mapping[str, str]
) -> Iterator[ImportedCellChange]:
    for column in dataset.filled:
        old, new = (cells.get(column.name, "").strip() for cells in (before, after))
        if old != new:
            yield ImportedCellChange(sheet.where(number, column.name), key, column.name, old, new)
