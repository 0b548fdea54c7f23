"""Rule about promised dates: they are in order, and a promise that replaces another gives a reason."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from transparency.model.messages import Message
from transparency.model.problem import Problem
from transparency.model.promise import Awaited
from transparency.registry.entry import SourceRecord
from transparency.registry.load import Draft
from transparency.registry.yaml_document import Path, place

SECTION = "data/surveys/section.yml"


def wrong_promises(draft: Draft) -> Iterator[Problem]:
    """Every record that a unit owes."""
    disclosing = draft.disclosing
    owed: tuple[SourceRecord[Any], ...] = (
        *disclosing.disclosures,
        *disclosing.mechanisms,
        *disclosing.approvals,
        *disclosing.quality.values(),
        *draft.indicators.groups,
    )
    for entry in owed:
        for path, what, advice in _mistakes(entry.record):
            yield entry.problem(path, "D25", what, advice)
    if disclosing.documents is not None:
        for i, document in enumerate(disclosing.documents.record.entries):
            for path, what, advice in _mistakes(document):
                yield disclosing.documents.problem(("entries", i, *path), "D25", what, advice)
    if draft.surveys.section is not None:
        for path, what, advice in _mistakes(draft.surveys.section):
            yield Problem(SECTION, 0, "D25", place(path), what, advice)


def _mistakes(record: Awaited) -> Iterator[tuple[Path, Message, Message]]:
    before = record.missing_since
    for i, promise in enumerate(record.promised_by):
        path = ("promised_by", i)
        if promise.day < promise.given_on:
            yield (*path, "day"), Message("lies before given_on."), Message("Correct one of the two days.")
        if before is not None and promise.given_on < before:
            what = Message("lies before the promise that it follows.") if i else Message("lies before missing_since.")
            yield (*path, "given_on"), what, Message("Write the promises in order, the oldest first.")
        if i and promise.reason is None:
            yield (
                (*path, "day"),
                Message("replaces a promise without a reason."),
                Message("Add why the earlier day was not kept."),
            )
        before = promise.given_on
