"""Types of the values in a row of an open dataset."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from transparency.model.text import Lang, LocalText

Cell: TypeAlias = "str | int | float | bool | dt.date | None"
Row: TypeAlias = "Mapping[str, Cell]"

SEPARATOR = " | "
"""Between the entries of a list inside one cell."""


def texts(languages: Iterable[Lang], name: str, text: LocalText | None) -> dict[str, Cell]:
    """A text as one column a language."""
    return {f"{name}_{lang}": text.get(lang) if text else None for lang in languages}


def distinct(names: Iterable[str]) -> list[str]:
    """Two codes may have the same words; two columns of a table may not."""
    found: list[str] = []
    for name in names:
        found.append(f"{name} ({len(found) + 1})" if name in found else name)
    return found
