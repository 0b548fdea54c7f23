"""Everything in ``data/`` as typed records, each with the place it came from, not yet checked against each other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from transparency.load.disclosing import Disclosing, load_disclosing
from transparency.load.entry import Entry
from transparency.load.prose import ProsePage, load_prose
from transparency.load.reader import Reader
from transparency.load.surveys import SurveyData, load_surveys
from transparency.load.words import load_words
from transparency.model.change import Change
from transparency.model.clause import Clause
from transparency.model.correction import Correction, Question
from transparency.model.dataset import Dataset, PublishedSchema
from transparency.model.glossary import GlossaryEntry
from transparency.model.organisation import Role, Unit
from transparency.model.process import Architecture, Process
from transparency.model.redirect import Redirect
from transparency.model.site import Settings
from transparency.model.text import Lang, Term
from transparency.model.words import Words
from transparency.problem import Problem


@dataclass(frozen=True, slots=True)
class Draft:
    """What ``data/`` says before anybody has checked that it fits together."""

    root: Path
    settings: Entry[Settings]
    words: dict[Lang, Words]
    architecture: Entry[Architecture]
    terms: tuple[Entry[Term], ...] = ()
    units: tuple[Entry[Unit], ...] = ()
    roles: tuple[Entry[Role], ...] = ()
    processes: tuple[Entry[Process], ...] = ()
    clauses: tuple[Entry[Clause], ...] = ()
    corrections: tuple[Entry[Correction], ...] = ()
    questions: tuple[Entry[Question], ...] = ()
    redirects: tuple[Entry[Redirect], ...] = ()
    datasets: tuple[Entry[Dataset], ...] = ()
    schemas: tuple[Entry[PublishedSchema], ...] = ()
    glossary: tuple[Entry[GlossaryEntry], ...] = ()
    changes: tuple[Entry[Change], ...] = ()
    prose: tuple[ProsePage, ...] = ()
    surveys: SurveyData = field(default_factory=SurveyData)
    disclosing: Disclosing = field(default_factory=Disclosing)
    incomplete: frozenset[str] = frozenset()
    """Names of registers of which a part could not be read; what is missing there is reported once, where it is."""


def _surveys(reader: Reader) -> SurveyData:
    found = load_surveys(reader.root)
    reader.problems += found.problems
    return found


_REGISTERS: Mapping[str, Callable[[Reader], Any]] = {
    "terms": lambda r: r.many(Term, "terms", "data", "terms.yml"),
    "units": lambda r: r.many(Unit, "units", "data", "organisation.yml", also=("roles",)),
    "roles": lambda r: r.many(Role, "roles", "data", "organisation.yml", also=("units",)),
    "processes": lambda r: r.folder(Process, "data/processes"),
    "clauses": lambda r: r.many(Clause, "clauses", "data", "clauses", "iso-9001.yml"),
    "corrections": lambda r: r.many(Correction, "corrections", "data", "corrections.yml"),
    "questions": lambda r: r.many(Question, "questions", "data", "questions.yml"),
    "glossary": lambda r: r.many(GlossaryEntry, "glossary", "data", "glossary.yml"),
    "changes": lambda r: r.many(Change, "changes", "data", "changes.yml"),
    "redirects": lambda r: r.many(Redirect, "redirects", "data", "redirects.yml"),
    "datasets": lambda r: r.folder(Dataset, "data/datasets"),
    "schemas": lambda r: r.folder(PublishedSchema, "data/schemas"),
    "prose": lambda r: load_prose(r.root, r.problems),
    "surveys": _surveys,
}
"""Field of `Draft` -> how it is read."""


def load(root: Path) -> tuple[Draft | None, tuple[Problem, ...]]:
    """Reads ``root/data``; the draft is None where the site's own settings cannot be read."""
    reader = Reader(root)
    settings = reader.one(Settings, "data", "site.yml")
    architecture = reader.one(Architecture, "data", "architecture.yml")
    words = load_words(root, reader.problems)
    rest: dict[str, Any] = {}
    incomplete = {"words"} if any(problem.file.startswith("data/strings/") for problem in reader.problems) else set()
    for name, read in _REGISTERS.items():
        before = len(reader.problems)
        rest[name] = read(reader)
        if len(reader.problems) > before:
            incomplete.add(name)
    before = len(reader.problems)
    rest["disclosing"] = load_disclosing(reader, {entry.record.id: entry.record for entry in rest["datasets"]})
    if len(reader.problems) > before:
        incomplete.add("disclosing")
    if settings is None or architecture is None:
        return None, tuple(reader.problems)
    draft = Draft(root, settings, words, architecture, **rest, incomplete=frozenset(incomplete))
    return draft, tuple(reader.problems)
