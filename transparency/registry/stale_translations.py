"""Finds translations older than the text in the default language, and texts that were copied instead of translated."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping

from transparency.model.locales import is_cyrillic
from transparency.model.text import KAZAKH, Lang, Languages, LocalText, Record, TranslatedFrom
from transparency.registry.load_prose import ProsePage

_DIGITS = 12
_KAZAKH = re.compile(r"[әғқңөұүһіӘҒҚҢӨҰҮҺІ]")
_CYRILLIC = re.compile(r"[а-яёәғқңөұүһі]{3}", re.IGNORECASE)
_SAME_WORDS = 4
"""Kazakh and Russian share short phrases («Президент / Ректор»); so many equal words are a copy."""


def digest(record: Record, lang: Lang) -> str:
    """Fingerprint of everything the record says in a language."""
    return _digest(one.get(lang) for one in texts(record))


def digest_of_page(page: ProsePage) -> str:
    """Fingerprint of everything that a hand-written page says."""
    return _digest((page.facts.title, page.facts.description, page.body))


def _digest(texts: Iterable[str]) -> str:
    text = "\n".join(" ".join(one.split()) for one in texts)
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


def stale(record: Record, translated_from: TranslatedFrom | None, languages: Languages) -> tuple[Lang, ...]:
    """Languages whose translation nobody has confirmed for the present text of the default language."""
    now, confirmed = digest(record, languages.default), translated_from or {}
    return tuple(lang for lang in languages.translations if confirmed.get(lang) != now)


def stale_pages(prose: Iterable[ProsePage], languages: Languages) -> Mapping[str, tuple[ProsePage, ...]]:
    """Id of a hand-written page -> its translations that nobody has confirmed for the present text of the default language."""
    pages: dict[str, dict[Lang, ProsePage]] = {}
    for page in prose:
        pages.setdefault(page.id, {})[page.lang] = page
    return {
        page_id: tuple(
            page
            for lang, page in versions.items()
            if lang != languages.default
            and languages.default in versions
            and page.facts.translated_from != digest_of_page(versions[languages.default])
        )
        for page_id, versions in pages.items()
    }


def untranslated(record: Record, languages: Languages) -> tuple[Lang, ...]:
    """Languages in which the record only repeats another language."""
    return tuple(
        lang for lang in languages.translations if any(_copied(text, lang, languages.default) for text in texts(record))
    )


def _copied(text: LocalText, lang: Lang, default: Lang) -> bool:
    """Whether a translation repeats another language: in a foreign alphabet, or more words than two languages share."""
    own = text.get(lang)
    if not is_cyrillic(lang) and _CYRILLIC.search(own):
        return any(own == other for _, other in text.others(lang))
    if own != text.get(default) or is_cyrillic(lang) != is_cyrillic(default):
        return False
    return (lang != KAZAKH and _KAZAKH.search(own) is not None) or len(own.split()) >= _SAME_WORDS
