"""Input and output types of personal-data detectors: a text block, and the values found in it."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from transparency.gate.extractors import ExtractedTable
from transparency.gate.word_cues import Cues, cues_in
from transparency.model.messages import Message


class TextBlock:
    """A paragraph, a line of a table or a field in the plain spelling, and the end of what stands before it.

    ``above`` is more of the text before the block, as it stands in the file; few detectors need it.
    """

    def __init__(self, text: str, before: str = "", above: str = "") -> None:
        self.text = text
        self.before = before
        self.above = above

    @functools.cached_property
    def own_cues(self) -> Cues:
        """What the words of the block offer."""
        return cues_in(self.text)

    @functools.cached_property
    def cues(self) -> Cues:
        """What the words of the block and of the end before it offer."""
        return self.own_cues | cues_in(self.before) if self.before else self.own_cues

    @functools.cached_property
    def low(self) -> str:
        """The text in small letters, letter for letter at the same place."""
        low = self.text.lower()
        return low if len(low) == len(self.text) else "".join(c.lower()[:1] for c in self.text)

    def around(self, start: int, end: int, reach: int = 60) -> str:
        """The words near a place, small letters: what tells a birth date from a date of foundation."""
        lead = self.text[max(0, start - reach) : start]
        if len(lead) < reach:
            lead = f"{self.before[-reach:]} {lead}"
        return f"{lead} {self.text[end : end + reach // 2]}".lower()

    def lead(self, start: int, reach: int = 60) -> str:
        """The words before a place, small letters."""
        lead = self.text[max(0, start - reach) : start]
        return (f"{self.before[-reach:]}\n{lead}" if len(lead) < reach else lead).lower()


@dataclass(frozen=True, slots=True)
class Hit:
    """A value found in a block. ``value`` is compared with the register of lawful exceptions and never printed."""

    rule: str
    start: int
    end: int
    value: str
    what: str = ""


@dataclass(frozen=True, slots=True)
class TableHit:
    """Something found in the shape of a table: the row it shows in and the column's number from 0, or -1 for the table."""

    rule: str
    row: int
    column: int
    what: Message


FindInBlock: TypeAlias = Callable[[TextBlock], Iterable[Hit]]
MayFind: TypeAlias = Callable[[TextBlock], bool]
TableDetector: TypeAlias = Callable[[ExtractedTable], Iterable[TableHit]]


@dataclass(frozen=True, slots=True)
class BlockDetector:
    """How one kind of personal data is found in a block of text, and which blocks need not be searched for it."""

    find: FindInBlock
    prefilter: MayFind | None = None
    """A cheap test of the text of a block. Where it says no, ``find`` is not called: it must find nothing in such a block,
    whatever text stands before it (`tests/gate/test_prefilters.py`). A detector without a prefilter searches every block."""
    in_file_names: bool = True
    """Whether names of files are searched as well."""
    looks_above: bool = False
    """Whether what it finds depends on more than the end of the text before the block."""

    def may_find(self, block: TextBlock) -> bool:
        """Whether the block has to be searched."""
        return self.prefilter is None or self.prefilter(block)
