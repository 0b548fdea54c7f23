"""Addresses of pages below the root of the site, by page id and language."""

from __future__ import annotations

from transparency.model.text import Lang, Languages
from transparency.registry.check import CheckedRegistry


def path(languages: Languages, page_id: str, lang: Lang) -> str:
    """Address of a page below the root of the site: ``ru/processes/p01/``."""
    return languages.folder(lang) + address(page_id)


def page_url(registry: CheckedRegistry, page_id: str, lang: Lang) -> str:
    """Full address of a page; it stays the same for good."""
    return registry.settings.url + path(registry.languages, page_id, lang)


def address(page_id: str) -> str:
    """Address of a page below the language's root: ``processes/p01/``; the home page has the empty one."""
    return page_id.removesuffix("index") if page_id.rsplit("/", maxsplit=1)[-1] == "index" else f"{page_id}/"
