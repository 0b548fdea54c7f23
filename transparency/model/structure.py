"""The pages in the header and footer of every site, and the digest of the section tree that an approval names."""

from __future__ import annotations

import hashlib
from collections.abc import Collection

from transparency.model.sections import section_of

NAVIGATION: tuple[str, ...] = (
    "disclosures/index",
    "programmes/index",
    "figures/index",
    "processes/index",
    "compliance/index",
    "open-data/index",
    "surveys/index",
    "reports/index",
    "about/index",
)
"""Pages named in the header, in this order; their short names are the words ``nav.<section>``."""

QUALITY = "compliance/quality"

SERVICE: tuple[str, ...] = (
    "about/a-z",
    "about/site-map",
    "about/glossary",
    "about/changes",
    "about/accessibility",
    "about/privacy",
    "about/index",
)
"""Pages named in the footer of every page, in this order, by their full titles."""

VARIABLE_BLOCK: tuple[str, ...] = (
    "processes/index",
    "compliance/index",
    "open-data/index",
    "surveys/index",
    "reports/index",
)
"""Sections that the institution publishes beyond its mandatory items."""


def navigation_of(sections: Collection[str]) -> tuple[str, ...]:
    """The pages of the header in a site with these sections; the quality system has a place of its own without compliance."""
    pages = (QUALITY if page == "compliance/index" and "compliance" not in sections else page for page in NAVIGATION)
    return tuple(page for page in pages if section_of(page) is None or section_of(page) in sections)


def structure_digest(navigation: tuple[str, ...] = NAVIGATION, service: tuple[str, ...] = SERVICE) -> str:
    """Changes whenever a section is added, removed or moved."""
    return hashlib.sha256("\n".join((*navigation, "", *service)).encode()).hexdigest()[:12]
