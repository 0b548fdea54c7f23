"""Writes schema.org Dataset metadata for dataset search engines (developers.google.com/search: Dataset)."""

from __future__ import annotations

from transparency.model.dataset import Column
from transparency.model.text import Lang
from transparency.opendata.catalogue import Download
from transparency.registry.check import CheckedRegistry
from transparency.site.views.addresses import page_url
from transparency.site.views.datasets import INDEX, DatasetView

SHORTEST, LONGEST = 50, 5000
"""Length of a description that Google accepts."""


def dataset(registry: CheckedRegistry, view: DatasetView, lang: Lang, url: str) -> dict[str, object]:
    """The node for the page of a dataset at ``url``."""
    declared, settings = view.entry.table.dataset, registry.settings
    return {
        "@type": "Dataset",
        "@id": f"{view.address}#dataset",
        "identifier": view.entry.table.doi or f"{view.address}#dataset",
        "name": f"{declared.title.get(lang)}. {settings.institution.short_name.get(lang)}",
        "description": _description(registry, view, lang),
        "url": url,
        "inLanguage": list(registry.words),
        "keywords": [word.get(lang) for word in (declared.title, *declared.keywords)],
        "license": settings.data_licence.url,
        "isAccessibleForFree": True,
        **({"creativeWorkStatus": "demonstration"} if view.entry.table.demonstration else {}),
        "version": view.version,
        "dateModified": view.entry.updated.isoformat(),
        "creator": {
            "@type": "Organization",
            "@id": f"https://{settings.institution.domain}/#organization",
            "name": settings.institution.name.get(lang),
            "url": settings.url,
        },
        "includedInDataCatalog": {
            "@type": "DataCatalog",
            "name": settings.portal.get(lang),
            "url": page_url(registry, INDEX, lang),
        },
        "variableMeasured": [_variable(column, lang) for column in declared.columns],
        "distribution": [_distribution(file, settings.url) for file in view.entry.files],
    }


def _description(registry: CheckedRegistry, view: DatasetView, lang: Lang) -> str:
    """What it is, whose it is and what it does not say."""
    declared = view.entry.table.dataset
    whose = registry.settings.institution.name.get(lang)
    limits = (limit.get(lang) for limit in declared.limits)
    return " ".join((declared.description.get(lang), f"{whose}.", *limits))[:LONGEST]


def _variable(column: Column, lang: Lang) -> dict[str, str]:
    return {
        "@type": "PropertyValue",
        "name": column.name,
        "description": f"{column.title.get(lang)}. {column.description.get(lang)}",
        **({"unitText": column.unit.get(lang)} if column.unit else {}),
    }


def _distribution(file: Download, url: str) -> dict[str, str]:
    return {
        "@type": "DataDownload",
        "contentUrl": f"{url}{file.path}",
        "encodingFormat": file.media_type,
        "contentSize": str(file.bytes),
        "sha256": file.sha256,
    }
