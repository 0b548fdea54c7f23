"""Which page of the site a preview of a record shows."""

from __future__ import annotations

import pytest

from transparency.desk.preview_page import own_page

IDS = frozenset({"disclosures/index", "disclosures/library", "processes/index", "processes/library", "processes/roles"})


@pytest.mark.parametrize(
    ("pages", "key", "shown"),
    [
        (("processes/index",), "library", "processes/library"),
        (("disclosures/index",), "library", "disclosures/library"),
        (("about/missing", "processes/roles"), "rector", "processes/roles"),
        (("about/missing",), "library", None),
    ],
)
def test_a_preview_shows_the_page_of_the_own_section(pages: tuple[str, ...], key: str, shown: str | None) -> None:
    assert own_page(IDS, pages, key) == shown
