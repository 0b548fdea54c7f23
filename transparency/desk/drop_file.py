"""Says what kind of file an editor dropped, without keeping anything of it."""

from __future__ import annotations

import io
import zipfile
from codecs import BOM_UTF8
from typing import Literal

from transparency.gate.containers.office_package import RefusedPackage, package

FileKind = Literal["records", "values", "form", "programmes", "survey", "document", "unknown"]
_FIRST = 4096
_TABLES_OF_PROGRAMMES = (b"id,code,", b"id,kind,programme,", b"programme,number,")
"""First columns of the CSV tables of programmes. They can be imported only together, as one workbook."""


def kind_of_file(name: str, data: bytes) -> FileKind:
    """By the ending and by what stands in the head of the file."""
    ending = name.rpartition(".")[2].lower()
    if ending == "docx":
        return "form" if not isinstance(package(data), RefusedPackage) else "unknown"
    if ending == "xlsx":
        return _workbook(data)
    if ending in ("csv", "tsv"):
        head = data[:_FIRST].removeprefix(BOM_UTF8).lower()
        if head.startswith(b"indicator,time_period,"):
            return "values"
        return "unknown" if head.startswith(_TABLES_OF_PROGRAMMES) else "survey"
    if ending in ("sav", "xls", "ods"):
        return "survey"
    return "document" if ending in ("pdf", "jpg", "jpeg", "png") else "unknown"


def _workbook(data: bytes) -> FileKind:
    if isinstance(package(data), RefusedPackage):
        return "unknown"
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        head = book.read("xl/workbook.xml") if "xl/workbook.xml" in book.namelist() else b""
    if b'"contents"' in head and b'"units"' in head:
        return "records"
    if b'"indicator-values"' in head:
        return "values"
    return "programmes" if b'"programmes"' in head else "survey"
