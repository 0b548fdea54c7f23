"""The records hold what the manuals of two other universities describe, and keep the hierarchy to its levels."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import DATE
from transparency.model.process import Activity, InformationRow, Process, ProcessDocumentLevel, Responsibility
from transparency.model.text import LocalText, Statement
from transparency.site.build.content import content


@pytest.fixture(scope="module")
def manuals(shared: Path) -> dict[str, Any]:
    return yaml.safe_load((shared / "facts/other_systems.yml").read_text(encoding="utf-8"))


def _text(kazakh: str) -> LocalText:
    """The manuals are Kazakh; here only the shape matters."""
    return LocalText(kk=kazakh, ru=kazakh, en=kazakh)


def _items(texts: list[str]) -> tuple[Statement, ...]:
    return tuple(Statement(kk=text, ru=text, en=text) for text in texts)


def _card(number: int, card: dict[str, Any]) -> Process:
    information = card.get("process_information")
    return Process(
        id=f"q{number:02d}",
        number=number,
        category="core",
        code=card["clause"],
        title=_text(card["title_source_kk"]),
        owner=Responsibility(who=("rector",)),
        purpose=_text(card["goal_source_kk"]),
        scope=_text(card["scope_source_kk"]) if card.get("scope_source_kk") else None,
        activities=tuple(_activity(row) for row in card.get("activities", ())),
        information=(_information(information),) if information else (),
    )


def _activity(row: dict[str, Any]) -> Activity:
    documents = row.get("documents_source_kk")
    return Activity(activity=_text(row["activity_source_kk"]), documents=_items([documents]) if documents else ())


def _information(row: dict[str, Any]) -> InformationRow:
    parts = {key: row.get(f"{key}_source_kk") for key in ("criteria", "methods")}
    return InformationRow(
        inputs=_items(row.get("inputs", [])),
        outputs=_items(row.get("outputs", [])),
        **{key: _items([text]) for key, text in parts.items() if text},
    )


def test_thirty_cards_with_activities_and_information(manuals: dict[str, Any]) -> None:
    found = manuals["wkitu"]["cards"]
    cards = [_card(i, card) for i, card in enumerate(found, start=1) if card.get("goal_source_kk")]
    assert len(cards) == 30
    tables = [_activity(row) for card in found for row in card.get("activities", ())]
    assert len(tables) == 47
    assert sum(1 for card in found if card.get("process_information")) == 13


def test_document_pyramid_of_four_levels(manuals: dict[str, Any]) -> None:
    levels = manuals["yasawi"]["document_pyramid"]["levels"]
    pyramid = [
        ProcessDocumentLevel(level=one["level"], title=_text(one["en"]), documents=_items(one["types"]))
        for one in levels
    ]
    assert [level.level for level in pyramid] == [1, 2, 3, 4]


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
    """Owner, purpose and nothing else: no empty heading stands on the page."""
    file = small / "data/processes/p02.yml"
    card = yaml.safe_load(file.read_text(encoding="utf-8"))
    kept = ("id", "number", "category", "code", "title", "owner", "purpose")
    bare = yaml.safe_dump({key: card[key] for key in kept}, allow_unicode=True)
    file.write_text(bare, encoding="utf-8")
    found, problems = content(small, DATE)
    assert found is not None, problems
    headings = [line for line in found.markdown["processes/p02", "kk"].splitlines() if line.startswith("## ")]
    assert headings == []


def test_a_card_says_that_its_purpose_is_the_portals_wording(small: Path) -> None:
    found, problems = content(small, DATE)
    assert found is not None, problems
    for lang, words in found.registry.words.items():
        assert words.text("card.own_words") in found.markdown["processes/p01", lang]
        assert words.text("corrections.own_words") in found.markdown["processes/corrections", lang]
    page = next(page for page in found.pages if page.id == "processes/p01")
    assert page.source.en.endswith("purpose and introduction in the portal’s own words")
