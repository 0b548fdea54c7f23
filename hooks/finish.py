"""Output that mkdocs-static-i18n leaves half done on a trilingual site: absolute alternates and one 404 page a language."""

from __future__ import annotations

import re
from pathlib import Path
from typing import cast

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page
from mkdocs_static_i18n.plugin import I18n

_ALTERNATE = re.compile(r'\s*<link rel="alternate" href="[^"]*" hreflang="[^"]*">')
_not_found: dict[str, str] = {}


@event_priority(-200)
def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Search engines want absolute alternates and one for readers of other languages."""
    links = [_link(config, file.url, lang) for lang, file in sorted(_alternates(page).items())]
    default = _alternates(page).get(_i18n(config).default_language)
    if default is not None:
        links.append(_link(config, default.url, "x-default"))
    return _ALTERNATE.sub("", output).replace("</head>", "".join(links) + "</head>", 1)


def _i18n(config: MkDocsConfig) -> I18n:
    return cast(I18n, config.plugins["i18n"])


def _alternates(page: Page) -> dict[str, File]:
    found: dict[str, File] = getattr(page.file, "alternates", {})
    return found


def _link(config: MkDocsConfig, url: str, lang: str) -> str:
    address = f"{config.site_url}{'' if url == './' else url}"
    return f'<link rel="alternate" href="{address}" hreflang="{lang}">\n'


@event_priority(-200)
def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """Every language writes 404.html to one place; keep each until all are built."""
    if template_name == "404.html":
        _not_found[_i18n(config).current_language] = _ALTERNATE.sub("", output)
    return output


@event_priority(-200)
def on_post_build(config: MkDocsConfig) -> None:
    """Runs for each nested language too; the outermost comes last."""
    i18n = _i18n(config)
    if i18n.building:
        return
    for lang, html in _not_found.items():
        folder = Path(config.site_dir, "" if lang == i18n.default_language else lang)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "404.html").write_text(html, encoding="utf-8")
