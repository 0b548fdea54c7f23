"""Whether the records fit together: the rules in one table, and the seal that later stages ask for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from transparency.check import languages, links, references
from transparency.check.left_out import without_left_out
from transparency.load.entry import Entry, plain
from transparency.load.prose import ProsePage
from transparency.load.registry import Draft
from transparency.load.surveys import SurveyData
from transparency.model.change import Change
from transparency.model.clause import Clause
from transparency.model.correction import Correction, Question
from transparency.model.dataset import Dataset
from transparency.model.glossary import GlossaryEntry
from transparency.model.organisation import Role, Unit
from transparency.model.process import Architecture, Process
from transparency.model.site import Settings
from transparency.model.text import Lang, LocalText, Record
from transparency.model.words import Words
from transparency.problem import Problem, exit_code, in_order

Rule = Callable[[Draft], Iterable[Problem]]

RULES: Mapping[str, Rule] = {
    "R01": references.unknown_ids,
    "R02": references.repeated_ids,
    "R03": references.wrong_counts,
    "R04": references.wrong_order,
    "R05": references.wrong_hierarchy,
    "R06": links.dangling,
    "L05": languages.missing_pages,
    "L06": languages.different_outlines,
}
"""Every rule about records; a code never changes its meaning."""

_SEAL = object()


@dataclass(frozen=True, slots=True)
class CheckedRegistry:
    """Records that fit together. Only `check` makes one, and rendering accepts nothing else."""

    settings: Settings
    date: dt.date
    words: Mapping[Lang, Words]
    architecture: Architecture
    terms: Mapping[str, LocalText]
    units: Mapping[str, Unit]
    roles: Mapping[str, Role]
    processes: tuple[Process, ...]
    clauses: tuple[Clause, ...]
    corrections: tuple[Correction, ...]
    questions: Mapping[str, Question]
    datasets: Mapping[str, Dataset]
    glossary: tuple[GlossaryEntry, ...]
    changes: tuple[Change, ...]
    prose: tuple[ProsePage, ...]
    surveys: SurveyData
    seal: object = None

    def __post_init__(self) -> None:
        if self.seal is not _SEAL:
            raise TypeError("only transparency.check makes a CheckedRegistry")


def check(draft: Draft, date: dt.date) -> tuple[CheckedRegistry | None, tuple[Problem, ...]]:
    """Runs every rule for the day of the build; the registry is None where an error was found or a part could not be read."""
    problems = in_order(problem for rule in RULES.values() for problem in rule(draft))
    if exit_code(problems) or draft.incomplete:
        return None, problems
    return _sealed(draft, date), problems


def _sealed(draft: Draft, date: dt.date) -> CheckedRegistry:
    return CheckedRegistry(
        settings=draft.settings.record,
        date=date,
        words=draft.words,
        architecture=draft.architecture.record,
        terms={entry.record.id: entry.record.text for entry in draft.terms},
        units=_by_id(draft.units),
        roles=_by_id(draft.roles),
        processes=without_left_out(
            sorted(plain(draft.processes), key=lambda p: p.number), plain(draft.questions), draft.words
        ),
        clauses=plain(draft.clauses),
        corrections=plain(draft.corrections),
        questions=_by_id(draft.questions),
        datasets=_by_id(draft.datasets),
        glossary=plain(draft.glossary),
        changes=plain(draft.changes),
        prose=draft.prose,
        surveys=draft.surveys,
        seal=_SEAL,
    )


R = TypeVar("R", bound=Record)


def _by_id(entries: Iterable[Entry[R]]) -> dict[str, R]:
    return {getattr(entry.record, "id"): entry.record for entry in entries}  # noqa: B009  (every register has ids)
