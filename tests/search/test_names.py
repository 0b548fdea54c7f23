"""What people call the pages of every site: the pages exist, and the words are there in each language."""

from __future__ import annotations

from transparency.model.product_files import DATASETS, PRODUCT
from transparency.model.text import LANGUAGES
from transparency.registry.check_links import OWN_PAGES
from transparency.site.search.everyday import NAMES

HAND_WRITTEN = {"about/index", "about/accessibility", "about/privacy", "surveys/method"}
"""Prose that a new institution starts with, or that the first one has."""


def test_names_are_of_pages_levels_and_fields_that_exist() -> None:
    own = {start + name for start, names in OWN_PAGES.items() for name in names}
    datasets = {
        f"open-data/{name}" for name in ("changes", *(file.stem for file in (PRODUCT / DATASETS).glob("*.yml")))
    }
    codes = {name for name in NAMES if name.startswith(("level ", "field "))}
    assert set(NAMES) <= own | datasets | HAND_WRITTEN | codes
    assert len(codes) == 14, "three levels and eleven fields of study"


def test_each_page_has_words_in_each_language() -> None:
    assert [name for name, words in NAMES.items() if set(words) != set(LANGUAGES) or not all(words.values())] == []
