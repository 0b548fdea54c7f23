"""Writes the catalogue as DCAT-AP 3 in JSON-LD (semiceu.github.io/DCAT-AP/releases/3.0.0), with EU vocabularies."""

from __future__ import annotations

from collections.abc import Mapping

from transparency.model.dataset import Dataset, Frequency
from transparency.model.text import LocalText
from transparency.opendata.catalogue import Catalogue, Download
from transparency.opendata.dataset_table import DatasetTable, cell_text
from transparency.registry.check import CheckedRegistry
from transparency.site.views.actor import title
from transparency.site.views.page import text_in_all_languages

AUTHORITY = "http://publications.europa.eu/resource/authority"
IANA = "https://www.iana.org/assignments/media-types"

CONTEXT: Mapping[str, object] = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dct": "http://purl.org/dc/terms/",
    "dqv": "http://www.w3.org/ns/dqv#",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
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
        "dct:license": _licence(registry),
        "dct:spatial": _spatial(registry),
        "dct:issued": _date(catalogue.reports[-1].date.isoformat()),
        "dct:modified": _date(catalogue.reports[0].date.isoformat()),
        "dcat:themeTaxonomy": {"@id": f"{AUTHORITY}/data-theme", "@type": "skos:ConceptScheme"},
        "foaf:homepage": {"@id": home, "@type": "foaf:Document"},
        "dcat:dataset": [_dataset(registry, catalogue, table) for table in catalogue.tables],
        **({"dcat:service": _service(registry, catalogue)} if catalogue.tables else {}),
    }


def _dataset(registry: CheckedRegistry, catalogue: Catalogue, table: DatasetTable) -> object:
    url, dataset = registry.settings.url, table.dataset
    page = f"{url}open-data/{dataset.id}/"
    return {
        "@id": f"{page}#dataset",
        "@type": "dcat:Dataset",
        "dct:identifier": f"{page}#dataset",
        **({"adms:identifier": _doi(table.doi)} if table.doi else {}),
        "dct:title": _texts(dataset.title),
        "dct:description": _texts(dataset.description),
        "dct:publisher": _publisher(registry),
        "dct:language": _languages(registry),
        "dct:issued": _date(_issued(catalogue, dataset.id)),
        "dct:modified": _date(catalogue.updated(dataset.id).isoformat()),
        "dct:accrualPeriodicity": _concept("frequency", _FREQUENCIES[dataset.frequency], "dct:Frequency"),
        "dct:accessRights": _concept("access-right", "PUBLIC", "dct:RightsStatement"),
        "dct:provenance": [_provenance(source) for source in dataset.sources],
        "dct:spatial": _spatial(registry),
        **_temporal(table),
        **({"dqv:hasQualityAnnotation": [_quality(limit) for limit in dataset.limits]} if dataset.limits else {}),
        "dcat:theme": _concept("data-theme", "EDUC", "skos:Concept"),
        "dcat:version": catalogue.version,
        "dcat:landingPage": {"@id": page, "@type": "foaf:Document"},
        "dcat:contactPoint": _contact(registry, dataset),
        **(
            {"dcat:keyword": [entry for word in dataset.keywords for entry in _texts(word)]} if dataset.keywords else {}
        ),
        **({"dcatap:applicableLegislation": laws} if (laws := _legislation(registry, dataset)) else {}),
        "dcat:distribution": [
            _distribution(registry, catalogue, dataset, file) for file in catalogue.files[dataset.id]
        ],
    }


def _doi(address: str) -> object:
    """The other identifier of DCAT-AP."""
    return {"@type": "adms:Identifier", "skos:notation": {"@type": "xsd:anyURI", "@value": address}}


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
        "dct:license": {"@id": _licence(registry)["@id"]},
        "dct:rights": _concept("access-right", "PUBLIC", "dct:RightsStatement"),
        "dct:modified": _date(catalogue.updated(dataset.id).isoformat()),
        "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(file.bytes)},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@type": "xsd:hexBinary", "@value": file.sha256},
        },
    }


def _legislation(registry: CheckedRegistry, dataset: Dataset) -> list[object]:
    """The acts by which the dataset is published, once the legal service has confirmed them."""
    confirmed = {
        act.source: act.title
        for act in registry.legal_acts
        for duty in act.duties
        if duty.confirmed and any(one.dataset == dataset.id for one in duty.answers)
    }
    return [{"@id": url, "@type": "eli:LegalResource", "dct:title": _texts(name)} for url, name in confirmed.items()]


def _issued(catalogue: Catalogue, dataset: str) -> str:
    """Day of the oldest version that names the dataset."""
    days = [report.date for report in catalogue.reports if any(c.dataset == dataset for c in report.datasets)]
    return (days or [catalogue.reports[-1].date])[-1].isoformat()


def _service(registry: CheckedRegistry, catalogue: Catalogue) -> object:
    """The static API, described by OpenAPI."""
    root = f"{registry.settings.url}open-data/api/"
    return {
        "@id": f"{root}#service",
        "@type": "dcat:DataService",
        "dct:title": _texts(text_in_all_languages(registry, "open_data.api.title")),
        "dct:description": _texts(text_in_all_languages(registry, "open_data.api.description")),
        "dct:publisher": {"@id": f"{registry.settings.url}#publisher"},
        "dct:license": {"@id": _licence(registry)["@id"]},
        "dct:accessRights": _concept("access-right", "PUBLIC", "dct:RightsStatement"),
        "dcat:landingPage": {"@id": root, "@type": "foaf:Document"},
        "dcat:endpointURL": {"@id": f"{root}v1/index.json"},
        "dcat:endpointDescription": {"@id": f"{root}v1/openapi.json"},
        "dcat:servesDataset": [
            {"@id": f"{registry.settings.url}open-data/{table.dataset.id}/#dataset"} for table in catalogue.tables
        ],
    }


def _licence(registry: CheckedRegistry) -> dict[str, object]:
    """A Creative Commons licence as the EU vocabulary names it, with its own address; any other by its address."""
    licence = registry.settings.data_licence
    if not licence.id.startswith("CC"):
        return {"@id": licence.url, "@type": "dct:LicenseDocument"}
    code = licence.id.replace("-1.0", "").replace("-", "_").replace(".", "_")
    return {**_concept("licence", code, "dct:LicenseDocument"), "skos:exactMatch": {"@id": licence.url}}


COUNTRY = "KAZ"
"""The gate, the national portal and the duties of the product are those of Kazakhstan."""


def _spatial(registry: CheckedRegistry) -> object:
    city = {"@type": "dct:Location", "skos:prefLabel": _texts(registry.settings.institution.city)}
    return [_concept("country", COUNTRY, "dct:Location"), city]


_PERIODS = frozenset({"time_period", "year"})


def _temporal(table: DatasetTable) -> dict[str, object]:
    """From the first to the last year of a dataset with a column of periods; a register has no period."""
    names = [name for name in table.names if name.lower() in _PERIODS]
    years = sorted({cell_text(cell)[:4] for name in names for cell in table.column(name)} - {""})
    if not years:
        return {}
    ends = {"dcat:startDate": _date(f"{years[0]}-01-01"), "dcat:endDate": _date(f"{years[-1]}-12-31")}
    return {"dct:temporal": {"@type": "dct:PeriodOfTime", **ends}}


def _quality(limit: LocalText) -> object:
    """A note on what the data do not say."""
    body = {"@type": "oa:TextualBody", "rdf:value": _texts(limit)}
    return {"@type": "dqv:QualityAnnotation", "oa:motivatedBy": {"@id": "dqv:qualityAssessment"}, "oa:hasBody": body}


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
