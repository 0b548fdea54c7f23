"""Workbooks, documents and slides (OOXML, OpenDocument): everything their archive holds, hidden or not.

The parts are read as XML and not through an office library, because a library shows what a user sees and leaves out
what a user forgot: deleted text, comments, hidden sheets, strings that no cell points to.
"""

from __future__ import annotations

import io
import itertools
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from transparency.load.views.limits import Budget, OverLimit
from transparency.load.views.tables import tables_in
from transparency.load.views.view import Fault, Part, Row, Rows, Table, View, below

AUTHORS = frozenset(
    "creator lastModifiedBy author manager lastPrinted contributor initial-creator printed-by Author Manager".split()
)
"""Property elements that name a person."""
_BLOCKS = frozenset("p br cr tr h line-break".split())
_CELLS = frozenset("tc table-cell tab c".split())
_ENDS = frozenset("si comment title definedName row".split())
_RUNS = frozenset("t delText instrText r span v is".split())
"""Elements whose text runs on into the next one."""
_MARKS = frozenset("author initials name displayName userId".split())
_TEXTS = frozenset("descr title Target name alt val string instr".split())
"""Attributes that hold a text."""
_BARE = frozenset("sheetData row c v".split())
_REFERENCE = re.compile(r"([A-Z]+)(\d+)")
_LARGE = 16 * 1024 * 1024
"""Bytes of a sheet from which its memory counts more than its time."""
XML_ERRORS = (ElementTree.ParseError, ValueError, RecursionError)


def office_parts(archive: zipfile.ZipFile, place: str, budget: Budget) -> Iterator[Part]:
    """The texts, tables and author fields of every XML part of the archive."""
    strings: tuple[str, ...] = ()
    for member in sorted(archive.infolist(), key=lambda m: (m.filename != "xl/sharedStrings.xml", m.filename)):
        if not member.filename.endswith((".xml", ".rels", ".vml")):
            continue
        where = below(place, member.filename)
        try:
            data = _xml(archive, member, budget)
            large = len(data) > _LARGE and "/worksheets/" in member.filename
            sheet = _bare_sheet(data, strings) if large else None
            root = ElementTree.fromstring(data) if sheet is None else sheet.rest  # noqa: S314  (no entities, see `_xml`)
        except OverLimit:
            raise
        except (*XML_ERRORS, zipfile.BadZipFile, OSError, EOFError, RuntimeError) as error:
            yield Fault(where, f"a part is damaged ({type(error).__name__})")
            continue
        if member.filename == "xl/sharedStrings.xml":
            strings = tuple("".join(item.itertext()) for item in root)
        if sheet is not None:
            yield from _cells_of(sheet, where)
        yield from _part(root, member.filename, where, strings)


@dataclass(frozen=True, slots=True)
class _BareSheet:
    """A sheet whose cells hold a value and nothing else, as nearly all large sheets: its rows, and the tree without them."""

    rows: list[tuple[str, ...]]
    """The columns of each row that says something."""
    lines: list[str]
    """Each row as one text."""
    rest: Element


def _bare_sheet(data: bytes, strings: tuple[str, ...]) -> _BareSheet | None:
    """Read row by row, because a tree of all cells takes two hundred times the memory of the file; None for other sheets."""
    rows: list[tuple[str, ...]] = []
    lines: list[str] = []
    root = Element("")
    for _, element in ElementTree.iterparse(io.BytesIO(data)):  # noqa: S314  (no entities, see `_xml`)
        root = element  # the last to end
        if not element.tag.endswith("}row"):
            continue
        if not all(map(_is_bare, element.iter())):
            return None
        if next(element.itertext(), ""):
            rows.append(tuple(_columns(element, strings)))
        lines.append("\t".join(element.itertext()))
        behind = element.tail
        element.clear()
        element.tail = behind
    sheets = root.findall("{*}sheetData")
    if len(sheets) != 1 or not all(map(_is_bare, sheets[0].iter())):
        return None
    lines += _between(sheets[0])
    root.remove(sheets[0])
    return None if root.find(".//{*}row") is not None else _BareSheet(rows, lines, root)


def _between(sheet: Element) -> list[str]:
    """Text that stands between the rows of a sheet, where no program writes any."""
    return [text for text in (sheet.text, *(row.tail for row in sheet)) if text and not text.isspace()]


def _is_bare(element: Element) -> bool:
    return _local(element.tag) in _BARE and _TEXTS.isdisjoint(map(_local, element.attrib))


def _cells_of(sheet: _BareSheet, where: str) -> Iterator[Part]:
    rows = sheet.rows
    if rows:
        yield Table(where, Rows(len(rows), lambda at: Row(0, rows[at])))
    yield View(where, "\n".join(sheet.lines))


def _xml(archive: zipfile.ZipFile, member: zipfile.ZipInfo, budget: Budget) -> bytes:
    budget.take(member.file_size)
    with archive.open(member) as stream:
        data = stream.read(member.file_size + 1)
    if b"<!ENTITY" in data.replace(b"\x00", b""):
        raise ValueError("entities")  # what makes XML dangerous
    return data


def _part(root: Element, name: str, where: str, strings: tuple[str, ...]) -> Iterator[Part]:
    if "/worksheets/" in name:
        yield from _sheet(root, where, strings)
        yield from _bare_cells(root, where)
    text = View(where, _text(root))
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
            pieces.append(node.text or "")
            stack.append((node, cell, True))
            stack.extend((child, inside, False) for child in reversed(node))
            continue
        if local in _CELLS:
            pieces.append("\t")
        elif local in _BLOCKS:
            pieces.append(" " if cell and local != "tr" else "\n")
        elif local in _ENDS or (not len(node) and node.text and local not in _RUNS):
            pieces.append("\n")
        pieces.append(node.tail or "")


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


def _sheet(root: Element, where: str, strings: tuple[str, ...]) -> Iterator[Table]:
    rows = [element for element in root.iterfind(".//{*}row") if next(element.itertext(), "")]
    if rows:
        yield Table(where, Rows(len(rows), lambda at: Row(0, tuple(_columns(rows[at], strings)))))


def _bare_cells(root: Element, where: str) -> Iterator[View]:
    """Cells that hold a value and nothing else, nearly all of a large sheet, are taken out of it and read at once."""
    for sheet in root.findall("{*}sheetData"):
        tags = {element.tag for element in sheet.iter()}
        attributes = set(itertools.chain.from_iterable(element.attrib for element in sheet.iter()))
        if {_local(tag) for tag in tags} <= _BARE and _TEXTS.isdisjoint(map(_local, attributes)):
            yield View(where, "\n".join(("\n".join(_between(sheet)), *("\t".join(row.itertext()) for row in sheet))))
            root.remove(sheet)


def _columns(row: Element, strings: tuple[str, ...]) -> Iterator[str]:
    column = 0
    for cell in row:
        reference = _REFERENCE.match(cell.get("r", ""))
        wanted = min(_number(reference[1]), 1_000) if reference else column + 1
        for _ in range(wanted - column - 1):
            yield ""
        column = max(wanted, column + 1)
        yield _value(cell, strings)


def _number(letters: str) -> int:
    number = 0
    for letter in letters[:4]:
        number = number * 26 + ord(letter) - 64
    return number


def _value(cell: Element, strings: tuple[str, ...]) -> str:
    text = "".join(e.text or "" for e in cell.iter() if _local(e.tag) in ("v", "t"))
    if cell.get("t") == "s" and text.isdigit() and len(text) < 8:
        return strings[int(text)] if int(text) < len(strings) else ""
    return text.strip()
