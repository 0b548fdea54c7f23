"""Every page names its approval, its block and who holds the rights (regulation 7.4, 7.5, 9.6, 11.4)."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from pathlib import Path

import pytest
import yaml

from tests.conftest import copy_of_small, warmed
from transparency.model.problem import as_text
from transparency.model.product_files import LAYOUT
from transparency.model.structure import structure_digest
from transparency.model.text import LANGUAGES, Lang
from transparency.registry.check import CheckedRegistry, check
from transparency.registry.load import load
from transparency.site.build.content import content
from transparency.site.render.formats import NO_BREAK_SPACE
from transparency.site.render.meta import layout
from transparency.site.views.page_status import Approved, approved, block

pytestmark = pytest.mark.integration

DAY = dt.date(2026, 11, 21)


def _registry(root: Path) -> CheckedRegistry:
    draft, problems = load(root)
    assert draft is not None, as_text(problems)
    registry, problems = check(draft, DAY)
    assert registry is not None, as_text(problems)
    return registry


def _edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_an_item_names_the_post_that_approves_it(small: Path) -> None:
    assert approved(_registry(small), "disclosures/licence") == Approved("head-of-quality", None, "to_agree")
    _edit(small / "data/disclosures/licence.yml", "published_on:", "approved_on: 2026-09-08\npublished_on:")
    found = approved(_registry(small), "disclosures/licence")
    assert found == Approved("head-of-quality", dt.date(2026, 9, 8), "to_agree")


def test_an_item_is_approved_before_it_is_published(small: Path) -> None:
    _edit(small / "data/disclosures/licence.yml", "published_on:", "approved_on: 2026-09-11\npublished_on:")
    draft, _ = load(small)
    assert draft is not None
    _, problems = check(draft, DAY)
    assert [(p.rule, p.place) for p in problems] == [("D02", "published_on")]


def test_the_register_is_approved_with_the_list_and_the_home_page_with_the_structure(small: Path) -> None:
    registry = _registry(small)
    assert approved(registry, "disclosures/index") == Approved("rector", dt.date(2026, 9, 1), "to_approve")
    assert approved(registry, "index") == approved(registry, "about/site-map") == Approved("rector", None, "to_approve")
    dated = f"covers: structure\n    approved_on: 2026-09-02\n    structure: {structure_digest()}\n"
    _edit(small / "data/approvals.yml", "covers: structure\n", dated)
    assert approved(_registry(small), "index") == Approved("rector", dt.date(2026, 9, 2), "to_approve")


def test_a_structure_that_changed_after_its_approval_has_no_date(small: Path) -> None:
    dated = "covers: structure\n    approved_on: 2026-09-02\n    structure: '000000000000'\n"
    _edit(small / "data/approvals.yml", "covers: structure\n", dated)
    assert approved(_registry(small), "index") == Approved("rector", None, "to_approve")


def test_a_hand_written_page_names_its_approval_in_its_head(small: Path) -> None:
    assert approved(_registry(small), "about/index") == Approved()
    for lang in LANGUAGES:
        page = small / f"docs/{lang}/about/index.md"
        _edit(page, "updated:", "approved_by: rector\napproved_on: 2026-09-03\nupdated:")
    assert approved(_registry(small), "about/index") == Approved("rector", dt.date(2026, 9, 3))


def test_pages_of_the_map_carry_the_day_of_its_order(small: Path) -> None:
    assert approved(_registry(small), "processes/p01") == Approved()
    order = "status: in-force\norder_number: '5'\norder_date: 2026-03-02\n"
    _edit(small / "data/architecture.yml", "status: draft\n", order)
    assert approved(_registry(small), "processes/p01") == Approved(None, dt.date(2026, 3, 2))


def test_blocks(small: Path) -> None:
    _edit(small / "data/disclosures/contacts.yml", "block: invariant", "block: variative")
    registry = _registry(small)
    assert block(registry, "disclosures/contacts") == "variative"
    for page in ("disclosures/licence", "disclosures/index", "programmes/index", "programmes/example-law"):
        assert block(registry, page) == "invariant"
    for page in ("processes/p01", "open-data/index", "compliance/index", "about/index", "index"):
        assert block(registry, page) == "variative"


@cache
def _meta(root: Path) -> dict[tuple[str, Lang], dict[str, object]]:
    found, problems = content(root, DAY)
    assert found is not None, as_text(problems)
    made = layout(found.registry, found.pages)
    return {key: made.meta(*key, lambda target: target) for key in made.facts}


def test_every_page_of_a_site_says_all_of_it(tmp_path: Path) -> None:
    found = _meta(warmed(copy_of_small(tmp_path / "small")))
    assert len(found) > 100
    none = {"kk": "Бекітілгені туралы жазба жоқ", "ru": "Записи об утверждении нет", "en": "No record of approval"}
    for (page, lang), meta in found.items():
        item = page.startswith("disclosures/") and page.removeprefix("disclosures/") not in (
            "mechanisms",
            "owed",
            "verify",
        )
        names_a_post = item or page in ("index", "about/site-map")
        assert (meta["approval"] != none[lang]) == names_a_post, (page, meta["approval"])
        assert meta["block"], page


def test_a_post_that_has_not_acted_yet_has_approved_nothing(small: Path) -> None:
    """An item is endorsed, the structure of the site approved; without a day neither has happened."""
    none, licence = "No record of approval; ", ("disclosures/licence", "en")
    found = _meta(small)
    assert found[licence]["approval"] == f"{none}to be endorsed by the Head of the Quality Office"
    assert found["index", "en"]["approval"] == f"{none}to be approved by the Rector"
    _edit(small / "data/disclosures/licence.yml", "published_on:", "approved_on: 2026-09-08\npublished_on:")
    _meta.cache_clear()
    endorsed = str(_meta(small)[licence]["approval"]).replace(NO_BREAK_SPACE, " ")
    assert endorsed == "Endorsed: Head of the Quality Office, 8 September 2026"


def test_the_layout_prints_approval_block_and_rights(root: Path) -> None:
    text = (LAYOUT / "parts/colophon.html").read_text(encoding="utf-8")
    assert [name for name in ("m.approval", "m.block", "settings.rights") if name not in text] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_register_lists_both_blocks(small: Path, lang: Lang) -> None:
    _edit(small / "data/disclosures/contacts.yml", "block: invariant", "block: variative")
    found, problems = content(small, DAY)
    assert found is not None, as_text(problems)
    page = found.html["disclosures/index", lang]
    words = found.registry.words[lang]
    rows = dict(re.findall(r'<li class="tile[^"]*" id="([\w-]+)">(.*?)</li>', page, re.DOTALL))
    assert words.text("disclosures.block.variative") in rows["contacts"]
    assert words.text("disclosures.block.invariant") in rows["licence"]
    said = words.text("disclosures.blocks_text", invariant="3", variative="1")
    assert said in page
    assert page.index('id="blocks"') < page.index("processes/")


def test_a_register_of_mandatory_items_alone_counts_no_others(small: Path) -> None:
    found, problems = content(small, DAY)
    assert found is not None, as_text(problems)
    said = found.registry.words["en"].text("disclosures.blocks_invariant", invariant="4")
    assert said in found.html["disclosures/index", "en"]


def test_an_approval_without_a_day_is_owed_by_its_unit(small: Path) -> None:
    found, problems = content(small, DAY)
    assert found is not None, as_text(problems)
    page = found.html["disclosures/owed", "en"]
    assert "Structure" in page
    told = yaml.safe_load((small / "data/approvals.yml").read_text(encoding="utf-8"))
    assert [one["id"] for one in told["approvals"] if "approved_on" not in one] == ["site-structure"]
