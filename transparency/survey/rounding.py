"""Rounds figures just before they are written: half up, to fixed places. No other module rounds figures."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

_LAST: Final = tuple(Decimal(1).scaleb(-places) for places in range(10))
"""Number of places -> a unit of the last one."""


def half_up(value: float, places: int) -> float:
    """0.31250 -> 0.3125, 0.03125 at four places -> 0.0313, never minus zero."""
    rounded = Decimal(repr(value)).quantize(_LAST[places], rounding=ROUND_HALF_UP)
    return float(rounded) + 0.0


def written(value: float, places: int) -> str:
    """A rounded figure as text: 0.45 at six places -> 0.45, 12.0 -> 12; no places that it was not published with."""
    return f"{value:.{places}f}".rstrip("0").rstrip(".") if places else f"{value:.0f}"
