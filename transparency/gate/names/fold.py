"""Normalises names across scripts to one key, so that Айгүл, Айгуль, Aigul and Aygul compare equal.

The key is for comparison, not for reading. It follows no transliteration standard; letters in which the usual standards
(the Kazakh Latin drafts, ISO 9, passports of Kazakhstan, BGN/PCGN) differ are made equal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_CYRILLIC = str.maketrans(
    dict(zip("абвгдеёзийклмнопрстуфхыэ", "abvgdeeziiklmnoprstufhie", strict=True))
    | dict(zip("әғіқңөұүһ", "agiknouuh", strict=True))
    | {"ж": "zh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ю": "iu", "я": "ia"}
    | dict.fromkeys("ъь'’ʼ-", "")
)
_LATIN = (
    ("shch", "sh"),
    ("sch", "sh"),
    ("dzh", "zh"),
    ("kh", "h"),
    ("gh", "g"),
    ("ph", "f"),
    ("ck", "k"),
    ("yu", "iu"),
    ("ya", "ia"),
    ("yo", "e"),
    ("ye", "e"),
    ("ee", "i"),
    ("oo", "u"),
    ("ou", "u"),
    ("w", "u"),
    ("q", "k"),
    ("x", "ks"),
    ("j", "zh"),
    ("y", "i"),
)
_ACCENTS = str.maketrans("áàâäăãåəçéèêëíìîïıñóòôöõúùûüýğşžšč", "aaaaaaaaceeeeiiiiinooooouuuuygszsc")
_DOUBLED = re.compile(r"(.)\1+")


def fold(word: str) -> str:
    """The comparison key of a word: small Latin letters only, doubled letters once."""
    key = word.lower().translate(_CYRILLIC).translate(_ACCENTS)
    for letters, same in _LATIN:
        key = key.replace(letters, same)
    return _DOUBLED.sub(r"\1", key)


def fold_all(words: Iterable[str]) -> list[str]:
    """The keys of many words in one pass, in their order; no rule of `fold` reaches over the end of a line."""
    return fold("\n".join(words)).split("\n")
