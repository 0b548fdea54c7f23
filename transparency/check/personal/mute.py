"""Blocks in which no detector finds anything, whatever label stands before them: most lines of a site."""

from __future__ import annotations

import re

from transparency.check.personal.contact import PLACED, SIGN
from transparency.check.personal.cues import ACCOUNT, BIRTH, BIRTH_LETTER, DIGIT, MAIL, NAME, SMALL_NAME, VOICE, Cues
from transparency.check.personal.finding import Block
from transparency.check.personal.numbers import ACCOUNT_START, LONG_NUMBER
from transparency.check.personal.papers import LABELLED, LINE
from transparency.check.personal.people import PROMISING, SEVERAL_INITIALS
from transparency.check.personal.spelling import ORDINARY
from transparency.check.personal.words import capitals

_SPEAKING = SMALL_NAME | MAIL | VOICE
"""Words that are a value, or tell of one, without a digit."""
_TOLD = re.compile(
    r"\d(?:[\d/-]{3}|[./-]\d{1,2}[./-]\d\d|\d\d ?[^\W\d_]{2,3} ?\d\d"
    r"|(?:(?<=[^\W\d_]\d)|(?<=[^\W\d_] \d))\d\d ?[^\W\d_]{2})"
)
"""What the label of a form makes a paper, a date of birth or a plate of."""
_DEGREES = re.compile(r"\d\.\d{3}")
_MOST = 400
"""Characters of a text of which it is worth knowing."""


def is_mute(block: Block) -> bool:
    """Whether no detector finds anything in a block whatever stands before it: it holds nothing that could be a value."""
    cues, text = block.own_cues, block.text
    if len(text) > _MOST:
        return False
    if cues & _SPEAKING or ("@" in text and SIGN.search(text)) or (cues & ACCOUNT and ACCOUNT_START.search(text)):
        return False
    if cues & DIGIT and (cues & PLACED or _may_be_told(text, cues)):
        return False
    return not _may_be_named(text, cues)


def _may_be_told(text: str, cues: Cues) -> bool:
    """Whether a label can make a value of the digits of a text: its own, and of a short one what stands before."""
    if "°" in text or "geo:" in text or LONG_NUMBER.search(text) or _DEGREES.search(text):
        return True
    if len(text) <= LINE:
        return bool(_TOLD.search(text))
    return bool(cues & (BIRTH | BIRTH_LETTER)) or any(cues & needed == needed for _, needed, _ in LABELLED)


def _may_be_named(text: str, cues: Cues) -> bool:
    """A word that may be a name is none alone; other words are one after the label of a form, two of them."""
    if cues & NAME:
        return '"' in text or bool(PROMISING.search(text))
    if not PROMISING.search(text):
        return False
    return (
        bool(SEVERAL_INITIALS.search(text))
        or sum(word.kind == "word" and not word.sort & ORDINARY for word in capitals(text)) > 1
    )
