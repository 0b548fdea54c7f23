"""Detects the text encoding of an export: from the declaration, otherwise from evidence in the text (METHOD 1).

That no decoding error occurs proves nothing: KZ-1048 and cp1251 differ only in the Kazakh letters, and both decode any byte.
The decision depends on whether the doubtful letters form Kazakh words or letters that neither Kazakh nor Russian has.
"""

from __future__ import annotations

import codecs
import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from transparency.model.messages import Message

_BLOCK: Final = 1 << 20
_SAMPLE: Final = 1 << 18
_ALPHABET: Final = frozenset("абвгдежзийклмнопрстуфхцчшщъыьэюяёәғқңөұүһі")
"""Letters of Kazakh and Russian, lower case."""
_WORD: Final = re.compile(r"[Ѐ-ӿ]{2,}")
_ONE_BYTE: Final = ("cp1251", "kz1048")
_SAME: Final = bytes(
    b for b in range(256) if bytes([b]).decode("cp1251", "replace") == bytes([b]).decode("kz1048", "replace")
)
"""Bytes that mean the same in both."""
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class CodePage:
    """The encoding to read with, and how it was found."""

    encoding: str
    evidence: str


def code_page(path: Path, declared: str) -> CodePage | None:
    """The encoding of a text file; None if the declared one cannot be right."""
    start = _start(path, _SAMPLE)
    if declared != "auto":
        return _declared(path, start, declared)
    for bom, encoding in _BOMS:
        if start.startswith(bom):
            page = CodePage(encoding, Message("{encoding} by its byte order mark", encoding=encoding))
            return page if _decodes(path, encoding) else None
    if b"\0" in start[:4096]:
        page = _utf16_without_mark(start)
        return page if _decodes(path, page.encoding) else None
    if _decodes(path, "utf-8"):
        return CodePage("utf-8", Message("utf-8, the whole file decodes")) if _plausible([start], "utf-8") else None
    return _one_byte(path)


def _declared(path: Path, start: bytes, declared: str) -> CodePage | None:
    encoding = _with_mark(start, declared)
    if not _decodes(path, encoding) or not _plausible([start], encoding):
        return None
    if declared in _ONE_BYTE and (_is_multi_byte(path, start) or _reads_better(path, declared)):
        return None
    return CodePage(encoding, Message("{encoding}, as declared", encoding=declared))


def _is_multi_byte(path: Path, start: bytes) -> bool:
    return not start.isascii() and _decodes(path, "utf-8")


def _reads_better(path: Path, declared: str) -> bool:
    other = next(encoding for encoding in _ONE_BYTE if encoding != declared)
    return _shares(_doubtful(path), other).good > _shares(_doubtful(path), declared).good


def _with_mark(start: bytes, declared: str) -> str:
    if declared == "utf-8":
        return "utf-8-sig"
    if declared == "utf-16" and not start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16-le"
    return declared


def _utf16_without_mark(start: bytes) -> CodePage:
    even, odd = start[:4096:2].count(0), start[1:4096:2].count(0)
    encoding = "utf-16-le" if odd >= even else "utf-16-be"
    return CodePage(encoding, Message("{encoding} without a byte order mark, by its zero bytes", encoding=encoding))


def _one_byte(path: Path) -> CodePage | None:
    russian, kazakh = (_shares(_doubtful(path), encoding) for encoding in _ONE_BYTE)
    if kazakh.good > russian.good:
        gain = kazakh.good - russian.good
        return CodePage(
            "kz1048", Message("KZ-1048, not cp1251: {n} more words are then spelled in Kazakh letters only", n=gain)
        )
    if not _plausible([_start(path, _SAMPLE)], "cp1251"):
        return None
    return CodePage("cp1251", Message("cp1251; no letter tells it from KZ-1048"))


def _doubtful(path: Path) -> Iterator[bytes]:
    """The parts of a file in which the two code pages differ; 32 of them are evidence enough."""
    return itertools.islice((block for block in _blocks(path) if block.translate(None, _SAME)), 32)


@dataclass(frozen=True, slots=True)
class _Share:
    good: int
    words: int

    @property
    def share(self) -> float:
        return self.good / self.words if self.words else 1.0


def _plausible(blocks: Iterable[bytes], encoding: str) -> bool:
    """Whether nearly all Cyrillic words use only letters that Kazakh or Russian has."""
    return _shares(blocks, encoding).share >= 0.9


def _shares(blocks: Iterable[bytes], encoding: str) -> _Share:
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    good = words = 0
    for block in blocks:
        for word, count in Counter(_WORD.findall(decoder.decode(block))).items():
            words += count
            good += count * _ALPHABET.issuperset(word.lower())
    return _Share(good, words)


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for block in _blocks(path):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _start(path: Path, size: int) -> bytes:
    with path.open("rb") as file:
        return file.read(size)


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            yield block
