"""Extracts text from workbooks, documents and slides (OOXML, OpenDocument), hidden parts included.

The parts are read as XML and not through an office library, because a library shows what a user sees and leaves out
what a user forgot: deleted text, comments, hidden sheets, strings that no cell refers to.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from transparency.gate.extractors.extracted import (
    ExtractedRow,
    ExtractedTable,
    ExtractionFault,
    Part,
    Rows,
    View,
    below,
)
from transparency.gate.extractors.limits import Budget, OverLimit
from transparency.gate.extractors.sheet import BareSheet, bare_sheet, columns, named_cells, number_of, value_of
from transparency.gate.extractors.tables import tables_in
from transparency.gate.extractors.workbook_places import NamedCells, place_of_cell, sheet_titles
from transparency.model.messages import Message

AUTHORS = frozenset(
    "creator lastModifiedBy author manager lastPrinted contributor initial-creator printed-by Author Manager".split()
)
"""Property elements that name a person."""
_BLOCKS = frozenset("p br cr tr h line-break".split())
_CELLS = frozenset("tc table-cell tab c".split())
_SHARED = "si"
"""A text of the cells of a workbook; the next one belongs to some other cell, so they are paragraphs of their own."""
_ENDS = frozenset("comment title definedName row".split())
_RUNS = frozenset("t delText instrText r span v is".split())
"""Elements whose text runs on into the next one."""
_GRID = frozenset("sheetData row c".split())
_IN_GRID = _GRID | {"v", "f", "is"}
"""Elements of a sheet in which, and behind which, no program writes a text beside other elements."""
_MARKS = frozenset("author initials name displayName userId".split())
_TEXTS = frozenset("descr title Target name alt val string instr".split())
"""Attributes that hold a text."""
_REFERENCE = re.compile(r"([A-Z]+)(\d+)")
_STRINGS = "xl/sharedStrings.xml"
"""The strings to which cells point: read first, and searched last, when the cells are known."""
XML_ERRORS = (ElementTree.ParseError, ValueError, RecursionError)


def office_parts(archive: zipfile.ZipFile, place: str, budget: Budget) -> Iterator[Part]:
    """The texts, tables and author fields of every XML part of the archive."""
    strings: tuple[str, ...] = ()
    titles, sheets = sheet_titles(archive), list[NamedCells]()
    last: Iterable[Part] = ()
    for member in sorted(archive.infolist(), key=lambda m: (m.filename != _STRINGS, m.filename)):
        if not member.filename.endswith((".xml", ".rels", ".vml")):
            continue
        title = titles.get(member.filename, "")
        where = below(place, Message('sheet "{title}"', title=title) if title else member.filename)
        try:
            data = _xml(archive, member, budget)
            sheet = bare_sheet(data) if "/worksheets/" in member.filename else None
            root = ElementTree.fromstring(sheet.rest if sheet else data)  # noqa: S314  (no entities, see `_xml`)
        except OverLimit:
            raise
        except (*XML_ERRORS, zipfile.BadZipFile, OSError, EOFError, RuntimeError):
            yield ExtractionFault(where, Message("a part is damaged"))
            continue
        if member.filename == _STRINGS:
            strings = tuple("".join(item.itertext()) for item in root)
        cells = partial(named_cells, sheet.rows, strings) if sheet else partial(_named_cells, root, strings)
        if title:
            sheets.append(NamedCells(title, cells))
        found = partial(place_of_cell, place, [NamedCells(title, cells)] if title else sheets)
        if sheet:
            yield from _cells_of(sheet, where, strings, found)
        part = _part(root, member.filename, where, strings, found)
        if member.filename == _STRINGS:
            last = part
        else:
            yield from part
    yield from last


def _cells_of(sheet: BareSheet, where: str, strings: tuple[str, ...], found: Callable[[str], str]) -> Iterator[Part]:
    rows = sheet.rows
    if rows:
        yield ExtractedTable(where, Rows(len(rows), lambda at: ExtractedRow(0, tuple(columns(rows[at], strings)))))
    yield View(where, sheet.text, cell=found)


def _named_cells(root: Element, strings: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    return ((cell.get("r", ""), _value(cell, strings)) for row in root.iterfind(".//{*}row") for cell in row)


def _xml(archive: zipfile.ZipFile, member: zipfile.ZipInfo, budget: Budget) -> bytes:
    budget.take(member.file_size)
    with archive.open(member) as stream:
        data = stream.read(member.file_size + 1)
    if b"<!ENTITY" in data.replace(b"\x00", b""):
        raise ValueError("entities")  # what makes XML dangerous
    return data


def _part(
    root: Element, name: str, where: str, strings: tuple[str, ...], found: Callable[[str], str]
) -> Iterator[Part]:
    if "/worksheets/" in name:
        yield from _sheet(root, where, strings)
    text = View(where, _text(root), cell=found if name.startswith("xl/") else None)
    yield text
    if "/worksheets/" not in name:
        yield from tables_in(text)
    yield from _attributes(root, where)
    for element in root.iter():
        if _local(element.tag) in AUTHORS and element.text:
            yield View(f"{where}, {_local(element.tag)}", element.text, "author")


def _local(name: object) -> str:
    """The name of an element or an attribute without its namespace; comments and instructions have no name."""
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def _text(root: Element) -> str:
    """Text in document order: runs joined, cells apart by tabs, paragraphs by ends of line."""
    pieces: list[str] = []
    _walk(root, pieces, False)
    return "".join(pieces)


def _walk(element: Element, pieces: list[str], in_cell: bool) -> None:
    stack: list[tuple[Element, bool, bool]] = [(element, in_cell, False)]
    while stack:
        node, cell, done = stack.pop()
        local = _local(node.tag)
        inside = cell or local in _CELLS
        if not done:
            pieces.append(f"{node.text}\n" if node.text and local in _GRID else node.text or "")
            stack.append((node, cell, True))
            stack.extend((child, inside, False) for child in reversed(node))
            continue
        if local in _CELLS:
            pieces.append("\t")
        elif local in _BLOCKS:
            pieces.append(" " if cell and local != "tr" else "\n")
        elif local == _SHARED:
            pieces.append("\n\n")
        elif local in _ENDS or (not len(node) and node.text and local not in _RUNS):
            pieces.append("\n")
        pieces.append(f"\n{node.tail}\n" if node.tail and local in _IN_GRID else node.tail or "")


def _attributes(root: Element, where: str) -> Iterator[View]:
    """Authors of comments and changes, alternative texts, link targets, names of sheets."""
    texts: list[str] = []
    for element in root.iter():
        for key, value in element.attrib.items():
            local = _local(key)
            if local in _MARKS and _local(element.tag) in (
                "ins",
                "del",
                "comment",
                "person",
                "moveFrom",
                "moveTo",
                "cmAuthor",
            ):
                yield View(f"{where}, {local}", value, "author")
            elif local in _TEXTS and len(value) > 3:
                texts.append(value)
    if texts:
        yield View(f"{where}, attribute", "\n\n".join(texts))


def _sheet(root: Element, where: str, strings: tuple[str, ...]) -> Iterator[ExtractedTable]:
    rows = [element for element in root.iterfind(".//{*}row") if next(element.itertext(), "")]
    if rows:
        yield ExtractedTable(where, Rows(len(rows), lambda at: ExtractedRow(0, tuple(_columns(rows[at], strings)))))


def _columns(row: Element, strings: tuple[str, ...]) -> Iterator[str]:
    column = 0
    for cell in row:
        reference = _REFERENCE.match(cell.get("r", ""))
        wanted = min(number_of(reference[1]), 1_000) if reference else column + 1
        for _ in range(wanted - column - 1):
            yield ""
        column = max(wanted, column + 1)
        yield _value(cell, strings)


def _value(cell: Element, strings: tuple[str, ...]) -> str:
    text = "".join(e.text or "" for e in cell.iter() if _local(e.tag) in ("v", "t"))
    return value_of(text, cell.get("t") == "s", strings)
