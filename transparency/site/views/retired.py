"""Pages at the addresses of retired processes and programmes: since when they are not in use, and what replaced them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from transparency.model.retired import Retired
from transparency.model.text import LocalText
from transparency.registry.check import CheckedRegistry
from transparency.site.views.page import Page, above, text_in_all_languages

FOLDERS = {"process": "processes", "programme": "programmes"}
"""Kinds of records that have a page -> its section."""


@dataclass(frozen=True, slots=True)
class RetiredView:
    """A retired record, and the record in its place."""

    record: Retired
    page: str
    """Page of the successor; that of the section where there is none."""
    title: LocalText | None
    """Title of the successor."""


def pages(registry: CheckedRegistry) -> Iterator[Page]:
    """A page for each retired record that had one."""
    titles = {
        "process": {one.id: one.title for one in registry.processes},
        "programme": {one.id: one.title for one in registry.programmes},
    }
    for one in registry.of(Retired):
        if one.kind in FOLDERS:
            folder = FOLDERS[one.kind]
            title = titles[one.kind].get(one.successor or "")
            page = f"{folder}/{one.successor}" if title else f"{folder}/index"
            yield Page(
                id=f"{folder}/{one.id}",
                template="retired.html.j2",
                title=one.title,
                description=text_in_all_languages(registry, "retired.description"),
                view=RetiredView(one, page, title),
                keeper=registry.settings.keeper,
                updated=one.since,
                review_by=registry.architecture.review_by,
                source=text_in_all_languages(registry, "retired.source"),
                parent=above(registry, f"{folder}/index"),
                listed=False,
            )
