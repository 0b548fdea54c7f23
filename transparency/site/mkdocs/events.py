"""Events of a MkDocs build: adds pages and files generated from ``data/``, and sets metadata and navigation of each language.

Before the plugin (which works at priority -100) every generated page of every language is announced as an ordinary file,
so that the plugin computes the alternates; after it the pages of the current language get their content.

``hooks/portal.py`` of an institution passes these functions on to MkDocs.
"""

from __future__ import annotations

from transparency.model.unexpected_error import error_line

import datetime as dt
import html
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, cast

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext
from mkdocs_static_i18n.config import I18nPluginLanguage
from mkdocs_static_i18n.plugin import I18n

from transparency.model.locales import is_cyrillic, own_name
from transparency.model.messages import Message, current_language, translate
from transparency.model.problem import CouldNotRun, Problem, as_text, translated
from transparency.model.product_files import LAYOUT
from transparency.model.sections import section_of
from transparency.model.structure import SERVICE, navigation_of
from transparency.model.text import Lang, Languages
from transparency.registry.allowed_html import cleaned
from transparency.registry.clock import build_date
from transparency.registry.demonstration import FOLDER as DEMO
from transparency.registry.prose_html import without_title
from transparency.registry.site_url import site_url
from transparency.site.build.attachments import link_targets
from transparency.site.build.content import PREPARED, SiteContent, content
from transparency.site.build.content_security_policy import IN_PAGE
from transparency.site.build.files import write
from transparency.site.build.preview_state import PREVIEW, SharedInputsOfPage
from transparency.site.mkdocs.theme import compact_assets, use_layout
from transparency.site.render import formats, terms
from transparency.site.render.html import ContentsEntry, Html, sections
from transparency.site.render.meta import PageMetadata, layout
from transparency.site.render.pages import relative
from transparency.site.render.typeset import typeset
from transparency.site.views.addresses import path

BEFORE_I18N, AFTER_I18N = 0, -200
_ANCHOR = re.compile(r'id="(?<!\wid=")([^"]+)"')
GLOSSARY = "about/glossary"
"""Id of the page that explains terms."""

EPOCH = dt.date(1970, 1, 1)


@dataclass(frozen=True)
class Build:
    """One run over all languages; MkDocs makes a new config object for each."""

    config: MkDocsConfig
    content: SiteContent
    layout: PageMetadata
    frame: SharedInputsOfPage


_builds: list[Build] = []

_not_found: dict[tuple[str, str], str] = {}
"""Folder of the site and language -> its 404 page."""

_served: list[bool] = []
"""Not empty under ``mkdocs serve``, whose live reload is a script inside the page: those pages go without the policy."""


def on_startup(command: str, dirty: bool) -> None:
    """Runs once, before the first build."""
    _served[:] = [True] if command == "serve" else []


@event_priority(100)
def _on_config_first(config: MkDocsConfig) -> MkDocsConfig:
    """One pass over the data for all languages; what is wrong stops the build before anything is written."""
    if not _builds or _builds[-1].config is not config:
        _builds[:] = [_build(config)]
        _set_languages(config, _builds[0].content.registry.languages)
        try:
            config.site_url = site_url(os.environ, _builds[0].content.registry.settings.url)
        except CouldNotRun as error:
            raise Abort(translate(error, current_language())) from None
    return config


def _set_languages(config: MkDocsConfig, languages: Languages) -> None:
    """The languages of ``data/site.yml``, whatever mkdocs.yml gives the plugin so that it starts."""
    plugin = cast(I18n, config.plugins["i18n"])
    plugin.config.languages = []
    for lang in languages:
        one = I18nPluginLanguage()
        one.load_dict({"locale": lang, "name": own_name(lang), "default": lang == languages.default})
        one.validate()
        plugin.config.languages.append(one)


def _build(config: MkDocsConfig) -> Build:
    root = Path(config.config_file_path).parent
    if strange := _strange_settings(config, root):
        raise Abort(_aloud(strange))
    try:
        day = build_date(root, os.environ)
    except CouldNotRun as error:
        raise Abort(translate(error, current_language())) from None
    os.environ["SOURCE_DATE_EPOCH"] = str((day - EPOCH).days * 86_400)  # never the one of whoever runs the build
    found = PREPARED.content or _fresh(root, day)
    return Build(config, found, layout(found.registry, found.pages), _frame(found))


def _aloud(problems: tuple[Problem, ...]) -> str:
    return "\n" + as_text(translated(problems, current_language()))


def _strange_settings(config: MkDocsConfig, root: Path) -> tuple[Problem, ...]:
    """Settings with which MkDocs would publish files that stand in no list of the product."""
    wrong = {
        "docs_dir": Path(config.docs_dir) != root / "docs",
        "theme.custom_dir": bool(config.theme.custom_dir),
        **{name: bool(config[name]) for name in ("extra_css", "extra_javascript", "extra_templates")},
    }
    what, advice = (
        Message("would publish files that nobody has checked."),
        Message("Take the setting out, or give it its usual value."),
    )
    return tuple(Problem("mkdocs.yml", 0, "A11", name, what, advice) for name, is_wrong in wrong.items() if is_wrong)


def _fresh(root: Path, day: dt.date) -> SiteContent:
    """The content for a preview."""
    found, problems = content(root, day, demo=_with_demo())
    if found is None:
        raise Abort(_aloud(problems))
    return found


def _with_demo() -> bool:
    """``make serve DEMO=no`` shows the site as a release would be."""
    return os.environ.get("DEMO") != "no"


def _frame(found: SiteContent) -> SharedInputsOfPage:
    """What all pages of a language share beside their content."""
    layouts = sorted(file for file in LAYOUT.rglob("*") if file.is_file())
    return found.rendered.shared, tuple(file.read_bytes() for file in layouts)


@event_priority(AFTER_I18N)
def _on_config_last(config: MkDocsConfig) -> MkDocsConfig:
    """Layout, names and navigation of the current language."""
    use_layout(config)
    registry = _builds[0].content.registry
    lang = _language(config)
    words = registry.words[lang]
    config.site_name = registry.settings.portal.get(lang)
    config.extra["languages"] = {one: own_name(one) for one in registry.languages}
    config.extra["cyrillic"] = is_cyrillic(lang)
    config.extra["words"] = words
    config.extra["settings"] = registry.settings
    config.extra["policy"] = "" if _served else IN_PAGE
    config.extra["today"] = registry.date
    config.extra["today_text"] = formats.date(registry.date, lang)
    config.extra["search"] = path(registry.languages, "search", lang)
    config.extra["service"] = _builds[0].layout.links(SERVICE, lang)
    named = ("index", *navigation_of(registry.settings.sections))
    config.nav = [{words.text(f"nav.{section_of(page) or page.split('/')[0]}"): f"{page}.md"} for page in named]
    return config


on_config = CombinedEvent(_on_config_first, _on_config_last)


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Callable[..., Any]) -> LiveReloadServer:
    """Watches what ``watch`` in mkdocs.yml cannot name, because it may be missing: invented records, and the product itself."""
    root = Path(config.config_file_path).parent
    for folder, is_shown in ((root / DEMO, _with_demo()), (root / "transparency", True)):
        if is_shown and folder.is_dir():
            server.watch(str(folder))
    return server


@event_priority(BEFORE_I18N)
def _announce(files: Files, config: MkDocsConfig) -> Files:
    _keep_listed(files, config)
    for page in _builds[0].content.pages:
        for lang in _builds[0].content.registry.languages:
            files.append(File(f"{lang}/{page.id}.md", config.docs_dir, config.site_dir, config.use_directory_urls))
    return files


def _keep_listed(files: Files, config: MkDocsConfig) -> None:
    """MkDocs copies what it finds in ``docs/``; of that it keeps the pages that the gate has read."""
    root = Path(config.config_file_path).parent
    listed = _builds[0].content.sources
    for file in [file for file in files if file.src_dir == config.docs_dir]:
        name = Path(file.abs_src_path or "").relative_to(root).as_posix()
        if name not in listed or not file.is_documentation_page():
            files.remove(file)


@event_priority(AFTER_I18N)
def _fill(files: Files, config: MkDocsConfig) -> Files:
    lang = _language(config)
    for source, target, data in link_targets(_builds[0].content.registry, lang):
        linked = File.generated(config, source, content=data)
        linked.dest_uri = target
        files.append(linked)
    for file in files.documentation_pages():
        if (_page_id(file), lang) in _builds[0].content.html:
            file.generated_by = "transparency"
        if PREPARED.content is None:
            _watch(file, lang)
    compact_assets(files)
    return files


def _watch(file: File, lang: Lang) -> None:
    """A preview writes a page only when something of it has changed."""
    source = _generated(file, lang)
    made_of = (file.content_string if source is None else source, _meta(file, lang))
    file.is_modified = partial(PREVIEW.is_new, Path(file.abs_dest_path), _builds[0].frame, made_of)  # type: ignore[method-assign]


on_files = CombinedEvent(_announce, _fill)


@event_priority(AFTER_I18N)
def on_post_build(config: MkDocsConfig) -> None:
    """Runs for each language; the nested ones come first, so that the default language has the last word at the root.

    A preview needs the files that no page is made of; in a build they are written by the build.
    """
    _write_not_found(config)
    if PREPARED.content is None and not cast(I18n, config.plugins["i18n"]).building:
        write(PREVIEW.new_files(_builds[0].content.files, Path(config.site_dir)), Path(config.site_dir))


def _write_not_found(config: MkDocsConfig) -> None:
    default = cast(I18n, config.plugins["i18n"]).default_language
    for (site, lang), page in _not_found.items():
        if site == config.site_dir:
            folder = Path(site, "" if lang == default else lang)
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "404.html").write_text(page, encoding="utf-8")


@event_priority(AFTER_I18N)
def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """Every language writes 404.html to one place; its own is kept until its pages are built."""
    if template_name == "404.html":
        _not_found[config.site_dir, _language(config)] = output
    return output


def on_build_error(error: Exception) -> None:
    """A preview says in one line where an unexpected error happened; a build does so in the process that runs MkDocs."""
    if PREPARED.content is None and not isinstance(error, (MkDocsException, SystemExit)):
        raise Abort(error_line(error).rstrip()) from None


def on_page_read_source(page: Page, config: MkDocsConfig) -> str | None:
    """A generated page has no Markdown: its HTML comes when the page is written."""
    return None if _generated(page.file, _language(config)) is None else ""


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """MkDocs asks every page for its title before it writes the first; the layout prints the title, so prose goes without."""
    page.meta = {"title": _builds[0].layout.facts[_page_id(page.file), _language(config)].title}
    return without_title(markdown)


def _meta(file: File, lang: Lang) -> dict[str, Any]:
    page_id = _page_id(file)
    return _builds[0].layout.meta(page_id, lang, lambda target: relative(page_id, target))


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Abbreviations lead to the glossary. Prose has been checked as a source (rules H02 to H06)."""
    return _explained(Html(cleaned(html)), page, config) if html else html


def on_page_context(context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation) -> TemplateContext:
    """The layout gets the facts of the page as ``page.meta``, and the HTML of a generated page with its sections.

    Not sooner, and not for longer than it is written: MkDocs reads all pages first, and thousands of them fill the memory.
    """
    lang = _language(config)
    body = _generated(page.file, lang)
    if body is None:
        listed = tuple(ContentsEntry(one.id, html.unescape(one.title)) for one in page.toc)
    else:
        listed = tuple(sections(body))
        page.present_anchor_ids = set(_ANCHOR.findall(body))
        page.content = _explained(body, page, config)
    page.meta = _meta(page.file, lang) | {"sections": listed}
    return context


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """From now on this page is new again only when something of it changes; dates and quantities stay on one line."""
    PREVIEW.written(Path(page.file.abs_dest_path))
    page.content, page.meta = "", {"title": page.title}
    return typeset(output, tuple(_builds[0].content.registry.languages))


def _explained(html: Html, page: Page, config: MkDocsConfig) -> Html:
    page_id, lang = _page_id(page.file), _language(config)
    if page_id == GLOSSARY:
        return html
    return terms.linked(html, terms.links(_builds[0].content.registry.explained, lang, relative(page_id, GLOSSARY)))


def _generated(file: File, lang: Lang) -> Html | None:
    """The HTML of a generated page; None for prose."""
    return _builds[0].content.html.get((_page_id(file), lang))


def _page_id(file: File) -> str:
    return file.src_uri.split("/", 1)[1].removesuffix(".md")


def _language(config: MkDocsConfig) -> Lang:
    language: Lang = cast(I18n, config.plugins["i18n"]).current_language
    return language
