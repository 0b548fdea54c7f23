"""An item of a kind that the product does not know: everything about it follows from the facts that its record declares.

The university of four levels has one, ``light-safety``: five of its six facts are supplied, and one of these is not required.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
import yaml

from tests.conftest import DATE, ROOT
from transparency.desk.form_fields import form_fields
from transparency.model.disclosure import Disclosure
from transparency.model.problem import Problem, as_text
from transparency.registry.check import check
from transparency.registry.disclosure_status import disclosure_status
from transparency.registry.load import load
from transparency.site.build.content import SiteContent, content
from transparency.site.views import outstanding

pytestmark = pytest.mark.integration

LEVELS = ROOT / "tests/institutions/levels"
ITEM = "light-safety"
DATASET = "open-data/files/disclosure-facts.csv"


@pytest.fixture(scope="module")
def site() -> SiteContent:
    found, problems = content(LEVELS, DATE)
    assert found is not None, as_text(problems)
    return found


def test_the_page_shows_what_is_supplied_and_names_what_is_owed(site: SiteContent) -> None:
    page = site.html[f"disclosures/{ITEM}", "en"].replace("\u00a0", " ")
    for shown in (
        '<dt id="fact-inspector">Inspected by</dt>\n<dd>Sea service</dd>',
        "5 October 2026",
        "Items published: 4 of 5",
        "18.5 nautical miles",
        '<a href="https://sea.example/lights" rel="external">sea.example/lights</a>',
        'href="../../processes/p05/"',
        "<li>Copy of the inspection report</li>",
        "<p>Clause 4 of the statutes of the lighthouse requires this information to be published.</p>",
    ):
        assert shown in page, shown
    assert 'id="fact-certificate"' not in page


def test_the_state_counts_the_required_facts(site: SiteContent) -> None:
    one = disclosure_status(site.registry, site.registry.disclosures[ITEM])
    assert (one.state, one.progress().published, one.progress().needed) == ("partly", 4, 5)
    assert one.missing == ("certificate",)
    owed = [
        item.what.get("en")
        for item in outstanding.outstanding_items(site.registry)
        if item.page == f"disclosures/{ITEM}"
    ]
    assert owed == ["Safety of the light: copy of the inspection report"]


def test_the_dataset_has_a_row_for_each_fact(site: SiteContent) -> None:
    rows = {row["fact"]: row for row in csv.DictReader(io.StringIO(site.files[DATASET].decode()))}
    assert list(rows) == ["inspector", "inspected-on", "range", "register", "procedure", "certificate"]
    assert (rows["inspector"]["text_ru"], rows["inspected-on"]["day"]) == ("Морская служба", "2026-10-05")
    assert (rows["range"]["number"], rows["range"]["measure_en"]) == ("18.5", "nautical miles")
    assert (rows["register"]["link"], rows["procedure"]["page"]) == ("https://sea.example/lights", "processes/p05")
    assert (rows["certificate"]["given"], rows["register"]["required"]) == ("false", "false")
    package = json.loads(site.files["open-data/datapackage.json"])
    assert "disclosure-facts" in {one["name"] for one in package["resources"]}


def test_a_site_without_such_items_has_no_such_dataset(small: Path) -> None:
    found, problems = content(small, DATE)
    assert found is not None, as_text(problems)
    assert DATASET not in found.files
    assert ("open-data/disclosure-facts", "en") not in found.html
    assert "disclosure-facts" not in found.files["open-data/files/codes.csv"].decode()


def _changed(folder: Path, number: int | None, change: dict[str, object]) -> tuple[Problem, ...]:
    """What is wrong after one fact of the item has changed, or each of them."""
    root = shutil.copytree(LEVELS, folder / "levels", ignore=shutil.ignore_patterns("__pycache__", ".cache"))
    file = root / f"data/disclosures/{ITEM}.yml"
    record = yaml.safe_load(file.read_text("utf-8"))
    for i, fact in enumerate(record["content"]["facts"]):
        if number in (i, None):
            fact.update(change)
    file.write_text(yaml.safe_dump(record, allow_unicode=True, sort_keys=False), "utf-8")
    draft, problems = load(root)
    return problems if draft is None or problems else check(draft, DATE)[1]


def test_the_form_asks_for_the_value_by_the_kind_of_the_fact() -> None:
    fields = next(one for one in form_fields(Disclosure) if one.name == "content").of_kind("declared")
    facts = next(one for one in fields if one.name == "facts").entry
    assert facts is not None
    asked = {kind: [one.name for one in inner][4:] for kind, inner in facts.variants}
    assert asked == {
        "text": ["text"],
        "date": ["day"],
        "number": ["number", "measure"],
        "link": ["link"],
        "file": ["file"],
        "reference": ["page"],
    }
    assert all(one.words for _, inner in facts.variants for one in inner)


@pytest.mark.parametrize(
    ("change", "rule", "what"),
    [
        ({"id": "inspector"}, "T08", "two facts have one id"),
        ({"day": "2026-10-05"}, "T01", "must be a date"),
        ({"text": {"kk": "а", "ru": "а", "en": "a"}}, "T02", "unknown key"),
        ({"title": {"kk": "Күні", "ru": "День"}}, "L01", "this language is missing"),
    ],
)
def test_a_wrong_fact_is_a_problem_with_its_place(
    tmp_path: Path, change: dict[str, object], rule: str, what: str
) -> None:
    problems = _changed(tmp_path, 1, change)
    assert [(one.rule, what in one.what) for one in problems] == [(rule, True)], as_text(problems)
    assert problems[0].line > 30


def test_a_reference_leads_to_a_page_of_the_site(tmp_path: Path) -> None:
    problems = _changed(tmp_path, 4, {"page": "processes/p99"})
    assert [(one.rule, one.place) for one in problems] == [("R06", "content.facts[5].page")], as_text(problems)


def test_an_item_without_a_required_fact_would_be_published_empty(tmp_path: Path) -> None:
    problems = _changed(tmp_path, None, {"required": False})
    assert [one.what for one in problems] == ["is refused: no fact is required."]
