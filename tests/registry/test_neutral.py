"""Texts state, they do not praise: rule L07 in catalogues, records and pages, with the set phrases that are allowed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from transparency.model.evaluative import evaluative
from transparency.model.problem import Problem
from transparency.model.text import Lang
from transparency.site.build.content import content

PRAISE: tuple[tuple[Lang, str], ...] = (
    ("en", "The best university of the region."),
    ("en", "A world-class campus"),
    ("en", "outstanding lecturers"),
    ("en", "Its laboratories are second to none."),
    ("ru", "Лучший вуз региона"),
    ("ru", "наши лучшие преподаватели"),
    ("ru", "Престижное образование"),
    ("ru", "выдающиеся результаты"),
    ("ru", "вуз номер один"),
    ("kk", "Өңірдегі үздік университет"),
    ("kk", "Еліміздің үздіктері"),
    ("kk", "ең жақсы зертхана"),
    ("kk", "Беделді білім"),
    ("kk", "теңдесі жоқ бағдарлама"),
)
PLAIN: tuple[tuple[Lang, str], ...] = (
    ("en", "Ways to do it better; the programme leads to a diploma."),
    ("en", "Best practices of other universities were compared."),
    ("en", "A unique number of the record"),
    ("ru", "Лучше видно на широком экране, улучшить качество"),
    ("ru", "Обмен лучшими практиками"),
    ("ru", "Уникальный номер записи, ведущее подразделение"),
    ("kk", "Үздік диплом алғандар саны"),
    ("kk", "Сапаны жақсарту, беделін нығайту, үздіксіз жұмыс"),
    ("kk", "Бірегей нөмір"),
)


@pytest.mark.parametrize(("lang", "text"), PRAISE)
def test_praise_is_found(lang: Lang, text: str) -> None:
    assert evaluative(text, lang) is not None


@pytest.mark.parametrize(("lang", "text"), PLAIN)
def test_plain_words_are_left_alone(lang: Lang, text: str) -> None:
    assert evaluative(text, lang) is None


def _problems(root: Path) -> tuple[Problem, ...]:
    found, problems = content(root, dt.date(2026, 11, 21))
    assert found is None
    return tuple(problem for problem in problems if problem.rule == "L07")


def _edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_record_that_praises_is_refused_with_its_line(small: Path) -> None:
    _edit(
        small / "data/disclosures/licence.yml",
        "summary: {kk: Мәтін., ru: Текст.",
        "summary: {kk: Мәтін., ru: Лучший вуз.",
    )
    (problem,) = _problems(small)
    assert str(problem).startswith('data/disclosures/licence.yml:6: L07 summary.ru: "Лучший" praises;')


def test_a_purpose_is_our_own_text_and_an_indicator_is_the_sources(small: Path) -> None:
    _edit(small / "data/processes/p01.yml", "purpose: {kk: Мақсат.", "purpose: {kk: Үздік болу.")
    _edit(
        small / "data/processes/p01.yml",
        "name: {kk: Көрсеткіш, ru: Показатель",
        "name: {kk: Көрсеткіш, ru: Лучший показатель",
    )
    assert [(p.rule, p.place) for p in _problems(small)] == [("L07", "purpose.kk")]


def test_a_page_that_praises_is_refused_with_its_line(small: Path) -> None:
    page = small / "docs/en/about/index.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(f"{text}\nAn outstanding portal.\n", encoding="utf-8")
    (problem,) = _problems(small)
    assert (problem.file, problem.rule) == ("docs/en/about/index.md", "L07")
    assert page.read_text(encoding="utf-8").split("\n")[problem.line - 1] == "An outstanding portal."


def test_a_word_of_the_interface_that_praises_is_refused_with_its_line(small: Path) -> None:
    catalogue = small / "data/strings/en.yml"
    catalogue.parent.mkdir()
    catalogue.write_text("map:\n  title: The finest process map\n", encoding="utf-8")
    (problem,) = _problems(small)
    assert (problem.file, problem.line, problem.rule, problem.place) == ("data/strings/en.yml", 2, "L07", "map.title")
