"""Views of the register of legal grounds: duties by act, and the grounds that a record names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from transparency.model.compliance import Evidence
from transparency.model.legal_act import LegalAct, LegalDuty
from transparency.registry.check import CheckedRegistry
from transparency.site.views.answer import EvidencePlace, place
from transparency.site.views.awaited import Awaiting
from transparency.site.views.evidence_status import Worth, joined
from transparency.site.views.page import Page, text_in_all_languages

PAGE = "compliance/grounds"


@dataclass(frozen=True, slots=True)
class DutyRow:
    """A duty with the places that answer it."""

    act: LegalAct
    duty: LegalDuty
    answers: tuple[EvidencePlace, ...]

    @property
    def worth(self) -> Worth:
        """How far the places answer, whether or not the duty is confirmed."""
        return joined(one.worth for one in self.answers)


@dataclass(frozen=True, slots=True)
class ActView:
    """An act with its duties, the unconfirmed ones first."""

    act: LegalAct
    rows: tuple[DutyRow, ...]


@dataclass(frozen=True, slots=True)
class GroundsView:
    """All acts, and who owes them while there are none."""

    acts: tuple[ActView, ...]
    owed: Awaiting

    @property
    def rows(self) -> tuple[DutyRow, ...]:
        """The duties of all acts."""
        return tuple(row for one in self.acts for row in one.rows)

    @property
    def confirmed(self) -> int:
        """How many duties the legal service has confirmed."""
        return sum(row.duty.confirmed is not None for row in self.rows)


def acts(registry: CheckedRegistry) -> tuple[ActView, ...]:
    """Every act on the day of the build, the oldest first."""
    order = {"missing": 0, "partly": 1, "answered": 2}
    found = sorted(registry.legal_acts, key=lambda one: (one.adopted, one.id))
    rows = {act.id: tuple(_row(registry, act, duty) for duty in act.duties) for act in found}
    return tuple(
        ActView(act, tuple(sorted(rows[act.id], key=lambda r: (bool(r.duty.confirmed), order[r.worth]))))
        for act in found
    )


def _row(registry: CheckedRegistry, act: LegalAct, duty: LegalDuty) -> DutyRow:
    return DutyRow(act, duty, tuple(place(registry, evidence) for evidence in duty.answers))


def with_grounds(registry: CheckedRegistry, pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """The pages, each with the grounds that name it or the disclosure or dataset that it is about."""
    named = [
        (subject, (act, duty))
        for act in registry.legal_acts
        for duty in act.duties
        for subject in {_subject(one) for one in duty.answers}
    ]
    by_page = {page: tuple(ground for subject, ground in named if subject == page) for page, _ in named}
    return tuple(replace(page, grounds=by_page.get(page.id, ())) for page in pages)


def _subject(evidence: Evidence) -> str | None:
    """The page of a disclosure, of a dataset, or the one that the evidence names."""
    if evidence.disclosure:
        return f"disclosures/{evidence.disclosure}"
    return f"open-data/{evidence.dataset}" if evidence.dataset else evidence.page


def pages(registry: CheckedRegistry) -> Iterator[Page]:
    """The page of all grounds."""
    if not registry.settings.has("compliance"):
        return
    found = registry.legal_acts
    yield Page(
        id=PAGE,
        template="grounds.html.j2",
        title=text_in_all_languages(registry, "grounds.title"),
        description=text_in_all_languages(registry, "grounds.description"),
        view=GroundsView(acts(registry), Awaiting(registry.settings.keeper)),
        keeper=found[0].unit if found else registry.settings.keeper,
        updated=max((act.updated for act in found), default=registry.architecture.updated),
        review_by=min((act.review_by for act in found), default=registry.architecture.review_by),
        source=text_in_all_languages(registry, "grounds.source"),
        parent="compliance/index",
        datasets=("legal-grounds",),
    )
