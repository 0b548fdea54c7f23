"""The score of a survey risk is computed from likelihood and impact; nobody can type another one."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path

import pytest

from transparency.model.questionnaire import Questionnaire, Wave
from transparency.model.survey_notes import SurveyRisk
from transparency.model.text import USUAL, LocalText
from transparency.registry.csv_records import columns, read_table
from transparency.registry.files import Source
from transparency.registry.load_surveys import SurveyData
from transparency.site.build.survey_files import risk_columns, scored, tables

TEXT = LocalText(kk="а", ru="б", en="c, d")
GRADES = range(1, 6)


def risk(likelihood: int, impact: int) -> SurveyRisk:
    return SurveyRisk(
        id="R1",
        survey="S1",
        element="ALL",
        measure="SAT_SHARE",
        risk_class="METHOD",
        likelihood=likelihood,
        impact=impact,
        assessed=dt.date(2026, 3, 1),
        owner=TEXT,
        title=TEXT,
        action=TEXT,
        status="final",
    )


def test_every_score_is_a_product_of_two_grades() -> None:
    """14 cannot occur (S3-9.2.4)."""
    scores = {risk(a, b).score for a in GRADES for b in GRADES}
    assert scores == {1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 15, 16, 20, 25}
    assert risk(5, 3).score == 15


@pytest.mark.parametrize("grade", [0, 6, -1])
def test_a_grade_beyond_the_scale(grade: int) -> None:
    with pytest.raises(ValueError, match="likelihood"):
        risk(grade, 3)


def test_a_typed_score_has_no_column(tmp_path: Path) -> None:
    """A row 5,3,14 once fell below the line of action plans."""
    header = ["SCORE" if name == "ASSESSED" else name for name in columns(SurveyRisk, USUAL)]
    (tmp_path / "risks.csv").write_text(",".join(header) + "\n", encoding="utf-8")
    _, problems = read_table(SurveyRisk, Source(tmp_path / "risks.csv", "risks.csv"), USUAL)
    assert [problem.rule for problem in problems] == ["T03"]
    assert "SCORE" not in problems[0].advice


def test_the_published_table_has_the_computed_score() -> None:
    rows = list(csv.DictReader(io.StringIO(scored([risk(5, 3), risk(4, 4)], USUAL).decode())))
    assert [row["SCORE"] for row in rows] == ["15", "16"]
    assert tuple(rows[0]) == risk_columns(USUAL) == tables(USUAL)["risks.csv"]
    assert (rows[0]["TITLE_EN"], rows[0]["ASSESSED"]) == ("c, d", "2026-03-01")


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("SELF", "METHOD"),
        ("BRK.S1.1", "METHOD"),
        ("BAND", "ETHICS"),
        ("NOT_HELD", "ORGANISATION"),
        ("DEMO", None),
        ("WAVE.S1.2025-S2", "TECHNICAL"),
        ("WAVE.S9.2025-S2", None),
    ],
)
def test_a_limit_belongs_to_a_class_of_risks(note: str, expected: str | None) -> None:
    """Limits of figures have the five classes of risks (S3-9.1); of a wave its questionnaire says which."""
    wave = Wave(period="2025-S2", note=TEXT, note_class="TECHNICAL")
    form = Questionnaire.model_construct(id="S1", waves=(wave,))
    assert SurveyData(questionnaires=(form,)).limit_class(note) == expected
