"""Extracts the searchable text of a finished page by part (title, headings, body), without the layout."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml.etree import _Element as Element

_UNSAID = frozenset("nav form svg script style noscript select data".split())
"""Elements of the frame, and single figures: nobody looks for one by its digits."""
_FRAME_CLASSES = frozenset(
    "byline h1-number colophon downloads neighbours badge strip clarify clarify-line clarify-note".split()
)
_FIELDS = {"h1": "title", "h2": "headings", "h3": "headings", "th": "headings", "dt": "headings", "caption": "headings"}


@dataclass(slots=True)
class PageText:
    """A page as the search sees it."""

    listed: bool = True
    kind: str = ""
    id: str = ""
    description: str = ""
    trail: list[str] = field(default_factory=list)
    """Titles of the pages above it, without the home page."""
    parts: dict[str, list[str]] = field(default_factory=dict)
    """Name of the part (``title``, ``keywords``, ``foreign``: its titles in other languages, ``lead``, …) -> its texts."""

    def add(self, part: str, text: str) -> None:
        """More text of a part."""
        if text.strip():
            self.parts.setdefault(part, []).append(" ".join(text.split()))

    def text(self, part: str) -> str:
        """All text of a part."""
        return " ".join(self.parts.get(part, ()))


def text_of(root: Element) -> PageText:
    """The text of one parsed page; a drawing has none."""
    body = root.find("body")
    if body is None:
        return PageText()
    page = PageText(kind=body.get("data-kind", ""), id=body.get("data-page", ""))
    for meta in root.iter("meta"):
        _meta(meta, page)
    for nav in body.iter("nav"):
        if nav.get("class") == "trail":
            page.trail = ["".join(link.itertext()).strip() for link in nav.iter("a")][1:]
    for main in body.iter("main"):
        _say(main, "body", page)
    return page


def _meta(meta: Element, page: PageText) -> None:
    name, content = meta.get("name"), meta.get("content", "")
    if name == "robots" and "noindex" in content:
        page.listed = False
    elif name == "keywords":
        page.add("keywords", content)
    elif name == "description":
        page.description = content


def _say(element: Element, part: str, page: PageText) -> None:
    """Adds what the element says, as it stands in the page, to its part; a part without a name says nothing."""
    if part:
        page.add(part, element.text or "")
        for child in element:
            if isinstance(child.tag, str):
                _say(child, _part(child, part), page)
            page.add(part, child.tail or "")


def _part(element: Element, outer: str) -> str:
    classes = set(element.get("class", "").split())
    if element.tag in _UNSAID or not classes.isdisjoint(_FRAME_CLASSES):
        return ""
    return "lead" if "lead" in classes else _FIELDS.get(element.tag, outer)
