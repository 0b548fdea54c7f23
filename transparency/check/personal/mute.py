"""Blocks in which no detector finds anything, whatever label stands before them: most lines of a site."""

from __future__ import annotations

import re

from transparency.check.personal.cues import ACCOUNT, DIGIT, FLAT, MAIL, NAME, SMALL_NAME, STREET, VOICE
from transparency.check.personal.finding import Block
from transparency.check.personal.people import PROMISING

_SPEAKING = SMALL_NAME | MAIL | VOICE | ACCOUNT
"""Words that are a value, or tell of one, without a digit."""
_PLACED = STREET | FLAT
"""With any digit an address under a word of residence."""
_DECIMAL = re.compile(r"[-+]?\d{1,3}[.,]\d{1,4} ?%?")
"""A share, a mean, a bound."""
_A_DIGIT, _LETTER, _JOINED = re.compile(r"\d"), re.compile(r"[^\W\d_]"), re.compile(r"\d[-/]")
_LINE = 400
"""Characters of a text whose digits are worth counting."""


def is_mute(block: Block) -> bool:
    """Whether no detector finds anything in a block whatever stands before it: it holds nothing that could be a value.

    A word that may be a name is none alone, and a label makes a number of four digits or a plate of three.
    """
    cues, text = block.own_cues, block.text
    if cues & _SPEAKING or "@" in text or (cues & NAME and '"' in text):
        return False
    if cues & DIGIT and (cues & _PLACED or "°" in text or _may_be_told(text)):
        return False
    return not PROMISING.search(text)


def _may_be_told(text: str) -> bool:
    """Whether a label can make a value of the digits of a text."""
    if len(text) > _LINE:
        return True
    if _DECIMAL.fullmatch(text):
        return False
    digits = len(_A_DIGIT.findall(text))
    return digits > 3 or (digits == 3 and bool(_LETTER.search(text))) or bool(_JOINED.search(text))
