"""Catalogues of interface words: plural categories, placeholders, and the line of what is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from transparency.model.problem import Problem
from transparency.model.product_files import PRODUCT, WORDS
from transparency.model.text import USUAL
from transparency.model.words import UnknownWord, Words, plural
from transparency.registry import load_words as module
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


def _write(folder: Path, **texts: str) -> None:
    folder.mkdir(parents=True)
    for lang, text in texts.items():
        (folder / f"{lang}.yml").write_text(text, encoding="utf-8")


def test_the_catalogues_of_the_product_agree() -> None:
    problems: list[Problem] = []
    words = load_words(PRODUCT, USUAL, problems)
    assert problems == []
    assert words["kk"].entries.keys() == words["en"].entries.keys()


def test_the_line_of_a_faulty_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PRODUCT", tmp_path)
    _write(tmp_path / WORDS, kk="a:\n  b: б\n  c: г\n", ru="a:\n  b: б\n  c: ''\n", en="a:\n  c: g\n  d: d\n")
    problems: list[Problem] = []
    load_words(tmp_path, USUAL, problems)
    assert [(p.file, p.line, p.rule, p.place) for p in problems] == [
        (f"{WORDS}/ru.yml", 3, "T06", "a.c"),
        (f"{WORDS}/en.yml", 1, "L02", "a.b"),
        (f"{WORDS}/en.yml", 3, "L02", "a.d"),
    ]


def test_an_institution_changes_single_words(tmp_path: Path) -> None:
    problems: list[Problem] = []
    before = load_words(tmp_path, USUAL, problems)["en"].entries
    _write(tmp_path / "data/strings", en="map:\n  title: Map of our processes\n")
    after = load_words(tmp_path, USUAL, problems)["en"].entries
    assert problems == []
    assert after == {**before, "map.title": "Map of our processes"} != before
