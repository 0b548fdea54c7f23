"""Extracts text from PDF: pages, properties, notes, form fields, attachments, pictures."""

from __future__ import annotations

import io
import logging
import struct
import warnings
import zlib
from collections.abc import Callable, Iterator

import pikepdf
from pdfminer.high_level import extract_text
from pdfminer.pdfparser import PDFSyntaxError
from pdfminer.psexceptions import PSException

from transparency.gate.containers.pdf import unfolds_too_far
from transparency.gate.extractors.extracted import ExtractionFault, Part, View, below
from transparency.gate.extractors.limits import Budget
from transparency.gate.extractors.markup import markup_views

Opener = Callable[[str, bytes, str], Iterator[Part]]

TEXT_ERRORS: tuple[type[Exception], ...] = (
    *(PSException, PDFSyntaxError, LookupError, TypeError, ValueError, AttributeError, AssertionError, ArithmeticError),
    *(RuntimeError, struct.error, zlib.error, EOFError),
)
"""What pdfminer raises on a damaged page."""
_READ_ERRORS: tuple[type[Exception], ...] = (
    *(pikepdf.PdfError, pikepdf.PasswordError, pikepdf.DataDecodingError, ValueError, TypeError, KeyError),
    *(AttributeError, RuntimeError),
)
"""What pikepdf raises on a damaged file."""
AUTHORS = frozenset({"/Author", "/Creator", "/T", "/Manager", "/Company", "/LastModifiedBy"})
_STRINGS = ("/T", "/Contents", "/RC", "/TU", "/V", "/DV", "/Alt", "/ActualText", "/URI", "/Desc", "/Title", "/UF", "/F")
_PAGES_READ = 400
_MANY = 20_000

logging.getLogger("pdfminer").setLevel(logging.CRITICAL)


def pdf_parts(data: bytes, place: str, budget: Budget, opened: Opener) -> Iterator[Part]:
    """Every text of a PDF; a damaged or locked one is a fault."""
    if unfolds_too_far(data):
        yield ExtractionFault(place, "it unfolds to far more than its size")
        return
    try:
        with warnings.catch_warnings(), pikepdf.open(io.BytesIO(data)) as pdf:
            warnings.simplefilter("ignore")
            yield from _objects(pdf, place, budget, opened)
            pages, pictures = len(pdf.pages), any(_pictures(pdf))
    except _READ_ERRORS as error:
        yield ExtractionFault(place, f"the PDF is locked or damaged ({type(error).__name__})")
        return
    text = _page_text(data)
    if text is None or pages > _PAGES_READ:
        yield ExtractionFault(place, "the text of its pages cannot be read")
    elif pictures and not text.strip():
        yield ExtractionFault(place, "its pages are pictures without a text layer")
    if text:
        yield View(below(place, "pages"), text)


def _page_text(data: bytes) -> str | None:
    try:
        return extract_text(io.BytesIO(data), maxpages=_PAGES_READ)
    except TEXT_ERRORS:
        return None


def _objects(pdf: pikepdf.Pdf, place: str, budget: Budget, opened: Opener) -> Iterator[Part]:
    yield from _properties(pdf, place)
    for count, item in enumerate(pdf.objects):
        if count > _MANY:
            yield ExtractionFault(place, "the PDF holds too many objects")
            return
        if isinstance(item, pikepdf.Dictionary):
            yield from _strings(item, place)
        elif isinstance(item, pikepdf.Stream):
            yield from _stream(item, place, budget, opened)


def _properties(pdf: pikepdf.Pdf, place: str) -> Iterator[View]:
    if "/Info" in pdf.trailer:
        for key, value in pdf.trailer.Info.items():
            yield View(below(place, f"property {key}"), str(value), "author" if key in AUTHORS else "text")


def _strings(item: pikepdf.Dictionary, place: str) -> Iterator[View]:
    note = item.get("/Subtype") in ("/Text", "/FreeText", "/Popup", "/Highlight", "/Stamp", "/Note") and "/Rect" in item
    for key in _STRINGS:
        value = item.get(key)
        if isinstance(value, pikepdf.String):
            yield View(below(place, f"note or field {key}"), str(value), "author" if note and key == "/T" else "text")


def _stream(item: pikepdf.Stream, place: str, budget: Budget, opened: Opener) -> Iterator[Part]:
    kind = item.get("/Type")
    if kind == "/EmbeddedFile":
        data = item.read_bytes()
        budget.take(len(data))
        yield from opened("attachment", data, below(place, "attachment"))
    elif kind == "/Metadata":
        data = item.read_bytes()
        budget.take(len(data))
        yield from markup_views(data.decode("utf-8", "replace"), below(place, "XMP"), False)
    elif item.get("/Subtype") == "/Image" and item.get("/Filter") == "/DCTDecode":
        yield from opened("picture.jpg", item.read_raw_bytes(), below(place, "picture"))


def _pictures(pdf: pikepdf.Pdf) -> Iterator[bool]:
    for page in pdf.pages:
        resources = page.obj.get("/Resources")
        if isinstance(resources, pikepdf.Dictionary) and "/XObject" in resources:
            yield True
