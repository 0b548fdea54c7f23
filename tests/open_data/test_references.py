"""Whoever has the files alone can decode them: every code and every reference leads to a row with words."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

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
        for key in (*schema.get("foreignKeys", ()), *schema.get("listReferences", ())):
            other = key["reference"]["resource"] or resource["name"]
            known = {tuple(row[name] for name in key["reference"]["fields"]) for row in tables[other]}
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
                parts = (part for row in tables[table.dataset.id] for part in row[column.name].split(" | "))
                assert {(f"{table.dataset.id}.{column.name}", part) for part in parts if part} <= known


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
