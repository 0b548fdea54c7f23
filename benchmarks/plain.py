"""Writes the rendered pages of a site as a project for plain MkDocs: Material, search and static-i18n, nothing else."""

from __future__ import annotations

from pathlib import Path

from transparency.site.build.content import SiteContent

SETTINGS = """\
site_name: plain
site_url: https://plain.invalid/
theme: {name: material, language: en, font: false}
markdown_extensions: [attr_list, tables, def_list, footnotes, toc]
validation: {links: {not_found: ignore, unrecognized_links: ignore, anchors: ignore}, nav: {omitted_files: ignore}}
plugins:
  - search
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


def write_plain(found: SiteContent, folder: Path) -> int:
    """The pages as Markdown files beside the settings; answers how many there are in all languages."""
    folder.mkdir()
    (folder / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    titles = found.rendered.shared.titles
    texts = {f"{lang}/{page}": f"# {titles[page, lang]}\n\n{html}" for (page, lang), html in found.html.items()}
    texts |= {f"{page.lang}/{page.id}": page.body for page in found.registry.prose}
    for name, text in texts.items():
        file = folder / "docs" / f"{name}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return len(texts)
