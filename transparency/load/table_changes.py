"""What an import would change, cell by cell, before it changes anything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from transparency.load.tables import Row, Sheet
from transparency.model.dataset import Dataset


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that differs; an added or removed row differs in each of its cells that is not empty."""

    where: str
    """Place in the imported file: ``programmes!E3``, or ``programmes.csv:3 title_ru``."""
    key: str
    """Which row, by the key of the dataset."""
    column: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.where} [{self.key}] {self.column}: {self.before or '(empty)'} -> {self.after or '(empty)'}"


def changes(before: Sheet, after: Sheet, dataset: Dataset) -> tuple[Change, ...]:
    """Every cell in which ``after`` differs from ``before``: changed and added rows in order, removed rows last."""
    return tuple(_changes(before, after, dataset))


def _changes(before: Sheet, after: Sheet, dataset: Dataset) -> Iterator[Change]:
    old, new = _by_key(before, dataset), _by_key(after, dataset)
    nothing: Mapping[str, str] = {}
    for key, row in new.items():
        yield from _row(after, dataset, key, row.number, old[key].cells if key in old else nothing, row.cells)
    for key, row in old.items():
        if key not in new:
            yield from _row(before, dataset, key, row.number, row.cells, nothing)


def _by_key(sheet: Sheet, dataset: Dataset) -> dict[str, Row]:
    return {" ".join(row.cells.get(name, "").strip() for name in dataset.key): row for row in sheet.rows}


def _row(
    sheet: Sheet, dataset: Dataset, key: str, number: int, before: Mapping[str, str], after: Mapping[str, str]
) -> Iterator[Change]:
    for column in dataset.columns:
        old, new = (cells.get(column.name, "").strip() for cells in (before, after))
        if old != new:
            yield Change(sheet.where(number, column.name), key, column.name, old, new)
