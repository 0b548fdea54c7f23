"""Descriptions are judged by third-party validators: frictionless, csvw, pyshacl; and by Google's list of required fields."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import frictionless
import pyshacl
import pytest
import rdflib
from csvw import CSVW

from benchmarks.metadata_quality import points, rating
from transparency.model.site import DatasetDoi
from transparency.model.text import LANGUAGES
from transparency.opendata import OpenData, open_data
from transparency.registry.check import CheckedRegistry
from transparency.site.render import schema_org
from transparency.site.render.pages import Renderer, titles_of
from transparency.site.views.addresses import page_url
from transparency.site.views.all_pages import pages
from transparency.site.views.datasets import DatasetView

SHAPES = Path(__file__).parent / "shapes.ttl"


@pytest.mark.integration
def test_frictionless_finds_no_error(folder: Path) -> None:
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.flatten(["taskNumber", "rowNumber", "fieldName", "type", "note"]) == []
    assert report.valid


def test_frictionless_finds_a_planted_error(folder: Path, tmp_path: Path) -> None:
    text = (folder / "files/processes.csv").read_text(encoding="utf-8")
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    resource = next(one for one in package["resources"] if one["name"] == "processes")
    del resource["hash"], resource["bytes"]
    (tmp_path / "files").mkdir()
    (tmp_path / "files/processes.csv").write_text(
        text.replace(",management,", ",managment,", 1), encoding="utf-8", newline=""
    )
    (tmp_path / "datapackage.json").write_text(json.dumps(package | {"resources": [resource]}), encoding="utf-8")
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert ["constraint-error"] in report.flatten(["type"])


def faults_by_csvw(file: Path) -> list[str]:
    """What csvw says of a description and its files; it speaks in warnings, so none may be kept from it."""
    with warnings.catch_warnings(record=True):
        warnings.simplefilter("always")
        checked = CSVW(str(file), validate=True)
        return [] if checked.is_valid else [str(one.message) for one in checked.warnings]


@pytest.mark.integration
def test_every_csv_keeps_to_its_csvw_description(folder: Path, data: OpenData) -> None:
    for table in data.catalogue.tables:
        assert faults_by_csvw(folder / f"files/{table.dataset.id}.csv-metadata.json") == []


def test_the_group_of_csvw_is_valid_with_its_references(folder: Path) -> None:
    assert faults_by_csvw(folder / "files/csv-metadata.json") == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\r\np01,1,", "\r\np02,1,"),
        (",management,", ",managment,"),
        (",2026-", ",2026/"),
        ("id,number,", "id,nomber,"),
        ("\r\np01,1,", "\r\np01,one,"),
    ],
    ids=["repeated key", "unknown code", "not a date", "another name", "not a number"],
)
def test_csvw_finds_a_planted_error(folder: Path, tmp_path: Path, old: str, new: str) -> None:
    text = (folder / "files/processes.csv").read_bytes().decode()
    assert old in text
    (tmp_path / "processes.csv").write_bytes(text.replace(old, new, 1).encode())
    name = "processes.csv-metadata.json"
    (tmp_path / name).write_bytes((folder / "files" / name).read_bytes())
    try:
        faults = faults_by_csvw(tmp_path / name)
    except ValueError as error:
        faults = [str(error)]
    assert faults


def test_titles_of_csvw_stand_in_three_languages(folder: Path, data: OpenData) -> None:
    for table in data.catalogue.tables:
        described = json.loads((folder / f"files/{table.dataset.id}.csv-metadata.json").read_text(encoding="utf-8"))
        for column in described["tableSchema"]["columns"]:
            assert {"kk", "ru", "en", "und"} <= set(column["titles"])


def graph_of(catalogue: dict[str, Any]) -> rdflib.Graph:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the reader of JSON-LD in rdflib uses its own old class
        return rdflib.Graph().parse(data=json.dumps(catalogue), format="json-ld")


def conforms(catalogue: dict[str, Any]) -> tuple[bool, str]:
    valid, _, text = pyshacl.validate(graph_of(catalogue), shacl_graph=rdflib.Graph().parse(SHAPES), inference="none")
    return bool(valid), str(text)


@pytest.fixture(scope="module")
def catalogue(data: OpenData) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(data.files["open-data/catalog.jsonld"])
    return found


def test_the_catalogue_conforms_to_dcat_ap(catalogue: dict[str, Any], data: OpenData) -> None:
    valid, text = conforms(catalogue)
    assert valid, text
    datasets = list(graph_of(catalogue).subjects(rdflib.RDF.type, rdflib.DCAT.Dataset))
    assert len(datasets) == len(data.catalogue.tables)


@pytest.mark.integration
@pytest.mark.parametrize(
    ("path", "what"),
    [
        (("dct:title",), "no title of the catalogue"),
        (("dct:publisher",), "no publisher"),
        (("dcat:dataset", 0, "dct:description"), "no description of a dataset"),
        (("dcat:dataset", 0, "dcat:distribution", 0, "dcat:accessURL"), "no address of access"),
        (("dcat:dataset", 0, "dcat:distribution", 0, "spdx:checksum", "spdx:checksumValue"), "no value of a checksum"),
        (("dcat:dataset", 0, "dct:publisher", "foaf:name"), "no name of the publisher"),
        (("dcat:dataset", 0, "dct:spatial"), "no place of a dataset"),
        (("dcat:dataset", 0, "dcat:keyword"), "no keywords"),
        (("dcat:service", "dcat:endpointDescription"), "no description of the service"),
    ],
)
def test_the_shapes_refuse(catalogue: dict[str, Any], path: tuple[Any, ...], what: str) -> None:
    broken = json.loads(json.dumps(catalogue).replace('"@id": "https://university.example/#publisher"', '"x": "y"'))
    place = broken
    for part in path[:-1]:
        place = place[part]
    del place[path[-1]]
    assert not conforms(broken)[0], what


def test_the_score_of_data_europa_eu_is_excellent(catalogue: dict[str, Any], data: OpenData) -> None:
    """The pages are not among the files of this test, so an access address is answered by its data."""
    served = {f"https://university.example/{path}" for path in data.files}
    pages_of = {f"https://university.example/open-data/{table.dataset.id}/" for table in data.catalogue.tables}
    found = points(catalogue, (served | pages_of).__contains__, conforms=conforms(catalogue)[0])
    most = {"findability": 100, "accessibility": 100, "interoperability": 110, "reusability": 75, "contextuality": 20}
    total = {name: sum(values.values()) for name, values in found.items()}
    assert set(total) == set(most)
    assert all(total[name] == most[name] for name in ("accessibility", "reusability", "contextuality"))
    assert total["findability"] >= 80
    assert total["interoperability"] >= 95
    assert rating(sum(total.values())) == "excellent"


def test_the_score_falls_with_what_is_missing(catalogue: dict[str, Any]) -> None:
    whole = points(catalogue, lambda _: True, conforms=True)
    poor = json.loads(json.dumps(catalogue))
    for dataset in poor["dcat:dataset"]:
        del dataset["dcat:keyword"]
        del dataset["dcat:distribution"][0]["dct:license"]
    less = points(poor, lambda address: address.endswith(".csv"), conforms=False)
    assert (whole["findability"]["keywords"], less["findability"]["keywords"]) == (30, 0)
    assert (whole["reusability"]["licence"], less["reusability"]["licence"]) == (20, pytest.approx(13.3))
    assert less["accessibility"]["download address is served"] == 10
    assert less["interoperability"]["DCAT-AP"] == 0


def nodes(registry: CheckedRegistry, data: OpenData) -> Iterator[dict[str, Any]]:
    for page in pages(registry, data.catalogue):
        if isinstance(page.view, DatasetView) and page.view.entry.files:
            for lang in LANGUAGES:
                yield schema_org.dataset(registry, page.view, lang, page_url(registry, page.id, lang))


def test_google_gets_its_required_and_recommended_fields(registry: CheckedRegistry, data: OpenData) -> None:
    found = list(nodes(registry, data))
    assert len(found) == len(LANGUAGES) * len(data.catalogue.tables)
    for node in found:
        assert node["@type"] == "Dataset"
        assert node["name"]
        assert schema_org.SHORTEST <= len(node["description"]) <= schema_org.LONGEST, node["name"]
        assert {"creator", "license", "identifier", "keywords", "version", "url", "variableMeasured"} <= set(node)
        for download in node["distribution"]:
            assert download["contentUrl"].removeprefix(registry.settings.url) in data.files
            assert "/" in download["encodingFormat"]


def test_passports_have_titles_and_types_of_every_field(data: OpenData) -> None:
    passports = json.loads(data.files["open-data/national-portal.json"])
    assert [one["apiUri"] for one in passports] == [t.dataset.id.replace("-", "_") for t in data.catalogue.tables]
    for passport, table in zip(passports, data.catalogue.tables, strict=True):
        assert list(passport["fields"]) == list(table.names)
        for field in passport["fields"].values():
            assert all(field[f"label{lang.capitalize()}"] for lang in LANGUAGES)


def test_a_doi_stands_in_every_description_and_only_where_there_is_one(registry: CheckedRegistry) -> None:
    doi = DatasetDoi(dataset="processes", doi="10.12345/processes")
    invented = DatasetDoi(dataset="survey-indicators", doi="10.12345/invented")
    with_doi = replace(registry, settings=registry.settings.model_copy(update={"dataset_dois": (doi, invented)}))
    found, _ = open_data(with_doi, full=False)
    assert found is not None
    address = "https://doi.org/10.12345/processes"
    catalogue = json.loads(found.files["open-data/catalog.jsonld"])
    assert conforms(catalogue)[0]
    package = json.loads(found.files["open-data/datapackage.json"])
    index = json.loads(found.files["open-data/api/v1/index.json"])
    google = {one["name"]: one for one in nodes(with_doi, found)}
    title = f"{registry.datasets['processes'].title.get('en')}. ExampleU"
    assert google[title]["identifier"] == address
    assert {one["id"] for one in package["resources"] if "id" in one} == {address}
    assert {one["doi"] for one in index["datasets"] if "doi" in one} == {address}
    stated = [one["adms:identifier"] for one in catalogue["dcat:dataset"] if "adms:identifier" in one]
    assert [one["skos:notation"]["@value"] for one in stated] == [address]
    made = pages(with_doi, found.catalogue)
    renderer = Renderer(with_doi.common(), titles_of(with_doi, made))
    shown = {page.id: renderer.html(page, "kk") for page in made if page.id.startswith("open-data/")}
    assert {name for name, text in shown.items() if "doi.org" in text} == {"open-data/processes"}
    assert shown["open-data/processes"].count(address) == 2, "the link, and the citation"
    assert not any("10.12345" in content.decode() for path, content in found.files.items() if "survey-ind" in path)
