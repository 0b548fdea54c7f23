"""The demonstration: reproducible, complete in its states, visibly invented, and safe."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from transparency.model.survey import THRESHOLD, Observation
from transparency.model.text import USUAL
from transparency.registry.load_surveys import DEMO, FOLDER, SurveyData, load_surveys


@pytest.fixture(scope="module")
def data(root: Path) -> SurveyData:
    return load_surveys(root, USUAL, demo=True)


def test_everything_committed_can_be_read(data: SurveyData) -> None:
    assert data.problems == ()
    assert (
        [q.id for q in data.questionnaires] == [entry.id for entry in data.calendar] == [f"S{n}" for n in range(1, 10)]
    )
    assert {row.survey for row in data.observations} == {entry.id for entry in data.calendar}


@pytest.mark.integration
def test_made_anew_it_is_byte_for_byte_the_same(root: Path, tmp_path: Path) -> None:
    copy = tmp_path / DEMO
    shutil.copytree(root / DEMO, copy)
    shutil.copytree(root / FOLDER, tmp_path / FOLDER)
    for name in ("indicators", "themes", "qc", "notes", "elements", "scales", "surveys", "targets"):
        (copy / f"{name}.csv").unlink()
    command = [sys.executable, str(root / "scripts/aggregate.py"), "--root", str(tmp_path), "demo"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    committed = {path.name: path.read_bytes() for path in (root / DEMO).glob("*") if path.is_file()}
    made_now = {path.name: path.read_bytes() for path in copy.glob("*") if path.is_file()}
    assert made_now == committed


STATES = {
    "suppressed": lambda row: (row.obs_status, row.conf_status, row.n_resp) == ("Q", "D", None),
    "low reliability": lambda row: row.obs_status == "U",
    "break": lambda row: row.obs_status == "B" and "BRK.S1.1" in row.note,
    "set of questions changed": lambda row: row.obs_status == "B" and "SET" in row.note.split(),
    "not held": lambda row: row.obs_status == "M" and "NOT_HELD" in row.note.split(),
    "not applicable": lambda row: row.obs_status == "M" and row.measure == "MID_SHARE",
    "low response": lambda row: row.assessment == "LOW_RESPONSE",
    "target met": lambda row: row.assessment == "MET",
    "target missed": lambda row: row.assessment == "NOT_MET",
    "target uncertain": lambda row: row.assessment == "UNCERTAIN",
    "up": lambda row: row.measure == "TREND" and row.assessment == "UP",
    "down": lambda row: row.measure == "TREND" and row.assessment == "DOWN",
    "above the rest": lambda row: row.assessment == "ABOVE",
    "below the rest": lambda row: row.assessment == "BELOW",
    "reversed": lambda row: row.reversed == 1 and row.obs_value is not None,
}


@pytest.mark.parametrize("state", STATES)
def test_every_state_can_be_seen(data: SurveyData, state: str) -> None:
    assert any(STATES[state](row) for row in data.observations)


def test_every_row_is_marked_as_demonstration(data: SurveyData) -> None:
    assert all("DEMO" in row.note.split() for row in data.observations)
    assert all("емонстрац" in unit.title.ru for unit in data.units)


def test_no_published_count_is_small(data: SurveyData) -> None:
    counts = [n for row in data.observations for n in (row.n_valid, row.n_resp) if n is not None]
    counts += [n for row in data.quality for name, n in row if name.startswith("n_") and n]
    counts += [theme.n for theme in data.themes]
    assert min(counts) >= THRESHOLD


def test_hidden_rows_hold_no_number(data: SurveyData) -> None:
    hidden = [row for row in data.observations if row.obs_status == "Q" and row.n_resp is None]
    assert hidden
    for row in hidden:
        assert {row.obs_value, row.lower, row.upper, row.n_valid, row.n_eff, row.n_eligible} == {None}


def test_all_measures_of_a_cell_share_its_decision(data: SurveyData) -> None:
    cells: dict[tuple[str, ...], set[str]] = {}
    for row in data.observations:
        if row.obs_status != "B" and row.compare_to == "_Z":
            cells.setdefault(_cell(row), set()).add(row.conf_status)
    assert {frozenset(found) for found in cells.values()} == {frozenset("F"), frozenset("D")}


def _cell(row: Observation) -> tuple[str, ...]:
    return row.survey, row.time_period, row.ref_unit, row.breakdown, row.category_bd, row.element


def test_teachers_and_sensitive_surveys_have_no_breakdown(data: SurveyData) -> None:
    for survey in ("S2", "S3", "S7", "S8"):
        assert {(row.ref_unit, row.breakdown) for row in data.observations if row.survey == survey} == {("UNIV", "_T")}


def test_every_note_has_its_text(data: SurveyData) -> None:
    used = {note for row in data.observations for note in row.note.split()}
    assert used == {note.id for note in data.notes}
