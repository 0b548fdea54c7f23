"""The HTML elements and attributes that prose may contain, enforced with the sanitiser nh3.

Whatever nh3 would remove is a problem for the editor, and what goes into the page is its output.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser

import nh3
from lxml.etree import HTML
from lxml.etree import _Element as Element

from transparency.model.address import SCHEMES
from transparency.model.messages import Message

PROSE_ELEMENTS = frozenset(
    "a abbr b blockquote br caption cite code dd del details div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd "
    "li mark ol p pre q s small span strong sub summary sup table tbody td tfoot th thead tr ul".split()
)
PROSE_ATTRIBUTES = {
    "*": {"class", "id", "lang", "title"},
    "a": {"href", "hreflang"},
    "details": {"open"},
    "img": {"alt", "height", "src", "width"},
    "ol": {"reversed", "start", "type"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
_CLASS = re.compile(r"lead|footnote(-ref|-backref)?|language-[a-z0-9+-]+")
"""Those of Markdown, and the one of the layout that prose may use."""
_ID = re.compile(r"[a-z_][a-z0-9_:-]*")

_EMPTY = frozenset("area base br col embed hr img input link meta source track wbr".split())
_BLOCKS = frozenset(
    "blockquote details div dl figure h1 h2 h3 h4 h5 h6 hr ol p pre table ul article aside section nav form main".split()
)


def _kept(_: str, name: str, value: str) -> str | None:
    if name == "class":
        return value if all(_CLASS.fullmatch(one) for one in value.split()) else None
    if name == "id":
        return value if _ID.fullmatch(value) else None
    return value


_CLEANER = nh3.Cleaner(
    tags=set(PROSE_ELEMENTS),
    attributes={tag: set(names) for tag, names in PROSE_ATTRIBUTES.items()},
    attribute_filter=_kept,
    url_schemes=set(SCHEMES - {""}),
    link_rel=None,
    strip_comments=True,
)


def cleaned(html: str) -> str:
    """The page as the sanitiser gives it back: without comments, and without anything that `refused` names."""
    return _CLEANER.clean(html)


def refused(html: str) -> tuple[tuple[str, str], ...]:
    """Element and attribute (empty for the element itself) of everything that the sanitiser takes away."""
    return tuple(sorted(_parts(html) - _parts(cleaned(html))))


def _parts(html: str) -> Counter[tuple[str, str]]:
    return Counter((element.tag, name) for element in parsed(html) for name in ("", *element.keys()))


def parsed(html: str) -> tuple[Element, ...]:
    """The elements of a page in order, comments left out."""
    root = HTML(f"<body>{html}</body>")
    return tuple(one for one in root.find("body").iter() if isinstance(one.tag, str))[1:]


def unbalanced(html: str) -> Iterator[tuple[str, Message]]:
    """Element and reason, where the tags of a page do not fit into one another."""
    reader = _Balance()
    reader.feed(html)
    reader.close()
    yield from reader.faults
    yield from ((tag, Message("is not closed.")) for tag in reader.open)


class _Balance(HTMLParser):
    """Compares every closing tag with the one that it should close."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[tuple[str, Message]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS and "p" in self.open:
            self.faults.append((tag, Message("is inside a paragraph.")))
        if tag == "a" and "a" in self.open:
            self.faults.append((tag, Message("is inside another link.")))
        if tag not in _EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _EMPTY:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        elif tag not in _EMPTY:
            self.faults.append((tag, Message("closes nothing that is open there.")))
            if tag in self.open:
                del self.open[self.open.index(tag) :]
