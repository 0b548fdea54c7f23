"""The page of a record as it would look after an edit."""

from __future__ import annotations

from collections.abc import Sequence, Set

from transparency.desk.edit_records import declared
from transparency.desk.workspace import Files, Workspace
from transparency.model.text import Lang
from transparency.site.build.content import SiteContent, content


class NoPage(Exception):
    """The page cannot be shown; the text is the key of the reason in the words of the desk."""


def page_html(space: Workspace, files: Files, name: str, key: str, lang: Lang) -> str:
    """The body of the page, written by the same code as the site."""
    with space.copy_with(files) as copy:
        found, _ = content(copy, space.today)
    if found is None:
        raise NoPage("error.preview")
    page = _page(found, name, key)
    if page is None or (page, lang) not in found.html:
        raise NoPage("error.no-page")
    return str(found.html[page, lang])


def _page(found: SiteContent, name: str, key: str) -> str | None:
    """The record's own page in the section of its type, else the first page that shows records of the type."""
    return own_page({page for page, _ in found.html}, declared(name).pages, key)


def own_page(ids: Set[str], pages: Sequence[str], key: str) -> str | None:
    """Two sections may have a page of the same key: the fund and the unit ``library``."""
    sections = {page.split("/")[0] for page in pages}
    own = (page for page in sorted(ids) if page.endswith(f"/{key}") and page.split("/")[0] in sections)
    return next(own, None) or next((page for page in pages if page in ids), None)
