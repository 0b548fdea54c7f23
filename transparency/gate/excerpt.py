"""Shows the words beside a finding, so that an editor finds the place, and nothing that could give a person away.

Shown are words in small letters that can be no name. Numbers, words with capitals, addresses and everything else become one
sign each; so does the value itself.
"""

from __future__ import annotations

import re

from transparency.gate.word_kinds import GIVEN, MAYBE_GIVEN, PATRONYMIC, SURNAME, sort_of
from transparency.gate.words import LOWER

HIDDEN = "…"
VALUE = "[***]"
_WORDS_BEFORE, _WORDS_AFTER = 4, 3
_REACH = 80
_WORD = re.compile(rf"[{LOWER}]+(?:-[{LOWER}]+)*")
_EDGES = "«»\"'“”„()[].,:;!?–—-*_|>#"
_ANY_NAME = GIVEN | MAYBE_GIVEN | SURNAME | PATRONYMIC


def excerpt(text: str, start: int, end: int) -> str:
    """The masked words on both sides of a value; empty if no word can be shown."""
    before = [*map(_shown, text[max(0, start - _REACH) : start].split()[1 if start > _REACH else 0 :])][-_WORDS_BEFORE:]
    behind = [*map(_shown, text[end : end + _REACH].split())][:_WORDS_AFTER]
    if all(word == HIDDEN for word in (*before, *behind)):
        return ""
    return " ".join((*before, VALUE, *behind))


def _shown(word: str) -> str:
    bare = word.strip(_EDGES)
    return bare if _WORD.fullmatch(bare) and not sort_of(bare) & _ANY_NAME else HIDDEN
