"""Detects names of persons that are written without capitals."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from transparency.gate.finding import Hit, TextBlock
from transparency.gate.name_shapes import ANY_GIVEN, NAMES
from transparency.gate.word_kinds import GIVEN, ORDINARY, PATRONYMIC, SURNAME, sort_of
from transparency.gate.words import LOWER

_SMALL_WORD = re.compile(rf"(?<![\w@/.-])[{LOWER}]{{3,24}}(?![\w@-])")
_SMALL_SURNAME = re.compile(
    r"(?:[ое]в(?:а|у|ой|ым|е)?|[ое]вич(?:а|у|ем)?|[ое]вн(?:а|у|е|ы|ой)|енко|[ұу]лы|[қк]ызы|ova?|eva?|uly|[kq]yzy|ovich|ovna|evna|enko)"
    r"(?:[ндт]?[ыі]ң|[ғгқк]?[ае]|[дт][ае]н|[мбп]ен)?$"
)
_SMALL_JOIN = re.compile(r"[ _.]")


def small_letter_names(block: TextBlock) -> Iterator[Hit]:
    """Names without capitals: a given name beside a surname, and neither is a word of the language."""
    end = -1
    for first, second in itertools.pairwise(_SMALL_WORD.finditer(block.text)):
        beside = _SMALL_JOIN.fullmatch(block.text, first.end(), second.start())
        if beside and first.start() >= end and _is_small_name(first[0], second[0]):
            end = second.end()
            yield Hit("P09", first.start(), end, block.text[first.start() : end])


def _is_small_name(first: str, second: str) -> bool:
    if (sort_of(first) | sort_of(second)) & ORDINARY:
        return False
    if sort_of(first) & ANY_GIVEN and sort_of(second) & PATRONYMIC:
        return True
    for given, surname in ((first, second), (second, first)):
        surely = sort_of(given) & (ANY_GIVEN | SURNAME) == GIVEN
        if surely and _SMALL_SURNAME.search(surname) and sort_of(surname) & NAMES & ~PATRONYMIC == SURNAME:
            return True
    return False
