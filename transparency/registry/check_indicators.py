"""Rules about indicator values: they name what exists, in the declared unit, once; no value of data/ is a demonstration."""

from __future__ import annotations

from collections.abc import Iterator

from transparency.model.demo import DEMONSTRATION
from transparency.model.indicator_value import INSTITUTION, IndicatorGroup, IndicatorValue
from transparency.model.messages import Message
from transparency.model.problem import Problem
from transparency.registry.demonstration import FOLDER as DEMO
from transparency.registry.entry import SourceRow
from transparency.registry.load import Draft
from transparency.registry.yaml_document import Path


def unknown_subjects(draft: Draft) -> Iterator[Problem]:
    """The indicator and the programme of a value exist."""
    known = {i.id for e in draft.processes for i in e.record.indicators}
    known |= {i.id for e in draft.indicators.groups for i in e.record.indicators}
    areas = {INSTITUTION, *(row.record.id for row in draft.disclosing.tables.programmes)}
    for row in draft.indicators.values:
        if row.record.indicator not in known and "processes" not in draft.incomplete:
            what = Message('no indicator is called "{id}".', id=row.record.indicator)
            advice = Message("Declare it in data/indicators/, or correct the id.")
            yield row.problem(("indicator",), "N01", what, advice)
        if row.record.ref_area not in areas and "disclosing" not in draft.incomplete:
            what = Message('"{id}" is neither "univ" nor a programme.', id=row.record.ref_area)
            advice = Message("Write the id of a programme of the register.")
            yield row.problem(("ref_area",), "N01", what, advice)


def other_units(draft: Draft) -> Iterator[Problem]:
    """A value has the unit of its indicator, and all values of a process indicator have one."""
    units = {i.id: i.unit_measure for e in draft.indicators.groups for i in e.record.indicators}
    for row in draft.indicators.values:
        expected = units.setdefault(row.record.indicator, row.record.unit_measure)
        if row.record.unit_measure != expected:
            what = Message("the indicator is measured in {unit}.", unit=expected)
            advice = Message("Convert the value, or declare another indicator.")
            yield row.problem(("unit_measure",), "N02", what, advice)


def repeated_values(draft: Draft) -> Iterator[Problem]:
    """Each indicator has one value for a period and group, and one declaration."""
    seen: dict[tuple[str, ...], SourceRow[IndicatorValue]] = {}
    for row in draft.indicators.values:
        first = seen.setdefault(row.record.key, row)
        if first is not row:
            what = Message("is already in row {row}.", row=first.row)
            yield row.problem(("category",), "R02", what, Message("Give this row its own."))
    owners = {i.id: entry.document.file for entry in draft.processes for i in entry.record.indicators}
    for entry in draft.indicators.groups:
        for name, path in _names(entry.record):
            if name in owners:
                what = Message('"{value}" is already in {where}.', value=name, where=owners[name])
                yield entry.problem(path, "R02", what, Message("Give this record its own."))
            owners[name] = entry.document.file


def _names(group: IndicatorGroup) -> Iterator[tuple[str, Path]]:
    """Ids of the group and of its indicators, each with its place: all are addresses of one section."""
    yield group.id, ("id",)
    for i, one in enumerate(group.indicators):
        yield one.id, ("indicators", i, "id")


def misplaced_values(draft: Draft) -> Iterator[Problem]:
    """A value of ``data/`` is never a demonstration."""
    for row in draft.indicators.values:
        if row.record.status == DEMONSTRATION and not row.sheet.file.startswith(f"{DEMO}/"):
            what = Message('"{id}" is a demonstration record.', id=row.record.indicator)
            advice = Message("Move it to demo/, or replace it by the real record.")
            yield row.problem(("status",), "D20", what, advice)
