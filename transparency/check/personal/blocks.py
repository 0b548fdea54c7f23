"""A text cut into the pieces that detectors look at: paragraphs, and never more than a few thousand characters.

The tables of open data stand in a site several times: whole, by survey, in last year's version. In a text that is longer than
a piece, lines that were clean between the same neighbours before are left out.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from typing import TypeAlias

_PARAGRAPH = re.compile(r"\n[ \t\r]*(?:\n[ \t\r]*)*\n|\n(?=[ \t]*(?:[-*+•#>|]|\d{1,3}[.)]) )")
LONGEST = 4_000
OVERLAP = 200
"""Pieces of one paragraph share this much, so that nothing is lost on the seam."""
NEIGHBOURS = 120
"""Characters before a piece in which a label is looked for, and on both sides of a line that tell where it stands."""
_AROUND = NEIGHBOURS + 20
"""The same with ends of lines, which some formats write with two characters."""


Piece: TypeAlias = tuple[int, str, str, Sequence[int]]
"""Offset of a part of a text, the part, what stands right before it, and the keys of its lines if it is clean."""


def blocks(text: str, known: Container[int] = frozenset()) -> Iterator[Piece]:
    """The pieces of a text; of long ones those lines that are not ``known`` as clean."""
    start, before = 0, ""
    for stop, following in (*(gap.span() for gap in _PARAGRAPH.finditer(text)), (len(text), 0)):
        if stop - start > LONGEST:
            yield from _long(text, start, stop, before, known)
            before = text[stop - NEIGHBOURS : stop]
        elif (piece := text[start:stop]) and not piece.isspace():
            yield start, piece, before, ()
            before = piece[-NEIGHBOURS:]
        start = following


def _long(text: str, start: int, end: int, before: str, known: Container[int]) -> Iterator[Piece]:
    """Pieces of a paragraph, ``before`` which something else stands."""
    for first, stop, lines in _unknown(text, start, end, known):
        windows = [*_windows(text, max(start, first - OVERLAP), stop)]
        for at, window in windows:
            lead = text[max(start, at - NEIGHBOURS) : at] if at > start else before
            yield at, window, lead, lines if len(windows) == 1 else ()


def _unknown(text: str, start: int, end: int, known: Container[int]) -> Iterator[tuple[int, int, list[int]]]:
    """Runs of lines that are not known, no longer than a piece where the lines allow it: from, to, keys of the lines."""
    lines: list[int] = []
    first = at = start
    while at < end:
        stop = text.find("\n", at, end) + 1 or end
        line = _key(text, at, stop)
        if lines and (line in known or stop - first > LONGEST - OVERLAP):
            yield first, at, lines
            lines = []
        if line in known:
            first = stop
        else:
            first = first if lines else at
            lines.append(line)
        at = stop
    if lines:
        yield first, end, lines


def _key(text: str, start: int, stop: int) -> int:
    """A line and its neighbours, however its lines end."""
    lead, line, behind = text[max(0, start - _AROUND) : start], text[start:stop], text[stop : stop + _AROUND]
    return hash((_bare(lead)[-NEIGHBOURS:], _bare(line), _bare(behind)[:NEIGHBOURS]))


def _bare(lines: str) -> str:
    return lines.replace("\r", "")


def _windows(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    while end - start > LONGEST:
        seam = max(
            text.rfind("\n", start + OVERLAP, start + LONGEST), text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        )
        stop = seam if seam > 0 else start + LONGEST
        yield start, text[start:stop]
        start = max(stop - OVERLAP, start + 1)
    if end > start and not text[start:end].isspace():
        yield start, text[start:end]
