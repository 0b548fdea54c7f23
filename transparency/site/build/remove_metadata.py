"""Removes metadata from pictures (re-encoded) and documents (the institution becomes the author) before publication.

Each function takes bytes and returns bytes, the same ones for the same input; the gate scans the result in any case.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from xml.sax.saxutils import escape

import pikepdf
from PIL import Image, ImageOps, JpegImagePlugin

from transparency.gate.containers.office_package import RefusedPackage, package
from transparency.model.limits import MOST_PIXELS
from transparency.model.zip_archive import unzipped, zipped

FORMATS = ("JPEG", "PNG", "WEBP")
"""The only readers that are tried: a reader of a format that nobody publishes is a door that nobody watches."""
_AUTHOR_PARTS = ("docProps/core.xml", "docProps/app.xml")
_NAMED = re.compile(
    r"(<(?P<tag>(?:dc:creator|cp:lastModifiedBy|Manager|Company))\b[^>]*>)[^<]*(</(?P=tag)>)", re.DOTALL
)
_MARKED = re.compile(r'((?:w:author|w:initials)=")[^"]*(")')
_PERSONAL_KEYS = ("/Author", "/Manager", "/LastModifiedBy")


def picture(data: bytes) -> bytes:
    """The pixels, upright, in the same format, and nothing else: no EXIF, XMP, comment or thumbnail, and no byte after the end.

    A JPEG keeps its own tables of quantisation and its sampling, so that drawing it anew costs no quality one could see.
    """
    with warnings.catch_warnings(action="ignore"), Image.open(io.BytesIO(data), formats=FORMATS) as source:
        if source.width * source.height > MOST_PIXELS:
            raise ValueError("more pixels than any camera takes")
        upright = ImageOps.exif_transpose(source)
        drawn = Image.frombytes(upright.mode, upright.size, upright.tobytes())
        if upright.mode == "P" and (palette := upright.getpalette()):
            drawn.putpalette(palette)
        stream = io.BytesIO()
        if isinstance(source, JpegImagePlugin.JpegImageFile):
            tables, sampling = source.quantization, JpegImagePlugin.get_sampling(source)
            drawn.save(stream, "JPEG", qtables=tables, subsampling=sampling)
        else:
            kept = {"transparency": source.info["transparency"]} if "transparency" in source.info else {}
            drawn.save(stream, source.format or "PNG", **kept)
        return stream.getvalue()


def pdf(data: bytes, author: str) -> bytes:
    """The same pages with the institution as author, without XMP; an identifier that depends on the content alone."""
    with pikepdf.open(io.BytesIO(data)) as document:
        if "/Metadata" in document.Root:
            del document.Root["/Metadata"]
        for key in _PERSONAL_KEYS:
            if key in document.docinfo:
                del document.docinfo[key]
        document.docinfo["/Author"] = author
        stream = io.BytesIO()
        document.save(stream, deterministic_id=True)
        return stream.getvalue()


def office(data: bytes, author: str) -> bytes:
    """The same document with the institution as author of the file, of its comments and of its changes."""
    measured = package(data)
    if isinstance(measured, RefusedPackage):
        raise ValueError(measured.what)
    parts = unzipped(data).items()
    return zipped((name, _renamed(part, author) if _names_author(name) else part) for name, part in parts)


def _names_author(name: str) -> bool:
    return name in _AUTHOR_PARTS or (name.startswith("word/") and name.endswith(".xml"))


def _renamed(content: bytes, author: str) -> bytes:
    text = content.decode("utf-8")
    text = _NAMED.sub(lambda m: f"{m[1]}{escape(author)}{m[3]}", text)
    return _MARKED.sub(lambda m: f"{m[1]}{escape(author, {chr(34): '&quot;'})}{m[2]}", text).encode()


CLEANERS: Mapping[str, Callable[[bytes, str], bytes]] = {
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".webp"), lambda data, author: picture(data)),
    ".pdf": pdf,
    **dict.fromkeys((".docx", ".xlsx", ".pptx"), office),
}
"""What is done to a file before it is published, by the ending of its name."""


def cleaned(name: str, data: bytes, author: str) -> bytes:
    """The file as it may be published; a kind that carries no author stays as it is."""
    clean = CLEANERS.get(PurePosixPath(name).suffix.lower())
    return clean(data, author) if clean else data
