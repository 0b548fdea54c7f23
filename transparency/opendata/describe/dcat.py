"""Writes the catalogue as DCAT-AP 3 in JSON-LD (semiceu.github.io/DCAT-AP/releases/3.0.0), with EU vocabularies."""

from __future__ import annotations

from collections.abc import Mapping

from transparency.model.dataset import Dataset, Frequency
from transparency.model.text import LocalText
from transparency.opendata.catalogue import Catalogue, Download
from transparency.registry.check import CheckedRegistry
from transparency.site.views.actor import title

AUTHORITY = "http://publications.europa.eu/resource/authority"
IANA = "https://www.iana.org/assignments/media-types"

CONTEXT: Mapping[str, object] = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

_FREQUENCIES: Mapping[Frequency, str] = {
    "irregular": "IRREG",
    "daily": "DAILY",
    "monthly": "MONTHLY",
    "quarterly": "QUARTERLY",
    "semester": "ANNUAL_2",
    "annual": "ANNUAL",
}


def catalog(registry: CheckedRegistry, catalogue: Catalogue) -> object:
    """The catalogue with every dataset and file."""
    settings = registry.settings
    home = f"{settings.url}open-data/"
    return {
        "@context": CONTEXT,
        "@id": f"{home}catalog.jsonld",
        "@type": "dcat:Catalog",
        "dct:title": _texts(settings.portal),
        "dct:description": _texts(settings.tagline),
        "dct:publisher": _publisher(registry),
        "dct:language": _languages(registry),
        "dct:license": {"@id": settings.data_licence.url, "@type": "dct:LicenseDocument"},
        "dct:issued": _date(catalogue.reports[-1].date.isoformat()),
        "dct:modified": _date(catalogue.reports[0].date.isoformat()),
        "dcat:themeTaxonomy": {"@id": f"{AUTHORITY}/data-theme", "@type": "skos:ConceptScheme"},
        "foaf:homepage": {"@id": home, "@type": "foaf:Document"},
        "dcat:dataset": [_dataset(registry, catalogue, table.dataset) for table in catalogue.tables],
    }


def _dataset(registry: CheckedRegistry, catalogue: Catalogue, dataset: Dataset) -> object:
    url = registry.settings.url
    page = f"{url}open-data/{dataset.id}/"
    return {
        "@id": f"{page}#dataset",
        "@type": "dcat:Dataset",
        "dct:identifier": f"{page}#dataset",
        "dct:title": _texts(dataset.title),
        "dct:description": _texts(dataset.description),
        "dct:publisher": _publisher(registry),
        "dct:language": _languages(registry),
        "dct:issued": _date(_issued(catalogue, dataset.id)),
        "dct:modified": _date(catalogue.updated(dataset.id).isoformat()),
        "dct:accrualPeriodicity": _concept("frequency", _FREQUENCIES[dataset.frequency], "dct:Frequency"),
        "dct:accessRights": _concept("access-right", "PUBLIC", "dct:RightsStatement"),
        "dct:provenance": [_provenance(source) for source in dataset.sources],
        "dcat:theme": _concept("data-theme", "EDUC", "skos:Concept"),
        "dcat:version": catalogue.version,
        "dcat:landingPage": {"@id": page, "@type": "foaf:Document"},
        "dcat:contactPoint": _contact(registry, dataset),
        **(
            {"dcat:keyword": [entry for word in dataset.keywords for entry in _texts(word)]} if dataset.keywords else {}
        ),
        "dcat:distribution": [
            _distribution(registry, catalogue, dataset, file) for file in catalogue.files[dataset.id]
        ],
    }


def _distribution(registry: CheckedRegistry, catalogue: Catalogue, dataset: Dataset, file: Download) -> object:
    url = registry.settings.url
    return {
        "@id": f"{url}{file.path}",
        "@type": "dcat:Distribution",
        "dct:title": _texts(dataset.title),
        "dcat:accessURL": {"@id": f"{url}open-data/{dataset.id}/"},
        "dcat:downloadURL": {"@id": f"{url}{file.path}"},
        "dcat:mediaType": {"@id": f"{IANA}/{file.media_type}", "@type": "dct:MediaType"},
        "dct:format": _concept("file-type", file.format.upper(), "dct:MediaTypeOrExtent"),
        "dct:license": {"@id": registry.settings.data_licence.url},
        "dct:modified": _date(catalogue.updated(dataset.id).isoformat()),
        "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(file.bytes)},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@type": "xsd:hexBinary", "@value": file.sha256},
        },
    }


def _issued(catalogue: Catalogue, dataset: str) -> str:
    """Day of the oldest version that names the dataset."""
    days = [report.date for report in catalogue.reports if any(c.dataset == dataset for c in report.datasets)]
    return (days or [catalogue.reports[-1].date])[-1].isoformat()


def _publisher(registry: CheckedRegistry) -> object:
    settings = registry.settings
    return {
        "@id": f"{settings.url}#publisher",
        "@type": "foaf:Agent",
        "foaf:name": _texts(settings.institution.name),
        "foaf:homepage": {"@id": settings.url},
    }


def _contact(registry: CheckedRegistry, dataset: Dataset) -> object:
    """The unit that keeps the data; never a person."""
    mailbox = registry.settings.error_mailbox
    return {
        "@type": "vcard:Organization",
        "vcard:fn": _texts(title(registry, registry.settings.keeper_of(dataset.id))),
        **({"vcard:hasEmail": {"@id": f"mailto:{mailbox}"}} if mailbox else {}),
        "vcard:hasURL": {"@id": f"{registry.settings.url}open-data/{dataset.id}/"},
    }


def _provenance(source: LocalText) -> object:
    return {"@type": "dct:ProvenanceStatement", "rdfs:label": _texts(source)}


def _languages(registry: CheckedRegistry) -> object:
    codes = (words.text("language.iso639_3").upper() for words in registry.words.values())
    return [_concept("language", code, "dct:LinguisticSystem") for code in codes]


def _concept(scheme: str, code: str, kind: str) -> dict[str, object]:
    return {"@id": f"{AUTHORITY}/{scheme}/{code}", "@type": kind}


def _date(day: str) -> object:
    return {"@type": "xsd:date", "@value": day}


def _texts(text: LocalText) -> list[dict[str, str]]:
    return [{"@language": lang, "@value": words} for lang, words in text.texts.items()]
