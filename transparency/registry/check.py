"""Checks records against each other (the table of all such rules) and creates the `CheckedRegistry`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar, cast

from transparency.model.answer import Answer
from transparency.model.approval import Approval
from transparency.model.change import PortalChange
from transparency.model.compliance import Clause, Framework, Mechanism
from transparency.model.correction import Correction, OwnerQuestion
from transparency.model.dataset import Dataset
from transparency.model.disclosure import AdditionalDisclosure as Published
from transparency.model.disclosure import Disclosure, Waiver, clause_order
from transparency.model.glossary import GlossaryEntry
from transparency.model.improvement import Improvement
from transparency.model.indicator_value import IndicatorGroup, IndicatorValue, decimals_by_indicator
from transparency.model.legal_act import LegalAct
from transparency.model.organisation import Role, Unit
from transparency.model.problem import Problem, exit_code, in_order
from transparency.model.process import Architecture, Process
from transparency.model.programme import Accreditation, LearningOutcome, Module, Programme
from transparency.model.public_register import PublicRegister
from transparency.model.quality import NO_DOCUMENTS, DocumentRegister
from transparency.model.redirect import Redirect
from transparency.model.site import Settings
from transparency.model.text import Lang, Languages, LocalText, Record
from transparency.model.words import Words
from transparency.registry import check_pictures as pictures
from transparency.registry.code_lists import own_codes, with_codes
from transparency.registry.embargo import public_documents, public_entries, public_files, public_quality
from transparency.registry.entry import SourceRecord, plain
from transparency.registry.load import Draft
from transparency.registry.load_prose import ProsePage
from transparency.registry.load_surveys import SurveyData
from transparency.registry.quality import QualitySystem, quality
from transparency.registry.redaction import map_without_left_out, without_left_out
from transparency.registry.rules import RULES, RULES_FOR_A_DAY
from transparency.registry.stale_translations import Unconfirmed, unconfirmed
from transparency.registry.translated_rows import unconfirmed_rows
from transparency.registry.withheld import with_limits, without_withheld, without_withheld_corrections

_SHAPED = (
    *("processes", "clauses", "corrections", "changes", "redirects", "prose", "entries", "waivers"),
    *("programmes", "modules", "outcomes", "accreditations", "indicator_groups", "indicator_values", "improvements"),
    *("answers", "legal_acts", "registers"),
)
_SHAPED_BY_ID = ("others", "disclosures", "frameworks", "mechanisms", "approvals", "attachments", "pictures", "brand")


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
    unconfirmed: tuple[Unconfirmed, ...]
    """Records with a stale translation; by the record as it is written, which may hold more than is public."""
    clauses: tuple[Clause, ...]
    corrections: tuple[Correction, ...]
    questions: Mapping[str, OwnerQuestion]
    datasets: Mapping[str, Dataset]
    glossary: tuple[GlossaryEntry, ...]
    changes: tuple[PortalChange, ...]
    answers: tuple[Answer, ...]
    legal_acts: tuple[LegalAct, ...]
    registers: tuple[PublicRegister, ...]
    redirects: tuple[Redirect, ...]
    prose: tuple[ProsePage, ...]
    surveys: SurveyData
    # disclosures, programmes, compliance
    disclosures: Mapping[str, Disclosure]
    entries: tuple[Published, ...]
    waivers: tuple[Waiver, ...]
    approvals: Mapping[str, Approval]
    frameworks: Mapping[str, Framework]
    mechanisms: Mapping[str, Mechanism]
    quality: QualitySystem | None
    """None in a site that does not use the section."""
    improvements: tuple[Improvement, ...]
    documents: DocumentRegister
    programmes: tuple[Programme, ...]
    modules: tuple[Module, ...]
    outcomes: tuple[LearningOutcome, ...]
    accreditations: tuple[Accreditation, ...]
    indicator_groups: tuple[IndicatorGroup, ...]
    indicator_values: tuple[IndicatorValue, ...]
    """Sorted by their keys."""
    decimals: Mapping[str, int]
    """Indicator -> decimals with which its values are shown."""
    attachments: Mapping[str, bytes]
    pictures: Mapping[str, bytes]
    """Path below the root of the site -> picture that a hand-written page shows."""
    brand: Mapping[str, bytes]
    """Name in ``data/brand/`` -> emblem or typeface."""
    others: Mapping[type[Record], tuple[Record, ...]]
    """Records of the types that have no field here."""

    @property
    def languages(self) -> Languages:
        """The languages of the site."""
        return self.settings.of_languages

    def of(self, model: type[R]) -> tuple[R, ...]:
        """The records of a type that has no field here."""
        return cast("tuple[R, ...]", self.others.get(model, ()))

    def stale_in(self, record_type: str, record: str) -> tuple[Lang, ...]:
        """Languages of the stale translations of a record, by the name of its declaration and its id."""
        found = (one.languages for one in self.unconfirmed if (one.type, one.id) == (record_type, record))
        return next(found, ())

    @property
    def explained(self) -> tuple[GlossaryEntry, ...]:
        """The public glossary: terms that have a definition."""
        return tuple(entry for entry in self.glossary if entry.definition is not None)

    def common(self) -> CheckedRegistry:
        """What any page may speak of: words, names and settings, without the records that pages are shaped from.

        Templates see nothing else beside their own page, so a page that is equal is written equally.
        """
        emptied: dict[str, Any] = dict.fromkeys(_SHAPED, ()) | {name: {} for name in _SHAPED_BY_ID}
        return replace(self, **emptied, surveys=SurveyData())


def check(draft: Draft, date: dt.date) -> tuple[CheckedRegistry | None, tuple[Problem, ...]]:
    """Runs every rule for the day of the build; the registry is None where an error was found or a part could not be read."""
    found = [problem for rule in RULES.values() for problem in rule(draft)]
    found += [problem for rule in RULES_FOR_A_DAY.values() for problem in rule(draft, date)]
    problems = in_order(found)
    if exit_code(problems) or draft.incomplete:
        return None, problems
    return _public(draft, date), problems


def _public(draft: Draft, date: dt.date) -> CheckedRegistry:
    """The one place where withheld fields, embargoed records and left-out texts are removed."""
    disclosing = draft.disclosing
    withheld = draft.settings.record.withhold
    questions = plain(draft.questions)
    disclosures = _disclosures(draft)
    entries = public_entries(plain(disclosing.entries), date)
    documents = public_documents(disclosing.documents.record if disclosing.documents else NO_DOCUMENTS, date)
    architecture = map_without_left_out(draft.architecture.record, questions, draft.words)
    processes = without_withheld(sorted(plain(draft.processes), key=lambda p: p.number), withheld)
    processes = without_left_out(processes, questions, draft.words)
    terms = {entry.record.id: entry.record.text for entry in draft.terms}
    groups, frameworks = plain(draft.indicators.groups), plain(disclosing.frameworks)
    own = own_codes(architecture.categories, processes, groups, frameworks, terms, disclosures.values(), draft.words)
    values = _values(draft, processes)
    return CheckedRegistry(
        settings=draft.settings.record,
        date=date,
        words=draft.words,
        architecture=architecture,
        terms=terms,
        units=_by_id(draft.units),
        roles=_by_id(draft.roles),
        processes=processes,
        unconfirmed=(
            *unconfirmed(draft.translated, draft.languages),
            *unconfirmed_rows(draft.translated_rows, draft.confirmed_rows, draft.languages),
        ),
        clauses=plain(draft.clauses),
        corrections=without_withheld_corrections(plain(draft.corrections), withheld),
        questions=_by_id(draft.questions),
        datasets=with_codes(with_limits(_by_id(draft.datasets), withheld, draft.words), architecture, own),
        glossary=plain(draft.glossary),
        changes=plain(draft.changes),
        answers=plain(draft.answers),
        legal_acts=plain(draft.legal_acts),
        registers=plain(draft.registers),
        redirects=plain(draft.redirects),
        prose=draft.prose,
        surveys=draft.surveys,
        disclosures=disclosures,
        entries=entries,
        waivers=plain(disclosing.waivers),
        approvals=_by_id(disclosing.approvals),
        frameworks=_by_id(disclosing.frameworks),
        mechanisms=_by_id(disclosing.mechanisms),
        quality=public_quality(quality(disclosing), documents) if disclosing.quality else None,
        improvements=plain(disclosing.improvements),
        documents=documents,
        programmes=tuple(row.record for row in disclosing.tables.programmes),
        modules=tuple(row.record for row in disclosing.tables.modules),
        outcomes=tuple(row.record for row in disclosing.tables.outcomes),
        accreditations=tuple(row.record for row in disclosing.tables.accreditations),
        indicator_groups=plain(draft.indicators.groups),
        indicator_values=values,
        decimals=decimals_by_indicator((v.indicator, v.unit_measure, v.obs_value, v.target) for v in values),
        attachments=public_files(
            disclosing.attachments, (draft.settings.record, *disclosures.values(), *entries, documents)
        ),
        pictures={path: draft.pictures[name] for path, name in pictures.published(draft).items()},
        brand=draft.brand,
        others={model: plain(entries) for model, entries in draft.others.items()},
    )


def _disclosures(draft: Draft) -> dict[str, Disclosure]:
    """In the order of their clauses."""
    found = sorted(plain(draft.disclosing.disclosures), key=lambda item: clause_order(item.clause))
    return {item.id: item for item in found}


def _values(draft: Draft, processes: Iterable[Process]) -> tuple[IndicatorValue, ...]:
    """Those of indicators that are published; a site may withhold the indicators of its processes."""
    public = {i.id for process in processes for i in process.indicators}
    public |= {i.id for entry in draft.indicators.groups for i in entry.record.indicators}
    found = (row.record for row in draft.indicators.values if row.record.indicator in public)
    return tuple(sorted(found, key=lambda one: one.key))


R = TypeVar("R", bound=Record)


def _by_id(entries: Iterable[SourceRecord[R]]) -> dict[str, R]:
    return {getattr(entry.record, "id"): entry.record for entry in entries}  # noqa: B009  (every register has ids)
