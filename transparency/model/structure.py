"""The sections of every site, and the digest of the section tree that an approval names."""

from __future__ import annotations

import hashlib

NAVIGATION: tuple[str, ...] = (
    "disclosures/index",
    "programmes/index",
    "processes/index",
    "compliance/index",
    "open-data/index",
    "surveys/index",
    "reports/index",
    "about/index",
)
"""Pages named in the header, in this order; their short names are the words ``nav.<first part>``."""

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


def structure_digest(navigation: tuple[str, ...] = NAVIGATION, service: tuple[str, ...] = SERVICE) -> str:
    """Changes whenever a section is added, removed or moved."""
    return hashlib.sha256("\n".join((*navigation, "", *service)).encode()).hexdigest()[:12]
