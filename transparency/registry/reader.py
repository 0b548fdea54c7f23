"""Reads the YAML files of ``data/`` into records and collects their problems."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from transparency.cache import again_from
from transparency.model.problem import Problem
from transparency.model.text import Record
from transparency.registry.demonstration import FOLDER, entries_of_others
from transparency.registry.entry import SourceRecord
from transparency.registry.files import Source, source, sources
from transparency.registry.records import record, records
from transparency.registry.yaml_document import read_yaml

R = TypeVar("R", bound=Record)


@dataclass(slots=True)
class Reader:
    """Reads files below ``root`` and gathers what is wrong with them."""

    root: Path
    demo: bool = False
    """Whether a preview is read, with the records of ``demo/``."""
    problems: list[Problem] = field(default_factory=list)

    def one(self, model: type[R], *parts: str) -> SourceRecord[R] | None:
        """A file that is one record."""
        return self._entry(model, source(self.root, *parts))

    def many(self, model: type[R], key: str, *parts: str, also: tuple[str, ...] = ()) -> tuple[SourceRecord[R], ...]:
        """A file that is a list of records under one key; ``also`` names other lists that stand in it."""
        file = source(self.root, *parts)
        entries, problems = again_from(file.path, (model, key, also), lambda: _many(model, key, file, also))
        self.problems += problems
        return entries

    def register(self, model: type[R], name: str) -> tuple[SourceRecord[R], ...]:
        """The list in ``data/NAME.yml``; an institution that has no records of this kind needs no file."""
        return self.many(model, name, "data", f"{name}.yml") if (self.root / f"data/{name}.yml").exists() else ()

    def folder(self, model: type[R], folder: str, pattern: str = "*.yml") -> tuple[SourceRecord[R], ...]:
        """A folder with one record a file."""
        entries = (self._entry(model, file) for file in sources(self.root, folder, pattern))
        return tuple(entry for entry in entries if entry)

    def with_demo(self, model: type[R], folder: str) -> tuple[SourceRecord[R], ...]:
        """The folder in ``data/``, and for a preview what its namesake in ``demo/`` adds."""
        real = self.folder(model, f"data/{folder}")
        if not self.demo:
            return real
        known = (entry.record.id for entry in real)  # type: ignore[attr-defined]
        return (*real, *entries_of_others(self.folder(model, f"{FOLDER}/{folder}"), known))

    def _entry(self, model: type[R], file: Source) -> SourceRecord[R] | None:
        entry, problems = again_from(file.path, model, lambda: _one(model, file))
        self.problems += problems
        return entry


def _one(model: type[R], file: Source) -> tuple[SourceRecord[R] | None, list[Problem]]:
    document = read_yaml(file)
    found = None if document.problems else record(model, document)
    return SourceRecord(found, document) if found else None, document.problems


def _many(
    model: type[R], key: str, file: Source, also: tuple[str, ...]
) -> tuple[tuple[SourceRecord[R], ...], list[Problem]]:
    document = read_yaml(file)
    found = records(model, document, key, also)
    return tuple(SourceRecord(r, document, (key, i)) for i, r in found), document.problems
