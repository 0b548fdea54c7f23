"""View of the home page: answers with their numbers, the process map in small, questions by visitor, what is new.

A part whose section an institution does not use is empty, and the page leaves it out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transparency.model.change import PortalChange
from transparency.model.survey import Population
from transparency.model.text import LocalText
from transparency.registry.check import CheckedRegistry
from transparency.registry.disclosure_status import DisclosureStatus, Progress, disclosure_statuses, progress
from transparency.site.views import quality
from transparency.site.views.awaited import Awaiting, awaiting
from transparency.site.views.page import Page, text_in_all_languages
from transparency.site.views.portal import newest_first
from transparency.site.views.process import MapView, ProcessGroup, groups, map_view
from transparency.site.views.state_counts import StateCount, state_counts
from transparency.site.views.survey_facts import key_facts
from transparency.site.views.survey_subject import Subject, subjects
from transparency.site.views.survey_trend import SmallTrend, small_trend
from transparency.site.views.survey_views import KeyFacts
from transparency.site.views.visitor_questions import answer_place

NEWS = 4
"""How many changes and how many coming reviews the page names."""
ASKED: tuple[Population, ...] = ("STUDENT", "ALUMNI")
"""Whose answers the page shows first: the first survey of each."""


@dataclass(frozen=True, slots=True)
class SurveyAnswer:
    """What one population answered, or who owes it."""

    population: Population
    page: str
    facts: KeyFacts | None
    trend: SmallTrend | None
    duty: Awaiting
    demonstration: bool


@dataclass(frozen=True, slots=True)
class DisclosureAnswer:
    """What of the mandatory items is published."""

    facts: Progress
    items: tuple[DisclosureStatus, ...]
    states: tuple[StateCount, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a visitor and the place that answers it."""

    title: LocalText
    page: str
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Visitor:
    """One kind of visitor and what it asks first."""

    kind: str
    """Word ``home.for.<kind>``."""
    icon: str
    questions: tuple[Question, ...]
    listed: bool = False
    """Whether the page of questions has more questions of this kind."""


@dataclass(frozen=True, slots=True)
class DueReview:
    """A disclosure that is to be looked at again."""

    page: str
    title: LocalText
    day: dt.date


@dataclass(frozen=True, slots=True)
class HomeView:
    """Answers, the map, the ways in, and what is new."""

    surveys: tuple[SurveyAnswer, ...]
    disclosures: DisclosureAnswer | None
    map: MapView | None
    indicators: int
    quilt: tuple[str, ...]
    """Motif of each piece: the number of the group of a process, or ``feedback``."""
    quilt_columns: int
    visitors: tuple[Visitor, ...]
    changes: tuple[PortalChange, ...]
    reviews: tuple[DueReview, ...]


def page(registry: CheckedRegistry, others: tuple[Page, ...]) -> Page:
    """The one home page; it leads to the pages that the other sections have made."""
    chart, found, asked = registry.architecture, disclosure_statuses(registry), subjects(registry)
    known = {one.id for one in others}
    pieces = quilt(groups(registry), len(chart.feedback))
    return Page(
        id="index",
        template="home.html.j2",
        title=registry.settings.portal,
        description=registry.settings.tagline,
        view=HomeView(
            surveys=tuple(_surveys(registry, asked)) if "surveys/index" in known else (),
            disclosures=DisclosureAnswer(progress(found), found, state_counts(found)) if found else None,
            map=map_view(registry) if "processes/index" in known else None,
            indicators=sum(len(p.indicators) for p in registry.processes),
            quilt=pieces,
            quilt_columns=min((6, 7, 5), key=lambda columns: -len(pieces) % columns),  # the fullest last row
            visitors=tuple(_visitors(registry, asked, known)),
            changes=newest_first(registry.changes)[:NEWS],
            reviews=_reviews(registry, found),
        ),
        keeper=registry.settings.keeper,
        updated=max((chart.updated, *(change.date for change in registry.changes))),
        review_by=chart.review_by,
        source=text_in_all_languages(registry, "home.source"),
    )


def _surveys(registry: CheckedRegistry, asked: Sequence[Subject]) -> Iterator[SurveyAnswer]:
    section = registry.surveys.section
    if section is None:
        return
    duty = awaiting(section.keeper, section, registry.date)
    for population in ASKED:
        subject = _first(asked, population)
        facts = key_facts(subject) if subject else None
        yield SurveyAnswer(
            population=population,
            page=f"surveys/{subject.slug}" if subject else "surveys/index",
            facts=facts,
            trend=small_trend(subject) if subject and facts else None,
            duty=duty,
            demonstration=subject is not None and subject.demonstration,
        )


def _first(asked: Sequence[Subject], population: Population) -> Subject | None:
    return next((one for one in asked if one.entry.population == population), None)


def quilt(of: Sequence[ProcessGroup], feedback: int) -> tuple[str, ...]:
    """A piece for each process and up to two for the feedback, spread so that groups lie beside each other."""
    pieces = [str(i % 3 + 1) for i, group in enumerate(of) for _ in group.processes] + ["feedback"] * min(feedback, 2)
    step = len(pieces) // 2 - 1
    return tuple(pieces[i] for i in sorted(range(len(pieces)), key=lambda i: i * step % len(pieces)))


def _visitors(registry: CheckedRegistry, asked: Sequence[Subject], known: set[str]) -> Iterator[Visitor]:
    pages = dict(_answers(registry, asked))
    for kind, icon, keys in VISITORS:
        own = [Question(text_in_all_languages(registry, f"home.ask.{key}"), *pages[key]) for key in keys]
        asking = [one for one in registry.answers if one.home and one.visitor == kind]
        places = [(one.question, answer_place(registry, one)) for one in asking]
        declared = [Question(question, at.page, at.anchor) for question, at in places]
        if found := tuple(one for one in (*own, *declared) if one.page in known):
            yield Visitor(kind, icon, found, any(one.visitor == kind for one in registry.answers))


VISITORS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("applicant", "user-plus", ("programmes", "licence", "contact")),
    ("student", "graduation-cap", ("students", "changed")),
    ("parent", "users", ("accredited", "contact")),
    ("graduate", "scroll-text", ("graduates", "propose")),
    ("employer", "briefcase", ("employers", "propose")),
    ("partner", "network", ("agreements", "parties", "contact")),
    ("expert", "clipboard-check", ("evidence", "clauses", "owes")),
    ("journalist", "newspaper", ("figures", "data", "news")),
    ("citizen", "landmark", ("must", "answers")),
)
"""Kind of visitor, icon, and the questions that it asks first; records of questions (``home: true``) add to them."""


def _answers(registry: CheckedRegistry, asked: Sequence[Subject]) -> Iterator[tuple[str, tuple[str, str | None]]]:
    """Question -> page and place that answer it; a page that the site does not have is left out by the caller."""
    items: dict[str, str] = {one.content.kind: f"disclosures/{one.id}" for one in registry.disclosures.values()}
    for key, kind in (("licence", "licence"), ("accredited", "accreditation-certificate"), ("contact", "contacts")):
        yield key, (items.get(kind, "disclosures/index"), None)
    populations: tuple[tuple[str, Population], ...] = (
        ("students", "STUDENT"),
        ("graduates", "ALUMNI"),
        ("employers", "EMPLOYER"),
    )
    surveys = {key: _first(asked, population) for key, population in populations}
    for key, subject in surveys.items():
        yield key, (f"surveys/{subject.slug}" if subject else "surveys/index", None)
    student = surveys["students"]
    yield "changed", (f"surveys/{student.slug}", "actions") if student else ("surveys/index", None)
    yield "parties", (quality.PAGE, "parties")
    yield from ((key, (target, None)) for key, target in ANSWERS)


ANSWERS = (
    ("programmes", "programmes/index"),
    ("figures", "figures/index"),
    ("agreements", "figures/agreements"),
    ("propose", "disclosures/mechanisms"),
    ("evidence", "compliance/index"),
    ("clauses", "processes/clauses"),
    ("owes", "disclosures/owed"),
    ("data", "open-data/index"),
    ("news", "about/changes"),
    ("must", "disclosures/index"),
    ("answers", "processes/roles"),
)
"""Question -> page, where no record decides it."""


def _reviews(registry: CheckedRegistry, found: tuple[DisclosureStatus, ...]) -> tuple[DueReview, ...]:
    """The next days on which something published is due, the nearest first: what is not published has nothing to review."""
    published = [one for one in found if one.state != "not-yet-published"]
    coming = [DueReview(f"disclosures/{one.item.id}", one.item.title, one.item.review_by) for one in published]
    later = [one for one in coming if one.day >= registry.date]
    return tuple(sorted(later, key=lambda one: (one.day, one.page))[:NEWS])
