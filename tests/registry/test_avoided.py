"""Rule L09: forms that the glossary avoids are found in every case and number, in words, records and pages, not elsewhere."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.conftest import copy_of_small
from transparency.model.glossary import Avoided as Forms
from transparency.model.glossary import GlossaryEntry
from transparency.model.text import Lang, LocalText
from transparency.registry.check_terms import avoided
from transparency.site.build.content import content

ENTRIES = (
    GlossaryEntry(
        id="process",
        term=LocalText.model_validate({"kk": "процесс", "ru": "процесс", "en": "process"}),
        avoid=Forms(kk=("үдеріс", "КРІ", "құжат ағыны"), ru=("анкетирование", "учебное заведение"), en=("data set",)),
    ),
)

FOUND: tuple[tuple[Lang, str], ...] = (
    ("kk", "Үдеріс"),
    ("kk", "оқу үдерістерінің иесі"),
    ("kk", "құжат ағынын тексеру"),
    ("kk", "КРІ мәні"),
    ("ru", "по итогам анкетирования"),
    ("ru", "в учебных заведениях"),
    ("ru", "учебному\u00a0заведению"),
    ("en", "two data sets"),
)
LEFT: tuple[tuple[Lang, str], ...] = (
    ("kk", "процестің иесі, құжат айналымы"),
    ("kk", "KPI мәні"),
    ("ru", "опрос студентов, учебный год"),
    ("en", "datasets; the process"),
)


@pytest.mark.parametrize(("lang", "text"), FOUND)
def test_an_avoided_form_is_found(lang: Lang, text: str) -> None:
    forms = avoided(ENTRIES, lang)
    assert forms is not None
    found = forms.search(text)
    assert found is not None
    assert found[1] == "process" if lang == "en" else "процесс"


@pytest.mark.parametrize(("lang", "text"), LEFT)
def test_other_words_are_left_alone(lang: Lang, text: str) -> None:
    forms = avoided(ENTRIES, lang)
    assert forms is not None
    assert forms.search(text) is None


def test_records_pages_and_words_are_checked(tmp_path: Path) -> None:
    root = copy_of_small(tmp_path / "small")
    _add(
        root / "data/glossary.yml",
        "glossary: []",
        "glossary:\n  - id: process\n    term: {kk: процесс, ru: процесс, en: process}\n"
        "    avoid: {kk: [ескертусіз], ru: [тексты], en: [disclosures]}",
    )
    _add(root / "data/disclosures/licence.yml", "summary: {kk: Мәтін., ru: Текст.", "summary: {kk: Мәтін., ru: Тексты.")
    page = next((root / "docs/kk").rglob("*.md"))
    page.write_text(page.read_text(encoding="utf-8") + "\nЕскертусіздің мәні.\n", encoding="utf-8")
    found, problems = content(root, dt.date(2026, 11, 21))
    assert found is None
    said = [str(problem) for problem in problems if problem.rule == "L09"]
    assert any(
        one.startswith("data/disclosures/licence.yml:6: L09 summary.ru: the glossary avoids «Тексты».") for one in said
    )
    assert any(one.startswith(page.relative_to(root).as_posix()) for one in said)
    assert any(one.startswith("data/strings/en.yml: L09 nav.disclosures: ") for one in said)


def _add(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
