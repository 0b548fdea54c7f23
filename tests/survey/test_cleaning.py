"""The order of cleaning, one trap at a time; every case is a small file."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.survey.cases import outcome, questionnaire, texts
from transparency.model.answer_scale import PointLabel
from transparency.model.questionnaire import ExportLayout, Filter, GroupValue, Questionnaire, RespondentGroup
from transparency.survey.cleaning import Clean, SubmissionCounts
from transparency.survey.reading import Input, read
from transparency.survey.run import SurveyRun

EXAMPLE = questionnaire("worked_example")
HEAD = "id;token;subject;time;A;B;C\n"
FULL = ExportLayout(response_id="id", token="token", timestamp="time")  # noqa: S106  (a header)
ANONYMOUS = ExportLayout()


def _outcome(
    folder: Path, lines: str, layout: ExportLayout, asked: Questionnaire = EXAMPLE, head: str = HEAD
) -> SurveyRun:
    path = folder / "export.csv"
    path.write_text(head + lines, encoding="utf-8")
    return outcome(asked.model_copy(update={"waves": _no_population(asked)}), {"2025-05": path}, layout=layout)


def _no_population(asked: Questionnaire) -> tuple:
    return (asked.waves[0].model_copy(update={"eligible": None}),)


def _quality(folder: Path, lines: str, layout: ExportLayout = FULL) -> SubmissionCounts:
    return _outcome(folder, lines, layout).periods[0].quality


def _kept(folder: Path, lines: str, layout: ExportLayout = FULL) -> list[int]:
    """Answers to A that remain."""
    return [int(answer) + 1 for answer in _clean(folder, lines, layout).answers["A"]]


def _clean(folder: Path, lines: str, layout: ExportLayout) -> Clean:
    """Submissions that remain."""
    path = folder / "export.csv"
    path.write_text(HEAD + lines, encoding="utf-8")
    return read(Input(path, "2025-05"), EXAMPLE, layout, lambda _: None).clean[0]


def test_last_complete_submission_of_a_token_wins(tmp_path: Path) -> None:
    lines = "1;t;;2025-05-01 10:00;1;1;1\n2;t;;2025-05-01 11:00;2;2;2\n3;t;;2025-05-01 12:00;3;;\n"
    assert _kept(tmp_path, lines) == [2]


def test_without_a_complete_one_the_last_wins(tmp_path: Path) -> None:
    assert _kept(tmp_path, "1;t;;2025-05-01 10:00;1;;\n2;t;;2025-05-01 11:00;2;;\n") == [2]


def test_later_time_wins_over_later_line(tmp_path: Path) -> None:
    assert _kept(tmp_path, "1;t;;01.05.2025 12:00;1;1;1\n2;t;;01.05.2025 11:00;2;2;2\n") == [1]


def test_equal_times_the_later_line_wins(tmp_path: Path) -> None:
    assert _kept(tmp_path, "1;t;;2025-05-01 10:00;1;1;1\n2;t;;2025-05-01 10:00;2;2;2\n") == [2]


def test_month_first_dates_are_told_from_day_first_ones(tmp_path: Path) -> None:
    lines = "1;t;;05/13/2025 10:00;1;1;1\n2;t;;05/02/2025 10:00;2;2;2\n"
    assert _kept(tmp_path, lines) == [1]


def test_empty_tokens_are_different_people(tmp_path: Path) -> None:
    quality = _quality(tmp_path, "1;;;;1;1;1\n2;;;;1;1;1\n3;-;;;1;1;1\n")
    assert (quality.n_raw, quality.n_dup, quality.n_usable) == (3, 0, 3)


def test_a_token_may_evaluate_several_things(tmp_path: Path) -> None:
    layout = ExportLayout(token="token", subject="subject", timestamp="time")  # noqa: S106  (a header)
    clean = _clean(tmp_path, "1;t;x;;1;1;1\n2;t;y;;2;2;2\n3;t;y;;3;3;3\n4;u;x;;5;5;5\n", layout)
    assert (clean.quality.n_dup, clean.quality.n_usable, clean.people) == (1, 3, 2)


def test_equal_answers_are_never_duplicates(tmp_path: Path) -> None:
    quality = _quality(tmp_path, "x;;;;5;5;5\n" * 4, ANONYMOUS)
    assert (quality.n_dup, quality.n_usable) == (0, 4)


def test_lines_equal_to_the_second_are_duplicates(tmp_path: Path) -> None:
    lines = "x;;;2025-05-01 10:00:07;5;5;5\n" * 3 + "x;;;2025-05-01 10:00:08;5;5;5\ny;;;2025-05-01 10:00:07;5;5;5\n"
    assert _quality(tmp_path, lines, ExportLayout(timestamp="time")).n_dup == 2


def test_lines_equal_to_the_minute_are_not(tmp_path: Path) -> None:
    assert _quality(tmp_path, "x;;;2025-05-01 10:00;5;5;5\n" * 3, ExportLayout(timestamp="time")).n_dup == 0


def test_complete_is_four_fifths_of_the_questions(tmp_path: Path) -> None:
    lines = "1;a;;;1;Қ/М;жауап беру қиын\n2;b;;;1;1;\n3;c;;;1;1;99\n"
    assert _quality(tmp_path, lines).n_complete == 1


def test_blank_preamble_and_footer_lines_are_no_submissions(tmp_path: Path) -> None:
    head = "Есеп;;;;;;\n;;;;;;\n" + HEAD
    lines = "1;a;;2025-05-01 10:00;1;1;1\n;;;;;;\n2;b;;2025-05-01 10:00;1;1;1\n\nБарлығы: 2\nОрташа;;;;1,0;1;1\n"
    found = _outcome(tmp_path, lines, FULL, head=head)
    assert found.periods[0].quality.n_raw == 2
    assert "lines above it left out: 2" in found.readings[0].assumed[2]


def test_a_point_named_average_at_the_end_is_an_answer(tmp_path: Path) -> None:
    words = (PointLabel(value=3, kk="Орташа", ru="Средне", en="Average"),)
    asked = EXAMPLE.model_copy(
        update={"scales": (EXAMPLE.scales[0].model_copy(update={"labels": words}), EXAMPLE.scales[1])}
    )
    found = _outcome(tmp_path, "1;1;1\nорташа;1;1\n", ANONYMOUS, asked, head="A;B;C\n")
    assert found.periods[0].quality.n_raw == 2


def test_reversed_distribution_is_published_turned(tmp_path: Path) -> None:
    lines = "".join(f"{n};t{n};;;1;5;1\n" for n in range(40))
    rows = {(r.element, r.measure, r.category): r for r in _outcome(tmp_path, lines, FULL).observations}
    assert rows["B", "DIST", "1"].obs_value == 1.0
    assert "REV" in rows["B", "DIST", "1"].note.split()


def test_straight_lines_and_late_answers_are_flagged_not_removed(tmp_path: Path) -> None:
    items = tuple(EXAMPLE.items[0].model_copy(update={"code": f"Q{n}", "text": texts(f"q{n}")}) for n in range(8))
    wave = EXAMPLE.waves[0].model_copy(
        update={"eligible": None, "starts": dt.date(2025, 5, 1), "ends": dt.date(2025, 5, 2)}
    )
    asked = EXAMPLE.model_copy(update={"items": items, "waves": (wave,)})
    path = tmp_path / "e.csv"
    head = "id;time;" + ";".join(f"q{n}" for n in range(8)) + "\n"
    times = ("2025-05-01 00:00", "2025-05-02 23:59", "2025-05-03 00:00", "2025-04-30 23:59")
    answers = ("4;4;4;4;4;4;4;4", "4;4;4;4;4;4;4;5", "3;3;3;3;3;3;3;", "1;2;1;2;1;2;1;2")
    body = "".join(f"{n};{time};{answer}\n" for n, (time, answer) in enumerate(zip(times, answers, strict=True)))
    path.write_text(head + body, encoding="utf-8")
    found = outcome(asked, {"2025-05": path}, layout=ExportLayout(response_id="id", timestamp="time"))
    quality = found.periods[0].quality
    assert (quality.n_usable, quality.n_straight, quality.n_outside) == (4, 1, 2)


def test_answers_to_a_question_for_others_are_flagged(tmp_path: Path) -> None:
    group = RespondentGroup(
        code="USES",
        role="filter",
        title=texts("uses"),
        values=(GroupValue(code="YES", label=texts("yes")), GroupValue(code="NO", label=texts("no"))),
    )
    item = EXAMPLE.items[2].model_copy(update={"only_if": Filter(group="USES", categories=("YES",))})
    asked = EXAMPLE.model_copy(update={"items": (*EXAMPLE.items[:2], item), "groups": (group,)})
    lines = "1;yes;1;1;1\n2;no;1;1;\n3;no;1;1;5\n"
    found = _outcome(tmp_path, lines, ExportLayout(response_id="id"), asked, head="id;uses;A;B;C\n")
    assert found.periods[0].quality.n_filter == 1


@pytest.mark.parametrize(
    "stamp", ["45778.4168056", "2025-05-01T10:00:12Z", "1.5.2025 10:00:12", "05/01/2025 10:00:12 AM"]
)
def test_stamps_of_many_systems_are_read(tmp_path: Path, stamp: str) -> None:
    reading = _outcome(tmp_path, f"1;t;;{stamp};1;1;1\n2;t;;{stamp};2;2;2\n", FULL).readings[0].assumed[-1]
    assert "could not be read" not in reading
