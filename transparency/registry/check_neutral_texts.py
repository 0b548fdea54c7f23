"""Rule: texts that the portal writes about the institution state facts and duties without praise (regulation 7.1).

Texts quoted from sources are not checked: names, indicators and risks of the process map, printed forms in the corrections.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from transparency.model.evaluative import evaluative
from transparency.model.messages import Message
from transparency.model.problem import Problem
from transparency.model.text import LocalText, Record
from transparency.registry.entry import SourceRecord, SourceRow
from transparency.registry.load import Draft
from transparency.registry.yaml_document import Path

_ADVICE = Message("State what can be checked instead, or quote who said it.")


def praise(draft: Draft) -> Iterator[Problem]:
    """Words of praise in records and in hand-written pages; the catalogues are checked when they are read."""
    for entry in (draft.settings, *draft.changes, *draft.disclosing.referring()):
        yield from _in_record(entry, _texts(entry.record, ()))
    for process in draft.processes:
        own = (("purpose", process.record.purpose), ("introduction", process.record.introduction))
        yield from _in_record(process, (((name,), text) for name, text in own if text is not None))
    yield from _in_prose(draft)


def _in_record(entry: SourceRecord[Any] | SourceRow[Any], texts: Iterator[tuple[Path, LocalText]]) -> Iterator[Problem]:
    for path, text in texts:
        for lang, words in text.texts.items():
            found = evaluative(words, lang)
            if found is not None:
                yield entry.problem(
                    (*path, lang),
                    "L07",
                    Message('"{found}" praises; public information is impartial.', found=found),
                    _ADVICE,
                )


def _texts(value: object, path: Path) -> Iterator[tuple[Path, LocalText]]:
    if isinstance(value, LocalText):
        yield path, value
    elif isinstance(value, Record):
        for name, part in value:
            yield from _texts(part, (*path, name))
    elif isinstance(value, tuple):
        for i, part in enumerate(value):
            yield from _texts(part, (*path, i))


def _in_prose(draft: Draft) -> Iterator[Problem]:
    for page in draft.prose:
        for name in ("title", "description"):
            found = evaluative(getattr(page.facts, name), page.lang)
            if found is not None:
                yield page.entry.problem(
                    (name,), "L07", Message('"{found}" praises; public information is impartial.', found=found), _ADVICE
                )
        first = page.first_line
        for number, line in enumerate(page.body.split("\n"), start=first):
            found = evaluative(line, page.lang)
            if found is not None:
                what = Message('"{found}" praises; public information is impartial.', found=found)
                yield Problem(page.file, number, "L07", "", what, _ADVICE)
