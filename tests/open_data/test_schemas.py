"""A schema that was published changes only together with the number that says how much."""

from __future__ import annotations

import functools
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from transparency.model.dataset import Dataset, PublishedSchema
from transparency.model.problem import Problem
from transparency.model.product_files import DATASETS, PRODUCT, SCHEMAS
from transparency.model.text import USUAL, Lang
from transparency.model.words import Words
from transparency.registry.check_schemas import broken_promises
from transparency.registry.declarations import Declarations
from transparency.registry.load_words import load_words
from transparency.registry.reader import Reader

FILE = "units.yml"


@pytest.fixture
def units(tmp_path: Path) -> Path:
    """The declaration of one dataset and its published schema; their versions are counted from 1.0.0 here."""
    for folder in (DATASETS, SCHEMAS):
        text = (PRODUCT / folder / FILE).read_text(encoding="utf-8")
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / FILE).write_text(re.sub(r"(?m)^version: .*$", "version: 1.0.0", text), encoding="utf-8")
    return tmp_path


@functools.cache
def words() -> Mapping[Lang, Words]:
    """The interface words of the product, in which columns and codes are translated."""
    problems: list[Problem] = []
    found = load_words(PRODUCT, USUAL, problems)
    assert problems == []
    return found


def broken(root: Path) -> list[Problem]:
    reader = Reader(root, USUAL)
    declarations = Declarations(USUAL, words(), root)
    datasets = tuple(declarations.of(Dataset, DATASETS, "*.yml", reader.problems))
    found = broken_promises(datasets, reader.folder(PublishedSchema, SCHEMAS))
    assert reader.problems == []
    return list(found)


def told(root: Path, version: str, old: str, new: str) -> list[str]:
    file = root / DATASETS / FILE
    text = file.read_text(encoding="utf-8")
    assert len(re.findall(old, text)) >= 1
    text = re.sub(old, new, text, count=1)
    file.write_text(text.replace("version: 1.0.0", f"version: {version}"), encoding="utf-8")
    return [problem.what for problem in broken(root)]


BREAKING = {
    "a renamed column": (r"name: title\n", "name: titles\n"),
    "another type": (r"name: kind\n    type: string", "name: kind\n    type: integer"),
    "another key": (r"key: \[id\]", "key: [id, kind]"),
    "a code less": (r"      - \{code: post.*\n", ""),
    "a column that may be empty": (r"(name: title\n(?:    .*\n){4})    required: true\n", r"\1"),
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
def test_a_breaking_change_needs_a_new_first_number(units: Path, change: tuple[str, str]) -> None:
    assert any("first number" in what for what in told(units, "1.9.0", *change))


@pytest.mark.parametrize("change", BREAKING.values(), ids=BREAKING.keys())
def test_with_a_new_first_number_it_passes(units: Path, change: tuple[str, str]) -> None:
    assert told(units, "2.0.0", *change) == []


@pytest.mark.parametrize("change", ADDING.values(), ids=ADDING.keys())
def test_an_addition_needs_a_new_second_number(units: Path, change: tuple[str, str]) -> None:
    assert any("second number" in what for what in told(units, "1.0.1", *change))


@pytest.mark.parametrize("change", ADDING.values(), ids=ADDING.keys())
def test_with_a_new_second_number_it_passes(units: Path, change: tuple[str, str]) -> None:
    assert told(units, "1.1.0", *change) == []


def test_a_version_never_falls(units: Path) -> None:
    assert told(units, "0.9.0", "version: 1.0.0", "version: 1.0.0") == ["is lower than 1.0.0, which was published."]


def test_a_published_dataset_does_not_vanish(units: Path) -> None:
    (units / DATASETS / FILE).unlink()
    assert [problem.file for problem in broken(units)] == [f"{SCHEMAS}/{FILE}"]


@pytest.mark.integration
def test_what_is_written_down_is_what_is_declared() -> None:
    """The command would write nothing."""
    command = [sys.executable, "scripts/schemas.py", "--check"]
    done = subprocess.run(command, cwd=PRODUCT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
