"""What a finished page says, by the part of the page that says it; the frame around the content says nothing."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, field
from html.parser import HTMLParser

from transparency.publish.made import Made

_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_FRAME = frozenset("nav form svg script style noscript select".split())
_SKIPPED = re.compile(rf"<({'|'.join(sorted(_FRAME))})\b.*?</\1>", re.DOTALL)
"""Elements of the frame, none of which holds another of its own name: drawings are most of the tags of a page."""
_FRAME_CLASSES = frozenset("byline colophon downloads neighbours badge clarify".split())
_FIELDS = {"h1": "title", "h2": "headings", "h3": "headings", "th": "headings", "dt": "headings", "caption": "headings"}


@dataclass(slots=True)
class PageText:
    """A page as the search sees it."""

    listed: bool = True
    kind: str = ""
    id: str = ""
    description: str = ""
    parts: dict[str, list[str]] = field(default_factory=dict)
    """Name of the part (``title``, ``keywords``, ``foreign``: its titles in other languages, ``lead``, …) -> its texts."""

    def add(self, part: str, text: str) -> None:
        """More text of a part."""
        if text.strip():
            self.parts.setdefault(part, []).append(" ".join(text.split()))

    def text(self, part: str) -> str:
        """All text of a part."""
        return " ".join(self.parts.get(part, ()))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = PageText()
        self._open: list[tuple[str, str]] = []
        """Elements around the current place, each with the part of the page it belongs to."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "meta":
            self._meta(values)
        elif tag == "body":
            self.page.kind, self.page.id = values.get("data-kind", ""), values.get("data-page", "")
        if tag not in _VOID:
            self._open.append((tag, self._part(tag, values)))

    def _meta(self, values: dict[str, str]) -> None:
        name, content = values.get("name"), values.get("content", "")
        if name == "robots" and "noindex" in content:
            self.page.listed = False
        elif name == "keywords":
            self.page.add("keywords", content)
        elif name == "description":
            self.page.description = content

    def _part(self, tag: str, values: dict[str, str]) -> str:
        classes = set(values.get("class", "").split())
        outer = self._open[-1][1] if self._open else ""
        if tag == "main":
            return "body"
        if not outer or tag in _FRAME or classes & _FRAME_CLASSES:
            return ""
        if "kicker" in classes:
            return "keywords"
        return "lead" if "lead" in classes else _FIELDS.get(tag, outer)

    def handle_endtag(self, tag: str) -> None:
        while self._open and tag in [name for name, _ in self._open]:
            if self._open.pop()[0] == tag:
                break

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1][1]:
            self.page.add(self._open[-1][1], data)


def read(html: bytes, made: Made) -> PageText:
    """The text of one page; ``made`` holds the texts of pages that an earlier build has read."""
    text = made.get("page text", [html], lambda: json.dumps(asdict(_read(html.decode()))).encode())
    return PageText(**json.loads(text))


def _read(html: str) -> PageText:
    reader = _Reader()
    reader.feed(_SKIPPED.sub(" ", html))
    return reader.page
