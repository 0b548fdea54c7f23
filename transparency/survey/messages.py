"""Sentences of the survey commands in each language, from one catalogue (messages.yml).

A `Message` is its English text and can be said in another language: problems and reports carry it like any other text.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Self

from transparency.model.package_yaml import package_yaml
from transparency.model.problem import Problem
from transparency.model.text import LANGUAGES, Lang

_FILE = Path(__file__).with_name("messages.yml")


class Message(str):
    """A sentence of the catalogue with its values."""

    __slots__ = ("key", "values")
    key: str
    values: Mapping[str, object]

    def __new__(cls, key: str, /, **values: object) -> Self:
        message = super().__new__(cls, _text(key, "en", values))
        message.key, message.values = key, values
        return message

    def spoken(self, lang: Lang) -> str:
        """The sentence in one language; values that are messages are said in it too."""
        return _text(self.key, lang, {name: said(value, lang) for name, value in self.values.items()})


def said(text: object, lang: Lang) -> str:
    """A text in a language, if it is a message; another text as it is."""
    return text.spoken(lang) if isinstance(text, Message) else str(text)


def translated(problem: Problem, lang: Lang) -> Problem:
    """The problem with what it says in a language."""
    place, what, advice = (said(text, lang) for text in (problem.place, problem.what, problem.advice))
    return replace(problem, place=place, what=what, advice=advice)


def language_of_environment() -> Lang:
    """The language of LC_ALL, LC_MESSAGES or LANG; English where it is none of ours."""
    names = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    first = next((name for name in names if name), "")[:2]
    return next((lang for lang in LANGUAGES if lang == first), "en")


def _text(key: str, lang: Lang, values: Mapping[str, object]) -> str:
    return catalogue()[key][lang].format(**values)


@cache
def catalogue() -> Mapping[str, Mapping[str, str]]:
    """Key -> language -> text with placeholders."""
    entries: Mapping[str, Mapping[str, str]] = package_yaml(_FILE.read_text(encoding="utf-8"))
    return entries
