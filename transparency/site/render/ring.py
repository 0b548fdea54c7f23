"""Geometry of segmented rings: one sector a fact or item, whose fill, outline and sign tell the state without colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

OUTER, INNER = 46.0, 30.0
"""Radii on a field of 100 × 100."""
GAP = 1.6
"""Between two sectors, along the circle."""


@dataclass(frozen=True, slots=True)
class Sector:
    """One sector of a ring."""

    state: str
    path: str
    half: str
    """Its inner half, for what is published in part."""
    x: float
    y: float
    """Middle, where the sign of the state stands."""


def sectors(states: Sequence[str]) -> tuple[Sector, ...]:
    """Sectors of equal size from the top, clockwise."""
    turn = 2 * pi / max(1, len(states))
    return tuple(_sector(state, i * turn, (i + 1) * turn, len(states)) for i, state in enumerate(states))


def _sector(state: str, start: float, end: float, count: int) -> Sector:
    middle, centre = (start + end) / 2, (OUTER + INNER) / 2
    gap = GAP / 2 if count > 1 else 0.01
    x, y = _point(centre, middle)
    return Sector(state, _path(INNER, OUTER, start, end, gap), _path(INNER, centre, start, end, gap), x, y)


def _path(inner: float, outer: float, start: float, end: float, gap: float) -> str:
    """Outer arc forward, inner arc back; the gap is as wide outside as inside."""
    large = int(end - start > pi)
    a, b = _point(outer, start + gap / outer), _point(outer, end - gap / outer)
    c, d = _point(inner, end - gap / inner), _point(inner, start + gap / inner)
    return (
        f"M{a[0]:g} {a[1]:g}A{outer:g} {outer:g} 0 {large} 1 {b[0]:g} {b[1]:g}"
        f"L{c[0]:g} {c[1]:g}A{inner:g} {inner:g} 0 {large} 0 {d[0]:g} {d[1]:g}Z"
    )


def _point(radius: float, angle: float) -> tuple[float, float]:
    return round(50 + radius * sin(angle), 2), round(50 - radius * cos(angle), 2)
