"""Everything in ``data/`` as typed records, each with the place it came from, not yet checked against each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from transparency.load.files import source, sources
from transparency.load.prose import ProsePage, load_prose
from transparency.load.records import record, records
from transparency.load.words import load_words
from transparency.load.yaml_document import Document, place, read_yaml
from transparency.load.yaml_document import Path as Place
from transparency.model.clause import Clause
from transparency.model.correction import Correction, Question
from transparency.model.dataset import Dataset
from transparency.model.organisation import Role, Unit
from transparency.model.process import Architecture, Process
from transparency.model.site import Settings
from transparency.model.text import Lang, Record, Term
from transparency.model.words import Words
from transparency.problem import Problem

R_co = TypeVar("R_co", bound=Record, covariant=True)
R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Entry(Generic[R_co]):
    """A record and where it stands."""

    record: R_co
    document: Document
    path: Place = ()

    def problem(self, path: Place, rule: str, what: str, advice: str) -> Problem:
        """A problem at ``path`` inside the record."""
        full = self.path + path
        return Problem(self.document.file, self.document.line(full), rule, place(full), what, advice)


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
    datasets: tuple[Entry[Dataset], ...] = ()
    prose: tuple[ProsePage, ...] = ()


@dataclass(slots=True)
class Reader:
    """Reads files below ``root`` and gathers what is wrong with them."""

    root: Path
    problems: list[Problem] = field(default_factory=list)

    def one(self, model: type[R], *parts: str) -> Entry[R] | None:
        """A file that is one record."""
        document = read_yaml(source(self.root, *parts))
        return self._entry(model, document)

    def many(self, model: type[R], key: str, *parts: str, also: tuple[str, ...] = ()) -> tuple[Entry[R], ...]:
        """A file that is a list of records under one key; ``also`` names other lists that stand in it."""
        document = read_yaml(source(self.root, *parts))
        found = records(model, document, key, also)
        self.problems += document.problems
        return tuple(Entry(r, document, (key, i)) for i, r in found)

    def folder(self, model: type[R], folder: str, pattern: str = "*.yml") -> tuple[Entry[R], ...]:
        """A folder with one record a file."""
        entries = (self._entry(model, read_yaml(file)) for file in sources(self.root, folder, pattern))
        return tuple(entry for entry in entries if entry)

    def _entry(self, model: type[R], document: Document) -> Entry[R] | None:
        if document.problems:
            self.problems += document.problems
            return None
        found = record(model, document)
        self.problems += document.problems
        return Entry(found, document) if found else None


def load(root: Path) -> tuple[Draft | None, tuple[Problem, ...]]:
    """Reads ``root/data``; the draft is None where the site's own settings cannot be read."""
    reader = Reader(root)
    settings = reader.one(Settings, "data", "site.yml")
    architecture = reader.one(Architecture, "data", "architecture.yml")
    words = load_words(root, reader.problems)
    rest = {
        "terms": reader.many(Term, "terms", "data", "terms.yml"),
        "units": reader.many(Unit, "units", "data", "organisation.yml", also=("roles",)),
        "roles": reader.many(Role, "roles", "data", "organisation.yml", also=("units",)),
        "processes": reader.folder(Process, "data/processes"),
        "clauses": reader.many(Clause, "clauses", "data", "clauses", "iso-9001.yml"),
        "corrections": reader.many(Correction, "corrections", "data", "corrections.yml"),
        "questions": reader.many(Question, "questions", "data", "questions.yml"),
        "datasets": reader.folder(Dataset, "data/datasets"),
        "prose": load_prose(root, reader.problems),
    }
    if settings is None or architecture is None:
        return None, tuple(reader.problems)
    draft = Draft(root, settings, words, architecture, **rest)  # type: ignore[arg-type]
    return draft, tuple(reader.problems)


def plain(entries: Iterable[Entry[R]]) -> tuple[R, ...]:
    """The records without their places."""
    return tuple(entry.record for entry in entries)
