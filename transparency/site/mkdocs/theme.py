"""Puts the layout of the product before Material's templates: escaping by default, and only our own files published."""

from __future__ import annotations

import re
from functools import cache, partial
from pathlib import Path

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.theme import Theme

from transparency.cache import FOLDER, DiskCache
from transparency.model.product_files import LAYOUT
from transparency.site.build.compiled_templates import Compiled
from transparency.site.render.icons import icon

_BLANK = r"(?>\s|/\*.*?\*/)"
_STYLE = re.compile(rf'("[^"]*")|{_BLANK}*([{{}};,]|:(?=\s)){_BLANK}*|{_BLANK}+', re.DOTALL)
"""A string, or blanks and comments with the mark that they surround; a colon only before a blank, as in a declaration."""
_SCRIPT = re.compile(r"^\s*(?>/\*.*?\*/)\n|^\s+", re.DOTALL | re.MULTILINE)
"""A comment with lines of its own, or the blanks a line begins with."""


def use_layout(config: MkDocsConfig) -> None:
    """Called for each language: mkdocs-static-i18n may have made the theme anew."""
    if str(LAYOUT) not in config.theme.dirs:
        config.theme.dirs.insert(0, str(LAYOUT))
    config.theme.get_env = partial(_environment, config)  # type: ignore[method-assign]


def _environment(config: MkDocsConfig) -> jinja2.Environment:
    """The theme's with escaping by default, and with templates that are compiled once for all languages and builds."""
    environment = Theme.get_env(config.theme)
    environment.autoescape = True  # MkDocs leaves it off: each template would have to escape every value by itself
    environment.globals["icon"] = icon
    environment.loader = OwnFiles(config.theme.dirs)
    environment.bytecode_cache = Compiled(DiskCache(Path(config.config_file_path).parent / FOLDER))
    return environment


class OwnFiles(jinja2.FileSystemLoader):
    """Anything of the theme can be included, but what MkDocs lists and publishes is ours.

    The layout brings its own styles and script. The theme's two megabytes would be published and never read, and each
    build would look through its fourteen thousand icons three times.
    """

    def list_templates(self) -> list[str]:
        """Called by MkDocs to find the files of the theme."""
        return jinja2.FileSystemLoader(LAYOUT).list_templates()


def compact_assets(files: Files) -> None:
    """Publishes the styles and scripts of the layout without comments and indentation (decision 0212)."""
    for file in files.media_files():
        if file.src_dir == str(LAYOUT) and (file.is_css() or file.is_javascript()):
            file.content_string = compact(file.content_string, is_style=file.is_css())


@cache
def compact(text: str, *, is_style: bool) -> str:
    """A stylesheet or a script of the layout. Strings of a style are double-quoted, template literals end on their line."""
    return _STYLE.sub(lambda found: found[1] or found[2] or " ", text) if is_style else _SCRIPT.sub("", text)
