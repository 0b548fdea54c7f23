"""Removes texts of cards and of the map that a question to the source (data/questions.yml) leaves out, after the checks.

A question with ``published: left-out`` names such a text; the record has its id in ``clarify``. The text is replaced by one
phrase of the interface, so later stages never see it. Only process cards and the process map can leave a text out; rule R07
reports such a question anywhere else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from transparency.model.correction import OwnerQuestion
from transparency.model.messages import Message
from transparency.model.problem import Problem
from transparency.model.process import Architecture, Indicator, Process, Responsibility, Risk, Step
from transparency.model.text import Clarifiable, Lang, LocalText, Record, Statement, TermUse, parts
from transparency.model.words import Words
from transparency.registry.entry import SourceRecord, SourceRow, plain
from transparency.registry.load import Draft
from transparency.registry.yaml_document import Path

R = TypeVar("R", bound=Record)

WORDS = "card.left_out"
_PARTS = (Indicator, Risk, Step, Statement, TermUse, Responsibility)
"""Parts of a card or of the map that can lose their text and stay."""


def without_left_out(
    processes: Iterable[Process], questions: Iterable[OwnerQuestion], words: Mapping[Lang, Words]
) -> tuple[Process, ...]:
    """The cards with every text that must not be shown replaced by «not shown yet»."""
    left_out = _left_out(questions)
    phrase = _phrase(words)
    return tuple(_told(_without_fields(one, left_out, phrase), left_out, phrase) for one in processes)


def map_without_left_out(
    architecture: Architecture, questions: Iterable[OwnerQuestion], words: Mapping[Lang, Words]
) -> Architecture:
    """The same for the process map."""
    return _told(architecture, _left_out(questions), _phrase(words))


def wrong_left_out(draft: Draft) -> Iterator[Problem]:
    """R07: every text that a question leaves out can be left out where it stands."""
    left_out = _left_out(plain(draft.questions))
    for card in draft.processes:
        for mark in ("clarify", "iso_9001_clarify"):
            for number, one in enumerate(getattr(card.record, mark)):
                if one in left_out and not _can_be_left_out(card.record, left_out[one]):
                    what = Message('a card cannot leave out its field "{field}".', field=left_out[one])
                    yield card.problem((mark, number), "R07", what, _ADVICE)
    for entry in _elsewhere(draft):
        for path in _marks(entry.record, left_out):
            yield entry.problem(
                path, "R07", Message("only process cards and the process map can leave a text out."), _ADVICE
            )


_ADVICE = Message("Choose another way to publish in data/questions.yml, or take the text out of the record.")


def _elsewhere(draft: Draft) -> Iterator[SourceRecord[Any] | SourceRow[Any]]:
    yield from draft.units
    yield from draft.roles
    yield from draft.disclosing.referring()


def _marks(record: Record, left_out: Collection[str]) -> Iterator[Path]:
    """Where a record carries the id of a text that is left out."""
    for path, part in parts(record, Clarifiable):
        yield from ((*path, "clarify", i) for i, one in enumerate(part.clarify) if one in left_out)


def _left_out(questions: Iterable[OwnerQuestion]) -> Mapping[str, str]:
    """Id of a question -> the field it leaves out."""
    return {question.id: question.field for question in questions if question.published == "left-out"}


def _phrase(words: Mapping[Lang, Words]) -> LocalText:
    return LocalText(**{lang: told.text(WORDS) for lang, told in words.items()})


def _can_be_left_out(card: Process, name: str) -> bool:
    value = getattr(card, name, "")
    return value is None or isinstance(value, LocalText | Responsibility | tuple)


def _without_fields(card: Process, left_out: Mapping[str, str], phrase: LocalText) -> Process:
    """The card without the fields that a mark on the card as a whole leaves out."""
    marks = [*card.clarify, *card.iso_9001_clarify]
    changes = {left_out[one]: _empty(getattr(card, left_out[one]), phrase) for one in marks if one in left_out}
    return card.model_copy(update=changes) if changes else card


def _empty(value: object, phrase: LocalText) -> object:
    if isinstance(value, LocalText):
        return phrase
    if isinstance(value, Responsibility):
        return value.model_copy(update={"who": ()})
    return () if isinstance(value, tuple) else None


def _told(record: R, left_out: Collection[str], phrase: LocalText) -> R:
    """The record with its parts told; parts are what its fields hold."""
    changes = {}
    for name, value in record:
        told = _part(value, left_out, phrase)
        if told is not value:
            changes[name] = told
    return record.model_copy(update=changes) if changes else record


def _part(value: object, left_out: Collection[str], phrase: LocalText) -> object:
    if isinstance(value, tuple):
        told = tuple(_part(one, left_out, phrase) for one in value)
        return told if any(new is not old for new, old in zip(told, value, strict=True)) else value
    if isinstance(value, _PARTS) and any(one in left_out for one in value.clarify):
        return _hidden(value, phrase)
    return _told(value, left_out, phrase) if isinstance(value, Record) else value


def _hidden(part: Indicator | Risk | Step | Statement | TermUse | Responsibility, phrase: LocalText) -> Record:
    """The same part, saying only that its text is not shown yet."""
    told = Statement.model_validate(dict(phrase.texts))
    match part:
        case Indicator():
            return part.model_copy(update={"name": phrase, "formula": None, "target": None})
        case Risk():
            return part.model_copy(update={"text": phrase})
        case Step():
            return part.model_copy(update={"text": told})
        case Responsibility():
            return part.model_copy(update={"who": ()})
    return told.model_copy(update={"clarify": part.clarify})
