"""Builds the same pages with plain MkDocs: in an ordinary set-up, and in the leanest one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from transparency.site.build.content import SiteContent

_PLUGIN = """\
  - i18n:
      docs_structure: folder
      reconfigure_material: false
      reconfigure_search: false
      languages:
        - {locale: kk, default: true, name: Kazakh, build: true}
        - {locale: ru, name: Russian, build: true}
        - {locale: en, name: English, build: true}
"""
"""Material and its search know no Kazakh, so the plugin must leave both alone."""
_REST = """\
site_name: plain
site_url: https://plain.invalid/
markdown_extensions: [attr_list, tables, def_list, footnotes, toc]
validation: {links: {not_found: ignore, unrecognized_links: ignore, anchors: ignore}, nav: {omitted_files: ignore}}
"""

SETTINGS: Mapping[str, str] = {
    "plain": _REST + "theme: {name: material, language: en, font: false}\nplugins:\n  - search\n" + _PLUGIN,
    "lean": _REST
    + "theme: {name: material, language: en, font: false, features: [navigation.prune]}\nplugins:\n"
    + _PLUGIN,
}
"""``plain``: Material's default features and the search plugin, the menu on every page. ``lean``: neither search nor menu."""


def write_plain(found: SiteContent, folder: Path, kind: str) -> int:
    """The rendered pages as Markdown files beside the settings; answers how many there are in all languages."""
    folder.mkdir()
    (folder / "mkdocs.yml").write_text(SETTINGS[kind], encoding="utf-8")
    texts = {f"{lang}/{page}": text for (page, lang), text in found.markdown.items()}
    texts |= {f"{page.lang}/{page.id}": page.body for page in found.registry.prose}
    for name, text in texts.items():
        file = folder / "docs" / f"{name}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return len(texts)
