"""All pages of the site and the addresses they have."""

from __future__ import annotations

from transparency.check.registry import CheckedRegistry
from transparency.shape import home, process, questions
from transparency.shape.page import Page, Section

SECTIONS: tuple[Section, ...] = (
    home.pages,
    process.pages,
    questions.pages,
)
"""Each adds its pages; a new section is one function here."""

NAVIGATION: tuple[str, ...] = (
    "processes/index",
    "about/index",
)
"""Pages named in the header, in this order; their short names are the words ``nav.<first part>``."""

SERVICE: tuple[str, ...] = ("about/index",)
"""Pages named in the footer of every page, in this order, by their full titles."""


def pages(registry: CheckedRegistry) -> tuple[Page, ...]:
    """Every generated page, sorted by id."""
    found = (page for section in SECTIONS for page in section(registry))
    return tuple(sorted(found, key=lambda page: page.id))


def address(page_id: str) -> str:
    """Address of a page below the language's root: ``processes/p01/``; the home page has the empty one."""
    return page_id.removesuffix("index") if page_id.rsplit("/", maxsplit=1)[-1] == "index" else f"{page_id}/"
