"""Merges demonstration records from ``demo/`` into a preview; a release never reads that folder.

A record is a demonstration because of its folder, whatever its status says. All records about one subject (a programme, a
survey, an item) come from one folder: as soon as ``data/`` has the subject, its demonstration is left out, so no page mixes
facts with examples (decision 0610).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final, TypeVar

from transparency.model.demo import DEMONSTRATION
from transparency.model.messages import Message
from transparency.model.problem import Problem
from transparency.model.text import Record
from transparency.registry.entry import SourceRecord, SourceRow

R = TypeVar("R", bound=Record)

FOLDER: Final = "demo"


def marked(record: R) -> R:
    """The record with the status of a demonstration."""
    if getattr(record, "status") == DEMONSTRATION:  # noqa: B009  (every kind of record in demo/ has a status)
        return record
    return record.model_copy(update={"status": DEMONSTRATION})


def entries_of_others(demo: Iterable[SourceRecord[R]], known: Iterable[str]) -> Iterator[SourceRecord[R]]:
    """Entries of the demonstration whose id ``data/`` does not know, marked."""
    taken = frozenset(known)
    for entry in demo:
        if getattr(entry.record, "id") not in taken:  # noqa: B009  (every register has ids)
            yield replace(entry, record=marked(entry.record))


def rows_of_others(demo: Iterable[SourceRow[R]], owner: str, known: frozenset[str]) -> Iterator[SourceRow[R]]:
    """Rows of the demonstration whose ``owner`` ``data/`` does not know, marked."""
    for row in demo:
        if getattr(row.record, owner) not in known:
            yield replace(row, record=marked(row.record))


def misplaced(file: str, line: int, place: str, which: str) -> Problem:
    """An invented record among the real ones."""
    advice = Message("Move it to {folder}/, or replace it by the real record.", folder=FOLDER)
    return Problem(file, line, "D20", place, Message("{which} is a demonstration record.", which=which), advice)
