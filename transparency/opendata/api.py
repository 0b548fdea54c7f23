"""Writes the static JSON API of the open data: files at permanent addresses, and an index of them.

Below ``/open-data/api/v1/`` the file ``openapi.json`` describes the API, ``index.json`` names every dataset;
``<dataset>/index.json`` has its schema and the values of its first key column; ``<dataset>/<value>.json`` the rows with that
value. The meaning of ``v1`` is fixed: members may be added to a file, never removed or changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from transparency.opendata.catalogue import FOLDER, Catalogue
from transparency.opendata.dataset_table import DatasetTable, cell_text
from transparency.opendata.describe import frictionless, openapi
from transparency.opendata.formats.json import encoded, head, lines, with_records
from transparency.registry.check import CheckedRegistry
from transparency.site.charts.names import INDEX as CHART_INDEX

VERSION = "v1"
ROOT = f"{FOLDER}/api/{VERSION}"


def files(registry: CheckedRegistry, catalogue: Catalogue) -> Iterator[tuple[str, bytes]]:
    """Path below the root of the site, and content."""
    yield f"{ROOT}/index.json", encoded(_index(registry, catalogue))
    yield f"{ROOT}/{openapi.NAME}", encoded(openapi.description(registry, catalogue, ROOT))
    for table in catalogue.tables:
        folder, groups = f"{ROOT}/{table.dataset.id}", grouped(table)
        yield f"{folder}/index.json", encoded(_dataset(registry, catalogue, table, groups))
        for value, records in groups.items():
            yield f"{folder}/{value}.json", with_records(table, records)


def grouped(table: DatasetTable) -> dict[str, list[bytes]]:
    """Rows as JSON by the value of the first key column, in the order of the table."""
    found: dict[str, list[bytes]] = {}
    for value, line in zip(table.column(table.dataset.key[0]), lines(table), strict=True):
        found.setdefault(cell_text(value), []).append(line)
    return found


def _index(registry: CheckedRegistry, catalogue: Catalogue) -> object:
    url = registry.settings.url
    return {
        "api": VERSION,
        "version": catalogue.version,
        "license": registry.settings.data_licence.url,
        "charts": f"{url}{CHART_INDEX}",
        "datasets": list(_entries(url, catalogue)),
    }


def _entries(url: str, catalogue: Catalogue) -> Iterator[object]:
    for table in catalogue.tables:
        dataset = table.dataset
        yield {
            "id": dataset.id,
            "titles": dataset.title.model_dump(),
            "schema_version": dataset.version,
            "modified": catalogue.updated(dataset.id).isoformat(),
            "rows": len(table.rows),
            "demonstration": table.demonstration,
            **({"doi": table.doi} if table.doi else {}),
            "index": f"{url}{ROOT}/{dataset.id}/index.json",
            "files": [f"{url}{file.path}" for file in catalogue.files[dataset.id]],
        }


def _dataset(registry: CheckedRegistry, catalogue: Catalogue, table: DatasetTable, values: Iterable[str]) -> object:
    dataset, url = table.dataset, registry.settings.url
    return {
        **head(table),
        "titles": dataset.title.model_dump(),
        "descriptions": dataset.description.model_dump(),
        "modified": catalogue.updated(dataset.id).isoformat(),
        "schema": frictionless.schema(dataset),
        "records": {
            "by": dataset.key[0],
            "addresses": {value: f"{url}{ROOT}/{dataset.id}/{value}.json" for value in values},
        },
    }
