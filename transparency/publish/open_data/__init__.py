"""The open data of a site: every dataset in every format, its descriptions, its versions, and the files of the API."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from transparency.check.registry import CheckedRegistry
from transparency.problem import Problem
from transparency.publish.made import NOTHING_KEPT, Made
from transparency.publish.open_data import api, feed, past
from transparency.publish.open_data.describe import csvw, dcat, frictionless, national_portal
from transparency.publish.open_data.formats import FORMATS, Format, archive, xlsx
from transparency.publish.open_data.formats.json import encoded
from transparency.shape import changes
from transparency.shape.open_data import CHANGES, FOLDER, Catalogue, Download, Table, differences, table, tables


@dataclass(frozen=True, slots=True)
class OpenData:
    """What the pages say about the data, and the files themselves."""

    catalogue: Catalogue
    files: Mapping[str, bytes]
    """Path below the root of the site -> content."""


def open_data(
    registry: CheckedRegistry, served: Path | None = None, *, full: bool = True, made: Made = NOTHING_KEPT
) -> tuple[OpenData | None, tuple[Problem, ...]]:
    """Every file of the open data; ``served`` is the folder ``open-data`` of the site that is being served.

    Without ``full`` the formats that take long are left out, for a preview; ``made`` holds them from build to build.
    """
    found, problems = tables(registry)
    before, faults = past.read(served)
    if problems or faults:
        return None, (*problems, *faults)
    reports = changes.reports(found, before.tables or {}, before.reports, registry.date)
    history = table(registry.datasets[CHANGES], changes.rows(reports))
    if problems := differences([history]):
        return None, problems
    forms = {ending: form for ending, form in FORMATS.items() if full or form.quick}
    files = _files((*found, history), forms, made)
    catalogue = Catalogue((*found, history), _downloads((*found, history), files, forms), (), reports)
    files |= _described(registry, catalogue)
    if reports[0] not in before.reports:
        files |= _version(files, catalogue)
    files[f"{FOLDER}/versions.json"] = encoded(_versions(catalogue))
    whole = _whole(registry, catalogue, files, made) if full else _pointers(files)
    catalogue = replace(catalogue, whole=tuple(_download(path, content) for path, content in whole.items()))
    return OpenData(catalogue, files | whole | feed.feeds(registry, catalogue) | api.files(registry, catalogue)), ()


def _files(found: Sequence[Table], forms: Mapping[str, Format], made: Made) -> dict[str, bytes]:
    return {_path(one, ending): _written(one, ending, form, made) for one in found for ending, form in forms.items()}


def _written(one: Table, ending: str, form: Format, made: Made) -> bytes:
    return form.write(one) if form.quick else made.get(ending, _told(one), lambda: form.write(one))


def _told(one: Table) -> Iterator[bytes]:
    """All that the files of a table depend on."""
    yield one.dataset.model_dump_json().encode()
    yield FORMATS["csv"].write(one)


def _path(one: Table, ending: str) -> str:
    return f"{FOLDER}/files/{one.dataset.id}.{ending}"


def _downloads(
    found: Sequence[Table], files: Mapping[str, bytes], forms: Iterable[str]
) -> dict[str, tuple[Download, ...]]:
    paths = {one.dataset.id: [_path(one, ending) for ending in forms] for one in found}
    return {name: tuple(_download(path, files[path]) for path in of_one) for name, of_one in paths.items()}


_MEDIA_TYPES: Mapping[str, str] = {
    **{ending: form.media_type for ending, form in FORMATS.items()},
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
    "jsonld": "application/ld+json",
}


def _download(path: str, content: bytes) -> Download:
    ending = path.rpartition(".")[2]
    return Download(path, ending, _MEDIA_TYPES[ending], len(content), hashlib.sha256(content).hexdigest())


def _described(registry: CheckedRegistry, catalogue: Catalogue) -> dict[str, bytes]:
    """The same declarations in the words of each standard."""
    described = {
        "datapackage.json": frictionless.package(registry, catalogue),
        "catalog.jsonld": dcat.catalog(registry, catalogue),
        "national-portal.json": national_portal.passports(registry, catalogue),
        f"files/{csvw.GROUP}": csvw.group(registry, catalogue.tables),
    }
    for one in catalogue.tables:
        described[f"files/{one.dataset.id}.csv-metadata.json"] = csvw.one(registry, one)
    return {f"{FOLDER}/{name}": encoded(value) for name, value in described.items()}


_KEPT_FORMATS = ("csv", "json")
"""Formats that a dated version keeps: text that needs no program of its own to be read in twenty years."""


def _version(files: Mapping[str, bytes], catalogue: Catalogue) -> dict[str, bytes]:
    """The dated copy of the data with the report on what changed."""
    report = catalogue.reports[0]
    folder = f"{FOLDER}/{past.VERSIONS}/{report.version}"
    copies = {f"{folder}/datapackage.json": files[f"{FOLDER}/datapackage.json"]}
    for name, of_one in catalogue.files.items():
        for file in of_one:
            if file.format in _KEPT_FORMATS:
                copies[f"{folder}/files/{name}.{file.format}"] = files[file.path]
    return copies | {f"{folder}/changes.json": encoded(report.model_dump(mode="json"))}


def _versions(catalogue: Catalogue) -> object:
    """Which version is the latest, and all others."""
    versions = [{"version": r.version, "date": r.date.isoformat(), "previous": r.previous} for r in catalogue.reports]
    return {"latest": catalogue.version, "versions": versions}


def _pointers(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The descriptions of all datasets."""
    return {path: files[path] for path in (f"{FOLDER}/datapackage.json", f"{FOLDER}/catalog.jsonld")}


def _whole(registry: CheckedRegistry, catalogue: Catalogue, files: Mapping[str, bytes], made: Made) -> dict[str, bytes]:
    """Files that hold all datasets: the workbook, the archive of everything, the descriptions."""
    title, day = registry.settings.portal.kk, catalogue.reports[0].date
    told = [title.encode(), day.isoformat().encode(), *(part for one in catalogue.tables for part in _told(one))]
    workbook = {
        f"{FOLDER}/{xlsx.NAME}": made.get("xlsx", told, lambda: xlsx.write(catalogue.tables, title, day)),
    }
    inside = {path.removeprefix(f"{FOLDER}/"): content for path, content in {**files, **workbook}.items()}
    packed = {name: content for name, content in inside.items() if not name.startswith(f"{past.VERSIONS}/")}
    parts = [part for name, content in packed.items() for part in (name.encode(), content)]
    packet = {f"{FOLDER}/{archive.NAME}": made.get("zip", parts, lambda: archive.write(packed))}
    return workbook | packet | _pointers(files)
