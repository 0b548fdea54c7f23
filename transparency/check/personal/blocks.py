"""A text cut into the pieces that detectors look at: paragraphs, and never more than a few thousand characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

_PARAGRAPH = re.compile(r"\n[ \t\r]*(?:\n[ \t\r]*)*\n|\n(?=[ \t]*(?:[-*+•#>|]|\d{1,3}[.)]) )")
LONGEST = 4_000
OVERLAP = 200
"""Windows of an overlong line share this much, so that nothing is lost on the seam."""


def blocks(text: str) -> Iterator[tuple[int, str]]:
    """Pieces with their offsets."""
    start = 0
    for stop, following in (*(gap.span() for gap in _PARAGRAPH.finditer(text)), (len(text), 0)):
        if stop - start > LONGEST:
            yield from _windows(text, start, stop)
        elif (piece := text[start:stop]) and not piece.isspace():
            yield start, piece
        start = following


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
