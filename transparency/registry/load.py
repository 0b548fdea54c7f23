"""Loads everything in ``data/`` as typed records with source locations, not yet checked against each other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from transparency.model.answer import Answer
from transparency.model.change import PortalChange
from transparency.model.compliance import Clause
from transparency.model.correction import Correction, OwnerQuestion
from transparency.model.dataset import Dataset
from transparency.model.exceptions import LawfulException
from transparency.model.glossary import GlossaryEntry
from transparency.model.legal_act import LegalAct
from transparency.model.messages import Message
from transparency.model.organisation import Role, Unit
from transparency.model.problem import CouldNotRun, Problem
from transparency.model.process import Architecture, Process, no_map
from transparency.model.product_files import DATASETS
from transparency.model.public_register import PublicRegister
from transparency.model.redirect import Redirect
from transparency.model.site import Settings
from transparency.model.text import Lang, Languages, Record, Term, Translated
from transparency.model.words import Words
from transparency.registry.declarations import Declarations
from transparency.registry.demonstration import FOLDER as DEMO
from transparency.registry.entry import SourceRecord, SourceRow
from transparency.registry.files import sources
from transparency.registry.load_disclosures import Disclosing, load_disclosing
from transparency.registry.load_indicators import IndicatorData, load_indicators
from transparency.registry.load_languages import files_of_unknown_languages, load_languages
from transparency.registry.load_prose import ProsePage, load_pictures, load_prose
from transparency.registry.load_sections import files_of_unused_sections, load_sections
from transparency.registry.load_surveys import SurveyData, load_surveys
from transparency.registry.load_words import load_words
from transparency.registry.reader import Reader
from transparency.registry.record_types import record_types
from transparency.registry.source_files import source_files
from transparency.registry.stale_translations import translated
from transparency.registry.translated_rows import Confirmed, TranslatedRow, confirmed_rows, translated_rows
from transparency.registry.yaml_document import Document

EPOCH = dt.date(1970, 1, 1)
"""Day of a site without any page; a rule refuses it."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What ``data/`` says before anybody has checked that it fits together."""

    root: Path
    settings: SourceRecord[Settings]
    words: dict[Lang, Words]
    architecture: SourceRecord[Architecture]
    terms: tuple[SourceRecord[Term], ...] = ()
    units: tuple[SourceRecord[Unit], ...] = ()
    roles: tuple[SourceRecord[Role], ...] = ()
    processes: tuple[SourceRecord[Process], ...] = ()
    clauses: tuple[SourceRecord[Clause], ...] = ()
    corrections: tuple[SourceRecord[Correction], ...] = ()
    questions: tuple[SourceRecord[OwnerQuestion], ...] = ()
    redirects: tuple[SourceRecord[Redirect], ...] = ()
    datasets: tuple[SourceRecord[Dataset], ...] = ()
    glossary: tuple[SourceRecord[GlossaryEntry], ...] = ()
    changes: tuple[SourceRecord[PortalChange], ...] = ()
    answers: tuple[SourceRecord[Answer], ...] = ()
    legal_acts: tuple[SourceRecord[LegalAct], ...] = ()
    registers: tuple[SourceRecord[PublicRegister], ...] = ()
    prose: tuple[ProsePage, ...] = ()
    sources: tuple[str, ...] = ()
    """Names of all files of the site's sources; nothing else is read or copied."""
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    """Name of each picture in ``docs/`` -> its bytes."""
    brand: Mapping[str, bytes] = field(default_factory=dict)
    """Name of each file in ``data/brand/`` -> its bytes."""
    surveys: SurveyData = field(default_factory=SurveyData)
    disclosing: Disclosing = field(default_factory=Disclosing)
    indicators: IndicatorData = field(default_factory=IndicatorData)
    others: Mapping[type[Record], tuple[SourceRecord[Any], ...]] = field(default_factory=dict)
    """Records of the types that have no field here."""
    translated: tuple[SourceRecord[Translated], ...] = ()
    """Every record in YAML that editors translate, of all types."""
    translated_rows: tuple[TranslatedRow, ...] = ()
    """Every row of a table that editors translate."""
    confirmed_rows: Confirmed = field(default_factory=dict)
    """What a person has confirmed of them."""
    lawful_mailboxes: frozenset[str] = frozenset()
    """Mailboxes that the register of exceptions names one by one, each with its legal ground."""
    incomplete: frozenset[str] = frozenset()
    """Names of registers of which a part could not be read; what is missing there is reported once, where it is."""

    @property
    def languages(self) -> Languages:
        """The languages of the site."""
        return self.settings.record.of_languages


def _surveys(reader: Reader) -> SurveyData:
    if "surveys" not in reader.sections:
        return SurveyData()
    found = load_surveys(reader.root, reader.languages, demo=reader.demo)
    reader.problems += found.problems
    if found.section is None and not found.problems:
        advice = Message("Add it, or leave surveys and reports out of sections in data/site.yml.")
        reader.problems.append(Problem("data/surveys/section.yml", 0, "D16", "", Message("is missing."), advice))
    return found


class Unreadable(CouldNotRun):
    """Sources that have to be read first cannot be; ``problems`` name files and lines and say what to do."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        super().__init__(Message("data/ cannot be read. Run scripts/validate.py to see why."))
        self.problems = tuple(problems)


_APART = ("surveys/", "programmes/", "indicators/", "exceptions.yml")
"""Places of record types with a loader of their own; the register of exceptions is the gate's."""


def _others(reader: Reader) -> Mapping[type[Record], tuple[SourceRecord[Any], ...]]:
    """Every declared type that nothing has read so far."""
    rest = (one.record for one in record_types().values() if not one.files.startswith(_APART))
    return {model: reader.of(model) for model in rest if model not in reader.read}


_REGISTERS: Mapping[str, Callable[[Reader], Any]] = {
    "terms": lambda r: r.of(Term),
    "units": lambda r: r.of(Unit),
    "roles": lambda r: r.of(Role),
    "processes": lambda r: r.of(Process),
    "clauses": lambda r: r.of(Clause),
    "corrections": lambda r: r.of(Correction),
    "questions": lambda r: r.of(OwnerQuestion),
    "glossary": lambda r: r.of(GlossaryEntry),
    "changes": lambda r: r.of(PortalChange),
    "answers": lambda r: r.of(Answer),
    "legal_acts": lambda r: r.of(LegalAct),
    "registers": lambda r: r.of(PublicRegister),
    "redirects": lambda r: r.of(Redirect),
    "prose": lambda r: load_prose(r.root, r.languages, r.problems),
    "surveys": _surveys,
}
"""Field of `Draft` -> how it is read."""


def _lawful_mailboxes(root: Path, languages: Languages) -> frozenset[str]:
    """What is wrong with the register is reported by the gate."""
    entries = Reader(root, languages).of(LawfulException)
    return frozenset(value for one in entries if one.record.kind == "email" for value in one.record.every_value)


def _no_map(settings: Settings, prose: tuple[ProsePage, ...]) -> SourceRecord[Architecture]:
    """The process map of a site without one: empty, and as old as the newest hand-written page."""
    day = max((page.facts.updated for page in prose), default=EPOCH)
    return SourceRecord(no_map(settings.portal, settings.keeper, day), Document("data/architecture.yml"))


def load(root: Path, *, demo: bool = False) -> tuple[Draft | None, tuple[Problem, ...]]:
    """Reads ``root/data`` and ``root/docs``; the draft is None where the site's own settings cannot be read, or where a link
    or a hidden folder makes it unsafe to open anything.

    With ``demo`` the records of ``root/demo`` stand beside them, as previews show them; without it that folder is not opened.
    """
    files = source_files(root, demo=demo)
    if files.unsafe:
        return None, files.problems
    languages, unknown = load_languages(root)
    if languages is None:
        return None, (*files.problems, *unknown)
    sections = load_sections(root)
    strange = (*files_of_unknown_languages(files.names, languages), *files_of_unused_sections(files.names, sections))
    reader = Reader(root, languages, demo, problems=[*files.problems, *strange], sections=sections)
    settings = reader.single(Settings)
    architecture = reader.single(Architecture) if "processes" in sections else None
    before = len(reader.problems)
    words = load_words(root, languages, reader.problems)
    incomplete = {"words"} if len(reader.problems) > before else set()
    rest: dict[str, Any] = {
        "datasets": tuple(Declarations(languages, words).of(Dataset, DATASETS, "*.yml", reader.problems))
    }
    datasets = {entry.record.id: entry.record for entry in rest["datasets"]}
    parts: Mapping[str, Callable[[Reader], Any]] = {
        **_REGISTERS,
        "disclosing": lambda r: load_disclosing(r, datasets),
        "indicators": lambda r: load_indicators(r, datasets),
        "others": _others,
    }
    for name, read in parts.items():
        before = len(reader.problems)
        rest[name] = read(reader)
        if len(reader.problems) > before:
            incomplete.add(name)
    if settings is not None and "processes" not in sections:
        architecture = _no_map(settings.record, rest["prose"])
    if settings is None or architecture is None:
        return None, tuple(reader.problems)
    pictures = load_pictures(root, files.names)
    brand = {file.path.name: file.path.read_bytes() for file in sources(root, "data/brand", "*")}
    rest |= {"sources": files.names, "pictures": pictures, "brand": brand, "incomplete": frozenset(incomplete)}
    rest["translated"] = tuple(translated(Reader(root, languages, demo=demo, sections=sections)))
    rows: tuple[SourceRow[Any], ...] = (*rest["disclosing"].tables.rows, *rest["indicators"].values)
    rest["translated_rows"] = tuple(translated_rows(rows, datasets))
    rest["confirmed_rows"] = confirmed_rows(root, ("data", *([DEMO] if demo else [])), reader.problems)
    rest["lawful_mailboxes"] = _lawful_mailboxes(root, languages)
    draft = Draft(root, settings, words, architecture, **rest)
    return draft, tuple(reader.problems)


def load_or_stop(root: Path, *, demo: bool = False) -> Draft:
    """The same for a command that cannot go on without: raises `Unreadable`."""
    draft, problems = load(root, demo=demo)
    if draft is None:
        raise Unreadable(problems)
    return draft
