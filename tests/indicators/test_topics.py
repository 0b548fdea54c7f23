"""Pages of what people ask about: values before gaps, and one supplier for each missing value, the same everywhere."""

from __future__ import annotations

import re
from pathlib import Path

import lxml.html
import pytest

from tests.conftest import DATE, FULL
from transparency.model.problem import as_text
from transparency.model.text import LANGUAGES, Lang
from transparency.opendata.tables import indicator_list
from transparency.site.build.content import SiteContent, content
from transparency.site.views import actor
from transparency.site.views.measured import all_measured
from transparency.site.views.process import IndicatorsView
from transparency.site.views.visitor_questions import AnswerPlace, answer_place

pytestmark = [pytest.mark.integration, pytest.mark.usefixtures("warm")]

VALUES = "demo/indicators/students.csv"


@pytest.fixture(scope="module")
def filled() -> SiteContent:
    """With the values of ``demo/``."""
    return made(FULL)


def made(root: Path, *, demo: bool = True) -> SiteContent:
    found, problems = content(root, DATE, demo=demo)
    assert found is not None, as_text(problems)
    return found


def part(site: SiteContent, page: str, lang: Lang) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(f"<main>{site.html[page, lang]}</main>")


def test_a_missing_value_has_one_supplier(small: Path) -> None:
    """The unit of a subject owes its own indicators; an indicator of a process is owed by who leads the process."""
    site = made(small, demo=False)
    for lang in LANGUAGES:
        gaps, suppliers = _debtors(part(site, "figures/students", lang))
        owners = {one.title.get(lang): str(one.owner) for one in all_measured(site.registry).values()}
        assert {name: actor.title(site.registry, owners[name]).get(lang) for name in gaps} == gaps
        assert set(suppliers) == set(gaps.values())
        assert len(set(gaps.values())) == 2


def _debtors(page: lxml.html.HtmlElement) -> tuple[dict[str, str], list[str]]:
    """Missing indicator -> who owes it, by the box; and everybody who supplies values, by the list below."""
    boxes = page.xpath("//*[@id='owed']/ul")
    gaps = {
        line.text_content().strip(): box.getnext().xpath(".//dd")[0].text_content().strip()
        for box in boxes
        for line in box.xpath("li")
    }
    suppliers = page.xpath("//h2[@id='supply']/following-sibling::dl/dd")[0]
    return gaps, [text.strip() for text in suppliers.itertext() if text.strip()]


def test_values_stand_before_gaps(filled: SiteContent) -> None:
    html = filled.html["figures/students", "en"]
    assert 0 < html.index('class="facts') < html.index('id="owed"')
    tile = part(filled, "figures/students", "en").xpath("//*[@id='students-total']")[0].text_content()
    assert re.search(r"540 people.*2025.*\+30 people.*2024", " ".join(tile.split()))


def test_every_invented_value_is_marked_where_it_stands(filled: SiteContent) -> None:
    """Text and picture of a tile are passed on without the page around it."""
    tiles = {"figures/index": "//ul[contains(@class, 'cards--values')]/li[.//data]"}
    tiles["figures/students"] = "//ul[contains(@class, 'facts--values')]/li"
    for page, where in tiles.items():
        found = part(filled, page, "en").xpath(where)
        assert found
        assert all(one.xpath(".//*[contains(@class, 'badge--demo')]") for one in found)


def test_the_index_shows_a_value_or_who_owes_it(filled: SiteContent) -> None:
    shown = [
        " ".join(one.text_content().split())
        for one in part(filled, "figures/index", "en").xpath("//p[@class='card-value']")
    ]
    assert "540 people" in shown[0]
    assert "Quality Office" in shown[1]


def test_a_method_is_promised_where_one_is_recorded(filled: SiteContent) -> None:
    """The formula of one indicator is declared; of the other the record says nothing."""
    about = {page.id: page.description.get("en") for page in filled.pages}
    assert "computed" in about["figures/students-total"]
    assert "number on 1 October" in filled.html["figures/students-total", "en"]
    assert "computed" not in about["figures/graduates-employed"]


def test_an_indicator_of_a_process_has_the_object_of_the_group_that_names_it(filled: SiteContent) -> None:
    objects = {row["id"]: row["object"] for row in indicator_list(filled.registry)}
    assert (objects["students-total"], objects["p01-k1"], objects["p02-k1"]) == ("education", "education", None)


def test_a_register_counts_targets_of_values_and_of_the_map(filled: SiteContent) -> None:
    view = next(page.view for page in filled.pages if page.id == "processes/indicators")
    assert isinstance(view, IndicatorsView)
    on_map = sum(1 for one in view.indicators if one.indicator.target)
    beside_values = sum(1 for one in view.indicators if not one.indicator.target and one.measured.aimed)
    assert beside_values
    assert view.with_target == on_map + beside_values


def test_what_a_subject_does_not_hold_is_said_there(small: Path) -> None:
    path = small / "data/absent.yml"
    text = path.read_text("utf-8")
    subject = "subject: {kk: Өтініш, ru: Заявление, en: Application form}"
    line = f"  - {{id: forms, {subject}, reason: {{kk: Жоқ., ru: Нет., en: None.}}, see: [figures/students]}}\n"
    path.write_text(text + line, "utf-8")
    assert (
        "Application form"
        in part(made(small), "figures/students", "en").xpath("//dl[@class='lacks']/dt")[0].text_content()
    )


def test_documents_of_a_subject_are_named_with_who_owes_them(small: Path) -> None:
    document = made(small).registry.documents.entries[0]
    path = small / "data/indicators/students.yml"
    path.write_text(path.read_text("utf-8") + f"bound_by: [{document.id}]\n", "utf-8")
    html = made(small).html["figures/students", "en"]
    assert f"#{document.id}" in html
    assert document.title.get("en") in html


QUESTION = """  - id: asked
    visitor: applicant
    home: true
    page: figures/students
    {what}
    question: {{kk: "Қайда?", ru: "Где?", en: "Where is it?"}}
"""


def ask(root: Path, what: str, *, demo: bool = True) -> tuple[SiteContent, AnswerPlace]:
    """The small university with one more question, and where that is answered."""
    path = root / "data/answers.yml"
    path.write_text(path.read_text("utf-8") + QUESTION.format(what=what), "utf-8")
    site = made(root, demo=demo)
    return site, answer_place(site.registry, next(one for one in site.registry.answers if one.id == "asked"))


def test_a_question_leads_to_its_value_and_says_that_it_is_invented(small: Path) -> None:
    site, place = ask(small, "value: students-total")
    assert place == AnswerPlace("figures/students-total", None, "invented")
    assert "figures/students-total/" in site.html["about/questions", "en"]


def test_a_question_without_a_value_leads_to_the_line_that_owes_it(small: Path) -> None:
    site, place = ask(small, "value: students-total", demo=False)
    assert place == AnswerPlace("figures/students", "students-total", "owed")
    assert part(site, place.page, "en").xpath("//*[@id='students-total']")


def test_a_question_that_an_unpublished_document_answers_is_said_to_have_no_answer(small: Path) -> None:
    group = small / "data/indicators/students.yml"
    group.write_text(group.read_text("utf-8") + "bound_by: [charter]\n", "utf-8")
    site, place = ask(small, "document: charter")
    assert place == AnswerPlace("figures/students", "documents", "owed")
    page = part(site, place.page, "en")
    assert "Where is it?" in page.xpath("//h2[@id='documents']/following-sibling::ul[1]")[0].text_content()


def test_questions_without_a_document_follow_the_state_of_their_page(small: Path) -> None:
    registry = made(small, demo=False).registry
    states = {one.page: answer_place(registry, one).state for one in registry.answers}
    assert states["figures/students"] == states["figures/conditions"] == "owed"
    assert states["about/changes"] == states["disclosures/owed"] == "given"


def test_units_are_no_source_of_invented_values(filled: SiteContent) -> None:
    """All values of the small university are invented, and one group has none."""
    sources = {page.id: page.source.get("en") for page in filled.pages}
    assert sources["figures/students"] == sources["figures/index"] == "invented sample reports"
    assert "not supplied" in str(sources["figures/conditions"])
