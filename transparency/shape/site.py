"""All pages of the site and the addresses they have."""

from __future__ import annotations

from collections.abc import Iterator

from transparency.check.registry import CheckedRegistry
from transparency.load.prose import ProsePage
from transparency.problem import Problem
from transparency.shape import home, process
from transparency.shape.page import Page, Section

SECTIONS: tuple[Section, ...] = (
    home.pages,
    process.pages,
)
"""Each adds its pages; a new section is one function here."""

NAVIGATION: tuple[str, ...] = (
    "processes/index",
    "about/index",
)
"""Pages named in the header, in this order; their short names are the words ``nav.<first part>``."""


def pages(registry: CheckedRegistry) -> tuple[Page, ...]:
    """Every generated page, sorted by id."""
    found = (page for section in SECTIONS for page in section(registry))
    return tuple(sorted(found, key=lambda page: page.id))


def address(page_id: str) -> str:
    """Address of a page below the language's root: ``processes/p01/``; the home page has the empty one."""
    return page_id.removesuffix("index") if page_id.rsplit("/", maxsplit=1)[-1] == "index" else f"{page_id}/"


def dangling_links(registry: CheckedRegistry, generated: tuple[Page, ...]) -> Iterator[Problem]:
    """Links of hand-written pages that lead to no page."""
    known = {page.id for page in generated} | {page.id for page in registry.prose}
    for page in registry.prose:
        for link in page.links:
            target = _target(page, link.target)
            if target is not None and target not in known:
                what = f'the link "{link.target}" leads to no page.'
                yield Problem(page.file, link.line, "R06", "", what, "Correct the path, or add the page.")


def _target(page: ProsePage, link: str) -> str | None:
    """Id of the page a link means; None for addresses outside the site and places on the same page."""
    path = link.split("#", maxsplit=1)[0]
    if not path or "://" in path or path.startswith("mailto:") or not path.endswith(".md"):
        return None
    parts = page.id.split("/")[:-1]
    for part in path.removesuffix(".md").split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part != ".":
            parts.append(part)
    return "/".join(parts)
