"""Finds translations older than the text in the default language, and texts that were copied instead of translated."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from transparency.model.locales import is_cyrillic
from transparency.model.text import KAZAKH, Lang, Languages, LocalText, Record, Translated
from transparency.registry.demonstration import FOLDER as DEMO
from transparency.registry.entry import SourceRecord
from transparency.registry.load_prose import ProsePage
from transparency.registry.reader import Reader
from transparency.registry.record_types import record_type, record_types

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


def stale(record: Translated, languages: Languages) -> tuple[Lang, ...]:
    """Languages whose translation nobody has confirmed for the present text of the default language."""
    if next(texts(record), None) is None:
        return ()
    now, confirmed = digest(record, languages.default), record.translated_from or {}
    return tuple(lang for lang in languages.translations if confirmed.get(lang) != now)


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """A record of ``data/`` with a stale translation, without its texts: it may hold more than is public."""

    type: str
    """Name of its declaration."""
    id: str | None
    keeper: str | None
    """Unit or post that is responsible for it; None where its type names none or may name several, as a process does."""
    languages: tuple[Lang, ...]


def translated(reader: Reader) -> Iterator[SourceRecord[Translated]]:
    """Every record in YAML that editors translate, for a preview those of ``demo/`` too; for rows see `translated_rows`."""
    for declared in record_types().values():
        if issubclass(declared.record, Translated) and not declared.files.endswith(".csv"):
            yield from reader.within("data", declared.record)
            if reader.demo and declared.demo:
                yield from reader.within(DEMO, declared.record)


def unconfirmed(entries: Iterable[SourceRecord[Translated]], languages: Languages) -> Iterator[Unconfirmed]:
    """Those of which a translation is stale."""
    names = {declared.record: name for name, declared in record_types().items()}
    for record in (entry.record for entry in entries):
        if found := stale(record, languages):
            keeper = record_type(type(record)).keeper
            named = getattr(record, keeper) if keeper else None
            one = named if isinstance(named, str) else None
            yield Unconfirmed(names[type(record)], getattr(record, "id", None), one, found)


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
