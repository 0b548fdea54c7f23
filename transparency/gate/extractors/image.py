"""Extracts the metadata of pictures (EXIF, XMP, comments); the picture itself is not analysed."""

from __future__ import annotations

import io
import re
import struct
import warnings
import zlib
from collections.abc import Iterator

from PIL import ExifTags, Image

from transparency.gate.extractors.extracted import ExtractionFault, Part, Position, View, below
from transparency.gate.extractors.limits import Budget
from transparency.gate.extractors.markup import markup_views
from transparency.model.messages import Message

AUTHOR_TAGS = frozenset({0x013B, 0x9C9D, 0xA430, 0x8298})
"""Artist, XPAuthor, CameraOwnerName, Copyright."""
WINDOWS_TAGS = range(0x9C9B, 0x9CA0)
"""XPTitle, XPComment, XPAuthor, XPKeywords, XPSubject: Windows writes them in UTF-16."""
_GPS = 0x8825
_EXIF = 0x8769
_LATITUDE = 2
_XMP = re.compile(rb"<(?:x:xmpmeta|rdf:RDF)\b.{0,200000}?</(?:x:xmpmeta|rdf:RDF)>", re.DOTALL)
_XMP_GPS = re.compile(r"GPS(?:Latitude|Position)", re.IGNORECASE)
_XMP_AUTHOR = re.compile(r"<(?:dc:creator|photoshop:AuthorsPosition|dc:rights|xmpRights:Owner)\b.*?</", re.DOTALL)
ERRORS: tuple[type[Exception], ...] = (
    *(OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, EOFError, struct.error, zlib.error),
    *(Image.DecompressionBombError, OverflowError, AttributeError, ZeroDivisionError),
)
"""What Pillow raises on a damaged picture."""
_PNG_TEXT = frozenset({b"tEXt", b"zTXt", b"iTXt"})
_PNG_AUTHORS = frozenset({"author", "artist", "creator", "copyright", "owner"})


def image_parts(data: bytes, place: str, budget: Budget) -> Iterator[Part]:
    """Position, author fields, comments and XMP of a picture."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield from _metadata(data, place)
    except ERRORS:
        yield ExtractionFault(place, Message("the picture is damaged"))
    if data.startswith(b"\x89PNG"):
        yield from _png_texts(data, place, budget)
    for packet in _XMP.findall(data):
        yield from _xmp(packet.decode("utf-8", "replace"), place)


def _metadata(data: bytes, place: str) -> Iterator[Part]:
    with Image.open(io.BytesIO(data)) as picture:
        exif = picture.getexif()
        if exif.get_ifd(_GPS).get(_LATITUDE):
            yield Position(below(place, "EXIF GPS"))
        for tag, value in (*exif.items(), *exif.get_ifd(_EXIF).items()):
            name = ExifTags.TAGS.get(tag, str(tag))
            yield from _field(
                _utf_16(value) if tag in WINDOWS_TAGS else value, tag in AUTHOR_TAGS, below(place, f"EXIF {name}")
            )
        for key in ("comment", "Comment", "Author", "Description"):
            if key in picture.info:
                yield from _field(picture.info[key], key == "Author", below(place, key))
        yield from _iptc(picture, place)


def _iptc(picture: Image.Image, place: str) -> Iterator[Part]:
    block = picture.info.get("photoshop")
    if isinstance(block, dict):
        for value in block.values():
            if isinstance(value, bytes):
                yield from _field(value, False, below(place, "IPTC"))


def _field(value: object, author: bool, place: str) -> Iterator[View]:
    text = _string(value).strip("\x00 ")
    if text:
        yield View(place, text, "author" if author else "text")


def _utf_16(value: object) -> object:
    """The text of a field of Windows; Pillow gives it as bytes or as a row of numbers."""
    if isinstance(value, tuple) and all(isinstance(one, int) and 0 <= one < 256 for one in value):
        value = bytes(value)
    return value.decode("utf-16-le", "ignore") if isinstance(value, bytes) else value


def _string(value: object) -> str:
    if isinstance(value, str):
        return _mended(value)
    if isinstance(value, tuple) and value and all(isinstance(v, int) and 0 <= v < 256 for v in value):
        value = bytes(value)
    if not isinstance(value, bytes):
        return ""
    value = value.removeprefix(b"ASCII\x00\x00\x00").removeprefix(b"UNICODE\x00")
    if value.count(0) > len(value) // 4:
        return value.decode("utf-16-le", "ignore")
    return re.sub(r"[^\x20-\x7e\xa0-\uffff]+", " ", value.decode("utf-8", "replace"))


def _mended(text: str) -> str:
    """Editors write UTF-8 or code page 1251 where the standard has room for ASCII only, and readers show Latin-1."""
    if text.isascii() or not all(ord(c) < 256 for c in text):
        return text
    raw = text.encode("latin-1")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1251", "replace")


def _png_texts(data: bytes, place: str, budget: Budget) -> Iterator[Part]:
    """Text chunks anywhere in the file, also behind the pixels, where viewers do not look."""
    at = 8
    while at + 8 <= len(data):
        (size,), kind = struct.unpack(">I", data[at : at + 4]), data[at + 4 : at + 8]
        if kind in _PNG_TEXT:
            yield from _png_text(kind, data[at + 8 : at + 8 + size], place, budget)
        at += size + 12


def _png_text(kind: bytes, chunk: bytes, place: str, budget: Budget) -> Iterator[Part]:
    key, _, rest = chunk.partition(b"\x00")
    budget.take(len(chunk))
    if kind == b"iTXt":
        rest = (
            rest[2:].split(b"\x00", 2)[-1] if rest[:1] == b"\x00" else _inflated(rest[2:].split(b"\x00", 2)[-1], budget)
        )
    elif kind == b"zTXt":
        rest = _inflated(rest[1:], budget)
    name = key.decode("latin-1")
    text = rest.decode("utf-8", "replace")
    if "<rdf:RDF" in text:
        yield from _xmp(text, place)
    else:
        yield from _field(text, name.lower() in _PNG_AUTHORS, below(place, f"text {name[:40]}"))


def _inflated(data: bytes, budget: Budget) -> bytes:
    try:
        text = zlib.decompressobj().decompress(data, 1_000_000)
    except zlib.error:
        return b""
    budget.take(len(text))
    return text


def _xmp(packet: str, place: str) -> Iterator[Part]:
    where = below(place, "XMP")
    if _XMP_GPS.search(packet):
        yield Position(where)
    for author in _XMP_AUTHOR.findall(packet):
        yield View(where, re.sub(r"<[^>]*>?", " ", author).strip(), "author")
    yield from markup_views(packet, where, False)
