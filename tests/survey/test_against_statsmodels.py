"""Two invented surveys from file to figures, against statsmodels and formulas written differently."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from statsmodels.stats.contingency_tables import Table
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint, proportions_ztest

from tests.survey.cases import outcome, questionnaire, unit
from transparency.survey.cells import CellKey
from transparency.survey.intervals import EffectiveShare, cochran_armitage, discoveries, newcombe, pooled_p_value
from transparency.survey.run import SurveyRun

CLOSE = 1e-9


PEOPLE = 600
DEPARTMENTS = [*range(1, 13), 14, 15]


@pytest.fixture(scope="module")
def classes_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """28 questions answered by invented students, each with a mood of their own; a tenth of them tick one column."""
    chance = np.random.default_rng(2013)
    mood = chance.normal(0, 0.9, (PEOPLE, 1))
    marks = np.clip(np.rint(3.2 + mood + chance.normal(0, 0.8, (PEOPLE, 28))), 1, 5).astype(int)
    marks[: PEOPLE // 10] = marks[: PEOPLE // 10, :1]
    facts = {"instr": 3, "class": 13, "nb.repeat": 3, "attendance": 5, "difficulty": 5}
    table = pd.DataFrame(
        {name: chance.integers(0, most, PEOPLE) + (name != "attendance") for name, most in facts.items()}
    )
    path = tmp_path_factory.mktemp("classes") / "classes.csv"
    table.join(pd.DataFrame(marks, columns=[f"Q{i}" for i in range(1, 29)])).to_csv(path, index=False)
    return path


@pytest.fixture(scope="module")
def classes(classes_file: Path) -> SurveyRun:
    return outcome(questionnaire("classes"), {"2013": classes_file})


@pytest.fixture(scope="module")
def lectures_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ratings of lectures by invented students, several by each, in six half-years and fourteen departments."""
    chance = np.random.default_rng(2005)
    student = chance.integers(1, 500, 9_000)
    mood = chance.normal(0, 0.8, 500)[student]
    age = chance.integers(1, 7, 9_000)
    mark = np.clip(np.rint(3.6 - 0.1 * age + mood + chance.normal(0, 1, 9_000)), 1, 5).astype(int)
    table = {"s": student, "d": chance.integers(1001, 1200, 9_000), "studage": chance.integers(1, 5, 9_000) * 2}
    table |= {
        "lectage": age,
        "service": chance.integers(0, 2, 9_000),
        "dept": chance.choice(DEPARTMENTS, 9_000),
        "y": mark,
    }
    path = tmp_path_factory.mktemp("lectures") / "lectures.csv"
    pd.DataFrame(table).drop_duplicates(["s", "d"]).to_csv(path, index=False)
    return path


@pytest.fixture(scope="module")
def lectures(lectures_file: Path) -> SurveyRun:
    units = [unit(f"D{n}") for n in range(1, 16)]
    return outcome(questionnaire("lectures"), {None: lectures_file}, units=tuple(units))


def _long(path: Path, items: list[str]) -> pd.DataFrame:
    """One answer a line: who, and whether positive."""
    answers = pd.read_csv(path)[items].reset_index(names="person").melt("person", value_name="mark")
    return answers.assign(positive=(answers["mark"] >= 4).astype(float))


def _clustered_n(positive: pd.Series[float], person: pd.Series[int]) -> float:
    """Effective size from statsmodels' cluster-robust variance of a mean."""
    fit = sm.OLS(positive, np.ones(len(positive))).fit(cov_type="cluster", cov_kwds={"groups": person})
    p = positive.mean()
    return float(p * (1 - p) / fit.cov_params().iloc[0, 0])


def test_equal_answers_are_no_duplicates_and_straight_lines_stay(classes: SurveyRun, classes_file: Path) -> None:
    quality = classes.periods[0].quality
    straight = int((pd.read_csv(classes_file).filter(regex="^Q").nunique(axis=1) == 1).sum())
    assert straight >= PEOPLE // 10
    assert (quality.n_raw, quality.n_dup, quality.n_usable, quality.n_straight) == (PEOPLE, 0, PEOPLE, straight)


@pytest.mark.parametrize("element", ["COURSE", "INSTR", "ALL", "Q7"])
def test_classes_shares_and_effective_sizes(classes: SurveyRun, classes_file: Path, element: str) -> None:
    tally = classes.tallies[CellKey("CLASSES", "2013", "UNIV", "_T", "_T", element)]
    answers = _long(classes_file, [item.code for item in tally.element.items])
    assert tally.positive.share == pytest.approx(answers["positive"].mean(), abs=CLOSE)
    n_eff = _clustered_n(answers["positive"], answers["person"]) if len(tally.element.items) > 1 else len(answers)
    assert tally.positive.n_eff == pytest.approx(n_eff, rel=CLOSE)
    bounds = proportion_confint(tally.positive.share * n_eff, n_eff, method="wilson")
    interval = EffectiveShare(tally.positive.share, tally.positive.n_eff).interval
    assert (interval.lower, interval.upper) == pytest.approx(bounds, abs=CLOSE)


@pytest.mark.parametrize("block", ["COURSE", "INSTR"])
def test_classes_alpha(classes: SurveyRun, classes_file: Path, block: str) -> None:
    key = CellKey("CLASSES", "2013", "UNIV", "_T", "_T", block)
    items = pd.read_csv(classes_file)[[item.code for item in classes.tallies[key].element.items]]
    k = items.shape[1]
    expected = k / (k - 1) * (1 - items.var().sum() / items.sum(axis=1).var())
    assert classes.alphas[key].listwise == pytest.approx(expected, abs=CLOSE)
    assert classes.alphas[key].pairwise == pytest.approx(expected, abs=CLOSE)


def test_classes_breakdowns_and_never_teachers(classes: SurveyRun, classes_file: Path) -> None:
    raw = pd.read_csv(classes_file)
    attendance = {row.category_bd: row.n_resp for row in _shares(classes, "ATTENDANCE", "ALL")}
    expected = raw["attendance"].value_counts()
    assert attendance == {f"A{value}": int(n) for value, n in expected.items()}
    assert {row.breakdown for row in classes.observations} == {"_T", "ATTENDANCE", "COURSE_TAKEN"}


def _shares(found: SurveyRun, breakdown: str, element: str) -> list:
    return [
        row
        for row in found.observations
        if (row.breakdown, row.element, row.measure) == (breakdown, element, "SAT_SHARE")
    ]


def test_lectures_periods_clusters_and_units(lectures: SurveyRun, lectures_file: Path) -> None:
    raw = pd.read_csv(lectures_file).assign(positive=lambda t: (t["y"] >= 4).astype(float))
    for period, back in (("2005-S1", 6), ("2007-S2", 1)):
        own = raw[raw["lectage"] == back]
        tally = lectures.tallies[CellKey("ETH", period, "UNIV", "_T", "_T", "Y")]
        assert (tally.cell.n_valid, tally.cell.n_resp) == (len(own), own["s"].nunique())
        assert tally.positive.n_eff == pytest.approx(_clustered_n(own["positive"], own["s"]), rel=CLOSE)
        dept = own[own["dept"] == 11]
        part = lectures.tallies[CellKey("ETH", period, "D11", "_T", "_T", "ALL")]  # its only question
        assert part.positive.n_eff == pytest.approx(_clustered_n(dept["positive"], dept["s"]), rel=CLOSE)
        rest = own[own["dept"] != 11]
        assert part.rest_positive.share == pytest.approx(rest["positive"].mean(), abs=CLOSE)
        assert part.rest_positive.g == rest["s"].nunique()
        assert part.rest_positive.n_eff == pytest.approx(_clustered_n(rest["positive"], rest["s"]), rel=CLOSE)


def test_lectures_trend_and_change_are_published(lectures: SurveyRun) -> None:
    rows = {
        (row.measure, row.compare_to): row
        for row in lectures.observations
        if (row.time_period, row.ref_unit, row.breakdown, row.element) == ("2007-S2", "UNIV", "_T", "Y")
    }
    trend = rows["TREND", "RUN:2005-S1/2007-S2"]
    shares = [lectures.tallies[CellKey("ETH", p, "UNIV", "_T", "_T", "Y")].positive for p in _PERIODS]
    points, times = [s.share for s in shares], [2005.0, 2005.5, 2006.0, 2006.5, 2007.0, 2007.5]
    fit = sm.WLS(points, sm.add_constant(times), weights=[s.n_eff for s in shares]).fit()
    assert trend.obs_value == pytest.approx(fit.params[1], abs=5.1e-5)
    assert rows["DIFF", "PREV:2007-S1"].ci_method == "NEWCOMBE"


_PERIODS = ("2005-S1", "2005-S2", "2006-S1", "2006-S2", "2007-S1", "2007-S2")


@pytest.mark.parametrize(
    ("one", "two"), [((56, 70), (48, 80)), ((9, 10), (3, 10)), ((0, 29), (0, 29)), ((10, 10), (0, 20))]
)
def test_newcombe_against_statsmodels(one: tuple[int, int], two: tuple[int, int]) -> None:
    found = newcombe(*(EffectiveShare(y / n, n) for y, n in (one, two)))
    low, high = confint_proportions_2indep(*one, *two, method="newcomb", compare="diff")
    assert (found.lower, found.upper) == pytest.approx((low, high), abs=CLOSE)


def test_pooled_test_against_statsmodels() -> None:
    _, expected = proportions_ztest([56, 48], [70, 80])
    assert pooled_p_value(EffectiveShare(56 / 70, 70), EffectiveShare(48 / 80, 80)) == pytest.approx(
        expected, abs=CLOSE
    )


def test_cochran_armitage_against_statsmodels() -> None:
    positive, total, times = [30, 41, 60], [80, 90, 100], [2022.0, 2023.0, 2024.0]
    found = cochran_armitage(times, [EffectiveShare(y / n, n) for y, n in zip(positive, total, strict=True)])
    table = Table(np.array([positive, [n - y for y, n in zip(positive, total, strict=True)]]))
    expected = table.test_ordinal_association(row_scores=np.array([1, 0]), col_scores=np.array(times))
    assert found is not None
    z = found.slope / ((found.interval.upper - found.slope) / 1.959963984540054)
    n = sum(total)
    assert z * np.sqrt((n - 1) / n) == pytest.approx(expected.zscore, abs=CLOSE)


def test_benjamini_hochberg_against_statsmodels() -> None:
    p_values = [0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216, 0.222, 0.251, 0.269, 0.275, 0.34]
    expected = multipletests(p_values, alpha=0.05, method="fdr_bh")[0]
    assert discoveries(p_values) == tuple(bool(found) for found in expected)
    assert discoveries([]) == ()
