"""Finds translations older than their Kazakh text, and texts that were copied instead of translated."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from transparency.model.disclosure import TranslatedFrom
from transparency.model.text import Lang, LocalText, Record

TRANSLATIONS: tuple[Lang, ...] = ("ru", "en")
_DIGITS = 12
_KAZAKH = re.compile(r"[әғқңөұүһіӘҒҚҢӨҰҮҺІ]")
_CYRILLIC = re.compile(r"[а-яёәғқңөұүһі]{3}", re.IGNORECASE)
_SAME_WORDS = 4
"""Kazakh and Russian share short phrases («Президент / Ректор»); so many equal words are a copy."""


def digest(record: Record) -> str:
    """Fingerprint of everything the record says in Kazakh."""
    text = "\n".join(" ".join(one.kk.split()) for one in texts(record))
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]


def texts(record: object) -> Iterator[LocalText]:
    """Every text of a record, in the order of its fields."""
    if isinstance(record, LocalText):
        yield record
    elif isinstance(record, Record):
        for _, value in record:
            yield from texts(value)
    elif isinstance(record, tuple):
        for value in record:
            yield from texts(value)


def stale(record: Record, translated_from: TranslatedFrom | None) -> tuple[Lang, ...]:
    """Languages whose translation nobody has confirmed for the present Kazakh text."""
    now = digest(record)
    return tuple(lang for lang in TRANSLATIONS if translated_from is None or getattr(translated_from, lang) != now)


def untranslated(record: Record) -> tuple[Lang, ...]:
    """Languages in which the record only repeats another language."""
    return tuple(lang for lang in TRANSLATIONS if any(_copied(text, lang) for text in texts(record)))


def _copied(text: LocalText, lang: Lang) -> bool:
    if lang == "en":
        return text.en in (text.kk, text.ru) and _CYRILLIC.search(text.en) is not None
    return text.ru == text.kk and (_KAZAKH.search(text.kk) is not None or len(text.kk.split()) >= _SAME_WORDS)
