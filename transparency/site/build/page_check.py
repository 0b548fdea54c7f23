"""Checks that a finished page cannot run foreign code or load from, send to or navigate to a disallowed address.

The page is parsed as HTML; elements and attributes must be in the lists of what our layout, templates and prose write, and any
other is refused. Together with the policy (`content_security_policy`) this holds whatever a record or a prose page contains.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml.etree import XMLParser, XMLSyntaxError, fromstring
from lxml.etree import _Element as Element

from transparency.model.address import SCHEMES, scheme
from transparency.model.messages import Message
from transparency.site.build.content_security_policy import IN_PAGE

ELEMENTS = frozenset(
    "a abbr b blockquote body br button caption cite code col colgroup data dd del desc details div dl dt em fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html i img input ins kbd label legend li link main "
    "mark meta nav noscript ol option output p pre q s samp script section select small span strong sub summary sup table "
    "tbody td tfoot th thead time title tr u ul var wbr".split()
)
SVG_ELEMENTS = frozenset(
    "circle clippath defs desc ellipse g line lineargradient path polygon polyline rect stop style svg text title tspan".split()
)
ATTRIBUTES = frozenset(
    "action alt as autocomplete charset checked class colspan content crossorigin datetime defer disabled download for headers "
    "height hidden href hreflang http-equiv id lang name open placeholder popover popovertarget popovertargetaction property "
    "rel reversed role rowspan scope selected span src start tabindex title translate type value width".split()
)
SVG_ATTRIBUTES = frozenset(
    "clip-path clip-rule cx cy d dominant-baseline dx dy fill fill-opacity fill-rule focusable font-family font-size "
    "font-style font-weight gradienttransform gradientunits href offset opacity overflow points preserveaspectratio r rx ry "
    "shape-rendering stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin "
    "stroke-miterlimit stroke-opacity stroke-width text-anchor transform version viewbox x x1 x2 xmlns y y1 y2".split()
)
_PREFIXES = ("data-", "aria-")
SVG = "{http://www.w3.org/2000/svg}"
_KNOWN = ELEMENTS | SVG_ELEMENTS
_KNOWN_ATTRIBUTES = ATTRIBUTES | SVG_ATTRIBUTES

DATA_BLOCK = "application/ld+json"
"""The one kind of script element without a file: data that no browser runs."""
NOT_LOADED = frozenset({"canonical", "alternate"})
"""Kinds of ``<link>`` that a browser only notes."""

_REFRESH = re.compile(r"0; url=(?:\.\./)+(?:[\w.-]+/)*")
_LOADING_STYLE = re.compile(r"\\|url\(|@import", re.IGNORECASE)
"""What the style of a drawing must not hold: a file's name, or an escape that could spell one."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a place of a page; never the text that stands there."""

    rule: str
    line: int
    place: str
    what: Message


def faults(root: Element) -> Iterator[Fault]:
    """What is wrong with a parsed page, or with a drawing parsed as XML."""
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    for element in elements:
        yield from _element(element)
    yield from _repeated(elements)
    if root.tag == "html" and not _carries_policy(elements):
        yield Fault(
            "H14", 1, "head", Message("does not carry the policy of the site once, before anything that is loaded.")
        )


def _element(element: Element) -> Iterator[Fault]:
    tag = _name(element)
    if tag not in _KNOWN:
        yield _fault("H12", element, Message("is an element that no page of ours has."))
    if tag == "script" and not element.get("src") and element.get("type", "").lower() != DATA_BLOCK:
        yield _fault("H10", element, Message("is code inside the page."))
    if tag == "style" and (element.tag == tag or _LOADING_STYLE.search(element.text or "")):
        yield _fault("H10", element, Message("is style inside the page, or loads something else."))
    for written, value in element.items():
        name = written.lower()
        if name in _CHECKED:
            yield from _CHECKED[name](element, value)
        elif name not in _KNOWN_ATTRIBUTES and not name.startswith(_PREFIXES):
            yield _unknown(element, name)


def _repeated(elements: Iterable[Element]) -> Iterator[Fault]:
    ids: set[str] = set()
    for element in elements:
        name = element.get("id")
        if name in ids:
            yield _fault("H15", element, Message("has an id that another element of the page has."))
        elif name is not None:
            ids.add(name)


def _carries_policy(elements: Iterable[Element]) -> bool:
    policies = [
        (place, element.get("content"))
        for place, element in enumerate(elements)
        if element.tag == "meta" and element.get("http-equiv", "").lower() == "content-security-policy"
    ]
    first = next((place for place, element in enumerate(elements) if element.tag in _LOADING), 0)
    return len(policies) == 1 and policies[0][1] == IN_PAGE and policies[0][0] < first


_LOADING = frozenset({"link", "script", "style", "img", "body"})


def drawing_faults(content: bytes) -> Iterator[Fault]:
    """What is wrong with a file of the type SVG, which a browser also opens as a page of its own."""
    try:
        root = fromstring(content, XMLParser(resolve_entities=False, no_network=True))
    except XMLSyntaxError:
        yield Fault("H12", 1, "svg", Message("is no well-formed XML."))
        return
    if root.getroottree().docinfo.doctype:
        yield Fault("H12", 1, "svg", Message("declares a document type, which can hide what it draws."))
    yield from faults(root)


def _name(element: Element) -> str:
    return str(element.tag).removeprefix(SVG).lower()


def _fault(rule: str, element: Element, what: Message, attribute: str = "") -> Fault:
    place = f"{_name(element)}[{attribute}]" if attribute else _name(element)
    return Fault(rule, element.sourceline or 1, place, what)


def _unknown(element: Element, name: str) -> Fault:
    if name.startswith("on") or name in {"style", "srcdoc"}:
        return _fault("H10", element, Message("is code or style inside the page."), name)
    return _fault("H12", element, Message("is an attribute that no page of ours has."), name)


def _loaded(element: Element, value: str, attribute: str) -> Iterator[Fault]:
    if scheme(value):
        yield _fault("H11", element, Message("loads from, or sends to, something else than this site."), attribute)


def _href(element: Element, value: str) -> Iterator[Fault]:
    if element.tag == "link":
        rel = element.get("rel", "").lower()
        if rel not in NOT_LOADED:
            yield from _loaded(element, value, "href")
        elif scheme(value) not in {"", "https"}:
            yield _fault("H13", element, Message("leads to an address of a kind that is not allowed."), "href")
    elif element.tag != "a":
        yield from _loaded(element, value, "href")
    elif scheme(value) not in SCHEMES:
        yield _fault("H13", element, Message("leads to an address of a kind that is not allowed."), "href")


def _http_equiv(element: Element, value: str) -> Iterator[Fault]:
    content = element.get("content", "")
    if value.lower() == "refresh":
        if not _REFRESH.fullmatch(content):
            yield _fault("H11", element, Message("sends the reader to something else than this site."), "http-equiv")
    elif value.lower() != "content-security-policy":
        yield _fault("H12", element, Message("is a header that no page of ours has."), "http-equiv")


_CHECKED = {
    "href": _href,
    "src": lambda element, value: _loaded(element, value, "src"),
    "action": lambda element, value: _loaded(element, value, "action"),
    "http-equiv": _http_equiv,
}
"""Attributes with an address, or that act as a header."""
