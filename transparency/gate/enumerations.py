"""Tells an enumeration of single words («Платон, Аристотель, Сенека») from a surname and a given name with a comma between."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transparency.gate.word_kinds import GIVEN, PATRONYMIC, is_clear_surname
from transparency.gate.words import Word

_COMMA = re.compile(r"[»\"”]?, [«\"“]?")
_SURNAME_ENDING = re.compile(r"(?:[оеё]ва?|ина?|[ұу]лы|[қк]ызы|енко|[oe]va?|ina?|[kq]yzy|uly|enko)$")
"""Before a given name such a surname may be that of a card: surname, given name, year of study."""
_LAST = re.compile(r"[»\"”]? (?:и|және|мен|пен|бен|and|or|&) [«\"“]?")


def is_enumerated(words: Sequence[Word], i: int, text: str) -> bool:
    """Whether the comma behind the i-th word is one of several between single words."""
    if not _is_between(words, i, text, _COMMA):
        return False
    if not (
        _is_between(words, i - 1, text, _COMMA)
        or _is_between(words, i + 1, text, _COMMA)
        or _is_between(words, i + 1, text, _LAST)
    ):
        return False
    first, second = words[i], words[i + 1]
    card = second.sort & GIVEN and is_clear_surname(first.text) and _SURNAME_ENDING.search(first.text.lower())
    return not (first.sort | second.sort) & PATRONYMIC and not card


def begins_another(words: Sequence[Word], i: int, text: str) -> bool:
    """Whether a comma stands behind the i-th word: behind a whole name another one begins."""
    return _is_between(words, i, text, _COMMA)


def _is_between(words: Sequence[Word], i: int, text: str, mark: re.Pattern[str]) -> bool:
    """Whether the mark and nothing else stands between the i-th word and the next."""
    if not 0 <= i < len(words) - 1 or words[i].kind != "word" or words[i + 1].kind != "word":
        return False
    return bool(mark.fullmatch(text, words[i].end, words[i + 1].start))
