"""A search in the browser finds pages of the small university, also where no word of the index is typed exactly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.content.test_search import answers
from transparency.site.search.best_answers import Offers
from transparency.site.search.index import IndexedPage, files
from transparency.site.search.page_text import PageText

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route

    from transparency.model.text import Lang

FIND = """async (query) => {
    const { open } = await import("/assets/search.js");
    const index = await open("/search-index/", "en");
    return (await index.find(query)).pages.map((page) => page.url);
}"""


@pytest.mark.browser
@pytest.mark.parametrize(
    ("lang", "query", "page"),
    [
        ("en", "teaching", "en/processes/p02/"),
        ("kk", "kvokka", "programmes/quokka-studies/"),
        ("ru", "квоккк", "ru/programmes/quokka-studies/"),
    ],
)
def test_a_page_is_found(browser: Browser, address: str, lang: Lang, query: str, page: str) -> None:
    assert page in answers(browser, address, lang, [query])[query]


@pytest.mark.browser
def test_a_page_that_people_call_so_comes_before_one_that_has_the_words_apart(browser: Browser, address: str) -> None:
    apart = PageText(parts={"title": ["Students"], "names": ["study in English, how many years, study mode"]})
    called = PageText(parts={"title": ["Total"], "names": ["how many students study, size"]})
    made = files("en", [IndexedPage("apart/", apart), IndexedPage("called/", called)], Offers())

    def answer(route: Route) -> None:
        route.fulfill(body=made[route.request.url.rsplit("/", maxsplit=1)[1]])

    page = browser.new_page()
    page.route("**/search-index/en/*", answer)
    page.goto(f"{address}/search/")
    found = page.evaluate(FIND, "students study")
    assert found == ["called/", "apart/"]
    page.close()
