"""Writes the value of a record's field in one language, for tables that follow from a declaration."""

from __future__ import annotations

import datetime as dt

from transparency.model.text import LocalText
from transparency.model.words import Words
from transparency.site.render import formats


def record_cell(value: object, words: Words) -> str:
    """A text, day, number, answer or list of them; what is left out is said to be not stated."""
    if value is None or value == ():
        return words.text("common.not_stated")
    if isinstance(value, LocalText):
        return value.get(words.lang)
    if isinstance(value, dt.date):
        return formats.date(value, words.lang)
    if isinstance(value, bool):
        return words.text("quality.yes" if value else "quality.no")
    if isinstance(value, int | float):
        return formats.number(value, words.lang, 0 if float(value).is_integer() else 1)
    if isinstance(value, tuple):
        return "; ".join(record_cell(one, words) for one in value)
    return str(value)
