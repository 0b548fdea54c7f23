"""Reads the YAML files of ``data/`` into records and collects their problems."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from transparency.cache import in_memory_by_file
from transparency.model.problem import Problem
from transparency.model.sections import SECTIONS, Section
from transparency.model.text import Languages, Record
from transparency.registry.demonstration import FOLDER, entries_of_others
from transparency.registry.entry import SourceRecord
from transparency.registry.files import Source, source, sources
from transparency.registry.record_types import lists_beside, record_type
from transparency.registry.records import record, records
from transparency.registry.yaml_document import read_yaml

R = TypeVar("R", bound=Record)


@dataclass(slots=True)
class Reader:
    """Reads files below ``root`` and gathers what is wrong with them."""

    root: Path
    languages: Languages
    demo: bool = False
    """Whether a preview is read, with the records of ``demo/``."""
    problems: list[Problem] = field(default_factory=list)
    sections: tuple[Section, ...] = SECTIONS
    """Sections that the site uses; records of others are not read."""
    read: set[type[Record]] = field(default_factory=set)
    """Types that have been read."""

    def of(self, model: type[R]) -> tuple[SourceRecord[R], ...]:
        """All records of a type, from where its declaration says; for a preview with what ``demo/`` adds."""
        self.read.add(model)
        real = self.within("data", model)
        if not self.demo or not record_type(model).demo:
            return real
        known = (entry.record.id for entry in real)  # type: ignore[attr-defined]
        return (*real, *entries_of_others(self.within(FOLDER, model), known))

    def single(self, model: type[R]) -> SourceRecord[R] | None:
        """The record of a type that has one."""
        return next(iter(self.of(model)), None)

    def within(self, folder: str, model: type[R]) -> tuple[SourceRecord[R], ...]:
        """The records of a type in ``data`` or in ``demo``; a file that need not exist may be missing."""
        declared = record_type(model)
        if declared.section is not None and declared.section not in self.sections:
            return ()
        start, _, pattern = declared.files.rpartition("/")
        if "*" in pattern:
            return self.folder(model, f"{folder}/{start}", pattern)
        file = source(self.root, folder, declared.files)
        if not file.path.exists() and not (declared.required and folder == "data"):
            return ()
        if declared.key is not None:
            return self._list(model, file, declared.key, lists_beside(declared))
        entry = self._entry(model, file)
        return (entry,) if entry else ()

    def one(self, model: type[R], *parts: str) -> SourceRecord[R] | None:
        """A file that is one record."""
        return self._entry(model, source(self.root, *parts))

    def folder(self, model: type[R], folder: str, pattern: str = "*.yml") -> tuple[SourceRecord[R], ...]:
        """A folder with one record a file."""
        entries = (self._entry(model, file) for file in sources(self.root, folder, pattern))
        return tuple(entry for entry in entries if entry)

    def _list(self, model: type[R], file: Source, key: str, also: tuple[str, ...]) -> tuple[SourceRecord[R], ...]:
        entries, problems = in_memory_by_file(
            file.path, (model, key, also, self.languages), lambda: _many(model, key, file, also, self.languages)
        )
        self.problems += problems
        return entries

    def _entry(self, model: type[R], file: Source) -> SourceRecord[R] | None:
        entry, problems = read_one(model, file, self.languages)
        self.problems += problems
        return entry


def read_one(model: type[R], file: Source, languages: Languages) -> tuple[SourceRecord[R] | None, list[Problem]]:
    """A file that is one record, and what is wrong with it."""
    return in_memory_by_file(file.path, (model, languages), lambda: _one(model, file, languages))


def _one(model: type[R], file: Source, languages: Languages) -> tuple[SourceRecord[R] | None, list[Problem]]:
    document = read_yaml(file)
    found = None if document.problems else record(model, document, languages)
    return SourceRecord(found, document) if found else None, document.problems


def _many(
    model: type[R], key: str, file: Source, also: tuple[str, ...], languages: Languages
) -> tuple[tuple[SourceRecord[R], ...], list[Problem]]:
    document = read_yaml(file)
    found = records(model, document, key, languages, also)
    return tuple(SourceRecord(r, document, (key, i)) for i, r in found), document.problems
