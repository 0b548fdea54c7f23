"""Extracts the texts and tables of any file, by content first and name second; an unreadable file never passes."""

from __future__ import annotations

import base64
import binascii
import importlib
import re
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from types import ModuleType
from urllib.parse import unquote_to_bytes

from transparency.gate.extractors.archive import COMPRESSED, compressed_parts, tar_parts, zip_parts
from transparency.gate.extractors.encoding import decode
from transparency.gate.extractors.extracted import ExtractionFault, Part, View
from transparency.gate.extractors.keyed import json_parts, yaml_parts
from transparency.gate.extractors.limits import MAX_DEPTH, MAX_FILE, Budget, OverLimit
from transparency.gate.extractors.mail import mail_parts, rtf_view
from transparency.gate.extractors.markup import markup_views
from transparency.gate.extractors.tables import csv_table, tables_in
from transparency.model.messages import Message

IMAGES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"\x00\x00\x01\x00", b"BM")
PROGRAMS = (b"wOF2", b"wOFF", b"OTTO", b"\x00\x01\x00\x00\x00", b"true\x00", b"\x00asm")
"""Fonts and WebAssembly: programs for a machine, in which only their makers are named, as their licences demand."""
FOREIGN = {
    b"\xd0\xcf\x11\xe0": "it is in the Office format of before 2007; save it as DOCX or XLSX",
    b"7z\xbc\xaf": "it is a 7z archive",
    b"Rar!": "it is a RAR archive",
    b"SQLite format 3": "it is a database",
}
MARKUP = frozenset("html htm xhtml svg xml rss atom kml gpx xsl xslt rdf".split())
JSON = frozenset("json geojson jsonld webmanifest ndjson jsonl map topojson ipynb".split())
CSV = frozenset("csv tsv tab".split())
_LOOKS_MARKUP = re.compile(r"\s*<(?:!doctype|html|\?xml|svg|rss|urlset)\b", re.IGNORECASE)
_HAS_TAGS = re.compile(r"<[A-Za-z!/][^<>\n]{0,200}>")
_DATA_URI = re.compile(r"data:([\w.+-]+/[\w.+-]+)?((?:;[\w=.+-]+)*),([A-Za-z0-9+/=%_.~!*'()\-:@&$,;?-]+)")

Known = Callable[[str, bytes], bool]
"""Whether a content, by the name it has and its bytes, need not be opened again."""


def parts_of(name: str, data: bytes) -> Iterator[Part]:
    """Everything that a reader of the file can see; ``name`` is its path with forward slashes."""
    yield name_view(name)
    yield from content_parts(name, data)


def name_view(name: str) -> View:
    """What the name of a file and of its folders says."""
    return View("file name", name, "name")


def content_parts(name: str, data: bytes, known: Known = lambda name, data: False) -> Iterator[Part]:
    """Everything that a reader of the bytes can see; files inside that are ``known`` are not opened."""
    if len(data) > MAX_FILE:
        yield ExtractionFault("", Message("it is larger than {size} MB", size=MAX_FILE // 1024 // 1024))
        return
    budget = Budget()
    try:
        yield from _opened(name, data, "", budget, known, 0)
    except OverLimit as limit:
        yield ExtractionFault("", limit.reason)


def _opened(name: str, data: bytes, place: str, budget: Budget, known: Known, depth: int) -> Iterator[Part]:
    if depth > MAX_DEPTH:
        raise OverLimit(Message("containers stand more than {most} deep in it", most=MAX_DEPTH))
    if not data:
        return

    def inner(member: str, content: bytes, where: str) -> Iterator[Part]:
        return iter(()) if known(member, content) else _opened(member, content, where, budget, known, depth + 1)

    yield from _content(name, data, place, budget, inner)


Inner = Callable[[str, bytes, str], Iterator[Part]]


def _content(name: str, data: bytes, place: str, budget: Budget, inner: Inner) -> Iterator[Part]:
    head = data[:1024]
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        yield from zip_parts(data, place, budget, inner)
    elif (
        head.startswith(IMAGES)
        or (head[:4] == b"RIFF" and head[8:12] == b"WEBP")
        or head[4:12] in (b"ftypavif", b"ftypheic")
    ):
        yield from _lazily("image").image_parts(data, place, budget)
        yield from _appended(data, place, budget, inner)
    elif b"%PDF-" in head:
        yield from _lazily("pdf").pdf_parts(data, place, budget, inner)
        yield from _appended(data, place, budget, inner)
    elif head.startswith(b"PAR1"):
        yield from _lazily("parquet").parquet_parts(data, place, budget)
    elif head.startswith(tuple(COMPRESSED)):
        yield from compressed_parts(data, name, place, budget, inner)
    elif data[257:262] == b"ustar":
        yield from tar_parts(data, place, budget, inner)
    elif head.startswith(PROGRAMS):
        return
    elif reason := next((why for magic, why in FOREIGN.items() if head.startswith(magic)), None):
        yield ExtractionFault(place, reason)
    else:
        yield from _text(name, data, place, inner)


def _lazily(module: str) -> ModuleType:
    """A reader with heavy libraries, loaded when the first such file comes; most runs meet none."""
    return importlib.import_module(f"transparency.gate.extractors.{module}")


def _appended(data: bytes, place: str, budget: Budget, inner: Inner) -> Iterator[Part]:
    """A ZIP can ride behind a picture or a PDF and no viewer shows it."""
    at = data.find(b"PK\x03\x04")
    if at > 0 and data.rfind(b"PK\x05\x06") > at:
        yield from zip_parts(data, f"{place} > appended" if place else "appended archive", budget, inner)


def _text(name: str, data: bytes, place: str, inner: Inner) -> Iterator[Part]:
    text = decode(data)
    if text is None:
        yield ExtractionFault(place, Message("it is neither text nor a format that can be opened"))
        return
    suffix = PurePosixPath(name).suffix.lower().lstrip(".")
    if suffix == "eml":
        yield from mail_parts(data, place, inner)
    yield from _views(text, suffix, place)
    if "data:" in text:
        yield from _data_uris(text, place, inner)


def _views(text: str, suffix: str, place: str) -> Iterator[Part]:
    if suffix in MARKUP or _LOOKS_MARKUP.match(text):
        yield from _marked_up(text, place)
    elif suffix in JSON:
        yield from json_parts(text, place)
    elif suffix in ("yml", "yaml"):
        yield from yaml_parts(text, place)
    elif text.startswith("{\\rtf"):
        yield rtf_view(text, place)
    else:
        view = View(place, text, "text", None if place else text)
        yield view
        if suffix in CSV:
            if table := csv_table(text, place):
                yield table
            return
        yield from tables_in(view)
        if _HAS_TAGS.search(text):
            yield from _marked_up(text, place)


def _marked_up(text: str, place: str) -> Iterator[Part]:
    for view in markup_views(text, place, not place):
        yield view
        if view.role == "text":
            yield from tables_in(view)


def _data_uris(text: str, place: str, inner: Inner) -> Iterator[Part]:
    for count, match in enumerate(_DATA_URI.finditer(text)):
        data = _uri_bytes(match)
        if data and count < 500:
            subtype = (match[1] or "text/plain").partition("/")[2].partition("+")[0]
            yield from inner(f"embedded.{subtype}", data, f"{place} > data URI" if place else "data URI")


def _uri_bytes(match: re.Match[str]) -> bytes:
    raw = unquote_to_bytes(match[3])
    if ";base64" not in match[2]:
        return raw
    try:
        return base64.b64decode(re.sub(rb"[^A-Za-z0-9+/]", b"", raw) + b"===")
    except binascii.Error:
        return b""
