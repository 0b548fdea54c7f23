"""Rules about ids: unknown references, duplicates, and counts that differ from those the process map declares."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from transparency.model.messages import Message
from transparency.model.problem import Problem
from transparency.model.process import MAX_DEPTH, Process
from transparency.model.retired import Retired
from transparency.model.site import Settings
from transparency.registry.entry import SourceRecord
from transparency.registry.load import Draft
from transparency.registry.referring import references, referring, registers
from transparency.registry.yaml_document import Path

_PHASES = ("plan", "do", "check", "act")


def unknown_ids(draft: Draft) -> Iterator[Problem]:
    """Every id names a record that exists."""
    known, gone = registers(draft), {one.record.id: one.record for one in draft.others.get(Retired, ())}
    for entry in referring(draft):
        for path, register, value in references(entry.record, ()):
            if register in known and value in gone and value not in known[register]:
                yield entry.problem(path, "R01", *_retired(gone[value]))
            elif register in known and value not in known[register]:
                yield entry.problem(
                    path,
                    "R01",
                    Message('no {register} is called "{value}".', register=Message(register), value=value),
                    _advice(value, known[register]),
                )


def _retired(one: Retired) -> tuple[Message, Message]:
    what = Message('"{value}" is not in use since {day}.', value=one.id, day=one.since.isoformat())
    if one.successor is None:
        return what, Message("Take the reference out, or name the record that has its tasks now.")
    return what, Message('Name "{successor}", which replaced it, or take the reference out.', successor=one.successor)


def wrong_retired(draft: Draft) -> Iterator[Problem]:
    """A retired record has left its register, and its successor stands there or is retired itself."""
    programmes = frozenset(row.record.id for row in draft.disclosing.tables.programmes)
    live = {**registers(draft), **({} if "disclosing" in draft.incomplete else {"programme": programmes})}
    entries = draft.others.get(Retired, ())
    gone = {(one.record.kind, one.record.id) for one in entries}
    for one in entries:
        kind, successor = one.record.kind, one.record.successor
        if one.record.id in live.get(kind, ()):
            what = Message("is still in use.")
            yield one.problem(("id",), "R02", what, Message("Take this entry out, or the record itself."))
        if successor and kind in live and successor not in live[kind] and (kind, successor) not in gone:
            what = Message('no {register} is called "{value}".', register=Message(kind), value=successor)
            yield one.problem(("successor",), "R01", what, _advice(successor, live[kind]))


def _advice(value: str, known: Iterable[str]) -> Message:
    near = difflib.get_close_matches(value, sorted(known), n=1)
    return Message('Did you mean "{near}"?', near=near[0]) if near else Message("Correct the id, or add the record.")


def repeated_ids(draft: Draft) -> Iterator[Problem]:
    """No id, number, code or title appears twice."""
    for entries, fields in (
        (draft.processes, ("id", "number", "code")),
        (draft.terms, ("id",)),
        ((*draft.units, *draft.roles), ("id",)),
        (draft.questions, ("id",)),
        (draft.corrections, ("id",)),
        (draft.datasets, ("id",)),
        (draft.clauses, ("number",)),
        (draft.glossary, ("id",)),
        (draft.changes, ("id",)),
        (draft.answers, ("id",)),
        (draft.legal_acts, ("id",)),
        (draft.registers, ("id",)),
        (draft.disclosing.disclosures, ("id",)),
        (draft.disclosing.disclosures, ("clause",)),
        (draft.disclosing.entries, ("id",)),
        (draft.disclosing.waivers, ("id",)),
        (draft.disclosing.approvals, ("id",)),
        (draft.disclosing.frameworks, ("id",)),
        (draft.disclosing.mechanisms, ("id",)),
        (draft.disclosing.improvements, ("id",)),
        *((entries, ("id",)) for model, entries in draft.others.items() if "id" in model.model_fields),
    ):
        for name in fields:
            yield from _repeated(entries, (name,))
    yield from _repeated(draft.processes, ("title", draft.languages.default))
    yield from _two_keepers(draft.settings)
    for entry in draft.processes:
        yield from _repeated_inside(entry)


def _two_keepers(settings: SourceRecord[Settings]) -> Iterator[Problem]:
    """Datasets for which two units are said to answer."""
    seen: set[str] = set()
    for i, part in enumerate(settings.record.dataset_keepers):
        for j, dataset in enumerate(part.datasets):
            if dataset in seen:
                place = ("dataset_keepers", i, "datasets", j)
                yield settings.problem(
                    place,
                    "R02",
                    Message('"{dataset}" is named here twice.', dataset=dataset),
                    Message("Name each dataset once."),
                )
            seen.add(dataset)


def _repeated(entries: Iterable[SourceRecord[Any]], path: Path) -> Iterator[Problem]:
    first: dict[object, SourceRecord[Any]] = {}
    for entry in entries:
        value: Any = entry.record
        for part in path:
            value = getattr(value, str(part))
        key = value.casefold() if isinstance(value, str) else value
        if key in first:
            other = first[key]
            where = f"{other.document.file}:{other.document.line(other.path + path)}"
            yield entry.problem(
                path,
                "R02",
                Message('"{value}" is already in {where}.', value=value, where=where),
                Message("Give this record its own."),
            )
        first.setdefault(key, entry)


def _repeated_inside(entry: SourceRecord[Process]) -> Iterator[Problem]:
    for name in ("indicators", "risks"):
        seen: set[str] = set()
        for i, part in enumerate(getattr(entry.record, name)):
            if part.id in seen:
                yield entry.problem(
                    (name, i, "id"),
                    "R02",
                    Message('"{id}" appears twice in this file.', id=part.id),
                    Message("Give it another number."),
                )
            seen.add(part.id)


def wrong_counts(draft: Draft) -> Iterator[Problem]:
    """Each category has as many processes as the map declares."""
    if "processes" in draft.incomplete:
        return
    for i, category in enumerate(draft.architecture.record.categories):
        found = sum(1 for e in draft.processes if e.record.category == category.id and e.record.parent is None)
        if found != category.count:
            what = Message(
                '"{id}" declares {count} processes, data/processes has {found}.',
                id=category.id,
                count=category.count,
                found=found,
            )
            yield draft.architecture.problem(
                ("categories", i, "count"), "R03", what, Message("Add the missing file, or correct the number.")
            )


def wrong_order(draft: Draft) -> Iterator[Problem]:
    """The steps of a process run through the cycle without going back, and the ids of its parts start with its own."""
    for entry in draft.processes:
        process = entry.record
        places = [_PHASES.index(step.phase) for step in process.steps]
        for i, (before, after) in enumerate(pairwise(places), start=1):
            if after < before:
                what = Message('"{step}" comes after "{before}".', step=_PHASES[after], before=_PHASES[before])
                yield entry.problem(
                    ("steps", i, "phase"), "R04", what, Message("Order the steps as plan, do, check, act.")
                )
        for name, letter in (("indicators", "k"), ("risks", "r")):
            for i, part in enumerate(getattr(process, name)):
                if not part.id.startswith(f"{process.id}-{letter}"):
                    what = Message(
                        'the id "{id}" does not start with "{process}-{letter}".',
                        id=part.id,
                        process=process.id,
                        letter=letter,
                    )
                    yield entry.problem((name, i, "id"), "R04", what, Message("Start it with the id of the process."))


def wrong_hierarchy(draft: Draft) -> Iterator[Problem]:
    """The parents of a process lead to the top within the allowed number of levels, and all are of its group."""
    categories = {e.record.id: e.record.category for e in draft.processes}
    parents = {e.record.id: e.record.parent for e in draft.processes}
    for entry in draft.processes:
        depth, current = 1, entry.record.parent
        while current in parents and depth <= MAX_DEPTH:
            depth, current = depth + 1, parents[current]
        if depth > MAX_DEPTH:
            what = Message("is deeper than {most} levels, or is its own ancestor.", most=MAX_DEPTH)
            yield entry.problem(("parent",), "R05", what, Message("Name a process of a higher level."))
        if categories.get(entry.record.parent or "", entry.record.category) != entry.record.category:
            what = Message("is a process of another group.")
            yield entry.problem(
                ("parent",), "R05", what, Message("Name a process of the same group, or correct the group.")
            )
