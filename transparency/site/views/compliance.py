"""Views of compliance frameworks: each clause, where it is answered, and the current status of the answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from transparency.model.compliance import Duty, Evidence, Framework
from transparency.model.text import LocalText
from transparency.registry.check import CheckedRegistry
from transparency.site.views import improvement, mechanisms, quality
from transparency.site.views.answer import EvidencePlace, place
from transparency.site.views.awaited import Awaiting
from transparency.site.views.evidence_status import Worth, joined
from transparency.site.views.improvement import ActionView, actions
from transparency.site.views.page import Page, text_in_all_languages

ClauseState = Literal["gap", "partly", "answered", "outside"]
ORDER: tuple[ClauseState, ...] = ("gap", "partly", "answered", "outside")
"""Gaps first."""
_STATES: Mapping[Worth, ClauseState] = {"missing": "gap", "partly": "partly", "answered": "answered"}


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """A clause with its answers."""

    framework: Framework
    duty: Duty
    state: ClauseState
    answers: tuple[EvidencePlace, ...]

    @property
    def anchor(self) -> str:
        """Permanent place of the row on its page."""
        return f"c-{self.duty.number.replace('.', '-')}"


@dataclass(frozen=True, slots=True)
class FrameworkView:
    """One framework: what is not fully answered, then every clause."""

    framework: Framework
    rows: tuple[ClauseRow, ...]
    recommendations: tuple[ActionView, ...] = ()
    """What earlier assessments by this framework recommended, and what became of it."""

    @property
    def gaps(self) -> tuple[ClauseRow, ...]:
        """Clauses without an answer, then those answered in part."""
        return tuple(row for state in ORDER[:2] for row in self.rows if row.state == state)

    @property
    def chapters(self) -> tuple[FrameworkView, ...]:
        """Its clauses by the first part of their numbers; itself where there are no more than two chapters."""
        parts = groupby(self.rows, key=lambda row: row.duty.number.split(".")[0])
        found = tuple(replace(self, rows=tuple(rows)) for _, rows in parts)
        return found if len(found) > 2 else (self,)

    @property
    def span(self) -> str:
        """Numbers of the first and the last clause."""
        return "–".join(dict.fromkeys((self.rows[0].duty.number, self.rows[-1].duty.number)))

    @property
    def has_levels(self) -> bool:
        """Whether it has criteria or indicators below its standards."""
        return any(row.duty.level != "standard" for row in self.rows)

    def count(self, state: ClauseState) -> int:
        """How many clauses are in a state."""
        return sum(row.state == state for row in self.rows)

    @property
    def units(self) -> tuple[str, ...]:
        """Units that answer for a clause, for the filter."""
        return tuple(sorted({row.duty.unit for row in self.rows}))


@dataclass(frozen=True, slots=True)
class ComplianceView:
    """All frameworks."""

    frameworks: tuple[FrameworkView, ...]
    duty: Awaiting
    """Who owes the frameworks while there are none."""
    states: tuple[ClauseState, ...] = ORDER

    @property
    def units(self) -> tuple[str, ...]:
        """Units of all frameworks, for the filter."""
        return tuple(sorted({unit for one in self.frameworks for unit in one.units}))


def answer(registry: CheckedRegistry, evidence: Evidence) -> EvidencePlace:
    """Where a piece of evidence stands and what it is worth today."""
    if evidence.mechanism is None:
        return place(registry, evidence)
    view = mechanisms.view(registry, registry.mechanisms[evidence.mechanism])
    return EvidencePlace(mechanisms.PAGE, view.mechanism.id, view.mechanism.title, view.verdict)


def row(registry: CheckedRegistry, framework: Framework, duty: Duty) -> ClauseRow:
    """A clause on the day of the build."""
    answers = tuple(answer(registry, evidence) for evidence in duty.answers)
    state: ClauseState = "outside" if duty.outside else _STATES[joined(one.worth for one in answers)]
    return ClauseRow(framework, duty, state, answers)


def view(registry: CheckedRegistry, framework: Framework) -> FrameworkView:
    """One framework on the day of the build."""
    recommended = (one for one in actions(registry) if getattr(one.action, "framework", None) == framework.id)
    return FrameworkView(
        framework, tuple(row(registry, framework, duty) for duty in framework.clauses), tuple(recommended)
    )


def views(registry: CheckedRegistry) -> tuple[FrameworkView, ...]:
    """All frameworks: the university's own regulation first, then by id."""
    ordered = sorted(registry.frameworks.values(), key=lambda one: (one.kind != "internal", one.id))
    return tuple(view(registry, framework) for framework in ordered)


def pages(registry: CheckedRegistry) -> Iterator[Page]:
    """The list of frameworks, a page for each, and the quality system."""
    found = views(registry)
    if registry.settings.has("compliance"):
        yield _index(registry, found)
    for one in found:
        yield _framework(registry, one)
    yield from quality.pages(registry)
    yield from improvement.pages(registry)


def _index(registry: CheckedRegistry, found: Iterable[FrameworkView]) -> Page:
    everything = ComplianceView(tuple(found), Awaiting(registry.settings.keeper))
    records = [one.framework for one in everything.frameworks]
    return Page(
        id="compliance/index",
        template="compliance.html.j2",
        title=text_in_all_languages(registry, "compliance.title"),
        description=text_in_all_languages(registry, "compliance.description"),
        view=everything,
        keeper=records[0].unit if records else registry.settings.keeper,
        updated=max((one.updated for one in records), default=registry.architecture.updated),
        review_by=min((one.review_by for one in records), default=registry.architecture.review_by),
        source=_source(registry),
        parent="index",
        datasets=("compliance",),
    )


def _framework(registry: CheckedRegistry, one: FrameworkView) -> Page:
    framework = one.framework
    return Page(
        id=f"compliance/{framework.id}",
        template="framework.html.j2",
        title=framework.title,
        description=framework.description,
        view=one,
        keeper=framework.unit,
        updated=framework.updated,
        review_by=framework.review_by,
        source=_source(registry),
        parent="compliance/index",
        datasets=("compliance",),
        demonstration=any(one.demonstration for one in one.recommendations),
    )


def _source(registry: CheckedRegistry) -> LocalText:
    return text_in_all_languages(registry, "compliance.source")
