"""What the pages say about the records: every answer leads somewhere, gaps are the gaps, outstanding items are complete."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
import yaml

from tests.conftest import DATE, FULL
from transparency.desk.confirm_translations import confirm
from transparency.desk.letters import letter
from transparency.model.compliance import Evidence
from transparency.model.problem import as_text
from transparency.model.text import LANGUAGES, USUAL, Lang, Translated
from transparency.registry.check import check
from transparency.registry.disclosure_status import disclosure_status
from transparency.registry.load import load
from transparency.registry.record_types import record_types
from transparency.release.assemble import approvals
from transparency.release.manifest import as_bytes, of_folder, read
from transparency.site.build.content import SiteContent, content
from transparency.site.render import formats
from transparency.site.render.meta import layout
from transparency.site.views import compliance, outstanding, quality
from transparency.site.views.answer import place
from transparency.site.views.measured import all_measured
from transparency.site.views.mechanisms import views

pytestmark = [pytest.mark.integration, pytest.mark.usefixtures("warm")]


@cache
def university() -> SiteContent:
    """The small one, with its invented records."""
    found, _ = content(FULL, DATE, demo=True)
    assert found is not None
    return found


def anchors(html: str) -> set[str]:
    return set(re.findall(r'id="([^"]+)"', html))


def _anchored(page: str, lang: Lang) -> set[str]:
    prose = {(one.id, one.lang): one.html for one in university().registry.prose}
    return anchors(university().html.get((page, lang)) or prose[page, lang])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_answer_leads_to_a_page_and_a_place(lang: Lang) -> None:
    frameworks = compliance.views(university().registry)
    answers = [answer for view in frameworks for row in view.rows for answer in row.answers]
    answers += [answer for view in views(university().registry) for answer in view.answers]
    assert answers
    for answer in answers:
        assert answer.anchor is None or answer.anchor in _anchored(answer.page, lang), answer


def test_every_clause_has_an_answer_a_gap_or_a_reason() -> None:
    for view in compliance.views(university().registry):
        for row in view.rows:
            worths = {answer.worth for answer in row.answers}
            expected = "outside" if row.duty.outside else "answered" if worths == {"answered"} else None
            expected = expected or ("gap" if worths <= {"missing"} else "partly")
            assert row.state == expected, row.duty.number


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_gap_list_is_what_the_states_say(lang: Lang) -> None:
    records = json.loads(university().files["open-data/files/compliance.json"])["records"]
    for view in compliance.views(university().registry):
        page = university().html[f"compliance/{view.framework.id}", lang]
        listed = re.findall(r'data-gap="([^"]+)"', page)
        states = {row["clause"]: row["state"] for row in records if row["framework"] == view.framework.id}
        gaps = [clause for state in ("gap", "partly") for clause, one in states.items() if one == state]
        assert listed == gaps


def test_the_mandatory_items_of_the_frameworks_are_the_disclosures() -> None:
    registry = university().registry
    rows = [row for view in compliance.views(registry) for row in view.rows if row.duty.mandatory_item]
    assert {row.duty.number for row in rows} == {item.clause for item in registry.disclosures.values()}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_item_shows_state_owner_and_dates(lang: Lang) -> None:
    registry = university().registry
    assert registry.disclosures
    words = registry.words[lang]
    for item in registry.disclosures.values():
        page = university().html[f"disclosures/{item.id}", lang]
        assert words.text(f"disclosures.state.{disclosure_status(registry, item).state}") in page
        assert registry.units[item.unit].title.get(lang) in page
        assert words.text("disclosures.review_by") in page
        assert item.clause in page


def test_every_missing_fact_is_owed_by_its_unit() -> None:
    registry = university().registry
    items = outstanding.outstanding_items(registry)
    item = registry.disclosures["licence"]
    mine = [one for one in items if one.page == "disclosures/licence" and one.kind == "missing"]
    assert {one.unit for one in mine} <= {item.unit}
    rows = json.loads(university().files["open-data/files/owed.json"])["records"]
    assert len(rows) == len(items)


def test_an_ending_accreditation_is_owed_where_no_item_lists_the_terms(small: Path) -> None:
    with (small / "data/programmes/accreditations.csv").open("a", encoding="utf-8") as table:
        table.write(
            "a1,institutional,,Агенттік,Агентство,Agency,Стандарт,Стандарт,Standard,A-1,2024-01-01,2026-12-01,actual\n"
        )
    found, problems = content(small, DATE)
    assert found is not None, problems
    assert "accreditation-terms" not in found.registry.disclosures
    items = [one for one in outstanding.outstanding_items(found.registry) if one.due == dt.date(2026, 12, 1)]
    assert [(one.kind, one.page) for one in items] == [("expiring", outstanding.PAGE)]


def test_pareto_descends_and_ends_at_one(small: Path) -> None:
    found, _ = content(small, DATE)
    assert found is not None
    rows = quality.pareto(found.registry.quality.corrective.sources)
    assert [(row.source.id, row.found, row.cumulative) for row in rows] == [("complaints", 3, 0.75), ("audits", 1, 1.0)]
    assert rows[0].overdue == pytest.approx(2 / 3)


def test_pareto_is_silent_without_counts() -> None:
    assert quality.pareto(()) == ()


def test_a_changed_kazakh_text_makes_its_translations_stale(small: Path) -> None:
    from transparency.registry.stale_translations import digest, stale  # noqa: PLC0415

    found, _ = content(small, DATE)
    assert found is not None
    item = found.registry.disclosures["contacts"]
    confirmed = dict.fromkeys(("ru", "en"), digest(item, "kk"))
    told = type(item).model_validate({**item.model_dump(), "translated_from": confirmed})
    assert stale(told, USUAL) == ()
    title = item.title.model_copy(update={"kk": "Байланыс және мекенжай"})
    changed = told.model_copy(update={"title": title})
    assert stale(changed, USUAL) == ("ru", "en")


def test_confirming_writes_the_text_that_was_read_and_nothing_else(small: Path) -> None:
    path = small / "data/disclosures/contacts.yml"
    before = path.read_text(encoding="utf-8")
    assert confirm(small, frozenset({"data/disclosures/contacts.yml"})) == ("data/disclosures/contacts.yml:1",)
    after = path.read_text(encoding="utf-8")
    assert [line for line in after.splitlines() if not line.startswith("translated_from: ")] == before.splitlines()
    assert confirm(small, frozenset({"data/disclosures/contacts.yml"})) == ()
    path.write_text(after.replace("kk: Үлгі көшесі 1", "kk: Үлгі көшесі 2"), encoding="utf-8")
    found, _ = content(small, DATE)
    assert found is not None
    kinds = {one.kind for one in outstanding.outstanding_items(found.registry) if one.page == "disclosures/contacts"}
    assert kinds == {"stale-translation"}
    assert confirm(small, frozenset()) != ()
    assert path.read_text(encoding="utf-8").count("translated_from") == 1


def test_a_changed_card_and_a_changed_page_say_that_their_translations_are_not_confirmed(small: Path) -> None:
    settings = small / "data/site.yml"
    settings.write_text(f"withhold: [risks, indicators]\n{settings.read_text('utf-8')}", "utf-8")
    confirm(small, frozenset())
    card = next((small / "data/processes").glob("*.yml"))
    page = next((small / "docs/kk").rglob("*.md"))
    number = card.read_text("utf-8").partition("\n")[0].removeprefix("id: ")
    name = page.relative_to(small / "docs/kk").with_suffix("").as_posix()
    unconfirmed = _marked(small)
    assert not {(f"processes/{number}", "ru"), (name, "ru")} & unconfirmed
    card.write_text(card.read_text("utf-8").replace("purpose: {kk: ", "purpose: {kk: Жаңа "), "utf-8")
    page.write_text(page.read_text("utf-8") + "\nЖаңа сөйлем.\n", "utf-8")
    more = {(place, lang) for place in (f"processes/{number}", name) for lang in ("ru", "en")}
    assert _marked(small) == unconfirmed | more
    assert len(confirm(small, frozenset())) == 3
    assert _marked(small) == unconfirmed


def test_every_type_with_texts_remembers_what_was_translated() -> None:
    """Rows of tables excepted: they have a column for each language and none for the program."""
    kinds = {name: one for name, one in record_types().items() if not one.files.endswith(".csv")}
    told = {name for name, one in kinds.items() if "LocalText" in str(one.record.model_json_schema())}
    assert told == {name for name, one in kinds.items() if issubclass(one.record, Translated)}


def test_a_changed_entry_of_a_register_is_owed_and_its_page_is_marked(small: Path) -> None:
    confirm(small, frozenset())
    assert not _marked(small)
    register = small / "data/organisation.yml"
    text = register.read_text("utf-8")
    register.write_text(text.replace("title: {kk: ", "title: {kk: Жаңа ", 2), "utf-8")
    found, problems = content(small, DATE)
    assert found is not None, problems
    items = [one for one in outstanding.outstanding_items(found.registry) if one.kind == "stale-translation"]
    assert [(one.page, one.what.get("en")) for one in items] == [
        ("processes/roles", "Post"),
        ("processes/roles", "Structural unit"),
    ]
    assert _marked(small) == {("processes/roles", "ru"), ("processes/roles", "en")}
    assert len(confirm(small, frozenset({"data/organisation.yml"}))) == 2
    assert not _marked(small)


def _marked(root: Path) -> set[tuple[str, str]]:
    """Page and language of the pages that say so."""
    found, problems = content(root, DATE)
    assert found is not None, problems
    return {place for place, facts in layout(found.registry, found.rendered.pages).facts.items() if facts.stale}


@pytest.mark.parametrize(
    ("status", "worth"), [("demonstration", "missing"), ("provisional", "partly"), ("final", "answered")]
)
def test_a_survey_answers_with_figures_that_were_measured(status: str, worth: str) -> None:
    registry = university().registry
    data = registry.surveys
    evidence = Evidence(survey="Q1")
    forms = tuple(form.model_copy(update={"status": status}) for form in data.questionnaires)
    with_figures = replace(registry, surveys=replace(data, questionnaires=forms))
    assert place(with_figures, evidence).worth == worth
    without = replace(registry, surveys=replace(data, questionnaires=forms, observations=()))
    assert place(without, evidence).worth == "missing"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_replaced_document_names_its_successor_by_title(small: Path, lang: Lang) -> None:
    register = small / "data/quality/documents.yml"
    told = yaml.safe_load(register.read_text(encoding="utf-8"))
    new = {
        **yaml.safe_load(register.read_text(encoding="utf-8"))["entries"][0],
        "id": "successor",
        "title": {"kk": "Жаңа құжат", "ru": "Новый документ", "en": "New document"},
    }
    new.pop("code", None)
    told["entries"][0]["replaced_by"] = "successor"
    told["entries"].append(new)
    register.write_text(yaml.safe_dump(told, allow_unicode=True), encoding="utf-8")
    found, problems = content(small, DATE)
    assert found is not None, as_text(problems)
    (link,) = re.findall(r'<a href="#successor">(.*?)</a>', found.html["compliance/documents", lang])
    assert new["title"][lang] in link
    assert "successor" not in link


@pytest.mark.parametrize("dataset", ["survey-indicators", "programmes"])
def test_a_dataset_without_rows_is_linked_without_a_place_of_files(small: Path, dataset: str) -> None:
    """Built without demo/: a page that offers no files has no place for them, and the build looks at every such link."""
    for table in (small / "data/programmes").glob("*.csv"):
        table.write_text(table.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    framework = small / "data/compliance/regulation.yml"
    text = framework.read_text(encoding="utf-8")
    framework.write_text(text.replace("- {disclosure: licence}", f"- {{dataset: {dataset}}}"), encoding="utf-8")
    found, problems = content(small, DATE)
    assert found is not None, as_text(problems)
    rows = [row for view in compliance.views(found.registry) for row in view.rows if row.duty.number == "2.1"]
    ((answer,),) = (row.answers for row in rows)
    assert (answer.worth, answer.anchor) == ("missing", None)
    assert f'href="../../{answer.page.removesuffix("index")}' in found.html["compliance/regulation", "kk"]


def test_indicators_without_values_surveys_and_unconfirmed_duties_are_owed(small: Path) -> None:
    found, problems = content(small, DATE)
    assert found is not None, as_text(problems)
    items, registry = outstanding.outstanding_items(found.registry), found.registry
    assert {one.page for one in items if one.kind == "no-values"} == {
        one.home for one in all_measured(registry).values() if one.state == "missing"
    }
    duties = {duty.id for act in registry.legal_acts for duty in act.duties if duty.confirmed is None}
    assert {one.anchor for one in items if one.kind == "to-confirm"} == duties != set()
    results = registry.words["en"].text("owed.survey_results")
    assert [one.unit for one in items if one.what.en == results] == [registry.surveys.section.keeper]


def test_the_list_of_debts_is_in_the_language_asked_for() -> None:
    texts = {lang: letter(FULL, "owed", lang, DATE)[0] for lang in LANGUAGES}
    assert len(set(texts.values())) == len(LANGUAGES)
    for lang, text in texts.items():
        assert university().registry.words[lang].text("owed.kind.missing") in text


def test_the_release_records_what_was_approved_and_what_was_not(tmp_path: Path) -> None:
    """A manifest of an earlier release, which has no approvals, keeps its bytes."""
    registry = university().registry
    found = approvals(registry)
    assert found.keys() == registry.approvals.keys()
    assert found["mandatory-items"].approved_on == dt.date(2026, 9, 1)
    assert found["site-structure"].approved_on is None
    (tmp_path / "site").mkdir()
    facts = (tmp_path / "site", "trial", "https://quokka.example/", DATE, "0" * 40, {}, ())
    told = of_folder(*facts, found)
    assert read(as_bytes(told)) == told
    assert b"approvals" not in as_bytes(of_folder(*facts))


def test_words_of_the_search_may_name_an_indicator_without_values(small: Path) -> None:
    """Without demo/ its page is not there yet; a page that no record can have is still refused."""
    words = "search-words:\n  - {{page: figures/{}, words: {{kk: сөз, ru: слово, en: word}}}}\n"
    (small / "data/search-words.yml").write_text(words.format("students-total"), encoding="utf-8")
    (small / "data/indicators/values.csv").unlink(missing_ok=True)
    draft, problems = load(small)
    assert draft is not None
    assert "students-total" not in {row.record.indicator for row in draft.indicators.values}
    assert not [problem for problem in (*problems, *check(draft, DATE)[1]) if problem.rule == "R06"]
    (small / "data/search-words.yml").write_text(words.format("students-totals"), encoding="utf-8")
    draft, _ = load(small)
    assert draft is not None
    assert [problem.rule for problem in check(draft, DATE)[1] if problem.file == "data/search-words.yml"] == ["R06"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_survey_shows_its_type_of_feedback_first_addressee_and_approvals(lang: Lang) -> None:
    registry = university().registry
    words, page = registry.words[lang], university().html["surveys/q1", lang]
    for code in ("internal", "correction", "planned", "anonymous", "digital"):
        assert words.text(f"surveys.page.feedback_is.{code}") in page
    (entry,) = [one for one in registry.surveys.calendar if one.id == "Q1"]
    assert entry.first_addressee.get(lang) in page
    for day in (entry.catalogue_approved_on, entry.instrument_approved_on):
        assert formats.date(day, lang) in page
