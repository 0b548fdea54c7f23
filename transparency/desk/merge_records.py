"""Merges two versions of a file of records: what each editor changed is applied record by record to the newest version."""

from __future__ import annotations

from transparency.desk.edit_yaml import edited, read_value
from transparency.registry.yaml_document import Value


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
    """A table: its rows are records by their first cell."""
    old, mine, other = (
        {line.split(",", 1)[0] + line: line for line in text.splitlines()} for text in (base, ours, theirs)
    )
    gone, added = set(old) - set(mine), [line for key, line in mine.items() if key not in old]
    if any(key not in other for key in gone):
        raise NotMerged(file)
    return "".join(f"{line}\n" for key, line in other.items() if key not in gone) + "".join(f"{one}\n" for one in added)


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
    raise ValueError("both changed the same value")


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
