"""HTML, SVG and XML as a visitor, a search engine and a curious reader see them.

One pass of one expression over the source, so that nothing is lost to a forgiving parser and every text keeps its line:
the running text with cells and blocks apart, and then comments, attributes, scripts and embedded data as they come.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from transparency.load.views.view import Role, View, below

TOKEN = re.compile(
    r"<!--(?P<comment>.*?)(?:-->|\Z)"
    r"|<!\[CDATA\[(?P<cdata>.*?)(?:\]\]>|\Z)"
    r"|<(?P<raw>script|style)\b(?P<rawattrs>[^<>]*)>(?P<code>.*?)(?:</(?P=raw)\s*>|\Z)"
    r"|<(?P<close>/?)(?P<tag>[A-Za-z][\w:.-]*)(?P<attrs>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*+)>"
    r"|<(?P<other>[!?][^<>]*)>",
    re.DOTALL | re.IGNORECASE,
)
ATTRIBUTE = re.compile(r"([\w:@.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
CELLS = frozenset({"td", "th"})
INLINE = frozenset(
    "a abbr b bdi bdo big cite code data del dfn em font i ins kbd label mark q rp rt ruby s samp small span strong sub sup "
    "time tspan tt u var wbr".split()
)
SILENT = frozenset(
    "class id style d points transform viewbox width height x y x1 x2 y1 y2 cx cy r rx ry fill stroke xmlns rel role type "
    "lang dir target for tabindex charset media integrity crossorigin stroke-width fill-opacity stroke-opacity "
    "font-size font-family text-anchor data-md-component data-md-state data-md-toggle data-md-color-scheme".split()
)
"""Attributes of drawing and layout: numbers and identifiers that no reader reads as text."""
ADDRESSES = frozenset({"href", "src", "action", "cite", "poster", "data", "srcset", "xlink:href", "loc"})


class _Text:
    """One view under construction, with the offset in the source of each piece."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.starts: list[tuple[int, int]] = []
        self.size = 0

    def add(self, text: str, source: int) -> None:
        if text:
            self.starts.append((self.size, source))
            self.pieces.append(text)
            self.size += len(text)

    def view(self, place: str, role: Role, source: str | None) -> View:
        return View(place, "".join(self.pieces), role, source, self.starts if source is not None else ())


class _Page:
    """The four things in which a page can hide something, filled token by token."""

    def __init__(self) -> None:
        self.text, self.attributes, self.addresses, self.unseen = _Text(), _Text(), _Text(), _Text()

    def read(self, source: str) -> None:
        end = 0
        for token in TOKEN.finditer(source):
            start = token.start()
            self.text.add(source[end:start], end)
            end = token.end()
            self.text.add(_gap(token), start)
            self._unseen(token)
            self._attributes(token)
        self.text.add(source[end:], end)

    def _unseen(self, token: re.Match[str]) -> None:
        for group in ("comment", "code", "other"):
            if hidden := token[group]:
                self.unseen.add(hidden, token.start(group))
                self.unseen.add("\n\n", token.end(group))

    def _attributes(self, token: re.Match[str]) -> None:
        group = "attrs" if token["attrs"] else "rawattrs"
        attrs = token[group]
        if not attrs:
            return
        if "=" not in attrs and len(attrs) > 3:
            self.attributes.add(f"{token[0]}\n\n", token.start())
        start = token.start(group)
        for attribute in ATTRIBUTE.finditer(attrs):
            name = attribute[1].lower()
            value = attribute[2] or attribute[3] or attribute[4] or ""
            if len(value) > 3 and name not in SILENT:
                kept = self.addresses if name in ADDRESSES and not value.startswith("data:") else self.attributes
                kept.add(value, start + attribute.start())
                kept.add("\n\n", start + attribute.end())


def markup_views(source: str, place: str, lined: bool) -> Iterator[View]:
    """Every text of a marked-up source; ``lined`` says that lines of the source are lines of the file."""
    page = _Page()
    page.read(source)
    parts: tuple[tuple[_Text, str, Role], ...] = (
        (page.text, "", "text"),
        (page.attributes, "attribute", "text"),
        (page.addresses, "link", "address"),
        (page.unseen, "comment or script", "text"),
    )
    for text, title, role in parts:
        if text.size:
            yield text.view(below(place, title), role, source if lined else None)


def _gap(token: re.Match[str]) -> str:
    """What a tag is in running text: nothing inside a word, a tab after a cell, else an end of line."""
    if (cdata := token["cdata"]) is not None:
        return cdata
    tag = (token["tag"] or "").lower()
    if tag in INLINE or token["comment"] is not None:
        return ""
    if tag in CELLS:
        return "\t" if token["close"] else ""
    return "\n"
