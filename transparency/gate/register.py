"""Applies the register of lawful exceptions: a value is allowed only in its place and until its date."""

from __future__ import annotations

import datetime as dt
import fnmatch
import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from transparency.gate.normalise import plain
from transparency.model.exceptions import LawfulException

_CLOSING = r"[»\"”“’'*_)\]]{0,3}\s{0,3}"


@dataclass(frozen=True, slots=True)
class Context:
    """A value with its surroundings, as it is compared with the register."""

    kind: str
    value: str
    before: str
    after: str


@dataclass(frozen=True)
class Register:
    """The entries, and the day for which the site is built."""

    entries: tuple[LawfulException, ...] = ()
    today: dt.date = dt.date.min

    @functools.cached_property
    def by_kind(self) -> dict[str, tuple[LawfulException, ...]]:
        """The entries under the word of their kind."""
        kinds = sorted({entry.kind for entry in self.entries})
        return {kind: tuple(e for e in self.entries if e.kind == kind) for kind in kinds}

    def verdict(self, found: Context, file: str) -> str:
        """Empty where the value is lawful; else why it is not, "" never meaning doubt."""
        matching = [e for e in self.by_kind.get(found.kind, ()) if _matches(e, found)]
        if not matching:
            return "unknown"
        placed = [e for e in matching if in_place(file, e.where)]
        if not placed:
            return "outside its place"
        return "" if any(e.until >= self.today for e in placed) else "expired"


def in_place(file: str, where: Iterable[str]) -> bool:
    """Whether a path is one of those an entry names; ``**`` stands for any number of folders."""
    return any(fnmatch.fnmatchcase(file, glob.replace("**/", "*")) or glob == "**" for glob in where)


def _matches(entry: LawfulException, found: Context) -> bool:
    if entry.value is not None and _key(entry.value) != _key(found.value):
        return False
    if entry.pattern is not None and not _expression(entry.pattern).fullmatch(found.value.strip()):
        return False
    if entry.before is not None and not _expression(rf"(?:{entry.before})[«\"“„*_(\s]*$").search(found.before):
        return False
    return entry.after is None or bool(_expression(rf"{_CLOSING}(?:{entry.after})").match(found.after))


@functools.lru_cache(maxsize=512)
def _expression(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


@functools.lru_cache(maxsize=512)
def _key(value: str) -> str:
    return re.sub(r"\s+", "", plain(value).text).casefold()
