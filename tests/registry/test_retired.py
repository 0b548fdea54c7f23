"""Retired records: their page says since when and what replaced them, and references to them are refused with the successor."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import DATE
from tests.edits.everyday import retire_process
from transparency.model.problem import Problem
from transparency.site.build.content import content

ENTRY = """retired:
  - id: {id}
    kind: process
    title: {{kk: Оқыту, ru: Обучение, en: Teaching}}
    since: 2026-11-20
    {rest}
"""


def retire(root: Path, key: str = "p02", rest: str = "successor: p05") -> None:
    (root / "data/retired.yml").write_text(ENTRY.format(id=key, rest=rest), encoding="utf-8")


def without_p02(root: Path) -> None:
    """p05 stands in the place of p02, and nothing leads to the old address."""
    retire_process(root)
    (root / "data/redirects.yml").write_text("redirects: []\n", encoding="utf-8")


def problems(root: Path) -> tuple[Problem, ...]:
    return content(root, DATE)[1]


def test_the_old_address_says_since_when_and_what_replaced_it(small: Path) -> None:
    without_p02(small)
    retire(small)
    found, said = content(small, DATE)
    assert said == ()
    assert found is not None
    for lang, day in (("kk", "2026"), ("ru", "20 ноября 2026"), ("en", "20 November 2026")):
        page = str(found.html["processes/p02", lang]).replace("\xa0", " ")
        assert day in page
        assert "p05" in page
    assert "processes/p02" not in str(found.html["processes/index", "en"])
    assert "Teaching" in str(found.html["about/changes", "en"])


def test_without_a_successor_the_section_is_named(small: Path) -> None:
    without_p02(small)
    retire(small, rest="")
    found, said = content(small, DATE)
    assert said == ()
    assert found is not None
    assert "Nothing replaced it" in str(found.html["processes/p02", "en"])


def test_a_reference_to_a_retired_record_is_refused_with_its_successor(small: Path) -> None:
    without_p02(small)
    retire(small)
    card = small / "data/processes/p05.yml"
    card.write_text(card.read_text("utf-8").replace("number: 5", "number: 5\nparent: p02"), encoding="utf-8")
    found = next(one for one in problems(small) if one.rule == "R01")
    assert (found.file, found.place) == ("data/processes/p05.yml", "parent")
    assert "2026-11-20" in found.what
    assert "p05" in found.advice


@pytest.mark.parametrize(
    ("key", "rest", "rule"), [("p01", "", "R02"), ("p02", "successor: p77", "R01"), ("p02", "successor: 7", "T01")]
)
def test_a_wrong_entry_is_refused(key: str, rest: str, rule: str, small: Path) -> None:
    without_p02(small)
    retire(small, key, rest)
    assert [(one.file, one.rule) for one in problems(small)] == [("data/retired.yml", rule)]
