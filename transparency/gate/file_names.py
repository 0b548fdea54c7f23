"""Reads the name of a file as words, so that the detectors of running text can be used on it; finds such names in texts."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from transparency.gate.finding import Hit, TextBlock
from transparency.gate.people import people
from transparency.gate.titles import PAPER_OF_PERSON
from transparency.gate.word_kinds import GIVEN, ORDINARY, SURNAME, is_clear_surname, sort_of

_SEPARATED = re.compile(r"[_\-+.\s()\[\],]+")
_CAMEL = re.compile(r"(?<=[a-zа-яәғқңөұүһі])(?=[A-ZА-ЯӘҒҚҢӨҰҮҺІ])")
_LANGUAGE = re.compile(r"\.[a-z]{2}$")
"""The code of a language before the extension of a file: ``students-on-grant.en.csv``."""
_LONE_LETTER = re.compile(r"(?<= )([^\W\d_])(?=$|\s\d|\s[^\W\d_](?:$|\s\d))")
"""An initial or two stand behind a surname, at the end or before a year; "what-a-rollback-withdraws" has none."""
_PAPER = re.compile(PAPER_OF_PERSON)
"""A paper of one person: beside it, in the name of a file, a lone surname says whose it is."""
_JOINED = re.compile(r"[a-z]{9,40}")
_LEAST_OF_PART = 4


def words_of_path(text: str) -> str:
    """A path as words: each name as it stands, and without extension, language and separators, every word with a capital."""
    parts = text.split("/")
    stems = (_LANGUAGE.sub("", part.rpartition(".")[0]) or part for part in parts)
    return "\n\n".join((*parts, *map(_words_of_stem, stems)))


def _words_of_stem(stem: str) -> str:
    """A lone letter beside a surname becomes an initial; a given name and a surname that were joined are taken apart."""
    words = [_parted(word) for word in _SEPARATED.sub(" ", _CAMEL.sub(" ", stem)).split(" ")]
    text = " ".join(words).title()
    if any(sort_of(word) & (SURNAME | GIVEN) for word in words):
        text = _LONE_LETTER.sub(r"\1.", text)
    own = (
        [word for word in words if is_clear_surname(word)] if any(map(_PAPER.fullmatch, map(str.lower, words))) else []
    )
    return "\n".join((text, *(f"CV {word.title()}" for word in own)))


@functools.lru_cache(maxsize=20_000)
def _parted(word: str) -> str:
    """A clear given name and a clear surname that are written as one word in small letters, apart: danaomarova."""
    if not _JOINED.fullmatch(word) or sort_of(word) & ORDINARY:
        return word
    for at in range(_LEAST_OF_PART, len(word) - _LEAST_OF_PART + 1):
        sorts = sort_of(word[:at]), sort_of(word[at:])
        if GIVEN in sorts and all(sort & (GIVEN | SURNAME) and not sort & ORDINARY for sort in sorts):
            return f"{word[:at]} {word[at:]}"
    return word


_EXTENSION = r"\.(?:pdf|docx?|xlsx?|pptx?|odt|rtf|txt|csv|jpe?g|png|svg|webp|zip|html?|mp[34])(?!\w)"
_EXTENDED = re.compile(_EXTENSION)
"""Found at once in a long text, which the whole expression is not."""
_FILE = re.compile(rf"(?P<name>[^\s\"'()\[\]<>|:*?/\\]+[_-][^\s\"'()\[\]<>|:*?/\\]*){_EXTENSION}", re.IGNORECASE)


def may_hold_file_name(block: TextBlock) -> bool:
    """The name of a file whose words are joined by a sign."""
    return bool(_EXTENDED.search(block.low) and _FILE.search(block.text))


def names_of_files(block: TextBlock) -> Iterator[Hit]:
    """Persons in the names of files that a text mentions or links to; names with spaces are read as any text is."""
    for file in _FILE.finditer(block.text):
        words = TextBlock(_words_of_stem(file["name"]))
        if any(people(words)):
            yield Hit("P09", file.start(), file.end(), file[0])
