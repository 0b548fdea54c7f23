"""Rules about an institution's emblem and typeface: the files exist, are small, and have the letters of every language."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from functools import cache

import brotli
from license_expression import get_spdx_licensing

from transparency.model.brand import Emblem, Typeface
from transparency.model.locales import months
from transparency.model.messages import Message
from transparency.model.problem import Problem
from transparency.model.product_files import LAYOUT
from transparency.model.text import LANGUAGES
from transparency.model.words import Words
from transparency.registry.check_attachments import inner_findings
from transparency.registry.load import Draft

FOLDER = "data/brand"
LARGEST = 40 * 1024
"""Bytes of an emblem or a typeface; every reader waits for them before the first page is whole."""
SIGNATURES = {"woff2": (b"wOF2",), "png": (b"\x89PNG\r\n",), "svg": (b"<svg", b"<?xml")}
"""First bytes of each type."""

_DAMAGED = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    ValueError,
    brotli.error,
    struct.error,
)
"""What the reader raises, beside its own error, for a file that is cut off or changed."""


def wrong_files(draft: Draft) -> Iterator[Problem]:
    """Every file of the brand that the settings name exists and is what its name says; every file there is named."""
    settings = draft.settings
    parts = {"emblem": settings.record.emblem, "typeface": settings.record.typeface}
    for key, part in parts.items():
        for field, rule, what, advice in _faults(part, draft.brand.get(part.file)) if part else ():
            yield settings.problem((key, field), rule, what, advice)
    for name in sorted(set(draft.brand) - {part.file for part in parts.values() if part}):
        what = Message("no record names this file.")
        yield Problem(f"{FOLDER}/{name}", 0, "F09", "", what, Message("Name it in a record, or remove it."))


def _faults(part: Emblem | Typeface, data: bytes | None) -> Iterator[tuple[str, str, Message, Message]]:
    """Field, rule, what, advice."""
    if isinstance(part, Typeface) and get_spdx_licensing().validate(part.licence).errors:
        what = Message("SPDX knows no licence of this name.")
        yield "licence", "T08", what, Message("Write its SPDX identifier, e.g. OFL-1.1.")
    if data is None:
        what = Message("there is no file {folder}/{file}.", folder=FOLDER, file=part.file)
        yield "file", "F01", what, Message("Put the file there, or correct the name.")
        return
    if len(data) > LARGEST:
        what = Message("is larger than {most} KB.", most=LARGEST // 1024)
        yield "file", "F03", what, Message("Make it smaller; every page waits for it.")
    ending = part.file.rpartition(".")[2]
    if not data.startswith(SIGNATURES[ending]):
        what = Message('the content is not of the type "{ending}".', ending=ending)
        yield "file", "F02", what, Message("Save it in the type that its name says.")
    elif ending == "woff2" and not letters(data):
        yield "file", "F02", Message("the typeface is damaged."), Message("Save it again.")
    elif ending == "png":
        yield from (("file", *found) for found in inner_findings(part.file, data) if found[0] == "F04")


def missing_letters(draft: Draft) -> Iterator[Problem]:
    """The typeface has every letter of the interface words of each language; otherwise words would mix two typefaces.

    The names of the months are read too, so that this is said before a catalogue of thousands of texts is translated.
    That the layout's own has those of the product's languages is a test (``tests/site/test_fonts.py``).
    """
    typeface = draft.settings.record.typeface
    data = draft.brand.get(typeface.file) if typeface else None
    if typeface and not (data and letters(data)):
        return  # said by wrong_files
    foreign = [lang for lang in draft.languages if typeface or lang not in LANGUAGES]
    drawn = frozenset[str]() if not foreign else letters(data) if data else letters_of_layout()
    for lang in foreign:
        texts = "".join((*_texts(draft.words[lang]), *months(lang)))
        lacking = {one for one in texts if one.isalpha() and not {one, *one.upper()} <= drawn}
        if lacking:
            what = Message(
                "the typeface of headings lacks letters of {lang}: {letters}.",
                lang=lang,
                letters=" ".join(sorted(lacking)),
            )
            advice = Message("Put a typeface that has them into {folder}/ and name it in «typeface».", folder=FOLDER)
            yield draft.settings.problem(("typeface" if typeface else "languages",), "L10", what, advice)


def _texts(words: Words) -> Iterator[str]:
    for entry in words.entries.values():
        yield from (entry,) if isinstance(entry, str) else entry.values()


def letters_of_layout() -> frozenset[str]:
    """What the heading fonts of the layout draw together."""
    return frozenset().union(*(letters(font.read_bytes()) for font in sorted(LAYOUT.glob("assets/heading-*.woff2"))))


@cache
def letters(data: bytes) -> frozenset[str]:
    """Every character that a typeface (WOFF2) draws; none where it cannot be read."""
    from fontTools.ttLib import TTFont, TTLibError  # noqa: PLC0415  (a large reader; few sites have another typeface or language)

    try:
        return frozenset(map(chr, TTFont(io.BytesIO(data)).getBestCmap() or ()))
    except (TTLibError, *_DAMAGED):
        return frozenset()
