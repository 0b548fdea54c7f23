"""Views of the register of programmes: the list with its filters, and a page for each programme."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from transparency.model.absent_content import AbsentContent
from transparency.model.answer import Answer
from transparency.model.dataset import Code
from transparency.model.demo import DEMONSTRATION
from transparency.model.programme import Accreditation, LearningOutcome, Module, Programme
from transparency.model.text import LocalText
from transparency.registry.check import CheckedRegistry
from transparency.registry.freshness import Dates, State, state
from transparency.site.views.awaited import Awaiting, awaiting
from transparency.site.views.figures import not_held
from transparency.site.views.measured import AreaValue, Measured, all_measured, of_programmes
from transparency.site.views.page import Page, text_in_all_languages
from transparency.site.views.survey_subject import subjects
from transparency.site.views.visitor_questions import AnswerPlace, answer_place

INDEX = "programmes/index"


@dataclass(frozen=True, slots=True)
class AccreditationView:
    """A decision of an agency with its state today."""

    accreditation: Accreditation
    programme: Programme | None
    state: State


@dataclass(frozen=True, slots=True)
class ProgrammeView:
    """One programme with everything that belongs to it."""

    programme: Programme
    modules: tuple[Module, ...]
    outcomes: tuple[LearningOutcome, ...]
    accreditations: tuple[AccreditationView, ...]
    graduate: Measured | None
    """Its indicator on graduates."""
    employer: Measured | None
    values: tuple[tuple[Measured, AreaValue], ...]
    """Indicators with values for this programme."""
    surveys: Mapping[str, str]
    """``graduate`` or ``employer`` -> page of the survey that asks them."""
    next: tuple[tuple[Answer, AnswerPlace], ...]
    """What an applicant asks next."""

    @property
    def credits_of_modules(self) -> int:
        """Sum of what is listed, so that a reader sees how much of the curriculum the list covers."""
        return sum(module.credits for module in self.modules)


@dataclass(frozen=True, slots=True)
class ProgrammesView:
    """The list, and the codes that occur in it, for the filters."""

    programmes: tuple[Programme, ...]
    levels: tuple[Code, ...]
    fields: tuple[Code, ...]
    languages: tuple[str, ...]
    forms: tuple[str, ...]
    demonstration: bool
    duty: Awaiting
    """Who owes the list while it is empty."""
    compared: tuple[Measured, ...]
    """Indicators in tenge or points with values by programme: what applicants compare."""
    values: Mapping[str, Mapping[str, AreaValue]]
    """Programme -> indicator -> the newest value."""
    absent: tuple[AbsentContent, ...]
    """What people look for here and the portal does not hold."""


def accreditations(registry: CheckedRegistry) -> tuple[AccreditationView, ...]:
    """Every accreditation, the one that ends first at the top."""
    known = {programme.id: programme for programme in registry.programmes}
    ordered = sorted(registry.accreditations, key=lambda one: (one.valid_until, one.id))
    return tuple(AccreditationView(one, known.get(str(one.programme)), _state(registry, one)) for one in ordered)


def _state(registry: CheckedRegistry, one: Accreditation) -> State:
    dates = Dates(review_by=one.valid_until, valid_from=one.valid_from, valid_until=one.valid_until)
    return state(dates, registry.date, complete=True)


def codes(registry: CheckedRegistry, column: str, used: set[str]) -> tuple[Code, ...]:
    """The codes of a column of the register that occur, in the order of the declaration."""
    declared = next(one for one in registry.datasets["programmes"].columns if one.name == column)
    return tuple(code for code in declared.codes if code.code in used)


def view(registry: CheckedRegistry, duty: Awaiting) -> ProgrammesView:
    """The list in the order of levels, fields and codes."""
    levels = codes(registry, "level", {one.level for one in registry.programmes})
    order = [code.code for code in levels]
    found = sorted(registry.programmes, key=lambda one: (order.index(one.level), one.field, one.code))
    values = of_programmes(all_measured(registry), [one.id for one in found])
    compared = {one.id: one for mine in values.values() for one, _ in mine if one.unit_measure in ("KZT", "SCORE")}
    return ProgrammesView(
        programmes=tuple(found),
        levels=levels,
        fields=codes(registry, "field", {one.field for one in found}),
        languages=tuple(sorted({lang for one in found for lang in one.languages})),
        forms=tuple(sorted({form for one in found for form in one.forms})),
        demonstration=any(one.status == "demonstration" for one in found),
        duty=duty,
        compared=tuple(compared.values()),
        values={programme: {one.id: value for one, value in mine} for programme, mine in values.items()},
        absent=not_held(registry, INDEX),
    )


def programmes(registry: CheckedRegistry) -> Iterator[ProgrammeView]:
    """Each programme with its parts; the parts are sorted out once, because there may be hundreds of programmes."""
    modules: dict[str, list[Module]] = {}
    outcomes: dict[str, list[LearningOutcome]] = {}
    for module in registry.modules:
        modules.setdefault(module.programme, []).append(module)
    for outcome in registry.outcomes:
        outcomes.setdefault(outcome.programme, []).append(outcome)
    decisions: dict[str, list[AccreditationView]] = {}
    for decision in accreditations(registry):
        decisions.setdefault(str(decision.accreditation.programme), []).append(decision)
    indicators = all_measured(registry)
    values = of_programmes(indicators, [one.id for one in registry.programmes])
    asked = {one.entry.population: f"surveys/{one.slug}" for one in reversed(subjects(registry))}
    surveys = {
        name: asked[group] for name, group in (("graduate", "ALUMNI"), ("employer", "EMPLOYER")) if group in asked
    }
    questions = (one for one in registry.answers if one.home and one.visitor == "applicant" and one.page != INDEX)
    following = tuple((one, answer_place(registry, one)) for one in questions)
    for one in registry.programmes:
        yield ProgrammeView(
            programme=one,
            modules=tuple(sorted(modules.get(one.id, ()), key=lambda m: (m.semester, m.number))),
            outcomes=tuple(sorted(outcomes.get(one.id, ()), key=lambda o: o.number)),
            accreditations=tuple(decisions.get(one.id, ())),
            graduate=indicators.get(str(one.graduate_indicator)),
            employer=indicators.get(str(one.employer_indicator)),
            values=values.get(one.id, ()),
            surveys=surveys,
            next=following,
        )


def pages(registry: CheckedRegistry) -> Iterator[Page]:
    """The list and a page for each programme."""
    if not registry.settings.has("programmes"):
        return
    kept = _kept(registry)
    yield Page(
        id=INDEX,
        template="programmes.html.j2",
        title=text_in_all_languages(registry, "programmes.title"),
        description=text_in_all_languages(registry, "programmes.description"),
        view=view(registry, kept.duty),
        keeper=kept.duty.unit,
        updated=max((one.updated for one in registry.programmes), default=kept.updated),
        review_by=kept.review_by,
        source=kept.source,
        parent="index",
        datasets=("programmes", "modules", "outcomes"),
        demonstration=any(one.status == DEMONSTRATION for one in registry.programmes),
    )
    for one in programmes(registry):
        programme = one.programme
        yield Page(
            id=f"programmes/{programme.id}",
            template="programme.html.j2",
            title=programme.title,
            description=text_in_all_languages(registry, "programmes.about", title=programme.title),
            view=one,
            keeper=programme.unit or kept.duty.unit,
            updated=programme.updated,
            review_by=kept.review_by,
            source=text_in_all_languages(registry, "programmes.invented")
            if programme.status == DEMONSTRATION
            else kept.source,
            parent=INDEX,
            code=programme.code,
            demonstration=programme.status == DEMONSTRATION,
        )


@dataclass(frozen=True, slots=True)
class _Kept:
    """Who keeps the list, its dates and its source."""

    duty: Awaiting
    updated: dt.date
    review_by: dt.date
    source: LocalText


def _kept(registry: CheckedRegistry) -> _Kept:
    """As the disclosure says that asks for the list; without one the keeper of the dataset keeps it."""
    item = registry.disclosures.get("programmes-offered")
    if item is not None:
        return _Kept(awaiting(item.unit, item, registry.date), item.updated, item.review_by, item.source)
    chart = registry.architecture
    duty = Awaiting(registry.settings.keeper_of("programmes"))
    return _Kept(duty, chart.updated, chart.review_by, text_in_all_languages(registry, "common.own_text"))
