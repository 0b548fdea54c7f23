"""View of the outside registers in which the facts of the portal can be verified."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from transparency.registry.check import CheckedRegistry
from transparency.site.views.awaited import awaiting
from transparency.site.views.page import Page, text_in_all_languages

PAGE = "disclosures/verify"


def pages(registry: CheckedRegistry) -> Iterator[Page]:
    """The page of all registers, in a site that uses the disclosures."""
    if not registry.settings.has("disclosures"):
        return
    chart = registry.architecture
    yield Page(
        id=PAGE,
        template="verify.html.j2",
        title=text_in_all_languages(registry, "verify.title"),
        description=text_in_all_languages(registry, "verify.description"),
        view=tuple((one, awaiting(one.unit, one, registry.date)) for one in registry.registers),
        keeper=registry.settings.keeper,
        updated=chart.updated,
        review_by=chart.review_by,
        source=text_in_all_languages(registry, "verify.source"),
        parent="disclosures/index",
    )


def with_registers(registry: CheckedRegistry, pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """The pages, each with the registers in which its facts can be verified."""
    return tuple(
        replace(page, registers=tuple(one for one in registry.registers if one.page == page.id)) for page in pages
    )
