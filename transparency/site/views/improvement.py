"""Views of the improvement loop: what each source showed in a year, what was decided and done, and whether it helped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from transparency.model.demo import DEMONSTRATION
from transparency.model.improvement import Action, ActionSource, ActionState, Improvement
from transparency.model.indicator_value import IndicatorValue
from transparency.model.quality import CorrectiveActions
from transparency.model.survey_action import SurveyAction
from transparency.model.text import LocalText
from transparency.registry.check import CheckedRegistry
from transparency.site.views import actor
from transparency.site.views.awaited import Awaiting, awaiting
from transparency.site.views.measured import all_measured
from transparency.site.views.page import Page, above, text_in_all_languages
from transparency.site.views.survey_subject import subjects
from transparency.site.views.survey_warnings import warnings

INDEX = "compliance/improvement"
SOURCES: tuple[ActionSource, ...] = get_args(ActionSource)
DATASETS = ("improvement-loop", "improvement-actions")


@dataclass(frozen=True, slots=True)
class ActionCounts:
    """Actions by how far they have come on the day of the build."""

    decided: int
    done: int
    """Carried out, or already assessed."""
    overdue: int
    """Not carried out although the day has passed."""
    assessed: int
    """Their effect has been looked at again."""
    effect_overdue: int
    """Not looked at again although 6 to 12 months have passed."""

    @property
    def overdue_share(self) -> float | None:
        """Overdue actions of all decided ones."""
        return self.overdue / self.decided if self.decided else None


@dataclass(frozen=True, slots=True)
class ActionView:
    """One action in the words of the site."""

    action: Action
    source: ActionSource
    unit: LocalText
    state: ActionState
    page: str | None
    """Page on which the survey behind it is shown."""

    @property
    def demonstration(self) -> bool:
        """Whether it is invented."""
        return getattr(self.action, "status", None) == DEMONSTRATION


@dataclass(frozen=True, slots=True)
class Signal:
    """What a source showed in a year, where it is shown, and who supplies it."""

    page: str
    anchor: str | None
    unit: str
    found: int | None
    """Nonconformities, complaints, warnings, missed targets or decisions; None where nothing is supplied."""
    demonstration: bool = False
    """Whether the number comes from invented values."""


@dataclass(frozen=True, slots=True)
class LoopSource:
    """One source in one year."""

    source: ActionSource
    signal: Signal | None
    """None for external assessments: what they found are the recommendations themselves."""
    counts: ActionCounts
    actions: tuple[ActionView, ...]

    @property
    def status(self) -> Literal["actual", "demonstration", "empty"]:
        """Whether what is counted is actual or, at least in part, invented; empty where there is nothing to count."""
        invented = [one.demonstration for one in self.actions]
        if self.signal is not None and self.signal.found is not None:
            invented.append(self.signal.demonstration)
        return "empty" if not invented else DEMONSTRATION if any(invented) else "actual"


@dataclass(frozen=True, slots=True)
class LoopYear:
    """The loop of one year; actions belong to the year of their decision."""

    year: int
    sources: tuple[LoopSource, ...]
    total: ActionCounts
    actions: tuple[ActionView, ...]
    corrective: CorrectiveActions | None
    """Totals of the corrective actions register, where it is about this year."""
    duty: Awaiting

    @property
    def register(self) -> tuple[int, int, int] | None:
        """Found, closed and overdue in the register of corrective actions; None where a count is missing."""
        rows = self.corrective.sources if self.corrective else ()
        sums = [[getattr(row, name) for row in rows] for name in ("found", "closed", "overdue")]
        if not rows or any(None in column for column in sums):
            return None
        found, closed, overdue = (sum(column) for column in sums)
        return found, closed, overdue

    @property
    def demonstration(self) -> bool:
        """Whether invented actions or numbers are shown."""
        return any(one.status == DEMONSTRATION for one in self.sources)


def counts(actions: Iterable[ActionView]) -> ActionCounts:
    """The actions counted; an action whose effect was assessed was carried out."""
    found = tuple(actions)
    states = [one.state for one in found]
    done = sum(one.action.done is not None or one.state == "assessed" for one in found)
    number = states.count
    return ActionCounts(len(states), done, number("overdue"), number("assessed"), number("effect-overdue"))


def actions(registry: CheckedRegistry) -> tuple[ActionView, ...]:
    """Every published action, the latest decision first."""
    records: tuple[Improvement | SurveyAction, ...] = (*registry.improvements, *registry.surveys.actions)
    found = [_view(registry, one) for one in records]
    return tuple(sorted(found, key=lambda one: (one.action.decided, one.action.id), reverse=True))


def _view(registry: CheckedRegistry, one: Improvement | SurveyAction) -> ActionView:
    state = one.state(registry.date)
    if isinstance(one, SurveyAction):
        return ActionView(one, "survey", one.unit, state, f"surveys/{one.survey.lower()}")
    page = f"compliance/{one.framework}" if one.framework else None
    return ActionView(one, one.source, actor.title(registry, one.unit), state, page)


def _audit(registry: CheckedRegistry, year: int) -> Signal:
    assert registry.quality is not None  # noqa: S101  (only sites with the section have the pages)
    audits = registry.quality.audits
    given = [one.nonconformities for one in audits.counts if audits.year == year and one.nonconformities is not None]
    return Signal("compliance/quality", "audits", audits.unit, sum(given) if given else None)


def _complaint(registry: CheckedRegistry, year: int) -> Signal:
    group = next((g for g in registry.indicator_groups if any(i.sign == "complaints" for i in g.indicators)), None)
    if group is None:
        return Signal("disclosures/mechanisms", None, registry.settings.keeper, None)
    signs = {one.id for one in group.indicators if one.sign == "complaints"}
    given = [
        one
        for name, found in all_measured(registry).items()
        for one in (found.series if name in signs else ())
        if one.time_period[:4] == str(year) and one.obs_value is not None
    ]
    number = round(sum(one.obs_value or 0 for one in given)) if given else None
    return Signal(f"figures/{group.id}", None, group.unit, number, _invented(given))


def _invented(values: Iterable[IndicatorValue]) -> bool:
    return any(one.status == DEMONSTRATION for one in values)


def _survey(registry: CheckedRegistry, year: int) -> Signal:
    section = registry.surveys.section
    found = subjects(registry)
    periods = [(s, p) for s in found for p in s.periods if p[:4] == str(year) and s.figures.satisfaction(p).value]
    strong = {p: sum(w.strong for w in warnings(found, p)) for _, p in periods}
    keeper = section.keeper if section else registry.settings.keeper
    invented = any(subject.demonstration for subject, _ in periods)
    return Signal("surveys/warnings", None, keeper, sum(strong.values()) if periods else None, invented)


def _indicator(registry: CheckedRegistry, year: int) -> Signal:
    values = [
        value
        for one in all_measured(registry).values()
        for value in one.series
        if value.time_period[:4] == str(year) and value.met is not None
    ]
    missed = sum(value.met is False for value in values) if values else None
    return Signal("figures/index", None, registry.settings.keeper, missed, _invented(values))


def _review(registry: CheckedRegistry, year: int) -> Signal:
    assert registry.quality is not None  # noqa: S101  (only sites with the section have the pages)
    review = registry.quality.review
    held = review.year == year and review.held_on is not None
    return Signal("compliance/quality", "review", review.unit, len(review.decisions) if held else None)


SIGNALS: Mapping[ActionSource, Callable[[CheckedRegistry, int], Signal]] = {
    "audit": _audit,
    "complaint": _complaint,
    "survey": _survey,
    "indicator": _indicator,
    "review": _review,
}
"""Source -> what it showed in a year."""


def years(registry: CheckedRegistry) -> tuple[LoopYear, ...]:
    """The years of the quality records and of all actions, the latest first."""
    if registry.quality is None:
        return ()
    found = actions(registry)
    parts = (registry.quality.audits, registry.quality.corrective, registry.quality.review)
    named = {one.year for one in parts} | {one.action.decided.year for one in found}
    return tuple(_year(registry, year, found) for year in sorted(named, reverse=True))


def _year(registry: CheckedRegistry, year: int, found: tuple[ActionView, ...]) -> LoopYear:
    assert registry.quality is not None  # noqa: S101  (asked by the caller)
    mine = tuple(one for one in found if one.action.decided.year == year)
    rows = (
        LoopSource(name, SIGNALS[name](registry, year) if name in SIGNALS else None, counts(of), of)
        for name in SOURCES
        if (of := tuple(one for one in mine if one.source == name)) or name in SIGNALS
    )
    corrective = registry.quality.corrective
    return LoopYear(
        year,
        tuple(rows),
        counts(mine),
        mine,
        corrective if corrective.year == year else None,
        awaiting(corrective.unit, corrective, registry.date),
    )


def pages(registry: CheckedRegistry) -> Iterator[Page]:
    """The list of years and one page a year."""
    found = years(registry)
    if registry.quality is None or not registry.settings.has("quality"):
        return
    yield _page(registry, INDEX, "improvement", found, any(one.demonstration for one in found))
    for one in found:
        yield _page(registry, f"{INDEX}-{one.year}", "improvement_year", one, one.demonstration, year=str(one.year))


def _page(
    registry: CheckedRegistry, page: str, template: str, view: object, demonstration: bool, **values: str
) -> Page:
    assert registry.quality is not None  # noqa: S101  (asked by the caller)
    corrective = registry.quality.corrective
    return Page(
        id=page,
        template=f"{template}.html.j2",
        title=text_in_all_languages(registry, f"{template}.title", **values),
        description=text_in_all_languages(registry, f"{template}.description", **values),
        view=view,
        keeper=corrective.unit,
        updated=corrective.updated,
        review_by=corrective.review_by,
        source=text_in_all_languages(registry, "quality.source_invented" if demonstration else "quality.source"),
        parent=INDEX if page != INDEX else above(registry, "compliance/index"),
        datasets=DATASETS,
        demonstration=demonstration,
    )
