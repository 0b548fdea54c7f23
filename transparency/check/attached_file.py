"""What is wrong with one attached file: its type, its size, and what it gives away. The readers of PDF and pictures are
large, so this is loaded where a site has attachments.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping

import pikepdf
from pdfminer.high_level import extract_text
from pdfminer.pdfparser import PDFSyntaxError
from PIL import Image, UnidentifiedImageError

from transparency.check.attachments import Finding

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
