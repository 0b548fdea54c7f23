"""The table builder's files hold the published figures, all of them but comparisons, and are small."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from transparency.model.product_files import PRODUCT
from transparency.model.text import LANGUAGES
from transparency.opendata import OpenData, cubes
from transparency.registry.check import CheckedRegistry

MOST_DATA, MOST_SCRIPT = 150_000, 40_000


@pytest.fixture(scope="module")
def index(data: OpenData) -> Any:
    return json.loads(data.files["open-data/builder/q1/index.json"])


def decoded(registry: CheckedRegistry, data: OpenData) -> dict[tuple[str, ...], list[object]]:
    """Measure and codes of the dimensions -> value, bounds, respondents and state."""
    found = {}
    for cube in cubes.cubes(registry):
        head = json.loads(data.files[f"{cube.path}/index.json"])
        for measure in head["measures"]:
            for row in json.loads(data.files[f"{cube.path}/{measure['code']}.json"]):
                codes = [head["dimensions"][name][at]["code"] for name, at in zip(cubes.DIMENSIONS, row, strict=False)]
                state = head["states"][row[-1]]
                found[cube.survey, measure["code"], *codes] = [*row[5:-1], state]
    return found


def test_the_files_hold_every_figure_that_is_no_comparison(registry: CheckedRegistry, data: OpenData) -> None:
    found = decoded(registry, data)
    figures = [row for row in registry.surveys.observations if row.compare_to == "_Z"]
    assert figures
    expected = {
        (one.survey, one.measure, *cubes.place(one)): [one.obs_value, one.lower, one.upper, one.n_resp]
        for one in figures
    }
    assert {key: cells[:-1] for key, cells in found.items()} == expected


def test_a_hidden_figure_has_no_number_and_a_reason(registry: CheckedRegistry) -> None:
    one = registry.surveys.observations[0]
    empty = {"obs_value": None, "lower": None, "upper": None, "n_resp": None}
    hidden = {"few": ("Q", "A"), "secondary": ("Q", "D"), "impossible": ("M", "F")}
    for name, (status, secrecy) in hidden.items():
        figure = one.model_copy(update={**empty, "obs_status": status, "conf_status": secrecy})
        assert cubes.STATES[cubes.state(figure)] == name
    not_held = one.model_copy(update={**empty, "obs_status": "M", "note": "DEMO NOT_HELD"})
    assert cubes.STATES[cubes.state(not_held)] == "not_held"
    assert cubes.STATES[cubes.state(one.model_copy(update={"obs_status": "U"}))] == "unreliable"
    assert cubes.STATES[cubes.state(one.model_copy(update={"obs_status": "A"}))] == ""


def test_every_code_has_a_name_in_every_language(index: Any) -> None:
    assert all(index["titles"][lang] for lang in LANGUAGES)
    for name, codes in index["dimensions"].items():
        for one in codes:
            assert name == "point" or all(one["titles"][lang] for lang in LANGUAGES), one
    assert all(one["titles"][lang] for one in index["measures"] for lang in LANGUAGES)


@pytest.mark.slow
def test_the_largest_table_is_small(real_site: Path) -> None:
    files = {file: file.stat().st_size for file in (real_site / "open-data/builder").rglob("*.json")}
    whole = [
        size + (file.parent / "index.json").stat().st_size for file, size in files.items() if file.name != "index.json"
    ]
    assert max(whole, default=0) <= MOST_DATA
    assert (PRODUCT / "transparency/site/layout/assets/builder.js").stat().st_size <= MOST_SCRIPT
