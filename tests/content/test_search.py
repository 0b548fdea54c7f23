"""What people type finds the page they mean: a set of queries for each language, one a line in ``queries/``.

``kind`` says what is hard about a query: ``form`` an inflected form, ``letters`` no Kazakh letters, ``latin`` typed in Latin
letters, ``typo`` a misprint, ``code`` a document code, ``short`` an abbreviation, ``name`` another name of the same thing,
``language`` a term of another language, ``question`` a whole question, ``layout`` typed on the other keyboard.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from transparency.model.text import LANGUAGES, USUAL, Lang
from transparency.site.views.addresses import path

if TYPE_CHECKING:
    from playwright.sync_api import Browser

QUERIES = Path(__file__).parent / "queries"
FIRST = 3
"""The page must be among so many."""

SHARE = 0.95
"""Of the queries of each language."""

FIND = """async ([lang, queries]) => {
    const { open } = await import("/assets/search.js");
    const index = await open(location.origin + "/search-index/", lang);
    const found = {};
    for (const query of queries) found[query] = (await index.find(query)).pages.slice(0, 3).map((page) => page.url);
    return found;
}"""


def cases(lang: Lang) -> list[dict[str, str]]:
    """The queries of one language."""
    with (QUERIES / f"{lang}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def answers(browser: Browser, address: str, lang: Lang, queries: list[str]) -> Mapping[str, list[str]]:
    """Addresses of the first pages for each query, as the browser finds them."""
    page = browser.new_page()
    page.goto(f"{address}/search/")
    found: Mapping[str, list[str]] = page.evaluate(FIND, [lang, queries])
    page.close()
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_there_are_enough_queries_of_each_kind(lang: Lang) -> None:
    asked = cases(lang)
    assert len({one["query"] for one in asked}) >= 120
    kinds = {one["kind"] for one in asked}
    assert kinds >= (
        {"form", "letters", "latin", "typo", "code", "short", "language"} if lang == "kk" else {"form", "typo"}
    )


@pytest.mark.browser
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_is_among_the_first(browser: Browser, real_address: str, lang: Lang) -> None:
    asked = cases(lang)
    found = answers(browser, real_address, lang, [one["query"] for one in asked])
    missed = [one for one in asked if path(USUAL, one["page"], lang) not in found[one["query"]]]
    report = "\n".join(f"{one['kind']}: {one['query']} -> {one['page']}, found {found[one['query']]}" for one in missed)
    print(f"{lang}: {len(asked) - len(missed)} of {len(asked)}\n{report}")  # noqa: T201  (shown with pytest -s)
    assert 1 - len(missed) / len(asked) >= SHARE, report


@pytest.mark.browser
def test_nonsense_finds_nothing(browser: Browser, real_address: str) -> None:
    for lang in LANGUAGES:
        assert answers(browser, real_address, lang, ["zzqqxxzz щщъъщщ"])["zzqqxxzz щщъъщщ"] == []
