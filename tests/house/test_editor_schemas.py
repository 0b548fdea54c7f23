"""The JSON Schemas for editors are as committed, accept what the records accept, and refuse what they refuse."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.conftest import FULL, ROOT
from transparency.model.text import LANGUAGES
from transparency.registry.editor_schemas import SETTINGS, editor_files
from transparency.registry.files import source
from transparency.registry.yaml_document import read_yaml

FILES = editor_files()
PLACES: dict[str, list[str]] = json.loads(FILES[SETTINGS])["yaml.schemas"]


def _plain(value: Any) -> Any:
    """A value as editors see it: a day is a text, a list is a list."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def _checker(schema: str) -> jsonschema.Draft202012Validator:
    found = json.loads(FILES[schema.removeprefix("./")])
    jsonschema.Draft202012Validator.check_schema(found)
    return jsonschema.Draft202012Validator(found)


def test_the_committed_files_are_current() -> None:
    """Otherwise run `scripts/schemas.py`."""
    stale = [name for name, text in FILES.items() if (ROOT / name).read_text(encoding="utf-8") != text]
    assert stale == []


@pytest.mark.parametrize("schema", PLACES)
def test_records_of_the_small_institution_are_accepted(schema: str) -> None:
    checker = _checker(schema)
    for pattern in PLACES[schema]:
        for file in FULL.glob(pattern):
            value = read_yaml(source(FULL, file.relative_to(FULL).as_posix())).value
            assert [error.message for error in checker.iter_errors(_plain(value))] == [], file


def _process() -> Any:
    value = read_yaml(source(FULL, "data/processes/p01.yml")).value
    return _plain(value)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"titel": "x"}, "titel"),
        ({"number": "one"}, "is not of type"),
        ({"id": "P 01"}, "does not match"),
        ({"title": {"kk": "Атауы"}}, "is a required property"),
    ],
)
def test_a_mistake_is_refused(change: dict[str, Any], said: str) -> None:
    checker = _checker("./.vscode/schemas/processes.json")
    assert list(checker.iter_errors(_process())) == []
    assert any(said in error.message for error in checker.iter_errors(_process() | change))


def test_every_key_is_explained_in_each_language() -> None:
    schema = json.loads(FILES[".vscode/schemas/processes.json"])
    explained = schema["properties"]["owner"]["description"].split("\n\n")
    assert len(explained) == len(LANGUAGES)
    assert explained[0] == "Процеске жауап беретін лауазым немесе бөлімше."


def test_settings_name_files_that_are_there() -> None:
    assert {Path(name).as_posix() for name in PLACES} <= set(FILES)
