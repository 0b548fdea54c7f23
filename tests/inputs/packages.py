"""Office packages for the tests: honest ones, and ones that do harm, all made here."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping

import docx
import openpyxl

SHEET = "xl/worksheets/sheet1.xml"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook(rows: list[list[object]], title: str = "Sheet") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def document(cells: list[tuple[str, str]]) -> bytes:
    made = docx.Document()
    table = made.add_table(rows=0, cols=2)
    for key, value in cells:
        row = table.add_row().cells
        row[0].text, row[1].text = key, value
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def changed(data: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """The package with other parts: new ones, ones with other bytes, and without those that are None."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in dict.fromkeys((*old.namelist(), *parts)):
            content = parts.get(name, old.read(name) if name in old.namelist() else None)
            if content is not None:
                new.writestr(name, content)
    return out.getvalue()


def part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name)


def sheet(inside: str, after: str = "") -> bytes:
    """The XML of a worksheet with these rows."""
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{inside}</sheetData>{after}</worksheet>'.encode()


def text_cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


GOOD = workbook([["a", "b"], ["c", 1.0]])
ENTITY = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'


def bomb(size: int = 200 * 1024 * 1024) -> bytes:
    """A workbook of some hundred kilobytes whose sheet unfolds to ``size`` bytes."""
    out = io.BytesIO()
    row = f"<row>{text_cell('A1', 'x' * 1000)}</row>".encode()
    with (
        zipfile.ZipFile(io.BytesIO(GOOD)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for name in old.namelist():
            if name != SHEET:
                new.writestr(name, old.read(name))
        with new.open(SHEET, "w", force_zip64=True) as stream:
            for _ in range(size // 1_048_576):
                stream.write(row * (1_048_576 // len(row)))
    return out.getvalue()


def twice(data: bytes) -> bytes:
    """A package with one part two times: programs differ in which one they read."""
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as package:
        package.fp.seek(0, 2)  # type: ignore[union-attr]
        info = zipfile.ZipInfo(SHEET)
        package.NameToInfo.pop(SHEET)
        package.writestr(info, sheet("<row/>"))
    return out.getvalue()


class MadeOnDemand(Mapping[str, bytes]):
    """Name -> file. Each is made when a test first opens it: every process of the tests imports this module."""

    def __init__(self, makers: Mapping[str, Callable[[], bytes]]) -> None:
        self._makers, self._made = makers, dict[str, bytes]()

    def __getitem__(self, name: str) -> bytes:
        if name not in self._made:
            self._made[name] = self._makers[name]()
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)


UNSAFE = MadeOnDemand(
    {
        "entity": lambda: changed(GOOD, {SHEET: ENTITY}),
        "entity-in-utf-16": lambda: changed(GOOD, {SHEET: ENTITY.decode().encode("utf-16")}),
        "entity-in-relations": lambda: changed(GOOD, {"_rels/x.rels": ENTITY}),
        "three-thousand-parts": lambda: changed(GOOD, {f"xl/media/{i}.bin": b"" for i in range(3_000)}),
        "part-twice": lambda: twice(GOOD),
        "column-beyond-zz": lambda: changed(GOOD, {SHEET: sheet(f'<row r="1">{text_cell("XFD1", "x")}</row>')}),
        "last-row-of-excel": lambda: changed(
            GOOD, {SHEET: sheet(f'<row r="1048576">{text_cell("A1048576", "x")}</row>')}
        ),
        "row-beyond-excel": lambda: changed(
            GOOD, {SHEET: sheet(f'<row r="9999999999999">{text_cell("A1", "x")}</row>')}
        ),
        "sparse-cells": lambda: changed(
            GOOD, {SHEET: sheet("".join(f'<row r="{i}">{text_cell(f"ZZ{i}", "x")}</row>' for i in range(1, 20_000)))}
        ),
        "one-string-in-every-cell": lambda: changed(
            GOOD, {SHEET: sheet(f"<row>{text_cell('A1', 'x ' * 30_000)}</row>" * 2_500)}
        ),
    }
)
"""Workbooks that are refused by X03, each small as a file."""
FOREIGN: Mapping[str, bytes] = {
    "a text": b"hello",
    "nothing": b"",
    "an archive": changed(b"PK\x05\x06" + b"\x00" * 18, {"a.txt": b"x"}),
    "half a workbook": GOOD[: len(GOOD) // 2],
    "an old workbook": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512,
    "without a sheet": changed(GOOD, {SHEET: None}),
    "without a list of sheets": changed(GOOD, {"xl/workbook.xml": None}),
    "broken XML": changed(GOOD, {SHEET: b"<worksheet><sheetData>"}),
    "XML in XML in XML": changed(GOOD, {SHEET: sheet("<row>" * 5_000)}),
    "a row without a number": changed(GOOD, {SHEET: sheet('<row r="x"/>')}),
    "a cell without a place": changed(GOOD, {SHEET: sheet('<row><c r="??" t="s"><v>9999999</v></c></row>')}),
    "a date beyond time": changed(GOOD, {SHEET: sheet('<row><c r="A1" t="d"><v>99999-99-99</v></c></row>')}),
    "no workbook but a document": document([("a", "b")]),
}
"""Files that are refused as no workbook at all."""
