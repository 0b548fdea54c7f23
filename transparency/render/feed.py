"""What changed, as an Atom feed in each language (RFC 4287)."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree import ElementTree as ET

from transparency.check.registry import CheckedRegistry
from transparency.model.change import Change
from transparency.model.text import DEFAULT_LANGUAGE, LANGUAGES, Lang
from transparency.shape.portal import newest_first
from transparency.shape.site import page_url

ATOM = "http://www.w3.org/2005/Atom"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def path(lang: Lang) -> str:
    """Where the feed stands below the root of the site."""
    return "feed.xml" if lang == DEFAULT_LANGUAGE else f"{lang}/feed.xml"


def files(registry: CheckedRegistry) -> Mapping[str, bytes]:
    """A feed for each language."""
    return {path(lang): _feed(registry, lang) for lang in LANGUAGES}


def _feed(registry: CheckedRegistry, lang: Lang) -> bytes:
    settings, changes = registry.settings, newest_first(registry.changes)
    own = settings.url + path(lang)
    feed = ET.Element("feed", {"xmlns": ATOM, _XML_LANG: lang})
    _add(feed, "id", own)
    _add(feed, "title", f"{settings.portal.get(lang)}: {registry.words[lang].text('changes.title')}")
    _add(feed, "updated", _moment(changes[0] if changes else None, registry))
    ET.SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": own})
    ET.SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": _page(registry, lang)})
    _add(ET.SubElement(feed, "author"), "name", settings.institution.name.get(lang))
    for change in changes:
        _entry(feed, registry, change, lang)
    ET.indent(feed)
    written: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _entry(feed: ET.Element, registry: CheckedRegistry, change: Change, lang: Lang) -> None:
    entry = ET.SubElement(feed, "entry")
    link = f"{_page(registry, lang)}#{change.id}"
    _add(entry, "id", link)
    _add(entry, "title", change.title.get(lang))
    _add(entry, "updated", _moment(change, registry))
    ET.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": link})
    ET.SubElement(entry, "category", {"term": change.kind})
    _add(entry, "summary", change.text.get(lang))


def _page(registry: CheckedRegistry, lang: Lang) -> str:
    return page_url(registry, "about/changes", lang)


def _moment(change: Change | None, registry: CheckedRegistry) -> str:
    return f"{(change.date if change else registry.date).isoformat()}T00:00:00Z"


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text
