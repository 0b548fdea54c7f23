"""Formats numbers and dates for each language, by Unicode CLDR (Babel).

Our own choices: every space is U+00A0, a negative number has U+2212, and Kazakh has a space before the per cent sign
(decision 0502).
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from babel.dates import format_date, get_month_names
from babel.numbers import NumberPattern, parse_pattern

from transparency.model.locales import locale
from transparency.model.text import KAZAKH, Lang
from transparency.model.words import Words

NO_BREAK_SPACE = "\u00a0"
_SPACE = re.compile(r"\s")


def number(value: float | Decimal, lang: Lang, decimals: int = 0) -> str:
    """``1234.5`` -> ``1 234,5`` (kk, ru) or ``1,234.5`` (en); halves are rounded away from zero."""
    exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    text = _pattern(decimals).apply(abs(exact), locale(lang))
    return f"\u2212{text}" if exact < 0 else text


def exact(value: float, lang: Lang) -> str:
    """A number with the decimals that the record has, down to six: ``18.5`` -> ``18,5``, ``4.0`` -> ``4``."""
    return number(value, lang, next((places for places in range(6) if round(value, places) == value), 6))


@functools.cache
def _pattern(decimals: int) -> NumberPattern:
    return parse_pattern(f"#,##0.{'0' * decimals}")


def percent(share: float | Decimal, lang: Lang, decimals: int = 1) -> str:
    """A share 0..1 as per cent; Kazakh and Russian put a no-break space before the sign."""
    return _with_sign(number(Decimal(str(share)) * 100, lang, decimals), lang)


def percent_sign(lang: Lang) -> str:
    """What stands after a number of per cent."""
    return _with_sign("", lang)


def interval(lower: float, upper: float, lang: Lang, *, sign: bool = True) -> str:
    """Both ends in per cent, the sign once: ``41,7–47,8 %``."""
    text = f"{number(Decimal(str(lower)) * 100, lang, 1)}–{number(Decimal(str(upper)) * 100, lang, 1)}"
    return _with_sign(text, lang) if sign else text


def _with_sign(text: str, lang: Lang) -> str:
    pattern = locale(lang).percent_formats[None]
    before, after = ("", f"{NO_BREAK_SPACE}%") if lang == KAZAKH else (pattern.prefix[0], pattern.suffix[0])
    return _SPACE.sub(NO_BREAK_SPACE, f"{before}{text}{after}")


def date(day: dt.date, lang: Lang) -> str:
    """``2026 ж. 21 қараша``, ``21 ноября 2026 г.``, ``21 November 2026``."""
    return _SPACE.sub(NO_BREAK_SPACE, format_date(day, "long", locale(lang)))


def days(first: dt.date, last: dt.date, lang: Lang) -> str:
    """``2025 ж. 1–20 желтоқсан``, ``1 мая – 30 июня 2025 г.``: a year or month that both days share stands once."""
    if first == last:
        return date(first, lang)
    starts, ends = date(first, lang).split(NO_BREAK_SPACE), date(last, lang).split(NO_BREAK_SPACE)
    before = after = 0
    if first.year == last.year:
        while starts[before] == ends[before] != str(last.day):
            before += 1
        while starts[-1 - after] == ends[-1 - after] != str(last.day):
            after += 1
    parts = [words[before : len(words) - after] for words in (starts, ends)]
    dash = "–" if len(parts[0]) == len(parts[1]) == 1 else f"{NO_BREAK_SPACE}– "
    span = dash.join(NO_BREAK_SPACE.join(part) for part in parts)
    return NO_BREAK_SPACE.join([*ends[:before], span, *ends[len(ends) - after :]])


def month(number: int, lang: Lang) -> str:
    """Name of the month with a number from 1 to 12, in the nominative: ``наурыз``, ``март``, ``March``."""
    names: Mapping[int, str] = get_month_names("wide", "stand-alone", locale(lang))
    return names[number]


_UNITS = ("bytes", "kilobytes", "megabytes")
"""Only bytes are counted in whole numbers and have plural forms."""


def size(count: int, words: Words) -> str:
    """Size of a file: ``812 байт``, ``1,5 КБ``, ``2.3 MB``; a kilobyte is 1000 bytes."""
    power = 0 if count < 1000 else 1 if count < 1_000_000 else 2
    shown = number(Decimal(count) / 1000**power, words.lang, 1 if power else 0)
    unit = words.text(f"language.{_UNITS[power]}") if power else words.count("language.bytes", count)
    return f"{shown}{NO_BREAK_SPACE}{unit}"
