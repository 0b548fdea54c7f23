"""Names the sheet and the cell of a workbook in which a text stands, as a person who opens it sees them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import unescape
from typing import NamedTuple

from transparency.gate.extractors.extracted import below
from transparency.gate.normalise import plain
from transparency.model.messages import Message

_SHEET = re.compile(r"<(?:\w+:)?sheet\s[^>]*>")
_LINK = re.compile(r"<(?:\w+:)?Relationship\s[^>]*>")
_ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')
_MOST = 1_000_000
"""Bytes of the list of sheets that are read; a longer one leaves the sheets with the names of their parts."""


class NamedCells(NamedTuple):
    """A sheet: its title, and its cells by name (B3) with what they show."""

    title: str
    cells: Callable[[], Iterable[tuple[str, str]]]


def sheet_titles(archive: zipfile.ZipFile) -> Mapping[str, str]:
    """The titles of the sheets by their parts; empty where the archive is no workbook or its list is damaged."""
    listed = {
        sheet.get("r:id", ""): unescape(sheet.get("name", "")) for sheet in _tags(archive, "xl/workbook.xml", _SHEET)
    }
    links = _tags(archive, "xl/_rels/workbook.xml.rels", _LINK)
    parts = {link.get("Target", "").removeprefix("/xl/"): listed.get(link.get("Id", ""), "") for link in links}
    return {f"xl/{part}": title for part, title in parts.items() if title}


def _tags(archive: zipfile.ZipFile, part: str, tag: re.Pattern[str]) -> Iterator[dict[str, str]]:
    try:
        with archive.open(part) as stream:
            text = stream.read(_MOST).decode("utf-8", "replace")
    except (KeyError, OSError, EOFError, RuntimeError, zipfile.BadZipFile):
        return
    yield from (dict(_ATTRIBUTE.findall(one)) for one in tag.findall(text))


def place_of_cell(place: str, sheets: Sequence[NamedCells], text: str) -> str:
    """Sheet and cell of the first cell that shows the text, or else its first word; empty where none does."""
    for wanted in dict.fromkeys((text.strip(), *text.split()[:1])):
        for sheet in sheets:
            for cell, shown in sheet.cells():
                if cell and wanted in plain(shown).text:
                    return below(place, Message('sheet "{title}", cell {cell}', title=sheet.title, cell=cell))
    return ""
