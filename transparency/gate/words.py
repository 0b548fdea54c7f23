"""Tokenises text into capitalised words, initials and single capitals, of which names consist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from transparency.gate.word_kinds import Sort, sort_of

UPPER = "A-ZА-ЯЁӘҒҚҢӨҰҮҺІ"
LOWER = "a-zа-яёәғқңөұүһі"
_ONE = rf"(?:[{UPPER}][{LOWER}'’ʼ]+|(?:O['’]|Mc|Mac)[A-Z][a-z]+|[{UPPER}][{UPPER}'’ʼ]+)"
_WORD = rf"{_ONE}(?:-(?:{_ONE}|[{LOWER}]{{2,}}))*(?![{UPPER}{LOWER}\d])"
INITIAL = rf"(?:[CGKPSTZ][hH]|Д[жЖ]|[{UPPER}][уeua]?)\."
"""One letter, or the two that one sound takes: Дж., Sh.; two capitals else are an abbreviation (ПУ., ОП.)."""
_TOKEN = re.compile(
    rf"(?<![\w.])(?P<initials>(?:{INITIAL}[ -]{{0,2}}){{1,3}})(?![{LOWER}\d])|(?<![\w@])(?P<word>{_WORD})"
    rf"|(?<!\w)(?P<letter>[{UPPER}]{{1,2}})(?!\w)"
)


class Word(NamedTuple):
    """A token with its place; ``kind`` is word, initials or letter."""

    text: str
    start: int
    end: int
    kind: str
    sort: Sort


def capitals(text: str) -> Iterator[Word]:
    """The tokens of a text, in order; words of mixed capitals (identifiers of programs) are none."""
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        value = match[0].rstrip()
        yield Word(value, match.start(), match.start() + len(value), kind, sort_of(value) if kind == "word" else 0)
