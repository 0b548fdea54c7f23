"""A form that an editor has open: what was typed, what is wrong with it, and its page."""

from __future__ import annotations

from dataclasses import dataclass, field

import flask

from transparency.desk.attach_file import NotAttached, prepared
from transparency.desk.context import Desk, common, page_words
from transparency.desk.describe_changes import title_of
from transparency.desk.edit_csv import input_of_cell, rows_of
from transparency.desk.edit_records import NEW, EditorRecord, RecordValue, declared, editable, find, records_of
from transparency.desk.form import FilledForm, as_inputs
from transparency.desk.form_fields import EditorField, form_fields
from transparency.desk.form_view import FieldView, FormView, FormWords, form_words
from transparency.desk.merge_records import NotMerged
from transparency.desk.save_record import (
    KINDS,
    RecordEdit,
    checked,
    confirmed,
    record_edit,
    unconfirmed_in,
    with_newest,
    with_row_confirmed,
)
from transparency.desk.workspace import place_in_record
from transparency.desk.yaml_lines import block
from transparency.model import messages
from transparency.model.problem import Level, Problem
from transparency.model.text import Translated
from transparency.model.words import Words
from transparency.registry.load import Draft, Unreadable
from transparency.registry.yaml_document import Document, parse_yaml

General = list[tuple[str, Level]]
EMPTY = frozenset(("T03", "L01"))
"""Rules about fields that are still empty: while somebody types, nothing is said about them."""


@dataclass(slots=True)
class OpenForm:
    """One form with what the editor has typed into it."""

    desk: Desk
    words: Words
    name: str
    record: EditorRecord | None
    draft: Draft
    inputs: dict[str, str]
    base: RecordValue
    """The record as it was when the form was opened."""
    moved: bool = False
    """Whether a record without an id is no longer in its file as it was opened; nothing else says which one it is."""
    notes: list[str] = field(default_factory=list)
    """What was done."""
    faults: list[str] = field(default_factory=list)
    """Why nothing was done, where the reason stands at no field."""
    added: str = ""

    @property
    def shown(self) -> FormWords:
        """References and codes in words."""
        return form_words(self.draft, self.words.lang, self.words)

    def value(self) -> RecordValue:
        """The record as the form says it, on top of what is in the file now."""
        fields = form_fields(declared(self.name).record)
        found = FilledForm(self.inputs, self.desk.languages).values(fields, self.base)
        if self.inputs.get("confirm"):
            found = confirmed(self.name, found, self.desk.languages)
        if self.record and self.record.value != self.base:
            return with_newest(self.base, found, self.record.value)
        return found

    def edit(self) -> RecordEdit:
        """The edit with what would be wrong after it."""
        if self.moved:
            raise NotMerged("")
        value = self.value()
        edit = record_edit(self.desk.space, self.name, self.record, value, self.desk.languages, self.desk.uploads)
        if self.inputs.get("confirm") and edit.file.endswith(".csv"):
            edit = with_row_confirmed(edit, self.draft)
        return checked(self.desk.space, edit)


def opened(desk: Desk, lang: str, name: str, key: str) -> OpenForm:
    """The form of a record as it stands in the file; 404 for one that there is not."""
    words = page_words(lang)
    if name not in editable():
        flask.abort(404)
    draft = desk.draft
    record = None if key == NEW else find(desk.root, name, key, desk.languages)
    if record is None and key != NEW:
        if found := desk.problems_of(name):
            raise Unreadable(found)
        flask.abort(404)
    value = record.value if record else {}
    return OpenForm(desk, words, name, record, draft, as_inputs(form_fields(declared(name).record), value), value)


def shown_form(
    form: OpenForm, problems: tuple[Problem, ...] = (), changes: list[str] | None = None, text: str = ""
) -> str:
    """The page of the form, with each problem at its field."""
    one, lang = declared(form.name), form.words.lang
    fields = FormView(form.inputs, form.desk.languages, form.shown, form.added).fields(form_fields(one.record))
    general = placed(form, problems, text, fields)
    return flask.render_template(
        "form.html.j2",
        **common(form.words),
        name=form.name,
        key=form.record.key if form.record else NEW,
        type_title=one.title.get(lang),
        title=_title(form),
        help=one.help.get(lang),
        fields=fields,
        languages=form.desk.languages,
        base=block(form.base, 0) if form.base else "",
        stale=unconfirmed_in(form.record, form.draft) if form.record else (),
        successors=_successors(form),
        remembers=issubclass(one.record, Translated) or one.files.endswith(".csv"),
        general=general,
        form_notes=form.notes,
        faults=form.faults,
        changes=changes,
        refused=any(problem.level == "error" for problem in problems),
        deletable=form.record is not None and _is_list(form.name),
        is_list=_is_list(form.name),
        to_mend=[(view, said) for field in fields for view in field.walk() for said in view.findings],
    )


def _is_list(name: str) -> bool:
    """Whether there can be several records of a type."""
    one = declared(name)
    return one.key is not None or "*" in one.files or one.files.endswith(".csv")


def _title(form: OpenForm) -> str:
    """The name of the record; of the only record of a type the name of the type."""
    if not _is_list(form.name):
        return declared(form.name).title.get(form.words.lang)
    return title_of(form.record.value, form.words.lang, form.record.key) if form.record else form.words.text("form.new")


def _successors(form: OpenForm) -> list[tuple[str, str]] | None:
    """Records that may take the place of this one; None for a type whose records are deleted."""
    if form.name not in KINDS or form.record is None:
        return None
    others = records_of(form.desk.root, form.name, form.desk.languages)
    return [(one.key, title_of(one.value, form.words.lang, one.key)) for one in others if one.key != form.record.key]


def placed(form: OpenForm, problems: tuple[Problem, ...], text: str, fields: tuple[FieldView, ...]) -> General:
    """Puts each problem at its field; the answer is what belongs to none, with its level."""
    known = {view.name: view for field in fields for view in field.walk()}
    general: General = []
    for problem in problems:
        name = where(form, problem, text)
        while name and name not in known:
            name = name.rpartition(".")[0]
        said = message(form.words, problem)
        if name:
            one = known[name]
            told = at_field(form.words, problem, one.field) or said
            if problem.level == "notice":
                one.notices.append(f"{form.words.text('form.notices')}: {told}")
            else:
                one.findings.append(told)
        else:
            general.append((said if name is not None else f"{problem.file}: {said}", problem.level))
    return general


def where(form: OpenForm, problem: Problem, text: str) -> str | None:
    """The input that a problem is about."""
    own = form.record.file if form.record else None
    if own is not None and problem.file != own:
        return None
    if problem.file.endswith(".csv"):
        row = int(form.record.path[0]) if form.record else len(rows_of(text)) - 2
        return input_of_cell(declared(form.name).record, problem, text, row)
    base = form.record.path if form.record else _path_of_new(form.name, text)
    return place_in_record(problem, text, base)


def _path_of_new(name: str, text: str) -> tuple[str | int, ...]:
    key = declared(name).key
    if key is None:
        return ()
    document = Document("")
    parse_yaml(document, text)
    value = document.value
    entries = value.get(key) if isinstance(value, dict) else None
    return (key, 0 if name == "changes" else len(entries) - 1) if isinstance(entries, tuple) and entries else (key, 0)


def at_field(words: Words, problem: Problem, field: EditorField) -> str:
    """What a form says where it knows better than the file: an empty field, a day, a number; otherwise nothing."""
    if problem.rule in EMPTY:
        return words.text("form.empty")
    if problem.rule in ("T01", "T04") and field.kind in ("day", "number", "whole"):
        return words.text("form.bad-day" if field.kind == "day" else "form.bad-number")
    return ""


def message(words: Words, problem: Problem) -> str:
    """A problem in the words of the editor."""
    return f"{messages.translate(problem.what, words.lang)} {messages.translate(problem.advice, words.lang)} ({problem.rule})"


def filled(desk: Desk, lang: str, name: str, key: str) -> OpenForm:
    """The form as it was posted, dropped files included."""
    form = opened(desk, lang, name, key)
    form.inputs = {one: text for one, text in flask.request.form.items() if one not in ("base", "action")}
    document = Document("")
    parse_yaml(document, flask.request.form.get("base", "").replace("\r\n", "\n"))
    form.base = document.value if isinstance(document.value, dict) else {}
    if form.record and form.record.path and "id" not in form.record.value:
        same = [one for one in records_of(desk.root, name, desk.languages) if one.value == form.base]
        form.record, form.moved = (same[0], False) if same else (form.record, True)
    for one, upload in flask.request.files.items():
        if upload.filename:
            _take(form, one.removeprefix("upload:"), upload.filename, upload.read())
    return form


def _take(form: OpenForm, name: str, file: str, data: bytes) -> None:
    """A dropped file, prepared for the site; its name and checksum are filled in."""
    title = form.inputs.get(f"{name}.title.{form.desk.languages.default}", "")
    try:
        ready = prepared(file, data, title)
    except NotAttached as reason:
        form.faults.append(form.words.text(str(reason)))
        return
    form.desk.keep(ready.sha256, ready.data)
    form.inputs |= {f"{name}.file": ready.name, f"{name}.sha256": ready.sha256}
    if not form.inputs.get(f"{name}.language"):
        form.inputs[f"{name}.language"] = form.desk.languages.default
    form.notes.append(form.words.text("form.file.ready", name=ready.name))
