"""Prepares a file that an editor drops into a form: name, metadata, title, checksum."""

from __future__ import annotations

import hashlib
import io
import re
import unicodedata
import zipfile
from dataclasses import dataclass

import pikepdf
from PIL import Image

from transparency.model.characters import hidden
from transparency.registry.attached_file import LARGEST
from transparency.registry.source_files import ATTACHMENTS
from transparency.site.build.remove_metadata import cleaned

FOLDER = "data/attachments"
DAMAGED = (OSError, SyntaxError, ValueError, pikepdf.PdfError, zipfile.BadZipFile, Image.DecompressionBombError)
_LATIN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі",
        "a b v g d e yo zh z i i k l m n o p r s t u f kh ts ch sh shch - y - e yu ya a g q n o u u h i".split(),
        strict=True,
    )
)


class NotAttached(Exception):
    """The file cannot be published; the text is the key of the reason in the words of the desk."""


@dataclass(frozen=True, slots=True)
class PreparedFile:
    """A file as it is published."""

    name: str
    data: bytes

    @property
    def sha256(self) -> str:
        """Its checksum."""
        return hashlib.sha256(self.data).hexdigest()


def prepared(name: str, data: bytes, title: str) -> PreparedFile:
    """The file under a name for the site, without metadata about people; a PDF has a title."""
    stem, _, ending = name.rpartition(".")
    ending = ending.lower()
    if ending not in ATTACHMENTS:
        raise NotAttached("file.kind")
    if len(data) > LARGEST:
        raise NotAttached("file.large")
    if hidden(name):
        raise NotAttached("file.name")
    file = f"{latin(stem)}.{ending}"
    try:
        clean = cleaned(file, data, "")
        if ending == "pdf":
            clean = _titled(clean, title or latin(stem))
    except DAMAGED:
        raise NotAttached("file.damaged") from None
    return PreparedFile(file, clean)


def latin(text: str) -> str:
    """Small Latin letters, digits and hyphens."""
    letters = "".join(_LATIN.get(letter, letter) for letter in unicodedata.normalize("NFC", text).lower())
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:60].strip("-") or "file"


def _titled(data: bytes, title: str) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as document:
        if str(document.docinfo.get("/Title", "")).strip():
            return data
        document.docinfo["/Title"] = title
        stream = io.BytesIO()
        document.save(stream, deterministic_id=True)
        return stream.getvalue()
