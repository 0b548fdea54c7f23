"""The languages in which the product itself is written; without other imports, so that a missing package can be reported."""

from __future__ import annotations

from typing import TypeAlias

Lang: TypeAlias = str
"""Code of a language (ISO 639-1): ``kk``."""

LANGUAGES: tuple[Lang, ...] = ("kk", "ru", "en")
"""Languages of interface texts and messages. Which of them, and which others, a site has is a setting (`text.Languages`)."""
