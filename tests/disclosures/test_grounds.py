"""Legal grounds: what counts as confirmed, which pages name them, and what machines are told."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from tests.conftest import DATE
from tests.edits.everyday import opened
from tests.indicators.test_values import registry
from transparency.model.legal_act import LegalDuty
from transparency.model.text import LANGUAGES
from transparency.registry.check import check
from transparency.registry.load import load
from transparency.site.views import grounds
from transparency.site.views.evidence_pages import of_page

TEXT = dict.fromkeys(LANGUAGES, "text")
CONFIRMED: dict[str, Any] = {
    "id": "one",
    "article": "7",
    "duty": TEXT,
    "audience": TEXT,
    "periodicity": TEXT,
    "confirmed": "2026-10-01",
}


def duty(**changes: object) -> LegalDuty:
    return LegalDuty.model_validate_json(json.dumps(CONFIRMED | changes))


@pytest.mark.parametrize("change", [{"article": None}, {"periodicity": None}, {"question": TEXT}])
def test_a_duty_is_confirmed_only_when_it_is_complete(change: dict[str, object]) -> None:
    assert duty().confirmed
    with pytest.raises(ValidationError, match="a confirmed duty"):
        duty(**change)
    assert duty(**change, confirmed=None).confirmed is None


def test_unconfirmed_duties_come_first(small: Path) -> None:
    (act,) = grounds.acts(registry(small))
    assert [row.duty.id for row in act.rows] == ["openness-students", "openness-licence"]


def test_a_group_without_values_answers_nothing(small: Path) -> None:
    assert of_page(registry(small), "figures/students", None, None).worth == "missing"  # invented values are none


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ("disclosures/licence", "confirmed on 1 October 2026"),
        ("open-data/disclosures", "confirmed on 1 October 2026"),
        ("figures/students", "not confirmed"),
    ],
)
def test_a_page_names_its_grounds(site: Path, page: str, says: str) -> None:
    html = (site / "en" / page / "index.html").read_text("utf-8").replace("\u00a0", " ")
    found = re.search(r'id="grounds".*?</ul>', html, re.DOTALL)
    assert found
    assert "On Openness" in found[0]
    assert says in found[0]
    assert "compliance/grounds/#openness-" in found[0]


def test_other_pages_name_none(site: Path) -> None:
    assert 'id="grounds"' not in (site / "en/disclosures/contacts/index.html").read_text("utf-8")


def test_catalogue_names_the_law_of_confirmed_duties_only(site: Path) -> None:
    catalogue = json.loads((site / "open-data/catalog.jsonld").read_text("utf-8"))
    laws = {one["dct:identifier"]: one.get("dcatap:applicableLegislation") for one in catalogue["dcat:dataset"]}
    named = {name.split("/")[-2]: [law["@id"] for law in found] for name, found in laws.items() if found}
    assert named == {"disclosures": ["https://laws.example/openness"]}


def test_an_unknown_record_is_refused(small: Path) -> None:
    with opened(small, "grounds") as found:
        found["acts"][0]["duties"][0]["answers"] = [{"disclosure": "nothing"}, {"page": "figures/nothing"}]
    draft, problems = load(small)
    assert draft is not None, problems
    assert {one.rule for one in check(draft, DATE)[1]} >= {"R01", "R06"}
