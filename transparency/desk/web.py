"""The editors' desk: a web application on the editor's own machine with forms for all records of `data/`.

A form posts to its own address; the button that was pressed says what is wanted (check, preview, add an entry, save).
"""

from __future__ import annotations

from transparency.model.unexpected_error import error_line

import functools
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import flask
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from transparency.desk.access import COOKIE, HEADERS, Access
from transparency.desk.context import Desk, refusal
from transparency.desk.desk_words import words_of
from transparency.desk.dropped_file_routes import drop
from transparency.desk.form_routes import act, check_typed, form_page
from transparency.desk.repository import GitRefused
from transparency.desk.start_routes import home, record_list, send, site_file, started, undo, workbook
from transparency.desk.value_routes import typed_values, values
from transparency.desk.workspace import Workspace
from transparency.model.problem import CouldNotRun, translated
from transparency.model.text import LANGUAGES
from transparency.model.words import Words
from transparency.registry.load import Unreadable

LARGEST_REQUEST = 16 * 1024 * 1024


class _Application(flask.Flask):
    """Reports an error of the program without the values that its text may quote."""

    def log_exception(self, exc_info: Any) -> None:
        sys.stderr.write(error_line(exc_info[1]))


def application(root: Path, access: Access) -> flask.Flask:
    """The application for one clone."""
    app = _Application(__name__, static_folder="assets", static_url_path="/assets")
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_REQUEST
    app.config["MAX_FORM_MEMORY_SIZE"] = LARGEST_REQUEST
    app.config["MAX_FORM_PARTS"] = 20_000
    app.jinja_env.autoescape = True  # Flask escapes by the ending of a template, and does not know ours
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    desk = Desk(Workspace(root), access)
    app.before_request(lambda: _guard(desk))
    app.after_request(_with_headers)
    app.teardown_request(lambda _: flask.request.close())  # a large file waits in a temporary one
    app.register_error_handler(HTTPException, _refused)
    app.register_error_handler(CouldNotRun, _not_possible)
    app.register_error_handler(GitRefused, _not_possible)
    for rule, view, method in _ROUTES:
        app.add_url_rule(rule, view.__name__, functools.partial(view, desk), methods=[method])
    return app


def _guard(desk: Desk) -> Response | None:
    request = flask.request
    if not desk.access.right_host(request.host):
        flask.abort(403)
    token = request.args.get("token")
    if token and request.method == "GET" and not desk.access.user_header and desk.access.knows(token, None):
        answer = flask.redirect(flask.url_for("home"), 303)
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


def _refused(error: HTTPException) -> tuple[str | Response, int]:
    key = {403: "error.forbidden", 404: "error.missing", 405: "error.missing", 413: "error.large"}
    return _answer(_words().text(key.get(error.code or 0, "error.unexpected")), error.code or 500)


def _not_possible(error: CouldNotRun | GitRefused) -> tuple[str | Response, int]:
    """Files that cannot be read, a clone in which git does nothing: what is wrong and what to do."""
    words = _words()
    problems = error.problems if isinstance(error, Unreadable) else ()
    reason = words.text("error.unreadable") if problems else refusal(words, error)
    return _answer(reason, 409, [str(one) for one in translated(problems, words.lang)])


def _words() -> Words:
    """The words in the language of the address."""
    lang = flask.request.path.strip("/").partition("/")[0]
    return words_of(lang if lang in LANGUAGES else LANGUAGES[0])


def _answer(reason: str, code: int, problems: Sequence[str] = ()) -> tuple[str | Response, int]:
    """A page with the reason, without what the request held; findings for a form that is being filled."""
    if flask.request.path.endswith("/check"):
        findings = [["", one] for one in (reason, *problems)]
        return flask.jsonify(findings=findings, changes=[], refused=True), code
    words = _words()
    page = flask.render_template("refusal.html.j2", t=words.text, lang=words.lang, reason=reason, problems=problems)
    return page, code


_ROUTES = (
    ("/", home, "GET"),
    ("/site-assets/<path:name>", site_file, "GET"),
    ("/<lang>/", started, "GET"),
    ("/<lang>/records.xlsx", workbook, "GET"),
    ("/<lang>/undo", undo, "POST"),
    ("/<lang>/send", send, "POST"),
    ("/<lang>/drop", drop, "POST"),
    ("/<lang>/values/<group>", values, "GET"),
    ("/<lang>/values/<group>", typed_values, "POST"),
    ("/<lang>/<name>/", record_list, "GET"),
    ("/<lang>/<name>/<key>", form_page, "GET"),
    ("/<lang>/<name>/<key>", act, "POST"),
    ("/<lang>/<name>/<key>/check", check_typed, "POST"),
)
"""Address, view, method. Only POST changes anything."""
