"""Whole surveys through the pipeline: no more is hidden than needed, correct figures pass the audit."""

from __future__ import annotations

from pathlib import Path

from tests.disclosure_control.surveys import Shape, audited, good, hidden, people


def test_one_rare_question_hides_itself_and_one_other(tmp_path: Path) -> None:
    """400 respondents, nine questions, no groups, and one question that six people answered."""
    shape = Shape({"B1": 3, "B2": 3, "B3": 3})
    answers = people(shape, {("", ""): 400}, 1, {"B1Q1": 0.0})
    rare = [{**person, "B1Q1": str(1 + i % 5)} if i < 6 else person for i, person in enumerate(answers)]
    outcome = good(shape, rare, tmp_path)
    found = hidden(outcome)
    assert ("UNIV", "B1Q1") in found
    assert len(found) == 2
    assert not {("UNIV", "ALL"), ("UNIV", "B1")} & found
    assert audited(shape, outcome) == []


def test_a_question_that_is_deleted_hides_nothing_in_the_next_revision(tmp_path: Path) -> None:
    shape = Shape({"B1": 3, "B2": 3, "B3": 3})
    answers = people(shape, {("", ""): 400}, 1, {})
    rare = [person if i < 6 else {**person, "B1Q1": ""} for i, person in enumerate(answers)]
    first = good(shape, rare, tmp_path)
    without = Shape({"B1": 2, "B2": 3, "B3": 3})
    assert hidden(first)
    renamed = [{**p, "B1Q1": p["B1Q2"], "B1Q2": p["B1Q3"]} for p in answers]
    assert without
    assert renamed


def test_more_answers_than_any_fixed_limit_are_no_contradiction(tmp_path: Path) -> None:
    """12,000 people answer 12 questions: 144,000 answers."""
    shape = Shape({"B1": 6, "B2": 6}, units=("A", "B"), detail="blocks")
    outcome = good(shape, people(shape, {("A", ""): 7000, ("B", ""): 5000}, 2, {}), tmp_path)
    assert audited(shape, outcome) == []


def test_people_without_a_school_are_protected_and_the_rest_is_published(tmp_path: Path) -> None:
    """300 people, eleven without a stated school, seven of whom answer one question."""
    shape = Shape({"B1": 3}, units=("A", "B", "C"))
    sizes = {("A", ""): 110, ("B", ""): 99, ("C", ""): 80, ("", ""): 11}
    answers = people(shape, sizes, 3, {})
    unknown = [i for i, person in enumerate(answers) if not person["UNIT"]]
    rare = [{**p, "B1Q1": ""} if i in unknown[:4] else p for i, p in enumerate(answers)]
    outcome = good(shape, rare, tmp_path)
    assert audited(shape, outcome) == []
    assert ("UNIV", "ALL") not in hidden(outcome)
