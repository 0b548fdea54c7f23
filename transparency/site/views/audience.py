"""Audience marks: for whom a page is meant, by its section and by the visitors whose questions it answers."""

from __future__ import annotations

from collections.abc import Collection, Mapping

AUDIENCES: Mapping[str, tuple[str, ...]] = {
    "programmes": ("applicant", "parent", "student", "employer"),
    "figures": ("applicant", "parent", "journalist"),
    "disclosures": ("applicant", "parent", "citizen"),
    "processes": ("expert", "student"),
    "surveys": ("student", "graduate", "employer", "expert"),
    "reports": ("journalist", "expert", "citizen"),
    "compliance": ("expert", "citizen"),
    "open-data": ("journalist", "expert"),
}
"""First part of a page's id -> kinds of visitors, words ``frame.for.<kind>``; any other page is meant for everybody."""


STAFF: tuple[str, ...] = ("employee", "expert")
"""Pages of a survey of the university's own staff."""


def audience(page: str, asking: Collection[str] = (), *, staff: bool = False) -> tuple[str, ...]:
    """Kinds of visitors a page is meant for, those of ``asking`` whose question it answers included; empty for everybody.

    ``staff``: the page shows what teachers or administrators of the university answered."""
    section = STAFF if staff else AUDIENCES.get(page.partition("/")[0], ())
    return section and (*section, *sorted(set(asking).difference(section)))
