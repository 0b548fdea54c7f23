"""The editors' desk: a web application on the editor's own machine with forms for all records of `data/`.

A form posts to its own address; the button that was pressed says what is wanted (check, preview, add an entry, save).
"""

from __future__ import annotations

import functools
from collections import OrderedDict
from dataclasses import dataclass, field, replace
from pathlib import Path

import flask
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from transparency.desk.access import COOKIE, HEADERS, Access, may_change, owners
from transparency.desk.attach_file import NotAttached, prepared
from transparency.desk.describe_changes import ChangeDescription, title_of
from transparency.desk.drop_file import kind_of_file
from transparency.desk.edit_records import NEW, EditorRecord, RecordValue, declared, editable, find, records_of
from transparency.desk.edit_yaml import block, read_value
from transparency.desk.form import EditorField, FilledForm, as_inputs, form_fields, parsed
from transparency.desk.form_view import FieldView, FormView, FormWords, form_words
from transparency.desk.merge_records import NotMerged
from transparency.desk.preview_page import NoPage, page_html
from transparency.desk.repository import GitRefused, OthersChanged, Repository
from transparency.desk.save_record import (
    SECTIONS,
    ChangedByHand,
    RecordEdit,
    attachments,
    checked,
    confirmed,
    free_key,
    moved,
    record_edit,
    save,
    with_newest,
)
from transparency.desk.workspace import Workspace, is_personal, place_in_record
from transparency.model import messages
from transparency.model.problem import Problem, exit_code, translated
from transparency.model.product_files import LAYOUT, PRODUCT
from transparency.model.text import LANGUAGES, Lang, Languages
from transparency.model.words import Words
from transparency.registry.files import source
from transparency.registry.load import Draft
from transparency.registry.load_languages import languages_at
from transparency.registry.stale_translations import stale
from transparency.registry.yaml_document import Document, Value, parse_yaml, read_yaml
from transparency.site.views.outstanding import by_unit

LARGEST_REQUEST = 16 * 1024 * 1024
MOST_UPLOADS = 30
EMPTY = frozenset(("T03", "L01"))
"""Rules about fields that are still empty: while somebody types, nothing is said about them."""
WORDS = "transparency/desk/words"


@functools.cache
def words_of(lang: Lang) -> Words:
    """The words of the desk in one of the product's languages."""
    value = read_yaml(source(PRODUCT, WORDS, f"{lang}.yml")).value
    assert isinstance(value, dict)  # noqa: S101  (a file of the package)
    return Words(lang, {key: str(text) for key, text in value.items()})


@dataclass(slots=True)
class Desk:
    """What one running desk knows."""

    space: Workspace
    access: Access
    languages: Languages
    uploads: OrderedDict[str, bytes] = field(default_factory=OrderedDict)
    """Checksum -> file that was dropped and is not saved yet; the oldest goes first."""

    @property
    def root(self) -> Path:
        """The clone."""
        return self.space.root

    @property
    def repository(self) -> Repository:
        """Its git."""
        return Repository(self.root)

    def keep(self, sha256: str, data: bytes) -> None:
        """Remembers a dropped file until its form is saved."""
        self.uploads[sha256] = data
        while len(self.uploads) > MOST_UPLOADS:
            self.uploads.popitem(last=False)

    def post(self) -> str | None:
        """The post of the user that the proxy names; none without a proxy."""
        header = self.access.user_header
        return self.access.posts.get(flask.request.headers.get(header, "")) if header else None


def application(root: Path, access: Access) -> flask.Flask:
    """The application for one clone."""
    app = flask.Flask(__name__, static_folder="assets", static_url_path="/assets")
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_REQUEST
    app.config["MAX_FORM_MEMORY_SIZE"] = LARGEST_REQUEST
    app.config["MAX_FORM_PARTS"] = 20_000
    app.jinja_env.autoescape = True  # Flask escapes by the ending of a template, and does not know ours
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    desk = Desk(Workspace(root), access, languages_at(root))
    app.before_request(lambda: _guard(desk))
    app.after_request(_with_headers)
    app.register_error_handler(HTTPException, _refusal)
    for rule, view, method in _ROUTES:
        app.add_url_rule(rule, view.__name__, functools.partial(view, desk), methods=[method])
    return app


# Access


def _guard(desk: Desk) -> Response | None:
    request = flask.request
    if not desk.access.right_host(request.host):
        flask.abort(403)
    token = request.args.get("token")
    if token and request.method == "GET" and not desk.access.user_header and desk.access.knows(token, None):
        answer = flask.redirect(flask.url_for("_home"), 303)
        answer.set_cookie(COOKIE, token, httponly=True, samesite="Strict")
        return answer
    user = request.headers.get(desk.access.user_header) if desk.access.user_header else None
    if not desk.access.knows(request.cookies.get(COOKIE), user):
        flask.abort(403)
    if request.method not in ("GET", "HEAD") and not desk.access.own_page(request.headers.get("Origin")):
        flask.abort(403)
    return None


def _with_headers(answer: Response) -> Response:
    for name, value in HEADERS.items():
        answer.headers[name] = value
    return answer


def _refusal(error: HTTPException) -> tuple[str, int]:
    """A page with the reason, in the language of the address, without what the request held."""
    lang = flask.request.path.strip("/").partition("/")[0]
    words = words_of(lang if lang in LANGUAGES else LANGUAGES[0])
    key = {403: "error.forbidden", 413: "error.large"}.get(error.code or 0, "error.missing")
    return flask.render_template(
        "refusal.html.j2", t=words.text, lang=words.lang, reason=words.text(key)
    ), error.code or 500


# Pages


def _words(lang: str) -> Words:
    if lang not in LANGUAGES:
        flask.abort(404)
    return words_of(lang)


def _home(desk: Desk) -> Response:
    return flask.redirect(flask.url_for("_started", lang=LANGUAGES[0]))


def _start(desk: Desk, lang: str, said: str = "", link: str | None = None, error: str = "") -> str:
    words = _words(lang)
    state = desk.space.state()
    debts = by_unit(state.registry) if state.registry else ()
    titles = {unit: one.title.get(lang) for unit, one in state.registry.units.items()} if state.registry else {}
    return flask.render_template(
        "start.html.j2",
        **_common(words),
        debts=debts,
        titles=titles,
        day=shown_day,
        target=_form_of_page,
        problems=translated(state.problems, lang),
        types=[(name, one.title.get(lang), one.help.get(lang)) for name, one in editable().items()],
        recent=desk.repository.recent(),
        branch=desk.repository.branch,
        remote=bool(desk.repository.git("remote").strip()),
        said=said,
        link=link,
        error=error,
    )


def shown_day(day: object) -> str:
    """A day as people in Kazakhstan write it."""
    return f"{day:%d.%m.%Y}"


def _form_of_page(page: str) -> str | None:
    """The form in which a page's record is changed: type and key."""
    section, _, key = page.partition("/")
    types = {"disclosures": "disclosures", "processes": "processes"}
    return f"{types[section]}/{key}" if section in types and key and "/" not in key else None


def _common(words: Words) -> dict[str, object]:
    path = flask.request.path.split("/", 2)
    elsewhere = [(lang, f"/{lang}/{path[2] if len(path) > 2 else ''}") for lang in LANGUAGES]
    return {"t": words.text, "count": words.count, "lang": words.lang, "elsewhere": elsewhere}


def _list(desk: Desk, lang: str, name: str) -> str:
    words = _words(lang)
    if name not in editable():
        flask.abort(404)
    one = declared(name)
    found = records_of(desk.root, name, desk.languages)
    if one.key is None and "*" not in one.files and not one.files.endswith(".csv") and found:
        return _form(desk, lang, name, found[0].key)
    rows = [(record.key, title_of(record.value, lang, record.key)) for record in found]
    return flask.render_template(
        "list.html.j2", **_common(words), name=name, title=one.title.get(lang), help=one.help.get(lang), rows=rows
    )


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
    notes: list[str] = field(default_factory=list)
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
        edit = record_edit(
            self.desk.space, self.name, self.record, self.value(), self.desk.languages, self.desk.uploads
        )
        return checked(self.desk.space, edit)


def _opened(desk: Desk, lang: str, name: str, key: str) -> OpenForm:
    words = _words(lang)
    draft = desk.space.state().draft
    if name not in editable() or draft is None:
        flask.abort(404)
    record = None if key == NEW else find(desk.root, name, key, desk.languages)
    if record is None and key != NEW:
        flask.abort(404)
    value = record.value if record else {}
    return OpenForm(desk, words, name, record, draft, as_inputs(form_fields(declared(name).record), value), value)


def _form(desk: Desk, lang: str, name: str, key: str) -> str:
    return _shown(_opened(desk, lang, name, key))


def _shown(form: OpenForm, problems: tuple[Problem, ...] = (), changes: list[str] | None = None, text: str = "") -> str:
    one, lang = declared(form.name), form.words.lang
    fields = FormView(form.inputs, form.desk.languages, form.shown, form.added).fields(form_fields(one.record))
    general = _placed(form, problems, text, fields)
    return flask.render_template(
        "form.html.j2",
        **_common(form.words),
        name=form.name,
        key=form.record.key if form.record else NEW,
        type_title=one.title.get(lang),
        title=title_of(form.record.value, lang, form.record.key) if form.record else form.words.text("form.new"),
        help=one.help.get(lang),
        fields=fields,
        languages=form.desk.languages,
        base=block(form.base, 0) if form.base else "",
        stale=_stale(form),
        successors=_successors(form),
        remembers="translated_from" in one.record.model_fields,
        general=general,
        form_notes=form.notes,
        changes=changes,
        refused=any(problem.level == "error" for problem in problems),
        deletable=form.record is not None and (one.key is not None or "*" in one.files or one.files.endswith(".csv")),
        is_list=one.key is not None or "*" in one.files or one.files.endswith(".csv"),
    )


def _successors(form: OpenForm) -> list[tuple[str, str]] | None:
    """Records that may take the place of this one; None for a type without pages of its own."""
    if form.name not in SECTIONS or form.record is None:
        return None
    others = records_of(form.desk.root, form.name, form.desk.languages)
    return [(one.key, title_of(one.value, form.words.lang, one.key)) for one in others if one.key != form.record.key]


def _stale(form: OpenForm) -> list[str]:
    """Languages whose translation nobody has confirmed."""
    one = declared(form.name)
    if form.record is None or "translated_from" not in one.record.model_fields:
        return []
    try:
        record = one.record.model_validate(form.record.value, context=form.desk.languages)
    except ValueError:
        return []
    return list(stale(record, getattr(record, "translated_from", None), form.desk.languages))


def _placed(form: OpenForm, problems: tuple[Problem, ...], text: str, fields: tuple[FieldView, ...]) -> list[str]:
    """Puts each problem at its field; the answer is what belongs to none."""
    known = {view.name: view for field in fields for view in field.walk()}
    general = []
    for problem in problems:
        name = where(form, problem, text)
        while name and name not in known:
            name = name.rpartition(".")[0]
        said = message(form.words, problem)
        if name:
            known[name].findings.append(at_field(form.words, problem, known[name].field) or said)
        else:
            general.append(said if name is not None else f"{problem.file}: {said}")
    return general


def where(form: OpenForm, problem: Problem, text: str) -> str | None:
    """The input that a problem is about."""
    base = form.record.path if form.record else _path_of_new(form.name, text)
    own = form.record.file if form.record else None
    if own is not None and problem.file != own:
        return None
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
    return f"{messages.said(problem.what, words.lang)} {messages.said(problem.advice, words.lang)} ({problem.rule})"


# Actions


def _filled(desk: Desk, lang: str, name: str, key: str) -> OpenForm:
    """The form as it was posted, dropped files included."""
    form = _opened(desk, lang, name, key)
    form.inputs = {one: text for one, text in flask.request.form.items() if one not in ("base", "action")}
    base = read_value(flask.request.form.get("base", "").replace("\r\n", "\n"))
    form.base = base if isinstance(base, dict) else {}
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
        form.notes.append(form.words.text(str(reason)))
        return
    form.desk.keep(ready.sha256, ready.data)
    form.inputs |= {f"{name}.file": ready.name, f"{name}.sha256": ready.sha256}
    if not form.inputs.get(f"{name}.language"):
        form.inputs[f"{name}.language"] = form.desk.languages.default
    form.notes.append(form.words.text("form.file.ready", name=ready.name))


def _act(desk: Desk, lang: str, name: str, key: str) -> str | Response:
    form = _filled(desk, lang, name, key)
    action, _, place = flask.request.form.get("action", "check").partition(":")
    if action == "add":
        form.added = place
        return _shown(form)
    if action == "delete":
        return _delete(form)
    try:
        edit = form.edit()
    except NotMerged:
        return _conflict(form)
    text = (edit.files[edit.file] or b"").decode()
    if action == "preview":
        return _preview(form, edit, place)
    changes = _changes(form, edit)
    if form.record is None and not free_key(desk.root, name, edit.value or {}, desk.languages):
        form.notes.append(form.words.text("form.exists"))
        return _shown(form, edit.problems, changes, text)
    if action != "save" or edit.refused or not changes:
        return _shown(form, edit.problems, changes, text)
    return _save(form, edit, "message.changed" if form.record else "message.new")


def _conflict(form: OpenForm) -> str:
    """Somebody changed the same field: both texts are shown, and the next save is made on top of the newest one."""
    assert form.record is not None  # noqa: S101  (a new record is nobody else's)
    fields = form_fields(declared(form.name).record)
    mine = FilledForm(form.inputs, form.desk.languages).values(fields, form.base)
    form.notes.append(form.words.text("form.conflict"))
    form.base = form.record.value
    changes = list(ChangeDescription(form.words, form.shown).sentences(fields, form.record.value, mine))
    return _shown(form, changes=changes)


def _changes(form: OpenForm, edit: RecordEdit) -> list[str]:
    fields = form_fields(declared(form.name).record)
    old: Value = form.record.value if form.record else {}
    found = list(ChangeDescription(form.words, form.shown).sentences(fields, old, edit.value))
    if edit.value and edit.value.get("translated_from") != (form.record.value if form.record else {}).get(
        "translated_from"
    ):
        found.append(form.words.text("form.confirm"))
    fresh = {sha for _, sha in attachments(edit.value)} & set(form.desk.uploads)
    names = [file for file, sha in attachments(edit.value) if sha in fresh]
    return [*found, *(form.words.text("form.change.file", file=name) for name in names)]


def _save(form: OpenForm, edit: RecordEdit, key: str) -> str | Response:
    desk, post = form.desk, form.desk.post()
    if refused := next((file for file in edit.files if not may_change(desk.root, file, post)), None):
        form.notes.append(form.words.text("form.not-yours", owners=", ".join(owners(desk.root, refused))))
        return _shown(form)
    named = edit.record.key if edit.record else str((edit.value or {}).get("id", ""))
    said = words_of(desk.languages.default if desk.languages.default in LANGUAGES else LANGUAGES[0])
    title = declared(form.name).title.get(said.lang)
    try:
        save(desk.space, edit, said.text(key, type=title, record=named or form.name), post or "editor")
    except ChangedByHand as files:
        form.notes.append(form.words.text("form.by-hand", files=files))
        return _shown(form)
    except GitRefused as reason:
        form.notes.append(form.words.text("done.git", what=reason))
        return _shown(form)
    return flask.redirect(flask.url_for("_started", lang=form.words.lang, said="saved"), 303)


def _delete(form: OpenForm) -> str | Response:
    if form.record is None:
        flask.abort(404)
    edit = record_edit(form.desk.space, form.name, form.record, None, form.desk.languages, {})
    if form.name in SECTIONS:
        since = parsed("day", form.inputs.get("since", ""), None)
        redirect = moved(form.desk.root, form.name, form.record.key, form.inputs.get("successor", ""), since)
        edit = replace(edit, files={**edit.files, **redirect})
    edit = checked(form.desk.space, edit)
    if edit.refused:
        form.notes += [f"{one.file}: {message(form.words, one)}" for one in edit.problems]
        return _shown(form)
    return _save(form, edit, "message.deleted")


def _check(desk: Desk, lang: str, name: str, key: str) -> Response:
    """The same check while the editor types: findings by field, and what would change."""
    form = _filled(desk, lang, name, key)
    try:
        edit = form.edit()
    except NotMerged:
        return flask.jsonify(findings=[["", form.words.text("form.conflict")]], changes=[], refused=True)
    text = (edit.files[edit.file] or b"").decode()
    fields = FormView(form.inputs, desk.languages, form.shown).fields(form_fields(declared(name).record))
    general = _placed(form, tuple(one for one in edit.problems if one.rule not in EMPTY), text, fields)
    found = [[view.name, said] for one in fields for view in one.walk() for said in view.findings]
    found = [*(["", said] for said in general), *found]
    if is_personal(edit.problems):
        found.insert(0, ["", form.words.text("form.personal")])
    return flask.jsonify(findings=found, changes=_changes(form, edit), refused=edit.refused)


def _preview(form: OpenForm, edit: RecordEdit, lang: str) -> str:
    """The page as it would look."""
    common = _common(form.words)
    body, problem = "", ""
    if edit.refused:
        problem = form.words.text("error.preview")
    else:
        key = form.record.key if form.record else str((edit.value or {}).get("id", ""))
        try:
            body = page_html(form.desk.space, edit.files, form.name, key, lang)
        except NoPage as reason:
            problem = form.words.text(str(reason))
    return flask.render_template("preview.html.j2", **common, page_lang=lang, body=body, problem=problem)


def _undo(desk: Desk, lang: str) -> str | Response:
    words = _words(lang)
    commit = flask.request.form.get("commit", "")
    known = {one.commit for one in desk.repository.recent(50) if one.of_desk}
    if commit not in known:
        flask.abort(404)
    try:
        desk.repository.undo(commit, desk.post() or "editor")
    except OthersChanged:
        return _start(desk, lang, error=words.text("done.not-undone"))
    return flask.redirect(flask.url_for("_started", lang=lang, said="undone"), 303)


def _send(desk: Desk, lang: str) -> str:
    words = _words(lang)
    if exit_code(desk.space.state().problems):
        return _start(desk, lang, error=words.text("start.faulty"))
    try:
        link = desk.repository.push(desk.post() or "editor")
    except OthersChanged as what:
        return _start(desk, lang, error=words.text("done.conflict", what=what))
    except GitRefused as reason:
        return _start(desk, lang, error=words.text("done.git", what=reason))
    return _start(desk, lang, said=words.text("done.sent"), link=link)


def _drop(desk: Desk, lang: str) -> str:
    """Says what a dropped file is; nothing of it is kept."""
    words = _words(lang)
    upload = flask.request.files.get("file")
    if upload is None or not upload.filename:
        flask.abort(404)
    return _start(desk, lang, said=words.text(f"drop.{kind_of_file(upload.filename, upload.read())}"))


def _site_file(desk: Desk, name: str) -> Response:
    """The stylesheet and the fonts of the site, for previews."""
    return flask.send_from_directory(LAYOUT / "assets", name)


def _started(desk: Desk, lang: str) -> str:
    said = flask.request.args.get("said", "")
    return _start(
        desk, lang, words_of(lang).text(f"done.{said}") if lang in LANGUAGES and said in ("saved", "undone") else ""
    )


_ROUTES = (
    ("/", _home, "GET"),
    ("/site-assets/<path:name>", _site_file, "GET"),
    ("/<lang>/", _started, "GET"),
    ("/<lang>/undo", _undo, "POST"),
    ("/<lang>/send", _send, "POST"),
    ("/<lang>/drop", _drop, "POST"),
    ("/<lang>/<name>/", _list, "GET"),
    ("/<lang>/<name>/<key>", _form, "GET"),
    ("/<lang>/<name>/<key>", _act, "POST"),
    ("/<lang>/<name>/<key>/check", _check, "POST"),
)
"""Address, view, method. Only POST changes anything."""
