"""An Atom feed a language: one entry for each version of the open data, with what changed in words."""

from __future__ import annotations

from transparency.check.registry import CheckedRegistry
from transparency.model.data_version import ChangeReport
from transparency.model.text import LANGUAGES, Lang
from transparency.render import atom, formats
from transparency.render.changes import summary
from transparency.shape.dataset_page import INDEX, VERSIONS
from transparency.shape.open_data import Catalogue
from transparency.shape.site import page_url, path

NAME = "changes.atom"

LATEST = 30
"""Entries in a feed; older versions stay on the page of versions."""


def feeds(registry: CheckedRegistry, catalogue: Catalogue) -> dict[str, bytes]:
    """Path below the root of the site -> feed."""
    return {f"{path(INDEX, lang)}{NAME}": atom.document(_feed(registry, catalogue, lang)) for lang in LANGUAGES}


def _feed(registry: CheckedRegistry, catalogue: Catalogue, lang: Lang) -> atom.Feed:
    settings = registry.settings
    return atom.Feed(
        lang=lang,
        address=page_url(registry, INDEX, lang) + NAME,
        page=page_url(registry, VERSIONS, lang),
        title=f"{settings.portal.get(lang)}: {registry.words[lang].text('open_data.feed')}",
        author=settings.institution.name.get(lang),
        updated=catalogue.reports[0].date,
        entries=[_entry(registry, report, lang) for report in catalogue.reports[:LATEST]],
    )


def _entry(registry: CheckedRegistry, report: ChangeReport, lang: Lang) -> atom.Entry:
    words = registry.words[lang]
    title = words.text("open_data.version_of", date=formats.date(report.date, lang), name=report.version)
    address = f"{page_url(registry, VERSIONS, lang)}#v{report.version}"
    return atom.Entry(address, title, summary(registry, report, lang), report.date)
