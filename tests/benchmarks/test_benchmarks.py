"""The benchmarks measure what they say: sizes in pages, real proportions, budgets that can be broken."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from benchmarks import values
from benchmarks.build import ASKED
from benchmarks.site import BUDGETS, Cost, Size, figures, judged
from benchmarks.university import REAL_PROGRAMMES, REAL_SURVEYS, count, growing_pages, university
from transparency.model.text import USUAL
from transparency.registry.load import load
from transparency.registry.load_surveys import load_surveys

pytestmark = pytest.mark.integration

PAGES = 130
"""Large enough for several surveys besides the pages that every site has once."""


def size(asked: int, cold: float, *, memory: float = 300, plain: float = 10, gate: float = 2) -> Size:
    """A measured size of three pages for each page asked for."""
    runs = {"cold": [Cost(cold, cold)], "warm": [Cost(cold / 4, cold / 4)]}
    if not asked:
        runs |= {"plain": [Cost(plain, plain)], "ungated": [Cost(cold - gate, cold - gate)]}
    return Size(asked, max(3 * asked, 500), memory, runs)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("made") / "university"
    university(root, PAGES)
    return root


def test_a_size_is_the_number_of_pages_of_a_language(made: Path) -> None:
    assert count(made) == PAGES


def test_the_parts_have_the_proportions_of_the_real_university(made: Path) -> None:
    draft, problems = load(made)
    assert draft is not None
    assert problems == ()
    share = len(draft.disclosing.tables.programmes) / REAL_PROGRAMMES
    assert len(draft.surveys.questionnaires) / REAL_SURVEYS == pytest.approx(share, abs=0.25)
    assert growing_pages() > REAL_PROGRAMMES + 5 * REAL_SURVEYS


def test_no_two_surveys_share_their_figures(made: Path) -> None:
    found: dict[str, list[float]] = {}
    for row in load_surveys(made, USUAL).observations:
        if row.obs_value is not None and row.measure == "MEAN":
            found.setdefault(row.survey, []).append(row.obs_value)
    assert len(found) > 1
    assert len({tuple(sorted(values)) for values in found.values()}) == len(found)


def test_rows_of_a_table_keep_one_set_of_names(made: Path) -> None:
    rows = load_surveys(made, USUAL).observations
    assert len({id(row.model_fields_set) for row in rows}) == 1
    assert rows[0].model_fields_set == set(type(rows[0]).model_fields)


def test_a_build_without_the_gate_replaces_every_call_of_it() -> None:
    modules = {module.__name__ for module in ASKED}
    callers = {
        f"transparency.{'.'.join(file.relative_to('transparency').with_suffix('').parts)}"
        for file in Path("transparency").rglob("*.py")
        if "import check_paths" in file.read_text(encoding="utf-8")
    }
    assert modules == callers


@pytest.mark.parametrize(
    ("sizes", "broken"),
    [
        ([size(0, 13)], ""),
        ([size(0, 15)], "site_cold_wall"),
        ([size(0, 12, plain=4)], "site_warm_wall"),
        ([size(0, 12, gate=3.5)], ""),
        ([size(0, 12, gate=3.7)], "gate_wall"),
        ([size(200, 10), size(400, 21)], ""),
        ([size(200, 10), size(400, 23)], "growth_time"),
        ([size(200, 10, memory=100), size(400, 20, memory=230)], "growth_memory"),
        ([size(400, 20, memory=3080)], "memory_mib"),
    ],
)
def test_an_exceeded_budget_is_printed(sizes: list[Size], broken: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert judged(sizes) == bool(broken)
    assert broken in capsys.readouterr().out


def test_every_figure_that_is_judged_has_a_budget() -> None:
    budgets = yaml.safe_load(BUDGETS.read_text(encoding="utf-8"))
    sizes = [size(0, 1), size(200, 1), size(400, 1)]
    assert {*figures(sizes), *values.figures(Cost(1, 1), Cost(2, 2), 300)} == set(budgets)
