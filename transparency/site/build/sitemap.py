"""Writes sitemap.xml and robots.txt for search engines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from transparency.site.build.content import SiteContent
from transparency.site.render.meta import PageMetadata, layout
from transparency.site.views.addresses import page_url

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"


def write(content: SiteContent, site: Path) -> None:
    """Adds them to a folder that MkDocs has built."""
    facts = layout(content.registry, content.pages)
    for path, made in _addresses(content, facts):
        target = site / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(made)
    (site / "sitemap.xml.gz").unlink(missing_ok=True)


def _addresses(content: SiteContent, facts: PageMetadata) -> Iterator[tuple[str, bytes]]:
    yield "sitemap.xml", _sitemap(content, facts)
    yield "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {content.registry.settings.url}sitemap.xml\n".encode()


def _sitemap(content: SiteContent, facts: PageMetadata) -> bytes:
    """Every listed page with the day of its content and its versions in the other languages; no invented examples."""
    languages = content.registry.languages
    root = ET.Element("urlset", {"xmlns": _SITEMAP, "xmlns:xhtml": _XHTML})
    for (page, lang), fact in sorted(facts.facts.items()):
        if fact.listed and not fact.demonstration:
            url = ET.SubElement(root, "url")
            ET.SubElement(url, "loc").text = page_url(content.registry, page, lang)
            ET.SubElement(url, "lastmod").text = fact.updated.isoformat()
            for code, other in (*((one, one) for one in languages), ("x-default", languages.default)):
                _alternate(url, code, page_url(content.registry, page, other))
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _alternate(url: ET.Element, code: str, href: str) -> None:
    ET.SubElement(url, "xhtml:link", {"rel": "alternate", "hreflang": code, "href": href})
