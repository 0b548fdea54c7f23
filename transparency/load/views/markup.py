"""HTML, SVG and XML as a visitor, a search engine and a curious reader see them.

One pass of one expression over the source, so that nothing is lost to a forgiving parser and every text keeps its line:
the running text with cells and blocks apart, and then comments, attributes, scripts and embedded data as they come.
"""

from __future__ import annotations

import functools
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
_PARTS = tuple(TOKEN.groupindex[name] for name in ("close", "tag", "attrs"))
ATTRIBUTE = re.compile(r"(?<![\w:@.-])([\w:@.-]++)\s*+=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
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
_LEAST = 3
"""Characters of a value that nobody reads as a text."""


class _Text:
    """One view under construction, with the offset in the source of each piece."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.starts: list[tuple[int, int]] = []
        self.size = 0

    def add(self, text: str, source: int) -> None:
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
        add, gaps = self.text.add, _Gaps()
        for token in TOKEN.finditer(source):
            start, stop = token.span()
            if start > end:
                add(source[end:start], end)
            end = stop
            close, tag, attrs = token.group(*_PARTS)
            if tag is None:
                self._rare(token)
                continue
            if gap := gaps[close + tag]:
                add(gap, start)
            if "=" in attrs:
                self._attributes(attrs, stop - 1 - len(attrs))
            elif len(attrs) > _LEAST:
                self.attributes.add(f"{token[0]}\n\n", start)
        if end < len(source):
            add(source[end:], end)

    def _rare(self, token: re.Match[str]) -> None:
        """Comments, scripts, declarations, and text that is marked as such."""
        if cdata := token["cdata"]:
            self.text.add(cdata, token.start("cdata"))
        elif token["comment"] is None and token["cdata"] is None:
            self.text.add("\n", token.start())
        for group in ("comment", "code", "other"):
            if hidden := token[group]:
                self.unseen.add(f"{hidden}\n\n", token.start(group))
        if attrs := token["rawattrs"]:
            self._attributes(attrs, token.start("rawattrs"))

    def _attributes(self, attrs: str, start: int) -> None:
        for at, address, value in _kept(attrs):
            (self.addresses if address else self.attributes).add(value, start + at)


@functools.lru_cache(maxsize=20_000)
def _kept(attrs: str) -> tuple[tuple[int, bool, str], ...]:
    """Where in a tag something readable stands, whether it is an address, and what it is."""
    kept = []
    for attribute in ATTRIBUTE.finditer(attrs):
        name = attribute[1].lower()
        value = attribute[2] or attribute[3] or attribute[4] or ""
        if len(value) > _LEAST and name not in SILENT:
            address = name in ADDRESSES and not value.startswith("data:")
            kept.append((attribute.start(), address, f"{value}\n\n"))
    return tuple(kept)


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


class _Gaps(dict[str, str]):
    """What a tag is in running text: nothing inside a word, a tab after a cell, else an end of line."""

    def __missing__(self, tag: str) -> str:
        name = tag.lower()
        gap = "" if name.removeprefix("/") in INLINE | CELLS else "\n"
        if name.removeprefix("/") in CELLS and name.startswith("/"):
            gap = "\t"
        self[tag] = gap
        return gap
