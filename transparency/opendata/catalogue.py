"""Collects the open data of a build: tables that match their declarations, their files, and published versions."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Literal

from transparency.model.change import PortalChange
from transparency.model.data_version import ChangeReport
from transparency.model.dataset import Column, Dataset
from transparency.model.demo import DEMONSTRATION
from transparency.model.messages import Message
from transparency.model.problem import Problem
from transparency.model.product_files import DATASETS
from transparency.model.text import Lang, LocalText
from transparency.opendata.row import SEPARATOR, Cell, Row
from transparency.opendata.tables import TABLES
from transparency.registry.check import CheckedRegistry
from transparency.site.views.page import said

FOLDER = "open-data"
"""First part of every address of the open data."""

CLIENT = f"{FOLDER}/client.py"
"""The reader for pandas, as the package has it."""

LABELLED = f"{FOLDER}/labelled"
"""Folder of the tables with words instead of codes, one file a language."""

LONGEST_TEXT = 32_767
"""Characters in a cell of a workbook (Excel specifications and limits)."""

_PLAIN_KEY = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*")


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


@dataclass(frozen=True, slots=True)
class Download:
    """A file that a reader can fetch."""

    path: str
    """Below the root of the site."""
    format: str
    """Short name: ``csv``, ``xlsx``, ``zip``."""
    media_type: str
    bytes: int
    sha256: str


ReleaseState = Literal["planned", "proposed", "kept", "missed"]


@dataclass(frozen=True, slots=True)
class ReleaseDate:
    """A day on which data come or came, or should have come."""

    id: str
    day: dt.date
    title: LocalText
    page: str
    state: ReleaseState


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything that the pages say about the open data."""

    tables: tuple[DatasetTable, ...]
    files: Mapping[str, tuple[Download, ...]]
    """Dataset id -> its files."""
    whole: tuple[Download, ...]
    """Files that hold all datasets."""
    reports: tuple[ChangeReport, ...]
    """One a version, the newest first."""
    awaited: tuple[DatasetTable, ...] = ()
    """Datasets without rows: not offered as data, shown with the unit that owes them."""

    releases: tuple[ReleaseDate, ...] = ()
    """Which data come when."""
    reasons: Mapping[tuple[str, str], tuple[PortalChange, ...]] = field(default_factory=dict)
    """Version and dataset -> the news that say why it changed."""
    audited: bool = False
    """Whether the figures of all kept versions are audited together before there is a site."""
    labelled: frozenset[str] = frozenset()
    """Datasets that are written once more with words instead of codes."""

    @property
    def version(self) -> str:
        """Name of the version that the files hold."""
        return self.reports[0].version

    def updated(self, dataset: str) -> dt.date:
        """Day of the newest version in which the dataset changed."""
        return next(
            (report.date for report in self.reports if any(c.dataset == dataset for c in report.datasets)),
            self.reports[-1].date,
        )


def labelled_path(dataset: str, lang: Lang, ending: str) -> str:
    """Where a labelled table lies below the root of the site."""
    return f"{LABELLED}/{lang}/{dataset}.{ending}"


NO_CATALOGUE = Catalogue((), {}, (), ())
"""Of a site that does not use the section."""


def tables(registry: CheckedRegistry) -> tuple[tuple[DatasetTable, ...], tuple[Problem, ...]]:
    """Every declared dataset with its rows; a table that differs from its declaration is a problem."""
    problems = tuple(_undeclared(registry))
    if problems:
        return (), problems
    used = {name: rows for name, rows in TABLES.items() if registry.settings.has(registry.datasets[name].of_section)}
    found = tuple(marked(registry, table(registry.datasets[name], rows(registry))) for name, rows in used.items())
    return found, differences(found)


def offered(found: Iterable[DatasetTable], kept: Collection[str]) -> tuple[DatasetTable, ...]:
    """The tables that have rows, and those of ``kept``; each refers to no other table.

    Kept are datasets of earlier versions, for their addresses stay, and withheld ones, for their files say so.
    """
    filled = tuple(one for one in found if one.rows or one.dataset.id in kept)
    names = {one.dataset.id for one in filled}
    return tuple(replace(one, dataset=_among(one.dataset, names)) for one in filled)


def awaited(found: Collection[DatasetTable], files: Collection[str]) -> tuple[DatasetTable, ...]:
    """The tables without files that somebody owes; each refers to no table of a section that the site does not use."""
    names = {one.dataset.id for one in found}
    owed = (one for one in found if one.dataset.id not in files and not one.dataset.optional)
    return tuple(replace(one, dataset=_among(one.dataset, names)) for one in owed)


def _among(dataset: Dataset, names: Collection[str]) -> Dataset:
    keys = tuple(key for key in dataset.foreign_keys if key.dataset in names)
    return dataset.model_copy(update={"foreign_keys": keys})


def table(dataset: Dataset, rows: Iterable[Row]) -> DatasetTable:
    """A table in which a text without letters is an empty cell, as it is in a CSV file."""
    given = iter(rows)
    first = next(given, None)
    declared = tuple(column.name for column in dataset.columns)
    names = declared if first is None or first.keys() == set(declared) else tuple(first)
    found = given if first is None else chain((first,), given)
    return DatasetTable(dataset, names, tuple(tuple(_cell(row[name]) for name in names) for row in found))


def marked(registry: CheckedRegistry, found: DatasetTable) -> DatasetTable:
    """The table, and if it holds rows of ``demo/``, a description and sources that say so wherever they are printed."""
    if not any(DEMONSTRATION in found.column(name) for name in found.names if name.lower() == "status"):
        return replace(found, doi=registry.settings.doi_of(found.dataset.id))
    told = said(registry, "open_data.demonstration")
    texts = {lang: f"{words} {told.get(lang)}" for lang, words in found.dataset.description.texts.items()}
    sources = (*found.dataset.sources, said(registry, "open_data.demonstration_source"))
    dataset = found.dataset.model_copy(update={"description": LocalText(**texts), "sources": sources})
    return replace(found, dataset=dataset, demonstration=True)


def _cell(value: Cell) -> Cell:
    return None if value == "" else value


def _undeclared(registry: CheckedRegistry) -> Iterator[Problem]:
    advice = Message("Declare the dataset there and give its rows in opendata/tables.py.")
    for name in sorted({*TABLES, CHANGES} ^ set(registry.datasets)):
        yield Problem(
            f"{DATASETS}/{name}.yml", 0, "O01", "", Message("is declared without rows, or the reverse."), advice
        )


CHANGES = "changes"
"""The dataset whose rows are the differences between the versions of all others."""


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
