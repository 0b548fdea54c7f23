"""Measures text in the font of the charts, so that lines are broken before drawing.

``advances.json`` holds the advance widths (thousandths of the font size) of ``site/layout/assets/chart.woff2``, a subset of
Noto Sans that has every letter of the three languages; a test compares the two.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path

FAMILY = "Chart, 'Noto Sans', 'Segoe UI', Roboto, sans-serif"
SLACK = 1.06
"""Room for a reader's own font, where ours has not arrived."""
BOLD = 1.1
"""How much wider bold text is than what `width` measures."""
UNKNOWN = 700


@cache
def advances() -> Mapping[str, int]:
    """Width of each letter."""
    found: dict[str, int] = json.loads((Path(__file__).parent / "advances.json").read_text("utf-8"))
    return found


def width(text: str, size: float) -> float:
    """Width of a line in pixels."""
    return _thousandths(text) * size * SLACK / 1000


@lru_cache(maxsize=2**16)
def _thousandths(text: str) -> int:
    """Width of a text of font size 1; the same words stand in hundreds of drawings."""
    known = advances()
    return sum(known.get(letter, UNKNOWN) for letter in text)


def wrapped(text: str, size: float, room: float) -> tuple[str, ...]:
    """Lines that fit into ``room``; only a word that is itself too long is cut, with a hyphen."""
    lines: list[str] = []
    for word in _words(text, size, room):
        if lines and width(f"{lines[-1]} {word}", size) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return tuple(lines)


def _words(text: str, size: float, room: float) -> Iterator[str]:
    for word in text.split(" "):
        rest = word
        while width(rest, size) > room:
            end = next(i for i in range(len(rest) - 1, 0, -1) if i == 1 or width(rest[:i] + "-", size) <= room)
            yield rest[:end] + "-"
            rest = rest[end:]
        if rest:
            yield rest
