"""Views around the forms: the start page, lists of records, undo, sending a branch, dropped files."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import flask
from werkzeug.wrappers import Response

from transparency.desk.commit_files import ChangedByHand, clean
from transparency.desk.context import Desk, common, page_words, refusal
from transparency.desk.describe_changes import title_of
from transparency.desk.desk_words import words_of
from transparency.desk.edit_records import declared, editable, records_of
from transparency.desk.export_records import export_records
from transparency.desk.form_routes import form_page
from transparency.desk.form_view import sorted_as
from transparency.desk.repository import SOURCES, GitRefused, OthersChanged
from transparency.desk.save_record import unconfirmed_in
from transparency.model.package_yaml import package_yaml
from transparency.model.problem import exit_code, translated
from transparency.model.product_files import LAYOUT, PRODUCT
from transparency.model.product_files import WORDS as SITE_WORDS
from transparency.model.sections import SECTIONS
from transparency.model.text import LANGUAGES, Lang
from transparency.registry.load import Draft
from transparency.site.views import actor
from transparency.site.views.outstanding import by_unit


def home(desk: Desk) -> Response:
    """The start page in the first language."""
    return flask.redirect(flask.url_for("started", lang=LANGUAGES[0]))


def started(desk: Desk, lang: str) -> str:
    """The start page, with what was just done."""
    said = flask.request.args.get("said", "")
    return start_page(
        desk, lang, words_of(lang).text(f"done.{said}") if lang in LANGUAGES and said in ("saved", "undone") else ""
    )


def start_page(desk: Desk, lang: str, said: str = "", link: str | None = None, error: str = "") -> str:
    """What is missing, what is wrong, recent changes, all types of records."""
    words = page_words(lang)
    state = desk.space.state()
    owing = by_unit(state.registry) if state.registry else ()
    titles = {one.unit: actor.title(state.registry, one.unit).get(lang) for one in owing} if state.registry else {}
    place = sorted_as(state.draft, lang) if state.draft else str.casefold
    return flask.render_template(
        "start.html.j2",
        **common(words),
        owing=sorted(owing, key=lambda one: place(titles.get(one.unit, one.unit))),
        titles=titles,
        day=shown_day,
        target=_form_of_page,
        problems=translated(state.problems, lang),
        types=_types(state.draft, lang, place),
        recent=desk.repository.recent(),
        branch=desk.repository.branch,
        remote=bool(desk.repository.git("remote").strip()),
        said=said,
        link=link,
        error=error,
    )


def _types(
    draft: Draft | None, lang: Lang, place: Callable[[str], Any]
) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Types of records by the section that shows them; those of no section last. A section that the site lacks has none."""
    sections = package_yaml((PRODUCT / SITE_WORDS / f"{lang}.yml").read_bytes())["nav"]
    used = draft.settings.record.sections if draft else SECTIONS
    found = []
    for section in (*(one for one in SECTIONS if one in used), None):
        types = [
            (n, one.title.get(lang), one.help.get(lang)) for n, one in editable().items() if one.section == section
        ]
        title = sections[section] if section else words_of(lang).text("start.portal")
        found += [(title, sorted(types, key=lambda one: place(one[1])))] if types else []
    return found


def workbook(desk: Desk, lang: str) -> Response:
    """All records as a workbook for Excel; the changed one is dropped on the start page."""
    data = export_records(desk.root, page_words(lang).lang)
    return flask.send_file(io.BytesIO(data), download_name="records.xlsx", as_attachment=True)


def shown_day(day: object) -> str:
    """A day as people in Kazakhstan write it."""
    return f"{day:%d.%m.%Y}"


def _form_of_page(page: str) -> str | None:
    """The form in which a page's record is changed: type and key."""
    section, _, key = page.partition("/")
    types = {"disclosures": "disclosures", "processes": "processes"}
    return f"{types[section]}/{key}" if section in types and key and "/" not in key else None


def record_list(desk: Desk, lang: str, name: str) -> str:
    """The records of a type; the form of a type that has one record."""
    words = page_words(lang)
    if name not in editable():
        flask.abort(404)
    one = declared(name)
    draft = desk.draft
    found = records_of(desk.root, name, desk.languages)
    if one.key is None and "*" not in one.files and not one.files.endswith(".csv") and found:
        return form_page(desk, lang, name, found[0].key)
    rows = [(record.key, title_of(record.value, lang, record.key), unconfirmed_in(record, draft)) for record in found]
    return flask.render_template(
        "list.html.j2",
        **common(words),
        name=name,
        title=one.title.get(lang),
        help=one.help.get(lang),
        rows=rows,
        problems=translated(desk.problems_of(name), lang),
    )


def undo(desk: Desk, lang: str) -> str | Response:
    """Takes back a change of the desk."""
    words = page_words(lang)
    known = {one.commit: one.subject for one in desk.repository.recent(50) if one.of_desk}
    commit = flask.request.form.get("commit", "")
    if commit not in known:
        flask.abort(404)
    files = desk.repository.files_of(commit)
    if others := desk.not_theirs(files):
        return start_page(desk, lang, error=words.text("form.not-yours", owners=", ".join(others)))
    said = desk.words_of_commits.text("message.undone", what=known[commit])
    try:
        with clean(desk.space, files) as repository:
            repository.on_branch(desk.editor)
            repository.undo(commit, f"{said}\n\nDesk: undo {commit}", desk.editor)
    except OthersChanged:
        return start_page(desk, lang, error=words.text("done.not-undone"))
    except (ChangedByHand, GitRefused) as reason:
        return start_page(desk, lang, error=refusal(words, reason))
    return flask.redirect(flask.url_for("started", lang=lang, said="undone"), 303)


def send(desk: Desk, lang: str) -> str:
    """Pushes the branch for approval."""
    words = page_words(lang)
    if exit_code(desk.space.state().problems):
        return start_page(desk, lang, error=words.text("start.faulty"))
    try:
        with clean(desk.space, SOURCES) as repository:
            link = repository.push(desk.editor)
    except OthersChanged as what:
        return start_page(desk, lang, error=words.text("done.conflict", what=what))
    except (ChangedByHand, GitRefused) as reason:
        return start_page(desk, lang, error=refusal(words, reason))
    return start_page(desk, lang, said=words.text("done.sent"), link=link)


def site_file(desk: Desk, name: str) -> Response:
    """The stylesheet and the fonts of the site, for previews."""
    return flask.send_from_directory(LAYOUT / "assets", name)
