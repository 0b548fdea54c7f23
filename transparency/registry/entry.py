"""A record together with its source location: file and line, or row of a table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from transparency.model.messages import Message
from transparency.model.problem import Problem
from transparency.model.text import Record
from transparency.registry.tables import TextTable
from transparency.registry.yaml_document import Document, Path, place

R = TypeVar("R", bound=Record)
R_co = TypeVar("R_co", bound=Record, covariant=True)


@dataclass(frozen=True, slots=True)
class SourceRecord(Generic[R_co]):
    """A record and where it stands."""

    record: R_co
    document: Document
    path: Path = ()

    def problem(self, path: Path, rule: str, what: Message, advice: Message) -> Problem:
        """A problem at ``path`` inside the record."""
        full = self.path + path
        return Problem(self.document.file, self.document.line(full), rule, place(full), what, advice)


@dataclass(frozen=True, slots=True)
class SourceRow(Generic[R_co]):
    """A record that is a row of a CSV file or worksheet."""

    record: R_co
    sheet: TextTable
    row: int

    def problem(self, path: Path, rule: str, what: Message, advice: Message) -> Problem:
        """A problem at the cell that holds ``path``."""
        column = "_".join(str(part) for part in path if not isinstance(part, int))
        return self.sheet.problem(self.row, column, rule, what, advice)


def plain(entries: Iterable[SourceRecord[R] | SourceRow[R]]) -> tuple[R, ...]:
    """The records without their places."""
    return tuple(entry.record for entry in entries)
