"""Formats numbers and dates for each language.

CLDR 46 for Russian and English; for Kazakh the state-language norm: decimal comma, no-break space between groups of three, the
year before the day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from transparency.model.text import Lang

NO_BREAK_SPACE = "\u00a0"

MONTHS: Mapping[Lang, list[str]] = {
    "kk": [
        "қаңтар",
        "ақпан",
        "наурыз",
        "сәуір",
        "мамыр",
        "маусым",
        "шілде",
        "тамыз",
        "қыркүйек",
        "қазан",
        "қараша",
        "желтоқсан",
    ],
    "ru": [
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}

_DATES: Mapping[Lang, str] = {"kk": "{y} ж. {d} {m}", "ru": "{d} {m} {y} г.", "en": "{d} {m} {y}"}


def number(value: float | Decimal, lang: Lang, decimals: int = 0) -> str:
    """``1234.5`` -> ``1 234,5`` (kk, ru) or ``1,234.5`` (en); halves are rounded away from zero."""
    exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    text = f"{abs(exact):,.{decimals}f}"
    if lang != "en":
        text = text.replace(",", NO_BREAK_SPACE).replace(".", ",")
    return f"\u2212{text}" if exact < 0 else text


def percent(share: float | Decimal, lang: Lang, decimals: int = 1) -> str:
    """A share 0..1 as per cent; Kazakh and Russian put a no-break space before the sign."""
    text = number(Decimal(str(share)) * 100, lang, decimals)
    return f"{text}%" if lang == "en" else f"{text}{NO_BREAK_SPACE}%"


def interval(lower: float, upper: float, lang: Lang, *, sign: bool = True) -> str:
    """Both ends in per cent, the sign once: ``41,7–47,8 %``."""
    text = f"{number(Decimal(str(lower)) * 100, lang, 1)}–{number(Decimal(str(upper)) * 100, lang, 1)}"
    if not sign:
        return text
    return f"{text}%" if lang == "en" else f"{text}{NO_BREAK_SPACE}%"


def date(day: dt.date, lang: Lang) -> str:
    """``2026 ж. 21 қараша``, ``21 ноября 2026 г.``, ``21 November 2026``."""
    text = _DATES[lang].format(y=day.year, d=day.day, m=MONTHS[lang][day.month - 1])
    return text.replace(" ", NO_BREAK_SPACE)


_UNITS: Mapping[Lang, tuple[str, str, str]] = {
    "kk": ("байт", "КБ", "МБ"),
    "ru": ("байт", "КБ", "МБ"),
    "en": ("bytes", "KB", "MB"),
}


def size(count: int, lang: Lang) -> str:
    """Size of a file: ``812 байт``, ``1,5 КБ``, ``2.3 MB``; a kilobyte is 1000 bytes."""
    power = 0 if count < 1000 else 1 if count < 1_000_000 else 2
    shown = number(Decimal(count) / 1000**power, lang, 1 if power else 0)
    return f"{shown}{NO_BREAK_SPACE}{_UNITS[lang][power]}"
