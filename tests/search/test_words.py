"""Words are taken apart alike in Python and in the browser, and Kazakh forms lead back to their word."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import pytest

from tests.content.test_search import cases
from tests.search.word_list import sample
from transparency.model.text import LANGUAGES, Lang
from transparency.site.search.index import tables_of
from transparency.site.search.words import analyses, fold, gist, lookup, roots, stem, tokens, typed

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.mark.parametrize(
    ("text", "lang", "found"),
    [
        ("ҚазТБУ-Р-ПАК-4.4", "kk", ["казтбу", "р", "пак", "4.4", "4", "4"]),
        ("6B06102", "kk", ["6", "в", "06102"]),
        ("6В06102", "kk", ["6", "в", "06102"]),
        ("мәліметтер", "kk", ["малиметтер"]),
        ("ПAК", "ru", ["пак"]),
        ("ҚазТБУ", "en", ["kaztbu"]),
        ("4,4", "ru", ["4.4", "4", "4"]),
    ],
    ids=str,
)
def test_tokens(text: str, lang: Lang, found: list[str]) -> None:
    assert list(tokens(text, lang)) == found


@pytest.mark.parametrize(
    ("form", "word"),
    [
        ("бағдарламаларының", "бағдарлама"),
        ("кітабы", "кітап"),
        ("процесінің", "процесс"),
        ("халқына", "халық"),
        ("мектептердегі", "мектеп"),
        ("жарияланған", "жариялану"),
        ("тәуекелдерді", "тәуекел"),
    ],
)
def test_a_kazakh_form_leads_to_its_word(form: str, word: str) -> None:
    assert fold(word, "kk") in analyses(fold(form, "kk"), "kk")


@pytest.mark.parametrize("word", ["ракета", "орта", "асхана", "қала", "пошта"])
def test_what_only_looks_like_a_suffix_stays(word: str) -> None:
    shorter = [form for form in analyses(fold(word, "kk"), "kk") if form != fold(word, "kk")]
    assert all(len(form) >= len(word) - 2 for form in shorter), shorter


def test_an_abbreviation_is_no_root_of_longer_words() -> None:
    root = roots({"ак", "акы", "акысы", "акынын"}, "kk")
    assert root["акы"] == root["акысы"] == root["акынын"] == "акы"
    assert lookup("акысына", frozenset(root.values()), "kk") == "акы"


def test_russian_and_english_endings_go() -> None:
    assert len({stem(word, "ru") for word in ("программа", "программы", "программой", "программам")}) == 1
    assert len({stem(word, "en") for word in ("programme", "programmes", "program", "programs")}) == 1


@pytest.mark.slow
def test_forms_of_two_thousand_kazakh_words() -> None:
    """As the search does it: an index of the words, a query of each form; recall at least 0.97, precision at least 0.93."""
    words = sample()
    root = roots({fold(word, "kk") for word in words}, "kk")
    held, makes = defaultdict(set), defaultdict(set)
    for word, forms in words.items():
        held[root[fold(word, "kk")]].add(word)
        for form in forms:
            makes[form].add(word)
    asked = hit = found = right = 0
    for word, forms in words.items():
        for form in forms:
            answer = held.get(lookup(fold(form, "kk"), held, "kk") or "", set())
            asked, hit, found = asked + 1, hit + (word in answer), found + len(answer)
            right += len(answer & (makes[form] | {word}))
    print(f"{asked} forms of {len(words)} words: recall {hit / asked:.4f}, precision {right / found:.4f}")  # noqa: T201  (shown with pytest -s)
    assert hit / asked >= 0.97
    assert right / found >= 0.93


BOTH = """async ([lang, tables, texts]) => {
    const { language } = await import("/assets/search.js");
    const { tokens, forms, gist } = language(lang, tables);
    return texts.map((text) => [tokens(text), tokens(text).map((word) => forms(word)), gist(tokens(text))]);
}"""


@pytest.mark.browser
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_browser_takes_words_apart_as_the_index_does(browser: Browser, address: str, lang: Lang) -> None:
    page = browser.new_page()
    page.goto(f"{address}/search/")
    texts = sorted({word for one in LANGUAGES for row in cases(one) for word in row["query"].split()})
    answers = page.evaluate(BOTH, [lang, tables_of(lang), texts])
    page.close()
    for text, (words, forms, short) in zip(texts, answers, strict=True):
        own = list(typed(text, lang))
        assert words == own, text
        assert forms == [list(analyses(word, lang)) if lang == "kk" else [stem(word, lang)] for word in own], text
        assert short == gist(text, lang), text
