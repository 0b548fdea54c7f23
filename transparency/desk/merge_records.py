"""Merges two versions of a file of records: what each editor changed is applied record by record to the newest version."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TypeVar

from transparency.desk.edit_csv import rows_of
from transparency.desk.edit_yaml import edited, read_value
from transparency.registry.yaml_document import Value

T = TypeVar("T")


class NotMerged(Exception):
    """Both have changed the same record; the text names the file."""


def merged(file: str, base: str, ours: str, theirs: str) -> str:
    """``theirs`` with the changes that ``ours`` made to ``base``."""
    if not file.endswith(".yml"):
        return _merged_lines(file, base, ours, theirs)
    try:
        value = merged_value(read_value(base), read_value(ours), read_value(theirs))
    except ValueError:
        raise NotMerged(file) from None
    return edited(theirs, value)


def _merged_lines(file: str, base: str, ours: str, theirs: str) -> str:
    """A table: a row that one of them changed is an old row taken out and a new one added."""
    old, mine, other = (tuple(row.removesuffix("\n") for row in rows_of(text)) for text in (base, ours, theirs))
    try:
        rows = _sequence(old, mine, other)
    except ValueError:
        raise NotMerged(file) from None
    ids = [row.partition(",")[0] for row in rows] if rows and str(rows[0]).startswith("id,") else []
    if len(set(ids)) < len(ids):
        raise NotMerged(file)
    return "".join(f"{row}\n" for row in rows)


def merged_value(base: Value, ours: Value, theirs: Value) -> Value:
    """The value with both changes; ValueError where they contradict each other."""
    if repr(ours) == repr(base):
        return theirs
    if repr(theirs) in (repr(base), repr(ours)):
        return ours
    if isinstance(ours, dict) and isinstance(theirs, dict) and isinstance(base, dict):
        return _group(base, ours, theirs)
    lists = [_by_id(value) for value in (base, ours, theirs)]
    if all(one is not None for one in lists):
        old, mine, other = (one or {} for one in lists)
        return tuple(_group(old, mine, other).values())
    if isinstance(base, tuple) and isinstance(ours, tuple) and isinstance(theirs, tuple):
        return _sequence(base, ours, theirs)
    raise ValueError("both changed the same value")


def _sequence(base: tuple[T, ...], ours: tuple[T, ...], theirs: tuple[T, ...]) -> tuple[T, ...]:
    """``theirs`` with what ``ours`` added and took out; ValueError where an entry that ours changed is no longer there."""
    old, mine, found = ([(repr(one), one) for one in value] for value in (base, ours, theirs))
    steps = SequenceMatcher(a=_texts(old), b=_texts(mine), autojunk=False).get_opcodes()
    for kind, start, end, first, last in reversed(steps):
        if kind == "equal":
            continue
        places = [_texts(found).index(text) for text, _ in old[start:end]]
        after = (_texts(found).index(text) for text, _ in old[end:] if text in _texts(found))
        at = min(places, default=next(after, len(found)))
        found = [one for place, one in enumerate(found) if place not in places]
        found[at:at] = [one for one in mine[first:last] if one[0] not in _texts(found)]
    return tuple(one for _, one in found)


def _texts(entries: list[tuple[str, T]]) -> list[str]:
    """Entries are compared by their texts, in which ``1`` and ``True`` differ."""
    return [text for text, _ in entries]


def _group(base: dict[str, Value], ours: dict[str, Value], theirs: dict[str, Value]) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for key in (*theirs, *(key for key in ours if key not in theirs)):
        if key in ours and key in theirs and key in base:
            found[key] = merged_value(base[key], ours[key], theirs[key])
        elif key in ours and key in theirs and repr(ours[key]) != repr(theirs[key]):
            raise ValueError("both added the same key")
        elif key in base and repr((ours if key in ours else theirs)[key]) != repr(base[key]):
            raise ValueError("one changed what the other took out")
        elif key not in base:
            found[key] = (ours if key in ours else theirs)[key]
    return found


def _by_id(value: Value) -> dict[str, Value] | None:
    """A list of records by their ids; None for any other value."""
    if value is None:
        return {}
    if not isinstance(value, tuple):
        return None
    found: dict[str, Value] = {str(one["id"]): one for one in value if isinstance(one, dict) and "id" in one}
    return found if len(found) == len(value) else None
