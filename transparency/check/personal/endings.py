"""Endings of case, taken off by rule: six Russian cases, the Kazakh plural, possessives and cases."""

from __future__ import annotations

import re

_KAZAKH_ENDING = re.compile(
    r"(?:(?:[дтн][ыі]ң|[дтн][ыі]|[қкғг][аеә]|[дт][аеә]н?|н[аеә]н?|[мбп]ен|[мбп]енен)(?:[гғ][ыі])?|л[аеә]р[а-яәғқңөұүһі]*"
    r"|д[аеә]р[а-я]*|ым|ім|ы|і)$"
)
_RUSSIAN_ENDING = re.compile(r"(?:ого|ому|ыми|ами|ями|ой|ей|ою|ею|ый|ий|ым|им|ом|ем|ых|их|ую|ья|ию|ии|ию|[аяуюеиыоь])$")


def stems(low: str, cyrillic: bool) -> list[str]:
    """The word as it stands, and what it may be without its ending; Russian stems also with the vowels they lose."""
    if not cyrillic:
        return [low]
    found = [low]
    kazakh = _KAZAKH_ENDING.sub("", low)
    if len(kazakh) > 2 and kazakh != low:
        found.append(kazakh)
    russian = _RUSSIAN_ENDING.sub("", low)
    if len(russian) > 2 and russian != low:
        found += [russian, russian + "а", russian + "я", russian + "й", russian + "ь"]
    return found
