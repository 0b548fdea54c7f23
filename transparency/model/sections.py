"""The sections of a site, of which an institution uses those that ``data/site.yml`` names, and the section of each page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator

from transparency.model.messages import Message

Section = Literal[
    "processes", "disclosures", "programmes", "figures", "surveys", "compliance", "quality", "reports", "open-data"
]
SECTIONS: tuple[Section, ...] = get_args(Section)

_OF_QUALITY = ("compliance/quality", "compliance/documents", "compliance/improvement")
"""Pages of the public quality system; their addresses are older than the setting."""
_BY_ADDRESS: Mapping[str, Section] = {name: name for name in SECTIONS if name != "quality"}


def section_of(page: str) -> Section | None:
    """The section of a page; None for the home page, the search and the pages about the portal."""
    return "quality" if page.startswith(_OF_QUALITY) else _BY_ADDRESS.get(page.partition("/")[0])


def _fitting(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    if len(set(sections)) != len(sections):
        raise ValueError(Message("a section is named twice"))
    if "reports" in sections and "surveys" not in sections:
        raise ValueError(Message("reports are the annual extracts of surveys and cannot be used without them"))
    return sections


UsedSections = Annotated[tuple[Section, ...], AfterValidator(_fitting)]
