"""Shared by the views of the desk: its words, the clone it works in, and files that were dropped and are not saved yet."""

from __future__ import annotations

import fnmatch
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import flask

from transparency.desk.access import Access, may_change, owners
from transparency.desk.commit_files import ChangedByHand
from transparency.desk.desk_words import words_of
from transparency.desk.dropped_file import DroppedFiles
from transparency.desk.repository import EDITOR, GitRefused, Repository
from transparency.desk.save_record import ROWS
from transparency.desk.workspace import Workspace
from transparency.model.messages import translate
from transparency.model.problem import Problem
from transparency.model.text import LANGUAGES, Languages
from transparency.model.words import Words
from transparency.registry.load import Draft, Unreadable
from transparency.registry.load_languages import load_languages
from transparency.registry.record_types import record_types

MOST_UPLOADS = 30
"""Dropped files that are kept in memory until their form is saved."""
MOST_DROPS = 5
"""The same for files with steps of their own."""


def page_words(lang: str) -> Words:
    """The words of a page; 404 for a language that the desk does not have."""
    if lang not in LANGUAGES:
        flask.abort(404)
    return words_of(lang)


def common(words: Words) -> dict[str, object]:
    """What every template needs."""
    path = flask.request.path.split("/", 2)
    elsewhere = [(lang, f"/{lang}/{path[2] if len(path) > 2 else ''}") for lang in LANGUAGES]
    return {"t": words.text, "count": words.count, "lang": words.lang, "elsewhere": elsewhere}


def refusal(words: Words, reason: Exception) -> str:
    """Why a change was not made, in the words of the editor."""
    if isinstance(reason, ChangedByHand):
        return words.text("form.by-hand", files=reason)
    if isinstance(reason, GitRefused):
        return words.text("done.git", what=translate(reason, words.lang))
    return translate(reason, words.lang)


@dataclass(slots=True)
class Desk:
    """What one running desk knows."""

    space: Workspace
    access: Access
    uploads: OrderedDict[str, bytes] = field(default_factory=OrderedDict)
    """Checksum -> file that was dropped and is not saved yet; the oldest goes first."""

    drops: OrderedDict[str, DroppedFiles] = field(default_factory=OrderedDict)
    """Checksum -> file whose steps are not finished; the oldest goes first."""

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

    def keep_drop(self, key: str, dropped: DroppedFiles) -> None:
        """Remembers a dropped file until its steps are finished."""
        self.drops[key] = dropped
        while len(self.drops) > MOST_DROPS:
            self.drops.popitem(last=False)

    @property
    def languages(self) -> Languages:
        """The languages of the site; `Unreadable` where the setting is wrong."""
        found, problems = load_languages(self.root)
        if found is None:
            raise Unreadable(problems)
        return found

    @property
    def words_of_commits(self) -> Words:
        """The language of commit messages: that of the site."""
        default = self.languages.default
        return words_of(default if default in LANGUAGES else LANGUAGES[0])

    @property
    def draft(self) -> Draft:
        """The records; `Unreadable` where the site as a whole cannot be read."""
        state = self.space.state()
        if state.draft is None:
            raise Unreadable(state.problems)
        return state.draft

    def problems_of(self, name: str) -> tuple[Problem, ...]:
        """What is wrong with the files of a type."""
        pattern = f"data/{record_types()[name].files}"
        return tuple(one for one in self.space.state().problems if fnmatch.fnmatchcase(one.file, pattern))

    @property
    def editor(self) -> str:
        """Who makes a change: the post of the user."""
        return self.post() or EDITOR

    def not_theirs(self, files: Iterable[str]) -> tuple[str, ...]:
        """Who approves the first file that the user may not change; its name where nobody does."""
        post = self.post()
        others = (one for one in files if one != ROWS)  # a row is confirmed by whoever may change its table
        refused = next((one for one in others if not may_change(self.root, one, post)), None)
        return (owners(self.root, refused) or (refused,)) if refused else ()

    def post(self) -> str | None:
        """The post of the user that the proxy names; none without a proxy."""
        header = self.access.user_header
        return self.access.posts.get(flask.request.headers.get(header, "")) if header else None
