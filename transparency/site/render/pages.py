"""Renders pages from Jinja templates in one language."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import jinja2
from jinja2.runtime import Context

from transparency.model.locales import name_in
from transparency.model.messages import Message
from transparency.model.problem import Problem
from transparency.model.text import Item, Lang, LocalText, TermUse
from transparency.model.words import UnknownWord
from transparency.opendata.dataset_table import cell_text
from transparency.registry.check import CheckedRegistry
from transparency.site.charts.names import LIBRARY, Drawings, data_path
from transparency.site.render import changes, feed, formats, process_map, ring
from transparency.site.render.html import Html, strong_shares
from transparency.site.render.icons import icon
from transparency.site.render.record_cell import record_cell
from transparency.site.render.rows import as_cards, without_empty_columns
from transparency.site.render.sentences import written
from transparency.site.views import actor
from transparency.site.views.addresses import address
from transparency.site.views.addresses import path as page_path
from transparency.site.views.measured import difference, written_value
from transparency.site.views.page import Page
from transparency.site.views.process import MapView
from transparency.site.views.sentence import When, within
from transparency.site.views.survey_figures import row_key
from transparency.site.views.survey_pages import compare_path

TEMPLATES = Path(__file__).parent.parent / "templates"

CLARIFY_ANCHOR = "being-clarified"
"""Place on a page that explains the sign «being clarified»; every sign links to it."""


@dataclass(frozen=True, slots=True)
class Told:
    """An entry of a list in one language, ready for a template."""

    text: str
    process: str | None
    clarify: tuple[str, ...]
    resource_class: str | None = None
    """Name of the class, for a resource that is not the class itself."""


class UnknownPage(LookupError):
    """A template links to a page that does not exist."""


@dataclass(frozen=True)
class Renderer:
    """Writes pages in any language. What it knows beside a page is common to all of them."""

    registry: CheckedRegistry
    """What pages have in common; see `CheckedRegistry.common`."""
    titles: Mapping[tuple[str, Lang], str]
    """Title of every page of the site, see `titles_of`."""
    templates: Path = TEMPLATES
    drawings: Drawings = field(default_factory=dict)
    """The charts of all pages, drawn beforehand."""
    compiled: jinja2.BytecodeCache | None = None
    """Templates that were compiled before; all languages share them."""

    def html(self, page: Page, lang: Lang) -> Html:
        """The page below its lead; raises `jinja2.TemplateError`, `UnknownPage` or `UnknownWord` for a faulty template."""
        template = self._environments[lang].get_template(page.template)
        html = Html(template.render(page=page, view=page.view, **self._links(page, lang)))
        if page.tables:
            tables = self._environments[lang].get_template("record_tables.html.j2")
            html += Html(tables.render(page=page))
        if page.grounds or page.registers:
            below = self._environments[lang].get_template("page_below.html.j2")
            html += Html(below.render(page=page, **self._links(page, lang)))
        if page.related:
            related = self._environments[lang].get_template("related.html.j2")
            html += Html(related.render(page=page, **self._links(page, lang)))
        if page.before or page.after:
            neighbours = self._environments[lang].get_template("neighbours.html.j2")
            html += Html(neighbours.render(page=page, **self._links(page, lang)))
        return self._explained(html, html.count(f'href="#{CLARIFY_ANCHOR}"'), lang)

    def _explained(self, html: Html, signs: int, lang: Lang) -> Html:
        """A page with signs «being clarified» begins with their number and ends with what they mean."""
        if not signs:
            return html
        words = self.registry.words[lang]
        line = Html('<p class="by"><a class="clarify-line" href="#{}">{}</a></p>\n')
        note = Html('\n<p class="clarify-note" id="{}"><span class="clarify"></span> {}</p>')
        return (
            line.format(CLARIFY_ANCHOR, words.text("common.clarify_places", n=str(signs)))
            + html
            + note.format(CLARIFY_ANCHOR, words.text("common.clarify_note"))
        )

    def text(self, template: str, view: object, lang: Lang) -> str:
        """Plain text for people who do not look at the site: a list that can be sent as it is."""
        return self._environments[lang].get_template(template).render(view=view)

    def problem(self, page: Page, error: Exception) -> Problem:
        """What is wrong with a template, in the words of its author."""
        file, line = _where(self.templates, error, page.template)
        place = f"transparency/site/templates/{file}"
        if isinstance(error, jinja2.UndefinedError):
            return Problem(
                place,
                line,
                "W01",
                "",
                Message("{what}.", what=_unknown_field(error)),
                Message("Name a field that the view has."),
            )
        if isinstance(error, jinja2.TemplateError):
            return Problem(
                place,
                line,
                "W02",
                "",
                Message("is not a valid template: {reason}.", reason=str(error).rstrip(".")),
                Message("Correct the syntax."),
            )
        advice = (
            Message("Correct the name, or add it.")
            if isinstance(error, UnknownWord)
            else Message("Correct the page id.")
        )
        return Problem(place, line, "W03", "", Message("{what}.", what=error), advice)

    @cached_property
    def _environments(self) -> Mapping[Lang, jinja2.Environment]:
        """One a language, so that a template never asks which language it is in."""
        return {lang: self._environment(lang) for lang in self.registry.languages}

    def _environment(self, lang: Lang) -> jinja2.Environment:
        environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(self.templates),
            autoescape=jinja2.select_autoescape(disabled_extensions=("txt.j2",), default=True),
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            bytecode_cache=self.compiled,
        )
        words = self.registry.words[lang]
        environment.filters |= {
            "say": of_language(lambda text: text.get(lang)),
            "others": of_language(lambda text: text.others(lang)),
            "told": of_language(lambda item: self._told(item, lang)),
            "within": within,
            "cell_text": cell_text,
            "as_cards": as_cards,
            "strong_shares": strong_shares,
            "without_empty_columns": without_empty_columns,
            "in_language": of_language(lambda columns: [one for one in columns if one.lang in (None, lang)]),
        }
        environment.globals |= {
            "site": self.registry.settings,
            "today": self.registry.date,
            "t": words.text,
            "n": lambda key, value, **names: words.count(key, value, formats.number(value, lang), **names),
            "lang": lang,
            "default_lang": self.registry.languages.default,
            "has_page": self._known.__contains__,
            "document": {one.id: one for one in self.registry.documents.entries}.__getitem__,
            "code_title": lambda dataset, column, code: self._codes[dataset, column, code].get(lang),
            "page_title": lambda page_id: self.titles[page_id, lang],
            "dataset": self.registry.datasets.__getitem__,
            "question": self.registry.questions.__getitem__,
            "who": lambda one: actor.title(self.registry, one).get(lang),
            "whom": lambda one: actor.within_sentence(self.registry, one, lang),
            "has": words.has,
            "language_name": lambda code: name_in(code, lang),
            "number": lambda value, decimals=0: formats.number(value, lang, decimals),
            "exact": lambda value: formats.exact(value, lang),
            "percent": lambda value, decimals=1: formats.percent(value, lang, decimals),
            "date": lambda day: formats.date(day, lang),
            "size": lambda count: formats.size(count, words),
            "change": lambda change: changes.sentence(self.registry, change, lang),
            "dataset_title": lambda name: changes.title(self.registry, name, lang),
            "changed_lines": lambda change: changes.lines(self.registry, change, lang),
            "interval": lambda lower, upper: formats.interval(lower, upper, lang),
            "tell": lambda value: written(value, words),
            "drawing": lambda chart, width: Html(self.drawings[chart, lang, width]),
            "row_key": row_key,
            "measured": lru_cache(None, typed=True)(
                lambda unit, value, indicator: written(
                    written_value(unit, value, self.registry.decimals.get(indicator)), words
                )
            ),
            "difference": lambda one: written(difference(one.last.unit_measure, one.change, one.places), words),
            "period": lambda one: written(When(one), words),
            "record_cell": lambda value: record_cell(value, words),
            "icon": icon,
            "sectors": ring.sectors,
            "clarify_anchor": CLARIFY_ANCHOR,
            "compare_library": LIBRARY,
        }
        return environment

    @cached_property
    def _codes(self) -> Mapping[tuple[str, str, str], LocalText]:
        """Words for the codes of every dataset."""
        datasets = self.registry.datasets.values()
        columns = ((dataset.id, column) for dataset in datasets for column in dataset.columns)
        return {(name, column.name, code.code): code.title for name, column in columns for code in column.codes}

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(page for page, _ in self.titles)

    def _links(self, page: Page, lang: Lang) -> Mapping[str, Any]:
        """What depends on where the page stands."""
        return {
            "href": lambda target, anchor=None: self._href(page, target, anchor),
            "feed": lambda: _relative(self.registry, page, lang, feed.path(self.registry, lang)),
            "path": lambda target: page_path(self.registry.languages, target, lang),
            "file": lambda path: _relative(self.registry, page, lang, path),
            "chart_file": lambda chart, ending, of=page: _relative(
                self.registry, page, lang, data_path(of.id, chart.id, lang, ending)
            ),
            "view_file": lambda subject: _relative(self.registry, page, lang, compare_path(subject, lang)),
            "map_files": process_map.files(lang),
        }

    def _told(self, item: Item, lang: Lang) -> Told:
        if isinstance(item, str):
            return Told(self.registry.terms[item].get(lang), None, ())
        text = self.registry.terms[item.term] if isinstance(item, TermUse) else item
        kind = self.registry.terms[item.resource_class].get(lang) if item.resource_class else None
        return Told(text.get(lang), item.process, item.clarify, kind)

    def _href(self, page: Page, target: str, anchor: str | None = None) -> str:
        if target not in self._known:
            raise UnknownPage(f'no page is called "{target}"')
        path = relative(page.id, target)
        return f"{path}#{anchor}" if anchor else path

    def map_drawing(self, view: MapView, lang: Lang) -> str:
        """The process map as a picture of its own."""

        def tell(item: Item) -> str:
            return self._told(item, lang).text

        def name(strip: str) -> str:
            return self.registry.words[lang].text(f"map.{strip}")

        drawing = process_map.draw(view, lang, tell=tell, name=name)
        template = self._environments[lang].get_template("process_map.svg.j2")
        return template.render(map=drawing)


def titles_of(registry: CheckedRegistry, pages: Iterable[Page]) -> Mapping[tuple[str, Lang], str]:
    """Titles of generated and hand-written pages."""
    written = {(page.id, page.lang): page.facts.title for page in registry.prose}
    return written | {(page.id, lang): page.title.get(lang) for page in pages for lang in registry.languages}


def of_language(tell: Callable[[Any], object]) -> Callable[[Context, Any], object]:
    """A filter that answers differently in each language: Jinja must not fold it into code that all languages share."""

    @jinja2.pass_context
    def answer(_: Context, value: Any) -> object:
        return tell(value)

    return answer


def relative(page: str, target: str) -> str:
    """Address of a page as seen from another of the same language: ``../p02/``."""
    path = posixpath.relpath("/" + address(target), "/" + address(page))
    return "./" if path == "." else f"{path}/"


def _relative(registry: CheckedRegistry, page: Page, lang: Lang, path: str) -> str:
    """Address of a shared file as seen from the page: shared files stand once, at the root of the site."""
    return posixpath.relpath("/" + path, "/" + page_path(registry.languages, page.id, lang))


def _unknown_field(error: jinja2.UndefinedError) -> str:
    match = re.fullmatch(r"'(?:\w+\.)*(\w+) object' has no attribute '(\w+)'", error.message or "")
    return Message('{view} has no field "{field}"', view=match[1], field=match[2]) if match else str(error.message)


def _where(templates: Path, error: Exception, template: str) -> tuple[str, int]:
    if isinstance(error, jinja2.TemplateSyntaxError):
        return error.name or template, error.lineno
    found = (template, 0)
    trace = error.__traceback__
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        if file.parent == templates:
            found = (file.name, trace.tb_lineno)
        trace = trace.tb_next
    return found
