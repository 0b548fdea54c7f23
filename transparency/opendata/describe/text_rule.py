"""Describes, for CSV columns, how texts that a spreadsheet would run as formulas are escaped."""

from __future__ import annotations

from transparency.model.dataset import Column
from transparency.model.text import LocalText
from transparency.registry.check import CheckedRegistry


def text_rule(registry: CheckedRegistry) -> LocalText:
    """The rule of `formats.csv` in words."""
    return LocalText(**{lang: words.text("open_data.apostrophe") for lang, words in registry.words.items()})


def described(column: Column, rule: LocalText) -> LocalText:
    """The description of a column of a CSV file; a text that is no code can begin like a formula."""
    if column.type != "string" or column.codes:
        return column.description
    text = column.description
    return LocalText(**{lang: f"{words} {rule.get(lang)}" for lang, words in text.texts.items()})
