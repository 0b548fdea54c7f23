"""Looks up published figures of a survey by element, group and period, each with its state (shown, hidden, missing)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from transparency.model.demo import DEMONSTRATION
from transparency.model.survey import (
    ALL,
    KEY_COLUMNS,
    NOT_APPLICABLE,
    RELIABLE,
    TOTAL,
    UNIVERSITY,
    Measure,
    Observation,
)

State = Literal["shown", "unreliable", "few", "secondary", "impossible", "not_held", "absent"]
"""``few``: fewer respondents than the threshold; ``secondary``: withheld so that another group cannot be computed;
``impossible``: the figure does not exist; ``not_held``: the survey was not held; ``absent``: no figure was supplied."""

HIDDEN: tuple[State, ...] = ("few", "secondary")
NOT_HELD_NOTE = "NOT_HELD"

Key: TypeAlias = "tuple[str, str, str, str, str, str, str, str]"
"""Period, unit, breakdown, its category, element, measure, category of the scale, comparison without its period."""


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """One figure and how it may be shown; ``row`` is None where the table has none."""

    state: State
    row: Observation | None = None

    @property
    def value(self) -> float | None:
        """The value, where it may be shown."""
        return self.row.obs_value if self.row else None

    @property
    def lower(self) -> float | None:
        """Lower end of the interval."""
        return self.row.lower if self.row else None

    @property
    def upper(self) -> float | None:
        """Upper end of the interval."""
        return self.row.upper if self.row else None

    @property
    def respondents(self) -> int | None:
        """Different people behind the figure."""
        return self.row.n_resp if self.row else None

    @property
    def assessment(self) -> str:
        """The verdict that the table carries."""
        return self.row.assessment if self.row else NOT_APPLICABLE

    @property
    def ranked(self) -> bool:
        """Enough people answered to put the figure in order with others."""
        return self.state == "shown" and (self.respondents or 0) >= RELIABLE

    @property
    def notes(self) -> tuple[str, ...]:
        """Ids of the limits that belong to the figure."""
        return tuple(self.row.note.split()) if self.row else ()


ABSENT = ShownFigure("absent")


def state_of(row: Observation) -> State:
    """What the status codes of a row mean for a reader."""
    if row.obs_status == "Q":
        return "secondary" if row.conf_status == "D" else "few"
    if NOT_HELD_NOTE in row.note.split():
        return "not_held"
    if row.obs_value is None:
        return "impossible"
    return "unreliable" if row.obs_status == "U" else "shown"


@dataclass(frozen=True)
class Figures:
    """The indicator table of one survey."""

    survey: str
    rows: Mapping[Key, Observation]
    periods: tuple[str, ...]
    """Periods that have rows, oldest first."""
    not_held: frozenset[str]

    def of(
        self,
        period: str,
        element: str,
        measure: Measure,
        *,
        unit: str = UNIVERSITY,
        breakdown: str = TOTAL,
        group: str = TOTAL,
        category: str = NOT_APPLICABLE,
        versus: str = NOT_APPLICABLE,
    ) -> ShownFigure:
        """One figure; ``versus`` is PREV, REST, TARGET or RUN."""
        row = self.rows.get((period, unit, breakdown, group, element, measure, category, versus))
        if row is not None:
            return ShownFigure(state_of(row), row)
        return ShownFigure("not_held") if period in self.not_held else ABSENT

    def satisfaction(self, period: str, element: str = ALL, unit: str = UNIVERSITY) -> ShownFigure:
        """The share of positive answers."""
        return self.of(period, element, "SAT_SHARE", unit=unit)

    def change(self, period: str, element: str = ALL) -> ShownFigure:
        """The change against the last comparable period of the same wave."""
        return self.of(period, element, "DIFF", versus="PREV")

    def broken(self, period: str, element: str) -> bool:
        """Earlier figures of the same wave must not be compared with this one."""
        change = self.change(period, element)
        return change.row is not None and change.row.obs_status == "B"

    def latest(self, element: str = ALL) -> str | None:
        """The last period for which a figure of the element may be shown."""
        known = [p for p in self.periods if self.satisfaction(p, element).value is not None]
        return known[-1] if known else None

    def units(self, period: str, element: str = ALL) -> tuple[str, ...]:
        """Units below the university that have a row in the period."""
        codes = {k[1] for k in self.rows if (k[0], k[4], k[5]) == (period, element, "SAT_SHARE")}
        return tuple(sorted(codes - {UNIVERSITY}))

    def categories(self, period: str, breakdown: str, element: str = ALL) -> tuple[str, ...]:
        """Categories of a breakdown that have a row in the period."""
        wanted = (period, UNIVERSITY, breakdown, element, "SAT_SHARE")
        return tuple(k[3] for k in self.rows if (k[0], k[1], k[2], k[4], k[5]) == wanted)

    def demonstration(self) -> bool:
        """The answers are invented."""
        return any(row.status == DEMONSTRATION for row in self.rows.values())


def figures(survey: str, observations: Iterable[Observation]) -> Figures:
    """Indexes the rows of one survey."""
    mine = [row for row in observations if row.survey == survey]
    rows = {_key(row): row for row in mine}
    held_not = {row.time_period for row in mine if state_of(row) == "not_held"}
    return Figures(survey, rows, tuple(sorted({row.time_period for row in mine})), frozenset(held_not))


def compared_with(row: Observation) -> str:
    """The period in COMPARE_TO: ``PREV:2024-S2`` -> ``2024-S2``."""
    return row.compare_to.partition(":")[2]


def row_key(figure: ShownFigure) -> str:
    """The eleven key columns of the row behind a figure, joined by bars: pages carry it beside each value."""
    row = figure.row
    if row is None:
        return ""
    return "|".join(str(getattr(row, column.lower())) for column in KEY_COLUMNS)


def _key(row: Observation) -> Key:
    return (
        row.time_period,
        row.ref_unit,
        row.breakdown,
        row.category_bd,
        row.element,
        row.measure,
        row.category,
        row.compare_to.partition(":")[0],
    )
