"""Checks a PDF for active content (scripts, launch actions, external references) by visiting all its objects.

Names can be spelt with escapes, actions can belong to pages, fields, bookmarks and notes, and objects can be in compressed
streams; so every object is inspected after pikepdf has read it, and no key is searched for in the bytes.
"""

from __future__ import annotations

import io
import re
import warnings
import zlib
from collections.abc import Iterator
from urllib.parse import urlsplit

import pikepdf

from transparency.model.limits import MOST_OBJECTS, MOST_UNFOLDED

ERRORS: tuple[type[Exception], ...] = (
    *(pikepdf.PdfError, pikepdf.PasswordError, pikepdf.DataDecodingError, OSError, LookupError),
    *(ValueError, TypeError, AttributeError, RuntimeError),
)
"""What pikepdf raises on a damaged or locked document."""
_STREAM = re.compile(rb"stream\r?\n")
_PACKED = ("/FlateDecode", "/Fl", "/LZWDecode", "/LZW", "/RunLengthDecode", "/RL")
_LZW_RATIO = 1_400
"""How many times LZW makes a text smaller at most."""

SCRIPT, CARRIES, STARTS, FETCHES = "scripts", "other files", "programs or media", "data from or to other places"
_KEYS = {
    "/JS": SCRIPT,
    "/JavaScript": SCRIPT,
    "/AA": SCRIPT,
    "/EF": CARRIES,
    "/EmbeddedFiles": CARRIES,
    "/AF": CARRIES,
    "/XFA": SCRIPT,
    "/RichMediaContent": STARTS,
}
_ACTIONS = {
    "/JavaScript": SCRIPT,
    "/Launch": STARTS,
    "/Rendition": STARTS,
    "/Movie": STARTS,
    "/Sound": STARTS,
    "/RichMediaExecute": STARTS,
    "/GoTo3DView": STARTS,
    "/GoToE": CARRIES,
    "/GoToR": FETCHES,
    "/SubmitForm": FETCHES,
    "/ImportData": FETCHES,
}
_NOTES = {
    "/FileAttachment": CARRIES,
    "/RichMedia": STARTS,
    "/Screen": STARTS,
    "/Movie": STARTS,
    "/Sound": STARTS,
    "/3D": STARTS,
}
_PLAIN_LINKS = ("mailto", "tel")


def unfolds_too_far(data: bytes) -> bool:
    """Whether the packed parts of a document are far larger than any honest one, found before a library unpacks them."""
    left = MOST_UNFOLDED
    for found in _STREAM.finditer(data):
        size = _unpacked(data, found.end(), left)
        left -= size
        if left <= 0:
            return True
    return False


def _unpacked(data: bytes, at: int, most: int) -> int:
    """Bytes to which a packed stream unfolds, also if it is packed twice; no more than ``most`` are unpacked."""
    size, content = 0, data[at : at + 1_000_000_000]
    while content[:1] == b"\x78":
        try:
            content = zlib.decompressobj().decompress(content, most)
        except zlib.error:
            break
        size += len(content)
    return size


def deeds(pdf: pikepdf.Pdf) -> frozenset[str]:
    """What the document carries or does besides showing its pages."""
    return frozenset(deed for item in _dictionaries(pdf) for deed in _deeds(item))


def addresses(pdf: pikepdf.Pdf) -> frozenset[str]:
    """Where its links lead."""
    return frozenset(address for item in _dictionaries(pdf) for address in _addresses(item))


def is_foreign(address: str, domain: str) -> bool:
    """Whether a link leads to another host than the institution's, or is no plain link."""
    if "\\" in address:
        return True  # a share of another computer, or a slash of a browser
    try:
        parts = urlsplit(address.strip())
        host = parts.hostname or ""
    except ValueError:
        return True
    if parts.scheme in _PLAIN_LINKS or not (parts.scheme or parts.netloc):
        return False
    own = host == domain or host.endswith(f".{domain}")
    return not (own and parts.scheme in ("https", "http") and "@" not in parts.netloc)


def _dictionaries(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every dictionary of the document, those inside other objects and those of streams too."""
    stack: list[pikepdf.Object] = [pdf.trailer, *pdf.objects]
    looked_at = 0
    while stack:
        item = stack.pop()
        looked_at += 1
        if looked_at > MOST_OBJECTS:
            raise ValueError("too many objects")
        if isinstance(item, pikepdf.Array):
            stack += [child for child in item if _is_nested(child)]
        elif isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
            yield item
            stack += [child for _, child in item.items() if _is_nested(child)]


def _is_nested(child: object) -> bool:
    """An object of its own is met by itself; only what stands inside another one is followed."""
    return isinstance(child, pikepdf.Array | pikepdf.Dictionary | pikepdf.Stream) and not child.is_indirect


def _deeds(item: pikepdf.Object) -> Iterator[str]:
    keys = set(item.keys())
    yield from (deed for key, deed in _KEYS.items() if key in keys)
    for key, table in (("/S", _ACTIONS), ("/Subtype", _NOTES)):
        value = item.get(key)
        if isinstance(value, pikepdf.Name) and str(value) in table:
            yield table[str(value)]
    if "/OpenAction" in keys and not _only_opens(item["/OpenAction"]):
        yield SCRIPT
    if item.get("/Type") == "/EmbeddedFile":
        yield CARRIES
    if isinstance(item, pikepdf.Stream) and "/F" in keys:
        yield FETCHES  # the content of the stream stands in another file


def _only_opens(action: pikepdf.Object) -> bool:
    """A place in the document at which a program opens it."""
    return isinstance(action, pikepdf.Array) or (isinstance(action, pikepdf.Dictionary) and action.get("/S") == "/GoTo")


def _addresses(item: pikepdf.Object) -> Iterator[str]:
    for key in ("/URI", "/Base"):
        value = item.get(key)
        if isinstance(value, pikepdf.String):
            yield str(value)
    if item.get("/FS") == "/URL":
        yield str(item.get("/F", ""))


def is_packed_twice(pdf: pikepdf.Pdf) -> bool:
    """Whether a stream is packed in a way that could not be measured."""
    return any(_is_unmeasured(item) for item in pdf.objects if isinstance(item, pikepdf.Stream))


def _is_unmeasured(stream: pikepdf.Stream) -> bool:
    given = stream.get("/Filter", pikepdf.Array())
    names = [str(name) for name in given] if isinstance(given, pikepdf.Array) else [str(given)]
    packed = [name for name in names if name in _PACKED]
    if len(packed) > 1:
        return True
    return any(name.startswith("/L") for name in packed) and len(stream.read_raw_bytes()) * _LZW_RATIO > MOST_UNFOLDED


def opened(data: bytes) -> pikepdf.Pdf:
    """The document; whoever opens it closes it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of damage that pikepdf repairs
        return pikepdf.open(io.BytesIO(data))
