"""One file of a corpus."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Case:
    """A file of the corpus; ``secret`` is the text that must not show in any report."""

    id: str
    category: str
    name: str
    data: bytes
    blocked: bool
    secret: str = ""
