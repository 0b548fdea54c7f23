"""Memoises written tables, which are used for their own file, for the API and for the next preview."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, cast

from transparency.opendata.catalogue import DatasetTable

T = TypeVar("T")

_last: dict[tuple[Callable[[DatasetTable], object], str], tuple[DatasetTable, object]] = {}
"""What writes, and the dataset -> the table, and what was written of it."""


def once(write: Callable[[DatasetTable], T]) -> Callable[[DatasetTable], T]:
    """``write`` that hands out its last answer for a dataset as long as the table says the same."""

    @wraps(write)
    def written(table: DatasetTable) -> T:
        before = _last.get((write, table.dataset.id))
        if before is None or not _same(before[0], table):
            before = _last[write, table.dataset.id] = (table, write(table))
        return cast(T, before[1])

    return written


def forget() -> None:
    """Gives the memory back, where no further build follows in this process."""
    _last.clear()


def _same(one: DatasetTable, other: DatasetTable) -> bool:
    """Equal to the letter: Python takes 1, 1.0 and true for equal, but they are written differently."""
    return one is other or (one == other and _types(one) == _types(other))


def _types(table: DatasetTable) -> list[list[type]]:
    return [[type(cell) for cell in row] for row in table.rows]
