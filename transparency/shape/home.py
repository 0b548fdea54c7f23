"""The home page: what people come for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from transparency.check.registry import CheckedRegistry
from transparency.shape.page import Page, said
from transparency.shape.process import Group, groups


@dataclass(frozen=True, slots=True)
class HomeView:
    """Key facts and the ways in."""

    processes: int
    indicators: int
    groups: tuple[Group, ...]


def pages(registry: CheckedRegistry) -> Iterator[Page]:
    """The one home page."""
    chart = registry.architecture
    yield Page(
        id="index",
        template="home.md.j2",
        title=registry.settings.portal,
        description=registry.settings.tagline,
        view=HomeView(
            processes=len(registry.processes),
            indicators=sum(len(p.indicators) for p in registry.processes),
            groups=groups(registry),
        ),
        keeper=registry.settings.keeper,
        updated=chart.updated,
        review_by=chart.review_by,
        source=said(registry, "home.source"),
    )
