"""Type of one line of a published table, as an outsider reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PublishedRow:
    """One line of a table, columns in capitals."""

    file: str
    line: int
    columns: Mapping[str, int]
    """Name of a column -> its place; all rows of a table have the same."""
    cells: tuple[str, ...]

    def __getitem__(self, column: str) -> str:
        try:
            return self.cells[self.columns[column]]
        except (KeyError, IndexError):
            return ""
