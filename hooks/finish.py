"""MkDocs hook that completes the output of the plugins: 404 page per language, unused files removed, no-break spaces."""

from __future__ import annotations

import html
from functools import partial
from pathlib import Path
from typing import cast

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.plugins import event_priority
from mkdocs.structure.pages import Page
from mkdocs.theme import Theme
from mkdocs_static_i18n.plugin import I18n

from transparency.model.unexpected_error import told
from transparency.site.build.cache import FOLDER, BuildCache, Compiled
from transparency.site.build.content import HANDED
from transparency.site.render.typeset import typeset

_not_found: dict[tuple[str, str], str] = {}
"""Folder of the site and language -> its 404 page."""


@event_priority(-200)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Runs for each language, and mkdocs-static-i18n may have made the theme anew."""
    config.theme.get_env = partial(_environment, config)  # type: ignore[method-assign]
    return config


def _environment(config: MkDocsConfig) -> jinja2.Environment:
    """The theme's with escaping by default, and with templates that are compiled once for all languages and builds."""
    environment = Theme.get_env(config.theme)
    environment.autoescape = True  # MkDocs leaves it off: each template would have to escape every value by itself
    environment.filters["unescaped"] = html.unescape  # titles of a table of contents are HTML
    environment.loader = OwnFiles(config.theme)
    environment.bytecode_cache = Compiled(BuildCache(Path(config.config_file_path).parent / FOLDER))
    return environment


class OwnFiles(jinja2.FileSystemLoader):
    """Anything of the theme can be included, but what MkDocs lists and publishes is ours.

    The layout brings its own styles and script. The theme's two megabytes would be published and never read, and each
    build would look through its fourteen thousand icons three times.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme.dirs)
        self._own = jinja2.FileSystemLoader(str(theme.custom_dir))

    def list_templates(self) -> list[str]:
        """Called by MkDocs to find the files of the theme."""
        return self._own.list_templates()


def _i18n(config: MkDocsConfig) -> I18n:
    return cast(I18n, config.plugins["i18n"])


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Dates and quantities are not torn apart at the end of a line."""
    return typeset(output)


def on_build_error(error: Exception) -> None:
    """A preview says in one line where an unexpected error happened; a build does so in the process that runs MkDocs."""
    if HANDED.content is None and not isinstance(error, (MkDocsException, SystemExit)):
        raise Abort(told(error).rstrip()) from None


@event_priority(-200)
def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """Every language writes 404.html to one place; its own is kept until its pages are built."""
    if template_name == "404.html":
        _not_found[config.site_dir, _i18n(config).current_language] = output
    return output


@event_priority(-200)
def on_post_build(config: MkDocsConfig) -> None:
    """Runs for each language; the nested ones come first, so that the default language has the last word at the root."""
    i18n = _i18n(config)
    for (site, lang), page in _not_found.items():
        if site != config.site_dir:
            continue
        folder = Path(site, "" if lang == i18n.default_language else lang)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "404.html").write_text(page, encoding="utf-8")
