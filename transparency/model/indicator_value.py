"""Record types for what the institution measures: groups of indicators, and one row for each published value.

A row is one value of one indicator for one period and one group, with codes after SDMX (TIME_PERIOD, REF_AREA, OBS_VALUE,
UNIT_MEASURE, OBS_STATUS). A value that is withheld keeps its row, without value and counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Literal

from pydantic import model_validator

from transparency.model.messages import Message
from transparency.model.number_types import Count, Number
from transparency.model.promise import Awaited
from transparency.model.survey import Period
from transparency.model.text import Date, Id, LocalText, Record, Translated

MeasureUnit = Literal["PERSONS", "SHARE_PERSONS", "SHARE", "NUMBER", "KZT", "DAYS", "SCORE", "RATIO"]
"""Number of people, share of people and of other things in per cent, number of things, tenge, days, points, ratio."""
OF_PEOPLE: tuple[MeasureUnit, ...] = ("PERSONS", "SHARE_PERSONS")
"""Units whose values are protected like survey figures."""
DECIMALS: Mapping[MeasureUnit, int] = {
    "PERSONS": 0,
    "SHARE_PERSONS": 1,
    "SHARE": 1,
    "NUMBER": 0,
    "KZT": 0,
    "DAYS": 1,
    "SCORE": 2,
    "RATIO": 1,
}
"""Places after the point on pages and charts."""
Direction = Literal["at-least", "at-most"]
MonitoringObject = Literal["education", "support", "resources", "satisfaction", "external"]
"""The five objects of internal monitoring; every group of indicators belongs to one."""

EarlySign = Literal["complaints", "workload", "it-failures"]
"""Early signs that indicators show when they grow; those of surveys are computed from the answers."""

INSTITUTION = "univ"
"""REF_AREA of a value of the whole institution; other values are those of a programme."""
TOTAL = "_T"
"""Everybody, in BREAKDOWN and CATEGORY."""
BREAKDOWNS: Mapping[str, tuple[str, ...]] = {
    TOTAL: (TOTAL,),
    "level": ("bachelor", "master", "doctoral"),
    "course": ("course-1", "course-2", "course-3", "course-4", "course-5", "course-6"),
    "form": ("full-time", "evening", "part-time", "online", "external"),
    "language": ("lang-kk", "lang-ru", "lang-en"),
    "sex": ("female", "male"),
    "funding": ("grant", "paid"),
}
"""Breakdown -> its categories; a row has one breakdown at most."""


class GroupIndicator(Record):
    """One indicator of a group."""

    id: Id
    """Part of the address of its page; never changes."""
    title: LocalText
    unit_measure: MeasureUnit
    formula: LocalText | None = None
    why: LocalText
    """Why it is measured."""
    expected_result: LocalText
    """What the institution expects of it."""
    sign: EarlySign | None = None
    """The early sign that its growth is, if it is one."""


class IndicatorGroup(Awaited, Translated):
    """A subject that people ask about, with the indicators that answer."""

    id: Id
    title: LocalText
    question: LocalText
    """What people ask, in one sentence."""
    object: MonitoringObject
    unit: Id
    """Unit that supplies the values of its own indicators; those of processes are supplied by who manages the process."""
    due: LocalText | None = None
    """By when the values of a year are supplied; left out until a document sets it."""
    ground: LocalText | None = None
    """Why they are published: act and article; left out until the legal service has named it."""
    indicators: tuple[GroupIndicator, ...] = ()
    related: tuple[Id, ...] = ()
    """Indicators of processes that answer the question too."""
    bound_by: tuple[Id, ...] = ()
    """Entries of the register of documents that settle the question, e.g. the rules of admission."""
    updated: Date
    review_by: Date


class IndicatorValue(Record):
    """One value; the order of fields is the order of columns, the first five are the key."""

    indicator: Id
    """An indicator of a group or of a process."""
    time_period: Period
    ref_area: Id
    """``univ`` or a programme."""
    breakdown: str
    category: str
    obs_value: Number | None = None
    """Empty where withheld or impossible; ``obs_status`` says which."""
    unit_measure: MeasureUnit
    numerator: Count | None = None
    denominator: Count | None = None
    """People (or things) of which ``obs_value`` is the share."""
    target: Number | None = None
    direction: Direction | None = None
    """Whether the value has to reach the target or stay below it."""
    obs_status: Literal["A", "Q", "M"]
    """SDMX CL_OBS_STATUS: normal, withheld for a small group, cannot exist."""
    series_break: Literal[0, 1] = 0
    """1 where earlier values must not be compared with this one."""
    status: Literal["demonstration", "provisional", "final", "revised"]
    """``demonstration`` for invented values, which stand in ``demo/`` only."""
    method: LocalText | None = None
    """What a reader has to know about how it was counted."""
    source: LocalText
    """Report or system that the value is taken from."""
    updated: Date

    @property
    def key(self) -> tuple[str, ...]:
        """What no two rows share."""
        return self.indicator, self.time_period, self.ref_area, self.breakdown, self.category

    @property
    def people(self) -> int | None:
        """People behind the value, where it is about people and shown."""
        if self.unit_measure == "PERSONS":
            return None if self.obs_value is None else round(self.obs_value)
        return self.denominator if self.unit_measure in OF_PEOPLE else None

    @property
    def met(self) -> bool | None:
        """Whether the target is reached; None without value or target."""
        if self.obs_value is None or self.target is None:
            return None
        return self.obs_value >= self.target if self.direction == "at-least" else self.obs_value <= self.target

    @model_validator(mode="after")
    def _consistent(self) -> IndicatorValue:
        if self.category not in BREAKDOWNS.get(self.breakdown, ()):
            raise ValueError(Message("the category does not belong to the breakdown"))
        if (self.obs_value is None) != (self.obs_status != "A"):
            raise ValueError(Message("a value has obs_status A, and an empty one says why: Q withheld, M impossible"))
        if (self.target is None) != (self.direction is None):
            raise ValueError(Message("a target needs its direction, and a direction its target"))
        if self.obs_value is None and self.numerator is not None:
            raise ValueError(Message("a withheld value has no numerator"))
        return self

    @model_validator(mode="after")
    def _counted(self) -> IndicatorValue:
        if self.unit_measure == "PERSONS" and self.obs_value is not None and self.obs_value != round(self.obs_value):
            raise ValueError(Message("a number of people is whole"))
        if self.unit_measure != "SHARE_PERSONS" or self.obs_value is None:
            return self
        if self.numerator is None or not self.denominator or self.numerator > self.denominator:
            raise ValueError(Message("a share of people needs its numerator and denominator"))
        if abs(self.obs_value - share(self.numerator, self.denominator)) > 0.0501:
            raise ValueError(Message("the share does not follow from its numerator and denominator"))
        return self


def share(numerator: int, denominator: int) -> float:
    """A share in per cent with one place after the point."""
    return round(100 * numerator / denominator, 1)


def decimals(unit: MeasureUnit, numbers: Iterable[float | None]) -> int:
    """Places after the point of a series: what its unit allows, or none where every value and target is a whole number."""
    return 0 if all(number is None or number == round(number) for number in numbers) else DECIMALS[unit]


def decimals_by_indicator(rows: Iterable[tuple[str, MeasureUnit, float | None, float | None]]) -> Mapping[str, int]:
    """Indicator -> places of its series; a row is an indicator, its unit, a value and a target."""
    series: dict[tuple[str, MeasureUnit], list[float | None]] = defaultdict(list)
    for indicator, unit, value, target in rows:
        series[indicator, unit] += (value, target)
    return {indicator: decimals(unit, numbers) for (indicator, unit), numbers in series.items()}
