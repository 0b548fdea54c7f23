"""Writes schema.org metadata of pages as JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TypeAlias

from transparency.model.text import Lang
from transparency.registry.check import CheckedRegistry
from transparency.site.render import schema_org
from transparency.site.render.html import Html
from transparency.site.views.addresses import page_url
from transparency.site.views.datasets import DatasetView

Node: TypeAlias = "dict[str, object]"


def script(registry: CheckedRegistry, view: object, lang: Lang, crumbs: Sequence[tuple[str, str]]) -> Html:
    """The text of the ``application/ld+json`` element of a page; ``crumbs`` are titles and addresses down to it."""
    nodes = [_breadcrumbs(crumbs)] if len(crumbs) > 1 else [_institution(registry, lang), _website(registry, lang)]
    if isinstance(view, DatasetView) and view.entry.files:
        nodes.append(schema_org.dataset(registry, view, lang, crumbs[-1][1]))
    text = json.dumps({"@context": "https://schema.org", "@graph": nodes}, ensure_ascii=False, separators=(",", ":"))
    return Html(text.replace("<", "\\u003c"))  # a script element ends at the first "</script", quoted or not


def _breadcrumbs(crumbs: Sequence[tuple[str, str]]) -> Node:
    items = [
        {"@type": "ListItem", "position": number, "name": title, "item": url}
        for number, (title, url) in enumerate(crumbs, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _institution(registry: CheckedRegistry, lang: Lang) -> Node:
    one = registry.settings.institution
    return {
        "@type": ["EducationalOrganization", "CollegeOrUniversity"],
        "@id": f"https://{one.domain}/#organization",
        "name": one.long_name.get(lang),
        "alternateName": [one.short_name.get(lang), one.formal_name.get(lang)],
        "url": f"https://{one.domain}/",
        "address": {"@type": "PostalAddress", "addressLocality": one.city.get(lang)},
    }


def _website(registry: CheckedRegistry, lang: Lang) -> Node:
    return {
        "@type": "WebSite",
        "@id": f"{registry.settings.url}#website",
        "name": registry.settings.portal.get(lang),
        "url": page_url(registry, "index", lang),
        "inLanguage": list(registry.languages),
        "publisher": {"@id": f"https://{registry.settings.institution.domain}/#organization"},
        "potentialAction": {
            "@type": "SearchAction",
            "target": page_url(registry, "search", lang) + "?q={search_term_string}",
            "query-input": "required name=search_term_string",
        },
    }
