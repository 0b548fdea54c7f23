"""Checks one attached file: type, size, and personal metadata.

The libraries for PDF and pictures are large, so this module is imported only where a site has attachments.
"""

from __future__ import annotations

import io
import logging
import warnings
from collections.abc import Callable, Iterator, Mapping

from pdfminer.high_level import extract_text
from PIL import Image

from transparency.gate.containers import pdf, spreadsheet
from transparency.gate.containers.office_package import RefusedPackage, package
from transparency.gate.extractors.image import ERRORS as PICTURE_ERRORS
from transparency.gate.extractors.pdf import TEXT_ERRORS
from transparency.model.characters import ADVICE
from transparency.model.limits import MOST_PIXELS
from transparency.model.messages import Message
from transparency.registry.check_attachments import Finding
from transparency.registry.parse_values import hidden_cells

for _reader in ("PIL", "pdfminer"):
    logging.getLogger(_reader).setLevel(logging.CRITICAL)  # they quote what a file holds

LARGEST = 3 * 1024 * 1024
"""Bytes; a visitor on a phone pays for every one."""
SMALLEST_PHOTO = (1200, 800)
"""Width and height in pixels that the submission form asks for."""

_SIGNATURES: Mapping[str, tuple[bytes, ...]] = {
    "pdf": (b"%" + b"PDF-",),  # in one piece the gate would take this module for a PDF
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "xlsx": (b"PK\x03\x04",),
}
"""First bytes of each type; a CSV file has none."""

_REVEALING = ("/Author", "/Company", "/Manager", "/LastModifiedBy")
"""Properties in which office programs write the names of people."""
PHOTO_ENDINGS = ("jpg", "jpeg", "png")


def findings(name: str, data: bytes, domain: str = "") -> Iterator[Finding]:
    """What is wrong with one file; the type counts by content, not by name. Links may lead to ``domain`` only."""
    ending = name.rpartition(".")[2]
    signatures = _SIGNATURES.get(ending)
    if len(data) > LARGEST:
        what = Message("is larger than {most} MB.", most=LARGEST // 1024 // 1024)
        yield "F03", what, Message("Make it smaller, or split it.")
        return
    if signatures and not data.startswith(signatures):
        yield (
            "F02",
            Message('the content is not of the type "{ending}".', ending=ending),
            Message("Save it in the type that its name says."),
        )
        return
    check = _BY_ENDING.get(ending)
    if check is not None:
        yield from check(data, domain)


def _pdf(data: bytes, domain: str) -> Iterator[Finding]:
    if pdf.unfolds_too_far(data):
        yield (
            "F03",
            Message("the PDF unfolds to far more than its size."),
            Message("Export it again from the original document."),
        )
        return
    try:
        with pdf.opened(data) as document:
            if document.is_encrypted or pdf.is_packed_twice(document):
                yield (
                    "F02",
                    Message("the PDF is locked, or packed in an unusual way."),
                    Message("Export it again, without a password."),
                )
                return
            titled = bool(str(document.docinfo.get("/Title", "")).strip())
            revealed = [key for key in _REVEALING if str(document.docinfo.get(key, "")).strip()]
            deeds = pdf.deeds(document)
            away = any(pdf.is_foreign(address, domain) for address in pdf.addresses(document))
    except pdf.ERRORS:
        yield "F02", Message("the PDF is damaged or locked."), Message("Export it again, without a password.")
        return
    if not titled:
        yield "F06", Message("the PDF has no title."), Message("Give it one in the properties of the document.")
    if revealed:
        yield (
            "F04",
            Message("the metadata hold {names} (not shown).", names=", ".join(revealed)),
            Message("Run scripts/clean.py on it."),
        )
    if pdf.SCRIPT in deeds:
        yield (
            "F04",
            Message("the PDF carries scripts, or acts when it is opened."),
            Message("Export it as a plain document."),
        )
    if others := sorted(deeds - {pdf.SCRIPT}):
        yield (
            "F10",
            Message("the PDF carries {deeds}.", deeds=", ".join(others)),
            Message("Export it as a plain document."),
        )
    if away:
        yield (
            "F11",
            Message("the PDF links to another host."),
            Message("Write the address as plain text, without a link."),
        )
    if not _has_text(data):
        yield (
            "F05",
            Message("the PDF has no text layer."),
            Message("Recognise the scan (OCR), or export from the text processor."),
        )


def _has_text(data: bytes) -> bool:
    try:
        return bool(extract_text(io.BytesIO(data), maxpages=3).strip())
    except TEXT_ERRORS:
        return False


def _photo(data: bytes, domain: str) -> Iterator[Finding]:
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as image:
            width, height = image.size
            if width * height > MOST_PIXELS:
                what = Message("has more than {most} million pixels.", most=MOST_PIXELS // 1_000_000)
                yield "F03", what, Message("Make the picture smaller.")
                return
            exif = bool(image.getexif()) or bool(image.info.get("exif"))
            image.load()
    except PICTURE_ERRORS:
        yield "F02", Message("the picture is damaged."), Message("Save it again.")
        return
    least_width, least_height = SMALLEST_PHOTO
    if width < least_width or height < least_height:
        what = Message(
            "is {width}×{height}, smaller than {least_width}×{least_height}.",
            width=width,
            height=height,
            least_width=least_width,
            least_height=least_height,
        )
        yield "F08", what, Message("Take the original photo, not a reduced copy.")
    if exif:
        yield (
            "F04",
            Message("the photo carries camera or place data (EXIF, not shown)."),
            Message("Run scripts/clean.py on it."),
        )


def _workbook(data: bytes, domain: str) -> Iterator[Finding]:
    found = package(data)
    if isinstance(found, RefusedPackage):
        yield (
            "F02" if found.foreign else "F03",
            Message("the workbook {what}.", what=found.what),
            Message("Save it again, without a password."),
        )
        return
    try:
        deeds, away = sorted(spreadsheet.deeds(found)), spreadsheet.leads_away(found, domain)
    except spreadsheet.DAMAGED:
        yield "F02", Message("the workbook is damaged."), Message("Save it again.")
        return
    if deeds:
        yield (
            "F10",
            Message("the workbook carries {deeds}.", deeds=", ".join(deeds)),
            Message("Save it as .xlsx with values in the place of formulas."),
        )
    if away:
        yield (
            "F11",
            Message("the workbook links to another host or file."),
            Message("Write the address as plain text, without a link."),
        )


def _table(data: bytes, domain: str) -> Iterator[Finding]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        yield "F02", Message("the table is not UTF-8 text."), Message("Save it as CSV in UTF-8.")
        return
    for problem in hidden_cells("", text):
        yield (
            problem.rule,
            Message("line {line}, {place}: {what}", line=problem.line, place=problem.place, what=problem.what),
            ADVICE,
        )
    line = spreadsheet.formula_cell(text)
    if line is not None:
        what = Message("a spreadsheet would run a cell in line {line} as a formula.", line=line)
        yield "F10", what, Message("Begin the cell with another character than =, @, + or -.")


_BY_ENDING: Mapping[str, Callable[[bytes, str], Iterator[Finding]]] = {
    "pdf": _pdf,
    "jpg": _photo,
    "jpeg": _photo,
    "png": _photo,
    "xlsx": _workbook,
    "csv": _table,
}
