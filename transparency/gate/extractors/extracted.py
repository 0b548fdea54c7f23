"""Result types of extraction: the texts and tables of a file, and the parts that could not be opened."""

from __future__ import annotations

import functools
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, overload

from transparency.model.messages import Message

Role: TypeAlias = Literal["text", "author", "name", "address"]
"""Ordinary text; a metadata field that names its author; the name of a file; a web address."""


class Origins(Sequence[tuple[int, int]]):
    """Pairs of offsets that are worked out when the first is asked for: in most texts nobody finds anything."""

    def __init__(self, make: Callable[[], Iterable[tuple[int, int]]]) -> None:
        self._make = make

    @functools.cached_property
    def _pairs(self) -> list[tuple[int, int]]:
        return list(self._make())

    def __len__(self) -> int:
        return len(self._pairs)

    @overload
    def __getitem__(self, at: int) -> tuple[int, int]: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[tuple[int, int]]: ...
    def __getitem__(self, at: int | slice) -> tuple[int, int] | Sequence[tuple[int, int]]:
        return self._pairs[at]


@dataclass(frozen=True, slots=True)
class View:
    """One text of a file. ``place`` is empty for the file's own text, else says where in the file it hides."""

    place: str
    text: str
    role: Role = "text"
    source: str | None = None
    """The file's own text, by which lines are counted; None where the file has no lines."""
    origins: Sequence[tuple[int, int]] = ()
    """Offsets in ``text`` with the offset in ``source`` each begins at; empty where the two are the same."""
    cell: Callable[[str], str] | None = None
    """Finds the place of a text that stands in a cell of a workbook; empty where no cell shows it."""

    def line(self, offset: int) -> int:
        """The line of the file that a character of the text stands on; 0 where the file has no lines."""
        return 0 if self.source is None else self.source.count("\n", 0, self.origin(offset)) + 1

    def origin(self, offset: int) -> int:
        """The offset in the source of a character of the text."""
        at = bisect_right(self.origins, (offset, 1 << 60)) - 1
        return self.origins[at][1] + offset - self.origins[at][0] if at >= 0 else offset


@dataclass(frozen=True, slots=True)
class ExtractedRow:
    """One row of a table."""

    at: int
    """The line it stands on, or 0; with a ``view``, the offset in its text."""
    cells: tuple[str, ...]
    view: View | None = None

    @property
    def line(self) -> int:
        """The line of the file that the row stands on, or 0."""
        return self.view.line(self.at) if self.view else self.at


@dataclass(frozen=True, slots=True)
class Rows(Sequence[ExtractedRow]):
    """Rows that are made once, when they are asked for: of most tables nobody reads more than the header."""

    size: int
    make: Callable[[int], ExtractedRow]

    def __post_init__(self) -> None:
        object.__setattr__(self, "make", functools.cache(self.make))

    def __len__(self) -> int:
        return self.size

    @overload
    def __getitem__(self, at: int) -> ExtractedRow: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[ExtractedRow]: ...
    def __getitem__(self, at: int | slice) -> ExtractedRow | Sequence[ExtractedRow]:
        numbers = range(self.size)[at]
        return self.make(numbers) if isinstance(numbers, int) else [self.make(i) for i in numbers]


@dataclass(frozen=True, slots=True)
class ExtractedTable:
    """Rows of cells; the first row is read as the header."""

    place: str
    rows: Sequence[ExtractedRow]
    keyed: bool = False
    """True where the header comes from keys (JSON, YAML), so that one row is already a record."""

    def numbered(self) -> Iterator[tuple[int, ExtractedRow]]:
        """The rows below the header with their numbers, each made when it is asked for."""
        return ((number, self.rows[number]) for number in range(1, len(self.rows)))


@dataclass(frozen=True, slots=True)
class ExtractionFault:
    """A file or a part of one that cannot be read, and why; it is never passed over in silence."""

    place: str
    why: str


@dataclass(frozen=True, slots=True)
class Position:
    """A picture says where on Earth it was taken."""

    place: str


Part: TypeAlias = View | ExtractedTable | ExtractionFault | Position


def below(place: str, inner: str) -> str:
    """The place of a part inside another, as in ``a.zip > b.csv``."""
    return Message("{outer} > {inner}", outer=place, inner=inner) if place and inner else place or inner
