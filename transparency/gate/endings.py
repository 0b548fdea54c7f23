"""Strips case endings of names by rule: six Russian cases; the Kazakh plural, possessives and cases."""

from __future__ import annotations

import re

_KAZAKH_CASE = re.compile(
    r"(?:[дтн][ыіи][ңн]|[дтн][ыі]|[қкғг][аеә]|[дт][аеә]н?|н[аеә]н?|[мбп]ен(?:ен)?)(?:[гғ][ыі])?$|(?:ым|ім|ы|і)$"
)
_KAZAKH_PLURAL = re.compile(r"[лдт][аеә]р(?:[ыі]\w{0,5})?$")
_RUSSIAN_ENDING = re.compile(r"(?:ого|ому|ыми|ами|ями|ой|ей|ою|ею|ый|ий|ым|им|ом|ем|ых|их|ую|ья|ию|ии|ию|[аяуюеиыоь])$")

_ADJECTIVE = re.compile(r"([нлтрвдкг])(?:ая|ой|ую|ого|ому|ым|им|ом)$")
"""Surnames that are declined as adjectives: Белая, Соколовской."""


_FEMININE = re.compile(r"(?:ии|ию|ией)$")
"""Cases of given names on -ия."""
_LOST_VOWELS = (("льв", "лев"), ("павл", "павел"))
"""Given names that lose a vowel in the other cases."""
_SHORTEST = 2
"""Letters of the stem of the shortest surnames: Цою."""


def stems(low: str, cyrillic: bool) -> list[str]:
    """The word as it stands, and what it may be without its ending; Russian stems also with the vowels they lose."""
    if not cyrillic:
        return [low]
    found = [low, *(full for short, full in _LOST_VOWELS if low.startswith(short) and len(low) <= len(short) + 2)]
    for ending in (_KAZAKH_CASE, _KAZAKH_PLURAL):
        cut = ending.sub("", found[-1])
        if len(cut) > 2 and cut != found[-1]:
            found.append(cut)
    russian = _RUSSIAN_ENDING.sub("", low)
    if len(russian) > 2 and russian != low:
        found += [russian, russian + "а", russian + "я", russian + "й", russian + "ь"]
    elif len(russian) == _SHORTEST and low[-1] in "яюе":
        found.append(russian + "й")
    if adjective := _ADJECTIVE.search(low):
        stem = low[: adjective.end(1)]
        found += [stem + ("ий" if adjective[1] in "кг" else "ый"), stem + "ая"]
    if feminine := _FEMININE.search(low):
        found.append(low[: feminine.start()] + "ия")
    return found
