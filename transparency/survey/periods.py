"""Decides which survey periods may be compared (METHOD 7): same wave, same questions, no break between."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transparency.model.questionnaire import Break, Item, Questionnaire, Wave
from transparency.model.survey import ALL

_PARTS = {"S": 2, "Q": 4, "": 12}


def year(period: str) -> float:
    """Start of the period in years: 2025-S2 is 2025.5."""
    found = re.fullmatch(r"(\d{4})(?:-([SQ]?)(\d+))?", period)
    if found is None or found[3] is None:
        return float(period[:4])
    return int(found[1]) + (int(found[3]) - 1) / _PARTS[found[2]]


def wave_name(wave: Wave) -> str:
    """Periods with one name are compared: December with December."""
    return wave.wave or wave.period[4:]


def earlier(questionnaire: Questionnaire, period: str) -> tuple[Wave, ...]:
    """Earlier periods of the same wave that were held, latest first."""
    own = questionnaire.wave_of(period)
    if own is None:
        return ()
    same = [w for w in questionnaire.waves if w.held and w.period < period and wave_name(w) == wave_name(own)]
    return tuple(sorted(same, key=lambda wave: wave.period, reverse=True))


def broken(questionnaire: Questionnaire, element: str, before: str, now: str) -> str | None:
    """Why an element must not be compared between two periods: the id of a declared break, or ``SET``; None if it may."""
    old, new = _questions(questionnaire, element, before), _questions(questionnaire, element, now)
    for number, declared in enumerate(questionnaire.breaks, start=1):
        if before < declared.period <= now and _touches(declared, element, (*old, *new)):
            return f"BRK.{questionnaire.id}.{number}"
    return None if [_identity(i) for i in old] == [_identity(i) for i in new] else "SET"


def _questions(questionnaire: Questionnaire, element: str, period: str) -> tuple[Item, ...]:
    return tuple(item for item in questionnaire.asked(period) if element in {ALL, item.code, item.block})


def _identity(item: Item) -> tuple[str, str, bool, str | None]:
    return item.code, item.scale, item.reversed, item.valid_from


def _touches(declared: Break, element: str, items: Sequence[Item]) -> bool:
    parts = {ALL, element, *(item.code for item in items), *(item.block for item in items)}
    return bool(parts & set(declared.elements))
