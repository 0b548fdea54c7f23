"""Record type for a process, programme, unit or document that is no longer in use: since when, and what replaced it."""

from __future__ import annotations

from typing import Literal

from transparency.model.text import Date, Id, LocalText, Translated

RetiredKind = Literal["process", "programme", "unit", "document"]


class Retired(Translated):
    """One entry of ``data/retired.yml``. The record itself has left `data/`, so that no list or count holds it any more."""

    id: Id
    """The id that the record had; its address stays."""
    kind: RetiredKind
    title: LocalText
    """As it was called last."""
    since: Date
    """From this day on it is not in use."""
    successor: Id | None = None
    """A record of the same kind; absent where nothing took its place."""
