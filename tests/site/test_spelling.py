"""Words of the product are spelt as hunspell and the reviewed lists have them; a misspelling on a page is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import FULL
from transparency.model.text import Lang
from transparency.site.build.spelling import installed, reviewed, unknown, unknown_words, words

KNOWN: tuple[tuple[Lang, str], ...] = (
    ("kk", "беттердегі процестердікі жарияланбайды кітаптарымызбен сұрағы мекенжайымен ресурстарына"),
    ("ru", "опубликованные сведения валидных цифровизацией"),
    ("en", "published disclosures, Newcombe’s interval, organisation"),
    ("kk", "JavaScript қосулы болмаса"),
)
WRONG: tuple[tuple[Lang, str], ...] = (
    ("kk", "кітаптер"),
    ("kk", "мәліметтар"),
    ("kk", "жарияланбаиды"),
    ("kk", "кайта"),
    ("ru", "опубликованые"),
    ("ru", "публикацыя"),
    ("en", "mandatroy"),
    ("en", "organization’al"),
)


@pytest.fixture(autouse=True, scope="module")
def _dictionaries() -> None:
    if not installed():
        pytest.skip("no dictionaries of hunspell: install them with scripts/system-packages.sh as root")


@pytest.mark.parametrize(("lang", "text"), KNOWN)
def test_words_with_endings_are_known(lang: Lang, text: str) -> None:
    assert unknown(text.replace(",", "").split(), lang, reviewed(lang)) == ()


@pytest.mark.parametrize(("lang", "word"), WRONG)
def test_a_misspelling_is_found(lang: Lang, word: str) -> None:
    assert unknown([word], lang, reviewed(lang)) == (word,)


def test_codes_addresses_and_other_languages_are_no_words() -> None:
    page = (
        '<html lang="en"><body>Zxcv1 a/zxcv zxcv_q zxcv.csv <code>zxcv</code> <span lang="kk">зхцв</span> left'
        '<span lang="kk">қате <b lang="en">right</b></span></body></html>'
    )
    assert tuple(words(page, "en")) == ("left", "right")


def test_pages_hold_no_unknown_word(site: Path) -> None:
    assert [f"{word} ({page})" for word, page in unknown_words(site, FULL)] == []


def test_a_planted_word_is_found_on_its_page(tmp_path: Path) -> None:
    planted = {"kk": "кітаптер", "ru": "публикацыя", "en": "mandatroy"}
    for lang, word in planted.items():
        page = f'<html lang="{lang}"><body>{word} qzxv</body></html>'
        (tmp_path / f"{lang}.html").write_text(page, encoding="utf-8")
    expected = {(one, f"{lang}.html") for lang, word in planted.items() for one in (word, "qzxv")}
    assert set(unknown_words(tmp_path)) == expected
