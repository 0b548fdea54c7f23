"""Detects lines of a list that each tell sex, age and a third trait of one person."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transparency.gate.answers_about_others import GROUP
from transparency.gate.finding import Hit, TextBlock
from transparency.gate.person_rows import HINT, SEXES, VALUES
from transparency.gate.word_cues import DIGIT, SEX

_BETWEEN = re.compile(r"[,;/|\t]\s*|\s[–—-]\s|(?<=\S) {2,}(?=\S)")
_SIGN = re.compile("|".join(sorted(frozenset().union(*SEXES), key=len, reverse=True)))
_SEX = re.compile(rf"(?:^|[^\w\s])\s*(?:{_SIGN.pattern})\.?\s*(?:[,;/|\t–—)-]|$)", re.MULTILINE)
_AGE = re.compile(r"(?:1[5-9]|[2-7]\d)(?: ?(?:жас(?:та)?|лет|года?|years?(?: old)?|y/?o|yrs?)\.?)?")
_GROUP = re.compile(GROUP)
_LABEL = re.compile(r"[^:,;/|]{1,30}:\s+")
"""What may stand before the first trait: «Тізімде: қыз, 19 жас»."""
_ORIGIN = re.compile(r"(?:из|с|from) [A-ZА-ЯӘІҢҒҮҰҚӨҺ]\w{2,}.{0,20}|[А-ЯӘІҢҒҮҰҚӨҺ]\w{2,}[дтн][ае]н")
"""A place that somebody comes from."""
_MARK = re.compile(r"\s*(?:[-–—•*>]|\d{1,3}[.)])\s+")
_FEWEST, _MOST, _LONGEST = 3, 8, 200
"""Parts of a line, and its characters."""
_SAID = re.compile(r"\d+ ?\D+")
"""An age with its unit; a bare number is one beside the code of a group only."""


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
    if not _FEWEST <= len(parts) <= _MOST or not any(map(_SIGN.fullmatch, low)) or not any(map(_AGE.fullmatch, low)):
        return False
    if any(map(_GROUP.fullmatch, parts)) or any(map(_ORIGIN.fullmatch, parts)):
        return True
    others = [part for part in low if not _SIGN.fullmatch(part) and not _AGE.fullmatch(part)]
    said = any(_AGE.fullmatch(part) and _SAID.fullmatch(part) for part in low)
    return said and any(VALUES.fullmatch(part) or HINT.search(part) for part in others)
