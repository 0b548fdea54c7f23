"""Reads the YAML files of ``data/`` into records and gathers what is wrong with them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from transparency.load.again import again
from transparency.load.entry import Entry
from transparency.load.files import Source, source, sources
from transparency.load.records import record, records
from transparency.load.yaml_document import read_yaml
from transparency.model.text import Record
from transparency.problem import Problem

R = TypeVar("R", bound=Record)


@dataclass(slots=True)
class Reader:
    """Reads files below ``root`` and gathers what is wrong with them."""

    root: Path
    problems: list[Problem] = field(default_factory=list)

    def one(self, model: type[R], *parts: str) -> Entry[R] | None:
        """A file that is one record."""
        return self._entry(model, source(self.root, *parts))

    def many(self, model: type[R], key: str, *parts: str, also: tuple[str, ...] = ()) -> tuple[Entry[R], ...]:
        """A file that is a list of records under one key; ``also`` names other lists that stand in it."""
        file = source(self.root, *parts)
        entries, problems = again(file.path, (model, key, also), lambda: _many(model, key, file, also))
        self.problems += problems
        return entries

    def folder(self, model: type[R], folder: str, pattern: str = "*.yml") -> tuple[Entry[R], ...]:
        """A folder with one record a file."""
        entries = (self._entry(model, file) for file in sources(self.root, folder, pattern))
        return tuple(entry for entry in entries if entry)

    def _entry(self, model: type[R], file: Source) -> Entry[R] | None:
        entry, problems = again(file.path, model, lambda: _one(model, file))
        self.problems += problems
        return entry


def _one(model: type[R], file: Source) -> tuple[Entry[R] | None, list[Problem]]:
    document = read_yaml(file)
    found = None if document.problems else record(model, document)
    return Entry(found, document) if found else None, document.problems


def _many(model: type[R], key: str, file: Source, also: tuple[str, ...]) -> tuple[tuple[Entry[R], ...], list[Problem]]:
    document = read_yaml(file)
    found = records(model, document, key, also)
    return tuple(Entry(r, document, (key, i)) for i, r in found), document.problems
