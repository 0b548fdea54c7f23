"""Computes what changed between two versions of the open data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from transparency.model.change import PortalChange
from transparency.model.data_version import CellChange, ChangeReport, DatasetChange, Key
from transparency.opendata.dataset_table import SEPARATOR, DatasetTable, Row, cell_text

TextRow = Mapping[str, str]
"""Column -> cell as text."""


@dataclass(frozen=True, slots=True)
class PastTable:
    """A dataset as it was published."""

    key: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[TextRow, ...]


def reports(
    tables: Sequence[DatasetTable], past: Mapping[str, PastTable], kept: Sequence[ChangeReport], day: dt.date
) -> tuple[ChangeReport, ...]:
    """All reports, the newest first; data that did not change stay the version that they were."""
    found = tuple(compared(tables, past))
    if kept and not found:
        return tuple(kept)
    name = _version(day, {report.version for report in kept})
    return ChangeReport(version=name, date=day, previous=kept[0].version if kept else None, datasets=found), *kept


def reasons(
    news: Iterable[PortalChange], found: Sequence[ChangeReport]
) -> dict[tuple[str, str], tuple[PortalChange, ...]]:
    """Version and dataset -> why it changed: a piece of news explains the first change from its day on.

    ``found`` has the newest first; the oldest has nothing to explain, nor has older news.
    """
    explained: dict[tuple[str, str], tuple[PortalChange, ...]] = {}
    oldest, *later = reversed(found)
    for one in news:
        for name in one.datasets if one.date >= oldest.date else ():
            versions = (r.version for r in later if r.date >= one.date and any(c.dataset == name for c in r.datasets))
            if version := next(versions, None):
                explained[version, name] = (*explained.get((version, name), ()), one)
    return explained


def _version(day: dt.date, taken: set[str]) -> str:
    """The day, with a number from the second version of one day on."""
    names = (day.isoformat() + (f"-{number}" if number > 1 else "") for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


def compared(tables: Sequence[DatasetTable], past: Mapping[str, PastTable]) -> Iterator[DatasetChange]:
    """Datasets that differ, by id."""
    present = {table.dataset.id: table for table in tables}
    for name in sorted({*present, *past}):
        if name not in past:
            yield DatasetChange(dataset=name, state="new")
        elif name not in present:
            yield DatasetChange(dataset=name, state="gone")
        else:
            change = _compared(present[name], past[name])
            if change != DatasetChange(dataset=name):
                yield change


def _compared(table: DatasetTable, past: PastTable) -> DatasetChange:
    name, key = table.dataset.id, table.dataset.key
    new = tuple(column for column in table.names if column not in past.columns)
    gone = tuple(column for column in past.columns if column not in table.names)
    if key != past.key:
        return DatasetChange(dataset=name, state="recast", columns_added=new, columns_removed=gone)
    now = _by_key(key, (dict(zip(table.names, map(cell_text, row), strict=True)) for row in table.rows))
    before = _by_key(key, past.rows)
    return DatasetChange(
        dataset=name,
        columns_added=new,
        columns_removed=gone,
        added=tuple(one for one in now if one not in before),
        removed=tuple(one for one in before if one not in now),
        changed=tuple(_cells([n for n in table.names if n in past.columns], before, now)),
    )


def _by_key(key: Sequence[str], rows: Iterable[TextRow]) -> dict[Key, TextRow]:
    return {tuple(row[name] for name in key): row for row in rows}


def _cells(columns: Sequence[str], before: Mapping[Key, TextRow], now: Mapping[Key, TextRow]) -> Iterator[CellChange]:
    for key in (one for one in now if one in before):
        old, new = before[key], now[key]
        for name in columns:
            if old[name] != new[name]:
                yield CellChange(key=key, column=name, before=old[name], after=new[name])


def rows(found: Iterable[ChangeReport]) -> Iterator[Row]:
    """The dataset of changes: one row for everything that a report names."""
    for report in found:
        for number, (change, what) in enumerate(_events(report), start=1):
            yield {"version": report.version, "number": number, "date": report.date, "dataset": change.dataset, **what}


_Event = tuple[DatasetChange, dict[str, str | None]]
_STATES = {"new": "dataset-added", "gone": "dataset-removed", "recast": "key-changed"}


def _events(report: ChangeReport) -> Iterator[_Event]:
    for change in report.datasets:
        if change.state in _STATES:
            yield change, _event(_STATES[change.state])
        yield from ((change, _event("column-added", column=name)) for name in change.columns_added)
        yield from ((change, _event("column-removed", column=name)) for name in change.columns_removed)
        yield from ((change, _event("row-added", key)) for key in change.added)
        yield from ((change, _event("row-removed", key)) for key in change.removed)
        yield from ((change, _event("cell-changed", c.key, c.column, c.before, c.after)) for c in change.changed)


def _event(
    kind: str, key: Key = (), column: str | None = None, before: str | None = None, after: str | None = None
) -> dict[str, str | None]:
    return {"change": kind, "key": SEPARATOR.join(key) or None, "column": column, "before": before, "after": after}
