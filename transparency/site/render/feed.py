"""Writes the Atom feed of portal changes in each language."""

from __future__ import annotations

from collections.abc import Mapping

from transparency.model.change import PortalChange
from transparency.model.text import Lang
from transparency.registry.check import CheckedRegistry
from transparency.site.render import atom
from transparency.site.views.addresses import page_url
from transparency.site.views.portal import newest_first


def path(registry: CheckedRegistry, lang: Lang) -> str:
    """Where the feed stands below the root of the site."""
    return f"{registry.languages.folder(lang)}feed.xml"


def files(registry: CheckedRegistry) -> Mapping[str, bytes]:
    """A feed for each language."""
    return {path(registry, lang): atom.document(_feed(registry, lang)) for lang in registry.languages}


def _feed(registry: CheckedRegistry, lang: Lang) -> atom.Feed:
    settings, changes = registry.settings, newest_first(registry.changes)
    page = page_url(registry, "about/changes", lang)
    return atom.Feed(
        lang=lang,
        address=settings.url + path(registry, lang),
        page=page,
        title=f"{settings.portal.get(lang)}: {registry.words[lang].text('changes.title')}",
        author=settings.institution.formal_name.get(lang),
        updated=changes[0].date if changes else registry.date,
        entries=[_entry(change, page, lang) for change in changes],
    )


def _entry(change: PortalChange, page: str, lang: Lang) -> atom.AtomEntry:
    return atom.AtomEntry(
        f"{page}#{change.id}", change.title.get(lang), change.text.get(lang), change.date, category=change.kind
    )
