"""Rules about web addresses in records, settings and interface texts: the same as for links of prose."""

from __future__ import annotations

import pathlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Any

from pydantic import BaseModel

from transparency.model.address import HOST, fault
from transparency.model.messages import Message
from transparency.model.problem import Problem
from transparency.model.text import Lang
from transparency.model.words import Words
from transparency.registry.entry import SourceRecord, SourceRow
from transparency.registry.load import Draft
from transparency.registry.load_words import changes
from transparency.registry.yaml_document import Path, place, read_yaml

_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//[^\s<>«»]+|\b(?:(?:java|vb)script:\S|data:[a-z]+/)\S*", re.IGNORECASE)
_TRAILING = ".,;:!?)»\"'"
_ADVICE = Message("Write the https address of the real host, or the path of a page.")


def wrong_addresses(draft: Draft) -> Iterator[Problem]:
    """Every address that stands in a record is one to which a reader may be sent."""
    own = draft.settings.record.institution.domains
    for i, domain in enumerate(own):
        if not HOST.fullmatch(domain) or "xn--" in domain:
            place = ("institution", "domain") if i == 0 else ("institution", "other_domains", i - 1)
            what = Message("is not a domain in Latin letters, digits and hyphens.")
            yield draft.settings.problem(place, "H03", what, Message("Write it as in university.example."))
    for entry in _entries(draft):
        for path, text in _texts(entry.record, ()):
            for wrong in _faults(text, own):
                yield entry.problem(path, "H03", wrong, _ADVICE)
    for lang, words in draft.words.items():
        yield from _in_words(draft.root, lang, words, own)


def _in_words(root: pathlib.Path, lang: Lang, words: Words, own: tuple[str, ...]) -> Iterator[Problem]:
    """Addresses in interface texts; the catalogue is read again for the lines of what is wrong."""
    faults = [
        (tuple(key.split(".")) + ((form,) if form else ()), what)
        for key, entry in words.entries.items()
        for form, text in ([("", entry)] if isinstance(entry, str) else entry.items())
        for what in _faults(text, own)
    ]
    if faults:
        catalogue = read_yaml(changes(root, lang))
        for path, what in faults:
            yield Problem(catalogue.file, catalogue.line(path), "H03", place(path), what, _ADVICE)


def _faults(text: str, own: tuple[str, ...]) -> Iterator[Message]:
    if "//" in text or ":" in text:
        for found in _ADDRESS.finditer(text):
            if what := fault(found[0].rstrip(_TRAILING), own):
                yield what


def _entries(draft: Draft) -> Iterator[SourceRecord[Any] | SourceRow[Any]]:
    """Every record of the draft with its place."""
    for part in (draft, draft.disclosing, draft.disclosing.tables):
        for one in fields(part):
            yield from _listed(getattr(part, one.name))
    yield from (page.entry for page in draft.prose)


def _listed(value: object) -> Iterator[SourceRecord[Any] | SourceRow[Any]]:
    if isinstance(value, SourceRecord | SourceRow):
        yield value
    elif isinstance(value, tuple | dict):
        inside: Iterable[object] = value.values() if isinstance(value, dict) else value
        for one in inside:
            if isinstance(one, SourceRecord | SourceRow):
                yield one


def _texts(value: object, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, BaseModel):
        for name, one in value:
            yield from _texts(one, (*path, name))
    elif isinstance(value, tuple):
        for i, one in enumerate(value):
            yield from _texts(one, (*path, i))
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _texts(one, (*path, str(key)))
