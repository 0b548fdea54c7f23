"""Whether the records fit together: the rules in one table, and the seal that later stages ask for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from transparency.check import attachments, disclosures, languages, links, references, schemas
from transparency.check.embargo import public_documents, public_entries
from transparency.check.left_out import without_left_out
from transparency.check.quality import Quality, quality
from transparency.load.entry import Entry, plain
from transparency.load.prose import ProsePage
from transparency.load.registry import Draft
from transparency.load.surveys import SurveyData
from transparency.model.change import Change
from transparency.model.clause import Clause
from transparency.model.compliance import Framework, Mechanism
from transparency.model.correction import Correction, Question
from transparency.model.dataset import Dataset
from transparency.model.disclosure import Disclosure, Waiver, clause_order
from transparency.model.disclosure import Entry as Published
from transparency.model.glossary import GlossaryEntry
from transparency.model.organisation import Role, Unit
from transparency.model.process import Architecture, Process
from transparency.model.programme import Accreditation, Module, Outcome, Programme
from transparency.model.quality import DocumentRegister
from transparency.model.redirect import Redirect
from transparency.model.site import Settings
from transparency.model.text import Lang, LocalText, Record
from transparency.model.words import Words
from transparency.problem import Problem, exit_code, in_order

Rule = Callable[[Draft], Iterable[Problem]]

RULES: Mapping[str, Rule] = {
    "R01": references.unknown_ids,
    "R02": references.repeated_ids,
    "R03": references.wrong_counts,
    "R04": references.wrong_order,
    "R05": references.wrong_hierarchy,
    "R06": links.dangling,
    "O05": schemas.broken_promises,
    "L05": languages.missing_pages,
    "L06": languages.different_outlines,
    # disclosures, programmes, compliance
    "D01": disclosures.forgotten_items,
    "D02": disclosures.wrong_dates,
    "D03": disclosures.foreign_mailboxes,
    "D05": disclosures.wrong_certificate,
    "D06": disclosures.unexplained_documents,
    "D07": disclosures.wrong_publication_class,
    "D08, D09": disclosures.wrong_programmes,
    "R02 of rows": disclosures.repeated_rows,
    "R02 of clauses": disclosures.repeated_clauses,
    "D10": disclosures.wrong_waivers,
    "D11": disclosures.own_publisher,
    "D13": disclosures.wrong_evidence,
    "D14": disclosures.wrong_matrices,
    "D15": disclosures.wrong_totals,
    "D16": disclosures.missing_parts,
    "F01 to F09": attachments.wrong_attachments,
}
"""Every rule about records; a code never changes its meaning."""

_SEAL = object()
_SHAPED = (
    *("processes", "clauses", "corrections", "changes", "redirects", "prose", "entries", "waivers"),
    *("programmes", "modules", "outcomes", "accreditations"),
)
_SHAPED_BY_ID = ("disclosures", "frameworks", "mechanisms", "attachments")


@dataclass(frozen=True, slots=True)
class CheckedRegistry:
    """Records that fit together. Only `check` makes one, and rendering accepts nothing else."""

    settings: Settings
    date: dt.date
    words: Mapping[Lang, Words]
    architecture: Architecture
    terms: Mapping[str, LocalText]
    units: Mapping[str, Unit]
    roles: Mapping[str, Role]
    processes: tuple[Process, ...]
    clauses: tuple[Clause, ...]
    corrections: tuple[Correction, ...]
    questions: Mapping[str, Question]
    datasets: Mapping[str, Dataset]
    glossary: tuple[GlossaryEntry, ...]
    changes: tuple[Change, ...]
    redirects: tuple[Redirect, ...]
    prose: tuple[ProsePage, ...]
    surveys: SurveyData
    # disclosures, programmes, compliance
    disclosures: Mapping[str, Disclosure]
    entries: tuple[Published, ...]
    waivers: tuple[Waiver, ...]
    frameworks: Mapping[str, Framework]
    mechanisms: Mapping[str, Mechanism]
    quality: Quality
    documents: DocumentRegister
    programmes: tuple[Programme, ...]
    modules: tuple[Module, ...]
    outcomes: tuple[Outcome, ...]
    accreditations: tuple[Accreditation, ...]
    attachments: Mapping[str, bytes]
    seal: object = None

    def __post_init__(self) -> None:
        if self.seal is not _SEAL:
            raise TypeError("only transparency.check makes a CheckedRegistry")

    def common(self) -> CheckedRegistry:
        """What any page may speak of: words, names and settings, without the records that pages are shaped from.

        Templates see nothing else beside their own page, so a page that is equal is written equally.
        """
        emptied: dict[str, Any] = dict.fromkeys(_SHAPED, ()) | {name: {} for name in _SHAPED_BY_ID}
        return replace(self, **emptied, surveys=SurveyData())


def check(draft: Draft, date: dt.date) -> tuple[CheckedRegistry | None, tuple[Problem, ...]]:
    """Runs every rule for the day of the build; the registry is None where an error was found or a part could not be read."""
    problems = in_order(problem for rule in RULES.values() for problem in rule(draft))
    if exit_code(problems) or draft.incomplete:
        return None, problems
    return _sealed(draft, date), problems


def _sealed(draft: Draft, date: dt.date) -> CheckedRegistry:
    disclosing = draft.disclosing
    assert disclosing.documents is not None  # noqa: S101  (rule D16)
    return CheckedRegistry(
        settings=draft.settings.record,
        date=date,
        words=draft.words,
        architecture=draft.architecture.record,
        terms={entry.record.id: entry.record.text for entry in draft.terms},
        units=_by_id(draft.units),
        roles=_by_id(draft.roles),
        processes=without_left_out(
            sorted(plain(draft.processes), key=lambda p: p.number), plain(draft.questions), draft.words
        ),
        clauses=plain(draft.clauses),
        corrections=plain(draft.corrections),
        questions=_by_id(draft.questions),
        datasets=_by_id(draft.datasets),
        glossary=plain(draft.glossary),
        changes=plain(draft.changes),
        redirects=plain(draft.redirects),
        prose=draft.prose,
        surveys=draft.surveys,
        disclosures=_disclosures(draft),
        entries=public_entries(plain(disclosing.entries), date),
        waivers=plain(disclosing.waivers),
        frameworks=_by_id(disclosing.frameworks),
        mechanisms=_by_id(disclosing.mechanisms),
        quality=quality(disclosing),
        documents=public_documents(disclosing.documents.record, date),
        programmes=tuple(row.record for row in disclosing.tables.programmes),
        modules=tuple(row.record for row in disclosing.tables.modules),
        outcomes=tuple(row.record for row in disclosing.tables.outcomes),
        accreditations=tuple(row.record for row in disclosing.tables.accreditations),
        attachments=disclosing.attachments,
        seal=_SEAL,
    )


def _disclosures(draft: Draft) -> dict[str, Disclosure]:
    """In the order of their clauses."""
    found = sorted(plain(draft.disclosing.disclosures), key=lambda item: clause_order(item.clause))
    return {item.id: item for item in found}


R = TypeVar("R", bound=Record)


def _by_id(entries: Iterable[Entry[R]]) -> dict[str, R]:
    return {getattr(entry.record, "id"): entry.record for entry in entries}  # noqa: B009  (every register has ids)
