"""Files that go public: the type by content, size, checksum, what the metadata reveal, whether a PDF can be read aloud.

A finding about metadata never repeats the value: it may be a person's name.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pikepdf
from pdfminer.high_level import extract_text
from pdfminer.pdfparser import PDFSyntaxError
from PIL import Image, UnidentifiedImageError

from transparency.load.attachments import FOLDER
from transparency.load.entry import Entry
from transparency.load.registry import Draft
from transparency.load.yaml_document import Path
from transparency.model.disclosure import Attachment
from transparency.model.text import Record
from transparency.problem import Problem

LARGEST = 3 * 1024 * 1024
"""Bytes; a visitor on a phone pays for every one."""
SMALLEST_PHOTO = (1200, 800)
"""Width and height in pixels that the submission form asks for."""

_SIGNATURES: Mapping[str, tuple[bytes, ...]] = {
    "pdf": (b"%PDF-",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "xlsx": (b"PK\x03\x04",),
}
"""First bytes of each type; a CSV file has none."""

_REVEALING = ("/Author", "/Company", "/Manager", "/LastModifiedBy")
"""Properties in which office programs write the names of people."""
PHOTO_ENDINGS = ("jpg", "jpeg", "png")

Finding = tuple[str, str, str]
"""Rule, what, advice."""


def wrong_attachments(draft: Draft) -> Iterator[Problem]:
    """Every file that a record names exists, is what it says, and gives nothing away; every file is named by a record."""
    files = draft.disclosing.attachments
    named: set[str] = set()
    for entry, path, attachment in _attachments(draft):
        named.add(attachment.file)
        data = files.get(attachment.file)
        for rule, what, advice in _missing(attachment) if data is None else findings(attachment.file, data):
            yield entry.problem((*path, "file"), rule, what, advice)
        if data is not None and hashlib.sha256(data).hexdigest() != attachment.sha256:
            what = "the checksum is not that of the file."
            yield entry.problem((*path, "sha256"), "F07", what, f"Write {hashlib.sha256(data).hexdigest()}.")
    for name in () if "disclosing" in draft.incomplete else sorted(set(files) - named):
        what = "no record names this file."
        yield Problem(f"{FOLDER}/{name}", 0, "F09", "", what, "Name it in a record, or remove it.")


def _missing(attachment: Attachment) -> Iterator[Finding]:
    yield "F01", f"there is no file {FOLDER}/{attachment.file}.", "Put the file there, or correct the name."


def _attachments(draft: Draft) -> Iterator[tuple[Entry[Any], Path, Attachment]]:
    entries: list[Entry[Any]] = [*draft.disclosing.disclosures, *draft.disclosing.entries]
    if draft.disclosing.documents is not None:
        entries.append(draft.disclosing.documents)
    for entry in entries:
        for path, attachment in _inside(entry.record, ()):
            yield entry, path, attachment


def _inside(value: object, path: Path) -> Iterator[tuple[Path, Attachment]]:
    if isinstance(value, Attachment):
        yield path, value
    elif isinstance(value, Record):
        for name, child in value:
            yield from _inside(child, (*path, name))
    elif isinstance(value, tuple):
        for i, child in enumerate(value):
            yield from _inside(child, (*path, i))


def findings(name: str, data: bytes) -> Iterator[Finding]:
    """What is wrong with one file; the type counts by content, not by name."""
    ending = name.rpartition(".")[2]
    signatures = _SIGNATURES.get(ending)
    if len(data) > LARGEST:
        what = f"is larger than {LARGEST // 1024 // 1024} MB."
        yield "F03", what, "Make it smaller, or split it."
    if signatures and not data.startswith(signatures):
        yield "F02", f'the content is not of the type "{ending}".', "Save it in the type that its name says."
        return
    check = _BY_ENDING.get(ending)
    if check is not None:
        yield from check(data)


def _pdf(data: bytes) -> Iterator[Finding]:
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            titled = bool(str(pdf.docinfo.get("/Title", "")).strip())
            revealed = [key for key in _REVEALING if str(pdf.docinfo.get(key, "")).strip()]
            active = "/JavaScript" in pdf.Root.get("/Names", {}) or "/OpenAction" in pdf.Root
            embedded = "/EmbeddedFiles" in pdf.Root.get("/Names", {})
    except pikepdf.PdfError:
        yield "F02", "the PDF is damaged or locked.", "Export it again, without a password."
        return
    if not titled:
        yield "F06", "the PDF has no title.", "Give it one in the properties of the document."
    if revealed:
        yield "F04", f"the metadata hold {', '.join(revealed)} (not shown).", "Remove the properties before export."
    if active or embedded:
        yield "F04", "the PDF carries scripts or files inside.", "Export it as a plain document."
    if not _has_text(data):
        yield "F05", "the PDF has no text layer.", "Recognise the scan (OCR), or export from the text processor."


def _has_text(data: bytes) -> bool:
    try:
        return bool(extract_text(io.BytesIO(data), maxpages=3).strip())
    except PDFSyntaxError:
        return False


def _photo(data: bytes) -> Iterator[Finding]:
    try:
        with Image.open(io.BytesIO(data)) as image:
            width, height = image.size
            exif = bool(image.getexif()) or bool(image.info.get("exif"))
            image.load()
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError):
        yield "F02", "the picture is damaged.", "Save it again."
        return
    least_width, least_height = SMALLEST_PHOTO
    if width < least_width or height < least_height:
        what = f"is {width}×{height}, smaller than {least_width}×{least_height}."
        yield "F08", what, "Take the original photo, not a reduced copy."
    if exif:
        yield "F04", "the photo carries camera or place data (EXIF, not shown).", "Remove them before publishing."


_BY_ENDING: Mapping[str, Callable[[bytes], Iterator[Finding]]] = {
    "pdf": _pdf,
    "jpg": _photo,
    "jpeg": _photo,
    "png": _photo,
}
