"""Writes Atom documents (RFC 4287)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from transparency.model.text import Lang

NAMESPACE = "http://www.w3.org/2005/Atom"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class AtomEntry:
    """Something that happened."""

    address: str
    """Where it is told on the site; it is the name of the entry for good."""
    title: str
    text: str
    date: dt.date
    category: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A list of entries in one language."""

    lang: Lang
    address: str
    """Of the feed itself."""
    page: str
    """Of the page that says the same to people."""
    title: str
    author: str
    updated: dt.date
    entries: Sequence[AtomEntry]


def document(feed: Feed) -> bytes:
    """The feed as a file."""
    root = ET.Element("feed", {"xmlns": NAMESPACE, _XML_LANG: feed.lang})
    _add(root, "id", feed.address)
    _add(root, "title", feed.title)
    _add(root, "updated", _moment(feed.updated))
    ET.SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": feed.address})
    ET.SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": feed.page})
    _add(ET.SubElement(root, "author"), "name", feed.author)
    for entry in feed.entries:
        _entry(root, entry)
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _entry(root: ET.Element, entry: AtomEntry) -> None:
    element = ET.SubElement(root, "entry")
    _add(element, "id", entry.address)
    _add(element, "title", entry.title)
    _add(element, "updated", _moment(entry.date))
    ET.SubElement(element, "link", {"rel": "alternate", "type": "text/html", "href": entry.address})
    if entry.category:
        ET.SubElement(element, "category", {"term": entry.category})
    _add(element, "summary", entry.text)


def _moment(day: dt.date) -> str:
    """Midnight UTC: the data have dates, Atom requires a time."""
    return f"{day.isoformat()}T00:00:00Z"


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text
