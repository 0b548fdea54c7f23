"""What a reader of a file can see of it: its texts, its tables, and what could not be opened."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal, TypeAlias

Role: TypeAlias = Literal["text", "author", "name", "address"]
"""Ordinary text; a metadata field that names its author; the name of a file; a web address."""


@dataclass(frozen=True, slots=True)
class View:
    """One text of a file. ``place`` is empty for the file's own text, else says where in the file it hides."""

    place: str
    text: str
    role: Role = "text"
    line_starts: tuple[tuple[int, int], ...] | None = ()
    """Offsets in ``text`` and the line of the file each begins; None: the text is the file; empty: it has no lines."""

    def line(self, offset: int) -> int:
        """The line of the file that a character of the text stands on; 0 where the file has no lines."""
        if self.line_starts is None:
            return self.text.count("\n", 0, offset) + 1
        at = bisect_right(self.line_starts, (offset, 1 << 60)) - 1
        return self.line_starts[at][1] if at >= 0 else 0


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table with the line it stands on, or 0."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; the first row is read as the header."""

    place: str
    rows: tuple[Row, ...]
    keyed: bool = False
    """True where the header comes from keys (JSON, YAML), so that one row is already a record."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A file or a part of one that cannot be read, and why; it is never passed over in silence."""

    place: str
    why: str


@dataclass(frozen=True, slots=True)
class Position:
    """A picture says where on Earth it was taken."""

    place: str


Part: TypeAlias = View | Table | Fault | Position


def below(place: str, inner: str) -> str:
    """The place of a part inside another, as in ``a.zip > b.csv``."""
    return f"{place} > {inner}" if place and inner else place or inner
