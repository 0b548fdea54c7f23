"""A schema that was published changes only together with the number that says how much."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT, copy_of_small
from transparency.registry.check_schemas import broken_promises
from transparency.registry.load import load

UNITS = "data/datasets/units.yml"


@pytest.fixture
def small_with_schemas(tmp_path: Path) -> Path:
    root = copy_of_small(tmp_path / "small")
    (root / "data/schemas").mkdir(exist_ok=True)
    (root / "data/schemas/units.yml").write_bytes((ROOT / "data/schemas/units.yml").read_bytes())
    for file in (root / "data/schemas/units.yml", root / UNITS):  # versions are counted from 1.0.0 here
        text = file.read_text(encoding="utf-8")
        file.write_text(re.sub(r"(?m)^version: .*$", "version: 1.0.0", text), encoding="utf-8")
    return root


def told(root: Path, version: str, old: str, new: str) -> list[str]:
    file = root / UNITS
    text = file.read_text(encoding="utf-8")
    assert len(re.findall(old, text)) >= 1
    text = re.sub(old, new, text, count=1)
    file.write_text(text.replace("version: 1.0.0", f"version: {version}"), encoding="utf-8")
    draft, problems = load(root)
    assert draft is not None, problems
    return [problem.what for problem in broken_promises(draft)]


BREAKING = {
    "a renamed column": (r"name: title_en", "name: title_eng"),
    "another type": (r"name: kind\n    type: string", "name: kind\n    type: integer"),
    "another key": (r"key: \[id\]", "key: [id, kind]"),
    "a code less": (r"      - \{code: post.*\n", ""),
    "a column that may be empty": (r"(name: title_en\n(?:    .*\n){3})    required: true\n", r"\1"),
    "several values": (r"name: kind\n", "name: kind\n    several: true\n"),
}
ADDING = {
    "a code more": (
        r"(      - \{code: post.*\n)",
        r'\1      - {code: board, title: {kk: "кеңес", ru: "совет", en: "board"}}' + "\n",
    ),
    "a column more": (
        r"columns:\n",
        'columns:\n  - name: extra\n    type: string\n    title: {kk: "а", ru: "а", en: "a"}\n'
        '    description: {kk: "а", ru: "а", en: "a"}\n',
    ),
}


@pytest.mark.parametrize("change", BREAKING.values(), ids=BREAKING.keys())
def test_a_breaking_change_needs_a_new_first_number(small_with_schemas: Path, change: tuple[str, str]) -> None:
    assert any("first number" in what for what in told(small_with_schemas, "1.9.0", *change))


@pytest.mark.parametrize("change", BREAKING.values(), ids=BREAKING.keys())
def test_with_a_new_first_number_it_passes(small_with_schemas: Path, change: tuple[str, str]) -> None:
    assert told(small_with_schemas, "2.0.0", *change) == []


@pytest.mark.parametrize("change", ADDING.values(), ids=ADDING.keys())
def test_an_addition_needs_a_new_second_number(small_with_schemas: Path, change: tuple[str, str]) -> None:
    assert any("second number" in what for what in told(small_with_schemas, "1.0.1", *change))


@pytest.mark.parametrize("change", ADDING.values(), ids=ADDING.keys())
def test_with_a_new_second_number_it_passes(small_with_schemas: Path, change: tuple[str, str]) -> None:
    assert told(small_with_schemas, "1.1.0", *change) == []


def test_a_version_never_falls(small_with_schemas: Path) -> None:
    assert told(small_with_schemas, "0.9.0", "version: 1.0.0", "version: 1.0.0") == [
        "is lower than 1.0.0, which was published."
    ]


def test_a_published_dataset_does_not_vanish(small_with_schemas: Path) -> None:
    (small_with_schemas / UNITS).unlink()
    draft, _ = load(small_with_schemas)
    assert draft is not None
    assert [problem.file for problem in broken_promises(draft)] == ["data/schemas/units.yml"]


def test_what_is_written_down_is_what_is_declared() -> None:
    for file in sorted((ROOT / "data/datasets").glob("*.yml")):
        declared = yaml.safe_load(file.read_text(encoding="utf-8"))
        schema = ROOT / "data/schemas" / file.name
        assert schema.exists(), f"run scripts/schemas.py: {file.stem} has no published schema"
        published = yaml.safe_load(schema.read_text(encoding="utf-8"))
        assert [column["name"] for column in published["columns"]] == [column["name"] for column in declared["columns"]]
        assert published["version"] == declared["version"]
