"""What a first search costs when the site has grown: 300 programmes beside its 180 other pages, in one language."""

from __future__ import annotations

import json
import random

import brotli
import pytest

from transparency.model.product_files import LAYOUT
from transparency.site.search.best_answers import Offers
from transparency.site.search.index import IndexedPage, files
from transparency.site.search.page_text import PageText
from transparency.site.search.words import short, stem

FIRST_QUERY = 150 * 1024
"""Bytes on the wire: script, words, and the places of a query of three words."""

SYLLABLES = [a + b for a in "бгджзклмнпрстш" for b in ("а", "е", "ы", "и", "о", "у", "ан", "ер", "лық", "тер")]


def programmes(count: int) -> list[IndexedPage]:
    """Invented programmes with a curriculum each, drawn from a stock of 6,000 invented words."""
    draw = random.Random(1)  # noqa: S311
    stock = ["".join(draw.choices(SYLLABLES, k=draw.randint(2, 4))) for _ in range(6000)]
    return [IndexedPage(f"programmes/6b{i:05}/", _page(draw, stock, i)) for i in range(count)]


def _page(draw: random.Random, stock: list[str], i: int) -> PageText:
    common = [stock[int(6000 * draw.random() ** 3)] for _ in range(350)]
    text = PageText(id=f"programmes/6b{i:05}", description=" ".join(draw.choices(stock, k=12)))
    text.add("title", " ".join(draw.choices(stock, k=5)))
    text.add("keywords", f"6B{i:05}")
    text.add("body", " ".join(common))
    return text


@pytest.mark.integration
def test_the_first_query_stays_small() -> None:
    made = files("kk", programmes(480), Offers())
    shards = sorted(
        (len(brotli.compress(made[name], quality=9)) for name in made if name != "words.json"), reverse=True
    )
    script = len(brotli.compress((LAYOUT / "assets/search.js").read_bytes(), quality=9))
    words = len(brotli.compress(made["words.json"], quality=9))
    print(f"script {script}, words {words}, largest three of {len(shards)} files {shards[:3]}")  # noqa: T201  (shown with pytest -s)
    assert script + words + sum(shards[:3]) <= FIRST_QUERY


def test_the_same_pages_make_the_same_index() -> None:
    assert files("kk", programmes(20), Offers()) == files("kk", programmes(20), Offers())


def test_a_place_is_a_page_and_a_score() -> None:
    pages = [
        IndexedPage("a/", PageText(parts={"title": ["Сатып алу"]})),
        IndexedPage("b/", PageText(parts={"body": ["сатып алудың жоспары"]})),
    ]
    made = files("kk", pages, Offers())
    head = json.loads(made["words.json"])
    words = head["words"].split("\n")
    flat = json.loads(made["0.json"])[words.index("алу")]
    assert flat[0] == 0
    assert flat[2] == 1
    assert flat[1] > flat[3], "a word of the title counts for more"


def _score(word: str, *pages: PageText) -> list[int]:
    """Of each page, in the English index of these pages."""
    made = files("en", [IndexedPage(f"{i}/", page) for i, page in enumerate(pages)], Offers())
    words = json.loads(made["words.json"])["words"].split("\n")
    scores: list[int] = json.loads(made["0.json"])[words.index(word)][1::2]
    return scores


def test_a_page_that_repeats_a_word_comes_after_one_that_people_call_so() -> None:
    named, repeating = _score(
        "interval", PageText(parts={"names": ["interval"]}), PageText(parts={"body": ["interval " * 40]})
    )
    assert named > repeating


def test_a_page_in_detail_yields_to_the_one_above_it() -> None:
    above, detail = _score(
        "interval",
        PageText(kind="survey", parts={"title": ["interval"]}),
        PageText(kind="survey_indicator", parts={"title": ["interval"]}),
    )
    assert above > detail


NAMES = (("people", "asked"), ("sample",), ("margin", "error"))


def test_each_name_is_kept_with_its_words() -> None:
    page = IndexedPage("a/", PageText(parts={"names": ["how many people asked, sample, margin of error"]}))
    head = json.loads(files("en", [page], Offers())["words.json"])
    words = head["words"].split("\n")
    (names,) = head["names"]
    told = [[words[i] for i in name] for name in names]
    assert told == [[stem(word, "en") for word in name] for name in NAMES]


def test_everyday_words_lead_to_official_ones() -> None:
    page = IndexedPage(
        "a/", PageText(parts={"title": ["Доступность зданий"], "body": ["Общежитие и стоимость обучения"]})
    )
    head = json.loads(files("ru", [page], Offers())["words.json"])
    assert head["also"][short("коляска", "ru")] == stem("доступность", "ru")
    assert short("ректор", "ru") not in head["also"], "no page says what would be meant"
