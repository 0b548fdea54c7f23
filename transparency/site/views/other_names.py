"""Collects other names and codes of a process in the sources, without mere spelling variants."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator

from transparency.model.correction import Correction
from transparency.model.process import Process
from transparency.model.text import Lang

SAME_NAME = 0.9
"""Similarity (`difflib` ratio) from which two names differ by a slip or an ending only."""

_QUOTES = re.compile("[«»“”„\"'’‘]")
_DASHES = re.compile(r"\s*[-‐‑–—]\s*")


def other_names(process: Process, lang: Lang, corrections: Iterable[Correction]) -> tuple[str, ...]:
    """Names that a reader may have met elsewhere: other words, not other letters; slips stand in the list of corrections."""
    known = [comparable(process.title.get(lang))]
    slips = frozenset(_printed(process, corrections, "title"))
    found = []
    for name in (variant.text for variant in process.title_variants):
        form = comparable(name)
        if form not in slips and not any(_alike(form, one) for one in known):
            known.append(form)
            found.append(name)
    return tuple(found)


def other_codes(process: Process, corrections: Iterable[Correction]) -> tuple[str, ...]:
    """Codes under which documents cite the process; a code that was corrected stands in the list of corrections."""
    known = {comparable(process.code), *_printed(process, corrections, "code")}
    return tuple(code for code in dict.fromkeys(process.code_aliases) if comparable(code) not in known)


def comparable(name: str) -> str:
    """The name without what does not make another name: case, spaces, kinds of dashes and quotation marks."""
    return " ".join(_DASHES.sub("-", _QUOTES.sub("", name)).split()).casefold()


def _printed(process: Process, corrections: Iterable[Correction], field: str) -> Iterator[str]:
    """Forms that the sources print in a field of the process and that were corrected."""
    for one in corrections:
        if one.field == field and process.id in one.processes:
            yield from map(comparable, one.printed)


def _alike(one: str, other: str) -> bool:
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio() >= SAME_NAME
