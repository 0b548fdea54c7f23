"""A search in the browser finds pages of the small university, also where no word of the index is typed exactly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.content.test_search import answers
from transparency.model.answer import Answer
from transparency.site.search.best_answers import Offers
from transparency.site.search.index import IndexedPage, files
from transparency.site.search.page_text import PageText
from transparency.site.views.visitor_questions import AnswerPlace

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route

    from transparency.model.text import Lang

FIND = """async (query) => {
    const { open } = await import("/assets/search.js");
    const index = await open("/search-index/", "en");
    return (await index.find(query)).pages.map((page) => page.url);
}"""


ANSWER = FIND.replace("pages.map((page) => page.url)", "answer")


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


@pytest.mark.browser
def test_a_question_is_known_by_its_other_wordings_with_the_state_of_its_answer(browser: Browser, address: str) -> None:
    entry = PageText(id="figures/entry", parts={"title": ["Admission"]})
    papers = PageText(id="papers", parts={"title": ["Register of papers"]})
    texts = {"kk": "Не керек?", "ru": "Что нужно?", "en": "What must I bring along to join?"}
    asked = Answer.model_validate(
        {"id": "bring", "visitor": "applicant", "question": texts, "page": "figures/entry", "also": ("which papers",)}
    )
    place = AnswerPlace("figures/entry", "documents", "owed")
    made = files("en", [IndexedPage("entry/", entry), IndexedPage("papers/", papers)], Offers(answers=[(asked, place)]))

    page = browser.new_page()
    page.route("**/search-index/en/*", lambda route: route.fulfill(body=made[route.request.url.rsplit("/", 1)[1]]))
    page.goto(f"{address}/search/")
    found = page.evaluate(ANSWER, "which papers")
    assert (found["url"], found["state"]) == ("entry/#documents", "owed")
    assert page.evaluate(ANSWER, "register") is None
    page.close()
