"""Detects lines of a list that each tell sex, age or year of study, and a third trait of one person."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transparency.gate.answers_about_others import GROUP
from transparency.gate.finding import Hit, TextBlock
from transparency.gate.person_rows import HINT, SEXES, VALUES
from transparency.gate.word_cues import DIGIT, SEX

_BETWEEN = re.compile(r"[,;/|\t]\s*|\s[–—-]\s|(?<=\S) {2,}(?=\S)")
_SIGN = re.compile("|".join(sorted(frozenset().union(*SEXES), key=len, reverse=True)))
_SEX = re.compile(rf"(?:^|[^\w\s]|[#№] ?\d{{1,5}})\s*(?:{_SIGN.pattern})\.?\s*(?:[,;/|\t–—)-]|$)", re.MULTILINE)
_AGE = re.compile(r"(?:1[5-9]|[2-7]\d)(?: ?(?:жас(?:та)?|лет|года?|years?(?: old)?|y/?o|yrs?)\.?)?")
_YEAR_OF_STUDY = re.compile(
    r"[1-6][- ]?(?:-?(?:ші|шы|нші|ншы|й|ый|ой|st|nd|rd|th)[- ])?(?:курс|year|course)\w*|(?:year|course|курс) [1-6]"
)
_GROUP = re.compile(GROUP)
_LABEL = re.compile(r"[^:,;/|]{1,30}:\s+")
"""What may stand before the first trait: «Тізімде: қыз, 19 жас»."""
_ORIGIN = re.compile(r"(?:из|с|from) [A-ZА-ЯӘІҢҒҮҰҚӨҺ]\w{2,}.{0,20}|[А-ЯӘІҢҒҮҰҚӨҺ]\w{2,}[дтн][ае]н")
"""A place that somebody comes from."""
_MARK = re.compile(r"\s*(?:[-–—•*>]|\d{1,3}[.)]|[#№] ?\d{1,5}[.:)]?)\s+")
_FEWEST, _MOST, _LONGEST = 3, 8, 200
"""Parts of a line, and its characters."""
_SAID = re.compile(r"\d+ ?\D+")
"""An age with its unit; a bare number is one beside the code of a group, or right behind a word of sex."""
_SHORTEST_WORD = 3


def may_hold_person(block: TextBlock) -> bool:
    """A number and a sign of sex between two marks."""
    return bool(block.own_cues & DIGIT and block.own_cues & SEX and _SEX.search(block.low))


def listed_persons(block: TextBlock) -> Iterator[Hit]:
    """Each line with the traits of one person."""
    if not may_hold_person(block):
        return
    at = 0
    for line in block.text.split("\n"):
        if len(line) <= _LONGEST and _is_of_person(_LABEL.sub("", _MARK.sub("", line, count=1), count=1)):
            yield Hit("P15", at, at + len(line), line)
        at += len(line) + 1


def _is_of_person(line: str) -> bool:
    parts = [part.strip(" .\"'") for part in _BETWEEN.split(line)]
    low = [part.lower() for part in parts]
    if not _FEWEST <= len(parts) <= _MOST or not any(map(_SIGN.fullmatch, low)):
        return False
    dated = [part for part in low if _AGE.fullmatch(part) or _YEAR_OF_STUDY.fullmatch(part)]
    if not dated:
        return False
    if any(map(_AGE.fullmatch, dated)) and (any(map(_GROUP.fullmatch, parts)) or any(map(_ORIGIN.fullmatch, parts))):
        return True
    in_words = not any(part[:1].isdigit() for part in low[2:])
    if in_words and len(low[0]) >= _SHORTEST_WORD and _SIGN.fullmatch(low[0]) and _AGE.fullmatch(low[1]):
        return True
    others = [part for part in low if not _SIGN.fullmatch(part) and part != dated[0]]
    said = any(map(_SAID.fullmatch, dated))
    return said and any(VALUES.fullmatch(part) or HINT.search(part) for part in others)
