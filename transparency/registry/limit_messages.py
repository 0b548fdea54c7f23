"""Messages about values below or beyond the limits of their field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from transparency.model.messages import Message


def limit_fault(kind: str, context: Mapping[str, Any]) -> tuple[str, Message, Message] | None:
    """Rule, what is wrong and what to do, for an error of pydantic about a limit; None for one about anything else."""
    if kind == "string_too_long":
        what = Message("is longer than {most} characters.", most=f"{context['max_length']:,}")
        return "T12", what, Message("Shorten it, or publish it as a document.")
    if kind == "too_long":
        what = Message("has more than {most} entries.", most=f"{context['max_length']:,}")
        return "T12", what, Message("Leave out what is not needed.")
    if kind == "finite_number":
        return "T12", Message("is not a finite number."), Message("Write a number, e.g. 2.5.")
    if kind == "string_too_short":
        return "T06", Message("is empty."), Message("Write the text, or leave the key out.")
    if kind == "too_short":
        what = Message("needs at least {least} entry.", least=context["min_length"])
        return "T06", what, Message("Add one, or leave the key out.")
    return _number_fault(context) if kind.startswith(("less_than", "greater_than")) else None


def _number_fault(context: Mapping[str, Any]) -> tuple[str, Message, Message]:
    ((bound, limit),) = context.items()
    if isinstance(limit, str):  # pydantic gives days as text
        early = Message("lies before {first}.", first=limit)
        return (
            "T12",
            early if bound == "ge" else Message("lies after {most}.", most=limit),
            Message("Correct the year."),
        )
    if bound in ("le", "lt"):
        most = Message("is too large, it must be at most {most}.", most=limit)
        less = Message("is too large, it must be less than {most}.", most=limit)
        return "T12", most if bound == "le" else less, Message("Correct the number.")
    least = Message("is too small, the least is {least}.", least=limit)
    more = Message("is too small, it must be more than {least}.", least=limit)
    return "T09", least if bound == "ge" else more, Message("Write a larger number.")
