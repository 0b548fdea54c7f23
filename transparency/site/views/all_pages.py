"""Lists all pages of the site."""

from __future__ import annotations

from dataclasses import replace

from transparency.opendata.catalogue import Catalogue
from transparency.registry.check import CheckedRegistry
from transparency.site.views import (
    compliance,
    datasets,
    disclosure,
    figures,
    grounds,
    home,
    portal,
    process,
    programme,
    questions,
    retired,
    survey_section,
    verify,
)
from transparency.site.views.page import Page, Section
from transparency.site.views.record_tables import with_record_tables
from transparency.site.views.relations import with_relations

SECTIONS: tuple[Section, ...] = (
    process.pages,
    questions.pages,
    portal.pages,
    disclosure.pages,
    verify.pages,
    programme.pages,
    figures.pages,
    compliance.pages,
    grounds.pages,
    survey_section.pages,
    retired.pages,
)
"""Each adds its pages; a new section is one function here."""


def pages(registry: CheckedRegistry, catalogue: Catalogue) -> tuple[Page, ...]:
    """Every generated page, sorted by id; the pages of the open data know the pages that show the data."""
    found = tuple(page for section in SECTIONS for page in section(registry))
    found += tuple(datasets.pages(registry, catalogue, found))
    found += (home.page(registry, found),)
    found = with_record_tables(registry, tuple(_with_offered(page, catalogue) for page in found))
    found = verify.with_registers(registry, grounds.with_grounds(registry, with_relations(registry, found)))
    return tuple(sorted((*found, *portal.directories(registry, found)), key=lambda page: page.id))


def _with_offered(page: Page, catalogue: Catalogue) -> Page:
    """The page with those of its datasets that there are files of."""
    return replace(page, datasets=tuple(name for name in page.datasets if name in catalogue.files))
