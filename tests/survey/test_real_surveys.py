"""Two real surveys from file to figures, against statsmodels and formulas written differently."""

from __future__ import annotations

import gzip
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


@pytest.fixture(scope="module")
def turkiye_file(shared: Path) -> Path:
    return shared / "surveys/turkiye_student_evaluation/turkiye-student-evaluation.csv"


@pytest.fixture(scope="module")
def turkiye(turkiye_file: Path) -> SurveyRun:
    return outcome(questionnaire("turkiye"), {"2013": turkiye_file})


@pytest.fixture(scope="module")
def insteval_file(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("eth") / "InstEval.csv"
    path.write_bytes(gzip.decompress((shared / "surveys/eth_insteval/InstEval.csv.gz").read_bytes()))
    return path


@pytest.fixture(scope="module")
def insteval(insteval_file: Path) -> SurveyRun:
    units = [unit(f"D{n}") for n in range(1, 16)]
    return outcome(questionnaire("insteval"), {None: insteval_file}, units=tuple(units))


def _long(path: Path, items: list[str]) -> pd.DataFrame:
    """One answer a line: who, and whether positive."""
    answers = pd.read_csv(path)[items].reset_index(names="person").melt("person", value_name="mark")
    return answers.assign(positive=(answers["mark"] >= 4).astype(float))


def _clustered_n(positive: pd.Series[float], person: pd.Series[int]) -> float:
    """Effective size from statsmodels' cluster-robust variance of a mean."""
    fit = sm.OLS(positive, np.ones(len(positive))).fit(cov_type="cluster", cov_kwds={"groups": person})
    p = positive.mean()
    return float(p * (1 - p) / fit.cov_params().iloc[0, 0])


def test_turkiye_has_no_duplicates_and_keeps_straight_lines(turkiye: SurveyRun) -> None:
    quality = turkiye.periods[0].quality
    assert (quality.n_raw, quality.n_dup, quality.n_usable, quality.n_straight) == (5820, 0, 5820, 2985)


@pytest.mark.parametrize("element", ["COURSE", "INSTR", "ALL", "Q7"])
def test_turkiye_shares_and_effective_sizes(turkiye: SurveyRun, turkiye_file: Path, element: str) -> None:
    tally = turkiye.tallies[CellKey("TSE", "2013", "UNIV", "_T", "_T", element)]
    answers = _long(turkiye_file, [item.code for item in tally.element.items])
    assert tally.positive.share == pytest.approx(answers["positive"].mean(), abs=CLOSE)
    n_eff = _clustered_n(answers["positive"], answers["person"]) if len(tally.element.items) > 1 else len(answers)
    assert tally.positive.n_eff == pytest.approx(n_eff, rel=CLOSE)
    bounds = proportion_confint(tally.positive.share * n_eff, n_eff, method="wilson")
    interval = EffectiveShare(tally.positive.share, tally.positive.n_eff).interval
    assert (interval.lower, interval.upper) == pytest.approx(bounds, abs=CLOSE)


def test_turkiye_design_effect_of_the_method_text(turkiye: SurveyRun) -> None:
    tally = turkiye.tallies[CellKey("TSE", "2013", "UNIV", "_T", "_T", "ALL")]
    assert tally.cell.n_valid == 162_960
    assert round(tally.positive.n_eff) == 7_624


@pytest.mark.parametrize("block", ["COURSE", "INSTR"])
def test_turkiye_alpha(turkiye: SurveyRun, turkiye_file: Path, block: str) -> None:
    key = CellKey("TSE", "2013", "UNIV", "_T", "_T", block)
    items = pd.read_csv(turkiye_file)[[item.code for item in turkiye.tallies[key].element.items]]
    k = items.shape[1]
    expected = k / (k - 1) * (1 - items.var().sum() / items.sum(axis=1).var())
    assert turkiye.alphas[key].listwise == pytest.approx(expected, abs=CLOSE)
    assert turkiye.alphas[key].pairwise == pytest.approx(expected, abs=CLOSE)


def test_turkiye_breakdowns_and_never_teachers(turkiye: SurveyRun, turkiye_file: Path) -> None:
    raw = pd.read_csv(turkiye_file)
    attendance = {row.category_bd: row.n_resp for row in _shares(turkiye, "ATTENDANCE", "ALL")}
    expected = raw["attendance"].value_counts()
    assert attendance == {f"A{value}": int(n) for value, n in expected.items()}
    assert {row.breakdown for row in turkiye.observations} == {"_T", "ATTENDANCE", "COURSE_TAKEN"}


def _shares(found: SurveyRun, breakdown: str, element: str) -> list:
    return [
        row
        for row in found.observations
        if (row.breakdown, row.element, row.measure) == (breakdown, element, "SAT_SHARE")
    ]


def test_insteval_periods_clusters_and_units(insteval: SurveyRun, insteval_file: Path) -> None:
    raw = pd.read_csv(insteval_file).assign(positive=lambda t: (t["y"] >= 4).astype(float))
    for period, back in (("2005-S1", 6), ("2007-S2", 1)):
        own = raw[raw["lectage"] == back]
        tally = insteval.tallies[CellKey("ETH", period, "UNIV", "_T", "_T", "Y")]
        assert (tally.cell.n_valid, tally.cell.n_resp) == (len(own), own["s"].nunique())
        assert tally.positive.n_eff == pytest.approx(_clustered_n(own["positive"], own["s"]), rel=CLOSE)
        dept = own[own["dept"] == 11]
        part = insteval.tallies[CellKey("ETH", period, "D11", "_T", "_T", "Y")]
        assert part.positive.n_eff == pytest.approx(_clustered_n(dept["positive"], dept["s"]), rel=CLOSE)
        rest = own[own["dept"] != 11]
        assert part.rest_positive.share == pytest.approx(rest["positive"].mean(), abs=CLOSE)
        assert part.rest_positive.g == rest["s"].nunique()
        assert part.rest_positive.n_eff == pytest.approx(_clustered_n(rest["positive"], rest["s"]), rel=CLOSE)


def test_insteval_trend_and_change_are_published(insteval: SurveyRun) -> None:
    rows = {
        (row.measure, row.compare_to): row
        for row in insteval.observations
        if (row.time_period, row.ref_unit, row.breakdown, row.element) == ("2007-S2", "UNIV", "_T", "Y")
    }
    trend = rows["TREND", "RUN:2005-S1/2007-S2"]
    shares = [insteval.tallies[CellKey("ETH", p, "UNIV", "_T", "_T", "Y")].positive for p in _PERIODS]
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
