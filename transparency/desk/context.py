"""Shared by the views of the desk: its words, the clone it works in, and files that were dropped and are not saved yet."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path

import flask

from transparency.desk.access import Access
from transparency.desk.desk_words import words_of
from transparency.desk.dropped_file import DroppedFiles
from transparency.desk.repository import Repository
from transparency.desk.workspace import Workspace
from transparency.model.text import LANGUAGES, Languages
from transparency.model.words import Words

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


@dataclass(slots=True)
class Desk:
    """What one running desk knows."""

    space: Workspace
    access: Access
    languages: Languages
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

    def post(self) -> str | None:
        """The post of the user that the proxy names; none without a proxy."""
        header = self.access.user_header
        return self.access.posts.get(flask.request.headers.get(header, "")) if header else None
