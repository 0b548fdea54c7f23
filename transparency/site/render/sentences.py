"""Renders language-independent sentences about figures as text in one language."""

from __future__ import annotations

from decimal import Decimal
from functools import singledispatch

from transparency.model.text import LocalText
from transparency.model.words import Words
from transparency.site.render import formats
from transparency.site.views.sentence import (
    Count,
    Day,
    Days,
    IntervalText,
    Number,
    Points,
    Quantity,
    Sentence,
    ShareText,
    Value,
    When,
)


@singledispatch
def written(value: Value, words: Words) -> str:
    """A value as it stands inside a sentence of the language of ``words``."""
    raise TypeError(f"{type(value).__name__} cannot be written")


@written.register
def _(value: str, words: Words) -> str:
    return value


@written.register
def _(value: LocalText, words: Words) -> str:
    return value.get(words.lang)


@written.register
def _(value: ShareText, words: Words) -> str:
    return formats.percent(value.value, words.lang, value.decimals)


@written.register
def _(value: Points, words: Words) -> str:
    """A decimal fraction rules its noun the same way whatever its digits: «5,0 процентного пункта»."""
    return words.text("surveys.points", n=formats.number(abs(value.value) * 100, words.lang, 1))


@written.register
def _(value: IntervalText, words: Words) -> str:
    return formats.interval(value.lower, value.upper, words.lang, sign=value.of == "share")


@written.register
def _(value: Number, words: Words) -> str:
    return formats.number(value.value, words.lang, value.decimals)


@written.register
def _(value: Count, words: Words) -> str:
    return words.count(value.key, value.value, formats.number(value.value, words.lang))


@written.register
def _(value: Quantity, words: Words) -> str:
    """The plural form depends on the decimals shown: "1 point", but "1.0 points" (Unicode CLDR, operand ``v``)."""
    number = Decimal(f"{value.value:.{value.decimals}f}")
    return words.count(value.key, number, formats.number(value.value, words.lang, value.decimals))


@written.register
def _(value: Day, words: Words) -> str:
    return formats.date(value.value, words.lang)


@written.register
def _(value: Days, words: Words) -> str:
    return formats.days(value.first, value.last, words.lang)


@written.register
def _(value: When, words: Words) -> str:
    year, _, part = value.period.partition("-")
    kind = {"": "year", "S1": "half1", "S2": "half2"}.get(part) or ("quarter" if part.startswith("Q") else "month")
    shown = part.removeprefix("Q")
    if kind == "month" and value.form != "short":
        shown = formats.month(int(part), words.lang)
    return words.text(f"surveys.period.{value.form}.{kind}", year=year, part=shown)


@written.register
def _(value: Sentence, words: Words) -> str:
    return words.text(value.key, **{name: written(inner, words) for name, inner in value.values})
