"""Views of the open-data pages: catalogue, dataset, data dictionary, versions, API."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from transparency.model.change import PortalChange
from transparency.model.data_version import ChangeReport, DatasetChange
from transparency.model.text import LocalText
from transparency.opendata.catalogue import CLIENT, FOLDER, Catalogue, Download, ReleaseDate, labelled_path
from transparency.opendata.dataset_table import DatasetTable, Row
from transparency.registry.check import CheckedRegistry
from transparency.site.views.page import Page, text_in_all_languages

INDEX = f"{FOLDER}/index"
VERSIONS = f"{FOLDER}/versions"
STANDING = ("index", "tables", "dictionary", "versions", "api")
"""Pages of the section besides those of the datasets; no dataset can have such an id."""

PREVIEW_ROWS = 5
LONGEST_HISTORY = 10
"""Versions that a dataset's own page names; the page of versions names all."""

MOST_CHANGES = 40
"""Changed cells of one dataset and version that a page writes out; the report holds all."""


Reasons: TypeAlias = Mapping[tuple[str, str], tuple[PortalChange, ...]]
"""Version and dataset -> the news that say why it changed."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """Lines that load a dataset."""

    tool: str
    code: str


@dataclass(frozen=True, slots=True)
class CatalogueItem:
    """A dataset in the catalogue."""

    table: DatasetTable
    files: tuple[Download, ...]
    updated: dt.date
    next_update: dt.date
    """Day by which the page that shows the data is reviewed."""


@dataclass(frozen=True, slots=True)
class CatalogueView:
    """The catalogue."""

    entries: tuple[CatalogueItem, ...]
    awaited: tuple[CatalogueItem, ...]
    """Datasets without records yet."""
    whole: tuple[Download, ...]
    report: ChangeReport

    @property
    def has_sdmx(self) -> bool:
        """Whether there are measured data, which have a structure of SDMX."""
        return any(entry.table.dataset.measure for entry in self.entries)


@dataclass(frozen=True, slots=True)
class DatasetView:
    """One dataset with everything a reader asks about it."""

    entry: CatalogueItem
    keeper: str
    version: str
    address: str
    workbook: Download | None
    preview: tuple[Row, ...]
    snippets: tuple[Snippet, ...]
    history: tuple[tuple[ChangeReport, DatasetChange], ...]
    labelled: tuple[tuple[str, LocalText], ...]
    """Format and path, by language, of the table with words instead of codes."""
    reasons: Reasons
    shown_on: Page | None
    """The page that shows the data to readers, if there is one besides the pages of the open data."""


@dataclass(frozen=True, slots=True)
class VersionsView:
    """All versions with what changed in each, and which data come when."""

    reports: tuple[ChangeReport, ...]
    most: int
    releases: tuple[ReleaseDate, ...]
    reasons: Reasons
    audited: bool

    def unexplained(self, report: ChangeReport) -> tuple[str, ...]:
        """Datasets for whose change no news says the reason."""
        return tuple(one.dataset for one in report.datasets if (report.version, one.dataset) not in self.reasons)


@dataclass(frozen=True, slots=True)
class TablesView:
    """What the table builder offers, and the tables that are ready without it."""

    surveys: tuple[tuple[str, LocalText], ...]
    """Code and title of each survey with figures."""
    pages: tuple[Page, ...]
    """Pages of surveys with charts: the data of each chart are a table."""
    entries: tuple[CatalogueItem, ...]
    version: str
    words: tuple[str, ...]
    """Words that the builder writes."""
    states: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ApiView:
    """The interface for programs, with real addresses as examples."""

    root: str
    entries: tuple[CatalogueItem, ...]
    example: str | None


def pages(registry: CheckedRegistry, catalogue: Catalogue, others: Sequence[Page]) -> Iterator[Page]:
    """All pages of the section; ``others`` are the pages that show the data."""
    if not registry.settings.has("open-data"):
        return
    shown = {page.id: page for page in others}
    awaited = tuple(_entry(registry, catalogue, table, shown) for table in catalogue.awaited)
    entries = tuple(_entry(registry, catalogue, table, shown) for table in catalogue.tables)
    standing: Mapping[str, object] = {
        "index": CatalogueView(entries, awaited, catalogue.whole, catalogue.reports[0]),
        "tables": _tables(registry, catalogue, entries, others),
        "dictionary": (*entries, *awaited),
        "versions": VersionsView(
            catalogue.reports, MOST_CHANGES, catalogue.releases, catalogue.reasons, catalogue.audited
        ),
        "api": ApiView(f"{registry.settings.url}{FOLDER}/api/v1/", entries, _example(entries)),
    }
    for name in STANDING:
        yield _standing(registry, catalogue, name, standing[name])
    for entry in (*entries, *awaited):
        yield _of_dataset(registry, catalogue, entry, shown.get(entry.table.dataset.page))


BUILDER_WORDS = (
    *("element", "unit", "group", "point", "period", "value", "lower", "upper", "people", "remark"),
    *("nothing", "rows", "first", "no_citation"),
)
BUILDER_STATES = ("absent", "few", "secondary", "impossible", "unreliable", "not_held")


def _tables(
    registry: CheckedRegistry, catalogue: Catalogue, entries: tuple[CatalogueItem, ...], others: Iterable[Page]
) -> TablesView:
    published = {one.survey for one in registry.surveys.observations}
    return TablesView(
        surveys=tuple((one.id, one.title) for one in registry.surveys.calendar if one.id in published),
        pages=tuple(page for page in others if page.charts and page.id.count("/") == 1),
        entries=entries,
        version=catalogue.version,
        words=BUILDER_WORDS,
        states=BUILDER_STATES,
    )


def _entry(
    registry: CheckedRegistry, catalogue: Catalogue, table: DatasetTable, shown: Mapping[str, Page]
) -> CatalogueItem:
    dataset = table.dataset
    page = shown.get(dataset.page)
    due = page.review_by if page else registry.architecture.review_by
    return CatalogueItem(table, catalogue.files.get(dataset.id, ()), catalogue.updated(dataset.id), due)


def _example(entries: Iterable[CatalogueItem]) -> str | None:
    """Address of a real set of records below the root of the interface, once there are any."""
    table = next((entry.table for entry in entries if entry.table.rows), None)
    return f"{table.dataset.id}/{table.column(table.dataset.key[0])[0]}.json" if table else None


def _standing(registry: CheckedRegistry, catalogue: Catalogue, name: str, view: object) -> Page:
    return Page(
        id=f"{FOLDER}/{name}",
        template=f"open_data_{name}.html.j2",
        title=text_in_all_languages(registry, f"open_data.{name}.title"),
        description=text_in_all_languages(registry, f"open_data.{name}.description"),
        view=view,
        keeper=registry.settings.keeper,
        updated=catalogue.reports[0].date,
        review_by=registry.architecture.review_by,
        source=text_in_all_languages(registry, "open_data.source"),
        parent="index" if name == "index" else INDEX,
        demonstration=any(table.demonstration for table in catalogue.tables),
    )


def _of_dataset(registry: CheckedRegistry, catalogue: Catalogue, entry: CatalogueItem, shown_on: Page | None) -> Page:
    dataset = entry.table.dataset
    return Page(
        id=f"{FOLDER}/{dataset.id}",
        template="dataset.html.j2",
        title=dataset.title,
        description=dataset.description,
        view=_view(registry, catalogue, entry, shown_on),
        keeper=registry.settings.keeper_of(dataset.id),
        updated=entry.updated,
        review_by=entry.next_update,
        source=_joined(registry, dataset.sources),
        parent=INDEX,
        demonstration=entry.table.demonstration,
    )


def _view(registry: CheckedRegistry, catalogue: Catalogue, entry: CatalogueItem, shown_on: Page | None) -> DatasetView:
    dataset, url = entry.table.dataset, registry.settings.url
    named = ((report, change) for report in catalogue.reports for change in report.datasets)
    return DatasetView(
        entry=entry,
        keeper=registry.settings.keeper_of(dataset.id),
        version=catalogue.version,
        address=f"{url}{FOLDER}/{dataset.id}/",
        workbook=next((file for file in catalogue.whole if file.format == "xlsx"), None),
        preview=tuple(dict(zip(entry.table.names, row, strict=True)) for row in entry.table.rows[:PREVIEW_ROWS]),
        snippets=snippets(url, dataset.id),
        history=tuple((r, c) for r, c in named if c.dataset == dataset.id)[:LONGEST_HISTORY],
        labelled=_labelled(registry, catalogue, dataset.id),
        reasons=catalogue.reasons,
        shown_on=shown_on,
    )


def _labelled(registry: CheckedRegistry, catalogue: Catalogue, dataset: str) -> tuple[tuple[str, LocalText], ...]:
    paths = {
        ending: LocalText(**{lang: labelled_path(dataset, lang, ending) for lang in registry.languages})
        for ending in ("xlsx", "csv")
    }
    return tuple(paths.items()) if dataset in catalogue.labelled else ()


def snippets(url: str, dataset: str) -> tuple[Snippet, ...]:
    """Ready lines; tests run them. Parquet and JSON bring the types along, CSV is read as the text that it is."""
    csv, json, parquet = (f"{url}{FOLDER}/files/{dataset}.{ending}" for ending in ("csv", "json", "parquet"))
    return (
        Snippet(
            "pandas",
            "import pandas as pd\n"
            f'data = pd.read_parquet("{parquet}")\n'
            f'text = pd.read_csv("{csv}", dtype=str, keep_default_na=False)',
        ),
        Snippet(
            "R",
            f'data <- jsonlite::fromJSON("{json}")$records\n'
            f'text <- read.csv("{csv}", colClasses = "character", na.strings = "", encoding = "UTF-8")',
        ),
        Snippet(
            "DuckDB",
            f"FROM read_parquet('{parquet}');\nFROM read_csv('{csv}', header = true, all_varchar = true);",
        ),
        Snippet(
            "Excel (Power Query)",
            f'= Parquet.Document(Web.Contents("{parquet}"))\n'
            f'= Table.PromoteHeaders(Csv.Document(Web.Contents("{csv}"), [Encoding = 65001, QuoteStyle = QuoteStyle.Csv]))',
        ),
        Snippet(
            "Python (client.py)",
            f'# {url}{CLIENT}\nfrom client import Site\ndata = Site("{url}").read("{dataset}", lang="en")',
        ),
    )


def _joined(registry: CheckedRegistry, texts: Iterable[LocalText]) -> LocalText:
    found = tuple(texts)
    return LocalText(**{lang: "; ".join(text.get(lang) for text in found) for lang in registry.languages})
