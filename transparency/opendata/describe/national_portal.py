"""Writes dataset passports for the national open-data portal (data.egov.kz), one file for all datasets.

``apiUri``, ``descriptionKk``/``Ru``, ``modifiedDate``, ``fields`` and ``labelKk``/``Ru`` are names that public clients of the
portal read (``/meta/<apiUri>/<version>``); the other names are ours and have not been compared with the portal's form. The
unit that uploads a dataset copies the passport into that form. Where the form asks for a person, the unit is named.
"""

from __future__ import annotations

from collections.abc import Mapping

from transparency.model.dataset import Column, ColumnType, Dataset
from transparency.model.text import LocalText
from transparency.opendata.catalogue import Catalogue
from transparency.registry.check import CheckedRegistry
from transparency.site.views.actor import title

_TYPES: Mapping[ColumnType, str] = {
    "string": "String",
    "integer": "Int",
    "number": "Double",
    "boolean": "Boolean",
    "date": "Datetime",
}


def passports(registry: CheckedRegistry, catalogue: Catalogue) -> object:
    """One passport a dataset."""
    return [_passport(registry, catalogue, table.dataset) for table in catalogue.tables]


def _passport(registry: CheckedRegistry, catalogue: Catalogue, dataset: Dataset) -> dict[str, object]:
    settings = registry.settings
    keywords = {
        lang: ", ".join(word.get(lang) for word in (dataset.title, *dataset.keywords)) for lang in registry.words
    }
    return {
        "apiUri": dataset.id.replace("-", "_"),
        "version": f"v{dataset.version.split('.', maxsplit=1)[0]}",
        **_in_languages("name", dataset.title),
        **_in_languages("description", dataset.description),
        **_in_languages("keywords", LocalText(**keywords)),
        **_in_languages("owner", settings.institution.name),
        **_in_languages("responsible", title(registry, registry.settings.keeper_of(dataset.id))),
        "createdDate": catalogue.reports[-1].date.isoformat(),
        "modifiedDate": catalogue.updated(dataset.id).isoformat(),
        "frequency": dataset.frequency,
        "licence": settings.data_licence.id,
        "dataUrl": f"{settings.url}open-data/files/{dataset.id}.json",
        "fields": {column.name: _field(column) for column in dataset.columns},
    }


def _field(column: Column) -> dict[str, str]:
    return {"type": _TYPES[column.type], **_in_languages("label", column.title)}


def _in_languages(name: str, text: LocalText) -> dict[str, str]:
    return {f"{name}{lang.capitalize()}": value for lang, value in text.model_dump().items()}
