"""Collects the open data of a build: tables that match their declarations, their files, and published versions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from transparency.model.change import PortalChange
from transparency.model.data_version import ChangeReport
from transparency.model.dataset import Dataset
from transparency.model.demo import DEMONSTRATION
from transparency.model.messages import Message
from transparency.model.problem import Problem
from transparency.model.product_files import DATASETS
from transparency.model.text import Lang, LocalText
from transparency.opendata.check_tables import differences
from transparency.opendata.dataset_table import DatasetTable, table
from transparency.opendata.tables import TABLES
from transparency.registry.check import CheckedRegistry
from transparency.site.views.page import text_in_all_languages

FOLDER = "open-data"
"""First part of every address of the open data."""

CLIENT = f"{FOLDER}/client.py"
"""The reader for pandas, as the package has it."""

LABELLED = f"{FOLDER}/labelled"
"""Folder of the tables with words instead of codes, one file a language."""


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


ReleaseState = Literal["planned", "proposed", "kept", "missed", "not-held"]


@dataclass(frozen=True, slots=True)
class ReleaseDate:
    """A day on which data come or came, or should have come."""

    id: str
    day: dt.date
    title: LocalText
    page: str
    state: ReleaseState
    demonstration: bool = False
    """Whether the survey or its figures are invented."""


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


def marked(registry: CheckedRegistry, found: DatasetTable) -> DatasetTable:
    """The table, and if it holds rows of ``demo/``, a description and sources that say so wherever they are printed."""
    if not any(DEMONSTRATION in found.column(name) for name in found.names if name.lower() == "status"):
        return replace(found, doi=registry.settings.doi_of(found.dataset.id))
    told = text_in_all_languages(registry, "open_data.demonstration")
    texts = {lang: f"{words} {told.get(lang)}" for lang, words in found.dataset.description.texts.items()}
    sources = (*found.dataset.sources, text_in_all_languages(registry, "open_data.demonstration_source"))
    dataset = found.dataset.model_copy(update={"description": LocalText(**texts), "sources": sources})
    return replace(found, dataset=dataset, demonstration=True)


def _undeclared(registry: CheckedRegistry) -> Iterator[Problem]:
    advice = Message("Declare the dataset there and give its rows in opendata/tables.py.")
    for name in sorted({*TABLES, CHANGES} ^ set(registry.datasets)):
        yield Problem(
            f"{DATASETS}/{name}.yml", 0, "O01", "", Message("is declared without rows, or the reverse."), advice
        )


CHANGES = "changes"
"""The dataset whose rows are the differences between the versions of all others."""
