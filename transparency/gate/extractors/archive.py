"""Opens archives: each member is scanned as a file under a shared budget; locked or unknown members are problems."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import IO, Protocol

from transparency.gate.extractors.extracted import ExtractionFault, Part, View, below
from transparency.gate.extractors.limits import Budget
from transparency.gate.extractors.office import office_parts
from transparency.model.messages import Message

Opener = Callable[[str, bytes, str], Iterator[Part]]
ERRORS: tuple[type[Exception], ...] = (
    *(zipfile.BadZipFile, tarfile.TarError, lzma.LZMAError, zlib.error),
    *(OSError, EOFError, ValueError, RuntimeError, KeyError, IndexError),
)
"""What the standard library raises on a damaged archive; a method of packing that it does not know is a `RuntimeError`."""
COMPRESSED: dict[bytes, Callable[[IO[bytes]], gzip.GzipFile | bz2.BZ2File | lzma.LZMAFile]] = {
    b"\x1f\x8b": lambda raw: gzip.GzipFile(fileobj=raw),
    b"BZh": bz2.BZ2File,
    b"\xfd7zXZ\x00": lzma.LZMAFile,
}
_CHUNK = 1 << 20


class Readable(Protocol):
    """What every open member offers."""

    def read(self, size: int, /) -> bytes:
        """The next bytes, at most so many."""


def zip_parts(data: bytes, place: str, budget: Budget, opened: Opener) -> Iterator[Part]:
    """Members of a ZIP; a workbook, a document or a book is one too, and is read both as texts and as files."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            office = "[Content_Types].xml" in names or "mimetype" in names
            if archive.comment:
                yield View(below(place, Message("archive comment")), archive.comment.decode("utf-8", "replace"))
            if office:
                yield from office_parts(archive, place, budget)
            yield from _members(archive, place, budget, opened, office)
    except ERRORS:
        yield ExtractionFault(place, Message("the archive is locked or damaged"))


def _members(archive: zipfile.ZipFile, place: str, budget: Budget, opened: Opener, office: bool) -> Iterator[Part]:
    for member in sorted(archive.infolist(), key=lambda m: m.filename):
        if member.is_dir() or (office and member.filename.endswith((".xml", ".rels", ".vml", ".bin", "mimetype"))):
            continue
        where = below(place, member.filename)
        if not office:
            yield View(below(place, Message("member name")), member.filename, "name")
        if member.flag_bits & 1:
            yield ExtractionFault(where, Message("it is locked by a password"))
            continue
        with archive.open(member) as stream:
            yield from opened(member.filename, _read(stream, budget), where)


def compressed_parts(data: bytes, name: str, place: str, budget: Budget, opened: Opener) -> Iterator[Part]:
    """One compressed file (gzip, bzip2, xz), or a tar inside."""
    make = next(make for magic, make in COMPRESSED.items() if data.startswith(magic))
    try:
        with make(io.BytesIO(data)) as stream:
            inner = _read(stream, budget)
    except ERRORS:
        yield ExtractionFault(place, Message("the compressed file is damaged"))
        return
    yield from opened(name.rsplit(".", 1)[0], inner, below(place, Message("unpacked")))


def tar_parts(data: bytes, place: str, budget: Budget, opened: Opener) -> Iterator[Part]:
    """Members of a tar; links and devices are faults because nothing we publish has them."""
    try:
        with tarfile.open(fileobj=io.BytesIO(data)) as archive:
            for member in archive:
                stream = archive.extractfile(member) if member.isfile() else None
                yield View(below(place, Message("member name")), member.name, "name")
                if stream is not None:
                    yield from opened(member.name, _read(stream, budget), below(place, member.name))
                elif not member.isdir():
                    yield ExtractionFault(below(place, member.name), Message("it is a link or a device"))
    except ERRORS:
        yield ExtractionFault(place, Message("the archive is damaged"))


def _read(stream: Readable, budget: Budget) -> bytes:
    """The whole stream, counted as it unfolds: what an archive says of its sizes is not believed."""
    budget.take(0)
    pieces: list[bytes] = []
    size = 0
    while piece := stream.read(_CHUNK):
        budget.take(len(piece), read=size)
        size += len(piece)
        pieces.append(piece)
    return b"".join(pieces)
