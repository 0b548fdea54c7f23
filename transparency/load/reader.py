"""Reads the YAML files of ``data/`` into records and gathers what is wrong with them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from transparency.load.entry import Entry
from transparency.load.files import source, sources
from transparency.load.records import record, records
from transparency.load.yaml_document import Document, read_yaml
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
