"""Finds the page and the record that answer a question of a visitor, and whether the answer is published, owed or invented."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from transparency.model.answer import Answer
from transparency.model.indicator_value import IndicatorGroup
from transparency.model.quality import ControlledDocument
from transparency.registry.check import CheckedRegistry
from transparency.registry.disclosure_status import disclosure_status
from transparency.site.views.evidence_pages import of_page
from transparency.site.views.evidence_status import EvidenceStatus, of_item, with_values, without_values

AnswerState = Literal["given", "partly", "invented", "owed"]
DOCUMENTS = "documents"
"""Place on the page of a group: the documents that answer its question, with who owes them."""


@dataclass(frozen=True, slots=True)
class AnswerPlace:
    """Page and place on it."""

    page: str
    anchor: str | None
    state: AnswerState


def answer_place(registry: CheckedRegistry, one: Answer) -> AnswerPlace:
    """The document or the value that answers, where the record names one; otherwise the page."""
    if one.document:
        return _in_document(registry, one, one.document)
    if one.value:
        return _in_value(registry, one, one.value)
    item = registry.disclosures.get(one.page.removeprefix("disclosures/"))
    if item:
        verdict = of_item(disclosure_status(registry, item))
        return AnswerPlace(one.page, None, "partly" if verdict.worth == "partly" else _state(verdict))
    return AnswerPlace(one.page, None, _state(of_page(registry, one.page, None, None)))


def unanswered(registry: CheckedRegistry, group: IndicatorGroup, document: ControlledDocument) -> tuple[Answer, ...]:
    """Questions that a document of the group has to answer; none once it is published."""
    if document.link or document.file:
        return ()
    page = f"figures/{group.id}"
    return tuple(one for one in registry.answers if one.page == page and one.document == document.id)


def _in_document(registry: CheckedRegistry, one: Answer, document: str) -> AnswerPlace:
    found = next((entry for entry in registry.documents.entries if entry.id == document), None)
    state: AnswerState = "given" if found and (found.link or found.file) else "owed"
    return AnswerPlace(one.page, DOCUMENTS if found else None, state)


def _in_value(registry: CheckedRegistry, one: Answer, indicator: str) -> AnswerPlace:
    """The page of the indicator, or its line on the page of the group while it has no value."""
    if any(value.indicator == indicator for value in registry.indicator_values):
        state: AnswerState = (
            "given" if indicator in with_values(registry) else _state(without_values(registry, {indicator}))
        )
        return AnswerPlace(f"figures/{indicator}", None, state)
    return AnswerPlace(one.page, indicator, "owed")


def _state(verdict: EvidenceStatus) -> AnswerState:
    if verdict.worth != "missing":
        return "given"
    return "invented" if verdict.reason == "demonstration-figures" else "owed"
