"""Babel's locale for each language of the site: its plural categories, months and signs come from Unicode CLDR."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from babel import Locale, localedata

from transparency.model.text import Lang


def is_known(lang: Lang) -> bool:
    """Whether Unicode CLDR has months, plural forms and numbers of the language."""
    return localedata.exists(lang)


def months(lang: Lang) -> tuple[str, ...]:
    """Names of the twelve months as they are written in a date."""
    return tuple(locale(lang).months["format"]["wide"].values())


@functools.cache
def is_cyrillic(lang: Lang) -> bool:
    """Whether the language is written in Cyrillic letters: the names of its months are."""
    return "а" <= months(lang)[0][0].lower() <= "ӿ"


def own_name(lang: Lang) -> str:
    """A language by its own name, as a reader looks for it: ``Қазақша``."""
    return LANGUAGE_NAMES.get(lang) or capitalised(locale(lang).get_language_name(lang) or lang)


def name_in(lang: Lang, other: Lang) -> str:
    """The name of a language in another one: ``Turkish`` for ``tr`` in English."""
    return locale(lang).get_language_name(other) or lang


def capitalised(text: str) -> str:
    """The text with a capital letter first."""
    return text[:1].upper() + text[1:]


LANGUAGE_NAMES: Mapping[Lang, str] = {"kk": "Қазақша", "ru": "Русский", "en": "English"}
"""How these languages call themselves; Unicode CLDR has «қазақ тілі»."""


@functools.cache
def locale(lang: Lang) -> Locale:
    """English is British: the day stands before the month, as in Kazakh law translated into English."""
    return Locale("en", "GB") if lang == "en" else Locale(lang)
