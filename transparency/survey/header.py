"""Finds the header of an exported table: the line that names most columns, and the second line that some systems add."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from transparency.survey.words import is_blank

LOOK: Final = 60
"""Lines at the top among which the header is sought."""
_IMPORT_ID: Final = re.compile(r'\s*\{"?\'?ImportId')
_WHOLE: Final = ("", "Response", "Open-Ended Response")
"""What SurveyMonkey writes under a question that has one column."""
Score = Callable[[Sequence[str]], int]
"""How many columns that the questionnaire expects a line names."""


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header stands in a table and what it says."""

    row: int
    """First line of the header, from 0."""
    header: tuple[str, ...]
    labels: tuple[str, ...]
    score: int
    below: int
    """First line under the header."""


def find_header(rows: Sequence[Sequence[str]], score: Score, heads: int = 0) -> Header | None:
    """The best line of ``rows`` by ``score``; ``heads`` is the number of header lines where the file itself says it."""
    scored = [(score(row), -number) for number, row in enumerate(rows)]
    best, negative = max(scored, default=(0, 0))
    if not best:
        return None
    first, below = (0, heads) if heads else _header_lines(rows, -negative)
    upper, lower = rows[first], rows[first + 1] if below - first > 1 else rows[first]
    header = tuple(text or part for text, part in zip_longest(upper, lower, fillvalue=""))
    labels = tuple(text if part in _WHOLE else part for text, part in zip_longest(upper, lower, fillvalue=""))
    return Header(first, header, labels, best, below)


def _header_lines(rows: Sequence[Sequence[str]], best: int) -> tuple[int, int]:
    """First line of the header and the one below it. Qualtrics writes names, texts and ids, the last as JSON; SurveyMonkey
    questions, then their rows, or «Response»."""
    for number, row in enumerate(rows[: best + 3]):
        if number >= 2 and any(_IMPORT_ID.match(cell) for cell in row):
            return number - 2, number + 1
    pairs = ((first, first + 2) for first in range(min(best + 1, len(rows) - 1)))
    return next((pair for pair in pairs if _in_two_lines(*rows[slice(*pair)])), (best, best + 1))


def _in_two_lines(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether the second line completes the first: nothing under its first two columns, a text wherever it has none."""
    whole = any(part in _WHOLE and part for part in lower)
    open_ = [part for text, part in zip_longest(upper, lower, fillvalue="") if is_blank(text)]
    named = all(upper[:2]) and not any(lower[:2])
    return named and (whole or bool(open_)) and not any(map(is_blank, open_))
