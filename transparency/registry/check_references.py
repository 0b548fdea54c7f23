"""Rules about ids: unknown references, duplicates, and counts that differ from those the process map declares."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from transparency.model.messages import Message
from transparency.model.problem import Problem
from transparency.model.process import MAX_DEPTH, Process
from transparency.model.retired import Retired
from transparency.model.rules import RULES
from transparency.model.site import Settings
from transparency.model.survey_section import SurveySection
from transparency.model.text import Record
from transparency.registry.entry import SourceRecord, SourceRow
from transparency.registry.files import source
from transparency.registry.load import Draft
from transparency.registry.load_disclosures import QUALITY_PARTS
from transparency.registry.load_surveys import DEMO, FOLDER
from transparency.registry.yaml_document import Path, read_yaml

_PHASES = ("plan", "do", "check", "act")


def unknown_ids(draft: Draft) -> Iterator[Problem]:
    """Every id names a record that exists."""
    known, gone = registers(draft), {one.record.id: one.record for one in draft.others.get(Retired, ())}
    for entry in _referring(draft):
        for path, register, value in _references(entry.record, ()):
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


def registers(draft: Draft) -> Mapping[str, frozenset[str]]:
    """Which ids each kind of reference may use; a register that could not be read whole is left out."""
    units = frozenset(e.record.id for e in draft.units)
    registers = {
        "role or unit": (("roles", "units"), frozenset(e.record.id for e in draft.roles) | units),
        "unit": (("units",), units),
        "term": (("terms",), frozenset(e.record.id for e in draft.terms)),
        "process": (("processes",), frozenset(e.record.id for e in draft.processes)),
        "category": ((), frozenset(c.id for c in draft.architecture.record.categories)),
        "question": (("questions",), frozenset(e.record.id for e in draft.questions)),
        "clause": (("clauses",), frozenset(e.record.number for e in draft.clauses)),
        "dataset": (("datasets",), frozenset(e.record.id for e in draft.datasets)),
        "survey": (("surveys",), frozenset(entry.id for entry in draft.surveys.calendar)),
        "rule": ((), frozenset(RULES)),
    }
    whole = {name: ids for name, (fields, ids) in registers.items() if not draft.incomplete.intersection(fields)}
    return whole | _disclosing_registers(draft)


def _disclosing_registers(draft: Draft) -> dict[str, frozenset[str]]:
    """The same for disclosures, documents and the indicators that programmes name."""
    indicators = frozenset(i.id for e in draft.processes for i in e.record.indicators)
    known = {} if "processes" in draft.incomplete else {"indicator": indicators}
    if "disclosing" in draft.incomplete:
        return known
    disclosing = draft.disclosing
    documents = disclosing.documents.record.entries if disclosing.documents else ()
    return known | {
        "disclosure": frozenset(e.record.id for e in disclosing.disclosures),
        "approval": frozenset(e.record.id for e in disclosing.approvals),
        "framework": frozenset(e.record.id for e in disclosing.frameworks),
        "mechanism": frozenset(e.record.id for e in disclosing.mechanisms),
        "document": frozenset(one.id for one in documents),
        "part of the quality system": frozenset((*QUALITY_PARTS, "documents")) if disclosing.quality else frozenset(),
    }


def _referring(draft: Draft) -> Iterator[SourceRecord[Any] | SourceRow[Any]]:
    yield draft.settings
    yield draft.architecture
    for entries in (
        draft.units,
        draft.roles,
        draft.processes,
        draft.corrections,
        draft.questions,
        draft.changes,
        draft.datasets,
        draft.legal_acts,
        draft.registers,
        draft.indicators.groups,
        *draft.others.values(),
    ):
        yield from entries
    yield from draft.disclosing.referring()
    yield from _survey_section(draft)
    yield from (page.entry for page in draft.prose)


def _survey_section(draft: Draft) -> Iterator[SourceRecord[SurveySection]]:
    """Where the keeper of the survey pages is named; a preview may have an invented one."""
    files = (source(draft.root, folder, "section.yml") for folder in (FOLDER, DEMO))
    file = next((one for one in files if one.path.exists()), None)
    if draft.surveys.section is not None and file is not None:
        yield SourceRecord(draft.surveys.section, read_yaml(file))


_FIELDS: Mapping[str, str] = {
    "who": "role or unit",
    "responsible": "role or unit",
    "to": "role or unit",
    "owner": "role or unit",
    "keeper": "role or unit",
    "unit": "unit",
    "term": "term",
    "process": "process",
    "processes": "process",
    "category": "category",
    "clarify": "question",
    "iso_9001_clarify": "question",
    "iso_9001": "clause",
    **dict.fromkeys(("dataset", "datasets"), "dataset"),
    # disclosures, programmes, compliance
    **dict.fromkeys(("submitted_by", "agreed_by", "checked_by", "published_by", "granted_by"), "role or unit"),
    **dict.fromkeys(("reports_to", "post", "chair", "members"), "role or unit"),
    **dict.fromkeys(("units", "department"), "unit"),
    **dict.fromkeys(("item", "disclosure"), "disclosure"),
    "approval": "approval",
    "mechanism": "mechanism",
    "framework": "framework",
    "survey": "survey",
    **dict.fromkeys(("indicator", "graduate_indicator", "employer_indicator", "related"), "indicator"),
    **dict.fromkeys(("bound_by", "replaced_by"), "document"),
    "quality": "part of the quality system",
    "approved_by": "role or unit",
    "checked_by_rule": "rule",
    "resource_class": "term",
}
"""Name of a field -> the register its ids belong to."""

_TERMS = ("inputs", "outputs", "suppliers", "consumers", "resources", "evaluation", "documents", "criteria", "methods")
_ITEM_LISTS = frozenset((*_TERMS, "results"))


def _references(record: Record, path: Path) -> Iterator[tuple[Path, str, str]]:
    for name, value in record:
        here = (*path, name)
        register = register_of(type(record), name)
        if isinstance(value, str):
            if register:
                yield here, register, value
        elif isinstance(value, Record):
            yield from _references(value, here)
        elif isinstance(value, tuple):
            yield from _in_list(value, here, register)


def register_of(model: type[Record], name: str) -> str | None:
    """The register that the ids in a field belong to; none, if the field holds no ids."""
    if name == "parent":
        return "process" if issubclass(model, Process) else "unit" if "abbreviation" in model.model_fields else None
    if name == "text" and model.__name__ in ("Step", "Feedback"):
        return "term"
    return "term" if name in _ITEM_LISTS else _FIELDS.get(name)


def _in_list(values: tuple[object, ...], path: Path, register: str | None) -> Iterator[tuple[Path, str, str]]:
    for i, value in enumerate(values):
        if isinstance(value, Record):
            yield from _references(value, (*path, i))
        elif isinstance(value, str) and register:
            yield (*path, i), register, value


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
