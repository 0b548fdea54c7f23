"""The records hold what the manuals of two other universities describe, and keep the hierarchy to its levels."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from lxml import html

from tests.conftest import DATE
from transparency.model.problem import as_text
from transparency.site.build.content import content
from transparency.site.render.html import sections

pytestmark = pytest.mark.usefixtures("warm")


def _nested(small: Path, depth: int) -> list[str]:
    """Cards below p02, each part of the one above; rules that speak up."""
    model = (small / "data/processes/p02.yml").read_text(encoding="utf-8")
    for level in range(2, depth + 1):
        card = model.replace("p02", f"p{level + 10}").replace("number: 2", f"number: {level + 10}")
        parent = "p02" if level == 2 else f"p{level + 9}"
        card = card.replace("category: core\n", f"category: core\nparent: {parent}\n").replace(
            "Оқыту", f"Оқыту {level}"
        )
        card = card.replace("clarify: [Q1]", "clarify: []")
        (small / f"data/processes/p{level + 10}.yml").write_text(card, encoding="utf-8")
    _, problems = content(small, DATE)
    return [problem.rule for problem in problems]


def test_four_levels_of_processes(small: Path) -> None:
    assert _nested(small, 4) == []


def test_a_fifth_level_is_refused(small: Path) -> None:
    assert _nested(small, 5) == ["R05"]


def test_a_bare_card_makes_a_page(small: Path) -> None:
    """Owner, purpose and nothing else: the only heading stands above the document code."""
    file = small / "data/processes/p02.yml"
    card = yaml.safe_load(file.read_text(encoding="utf-8"))
    kept = ("id", "number", "category", "code", "title", "owner", "purpose")
    bare = yaml.safe_dump({key: card[key] for key in kept}, allow_unicode=True)
    file.write_text(bare, encoding="utf-8")
    (small / "data/relations.yml").unlink()  # it tells of the card's neighbours
    found, problems = content(small, DATE)
    assert found is not None, problems
    assert [one.id for one in sections(found.html["processes/p02", "kk"])] == ["about"]


def test_a_card_says_that_its_purpose_is_the_portals_wording(small: Path) -> None:
    found, problems = content(small, DATE)
    assert found is not None, problems
    for lang, words in found.registry.words.items():
        assert words.text("card.own_words") in found.html["processes/p01", lang]
        assert words.text("corrections.own_words") in found.html["processes/corrections", lang]
    page = next(page for page in found.pages if page.id == "processes/p01")
    assert page.source.en.endswith("purpose and introduction in the portal’s own words")


def test_a_resource_names_its_class(small: Path) -> None:
    """S2-6: on the card before the text, in the open data as a code; a shared term is a class by itself."""
    file = small / "data/processes/p01.yml"
    own = "resources: [orders, {kk: Бланк, ru: Бланк, en: Form, resource_class: reports}]"
    file.write_text(file.read_text("utf-8").replace("resources: [orders]", own), "utf-8")
    found, problems = content(small, DATE)
    assert found is not None, as_text(problems)
    card = html.fromstring(found.html["processes/p01", "en"])
    assert card.xpath("//h2[@id='resources']/following-sibling::ul[1]/li[2]")[0].text_content() == "Reports: Form"
    rows = json.loads(found.files["open-data/files/process-lists.json"])["records"]
    mine = [one for one in rows if one["process"] == "p01"]
    assert [one["resource_class"] for one in mine if one["part"] == "resources"] == ["orders", "reports"]
    assert {one["resource_class"] for one in mine if one["part"] != "resources"} == {None}
