"""The open data of a site: every dataset in every format, its descriptions, its versions, and the files of the API."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeAlias

from transparency.cache import NO_CACHE, DiskCache
from transparency.model.data_version import ChangeReport
from transparency.model.problem import Problem
from transparency.model.product_files import PRODUCT
from transparency.model.zip_archive import READABLE, zipped
from transparency.opendata import api, cubes, feed, labelled, published_versions, release_calendar, version_changes
from transparency.opendata.catalogue import (
    CHANGES,
    CLIENT,
    FOLDER,
    NO_CATALOGUE,
    Catalogue,
    Download,
    awaited,
    offered,
    tables,
)
from transparency.opendata.check_tables import differences
from transparency.opendata.dataset_table import DatasetTable, table
from transparency.opendata.describe import csvw, dcat, frictionless, national_portal, sdmx
from transparency.opendata.formats import FORMATS, Format, download, xlsx
from transparency.opendata.formats.json import encoded
from transparency.opendata.withdrawn_texts import NOTHING, Withdrawn
from transparency.registry import withheld
from transparency.registry.check import CheckedRegistry


@dataclass(frozen=True, slots=True)
class OpenData:
    """What the pages say about the data, and the files themselves."""

    catalogue: Catalogue
    files: Mapping[str, bytes]
    """Path below the root of the site -> content."""


Files: TypeAlias = dict[str, bytes]
"""The same, while it is being filled."""


def open_data(
    registry: CheckedRegistry,
    served: Path | None = None,
    *,
    full: bool = True,
    cache: DiskCache = NO_CACHE,
    withdrawn: Withdrawn = NOTHING,
) -> tuple[OpenData | None, tuple[Problem, ...]]:
    """Every file of the open data; ``served`` is the folder ``open-data`` of the site that is being served.

    Without ``full`` the formats that take long are left out, for a preview; ``made`` holds them from build to build.
    """
    if not registry.settings.has("open-data"):
        return OpenData(NO_CATALOGUE, {}), ()
    files: Files = {}
    found, problems = tables(registry)
    before, faults = published_versions.read(served)
    before = published_versions.without(before, withdrawn)
    if problems or faults:
        return None, (*problems, *faults)
    kept = {
        *(before.tables or {}),
        *(name for group in registry.settings.withhold for name in withheld.DATASETS[group]),
    }
    published = offered(found, kept)
    reports = version_changes.reports(published, before.tables or {}, before.reports, registry.date)
    history = table(registry.datasets[CHANGES], version_changes.rows(reports))
    if problems := differences([history]):
        return None, problems
    forms = {ending: form for ending, form in FORMATS.items() if full or form.quick}
    catalogue = _catalogue((*published, *offered([history], ())), reports, forms, cache, files)
    releases = release_calendar.release_dates(registry)
    catalogue = replace(
        catalogue,
        awaited=awaited((*found, history), catalogue.files),
        releases=releases,
        reasons=version_changes.reasons(registry.changes, reports),
        audited=full and any(one.dataset.measure for one in catalogue.tables),
    )
    files.update(_described(registry, catalogue))
    if reports[0] not in before.reports:
        _keep_version(files, catalogue)
    files[f"{FOLDER}/versions.json"] = encoded(_versions(catalogue))
    packed = tuple(files)
    files.update(feed.feeds(registry, catalogue))
    files.update(release_calendar.files(registry, releases))
    files.update(api.files(registry, catalogue))
    files.update(cubes.files(registry))
    files[CLIENT] = (PRODUCT / "transparency/client.py").read_bytes()
    whole = _WHOLE if full and catalogue.tables else ()
    if whole:
        _put_whole(registry, catalogue, files, packed, cache)
        files.update(labelled.files(registry, catalogue.tables, catalogue.reports[0].date, cache))
        catalogue = replace(catalogue, labelled=labelled.coded(catalogue.tables))
    downloads = tuple(download(path, files[path]) for path in (*whole, *_POINTERS))
    return OpenData(replace(catalogue, whole=downloads), files), ()


def _catalogue(
    found: tuple[DatasetTable, ...],
    reports: tuple[ChangeReport, ...],
    forms: Mapping[str, Format],
    cache: DiskCache,
    files: Files,
) -> Catalogue:
    """Writes every table in every format."""
    downloads: dict[str, tuple[Download, ...]] = {}
    for one in found:
        for ending, form in forms.items():
            files[_path(one, ending)] = _written(one, ending, form, files, cache)
        paths = (_path(one, ending) for ending in forms)
        downloads[one.dataset.id] = tuple(download(path, files[path]) for path in paths)
    return Catalogue(found, downloads, (), reports)


def _written(one: DatasetTable, ending: str, form: Format, files: Files, cache: DiskCache) -> bytes:
    return form.write(one) if form.quick else cache.get_or_make(ending, _told(one, files), lambda: form.write(one))


def _told(one: DatasetTable, files: Files) -> Iterator[bytes]:
    """All that the files of a table depend on: its declaration, and its cells as the first of its files."""
    yield one.dataset.model_dump_json().encode()
    yield files[_path(one, "csv")]


def _path(one: DatasetTable, ending: str) -> str:
    return f"{FOLDER}/files/{one.dataset.id}.{ending}"


def _described(registry: CheckedRegistry, catalogue: Catalogue) -> Iterator[tuple[str, bytes]]:
    """The same declarations in the words of each standard."""
    described: dict[str, object] = {
        "datapackage.json": frictionless.package(registry, catalogue),
        "catalog.jsonld": dcat.catalog(registry, catalogue),
        "national-portal.json": national_portal.passports(registry, catalogue),
        f"files/{csvw.GROUP}": csvw.group(registry, catalogue.tables),
    }
    if any(one.dataset.measure for one in catalogue.tables):
        described[sdmx.NAME] = sdmx.message(registry, catalogue)
    for one in catalogue.tables:
        described[f"files/{one.dataset.id}.csv-metadata.json"] = csvw.one(registry, one)
    return ((f"{FOLDER}/{name}", encoded(value)) for name, value in described.items())


_KEPT_FORMATS = ("csv", "json")
"""Formats that a dated version keeps: text that needs no program of its own to be read in twenty years."""


def _keep_version(files: Files, catalogue: Catalogue) -> None:
    """The dated copy of the data with the report on what changed."""
    report = catalogue.reports[0]
    folder = f"{FOLDER}/{published_versions.VERSIONS}/{report.version}"
    files[f"{folder}/datapackage.json"] = files[f"{FOLDER}/datapackage.json"]
    for name, of_one in catalogue.files.items():
        for file in of_one:
            if file.format in _KEPT_FORMATS:
                files[f"{folder}/files/{name}.{file.format}"] = files[file.path]
    files[f"{folder}/changes.json"] = encoded(report.model_dump(mode="json"))


def _versions(catalogue: Catalogue) -> object:
    """Which version is the latest, and all others with the reasons of their changes."""
    versions = [
        {
            "version": report.version,
            "date": report.date.isoformat(),
            "previous": report.previous,
            "reasons": [
                {"dataset": name, "id": one.id, "title": one.title.model_dump(), "text": one.text.model_dump()}
                for (version, name), news in catalogue.reasons.items()
                for one in news
                if version == report.version
            ],
        }
        for report in catalogue.reports
    ]
    audit = {"audited_together": [report.version for report in catalogue.reports]} if catalogue.audited else {}
    return {"latest": catalogue.version, "versions": versions, **audit}


_POINTERS = (f"{FOLDER}/datapackage.json", f"{FOLDER}/catalog.jsonld")
"""The descriptions of all datasets."""
ARCHIVE = "open-data.zip"
_WHOLE = (f"{FOLDER}/{xlsx.NAME}", f"{FOLDER}/{ARCHIVE}")
"""All datasets in one file: as a workbook, and everything as an archive."""


def _put_whole(
    registry: CheckedRegistry, catalogue: Catalogue, files: Files, described: Iterable[str], cache: DiskCache
) -> None:
    """The workbook, and the archive of it and of the files ``described`` but for the dated copies."""
    title, day = registry.settings.portal.get(registry.languages.default), catalogue.reports[0].date
    told = [title.encode(), day.isoformat().encode(), *(part for one in catalogue.tables for part in _told(one, files))]
    workbook, packet = _WHOLE
    files[workbook] = cache.get_or_make("xlsx", told, partial(xlsx.write, catalogue.tables, title, day))
    packed = sorted(
        path for path in (*described, workbook) if not path.startswith(f"{FOLDER}/{published_versions.VERSIONS}/")
    )

    def members() -> Iterator[tuple[str, bytes]]:
        return ((path.removeprefix(f"{FOLDER}/"), files[path]) for path in packed)

    parts = (part for name, content in members() for part in (name.encode(), content))
    files[packet] = cache.get_or_make("zip", parts, lambda: zipped(members(), READABLE))
