"""Views of a dropped file: say what it is, run its steps with the answers given so far, save what they make."""

from __future__ import annotations

import hashlib
import re

import flask
from werkzeug.wrappers import Response

from transparency.desk.commit_files import ChangedByHand, commit_files
from transparency.desk.context import Desk, common, page_words, refusal
from transparency.desk.drop_file import kind_of_file
from transparency.desk.dropped_file import WITH_STEPS, DroppedFiles, DroppedPlan, plan
from transparency.desk.repository import GitRefused
from transparency.desk.start_routes import start_page
from transparency.model.problem import CouldNotRun, translated
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
    dropped = desk.drops[key]
    try:
        if others := desk.not_theirs(made.files):
            made.error = words.text("form.not-yours", owners=", ".join(others))
        else:
            said = desk.words_of_commits.text(
                "message.dropped", kind=desk.words_of_commits.text(f"dropped.{dropped.kind}")
            )
            commit_files(desk.space, made.files, f"{said}\n\nDesk: {dropped.kind}", desk.editor)
    except (ChangedByHand, GitRefused, CouldNotRun) as reason:
        made.error = refusal(words, reason)
    if made.error:
        return _page(words, key, dropped, made, answers)
    del desk.drops[key]
    return flask.redirect(flask.url_for("started", lang=words.lang, said="saved"), 303)
