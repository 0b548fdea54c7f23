"""Checks that every file and column in a published data folder is declared; undeclared ones are refused.

A declaration is a Frictionless data package: its resources name the files, their schemas the columns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from transparency.gate.extractors import ExtractedTable, parts_of
from transparency.gate.person_rows import header
from transparency.gate.rules import RULES
from transparency.model.messages import Message
from transparency.model.problem import Problem

Heads: TypeAlias = tuple[tuple[str, ...], ...]
"""The first row of every table of a file."""
Columns = Mapping[str, frozenset[str]]
TABLES = (".csv", ".tsv", ".xlsx", ".ods", ".parquet")


@dataclass(frozen=True, slots=True)
class PublishedFolder:
    """A folder whose files go out as data, and what was declared of them: path from the root to names of columns."""

    folder: str
    """Path from the project's root, with a slash at the end."""
    declared: Columns = field(default_factory=dict)
    companions: frozenset[str] = frozenset()
    """Files beside the tables that hold no rows: descriptions, notes, checksums."""


def undeclared(folder: PublishedFolder, name: str, heads: Callable[[], Heads]) -> Iterator[Problem]:
    """Whether nobody declared a file of the folder, and columns that a declared table should not have.

    ``heads`` gives the first row of each of its tables.
    """
    if name in folder.companions:
        return
    if name not in folder.declared and not _twin(name, folder.declared):
        yield _refused(name, "", Message("is not declared in the data package of its folder."))
    elif name.endswith(TABLES):
        yield from _columns(name, heads(), folder.declared.get(name, frozenset()))


def _twin(name: str, declared: Columns) -> bool:
    """The same table as JSON beside the declared CSV."""
    return name.endswith(".json") and f"{name.removesuffix('.json')}.csv" in declared


def heads_in(name: str, data: bytes) -> Heads:
    """The first row of each table of a file."""
    return tuple(part.rows[0].cells for part in parts_of(name, data) if isinstance(part, ExtractedTable) and part.rows)


def _columns(name: str, heads: Heads, declared: frozenset[str]) -> Iterator[Problem]:
    known = {header(column) for column in declared}
    for cells in heads:
        for number, cell in enumerate(cells, start=1):
            if header(cell) not in known:
                yield _refused(
                    name,
                    Message("column {number}", number=number),
                    Message("is a column that the data package does not declare."),
                )


def _refused(name: str, place: str, what: Message) -> Problem:
    return Problem(name, 0, "P16", place, what, RULES["P16"].advice)
