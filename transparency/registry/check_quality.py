"""Rules about frameworks and the public quality system: the evidence of clauses, matrices, totals, missing files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, cast

from transparency.model.compliance import Evidence
from transparency.model.messages import Message
from transparency.model.problem import Problem
from transparency.model.quality import CorrectiveActions, Matrices
from transparency.registry.entry import SourceRecord
from transparency.registry.load import Draft
from transparency.registry.load_disclosures import QUALITY_PARTS


def wrong_evidence(draft: Draft) -> Iterator[Problem]:
    """An answer names one place, and a clause is either answered or outside the site, not both."""
    for framework in draft.disclosing.frameworks:
        for i, duty in enumerate(framework.record.clauses):
            if duty.outside and duty.answers:
                what = Message("is marked as outside the site, but has answers.")
                yield framework.problem(("clauses", i, "outside"), "D13", what, Message("Keep one of the two."))
            yield from _several(framework, ("clauses", i, "answers"), duty.answers)
    for mechanism in draft.disclosing.mechanisms:
        yield from _several(mechanism, ("answers",), mechanism.record.answers)
        for i, answer in enumerate(mechanism.record.answers):
            if answer.mechanism is not None:
                what = Message("a mechanism cannot answer for another.")
                yield mechanism.problem(
                    ("answers", i, "mechanism"), "D13", what, Message("Name the page or record itself.")
                )


def _several(entry: SourceRecord[Any], path: tuple[str | int, ...], answers: tuple[Evidence, ...]) -> Iterator[Problem]:
    for i, answer in enumerate(answers):
        named = [name for name, value in answer if value is not None and name not in ("anchor", "checked_by_rule")]
        if len(named) != 1:
            what = Message("names {count} places.", count=len(named))
            yield entry.problem((*path, i), "D13", what, Message("Name exactly one: page, disclosure, process …"))


def repeated_clauses(draft: Draft) -> Iterator[Problem]:
    """No clause stands twice in a framework."""
    for framework in draft.disclosing.frameworks:
        counts = Counter(duty.number for duty in framework.record.clauses)
        for i, duty in enumerate(framework.record.clauses):
            if counts[duty.number] > 1:
                yield framework.problem(
                    ("clauses", i, "number"), "R02", Message("appears twice."), Message("Join the two.")
                )


def wrong_matrices(draft: Draft) -> Iterator[Problem]:
    """Every row of a matrix has exactly one responsible, unless several are meant."""
    entry = draft.disclosing.quality.get("matrices")
    if entry is None:
        return
    for i, matrix in enumerate(cast(Matrices, entry.record).entries):
        for j, row in enumerate(matrix.rows):
            responsible = sum(len(a.who) for a in row.assignments if a.part == "responsible")
            if responsible != 1 and not row.shared:
                what = Message("has {responsible} responsible instead of one.", responsible=responsible)
                yield entry.problem(
                    ("entries", i, "rows", j), "D14", what, Message('Name one, or write "shared: true".')
                )


def wrong_totals(draft: Draft) -> Iterator[Problem]:
    """What is closed or overdue cannot be more than what was found."""
    entry = draft.disclosing.quality.get("corrective")
    if entry is None:
        return
    for i, source in enumerate(cast(CorrectiveActions, entry.record).sources):
        if (source.closed or 0) + (source.overdue or 0) > (source.found or 0):
            what = Message("closed and overdue together exceed what was found.")
            yield entry.problem(("sources", i), "D15", what, Message("Correct the counts."))


def missing_parts(draft: Draft) -> Iterator[Problem]:
    """All parts of the public quality system have a file, even where everything in it is still owed."""
    if "quality" not in draft.settings.record.sections:
        return
    advice = Message("Correct or add the file; leave out facts that nobody supplied.")
    for name in QUALITY_PARTS:
        if name not in draft.disclosing.quality:
            yield Problem(f"data/quality/{name}.yml", 0, "D16", "", Message("cannot be used."), advice)
    if draft.disclosing.documents is None:
        yield Problem("data/quality/documents.yml", 0, "D16", "", Message("cannot be used."), advice)
