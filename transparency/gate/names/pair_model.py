"""Scores two capitalised words side by side: how likely they are parts of one person's name.

A logistic regression over the ends of the words, what the word lists know of them, and the words around. The rules of
`people.py` explain a finding; this model finds names that no list has. `scripts/train_names.py` trains it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping

from transparency.gate.names import read_sections
from transparency.gate.words import Word

THRESHOLD = 0.0
"""Score from which two words are a name."""
DOUBTFUL = 2.5
"""The same where a word is one of the language too, or neither is a clear name: Mark Rose."""
UNKNOWN_BESIDE_NAME = -2.0
"""The same for a clear name beside a word that is in no list: most such words are names."""
_REACH = 40
"""Characters on both sides in which the neighbouring words are looked for."""
_TOKEN = re.compile(r"\w[\w'’-]*|[^\w\s]")
_AFFIXES = (2, 3, 4)
_SENTENCE_ENDS = frozenset("^.!?-•:;|")


@functools.cache
def weights() -> Mapping[str, float]:
    """The weight of each feature, read once a process."""
    lines = read_sections("model.txt.xz")["weights"].splitlines()
    pairs = (line.rpartition("\t") for line in lines)
    return {feature: int(weight) / 100 for feature, _, weight in pairs}


def score(text: str, first: Word, second: Word) -> float:
    """The log-odds that the two words are parts of one name."""
    table = weights()
    return sum(table.get(feature, 0.0) for feature in features(text, first, second))


def features(text: str, first: Word, second: Word) -> Iterator[str]:
    """What the model knows of the two words and of their neighbours."""
    yield "bias"
    yield from _of_word("a", first)
    yield from _of_word("b", second)
    yield f"ab{first.sort},{second.sort}"
    yield f"u{first.text.isupper():d}{second.text.isupper():d}"
    yield f"l{min(len(first.text), 8)},{min(len(second.text), 8)}"
    yield "latin" if first.text[-1].isascii() else "cyrillic"
    yield f"j{text[first.end : second.start].strip()}"
    yield from _around(text, first.start, second.end)


def _of_word(place: str, word: Word) -> Iterator[str]:
    low = word.text.lower()
    for size in _AFFIXES:
        yield f"{place}^{low[:size]}"
        yield f"{place}${low[-size:]}"
    yield f"{place}{word.sort}"


def _around(text: str, start: int, end: int) -> Iterator[str]:
    """The two words before and the word after."""
    lead = ["^", "^", *_TOKEN.findall(text[max(0, start - _REACH) : start])]
    last, second_last = lead[-1], lead[-2]
    following = (_TOKEN.findall(text[end : end + _REACH]) or ["$"])[0]
    yield f"p{last.lower()}"
    yield f"p${last.lower()[-3:]}"
    yield f"q${second_last.lower()[-3:]}"
    yield f"n{following.lower()}"
    yield f"n^{following.lower()[:5]}"
    yield f"n${following.lower()[-3:]}"
    yield f"c{last[:1].isupper():d}{following[:1].isupper():d}{last in _SENTENCE_ENDS:d}"
