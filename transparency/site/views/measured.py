"""An indicator with its values: the last one, the change, the target and the state."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from transparency.model.demo import DEMONSTRATION
from transparency.model.indicator_value import (
    DECIMALS,
    INSTITUTION,
    TOTAL,
    GroupIndicator,
    IndicatorGroup,
    IndicatorValue,
    MeasureUnit,
    MonitoringObject,
    decimals,
)
from transparency.model.process import Indicator, Process
from transparency.model.text import LocalText
from transparency.registry.check import CheckedRegistry
from transparency.site.views.sentence import Points, Quantity, Sentence, sentence

SHOWN_PERIODS = 12
"""Periods of a chart and of a small trend; older ones are in the files."""
State = Literal["missing", "missed", "withheld", "given", "met"]
"""What the last value says: none, target missed, withheld, no target, target met. Registers sort in this order."""
STATES: tuple[State, ...] = get_args(State)


@dataclass(frozen=True, slots=True)
class Measured:
    """An indicator of a group or process with its published values."""

    id: str
    title: LocalText
    unit_measure: MeasureUnit | None
    owner: str | None
    """Unit or post that supplies the values."""
    object: MonitoringObject | None
    """Object of monitoring; None for an indicator of a process that no group names."""
    home: str
    """Page of the group or process."""
    series: tuple[IndicatorValue, ...]
    """Values of the whole institution, the oldest first."""
    values: tuple[IndicatorValue, ...]
    """All values, those of programmes and categories included."""

    @property
    def last(self) -> IndicatorValue | None:
        """The newest value of the institution."""
        return self.series[-1] if self.series else None

    @property
    def before(self) -> IndicatorValue | None:
        """The value that the last one may be compared with."""
        known = [one for one in self.series[:-1] if one.obs_value is not None]
        comparable = known and self.last and self.last.obs_value is not None and not self.last.series_break
        return known[-1] if comparable else None

    @property
    def change(self) -> float | None:
        """Difference from the value before."""
        if self.before is None or self.before.obs_value is None or self.last is None or self.last.obs_value is None:
            return None
        return round(self.last.obs_value - self.before.obs_value, 6)

    @property
    def state(self) -> State:
        """What the last value says."""
        if self.last is None:
            return "given" if self.values else "missing"
        if self.last.obs_value is None:
            return "withheld"
        return "given" if self.last.met is None else "met" if self.last.met else "missed"

    @property
    def aimed(self) -> bool:
        """Whether the newest value has a target."""
        return self.last is not None and self.last.target is not None

    @property
    def trend(self) -> str:
        """The series as points of a line, 80 wide and 20 high; empty for fewer than two values."""
        return _line([one.obs_value for one in self.series[-SHOWN_PERIODS:] if one.obs_value is not None])

    @property
    def page(self) -> str | None:
        """Its own page; an indicator without values has none."""
        return f"figures/{self.id}" if self.values else None

    @property
    def demonstration(self) -> bool:
        """Whether values are invented."""
        return any(one.status == DEMONSTRATION for one in self.values)

    @property
    def invented(self) -> bool:
        """Whether what is shown first is invented: the newest value, or where there is none any value."""
        return self.last.status == DEMONSTRATION if self.last else self.demonstration

    @property
    def of_programmes(self) -> bool:
        """Whether there are values by programme besides those of the institution."""
        return any(one.ref_area != INSTITUTION for one in self.values)

    @property
    def places(self) -> int:
        """Decimals with which its values are shown: none where all of them are whole numbers."""
        numbers = (number for one in self.values for number in (one.obs_value, one.target))
        return decimals(self.unit_measure, numbers) if self.unit_measure else 0

    @property
    def updated(self) -> dt.date | None:
        """Day of the newest value."""
        return max((one.updated for one in self.values), default=None)


def _line(values: Sequence[float]) -> str:
    if len(values) < 2:
        return ""
    low, span = min(values), (max(values) - min(values)) or 1
    step = 76 / (len(values) - 1)
    return " ".join(f"{2 + i * step:.1f},{18 - 16 * (value - low) / span:.1f}" for i, value in enumerate(values))


@dataclass(frozen=True, slots=True)
class AreaValue:
    """The newest value of a programme."""

    area: str
    last: IndicatorValue
    before: IndicatorValue | None


def all_measured(registry: CheckedRegistry) -> Mapping[str, Measured]:
    """Every indicator by its id, those of groups first."""
    by_indicator: dict[str, list[IndicatorValue]] = defaultdict(list)
    for value in registry.indicator_values:
        by_indicator[value.indicator].append(value)
    found = [
        _of_group(group, one, by_indicator[one.id]) for group in registry.indicator_groups for one in group.indicators
    ]
    objects = {one: group.object for group in reversed(registry.indicator_groups) for one in group.related}
    found += [
        of_process(process, one, by_indicator[one.id], objects.get(one.id))
        for process in registry.processes
        for one in process.indicators
    ]
    return {one.id: one for one in found}


def _of_group(group: IndicatorGroup, one: GroupIndicator, values: Sequence[IndicatorValue]) -> Measured:
    home = f"figures/{group.id}"
    whole = _whole(values)
    return Measured(one.id, one.title, one.unit_measure, group.unit, group.object, home, whole, tuple(values))


def of_process(
    process: Process, one: Indicator, values: Sequence[IndicatorValue], about: MonitoringObject | None = None
) -> Measured:
    """The manager of the process supplies its values, or its owner where the card names no manager."""
    owners = (process.manager.who if process.manager else ()) or process.owner.who
    unit = values[0].unit_measure if values else None
    owner = owners[0] if owners else None
    return Measured(one.id, one.name, unit, owner, about, f"processes/{process.id}", _whole(values), tuple(values))


def _whole(values: Sequence[IndicatorValue]) -> tuple[IndicatorValue, ...]:
    return tuple(one for one in values if one.ref_area == INSTITUTION and one.breakdown == TOTAL)


def of_programmes(
    found: Mapping[str, Measured], programmes: Sequence[str]
) -> Mapping[str, tuple[tuple[Measured, AreaValue], ...]]:
    """Programme -> the indicators with values for it, each with the newest ones."""
    told: dict[str, list[tuple[Measured, AreaValue]]] = {programme: [] for programme in programmes}
    for one in found.values():
        for value in areas(one, programmes):
            told[value.area].append((one, value))
    return {programme: tuple(values) for programme, values in told.items()}


def areas(one: Measured, programmes: Sequence[str]) -> tuple[AreaValue, ...]:
    """The newest values of the programmes, in their order."""
    series: dict[str, list[IndicatorValue]] = defaultdict(list)
    for value in one.values:
        if value.breakdown == TOTAL:
            series[value.ref_area].append(value)
    known = [(area, series[area]) for area in programmes if area in series]
    return tuple(AreaValue(area, mine[-1], mine[-2] if len(mine) > 1 else None) for area, mine in known)


def written_value(unit: MeasureUnit, value: float, places: int | None = None) -> Quantity:
    """A value in its unit; without ``places``, with the decimals that the unit allows."""
    return Quantity(f"figures.value.{unit}", value, DECIMALS[unit] if places is None else places)


def difference(unit: MeasureUnit, change: float, places: int | None = None) -> Sentence:
    """A change with its sign: shares in percentage points, everything else in its unit."""
    if not change:
        return sentence("figures.same")
    size = Points(change / 100) if unit in ("SHARE", "SHARE_PERSONS") else written_value(unit, abs(change), places)
    return sentence("figures.up" if change > 0 else "figures.down", by=size)
