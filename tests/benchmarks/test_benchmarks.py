"""The benchmarks measure what they say: sizes in pages, real proportions, every stage, budgets that can be broken."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from benchmarks import report
from benchmarks.measure import Added, Cost, Size
from benchmarks.timed_build import PARTS, found
from benchmarks.ungated_build import ASKED
from benchmarks.university import REAL, count, growing_pages, university
from transparency.registry.load import load
from transparency.registry.load_surveys import load_surveys


def size(asked: int, cold: float, *, memory: float = 300, plain: float = 10, gate: float = 2) -> Size:
    """A measured size of three pages for each page asked for."""
    runs = {"cold": [Cost(cold, cold)], "warm": [Cost(cold / 4, cold / 4)]}
    runs |= {kind: [Cost(plain, plain)] for kind in ("plain", "lean")} | {"ungated": [Cost(cold - gate, cold - gate)]}
    return Size(asked, max(3 * asked, 500), 10.0, memory, {"charts": cold / 2}, runs)


@pytest.fixture(scope="module")
def hundred(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("hundred") / "university"
    university(root, 100)
    return root


def test_a_size_is_the_number_of_pages_of_a_language(hundred: Path) -> None:
    assert count(hundred) == 100


def test_the_parts_stand_in_the_proportions_of_the_real_university(hundred: Path) -> None:
    draft, problems = load(hundred)
    assert draft is not None
    assert problems == ()
    share = len(draft.processes) / REAL.processes
    assert len(draft.surveys.questionnaires) / REAL.surveys == pytest.approx(share, abs=0.25)
    assert len(draft.disclosing.tables.programmes) / REAL.programmes == pytest.approx(share, abs=0.25)
    assert growing_pages() > REAL.processes + REAL.programmes + 5 * REAL.surveys


def test_no_two_surveys_share_their_figures(hundred: Path) -> None:
    figures: dict[str, list[float]] = {}
    for row in load_surveys(hundred).observations:
        if row.obs_value is not None and row.measure == "MEAN":
            figures.setdefault(row.survey, []).append(row.obs_value)
    assert len(figures) > 2
    assert len({tuple(sorted(values)) for values in figures.values()}) == len(figures)


def test_rows_of_a_table_keep_one_set_of_names(hundred: Path) -> None:
    rows = load_surveys(hundred).observations
    assert len({id(row.model_fields_set) for row in rows}) == 1
    assert rows[0].model_fields_set == set(type(rows[0]).model_fields)


@pytest.mark.parametrize(("stage", "module", "name"), PARTS, ids=lambda part: part)
def test_every_timed_function_exists(stage: str, module: str, name: str) -> None:
    owner, last = found(module, name)
    assert callable(owner[last] if isinstance(owner, dict) else getattr(owner, last)), stage


@pytest.mark.parametrize(("module", "name"), ASKED)
def test_a_build_without_the_gate_replaces_all_of_it(module: str, name: str) -> None:
    assert ("gate", module, name) in PARTS
    assert len([stage for stage, *_ in PARTS if stage == "gate"]) == len(ASKED)


@pytest.mark.parametrize(
    ("sizes", "added", "broken"),
    [
        ([size(0, 12)], None, ""),
        ([size(0, 14)], None, "site_cold_wall"),
        ([size(0, 12, plain=4)], None, "site_warm_wall"),
        ([size(0, 12, gate=2.9)], None, ""),
        ([size(0, 12, gate=3.1)], None, "gate_wall"),
        ([size(200, 10), size(400, 21)], None, ""),
        ([size(200, 10), size(400, 23)], None, "growth_time"),
        ([size(200, 10, memory=100), size(400, 20, memory=230)], None, "growth_memory"),
        ([size(400, 20, memory=2050)], None, "memory_mib"),
        ([], Added(67.0, 40.0), ""),
        ([], Added(68.0, 40.0), "open_sdg"),
    ],
)
def test_a_broken_budget_is_said(
    sizes: list[Size], added: Added | None, broken: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report.judged(sizes, added) == bool(broken)
    assert broken in capsys.readouterr().out


def test_every_figure_that_is_judged_has_a_budget() -> None:
    budgets = yaml.safe_load(report.BUDGETS.read_text(encoding="utf-8"))
    assert set(report.figures([size(0, 1), size(200, 1), size(400, 1)], Added(1.0, 0.0))) == set(budgets)


def test_what_moved_between_two_commits_is_said_and_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "before.json"
    report.write(file, [size(300, 10)], Added(20.0, 1.0))
    assert json.loads(file.read_text(encoding="utf-8"))["sizes"][0]["ratios"]["cold_plain_cpu"] == 1
    assert report.against(file, [size(300, 10.2)]).endswith("nothing moved")
    told = report.against(file, [size(300, 20)])
    assert "300 cold_plain_cpu: 1.00 -> 2.00 (+100%)" in told
    assert "megabytes" not in told


def test_open_sdg_is_called_another_machines_figure() -> None:
    told = report.beside_open_sdg(Added(68.5, 41.1))
    assert "0.20 of Open SDG's 137 ms" in told
    assert "68.5 ms, 0.50" in told
    assert "not measured here" in told
