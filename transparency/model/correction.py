"""Record types for corrections of the printed source and for questions that only the owner of a text can settle."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from transparency.model.text import Id, LocalText, Text, Translated

Reason = Literal[
    "code-form",
    "title-form",
    "translation-calque",
    "wrong-word",
    "terminology",
    "abbreviation",
    "polarity",
    "typography",
    "grammar",
    "duplicate",
    "order",
    "structure",
    "role-name",
    "copy-paste",
    "missing-part",
    "law-reference",
]


class Correction(Translated):
    """An error in the printed source and its correction; every change of the source text is recorded this way."""

    id: Text
    """Id of the fault, e.g. ``S0-I001``."""
    processes: tuple[Id, ...] = ()
    """Cards concerned; empty for the whole document."""
    field: Text
    """Which field of the record, e.g. ``code`` or ``risks``."""
    printed: tuple[Text, ...] = Field(min_length=1)
    """Forms in the source, letter by letter."""
    chosen: tuple[Text, ...] = Field(min_length=1)
    """What the registry says instead, in Kazakh (a code or number stays as it is)."""
    reason: Reason
    note: LocalText | None = None
    """More on the reason, where the word does not say enough."""


class OwnerQuestion(Translated):
    """A point that only the owner of the text can settle; until then it is published with a mark or left out."""

    id: Text
    to: Id
    """Role or unit that can answer."""
    processes: tuple[Id, ...] = ()
    field: Text
    question: LocalText
    published: Literal["as-in-source", "left-out", "corrected-form"]
    """What the site shows until there is an answer."""
    proposal: LocalText | None = None
    """Our suggestion, if we have one."""
    severity: Literal["high", "medium", "low"]
