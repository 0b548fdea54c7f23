"""Writes a Frictionless Data Package, version 2, with Table Schema (datapackage.org/standard).

The standard has one title; ours is Kazakh, and ``titles`` and ``descriptions`` beside it hold all languages, because the
standard allows additional properties.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from transparency.model.dataset import Code, Column, Dataset, ForeignKey
from transparency.model.text import Lang, LocalText
from transparency.opendata.catalogue import Catalogue, Download
from transparency.opendata.dataset_table import DatasetTable
from transparency.opendata.describe.text_rule import described, text_rule
from transparency.registry.check import CheckedRegistry
from transparency.site.views.actor import title

PROFILES = "https://datapackage.org/profiles/2.0"


def package(registry: CheckedRegistry, catalogue: Catalogue) -> object:
    """The data package of one version of the open data."""
    settings, report = registry.settings, catalogue.reports[0]
    return {
        **_head(registry, "open-data", catalogue.tables, report.date),
        "id": f"{settings.url}open-data/v/{report.version}/datapackage.json",
        "version": report.version,
        "resources": [resource(registry, catalogue, table) for table in catalogue.tables],
    }


def labelled_package(
    registry: CheckedRegistry, tables: Iterable[DatasetTable], day: dt.date, resources: Sequence[object]
) -> object:
    """The data package of the labelled tables; it has no version of its own, for only the latest are kept."""
    return {**_head(registry, "open-data-labelled", tables, day), "resources": resources}


def _head(registry: CheckedRegistry, name: str, tables: Iterable[DatasetTable], day: dt.date) -> dict[str, object]:
    settings = registry.settings
    return {
        "$schema": f"{PROFILES}/datapackage.json",
        "name": name,
        **_named(settings.portal, settings.tagline),
        "homepage": f"{settings.url}open-data/",
        "demonstration": any(table.demonstration for table in tables),
        "created": f"{day.isoformat()}T00:00:00Z",
        **_licence(registry),
        "contributors": [_contributor(settings.institution.name, settings.url, "publisher")],
    }


def labelled(
    registry: CheckedRegistry, table: DatasetTable, lang: Lang, header: Iterable[str], file: Download
) -> dict[str, object]:
    """A labelled table: its CSV file; the workbook of the same name beside it has the same columns."""
    dataset = table.dataset
    return {
        "$schema": f"{PROFILES}/dataresource.json",
        "name": f"{dataset.id}-{lang}",
        "type": "table",
        "path": f"{lang}/{dataset.id}.csv",
        "title": dataset.title.get(lang),
        "description": dataset.description.get(lang),
        "language": lang,
        "dataset": dataset.id,
        "demonstration": table.demonstration,
        **_file(file),
        **_licence(registry),
        "schema": {"fields": [{"name": name, "type": "any"} for name in header], "missingValues": [""]},
    }


def resource(registry: CheckedRegistry, catalogue: Catalogue, table: DatasetTable) -> dict[str, object]:
    """One dataset: its CSV file and what the columns mean."""
    dataset = table.dataset
    file = next(one for one in catalogue.files[dataset.id] if one.format == "csv")
    return {
        "$schema": f"{PROFILES}/dataresource.json",
        "name": dataset.id,
        **({"id": table.doi} if table.doi else {}),
        "type": "table",
        "path": f"files/{dataset.id}.csv",
        **_named(dataset.title, dataset.description),
        **_file(file),
        "demonstration": table.demonstration,
        "version": dataset.version,
        "modified": catalogue.updated(dataset.id).isoformat(),
        "sources": [{"title": source.first, "titles": source.model_dump()} for source in dataset.sources],
        "contributors": [
            _contributor(title(registry, registry.settings.keeper_of(dataset.id)), registry.settings.url, "steward")
        ],
        **_licence(registry),
        **({"limits": [limit.model_dump() for limit in dataset.limits]} if dataset.limits else {}),
        "schema": schema(dataset, text_rule(registry)),
    }


def schema(dataset: Dataset, rule: LocalText | None = None) -> dict[str, object]:
    """Columns, key and references; ``rule`` is what a CSV file does to texts.

    The standard has no reference from a cell with several keys: ``listReferences`` beside it says what separates them. Nor
    has it one that only some rows have: ``partialReferences`` says which codes a cell may hold besides; rows in which one of
    several columns is empty have none.
    """
    plain = [_reference(dataset, key) for key in dataset.foreign_keys if dataset.is_plain(key)]
    lists = [
        _reference(dataset, key) | {"separator": key.separator}
        for key in dataset.foreign_keys
        if key.separator is not None
    ]
    partial = [
        _reference(dataset, key) | {"besides": _categories(key.besides)}
        for key in dataset.foreign_keys
        if key.separator is None and not dataset.is_plain(key)
    ]
    return {
        "$schema": f"{PROFILES}/tableschema.json",
        "fields": [_field(column, rule) for column in dataset.columns],
        "primaryKey": list(dataset.key),
        **({"foreignKeys": plain} if plain else {}),
        **({"listReferences": lists} if lists else {}),
        **({"partialReferences": partial} if partial else {}),
        "missingValues": [""],
    }


def _reference(dataset: Dataset, key: ForeignKey) -> dict[str, object]:
    """A foreign key; a table refers to itself by an empty name (Table Schema)."""
    resource = "" if key.dataset == dataset.id else key.dataset
    return {"fields": list(key.columns), "reference": {"resource": resource, "fields": list(key.targets)}}


def _field(column: Column, rule: LocalText | None) -> dict[str, object]:
    constraints: dict[str, object] = {}
    if column.required:
        constraints["required"] = True
    if column.enumerated:
        constraints["enum"] = [code.code for code in column.enumerated]
    return {
        "name": column.name,
        "type": column.type,
        **_named(column.title, described(column, rule) if rule else column.description),
        **({"constraints": constraints} if constraints else {}),
        **({"categories": _categories(column.codes)} if column.codes else {}),
        **({"unit": column.unit.model_dump()} if column.unit else {}),
        **({"missingReason": column.missing.model_dump()} if column.missing else {}),
    }


def _categories(codes: Iterable[Code]) -> Sequence[object]:
    """Code lists, as version 2 of Table Schema writes them."""
    return [{"value": code.code, "label": code.title.first, "labels": code.title.model_dump()} for code in codes]


def _named(name: LocalText, description: LocalText) -> dict[str, object]:
    return {
        "title": name.first,
        "titles": name.model_dump(),
        "description": description.first,
        "descriptions": description.model_dump(),
    }


def _file(file: Download) -> dict[str, object]:
    return {
        "format": file.format,
        "mediatype": file.media_type,
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
    }


def _licence(registry: CheckedRegistry) -> dict[str, object]:
    licence = registry.settings.data_licence
    text = {"name": licence.id, "path": licence.url, "title": licence.title.first}
    return {"licenses": [text | {"titles": licence.title.model_dump()}], "licenseStatus": licence.status}


def _contributor(name: LocalText, path: str, role: str) -> dict[str, object]:
    return {"title": name.first, "titles": name.model_dump(), "path": path, "roles": [role]}
