"""Masks shares of 0 % and 100 % in small groups: they reveal everyone's answer although no count is small."""

from __future__ import annotations

from transparency.model.survey import RELIABLE
from transparency.survey.cells import Cell, ShareBand

SMALLER = 20
"""Below this 95 % of the group is everybody, so the band has to be wider to say less."""


def band(cell: Cell) -> ShareBand | None:
    """The band that replaces the share of positive answers; None where the share may be shown.

    The method's «95 % and more» would still tell everything in groups below 20, where no smaller share than 100 %
    satisfies it; there the band starts at 90 %. Every share inside a band is replaced, not only 0 and 100 %: else the
    band itself would mean «everybody».
    """
    if cell.n_resp >= RELIABLE or not cell.n_valid:
        return None
    percent = 10 if cell.n_resp < SMALLER else 5
    if 100 * cell.pos <= percent * cell.n_valid:
        return ShareBand(0.0, percent / 100)
    if 100 * cell.pos >= (100 - percent) * cell.n_valid:
        return ShareBand(1 - percent / 100, 1.0)
    return None
