"""Record types for differences between two open-data versions (``open-data/v/<version>/changes.json``)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from transparency.model.text import Date, Record

VersionName = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}(-[2-9]|-[1-9][0-9]+)?$")]
"""Day on which a state of the data was first published; the second state of one day ends in ``-2``."""

Key = tuple[str, ...]
"""Values of the key columns of a row, as text."""


class CellChange(Record):
    """One cell that says something else than before."""

    key: Annotated[Key, Field(strict=False)]
    column: str
    before: str
    """Empty where the cell was empty."""
    after: str


class DatasetChange(Record):
    """What became of one dataset."""

    dataset: str
    state: str = "changed"
    """``new``, ``gone``, ``recast`` (other key columns, so that rows cannot be compared) or ``changed``."""
    columns_added: Annotated[tuple[str, ...], Field(strict=False)] = ()
    columns_removed: Annotated[tuple[str, ...], Field(strict=False)] = ()
    added: Annotated[tuple[Annotated[Key, Field(strict=False)], ...], Field(strict=False)] = ()
    """Keys of new rows."""
    removed: Annotated[tuple[Annotated[Key, Field(strict=False)], ...], Field(strict=False)] = ()
    changed: Annotated[tuple[CellChange, ...], Field(strict=False)] = ()


class ChangeReport(Record):
    """One version of the open data against the one before it."""

    version: VersionName
    date: Annotated[Date, Field(strict=False)]
    previous: VersionName | None
    """None for the first version."""
    datasets: Annotated[tuple[DatasetChange, ...], Field(strict=False)]
    """Only datasets that changed, by id."""
