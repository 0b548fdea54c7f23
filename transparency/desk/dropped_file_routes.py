"""Views of a dropped file: say what it is, run its steps with the answers given so far, save what they make."""

from __future__ import annotations

import hashlib
import re

import flask
from werkzeug.wrappers import Response

from transparency.desk.access import may_change, owners
from transparency.desk.context import Desk, common, page_words
from transparency.desk.drop_file import kind_of_file
from transparency.desk.dropped_file import WITH_STEPS, DroppedFiles, DroppedPlan, plan
from transparency.desk.repository import GitRefused
from transparency.desk.save_record import ChangedByHand, commit_files
from transparency.desk.start_routes import start_page
from transparency.model.problem import translated
from transparency.model.words import Words

MOST_SHOWN = 1_000
_NO_NAME = re.compile(r"[^\w. ()-]")


def drop(desk: Desk, lang: str) -> str | Response:
    """The page of a dropped file; the start page for one that has no steps."""
    words = page_words(lang)
    uploads = {_safe(one.filename): one.read() for one in flask.request.files.getlist("file") if one.filename}
    if uploads:
        kinds = {name: kind_of_file(name, data) for name, data in uploads.items()}
        name = next((one for one, kind in kinds.items() if kind in WITH_STEPS), next(iter(kinds)))
        if kinds[name] not in WITH_STEPS:
            return start_page(desk, lang, said=words.text(f"drop.{kinds[name]}"))
        return planned(desk, lang, DroppedFiles(kinds[name], name, uploads))
    key = flask.request.form.get("drop", "")
    if key not in desk.drops:
        flask.abort(404)
    answers = tuple(flask.request.form.getlist("answer"))
    made = plan(desk.space, desk.drops[key], lang, answers)
    if flask.request.form.get("action") == "save" and made.ready:
        return _save(desk, words, key, made, answers)
    return _page(words, key, desk.drops[key], made, answers)


def planned(desk: Desk, lang: str, dropped: DroppedFiles) -> str:
    """The first page of a file with steps of its own."""
    key = hashlib.sha256(dropped.data[dropped.name]).hexdigest()
    desk.keep_drop(key, dropped)
    return _page(page_words(lang), key, dropped, plan(desk.space, dropped, lang, ()), ())


def _safe(name: str | None) -> str:
    return _NO_NAME.sub("_", (name or "").replace("\\", "/").rpartition("/")[2])[-100:].lstrip(".") or "file"


def _page(words: Words, key: str, dropped: DroppedFiles, made: DroppedPlan, answers: tuple[str, ...]) -> str:
    return flask.render_template(
        "drop.html.j2",
        **common(words),
        key=key,
        name=dropped.name,
        kind=words.text(f"drop.{dropped.kind}"),
        made=made,
        changes=list(made.changes)[:MOST_SHOWN],
        problems=translated(made.problems, words.lang),
        answers=answers,
    )


def _save(desk: Desk, words: Words, key: str, made: DroppedPlan, answers: tuple[str, ...]) -> str | Response:
    post, dropped = desk.post(), desk.drops[key]
    refused = next((file for file in made.files if not may_change(desk.root, file, post)), None)
    try:
        if refused:
            made.error = words.text("form.not-yours", owners=", ".join(owners(desk.root, refused)))
        else:
            said = words.text("message.dropped", kind=dropped.kind)
            commit_files(desk.space, made.files, f"{said}\n\nDesk: {dropped.kind}", post or "editor")
    except ChangedByHand as files:
        made.error = words.text("form.by-hand", files=files)
    except GitRefused as reason:
        made.error = words.text("done.git", what=reason)
    if made.error:
        return _page(words, key, dropped, made, answers)
    del desk.drops[key]
    return flask.redirect(flask.url_for("started", lang=words.lang, said="saved"), 303)
