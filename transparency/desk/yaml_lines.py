"""Writes values as lines of YAML, in the layout of the files in data/."""

from __future__ import annotations

import json
import re

from transparency.registry.yaml_document import Value

STEP = "  "
_PLAIN = re.compile(r"[^\W\d_][^:#,\[\]{}\n\"'&*!|>%@`]*")
"""Text that YAML reads as the same text without quotes, in a list between brackets too."""
_WORDS = frozenset(("true", "false", "null", "~", "yes", "no", "on", "off", ""))
_SHORT = 118
"""Characters of a line up to which a group of short values stands in braces."""


def entry(key: str, value: Value, indent: int) -> str:
    """Lines of a key with its value."""
    lead = " " * indent + f"{key}:"
    short = _short(value, indent + len(key) + 2)
    return f"{lead} {short}\n" if short is not None else f"{lead}\n{block(value, indent + len(STEP))}"


def item(value: Value, indent: int) -> str:
    """Lines of an entry of a list."""
    short = _short(value, indent + 2)
    if short is not None and not (isinstance(value, dict) and "id" in value):
        return " " * indent + f"- {short}\n"
    inner = block(value, indent + len(STEP))
    return " " * indent + "- " + inner[indent + 2 :]


def block(value: Value, indent: int) -> str:
    """Lines of a group or a list."""
    if isinstance(value, dict):
        return "".join(entry(key, one, indent) for key, one in value.items())
    if isinstance(value, tuple):
        return "".join(item(one, indent) for one in value)
    return " " * indent + scalar(value) + "\n"


def _short(value: Value, before: int) -> str | None:
    """The value in one line, if it is no more than one group of plain values and fits.

    Texts of several words stand one below the other: names in a row look to the gate like other names.
    """
    if not isinstance(value, dict | tuple):
        return scalar(value)
    inside = value.values() if isinstance(value, dict) else value
    said = flow(value)
    texts = isinstance(value, tuple) and any(isinstance(one, str) and " " in one for one in value)
    if texts or any(isinstance(one, dict | tuple) for one in inside) or before + len(said) > _SHORT:
        return None if value else said
    return said


def flow(value: Value) -> str:
    """A value in braces or brackets."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, tuple):
        return "[" + ", ".join(flow(one) for one in value) + "]"
    return scalar(value)


def scalar(value: Value) -> str:
    """One word, number, day or text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "null"
    if not isinstance(value, str):
        return str(value)
    plain = _PLAIN.fullmatch(value) and value == value.rstrip() and value.lower() not in _WORDS
    return value if plain else json.dumps(value, ensure_ascii=False)
