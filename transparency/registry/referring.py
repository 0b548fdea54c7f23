"""Finds which ids a record names: the field says the register, each register says its ids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from transparency.model.process import Process
from transparency.model.rules import RULES
from transparency.model.survey_section import SurveySection
from transparency.model.text import Record
from transparency.registry.entry import SourceRecord, SourceRow
from transparency.registry.files import source
from transparency.registry.load import Draft
from transparency.registry.load_disclosures import QUALITY_PARTS
from transparency.registry.load_surveys import DEMO, FOLDER
from transparency.registry.yaml_document import Path, read_yaml


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


def referring(draft: Draft) -> Iterator[SourceRecord[Any] | SourceRow[Any]]:
    """Every record that may name another."""
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


def references(record: Record, path: Path) -> Iterator[tuple[Path, str, str]]:
    """Path, register and value of every id that a record names, at any depth."""
    for name, value in record:
        here = (*path, name)
        register = register_of(type(record), name)
        if isinstance(value, str):
            if register:
                yield here, register, value
        elif isinstance(value, Record):
            yield from references(value, here)
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
            yield from references(value, (*path, i))
        elif isinstance(value, str) and register:
            yield (*path, i), register, value
