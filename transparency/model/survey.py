"""Record types for published survey figures: one observation per row, with codes whose labels are in code lists.

The columns follow SDMX (dimensions, value, attributes). A figure that is withheld keeps its row, without value and without
counts, and the reason is in OBS_STATUS and CONF_STATUS.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, get_args

from pydantic import Field, StringConstraints

from transparency.model.limits import GREATEST
from transparency.model.number_types import Count, Number
from transparency.model.text import LocalText, Record

TOTAL = "_T"
"""Code of «everybody» in a breakdown (SDMX)."""
NOT_APPLICABLE = "_Z"
"""Code of «does not apply» (SDMX)."""
UNKNOWN = "_U"
"""Code of respondents whose group is not known; counted in the total, never published on their own."""
UNIVERSITY = "UNIV"
"""The reference unit at the root of the tree of units."""
ALL = "ALL"
"""The element that pools every question of a survey."""

THRESHOLD = 10
"""Respondents that a published cell must have, unless the university sets more."""
THRESHOLD_FLOOR = 5
"""No setting goes below this."""
RELIABLE = 30
"""Below this many respondents a figure is published with the flag U and without verdicts."""

SurveyCode = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9_]{0,19}$")]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z_][A-Za-z0-9_.-]{0,39}$")]
Period = Annotated[str, StringConstraints(pattern=r"^(19|20|21)[0-9]{2}(-S[12]|-Q[1-4]|-(0[1-9]|1[0-2]))?$")]
"""SDMX time period: 2025, 2025-S2, 2025-Q3 or 2025-05."""

Frequency = Literal["A", "S", "Q", "M", "_O"]
"""Yearly, half-yearly, quarterly, monthly, on completion."""
Population = Literal["STUDENT", "STAFF", "ALUMNI", "EMPLOYER", "ADMIN", "CPD"]
Measure = Literal[
    "SAT_SHARE",
    "SAT_SHARE_FPC",
    "SAT_SHARE_POST",
    "SAT_BOUNDS",
    "DIST",
    "NEG_SHARE",
    "MID_SHARE",
    "DK_SHARE",
    "NA_SHARE",
    "NA_COUNT",
    "DK_COUNT",
    "BLANK_COUNT",
    "OUT_COUNT",
    "MEAN",
    "SD",
    "MEAN_INDEX",
    "RESP_RATE",
    "RESP_GAP",
    "ALPHA",
    "ALPHA_PAIRWISE",
    "DIFF",
    "MID_DIFF",
    "TREND",
    "GAP_TARGET",
]
"""SAT_SHARE_FPC carries the finite-population interval; SAT_SHARE_POST is the post-stratified share; SAT_BOUNDS has in LOWER
and UPPER the share of the whole population if nobody or everybody who kept silent were satisfied; MID_DIFF is the change
of the middle share; RESP_GAP is a group's share among respondents minus its share in the population. The counts are the
replies to one question that are no valid answer; OUT is what the scale does not know (decision 0413)."""
MISSING: Mapping[str, Measure] = {"NA": "NA_COUNT", "DK": "DK_COUNT", "BLANK": "BLANK_COUNT", "OUT": "OUT_COUNT"}
"""Reason why a reply is no valid answer -> the measure that counts such replies."""
UnitMeasure = Literal["RATIO", "PP", "PP_Y", "SCORE", "IDX100", "COUNT"]
IntervalMethod = Literal["WILSON", "WILSON_NEFF", "WILSON_FPC", "NEWCOMBE", "CA", "_Z"]
ObsStatus = Literal["A", "U", "B", "M", "Q", "P"]
"""SDMX CL_OBS_STATUS: normal, low reliability, break, cannot exist, suppressed, provisional."""
ConfStatus = Literal["F", "A", "D"]
"""SDMX CL_CONF_STATUS: free, small counts, secondary."""
Assessment = Literal["MET", "NOT_MET", "UNCERTAIN", "UP", "DOWN", "ABOVE", "BELOW", "NO_EVIDENCE", "LOW_RESPONSE", "_Z"]
Status = Literal["demonstration", "provisional", "final"]

DECIMALS: Mapping[str, int] = {
    "SAT_SHARE": 6,
    "SAT_SHARE_FPC": 6,
    "SAT_SHARE_POST": 6,
    "SAT_BOUNDS": 6,
    "DIST": 6,
    "NEG_SHARE": 6,
    "MID_SHARE": 6,
    "DK_SHARE": 6,
    "NA_SHARE": 6,
    "NA_COUNT": 0,
    "DK_COUNT": 0,
    "BLANK_COUNT": 0,
    "OUT_COUNT": 0,
    "MEAN": 5,
    "SD": 5,
    "MEAN_INDEX": 4,
    "RESP_RATE": 6,
    "RESP_GAP": 6,
    "ALPHA": 5,
    "ALPHA_PAIRWISE": 5,
    "DIFF": 6,
    "MID_DIFF": 6,
    "TREND": 6,
    "GAP_TARGET": 6,
}
"""Places after the point in OBS_VALUE, LOWER and UPPER, rounded half up: what an audit must treat as an interval."""
N_EFF_DECIMALS = 3

UNITS_OF_MEASURE: Mapping[str, UnitMeasure] = {
    **dict.fromkeys(get_args(Measure), "RATIO"),
    **dict.fromkeys(("DIFF", "MID_DIFF", "GAP_TARGET", "RESP_GAP"), "PP"),
    "TREND": "PP_Y",
    "MEAN": "SCORE",
    "SD": "SCORE",
    "ALPHA": "SCORE",
    "ALPHA_PAIRWISE": "SCORE",
    "MEAN_INDEX": "IDX100",
    **dict.fromkeys(MISSING.values(), "COUNT"),
}


class Observation(Record):
    """One published figure. The first eleven fields are its key; the order of fields is the order of columns."""

    survey: SurveyCode
    """Code of the survey, S1 to S9 in the calendar."""
    time_period: Period
    freq: Frequency
    population: Population
    """Who was asked."""
    ref_unit: Code
    """UNIV or a unit of ``units.csv``."""
    breakdown: Code
    """One breakdown at a time; _T for everybody."""
    category_bd: Code
    """Category of the breakdown; _T for everybody."""
    element: Code
    """A question, a block or ALL, see ``elements.csv``."""
    measure: Measure
    category: str
    """Point of the scale for DIST, else _Z."""
    compare_to: str
    """_Z, PREV:2023-S2, REST, TARGET:2024, RUN:2022-2024."""
    obs_value: Number | None
    """Empty when withheld or impossible; OBS_STATUS says which."""
    lower: Number | None
    upper: Number | None
    unit_measure: UnitMeasure
    """RATIO 0..1, PP difference of ratios, PP_Y the same a year, SCORE points of the scale, IDX100 0..100, COUNT replies."""
    conf_level: Number | None
    """0.95 where there is an interval."""
    ci_method: IntervalMethod
    n_valid: Count | None
    """Valid answers; empty when the cell is hidden."""
    n_resp: Count | None
    """Different respondents with a valid answer; empty when the cell is hidden."""
    n_eff: Annotated[float, Field(ge=0, le=GREATEST)] | None
    """Size of a simple random sample that would be as precise."""
    n_eligible: Count | None
    """People who could have answered, from the registry."""
    scale: Code
    """Code of ``scales.csv``; _Z where scales are pooled or none applies."""
    pos_codes: str
    """Points counted as positive, e.g. ``4 5``; _Z where scales are pooled."""
    reversed: Literal[0, 1]
    """1 where the question is worded negatively and its scale was turned: right is good."""
    obs_status: ObsStatus
    conf_status: ConfStatus
    assessment: Assessment
    note: str
    """Ids of ``notes.csv`` separated by spaces: the limits to be read with the figure."""
    method_version: str
    batch: str
    """Processing run, e.g. ``S1-2025-S2-r1``; r2 is a revision of r1."""
    status: Status
    """``demonstration`` for invented figures, which stand in ``demo/`` only."""


COLUMNS: tuple[str, ...] = tuple(name.upper() for name in Observation.model_fields)
"""Header of ``indicators.csv``."""
KEY_COLUMNS = COLUMNS[:11]


class ThemeCount(Record):
    """How many respondents raised a theme in open answers that people have coded; a row of ``themes.csv``."""

    survey: SurveyCode
    time_period: Period
    theme: Code
    kind: Literal["strength", "improvement", "proposal"]
    n: int = Field(ge=THRESHOLD_FLOOR, le=GREATEST)
    """Different respondents; themes with fewer than the threshold are left out."""
    n_resp: int = Field(ge=THRESHOLD_FLOOR, le=GREATEST)
    """Different respondents of the wave, whether they wrote anything or not."""
    share: Annotated[float, Field(ge=0, le=1)]
    """``n`` of ``n_resp``, rounded half up to six places."""
    title: LocalText
    status: Status


class QualityRow(Record):
    """What cleaning dropped and flagged; a row of ``qc.csv``. A count between 0 and the threshold, or one from which it
    would follow, is empty."""

    survey: SurveyCode
    time_period: Period
    n_raw: Count | None
    n_noconsent: Count | None
    n_test: Count | None
    n_dup: Count | None
    n_empty: Count | None
    n_usable: Count | None
    n_complete: Count | None
    n_straight: Count | None
    n_outside: Count | None
    n_filter: Count | None
    n_out: Count | None
    status: Status


class SurveyUnit(Record):
    """A row of ``units.csv``."""

    code: Code
    parent: Code | None = None
    """UNIV, a unit above, or nothing for UNIV itself."""
    status: Status
    title: LocalText


class PopulationCount(Record):
    """A row of a population file: the people of one group in one period."""

    time_period: Period
    ref_unit: Code = UNIVERSITY
    breakdown: Code = TOTAL
    category_bd: Code = TOTAL
    n: int = Field(ge=1, le=GREATEST)
