"""Extracts text from PDF: pages, properties, notes, form fields, attachments, pictures."""

from __future__ import annotations

import io
import logging
import re
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
from transparency.model.messages import Message

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
_WORD = re.compile(r"[^\W\d_]{2}")
"""Without it the text of a page is its number at most."""
_TEXT_SIDE = 200
"""Pixels of a side from which a picture can hold a page of text."""
_PAGES_READ = 400
_MANY = 20_000

logging.getLogger("pdfminer").setLevel(logging.CRITICAL)


def pdf_parts(data: bytes, place: str, budget: Budget, opened: Opener) -> Iterator[Part]:
    """Every text of a PDF; a damaged or locked one is a fault."""
    if unfolds_too_far(data):
        yield ExtractionFault(place, Message("it unfolds to far more than its size"))
        return
    try:
        with warnings.catch_warnings(), pikepdf.open(io.BytesIO(data)) as pdf:
            warnings.simplefilter("ignore")
            yield from _objects(pdf, place, budget, opened)
            pages, pictured = len(pdf.pages), frozenset(_pictured_pages(pdf))
    except _READ_ERRORS:
        yield ExtractionFault(place, Message("the PDF is locked or damaged"))
        return
    texts = _page_texts(data)
    if texts is None or pages > _PAGES_READ:
        yield ExtractionFault(place, Message("the text of its pages cannot be read"))
    for number, text in enumerate(texts or (), start=1):
        if text.strip():
            yield View(below(place, Message("page {number}", number=number)), text)
        if number in pictured and not _WORD.search(text):
            yield ExtractionFault(
                below(place, Message("page {number}", number=number)), Message("it is a picture without a text layer")
            )


def _page_texts(data: bytes) -> list[str] | None:
    """The text of each page."""
    try:
        whole = extract_text(io.BytesIO(data), maxpages=_PAGES_READ)
    except TEXT_ERRORS:
        return None
    return whole.removesuffix("\f").split("\f")


def _objects(pdf: pikepdf.Pdf, place: str, budget: Budget, opened: Opener) -> Iterator[Part]:
    yield from _properties(pdf, place)
    for count, item in enumerate(pdf.objects):
        if count > _MANY:
            yield ExtractionFault(place, Message("the PDF holds too many objects"))
            return
        if isinstance(item, pikepdf.Dictionary):
            yield from _strings(item, place)
            yield from _inner_strings(item, place)
        elif isinstance(item, pikepdf.Stream):
            yield from _stream(item, place, budget, opened)


def _properties(pdf: pikepdf.Pdf, place: str) -> Iterator[View]:
    if "/Info" in pdf.trailer:
        for key, value in pdf.trailer.Info.items():
            yield View(
                below(place, Message("property {name}", name=key)), str(value), "author" if key in AUTHORS else "text"
            )


def _strings(item: pikepdf.Dictionary, place: str) -> Iterator[View]:
    note = item.get("/Subtype") in ("/Text", "/FreeText", "/Popup", "/Highlight", "/Stamp", "/Note") and "/Rect" in item
    for key in _STRINGS:
        value = item.get(key)
        if isinstance(value, pikepdf.String):
            yield View(
                below(place, Message("note or field {name}", name=key)),
                str(value),
                "author" if note and key == "/T" else "text",
            )


def _inner_strings(item: pikepdf.Dictionary, place: str) -> Iterator[View]:
    """Strings of actions and notes that stand inside their owner and are no objects of their own, such as mailto links."""
    stack = [child for _, child in item.items() if _is_inside(child)]
    for _ in range(_MANY):
        if not stack:
            return
        child = stack.pop()
        if isinstance(child, pikepdf.Dictionary):
            yield from _strings(child, place)
            stack += [inner for _, inner in child.items() if _is_inside(inner)]
        elif isinstance(child, pikepdf.Array):
            stack += [inner for inner in child if _is_inside(inner)]


def _is_inside(child: object) -> bool:
    return isinstance(child, pikepdf.Dictionary | pikepdf.Array) and not child.is_indirect


def _stream(item: pikepdf.Stream, place: str, budget: Budget, opened: Opener) -> Iterator[Part]:
    kind = item.get("/Type")
    if kind == "/EmbeddedFile":
        data = item.read_bytes()
        budget.take(len(data))
        yield from opened("attachment", data, below(place, Message("attachment")))
    elif kind == "/Metadata":
        data = item.read_bytes()
        budget.take(len(data))
        yield from markup_views(data.decode("utf-8", "replace"), below(place, "XMP"), False)
    elif item.get("/Subtype") == "/Image" and item.get("/Filter") == "/DCTDecode":
        yield from opened("picture.jpg", item.read_raw_bytes(), below(place, Message("picture")))


def _pictured_pages(pdf: pikepdf.Pdf) -> Iterator[int]:
    """Numbers of the pages that show a picture of their own."""
    for number, page in enumerate(pdf.pages, start=1):
        resources = page.obj.get("/Resources")
        objects = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
        if isinstance(objects, pikepdf.Dictionary) and any(_is_large(item) for _, item in objects.items()):
            yield number


def _is_large(item: object) -> bool:
    """A picture that can show a page of text, or a form that can hold one; a logo cannot."""
    if not isinstance(item, pikepdf.Stream):
        return False
    size = [item.get(key, 0) for key in ("/Width", "/Height")]
    return item.get("/Subtype") == "/Form" or all(isinstance(side, int) and side >= _TEXT_SIDE for side in size)
