"""Audience marks: for whom a page is meant in the first place, by the section or page that it belongs to."""

from __future__ import annotations

from collections.abc import Mapping

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


def audience(page: str) -> tuple[str, ...]:
    """Kinds of visitors a page is meant for; empty for everybody."""
    return AUDIENCES.get(page.partition("/")[0], ())
