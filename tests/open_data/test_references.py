"""Whoever has the files alone can decode them: every code and every reference leads to a row with words."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from transparency.model.text import LANGUAGES
from transparency.opendata import OpenData

Tables = Mapping[str, list[dict[str, str]]]


def package_of(files: Mapping[str, bytes]) -> Any:
    return json.loads(files["open-data/datapackage.json"])


def tables_of(files: Mapping[str, bytes]) -> Tables:
    package = package_of(files)
    return {
        one["name"]: list(csv.DictReader(io.StringIO(files[f"open-data/{one['path']}"].decode(), newline="")))
        for one in package["resources"]
    }


def unresolved(package: Any, tables: Tables) -> Iterator[str]:
    """References without a row, as an outsider finds them from the data package and the CSV files."""
    for resource in package["resources"]:
        schema = resource["schema"]
        kinds = ("foreignKeys", "listReferences", "partialReferences")
        for key in (one for kind in kinds for one in schema.get(kind, ())):
            other = key["reference"]["resource"] or resource["name"]
            known = {tuple(row[name] for name in key["reference"]["fields"]) for row in tables[other]}
            known |= {(code["value"],) for code in key.get("besides", ())}
            for row in tables[resource["name"]]:
                cells = tuple(row[name] for name in key["fields"])
                parts = [(one,) for one in cells[0].split(key["separator"])] if "separator" in key else [cells]
                yield from (
                    f"{resource['name']}.{key['fields']}: {one}" for one in parts if all(one) and one not in known
                )


def test_every_reference_of_every_dataset_leads_to_a_row(data: OpenData) -> None:
    assert list(unresolved(package_of(data.files), tables_of(data.files))) == []


def test_a_reference_without_a_row_is_found(data: OpenData) -> None:
    tables = dict(tables_of(data.files))
    for name in ("survey-elements", "survey-groups", "survey-units", "survey-notes", "survey-scale-points", "units"):
        told = {one.partition(".")[0] for one in unresolved(package_of(data.files), {**tables, name: tables[name][1:]})}
        assert told, name


IDENTIFIER = re.compile(r"(?!https://)[A-Za-z0-9_.#/:-]+")
SPEAKING = {
    "clauses.clause": "numbers of a standard",
    "processes.iso_9001": "numbers of a standard",
    "disclosures.clause": "numbers of a regulation",
    "surveys.clause": "numbers of a regulation",
    "processes.code": "as printed on the map",
    "compliance.clause": "the row names it",
    "legal-grounds.act": "the row names it",
    "survey-elements.code": "the row names it",
    "survey-scales.code": "the row names it",
    "survey-scale-points.point": "the row names it",
    "survey-groups.breakdown": "the row names it",
    "survey-groups.category": "the row names it",
    "survey-themes.theme": "the row names it",
    "codes.code": "the row names it",
    "indicator-values.time_period": "a period",
    "survey-indicators.TIME_PERIOD": "a period",
    "survey-themes.time_period": "a period",
    "survey-quality.time_period": "a period",
    "owed.anchor": "a place on the page",
    "disclosure-facts.fact": "the row names it",
    "disclosure-facts.page": "a page of the site",
    "documents.version": "as printed on the document",
    "legal-grounds.number": "number of the act",
    "legal-grounds.article": "number of the article",
    "programmes.code": "code of the state classifier",
    "programmes.languages": "ISO 639-1",
    "surveys.months": "numbers of months",
    "accreditations.certificate_no": "as printed on the certificate",
    "process-lists.term": "the text stands beside it",
    "process-steps.term": "the text stands beside it",
    "survey-indicators.METHOD_VERSION": "version of the method",
    "survey-indicators.BATCH": "run of the aggregation",
    "survey-elements.valid_from": "a period",
    "survey-elements.valid_to": "a period",
    "indicator-list.last_period": "a period",
    "compliance.answers": "pages of the site",
    "legal-grounds.answers": "pages of the site",
    "owed.page": "a page of the site",
    "codes.list": "dataset and column",
    "codes.column": "name of a column",
    "codes.dataset": "name of a file",
    "changes.dataset": "name of a file",
    "changes.version": "a day",
    "changes.column": "name of a column",
}
"""Columns that look like codes and need no list, with the reason."""


def undecodable(package: Any, tables: Tables) -> Iterator[str]:
    """Columns of identifiers that neither a code list nor a reference explains; the key of a table is explained by its row."""
    for resource in package["resources"]:
        schema, name = resource["schema"], resource["name"]
        kinds = ("foreignKeys", "listReferences", "partialReferences")
        led = {column for kind in kinds for key in schema.get(kind, ()) for column in key["fields"]}
        for field in schema["fields"]:
            column, cells = (
                f"{name}.{field['name']}",
                {one for row in tables[name] for one in row[field["name"]].split(" | ")},
            )
            is_text = field["type"] != "string" or field["name"][-3:] in TEXTS or not cells - {""}
            explained = "categories" in field or field["name"] in led or schema["primaryKey"] == [field["name"]]
            if not (is_text or explained or column in SPEAKING) and all(map(IDENTIFIER.fullmatch, cells - {""})):
                yield column


TEXTS = tuple(f"_{lang}" for lang in LANGUAGES)
"""Ends of the columns with texts."""


def test_every_column_of_identifiers_leads_to_words(data: OpenData) -> None:
    assert list(undecodable(package_of(data.files), tables_of(data.files))) == []


def test_a_column_without_its_code_list_is_found(data: OpenData) -> None:
    package = package_of(data.files)
    for resource in package["resources"]:
        if resource["name"] in ("indicator-list", "compliance"):
            resource["schema"].pop("foreignKeys")
            for field in resource["schema"]["fields"]:
                field.pop("categories", None)
    found = set(undecodable(package, tables_of(data.files)))
    assert {"indicator-list.owed_by", "indicator-list.group", "compliance.unit"} <= found


CODED = ("SURVEY", "REF_UNIT", "BREAKDOWN", "CATEGORY_BD", "ELEMENT", "CATEGORY", "SCALE", "NOTE")


def test_every_coded_column_of_the_figures_names_where_its_codes_are(data: OpenData) -> None:
    schema = next(one["schema"] for one in package_of(data.files)["resources"] if one["name"] == "survey-indicators")
    led = {name for key in (*schema["foreignKeys"], *schema["listReferences"]) for name in key["fields"]}
    listed = {field["name"] for field in schema["fields"] if "categories" in field}
    assert led >= set(CODED)
    said = {row["column"] for row in tables_of(data.files)["codes"] if row["dataset"] == "survey-indicators"}
    assert said == listed >= {"MEASURE", "OBS_STATUS", "CONF_STATUS", "UNIT_MEASURE", "CI_METHOD", "ASSESSMENT"}


def test_every_code_of_a_closed_list_is_in_the_dataset_of_codes(data: OpenData) -> None:
    tables = tables_of(data.files)
    known = {(row["list"], row["code"]) for row in tables["codes"]}
    for table in data.catalogue.tables:
        for column in table.dataset.columns:
            if column.codes:
                cells = (part for row in tables[table.dataset.id] for part in row[column.name].split(" | "))
                codes = {part.partition(":")[0] if column.compound else part for part in cells if part}
                assert {(f"{table.dataset.id}.{column.name}", code) for code in codes} <= known


def test_every_reason_and_every_missing_fact_has_words(data: OpenData) -> None:
    tables = tables_of(data.files)
    words = {(row["list"], row["code"]): row["title_en"] for row in tables["codes"]}
    facts = {one for row in tables["disclosures"] for one in row["missing"].split(" | ") if one}
    reasons = {code for row in tables["compliance"] for code in re.split(r" \| |:", row["reasons"]) if code}
    assert facts
    assert all(words["disclosures.missing", one] for one in facts)
    assert "Items published: … of …" in {words["compliance.reasons", one] for one in reasons}


def test_every_file_says_whether_it_holds_invented_rows(data: OpenData, folder: Path) -> None:
    import pyarrow.parquet as pq  # noqa: PLC0415

    package = package_of(data.files)
    for resource, table in zip(package["resources"], data.catalogue.tables, strict=True):
        name = table.dataset.id
        told = json.loads((folder / f"files/{name}.json").read_bytes())["demonstration"]
        parquet = pq.read_schema(folder / f"files/{name}.parquet").metadata[b"demonstration"] == b"true"
        assert (told, parquet, resource["demonstration"]) == (table.demonstration,) * 3, name
    assert json.loads((folder / "files/survey-elements.json").read_bytes())["demonstration"]
    assert not json.loads((folder / "files/processes.json").read_bytes())["demonstration"]


@pytest.mark.slow
def test_the_codes_of_a_large_site_resolve_too(real_site: Path) -> None:
    files = {
        file.relative_to(real_site).as_posix(): file.read_bytes()
        for file in (*(real_site / "open-data/files").glob("*.csv"), real_site / "open-data/datapackage.json")
    }
    assert list(unresolved(package_of(files), tables_of(files))) == []
    assert list(undecodable(package_of(files), tables_of(files))) == []
