"""Applies the register of lawful exceptions: a value is allowed only in its place and until its date."""

from __future__ import annotations

import datetime as dt
import fnmatch
import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from transparency.gate.endings import stems
from transparency.gate.frames import FRAMES
from transparency.gate.names.fold import fold
from transparency.gate.normalise import plain
from transparency.model.exceptions import LawfulException
from transparency.model.problem import Problem
from transparency.model.text import USUAL
from transparency.registry.reader import Reader

FILE = "data/exceptions.yml"
"""The register itself, which lists the names."""
_NAME_PART = re.compile(r"\w[\w'’ʼ-]*")
_INITIAL = 2
"""Letters of an initial at most: Дж., Sh."""


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
        listed = file == FILE
        matching = [e for e in self.by_kind.get(found.kind, ()) if _matches(e, found, listed)]
        if not matching:
            return "unknown"
        placed = [e for e in matching if in_place(file, e.where)]
        if not placed:
            return "outside its place"
        return "" if any(e.until >= self.today for e in placed) else "expired"


def in_place(file: str, where: Iterable[str]) -> bool:
    """Whether a path is one of those an entry names; ``**`` stands for any number of folders."""
    return any(fnmatch.fnmatchcase(file, glob.replace("**/", "*")) or glob == "**" for glob in where)


def _matches(entry: LawfulException, found: Context, listed: bool) -> bool:
    if entry.kind == "name":
        return _is_named(entry, found, listed)
    if entry.pattern is not None:
        return bool(_expression(entry.pattern).fullmatch(found.value.strip()))
    return any(_key(value) == _key(found.value) for value in entry.every_value)


def _is_named(entry: LawfulException, found: Context, listed: bool) -> bool:
    """Whether the value is a name of the entry in any case, and stands in one of its frames or in the register itself."""
    weight = max((shared_weight(value, found.value) for value in entry.every_value), default=0)
    if listed or not entry.frames:
        return weight > 0
    for frame in (FRAMES[name] for name in entry.frames):
        named = weight > 0 and weight >= frame.weight
        if (named or (frame.open and not entry.every_value)) and frame.holds(found.before, found.after):
            return True
    return False


@functools.lru_cache(maxsize=10_000)
def shared_weight(registered: str, found: str) -> int:
    """Two for each word and one for each initial of a found name, 0 unless all of them belong to the registered one.

    The found name may be in any case and may leave words out or write them as initials; at least one word is whole.
    """
    left = [*_parts(registered)]
    weight = words = 0
    for part in _parts(found):
        match = next((one for one in left if _is_form(part, one)), None)
        if match is None:
            return 0
        left.remove(match)
        weight += 1 if _is_initial(part) else 2
        words += not _is_initial(part)
    return weight if words else 0


@functools.lru_cache(maxsize=2_000)
def _parts(name: str) -> tuple[str, ...]:
    return tuple(_NAME_PART.findall(plain(name).text))


_comparable = functools.lru_cache(maxsize=4_000)(fold)


@functools.lru_cache(maxsize=4_000)
def _keys_of_stems(part: str) -> frozenset[str]:
    low = part.lower().replace("’", "'").removesuffix("'s")
    return frozenset(map(fold, stems(low, "Ѐ" <= low[-1] <= "ӿ")))


def _is_initial(part: str) -> bool:
    return len(part) <= _INITIAL


def _is_form(part: str, registered: str) -> bool:
    """Whether a word is a case of a registered word, or its initial."""
    if _is_initial(part):
        letters = _comparable(part)
        return registered.lower().startswith(part.lower()) or bool(
            letters and (_comparable(registered).startswith(letters) or _comparable(registered[0]) == letters)
        )
    return _comparable(registered) in _keys_of_stems(part)


@functools.lru_cache(maxsize=512)
def _expression(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


@functools.lru_cache(maxsize=512)
def _key(value: str) -> str:
    return re.sub(r"\s+", "", plain(value).text).casefold()


def read_exceptions(root: Path) -> tuple[tuple[LawfulException, ...], tuple[Problem, ...]]:
    """The register of the site at ``root``, and what is wrong with it; a site without the file has no exceptions."""
    reader = Reader(root, USUAL)
    return tuple(entry.record for entry in reader.of(LawfulException)), tuple(reader.problems)
