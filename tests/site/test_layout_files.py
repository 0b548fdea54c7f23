"""Every file of the layout is used: whatever is in that folder is published under the address of each site."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path

from transparency.model.product_files import LAYOUT, PRODUCT

ENTRIES = ("main.html", "404.html")
"""Templates of a page and of page 404; everything else is named by them, or by what they name."""
TEMPLATES = PRODUCT / "transparency/site/templates"
_TEXTS = (".html", ".css", ".js", ".svg", ".j2")
_NAME = re.compile(r"[\w./-]+")


def unused(folder: Path, *others: Path) -> set[str]:
    """Files of the layout that neither its templates nor the other texts name."""
    layout = {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}
    used: set[str] = set()
    waiting = [*ENTRIES, *(name for file in others for name in _named_in(file, file.name, layout))]
    while waiting:
        name = waiting.pop()
        if name not in used:
            used.add(name)
            waiting += _named_in(folder / name, name, layout)
    return layout - used


def _named_in(file: Path, name: str, layout: set[str]) -> Iterator[str]:
    """Files that the text names, from the folder of the layout or from its own."""
    if file.suffix not in _TEXTS:
        return
    for word in set(_NAME.findall(file.read_text(encoding="utf-8"))):
        for path in (word, posixpath.join(posixpath.dirname(name), word)):
            if posixpath.normpath(path) in layout:
                yield posixpath.normpath(path)


def test_every_file_of_the_layout_is_used() -> None:
    assert unused(LAYOUT, *sorted(TEMPLATES.glob("*.j2"))) == set()


def test_files_that_only_unused_ones_name_are_found(tmp_path: Path) -> None:
    for name, text in {"main.html": "a.css", "404.html": "", "a.css": "", "b.css": "c.css", "c.css": ""}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert unused(tmp_path) == {"b.css", "c.css"}
