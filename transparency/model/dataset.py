"""Record types for declarations of open datasets (``opendata/datasets/``): columns, types, codes, titles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from transparency.model.sections import Section, section_of
from transparency.model.text import Id, LocalText, Record, Text

ColumnName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_]*$")]
ColumnType = Literal["string", "integer", "number", "boolean", "date"]
"""Types of the Frictionless Table Schema."""


Version = Annotated[str, StringConstraints(pattern=r"^[0-9]+\.[0-9]+\.[0-9]+$")]
Frequency = Literal["irregular", "daily", "monthly", "quarterly", "semester", "annual"]


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
    missing: LocalText | None = None
    """What an empty cell means; every column that may be empty says it."""
    several: bool = False
    """Several values in one cell, separated by `` | ``."""
    unit: LocalText | None = None
    codes: tuple[Code, ...] = ()
    """Closed list of values."""
    compound: bool = False
    """A value is made of codes and details, joined by a colon: ``PREV:2023``."""
    codes_from: (
        Literal["categories", "groups", "frameworks", "resource-classes", "required-facts", "reasons"] | None
    ) = None
    """The institution's own list that gives the codes, where every institution has others (``registry/code_lists.py``)."""
    in_languages: bool = False
    """Of a declaration: stands for one column a language, ``title`` for ``title_kk``, ``title_ru``, …"""
    computed: bool = False
    """The published files have it; a table that people fill has not."""

    @property
    def enumerated(self) -> tuple[Code, ...]:
        """The codes, where a cell holds one of them and nothing else."""
        return () if self.several or self.compound else self.codes

    @property
    def lang(self) -> str | None:
        """Language of the texts in the column, by the end of its name: ``title_kk``; None for other columns."""
        ending = self.name.rpartition("_")[2]
        return ending if ending in self.title.texts and ending != self.name else None


class ForeignKey(Record):
    """Which columns together hold a key of which dataset."""

    columns: tuple[ColumnName, ...] = Field(min_length=1)
    dataset: Id
    targets: tuple[ColumnName, ...] = Field(min_length=1)
    separator: Annotated[str, Field(min_length=1)] | None = None
    """Between the keys in a cell that holds several. Data Package and CSVW know no such key and leave it out."""
    besides: tuple[Code, ...] = ()
    """Codes that the first column may hold instead of a key, e.g. ``univ`` beside the programmes."""
    labels: Mapping[ColumnName, ColumnName] = Field(default_factory=dict)
    """Column -> stem of the text columns of the other dataset that name it, where the last column is not the named one."""


class Wide(Record):
    """How a table with a row for each measured value becomes one with a row for each subject, for human readers."""

    by: ColumnName
    """The column whose codes become groups of columns."""
    rows: tuple[ColumnName, ...] = Field(min_length=1)
    """What tells one subject from another, and what all its values share."""
    values: tuple[ColumnName, ...] = Field(min_length=1)
    """What is shown of each value; the first is the value itself."""
    usual: Mapping[ColumnName, str] = Field(default_factory=dict)
    """Codes that are left out because they say nothing unusual."""


class Dataset(Record):
    """One table that is published as files."""

    id: Id
    """Name of the files, e.g. ``processes``; never changes."""
    title: LocalText
    description: LocalText
    record: Text | None = None
    """Module and class of the records, e.g. ``programme.Programme``: a column without words has those of its field."""
    columns: tuple[Column, ...] = Field(min_length=1)
    key: tuple[ColumnName, ...] = Field(min_length=1)
    foreign_keys: tuple[ForeignKey, ...] = ()
    sources: tuple[LocalText, ...] = Field(min_length=1)
    keywords: tuple[LocalText, ...] = ()
    """Words by which people look for it."""
    limits: tuple[LocalText, ...] = ()
    """What the data do not say, and why."""
    measure: ColumnName | None = None
    """The column with the measured value; such a dataset is described for SDMX too."""
    wide: Wide | None = None
    """How the labelled tables are laid out; without it, row by row as the tidy one."""
    frequency: Frequency = "irregular"
    """How often the data are brought up to date."""
    version: Version
    """Semantic version of the schema; what raises which number stands in ``registry/check_schemas.py``."""
    page: Text
    """Id of the page that shows the data."""
    section: Section | None = None
    """The section of the records, where the page belongs to another one."""
    optional: bool = False
    """Whether the site has no such dataset while it has no rows: nobody owes them."""

    @property
    def of_section(self) -> Section | None:
        """The section without which there is no such dataset."""
        return self.section or section_of(self.page)

    def is_plain(self, key: ForeignKey) -> bool:
        """Whether the standards can say the reference: one key a cell, and of several columns none empty."""
        optional = any(not column.required for column in self.columns if column.name in key.columns)
        return key.separator is None and not key.besides and (len(key.columns) == 1 or not optional)

    @property
    def filled(self) -> tuple[Column, ...]:
        """The columns of a table that people fill."""
        return tuple(column for column in self.columns if not column.computed)


class PublishedColumn(Record):
    """What readers of the files may rely on in a column."""

    name: ColumnName
    type: ColumnType
    required: bool = False
    several: bool = False
    unit: Text | None = None
    """In English, because a description in another language may be polished."""
    codes: tuple[Text, ...] = ()


class PublishedSchema(Record):
    """The schema of a dataset as it was last published (``opendata/schemas/``); ``scripts/schemas.py`` writes it."""

    dataset: Id
    version: Version
    key: tuple[ColumnName, ...]
    columns: tuple[PublishedColumn, ...]
