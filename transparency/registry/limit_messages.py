"""Messages about values beyond the limits of their field (rule T12)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

BEYOND = frozenset(("string_too_long", "less_than_equal", "less_than", "too_long", "finite_number"))
"""Kinds of pydantic's errors that mean «more than the most»."""


def beyond(kind: str, context: Mapping[str, Any]) -> tuple[str, str]:
    """What is wrong, and what to do."""
    if kind == "string_too_long":
        return f"is longer than {context['max_length']:,} characters.", "Shorten it, or publish it as a document."
    if kind == "too_long":
        return f"has more than {context['max_length']:,} entries.", "Leave out what is not needed."
    if kind == "finite_number":
        return "is not a finite number.", "Write a number, e.g. 2.5."
    most = context.get("le", context.get("lt"))
    if isinstance(most, str):  # pydantic gives days as text
        return f"lies after {most}.", "Correct the year."
    return f"is too large, it must be {'at most' if 'le' in context else 'less than'} {most}.", "Correct the number."
