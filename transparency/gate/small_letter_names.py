"""Detects names of persons that are written without capitals."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from transparency.gate.finding import Hit, TextBlock
from transparency.gate.name_shapes import ANY_GIVEN, NAMES
from transparency.gate.word_kinds import GIVEN, ORDINARY, PATRONYMIC, SURNAME, is_clear_given, is_clear_surname, sort_of
from transparency.gate.words import LOWER

_SMALL_WORD = re.compile(rf"(?<![\w@/.-])[{LOWER}]{{3,24}}(?![\w@-])")
_SMALL_SURNAME = re.compile(
    r"(?:[ое]в(?:а|у|ой|ым|е)?|[ое]вич(?:а|у|ем)?|[ое]вн(?:а|у|е|ы|ой)|енко|[ұу]лы|[қк]ызы|ova?|eva?|uly|[kq]yzy|ovich|ovna|evna|enko)"
    r"(?:[ндт]?[ыі]ң|[ғгқк]?[ае]|[дт][ае]н|[мбп]ен)?$"
)
_SMALL_JOIN = re.compile(r"[ _.]")
_INITIALS = rf"(?!т\. ?[бдпекн]|г\. ?р|ж\. ?т|н\. ?э|с\. ?г|e\. ?g|i\. ?e|a\. ?m|p\. ?m)[{LOWER}]\. ?[{LOWER}]\."
_INITIALLED = re.compile(
    rf"(?<![\w@/.-])(?:(?P<first>[{LOWER}]{{6,24}}) {_INITIALS}|{_INITIALS} ?(?P<last>[{LOWER}]{{6,24}}))(?![\w@-])"
)
"""Two initials beside a word, and none of the abbreviations that look like them: т.б., т.е., a.m."""
_SHORTEST_DOUBTFUL, _SHORTEST_SURNAME = 5, 7
"""Letters of a name that may be a word too, and of the surname beside it."""


def small_letter_names(block: TextBlock) -> Iterator[Hit]:
    """Names without capitals: two words that are names beside each other, or a surname beside two initials."""
    end = -1
    for first, second in itertools.pairwise(_SMALL_WORD.finditer(block.text)):
        beside = _SMALL_JOIN.fullmatch(block.text, first.end(), second.start())
        if beside and first.start() >= end and _is_small_name(first[0], second[0]):
            end = second.end()
            yield Hit("P09", first.start(), end, block.text[first.start() : end])
    for match in _INITIALLED.finditer(block.text):
        word = match["first"] or match["last"]
        if _SMALL_SURNAME.search(word) and is_clear_surname(word):
            yield Hit("P09", match.start(), match.end(), match[0])


def _is_small_name(first: str, second: str) -> bool:
    if (sort_of(first) | sort_of(second)) & ORDINARY:
        return False
    if sort_of(first) & ANY_GIVEN and sort_of(second) & PATRONYMIC:
        return True
    return _is_pair(first, second) or _is_pair(second, first)


def _is_pair(given: str, surname: str) -> bool:
    """A clear given name beside any name, or beside any given name a surname that its ending makes clear."""
    if is_clear_given(given) and len(surname) >= _SHORTEST_DOUBTFUL and sort_of(surname) & (ANY_GIVEN | SURNAME):
        return True
    if not _SMALL_SURNAME.search(surname):
        return False
    if sort_of(given) & (ANY_GIVEN | SURNAME) == GIVEN and sort_of(surname) & NAMES & ~PATRONYMIC == SURNAME:
        return True
    long = len(given) >= _SHORTEST_DOUBTFUL and len(surname) >= _SHORTEST_SURNAME
    return long and bool(sort_of(given) & ANY_GIVEN) and is_clear_surname(surname)
