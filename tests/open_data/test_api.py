"""The description of the API is valid, and what it says of every address is true of a server on this machine."""

from __future__ import annotations

import json
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

import jsonschema
import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from transparency.opendata import OpenData

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def described(data: OpenData) -> Any:
    return json.loads(data.files["open-data/api/v1/openapi.json"])


def test_a_validator_accepts_it_and_refuses_a_broken_one(described: Any) -> None:
    assert list(OpenAPIV31SpecValidator(described).iter_errors()) == []
    path = next(path for path in described["paths"] if "{" in path)
    broken = json.loads(json.dumps(described))
    del broken["paths"][path]["parameters"]
    assert list(OpenAPIV31SpecValidator(broken).iter_errors())


def test_every_example_is_answered_as_described(described: Any, data: OpenData, served: str) -> None:
    asked = set()
    for path, item in described["paths"].items():
        address = path
        for parameter in item.get("parameters", ()):
            address = address.replace(f"{{{parameter['name']}}}", parameter["example"])
        with urlopen(f"{served}open-data/api/v1{address}") as answer:  # noqa: S310  (a server of the test)
            found = json.load(answer)
        asked.add(address.split("/")[1])
        schema = item["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        jsonschema.validate(found, {**schema, "components": described["components"]}, jsonschema.Draft202012Validator)
    assert asked == {"index.json"} | {table.dataset.id for table in data.catalogue.tables if table.rows}


def test_a_record_of_another_shape_is_refused(described: Any) -> None:
    schema = {**described["components"]["schemas"]["processes-record"], "components": described["components"]}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"id": "p01"}, schema, jsonschema.Draft202012Validator)


def test_an_unknown_record_is_not_found(served: str) -> None:
    with pytest.raises(HTTPError, match="404"):
        urlopen(f"{served}open-data/api/v1/processes/p99.json")  # noqa: S310  (a server of the test)
