"""Open datasets as declared in ``data/datasets.yml``: one declaration that checks, describes and documents a file."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from transparency.model.text import Id, LocalText, Record, Text

ColumnName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_]*$")]
ColumnType = Literal["string", "integer", "number", "boolean", "date"]
"""Types of the Frictionless Table Schema."""


class Code(Record):
    """A code of a column's code list."""

    code: Text
    title: LocalText


class Column(Record):
    """A column of a dataset."""

    name: ColumnName
    type: ColumnType
    title: LocalText
    description: LocalText
    required: bool = False
    """Whether a cell may be empty."""
    unit: LocalText | None = None
    codes: tuple[Code, ...] = ()
    """Closed list of values."""


class ForeignKey(Record):
    """Which column holds keys of which dataset."""

    column: ColumnName
    dataset: Id
    target: ColumnName


class Dataset(Record):
    """One table that is published as files."""

    id: Id
    """Name of the files, e.g. ``processes``; never changes."""
    title: LocalText
    description: LocalText
    columns: tuple[Column, ...] = Field(min_length=1)
    key: tuple[ColumnName, ...] = Field(min_length=1)
    foreign_keys: tuple[ForeignKey, ...] = ()
    sources: tuple[LocalText, ...] = Field(min_length=1)
    keeper: Id
    """Unit that answers for the data."""
    version: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")]
    """Semantic version of the schema: a removed or changed column raises the first number."""
    page: Text
    """Id of the page that shows the data."""
