"""Word lists for the detection of names: given names, surnames, and ordinary words that look like names."""

from __future__ import annotations

import functools
import lzma
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from transparency.gate.names.fold import fold, fold_all

FOLDER = Path(__file__).parent
CAPITAL = re.compile(r"[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]")
SURNAME_ENDING = re.compile(r"(ов|ев|ёв|ин|ова|ева|ёва|ина|ұлы|улы|қызы|кызы)$")
"""What makes a Russian or Kazakh surname known without a list."""

_ADJECTIVE = re.compile(r"(?<![sc]k)(?<!shvil)i$")
"""What makes a surname of the larger list, folded, an ordinary adjective as well: «Первый проректор» is no name."""


@dataclass(frozen=True, slots=True)
class Names:
    """Word lists; see README.md in this folder for what each holds and where it comes from."""

    given: frozenset[str]
    surname: frozenset[str]
    ambiguous: frozenset[str]
    ordinary: frozenset[str]
    kazakh: frozenset[str]
    english: frozenset[str]
    place: frozenset[str]
    plural: frozenset[str]


@functools.cache
def names() -> Names:
    """The lists, read once a process: they are part of the program, not of the data of a site."""
    lists = {title: frozenset(words.split()) for title, words in read_sections("words.txt.xz").items()}
    more = {title: frozenset(words.split()) for title, words in read_sections("model.txt.xz").items()}
    own = frozenset(word.lower() for word in own_given())
    keys = frozenset(fold_all(own))
    lists["given"] |= more["given"] | keys
    latin = {word for word in lists["english"] if word.endswith("ina") and fold(word) in lists["given"]}
    lists["ambiguous"] |= (
        latin
        | (own & (lists["kazakh"] | lists["ordinary"]))
        | {place for place, key in zip(more["place"], fold_all(more["place"]), strict=True) if key in keys}
    )
    lists["surname"] |= {word for word in more["surname"] if not _ADJECTIVE.search(word)}
    return Names(**lists, place=more["place"], plural=more["plural"])


@functools.cache
def eponyms() -> frozenset[str]:
    """Keys of surnames after which laws, methods, units and institutions are called; `eponyms.txt` lists them."""
    lines = (FOLDER / "eponyms.txt").read_text("utf-8").splitlines()
    return frozenset(fold_all(word for line in lines if not line.startswith("#") for word in line.split()))


def own_given() -> Iterator[str]:
    """The given names of `kazakh.txt` and `foreign.txt`, as they are written."""
    lines = [line for file in ("kazakh.txt", "foreign.txt") for line in (FOLDER / file).read_text("utf-8").splitlines()]
    return (word for line in lines if not line.startswith("#") for word in line.split())


def read_sections(file: str) -> dict[str, str]:
    """The sections of a data file of this folder, by title."""
    text = lzma.decompress((FOLDER / file).read_bytes()).decode()
    parts = (part.partition("\n") for part in text.removeprefix("# ").split("\n# "))
    return {title: content for title, _, content in parts}
