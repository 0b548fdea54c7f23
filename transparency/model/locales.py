"""Babel's locale for each language of the site: its plural categories, months and signs come from Unicode CLDR."""

from __future__ import annotations

import functools

from babel import Locale

from transparency.model.text import Lang


@functools.cache
def locale(lang: Lang) -> Locale:
    """English is British: the day stands before the month, as in Kazakh law translated into English."""
    return Locale("en", "GB") if lang == "en" else Locale(lang)
