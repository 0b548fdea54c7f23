"""Extracts text from HTML, SVG and XML: running text, cells, comments, attributes, scripts and embedded data.

The source is read in one pass with one regular expression, so that nothing is lost to a forgiving parser and every text keeps
its line.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

from transparency.gate.extractors.extracted import Origins, Role, View, below
from transparency.model.messages import Message

TOKEN = re.compile(
    r"<!--(?P<comment>.*?)(?:-->|\Z)"
    r"|<!\[CDATA\[(?P<cdata>.*?)(?:\]\]>|\Z)"
    r"|<(?P<raw>script|style)\b(?P<rawattrs>[^<>]*)>(?P<code>.*?)(?:</(?P=raw)\s*>|\Z)"
    r"|<(?P<close>/?)(?P<tag>[A-Za-z][\w:.-]*)(?P<attrs>(?:[^<>\"']++|\"[^\"]*\"|'[^']*')*+)>"
    r"|<(?P<other>[!?][^<>]*)>",
    re.DOTALL | re.IGNORECASE,
)
_SPLIT = re.compile(f"({re.sub(r'[(][?]P<(?!raw>)[a-z]+>', '(?:', TOKEN.pattern)})", TOKEN.flags)
"""The same expression with one group for the whole and one for its backward reference."""
ATTRIBUTE = re.compile(r"(?<![\w:@.-])([\w:@.-]++)\s*+=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
CELLS = frozenset({"td", "th"})
_CELL_TAG = re.compile(r"<(/?)t[dh]\b", re.IGNORECASE)
_END_OF_ROW = re.compile(r"</?tr\b|</table\b", re.IGNORECASE)
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
_OFTEN_REPEATED = 1_000
"""Characters of a tag; a longer one is a script or a picture and hardly comes again."""
_MOST_TOKENS = 100_000
_RUNNING = 0
_VIEWS: tuple[tuple[str, Role], ...] = (
    ("", "text"),
    (Message("attribute"), "text"),
    (Message("link"), "address"),
    (Message("comment or script"), "text"),
)
"""Places in which a page can hide something, by what they are called; the first is the running text."""


Pieces = tuple[tuple[int, str], ...]
"""Texts with their offsets in the source."""


class _Token(NamedTuple):
    """What a tag, a comment or a script adds to each view, with offsets from its own beginning, and those texts joined."""

    pieces: tuple[Pieces, Pieces, Pieces, Pieces]
    texts: tuple[str, str, str, str]


class _Tokens(dict[str, _Token]):
    """Tags read once: the pages of a site repeat each other's."""

    def __missing__(self, source: str) -> _Token:
        match = TOKEN.match(source)
        pieces = _read(match) if match else ((), (), (), ())
        text, attributes, addresses, unseen = ("".join(piece for _, piece in kind) for kind in pieces)
        token = _Token(pieces, (text, attributes, addresses, unseen))
        if len(source) < _OFTEN_REPEATED:
            if len(self) > _MOST_TOKENS:
                self.clear()
            self[source] = token
        return token


_TOKENS = _Tokens()


def _read(token: re.Match[str]) -> tuple[Pieces, Pieces, Pieces, Pieces]:
    """The pieces of running text, attributes, addresses and what is not shown at all."""
    if token["tag"] is None:
        return _rare(token)
    gap, attrs = _gap(token["close"] + token["tag"]), token["attrs"]
    text = ((0, gap),) if gap else ()
    if "=" in attrs:
        return (text, *_attributes(token, "attrs"), ())
    bare = ((0, f"{token[0]}\n\n"),) if len(attrs) > _LEAST else ()
    return text, bare, (), ()


def _rare(token: re.Match[str]) -> tuple[Pieces, Pieces, Pieces, Pieces]:
    """Comments, scripts, declarations, and text that is marked as such."""
    text: Pieces = ()
    if cdata := token["cdata"]:
        text = ((token.start("cdata"), cdata),)
    elif token["comment"] is None and token["cdata"] is None:
        text = ((0, "\n"),)
    hidden = ((token.start(group), token[group]) for group in ("comment", "code", "other"))
    unseen = tuple((start, f"{value}\n\n") for start, value in hidden if value)
    return (text, *_attributes(token, "rawattrs"), unseen)


def _attributes(token: re.Match[str], group: str) -> tuple[Pieces, Pieces]:
    """What a reader can read in a tag: texts, and addresses."""
    start, kept = token.start(group), _kept(token[group] or "")
    texts, addresses = (
        tuple((start + at, value) for at, address, value in kept if address is wanted) for wanted in (False, True)
    )
    return texts, addresses


@functools.lru_cache(maxsize=20_000)
def _kept(attrs: str) -> tuple[tuple[int, bool, str], ...]:
    """Where in a tag something readable stands, whether it is an address, and what it is."""
    kept = []
    for attribute in ATTRIBUTE.finditer(attrs):
        name = attribute[1].lower()
        value = attribute[2] or attribute[3] or attribute[4] or ""
        if len(value) > _LEAST and name not in SILENT:
            address = name in ADDRESSES and not value.startswith("data:")
            kept.append((attribute.start(attribute.lastindex or 0), address, f"{value}\n\n"))
    return tuple(kept)


def markup_views(source: str, place: str, lined: bool) -> Iterator[View]:
    """Every text of a marked-up source; ``lined`` says that lines of the source are lines of the file."""
    split = _SPLIT.split(source)
    texts, tags = split[::3], split[1::3]
    tokens = [_TOKENS[tag] for tag in tags]
    marks = _CELL_TAG.findall(source)
    if marks.count("") > marks.count("/"):
        tokens = [*_with_ends_of_cells(tags, tokens)]
    kinds = zip(*(token.texts for token in tokens), strict=True) if tokens else [()] * len(_VIEWS)
    for kind, ((title, role), pieces) in enumerate(zip(_VIEWS, kinds, strict=True)):
        woven = itertools.chain.from_iterable(zip(texts, (*pieces, ""), strict=True)) if kind == _RUNNING else pieces
        if text := "".join(woven):
            origins = Origins(functools.partial(_origins, texts, tags, tokens, kind)) if lined else ()
            yield View(below(place, title), text, role, source if lined else None, origins)


def _with_ends_of_cells(tags: list[str], tokens: list[_Token]) -> Iterator[_Token]:
    """The tokens, with a tab before each cell that ends the one before it, as HTML allows."""
    tab, opened = ((0, "\t"),), False
    for tag, token in zip(tags, tokens, strict=True):
        cell = _CELL_TAG.match(tag)
        begins = bool(cell and not cell[1])
        ended = begins and opened
        yield token._replace(pieces=(tab, *token.pieces[1:]), texts=("\t", *token.texts[1:])) if ended else token
        opened = begins or (opened and not cell and not _END_OF_ROW.match(tag))


def _origins(texts: list[str], tags: list[str], tokens: list[_Token], kind: int) -> Iterator[tuple[int, int]]:
    """Where in the source each piece of a view begins."""
    size = start = 0
    for text, tag, token in itertools.zip_longest(texts, tags, tokens):
        if kind == _RUNNING:
            yield size, start
            size += len(text)
        start += len(text)
        for at, piece in token.pieces[kind] if token else ():
            yield size, start + at
            size += len(piece)
        start += len(tag or "")


def _gap(tag: str) -> str:
    """What a tag is in running text: nothing inside a word, a tab after a cell, else an end of line."""
    name = tag.lower().removeprefix("/")
    if name in CELLS:
        return "\t" if tag.startswith("/") else ""
    return "" if name in INLINE else "\n"
