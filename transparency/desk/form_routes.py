"""Views of a form: show it, check it, preview the page, save or delete the record."""

from __future__ import annotations

from dataclasses import replace

import flask
from werkzeug.wrappers import Response

from transparency.desk.commit_files import ChangedByHand
from transparency.desk.context import Desk, common, refusal
from transparency.desk.describe_changes import ChangeDescription
from transparency.desk.edit_records import declared
from transparency.desk.form import FilledForm, parsed
from transparency.desk.form_fields import form_fields
from transparency.desk.form_view import FormView
from transparency.desk.merge_records import NotMerged
from transparency.desk.open_form import EMPTY, OpenForm, filled, opened, placed, shown_form
from transparency.desk.preview_page import NoPage, page_html
from transparency.desk.repository import GitRefused
from transparency.desk.save_record import (
    KINDS,
    ROWS,
    RecordEdit,
    attachments,
    checked,
    free_key,
    record_edit,
    retired,
    save,
)
from transparency.desk.workspace import is_personal
from transparency.model.problem import CouldNotRun
from transparency.registry.load import Unreadable
from transparency.registry.yaml_document import Value


def form_page(desk: Desk, lang: str, name: str, key: str) -> str:
    """The form of a record."""
    return shown_form(opened(desk, lang, name, key))


def act(desk: Desk, lang: str, name: str, key: str) -> str | Response:
    """Does what the pressed button says."""
    form = filled(desk, lang, name, key)
    action, _, place = flask.request.form.get("action", "check").partition(":")
    if action == "add":
        form.added = place
        return shown_form(form)
    try:
        if action == "delete" and not form.moved:
            return _delete(form)
        edit = form.edit()
    except NotMerged:
        return _conflict(form)
    except Unreadable as reason:
        form.faults += [one.text_in(form.words.lang) for one in reason.problems]
        return shown_form(form)
    text = (edit.files[edit.file] or b"").decode()
    if action == "preview":
        return _preview(form, edit, place)
    changes = _changes(form, edit)
    if form.record is None and not free_key(desk.root, name, edit.value or {}, desk.languages):
        form.faults.append(form.words.text("form.exists"))
        return shown_form(form, edit.problems, changes, text)
    if action != "save" or edit.refused or not changes:
        return shown_form(form, edit.problems, changes, text)
    return _save(form, edit, "message.changed" if form.record else "message.new")


def _conflict(form: OpenForm) -> str:
    """Somebody changed the same field: both texts are shown, and the next save is made on top of the newest one."""
    assert form.record is not None  # noqa: S101  (a new record is nobody else's)
    if form.moved:
        form.faults.append(form.words.text("form.moved"))
        return shown_form(form)
    fields = form_fields(declared(form.name).record)
    mine = FilledForm(form.inputs, form.desk.languages).values(fields, form.base)
    form.faults.append(form.words.text("form.conflict"))
    form.base = form.record.value
    changes = list(ChangeDescription(form.words, form.shown).sentences(fields, form.record.value, mine))
    return shown_form(form, changes=changes)


def _changes(form: OpenForm, edit: RecordEdit) -> list[str]:
    fields = form_fields(declared(form.name).record)
    old: Value = form.record.value if form.record else {}
    found = list(ChangeDescription(form.words, form.shown).sentences(fields, old, edit.value))
    before = form.record.value if form.record else {}
    if ROWS in edit.files or (edit.value and edit.value.get("translated_from") != before.get("translated_from")):
        found.append(form.words.text("form.confirm"))
    fresh = {sha for _, sha in attachments(edit.value)} & set(form.desk.uploads)
    names = [file for file, sha in attachments(edit.value) if sha in fresh]
    return [*found, *(form.words.text("form.change.file", file=name) for name in names)]


def _save(form: OpenForm, edit: RecordEdit, key: str) -> str | Response:
    desk = form.desk
    if others := desk.not_theirs(edit.files):
        form.faults.append(form.words.text("form.not-yours", owners=", ".join(others)))
        return shown_form(form)
    named = edit.record.key if edit.record else str((edit.value or {}).get("id", ""))
    said = desk.words_of_commits
    title = declared(form.name).title.get(said.lang)
    try:
        save(desk.space, edit, said.text(key, type=title, record=named or form.name), desk.editor)
    except (ChangedByHand, GitRefused, CouldNotRun) as reason:
        form.faults.append(refusal(form.words, reason))
        return shown_form(form)
    return flask.redirect(flask.url_for("started", lang=form.words.lang, said="saved"), 303)


def _delete(form: OpenForm) -> str | Response:
    if form.record is None:
        flask.abort(404)
    edit = record_edit(form.desk.space, form.name, form.record, None, form.desk.languages, {})
    if form.name in KINDS:
        since = parsed("day", form.inputs.get("since", ""), None)
        kept = retired(form.desk.root, form.name, form.record, form.inputs.get("successor", ""), since)
        edit = replace(edit, files={**edit.files, **kept})
    edit = checked(form.desk.space, edit)
    if edit.refused:
        form.faults += [one.text_in(form.words.lang) for one in edit.problems]
        return shown_form(form)
    return _save(form, edit, "message.deleted")


def check_typed(desk: Desk, lang: str, name: str, key: str) -> Response:
    """The same check while the editor types: findings by field, and what would change."""
    form = filled(desk, lang, name, key)
    try:
        edit = form.edit()
    except NotMerged:
        return flask.jsonify(findings=[["", form.words.text("form.conflict")]], changes=[], refused=True)
    except Unreadable as reason:
        said = [["", one.text_in(form.words.lang)] for one in reason.problems]
        return flask.jsonify(findings=said, changes=[], refused=True)
    text = (edit.files[edit.file] or b"").decode()
    fields = FormView(form.inputs, desk.languages, form.shown).fields(form_fields(declared(name).record))
    general = placed(form, tuple(one for one in edit.problems if one.rule not in EMPTY), text, fields)
    views = [view for one in fields for view in one.walk()]
    found = [["", told, level] for told, level in general]
    found += [[view.name, told, "error"] for view in views for told in view.findings]
    found += [[view.name, told, "notice"] for view in views for told in view.notices]
    if is_personal(edit.problems):
        found.insert(0, ["", form.words.text("form.personal")])
    return flask.jsonify(findings=found, changes=_changes(form, edit), refused=edit.refused)


def _preview(form: OpenForm, edit: RecordEdit, lang: str) -> str:
    """The page as it would look."""
    body, problem = "", ""
    if edit.refused:
        problem = form.words.text("error.preview")
    else:
        key = form.record.key if form.record else str((edit.value or {}).get("id", ""))
        try:
            body = page_html(form.desk.space, edit.files, form.name, key, lang)
        except NoPage as reason:
            problem = form.words.text(str(reason))
    return flask.render_template("preview.html.j2", **common(form.words), page_lang=lang, body=body, problem=problem)
