"""Exports of survey tools are read with the layout that names their columns; figures equal those counted by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.survey.cases import outcome, questionnaire, unit
from tests.survey.tool_layouts import PEOPLE, TOOLS, counted, make
from transparency.survey.run import SurveyRun

ASKED = questionnaire("tools")
UNITS = (unit("DESIGN"), unit("LAW"))


def _outcome(name: str, folder: Path) -> SurveyRun:
    return outcome(ASKED, {"2025-05": make(folder, name)}, layout=TOOLS[name].layout, units=UNITS)


@pytest.mark.integration
@pytest.mark.parametrize("name", TOOLS)
def test_figures_equal_those_counted_by_hand(name: str, tmp_path: Path) -> None:
    found = _outcome(name, tmp_path)
    quality = found.periods[0].quality
    assert (quality.n_usable, quality.n_out, quality.n_dup) == (PEOPLE, 0, 0)
    rows = {(row.ref_unit, row.element, row.measure): row for row in found.observations}
    for number in range(3):
        positive, valid = counted(number)
        row = rows["UNIV", f"Q{number + 1}", "SAT_SHARE"]
        assert (row.n_valid, row.obs_value) == (valid, pytest.approx(positive / valid, abs=5e-5))
    assert {unit for unit, _, _ in rows} == {"UNIV", "DESIGN", "LAW"}


def test_previews_and_tests_of_qualtrics_are_left_out(tmp_path: Path) -> None:
    for name in ("Qualtrics, texts", "Qualtrics, numbers"):
        assert _outcome(name, tmp_path).periods[0].quality.n_test == 2


def test_several_header_lines_and_sheets_are_said(tmp_path: Path) -> None:
    assert "header with 15 columns in 3 lines" in _outcome("Qualtrics, texts", tmp_path).readings[0].assumed
    sheets = _outcome("Workbook with a sheet for each school", tmp_path).readings[0].assumed
    assert sheets[0] == "worksheets 2, 3 of 3, which have the same header, read together"
