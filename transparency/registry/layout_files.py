"""Finds the files of ``overrides/`` that are in use: those reachable from the two templates MkDocs renders."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from transparency.model.problem import Problem

FOLDER = "overrides/"
ENTRIES = ("main.html", "404.html")
"""Templates of a page and of page 404."""

_TEXTS = (".html", ".css", ".js", ".svg")
_NAME = re.compile(r"[\w./-]+")


def unused_layout_files(root: Path, names: Iterable[str]) -> Iterator[Problem]:
    """A problem for each file of the layout that nothing names; ``names`` are the files of the sources."""
    layout = {name.removeprefix(FOLDER) for name in names if name.startswith(FOLDER)}
    for name in sorted(layout - _used(root, layout)):
        advice = "Name it in a template, style or script of the layout, or remove it."
        yield Problem(FOLDER + name, 0, "A09", "", "the layout does not use this file.", advice)


def _used(root: Path, layout: set[str]) -> set[str]:
    used: set[str] = set()
    waiting = [name for name in ENTRIES if name in layout]
    while waiting:
        name = waiting.pop()
        if name not in used:
            used.add(name)
            waiting += _named_in(root / FOLDER / name, name, layout)
    return used


def _named_in(file: Path, name: str, layout: set[str]) -> Iterator[str]:
    """Files that the text names, from the folder of the layout or from its own."""
    if file.suffix not in _TEXTS:
        return
    for word in set(_NAME.findall(file.read_text(encoding="utf-8", errors="replace"))):
        for path in (word, posixpath.join(posixpath.dirname(name), word)):
            if posixpath.normpath(path) in layout:
                yield posixpath.normpath(path)
