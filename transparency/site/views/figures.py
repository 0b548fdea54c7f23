"""Views of indicator values: what people ask about, each indicator with its series, and what is still owed."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from transparency.model.absent_content import AbsentContent
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
)
from transparency.model.process import Indicator, Process
from transparency.model.quality import ControlledDocument
from transparency.model.text import LocalText
from transparency.registry.check import CheckedRegistry
from transparency.site.views.awaited import Awaiting, awaiting
from transparency.site.views.page import Page, said
from transparency.site.views.sentence import Number, Points, Sentence, Value, When, sentence
from transparency.site.views.survey_chart import Chart, Datum, Panel, PlainFigure

INDEX = "figures/index"
DATASETS = ("indicator-values", "indicator-list")
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
class OwedValues:
    """The missing values of one supplier."""

    duty: Awaiting
    indicators: tuple[Measured, ...]


@dataclass(frozen=True, slots=True)
class IndicatorGroupView:
    """A group, its indicators in their order, and who owes what is missing."""

    group: IndicatorGroup
    indicators: tuple[Measured, ...]
    owed: tuple[OwedValues, ...]
    """By supplier: the unit of the group owes its own indicators, the head of a process those of the process."""
    documents: tuple[ControlledDocument, ...]
    """Documents that the question needs, from the register of documents."""
    absent: tuple[AbsentContent, ...]
    """What people look for here and the portal does not hold."""

    @property
    def given(self) -> tuple[Measured, ...]:
        """Indicators with a value."""
        return tuple(one for one in self.indicators if one.state != "missing")

    @property
    def suppliers(self) -> tuple[str, ...]:
        """Everybody who supplies a value, in the order of the indicators."""
        return tuple(dict.fromkeys(one.owner for one in self.indicators if one.owner))

    @property
    def headline(self) -> Measured | None:
        """The first indicator whose newest value is shown."""
        return next((one for one in self.indicators if one.last and one.last.obs_value is not None), None)


@dataclass(frozen=True, slots=True)
class ObjectGroups:
    """The groups about one object of monitoring."""

    object: MonitoringObject
    groups: tuple[IndicatorGroupView, ...]


@dataclass(frozen=True, slots=True)
class AreaValue:
    """The newest value of a programme."""

    area: str
    last: IndicatorValue
    before: IndicatorValue | None


@dataclass(frozen=True, slots=True)
class MeasuredView:
    """One indicator with everything that is published about it."""

    one: Measured
    declared: GroupIndicator | Indicator
    chart: Chart | None
    parts: tuple[tuple[str, tuple[IndicatorValue, ...]], ...]
    """Breakdown -> values of the institution by category, the newest period only."""
    programmes: tuple[AreaValue, ...]


def measured(registry: CheckedRegistry) -> Mapping[str, Measured]:
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
        for value in _areas(one, programmes):
            told[value.area].append((one, value))
    return {programme: tuple(values) for programme, values in told.items()}


def _areas(one: Measured, programmes: Sequence[str]) -> tuple[AreaValue, ...]:
    """The newest values of the programmes, in their order."""
    series: dict[str, list[IndicatorValue]] = defaultdict(list)
    for value in one.values:
        if value.breakdown == TOTAL:
            series[value.ref_area].append(value)
    known = [(area, series[area]) for area in programmes if area in series]
    return tuple(AreaValue(area, mine[-1], mine[-2] if len(mine) > 1 else None) for area, mine in known)


def written_value(unit: MeasureUnit, value: float) -> Sentence:
    """A value in its unit."""
    return sentence(f"figures.value.{unit}", value=Number(value, DECIMALS[unit]))


def difference(unit: MeasureUnit, change: float) -> Sentence:
    """A change with its sign: shares in percentage points, everything else in its unit."""
    if not change:
        return sentence("figures.same")
    size = Points(change / 100) if unit in ("SHARE", "SHARE_PERSONS") else written_value(unit, abs(change))
    return sentence("figures.up" if change > 0 else "figures.down", by=size)


def chart(one: Measured) -> Chart | None:
    """The values of the institution by period; none for fewer than two."""
    shown = one.series[-SHOWN_PERIODS:]
    known = [value for value in shown if value.obs_value is not None]
    if len(known) < 2 or known[-1].obs_value is None:
        return None
    last = known[-1]
    told = written_value(last.unit_measure, known[-1].obs_value)
    return Chart(
        id=one.id,
        kind="series",
        title=sentence("figures.finding", name=one.title, value=told, period=When(last.time_period)),
        subtitle=sentence("figures.subtitle", source=last.source),
        shows=sentence("figures.shows_target" if any(v.target is not None for v in shown) else "figures.shows"),
        panels=(Panel(tuple(_datum(value) for value in shown)),),
        remarks=tuple(_remarks(shown)),
        demonstration=one.demonstration,
        unit=last.unit_measure,
    )


def _datum(value: IndicatorValue) -> Datum:
    state: Literal["shown", "secondary", "impossible"] = (
        "shown" if value.obs_value is not None else "secondary" if value.obs_status == "Q" else "impossible"
    )
    shown = None if value.obs_value is None else written_value(value.unit_measure, value.obs_value)
    figure = PlainFigure(state, plain=value.obs_value)
    return Datum(When(value.time_period), figure, broken=bool(value.series_break), target=value.target, shown=shown)


def _remarks(shown: Sequence[IndicatorValue]) -> Iterator[Value]:
    for value in shown:
        if value.obs_value is None:
            why = sentence("figures.withheld" if value.obs_status == "Q" else "figures.impossible")
            yield sentence("surveys.remark", what=When(value.time_period), why=why)
    for value in shown:
        if value.series_break:
            yield sentence("figures.broken_at", period=When(value.time_period))


def pages(registry: CheckedRegistry) -> Iterator[Page]:
    """The overview, a page for each group, and a page for each indicator that has values."""
    if not registry.settings.uses(INDEX):
        return
    found = measured(registry)
    groups = tuple(_group_view(registry, group, found) for group in registry.indicator_groups)
    yield _index(registry, groups)
    for view in groups:
        yield _group_page(registry, view)
    declared = {i.id: i for g in registry.indicator_groups for i in g.indicators}
    of_processes = {i.id: i for process in registry.processes for i in process.indicators}
    for one in found.values():
        if one.page:
            yield _indicator_page(registry, one, declared.get(one.id) or of_processes[one.id])


def _group_view(registry: CheckedRegistry, group: IndicatorGroup, found: Mapping[str, Measured]) -> IndicatorGroupView:
    indicators = tuple(found[one] for one in (*(i.id for i in group.indicators), *group.related) if one in found)
    return IndicatorGroupView(
        group,
        indicators,
        tuple(_owed(group, indicators, registry.date)),
        tuple(one for one in registry.documents.entries if one.id in group.bound_by),
        not_held(registry, f"figures/{group.id}"),
    )


def _owed(group: IndicatorGroup, indicators: Sequence[Measured], today: dt.date) -> Iterator[OwedValues]:
    """The promises of a group are those of its unit; another supplier has promised nothing here."""
    by_owner: dict[str, list[Measured]] = defaultdict(list)
    for one in indicators:
        if one.state == "missing":
            by_owner[one.owner or group.unit].append(one)
    if not indicators:
        by_owner[group.unit] = []
    for owner, mine in by_owner.items():
        yield OwedValues(awaiting(owner, group, today) if owner == group.unit else Awaiting(owner), tuple(mine))


def not_held(registry: CheckedRegistry, page: str) -> tuple[AbsentContent, ...]:
    """What people look for on a page and the portal does not hold."""
    return tuple(one for one in registry.of(AbsentContent) if page in one.see)


def _index(registry: CheckedRegistry, groups: Sequence[IndicatorGroupView]) -> Page:
    by_object = ((name, tuple(g for g in groups if g.group.object == name)) for name in get_args(MonitoringObject))
    view = tuple(ObjectGroups(name, mine) for name, mine in by_object if mine)
    return Page(
        id=INDEX,
        template="figures.html.j2",
        title=said(registry, "figures.title"),
        description=said(registry, "figures.description"),
        view=view,
        keeper=registry.settings.keeper,
        updated=max((g.group.updated for g in groups), default=registry.architecture.updated),
        review_by=min((g.group.review_by for g in groups), default=registry.architecture.review_by),
        source=_source(registry, [one for g in groups for one in g.indicators]),
        parent="index",
        datasets=DATASETS,
        demonstration=any(one.demonstration for g in groups for one in g.indicators),
    )


def _source(registry: CheckedRegistry, indicators: Iterable[Measured]) -> LocalText:
    """Where values come from: units, invented reports, both, or nowhere yet."""
    invented = {value.status == DEMONSTRATION for one in indicators for value in one.values}
    key = "both" if len(invented) > 1 else "invented" if True in invented else "given" if invented else "none"
    return said(registry, f"figures.source.{key}")


def _group_page(registry: CheckedRegistry, view: IndicatorGroupView) -> Page:
    group = view.group
    return Page(
        id=f"figures/{group.id}",
        template="figure_group.html.j2",
        title=group.title,
        description=group.question,
        view=view,
        keeper=group.unit,
        updated=max((group.updated, *(one.updated for one in view.indicators if one.updated))),
        review_by=group.review_by,
        source=_source(registry, view.indicators),
        parent=INDEX,
        datasets=DATASETS,
        demonstration=any(one.demonstration for one in view.indicators),
    )


def _indicator_page(registry: CheckedRegistry, one: Measured, declared: GroupIndicator | Indicator) -> Page:
    drawn = chart(one)
    chart_of_map = registry.architecture
    group = next((g for g in registry.indicator_groups if f"figures/{g.id}" == one.home), None)
    computed = declared.formula is not None or any(value.method for value in one.values)
    return Page(
        id=f"figures/{one.id}",
        template="figure.html.j2",
        title=one.title,
        description=said(registry, "figures.about_computed" if computed else "figures.about", title=one.title),
        view=MeasuredView(
            one, declared, drawn, tuple(_parts(one)), _areas(one, [programme.id for programme in registry.programmes])
        ),
        keeper=one.owner or chart_of_map.owner,
        updated=one.updated or chart_of_map.updated,
        review_by=group.review_by if group else chart_of_map.review_by,
        source=one.values[-1].source,
        parent=one.home,
        datasets=DATASETS,
        charts=(drawn,) if drawn else (),
        demonstration=one.demonstration,
    )


def _parts(one: Measured) -> Iterator[tuple[str, tuple[IndicatorValue, ...]]]:
    mine = [v for v in one.values if v.ref_area == INSTITUTION and v.breakdown != TOTAL]
    for breakdown in sorted({v.breakdown for v in mine}):
        newest = max(v.time_period for v in mine if v.breakdown == breakdown)
        yield breakdown, tuple(v for v in mine if v.breakdown == breakdown and v.time_period == newest)
