"""Word lists for the detection of names: given names, surnames, and ordinary words that look like names."""

from __future__ import annotations

import functools
import lzma
import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
CAPITAL = re.compile(r"[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]")
SURNAME_ENDING = re.compile(r"(ов|ев|ёв|ин|ова|ева|ёва|ина|ұлы|улы|қызы|кызы)$")
"""What makes a Russian or Kazakh surname known without a list."""


@dataclass(frozen=True, slots=True)
class Names:
    """Word lists; see README.md in this folder for what each holds and where it comes from."""

    given: frozenset[str]
    surname: frozenset[str]
    ambiguous: frozenset[str]
    ordinary: frozenset[str]
    kazakh: frozenset[str]
    english: frozenset[str]


@functools.cache
def names() -> Names:
    """The lists, read once a process: they are part of the program, not of the data of a site."""
    text = lzma.decompress((FOLDER / "words.txt.xz").read_bytes()).decode()
    parts = (part.split("\n", 1) for part in text.removeprefix("# ").split("\n# "))
    return Names(**{title: frozenset(words.split()) for title, words in parts})
