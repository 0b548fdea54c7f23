"""Messages about values beyond the limits of their field (rule T12)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from transparency.model.messages import Message

BEYOND = frozenset(("string_too_long", "less_than_equal", "less_than", "too_long", "finite_number"))
"""Kinds of pydantic's errors that mean «more than the most»."""


def beyond(kind: str, context: Mapping[str, Any]) -> tuple[Message, Message]:
    """What is wrong, and what to do."""
    if kind == "string_too_long":
        what = Message("is longer than {most} characters.", most=f"{context['max_length']:,}")
        return what, Message("Shorten it, or publish it as a document.")
    if kind == "too_long":
        what = Message("has more than {most} entries.", most=f"{context['max_length']:,}")
        return what, Message("Leave out what is not needed.")
    if kind == "finite_number":
        return Message("is not a finite number."), Message("Write a number, e.g. 2.5.")
    most = context.get("le", context.get("lt"))
    if isinstance(most, str):  # pydantic gives days as text
        return Message("lies after {most}.", most=most), Message("Correct the year.")
    if "le" in context:
        return Message("is too large, it must be at most {most}.", most=most), Message("Correct the number.")
    return Message("is too large, it must be less than {most}.", most=most), Message("Correct the number.")
