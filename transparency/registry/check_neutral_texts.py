"""Rule: texts that the portal writes about the institution state facts and duties without praise (regulation 7.1).

Texts quoted from sources are not checked: names, indicators and risks of the process map, printed forms in the corrections.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from transparency.model.evaluative import evaluative
from transparency.model.messages import Message
from transparency.model.problem import Problem
from transparency.model.text import LocalText, Record
from transparency.registry.entry import SourceRecord, SourceRow
from transparency.registry.load import Draft
from transparency.registry.load_prose import ProsePage
from transparency.registry.yaml_document import Path

_ADVICE = Message("State what can be checked instead, or quote who said it.")


def praise(draft: Draft) -> Iterator[Problem]:
    """Words of praise in records and in hand-written pages; the catalogues are checked when they are read."""
    own = (*draft.changes, *draft.answers, *draft.legal_acts, *draft.registers, *draft.indicators.groups)
    for entry in (draft.settings, *own, *draft.disclosing.referring()):
        yield from _in_record(entry, texts_of(entry.record, ()))
    for process in draft.processes:
        told = (("purpose", process.record.purpose), ("introduction", process.record.introduction))
        yield from _in_record(process, (((name,), text) for name, text in told if text is not None))
    yield from _in_prose(draft)


def obscenity(draft: Draft) -> Iterator[Problem]:
    """Obscene words in records and in hand-written pages; the message does not repeat them."""
    what, advice = Message("there is an obscene word here (not shown)."), Message("Take it out.")
    for entry in (draft.settings, *draft.changes, *draft.processes, *draft.glossary, *draft.disclosing.referring()):
        for path, text in texts_of(entry.record, ()):
            for lang, words in text.texts.items():
                if is_obscene(words):
                    yield entry.problem((*path, lang), "L12", what, advice)
    for page, line, place, words in prose_lines(draft):
        if is_obscene(words):
            yield Problem(page.file, line, "L12", place, what, advice)


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


def texts_of(value: object, path: Path) -> Iterator[tuple[Path, LocalText]]:
    """Every text of a record with its place, without those that are quoted until their owner has clarified them."""
    if getattr(value, "clarify", ()):
        return
    if isinstance(value, LocalText):
        yield path, value
    elif isinstance(value, Record):
        for name, part in value:
            yield from texts_of(part, (*path, name))
    elif isinstance(value, tuple):
        for i, part in enumerate(value):
            yield from texts_of(part, (*path, i))


def _in_prose(draft: Draft) -> Iterator[Problem]:
    for page, line, place, text in prose_lines(draft):
        found = evaluative(text, page.lang)
        if found is not None:
            what = Message('"{found}" praises; public information is impartial.', found=found)
            yield Problem(page.file, line, "L07", place, what, _ADVICE)


def prose_lines(draft: Draft) -> Iterator[tuple[ProsePage, int, str, str]]:
    """Title, description and lines of each hand-written page: page, line in its file, place in its head, text."""
    for page in draft.prose:
        for name in ("title", "description"):
            yield page, page.entry.document.line((*page.entry.path, name)), name, getattr(page.facts, name)
        for line, text in enumerate(page.body.split("\n"), start=page.first_line):
            yield page, line, "", text


_PREFIX = r"(?:за|на|вы|по|от|до|у|при|об|раз|рас|съ|о|недо|пере)?"
_OBSCENE = re.compile(
    r"\b(?:"
    rf"{_PREFIX}(?:ху[йеёяю]|пизд|[её]ба[лнтр]|[её]бну|[её]буч|бля(?:д|ть\b)|муда[кч]|залуп|дроч)\w*"
    r"|(?:гандон|пидор|пидар|шлюх|говн[оаеюя])\w*"
    r"|(?:қотақ|сігей|сіктір|сікті|жәлеп|қаншық)\w*|көтіңе?"
    r"|(?:mother)?fuck\w*|(?:bull)?shit(?:s|ty)?|cunts?|assholes?|bitch(?:es)?|whores?|niggers?"
    r")\b",
    re.IGNORECASE,
)
"""Words that mean nothing else; prefixes are listed so that words like «учёба» or «көтеру» are not found."""


def is_obscene(text: str) -> bool:
    """Whether an obscene word of any language stands in a text: a Russian word in a Kazakh sentence is no better."""
    return _OBSCENE.search(text) is not None
