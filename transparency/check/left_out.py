"""Text whose meaning the source turns round: it stays in the data, and no page or file ever shows it.

A question with ``published: left-out`` names such a text; the record carries its id in ``clarify``. The text gives way to
one phrase of the interface before the registry is sealed, so no later stage can forget to hide it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from transparency.model.correction import Question
from transparency.model.process import Indicator, Process, Risk, Step
from transparency.model.text import Lang, LocalText, Mark, Record, Statement, TermUse
from transparency.model.words import Words

M = TypeVar("M", bound=Mark)

WORDS = "card.left_out"


def without_left_out(
    processes: Iterable[Process], questions: Iterable[Question], words: Mapping[Lang, Words]
) -> tuple[Process, ...]:
    """The cards with every text that must not be shown replaced by «not shown yet»."""
    ids = frozenset(question.id for question in questions if question.published == "left-out")
    if not ids:
        return tuple(processes)
    phrase = LocalText(kk=words["kk"].text(WORDS), ru=words["ru"].text(WORDS), en=words["en"].text(WORDS))
    return tuple(_told(process, ids, phrase) for process in processes)


def _told(record: M, ids: frozenset[str], phrase: LocalText) -> M:
    """The record with its parts told; parts are what its fields hold."""
    changes = {}
    for name, value in record:
        told = _part(value, ids, phrase)
        if told is not value:
            changes[name] = told
    return record.model_copy(update=changes) if changes else record


def _part(value: object, ids: frozenset[str], phrase: LocalText) -> object:
    if isinstance(value, tuple):
        told = tuple(_part(one, ids, phrase) for one in value)
        return told if any(new is not old for new, old in zip(told, value, strict=True)) else value
    if not isinstance(value, Mark):
        return value
    return _hidden(value, phrase) if ids.intersection(value.clarify) else _told(value, ids, phrase)


def _hidden(mark: Mark, phrase: LocalText) -> Record:
    """The same record, saying only that its text is not shown yet."""
    if isinstance(mark, Indicator):
        return mark.model_copy(update={"name": phrase})
    if isinstance(mark, Risk):
        return mark.model_copy(update={"text": phrase})
    if isinstance(mark, Step):
        return mark.model_copy(update={"text": Statement(kk=phrase.kk, ru=phrase.ru, en=phrase.en)})
    if isinstance(mark, Statement | TermUse):
        return Statement(kk=phrase.kk, ru=phrase.ru, en=phrase.en, clarify=mark.clarify)
    return mark
