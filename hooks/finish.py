"""What MkDocs, its theme and mkdocs-static-i18n leave half done: a 404 page a language, files nobody asks for, spaces."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs_static_i18n.plugin import I18n

from transparency.render.typeset import typeset

_not_found: dict[str, str] = {}


@event_priority(-200)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """The layout brings its own styles and script; the theme's, two megabytes, would be published and never read."""
    own = Path(str(config.theme.custom_dir))
    for file in list(files):
        if file.src_uri.startswith("assets/") and file.abs_src_path and own not in Path(file.abs_src_path).parents:
            files.remove(file)
    return files


def _i18n(config: MkDocsConfig) -> I18n:
    return cast(I18n, config.plugins["i18n"])


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Dates and quantities are not torn apart at the end of a line."""
    return typeset(output)


@event_priority(-200)
def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """Every language writes 404.html to one place; its own is kept until its pages are built."""
    if template_name == "404.html":
        _not_found[_i18n(config).current_language] = output
    return output


@event_priority(-200)
def on_post_build(config: MkDocsConfig) -> None:
    """Runs for each language; the nested ones come first, so that the default language has the last word at the root."""
    i18n = _i18n(config)
    for lang, html in _not_found.items():
        folder = Path(config.site_dir, "" if lang == i18n.default_language else lang)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "404.html").write_text(html, encoding="utf-8")
