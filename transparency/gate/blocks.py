"""Splits a text into the blocks that detectors look at: paragraphs of at most a few thousand characters.

The tables of open data occur in a site several times: whole, by survey, record by record, in last year's version. In a text
that is longer than a block, lines that were found clean between the same neighbours are left out, and so is a JSON record
on a line of its own: its keys give its context, whatever the neighbouring lines are.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Container, Iterator, Sequence
from typing import TypeAlias

_PARAGRAPH = re.compile(r"(\n[ \t\r]*(?:\n[ \t\r]*)*\n|\n(?=[ \t]*(?:[-*+•#>|]|\d{1,3}[.)]) ))")
_RECORD = '{"'
LONGEST = 4_000
OVERLAP = 200
"""Pieces of one paragraph share this much, so that nothing is lost on the seam."""
NEIGHBOURS = 120
"""Characters before a piece in which a label is looked for, and on both sides of a line that tell where it stands."""
_AROUND = NEIGHBOURS + 20
"""The same with ends of lines, which some formats write with two characters."""


Piece: TypeAlias = tuple[int, str, str, Sequence[int]]
"""Offset of a part of a text, the part, what stands right before it, and the keys of its lines if it is clean."""


def blocks(text: str, known: Container[int] = frozenset(), clean: Container[int] = frozenset()) -> Iterator[Piece]:
    """The pieces of a text, but for those whose hash is among the ``clean``; of long ones the lines that are not ``known``."""
    parts = _PARAGRAPH.split(text)
    starts = tuple(itertools.accumulate(map(len, parts), initial=0))
    pieces = parts[::2]
    for at in [at for at, piece in enumerate(pieces) if piece and hash(piece) not in clean]:
        piece, start = pieces[at], starts[2 * at]
        if len(piece) > LONGEST or piece.startswith(_RECORD):
            yield from _long(text, start, start + len(piece), _before(pieces, at), known)
        elif not piece.isspace():
            yield start, piece, _before(pieces, at), ()


def _before(pieces: Sequence[str], at: int) -> str:
    """The end of the last piece before one that holds anything."""
    return next((pieces[i][-NEIGHBOURS:] for i in range(at - 1, -1, -1) if pieces[i] and not pieces[i].isspace()), "")


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
    """A line and its neighbours, however its lines end; of a record the line alone."""
    if text.startswith(_RECORD, start) and (record := text[start:stop].rstrip("\r\n,")).endswith("}"):
        return hash(record)
    around = text[max(0, start - _AROUND) : stop + _AROUND]
    if "\r" not in around:
        return hash((text[max(0, start - NEIGHBOURS) : start], text[start:stop], text[stop : stop + NEIGHBOURS]))
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
