"""Breaks, waves, benchmarks, verdicts and disclosure in invented surveys of two and three periods."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.survey.cases import attempt, outcome, questionnaire, texts, unit
from transparency.model.questionnaire import Break, ExportLayout, GroupValue, Questionnaire, RespondentGroup, Wave
from transparency.model.survey import Observation, PopulationCount
from transparency.survey.run import SurveyRun

EXAMPLE = questionnaire("worked_example")
UNITS = (unit("A1"), unit("B1"), unit("C1"))
GROUP = RespondentGroup(
    code="UNIT",
    role="unit",
    title=texts("unit"),
    values=tuple(GroupValue(code=code, label=texts(code)) for code in ("A1", "B1", "C1")),
)
HEAD = "id;unit;A;B;C\n"
LAYOUT = ExportLayout(response_id="id")


def _asked(*periods: str, **more: object) -> Questionnaire:
    waves = tuple(Wave(period=period) for period in periods)
    return EXAMPLE.model_copy(update={"waves": waves, "groups": (GROUP,), "frequency": "S", **more})


def _file(folder: Path, period: str, groups: dict[str, Sequence[int]]) -> Path:
    """One line for each answer to A; answers to B and C are half positive."""
    path = folder / f"{period}.csv"
    marks = [(group, mark) for group, answers in groups.items() for mark in answers]
    lines = [f"{period}-{n};{group};{mark};{2 + n % 2 * 2};{1 + n % 2 * 9}\n" for n, (group, mark) in enumerate(marks)]
    path.write_text(HEAD + "".join(lines), encoding="utf-8")
    return path


def _run(folder: Path, asked: Questionnaire, **answers: dict[str, Sequence[int]]) -> SurveyRun:
    files = {name[1:].replace("_", "-"): _file(folder, name[1:].replace("_", "-"), g) for name, g in answers.items()}
    return outcome(asked, files, layout=LAYOUT, units=UNITS)


def _row(
    found: SurveyRun, period: str, ref_unit: str, element: str, measure: str, to: str = "_Z"
) -> Observation | None:
    wanted = (period, ref_unit, "_T", element, measure, to)
    rows = [r for r in found.observations if _names(r) == wanted and r.category == "_Z"]
    return rows[0] if rows else None


def _names(row: Observation) -> tuple[str, ...]:
    return row.time_period, row.ref_unit, row.breakdown, row.element, row.measure, row.compare_to


HIGH, LOW = [5] * 50 + [2] * 10, [5] * 15 + [2] * 45
SCHOOLS = {"A1": HIGH, "B1": LOW, "C1": [5] * 30 + [2] * 30}


def test_december_is_compared_with_december(tmp_path: Path) -> None:
    found = _run(
        tmp_path, _asked("2023-S2", "2024-S1", "2024-S2"), p2023_S2=SCHOOLS, p2024_S1=SCHOOLS, p2024_S2=SCHOOLS
    )
    row = _row(found, "2024-S2", "UNIV", "A", "DIFF", "PREV:2023-S2")
    assert row is not None
    assert (row.obs_value, row.assessment) == (0.0, "NO_EVIDENCE")
    assert _row(found, "2024-S1", "UNIV", "A", "DIFF", "PREV:2023-S2") is None


def test_a_break_forbids_the_difference_of_everything_it_touches(tmp_path: Path) -> None:
    declared = (Break(period="2024", elements=("A",), reason=texts("reworded")),)
    found = _run(tmp_path, _asked("2023", "2024", breaks=declared), p2023=SCHOOLS, p2024=SCHOOLS)
    for element, status in (("A", "B"), ("K", "B"), ("ALL", "B"), ("G", "A")):
        row = _row(found, "2024", "UNIV", element, "DIFF", "PREV:2023")
        assert row is not None
        assert row.obs_status == status
        assert (row.obs_value is None) == (status == "B")


def test_a_trend_needs_three_comparable_periods(tmp_path: Path) -> None:
    rising = [{"A1": [5] * n + [2] * (60 - n)} for n in (20, 35, 50)]
    asked = _asked("2022", "2023", "2024")
    found = _run(tmp_path, asked, p2022=rising[0], p2023=rising[1], p2024=rising[2])
    row = _row(found, "2024", "UNIV", "A", "TREND", "RUN:2022-2024")
    assert row is not None
    assert (row.obs_value, row.assessment, row.unit_measure, row.n_valid) == (0.25, "UP", "PP_Y", 180)
    assert _row(found, "2023", "UNIV", "A", "TREND", "RUN:2022-2023") is None


def test_a_unit_is_compared_with_the_rest_without_it(tmp_path: Path) -> None:
    found = _run(tmp_path, _asked("2024", detail="items"), p2024=SCHOOLS)
    row = _row(found, "2024", "A1", "A", "DIFF", "REST")
    assert row is not None
    assert row.obs_value == round(50 / 60 - 45 / 120, 6)
    assert row.assessment == "ABOVE"
    assert "BH3" in row.note.split()


def test_growth_of_the_middle_is_seen(tmp_path: Path) -> None:
    found = _run(tmp_path, _asked("2023", "2024"), p2023={"A1": [5] * 80}, p2024={"A1": [5] * 50 + [3] * 30})
    row = _row(found, "2024", "UNIV", "A", "MID_DIFF", "PREV:2023")
    assert row is not None
    assert (row.assessment, row.obs_value) == ("UP", 0.375)
    assert row.lower is not None
    assert row.lower > 0


def test_no_verdict_below_thirty_respondents(tmp_path: Path) -> None:
    small = {"A1": [5] * 24 + [2] * 2, "B1": LOW}
    found = _run(tmp_path, _asked("2024", detail="items"), p2024=small)
    row = _row(found, "2024", "A1", "A", "DIFF", "REST")
    assert row is not None
    assert (row.obs_status, row.assessment) == ("U", "_Z")


def test_a_small_unit_hides_another_and_no_number_of_either_is_written(tmp_path: Path) -> None:
    schools = {"A1": HIGH, "B1": LOW, "C1": [5, 5, 2, 2, 3, 4]}
    found = _run(tmp_path, _asked("2024"), p2024=schools)
    status = {unit: _row(found, "2024", unit, "K", "SAT_SHARE") for unit in ("A1", "B1", "C1")}
    hidden = {unit for unit, row in status.items() if row is not None and row.obs_status == "Q"}
    assert "C1" in hidden
    assert len(hidden) == 2
    assert all(status[unit].n_resp is None for unit in hidden if status[unit])
    assert not [row for row in found.observations if row.ref_unit in hidden and row.obs_value is not None]


def test_respondents_of_no_known_unit_are_a_hidden_part_of_the_total(tmp_path: Path) -> None:
    found = _run(tmp_path, _asked("2024"), p2024={"A1": HIGH, "B1": LOW, "": [5, 4, 3]})
    shown = [unit for unit in ("A1", "B1") if _row(found, "2024", unit, "K", "SAT_SHARE").obs_status != "Q"]
    assert len(shown) < 2
    unknown = [row for row in found.observations if "_U" in row.ref_unit]
    assert {(row.obs_status, row.obs_value, row.n_resp) for row in unknown} == {("Q", None, None)}


def test_small_groups_that_all_say_the_same_are_not_shown_as_such(tmp_path: Path) -> None:
    found = _run(tmp_path, _asked("2024", detail="items"), p2024={"A1": [5] * 25, "B1": HIGH, "C1": LOW})
    rows = [r for r in found.observations if r.ref_unit == "A1" and r.element == "A" and r.measure == "SAT_SHARE"]
    assert rows
    assert all(row.obs_value is None for row in rows)
    assert not [
        r for r in found.observations if r.ref_unit == "A1" and r.element == "A" and r.measure == "DIST" and r.obs_value
    ]


def test_response_rate_and_composition(tmp_path: Path) -> None:
    population = tuple(
        PopulationCount(time_period="2024", ref_unit=code, n=n)
        for code, n in (("UNIV", 1000), ("A1", 500), ("B1", 300), ("C1", 200))
    )
    files = {"2024": _file(tmp_path, "2024", SCHOOLS)}
    found = outcome(_asked("2024", detail="items"), files, layout=LAYOUT, units=UNITS, population=population)
    rate = _row(found, "2024", "UNIV", "ALL", "RESP_RATE")
    assert rate is not None
    assert (rate.obs_value, rate.assessment, rate.n_eligible) == (0.18, "LOW_RESPONSE", 1000)
    bounds = _row(found, "2024", "UNIV", "ALL", "SAT_BOUNDS")
    assert bounds is not None
    p = (95 + 180) / 540
    assert (bounds.lower, bounds.upper) == (round(0.18 * p, 6), round(0.18 * p + 0.82, 6))
    gap = _row(found, "2024", "A1", "ALL", "RESP_GAP")
    assert gap is not None
    assert gap.obs_value == round(60 / 180 - 0.5, 6)
    post = _row(found, "2024", "UNIV", "A", "SAT_SHARE_POST")
    assert post is not None
    assert post.obs_value == round((0.5 * 50 + 0.3 * 15 + 0.2 * 30) / 60, 6)


def test_a_revision_that_moves_a_few_people_is_refused(tmp_path: Path) -> None:
    asked = _asked("2024")
    first = _run(tmp_path, asked, p2024=SCHOOLS)
    revised = {"2024": _file(tmp_path, "2024", {**SCHOOLS, "A1": [*HIGH, 5, 5]})}
    found = attempt(asked, revised, layout=LAYOUT, units=UNITS, history=first.observations)
    assert not isinstance(found, SurveyRun)
    assert {problem.rule for problem in found} == {"I13"}


def test_an_earlier_period_may_be_known_only_as_published(tmp_path: Path) -> None:
    asked = _asked("2023", "2024")
    both = _run(tmp_path, asked, p2023=SCHOOLS, p2024={**SCHOOLS, "C1": HIGH})
    before = tuple(row for row in both.observations if row.time_period == "2023")
    files = {"2024": tmp_path / "2024.csv"}
    later = outcome(asked, files, layout=LAYOUT, units=UNITS, history=before)
    one, two = (_row(found, "2024", "UNIV", "K", "DIFF", "PREV:2023") for found in (both, later))
    assert one is not None
    assert two is not None
    assert (one.obs_value, one.lower, one.upper, one.assessment) == (
        two.obs_value,
        two.lower,
        two.upper,
        two.assessment,
    )
