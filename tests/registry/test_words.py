"""Catalogues of interface words: plural categories, placeholders, and the line of what is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from transparency.model.problem import Problem
from transparency.model.words import UnknownWord, Words, plural
from transparency.registry.load_words import load_words


@pytest.mark.parametrize(
    ("number", "category"),
    [
        *((n, "one") for n in (1, 21, 101, 121)),
        *((n, "few") for n in (2, 4, 22)),
        *((n, "many") for n in (0, 5, 11, 12, 14, 111, 112)),
        (1.5, "other"),
    ],
)
def test_russian_plural(number: float, category: str) -> None:
    """CLDR 46, Russian cardinal rules."""
    assert plural("ru", number) == category


@pytest.mark.parametrize(
    ("number", "category"), [(0, "other"), (1, "one"), (2, "other"), (21, "other"), (1.5, "other")]
)
def test_kazakh_and_english_plural(number: float, category: str) -> None:
    assert plural("kk", number) == plural("en", number) == category


def test_a_placeholder_without_a_value_is_refused() -> None:
    with pytest.raises(UnknownWord, match="wants name"):
        Words("en", {"greeting": "Hello, {name}"}).text("greeting")


def test_the_line_of_a_faulty_word(tmp_path: Path) -> None:
    folder = tmp_path / "data/strings"
    folder.mkdir(parents=True)
    for lang, text in (("kk", "a:\n  b: б\n  c: г\n"), ("ru", "a:\n  b: б\n  c: ''\n"), ("en", "a:\n  c: g\n  d: d\n")):
        (folder / f"{lang}.yml").write_text(text, encoding="utf-8")
    problems: list[Problem] = []
    load_words(tmp_path, problems)
    assert [(p.file, p.line, p.rule, p.place) for p in problems] == [
        ("data/strings/ru.yml", 3, "T06", "a.c"),
        ("data/strings/en.yml", 1, "L02", "a.b"),
        ("data/strings/en.yml", 3, "L02", "a.d"),
    ]
