"""Views of indicator values: what people ask about, each indicator with its series, and what is still owed."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from transparency.model.absent_content import AbsentContent
from transparency.model.answer import Answer
from transparency.model.demo import DEMONSTRATION
from transparency.model.indicator_value import (
    INSTITUTION,
    TOTAL,
    GroupIndicator,
    IndicatorGroup,
    IndicatorValue,
    MonitoringObject,
)
from transparency.model.process import Indicator
from transparency.model.quality import ControlledDocument
from transparency.model.text import LocalText
from transparency.registry.check import CheckedRegistry
from transparency.site.views.awaited import Awaiting, awaiting
from transparency.site.views.figure_chart import chart
from transparency.site.views.measured import AreaValue, Measured, all_measured, areas
from transparency.site.views.page import Page, text_in_all_languages
from transparency.site.views.survey_chart import Chart
from transparency.site.views.visitor_questions import unanswered

INDEX = "figures/index"
DATASETS = ("indicator-values", "indicator-list")


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
    asked: Mapping[str, tuple[Answer, ...]]
    """Document that is not published -> the questions of visitors that it has to answer."""
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
class MeasuredView:
    """One indicator with everything that is published about it."""

    one: Measured
    declared: GroupIndicator | Indicator
    chart: Chart | None
    parts: tuple[tuple[str, tuple[IndicatorValue, ...]], ...]
    """Breakdown -> values of the institution by category, the newest period only."""
    programmes: tuple[AreaValue, ...]


def pages(registry: CheckedRegistry) -> Iterator[Page]:
    """The overview, a page for each group, and a page for each indicator that has values."""
    if not registry.settings.uses(INDEX):
        return
    found = all_measured(registry)
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
    documents = tuple(one for one in registry.documents.entries if one.id in group.bound_by)
    return IndicatorGroupView(
        group,
        indicators,
        tuple(_owed(group, indicators, registry.date)),
        documents,
        {one.id: asked for one in documents if (asked := unanswered(registry, group, one))},
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
        title=text_in_all_languages(registry, "figures.title"),
        description=text_in_all_languages(registry, "figures.description"),
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
    return text_in_all_languages(registry, f"figures.source.{key}")


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
        description=text_in_all_languages(
            registry, "figures.about_computed" if computed else "figures.about", title=one.title
        ),
        view=MeasuredView(
            one, declared, drawn, tuple(_parts(one)), areas(one, [programme.id for programme in registry.programmes])
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
