"""Reads headers of columns that are Kazakh or Russian words in Latin letters, as programs export them: vozrast, jynysy."""

from __future__ import annotations

import functools
import re
from pathlib import Path

from transparency.gate.names import names
from transparency.gate.names.fold import fold
from transparency.model.package_yaml import package_yaml

_WORD = re.compile(r"[a-zı'’]{3,}|[a-z]*[á-ž][a-zá-ž]*")


@functools.cache
def _words() -> dict[str, str]:
    """The words by their comparison keys."""
    listed = package_yaml((Path(__file__).parent / "traits.yml").read_text("utf-8"))["in_latin"]
    return {fold(word): word for word in listed.split()}


def in_cyrillic(head: str) -> str:
    """The header with the words that are known in Latin letters in their own alphabet."""
    return _WORD.sub(lambda word: _of_word(word[0]), head)


def _of_word(word: str) -> str:
    """An English word stays one: "student" and «студент» have the same key."""
    return word if word in names().english else _words().get(fold(word), word)
