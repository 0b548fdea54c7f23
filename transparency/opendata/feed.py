"""Writes the Atom feed of the open data in each language: one entry per version, with its changes in words."""

from __future__ import annotations

from transparency.model.data_version import ChangeReport
from transparency.model.text import Lang
from transparency.opendata.catalogue import Catalogue
from transparency.registry.check import CheckedRegistry
from transparency.site.render import atom, formats
from transparency.site.render.changes import summary
from transparency.site.views.addresses import page_url, path
from transparency.site.views.datasets import INDEX, VERSIONS

NAME = "changes.atom"

LATEST = 30
"""Entries in a feed; older versions stay on the page of versions."""


def feeds(registry: CheckedRegistry, catalogue: Catalogue) -> dict[str, bytes]:
    """Path below the root of the site -> feed."""
    return {
        f"{path(registry.languages, INDEX, lang)}{NAME}": atom.document(_feed(registry, catalogue, lang))
        for lang in registry.languages
    }


def _feed(registry: CheckedRegistry, catalogue: Catalogue, lang: Lang) -> atom.Feed:
    settings = registry.settings
    return atom.Feed(
        lang=lang,
        address=page_url(registry, INDEX, lang) + NAME,
        page=page_url(registry, VERSIONS, lang),
        title=_title(registry, catalogue, lang),
        author=settings.institution.name.get(lang),
        updated=catalogue.reports[0].date,
        entries=[_entry(registry, catalogue, report, lang) for report in catalogue.reports[:LATEST]],
    )


def _title(registry: CheckedRegistry, catalogue: Catalogue, lang: Lang) -> str:
    words = registry.words[lang]
    title = f"{registry.settings.portal.get(lang)}: {words.text('open_data.feed')}"
    invented = any(table.demonstration for table in catalogue.tables)
    return f"{title} ({words.text('status.demonstration')})" if invented else title


def _entry(registry: CheckedRegistry, catalogue: Catalogue, report: ChangeReport, lang: Lang) -> atom.AtomEntry:
    words = registry.words[lang]
    title = words.text("open_data.version_of", date=formats.date(report.date, lang), name=report.version)
    address = f"{page_url(registry, VERSIONS, lang)}#v{report.version}"
    return atom.AtomEntry(address, title, summary(registry, report, lang, catalogue.reasons), report.date)
