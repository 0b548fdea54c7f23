"""Rules about schema compatibility: a published dataset may change its schema only with the matching version number.

The first number of a version rises for a change after which a reader of the old files may fail or misunderstand: a column
removed or renamed, another type, unit or key, a code removed, a column that may now be empty or hold several values. The second
rises for what only adds: a column, a code, a promise that a cell is never empty. The third is for words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from transparency.model.dataset import Column, Dataset, PublishedColumn, PublishedSchema
from transparency.model.messages import Message
from transparency.model.problem import Problem
from transparency.registry.entry import SourceRecord


def broken_promises(
    datasets: Iterable[SourceRecord[Dataset]], schemas: Iterable[SourceRecord[PublishedSchema]]
) -> Iterator[Problem]:
    """Datasets whose schema changed more than their version says."""
    declared = {entry.record.id: entry for entry in datasets}
    for promised in schemas:
        entry = declared.get(promised.record.dataset)
        if entry is not None:
            yield from _broken(entry, promised.record)
        else:
            what = Message("was published and is no longer declared; the addresses of its files would stop working.")
            yield promised.problem(
                ("dataset",), "O05", what, Message("Declare it again, or delete this file knowingly.")
            )


def _broken(entry: SourceRecord[Dataset], schema: PublishedSchema) -> Iterator[Problem]:
    now, before = _numbers(entry.record.version), _numbers(schema.version)
    if now < before:
        what = Message("is lower than {version}, which was published.", version=schema.version)
        yield entry.problem(("version",), "O05", what, Message("Raise it."))
    changes = (
        (Message("first"), breaking(schema, entry.record), 1),
        (Message("second"), adding(schema, entry.record), 2),
    )
    for number, found, length in changes:
        reasons = tuple(found)
        if reasons and now[:length] <= before[:length]:
            what = Message(
                "must rise in its {number} number, {version} was published: {reasons}.",
                number=number,
                version=schema.version,
                reasons=reasons,
            )
            yield entry.problem(("version",), "O05", what, Message("Raise it, or take the change back."))


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def breaking(schema: PublishedSchema, dataset: Dataset) -> Iterator[Message]:
    """Changes after which a reader of the old files may fail or misunderstand."""
    if schema.key != dataset.key:
        yield Message("the key is different")
    for old, new in _pairs(schema, dataset):
        if new is None:
            yield Message("the column {name} is gone", name=old.name)
        else:
            yield from (Message("the column {name} {what}", name=old.name, what=what) for what in _misread(old, new))


def _pairs(schema: PublishedSchema, dataset: Dataset) -> Iterable[tuple[PublishedColumn, Column | None]]:
    now = {column.name: column for column in dataset.columns}
    return ((old, now.get(old.name)) for old in schema.columns)


def _misread(old: PublishedColumn, new: Column) -> Iterator[Message]:
    if old.type != new.type:
        yield Message("is no longer {type}", type=old.type)
    if old.unit != (new.unit.any if new.unit else None):
        yield Message("has another unit")
    if old.several != new.several:
        yield Message("holds one value or several differently")
    if old.required and not new.required:
        yield Message("may now be empty")
    if gone := sorted(set(old.codes) - {code.code for code in new.codes}):
        yield Message("lost the codes {codes}", codes=", ".join(gone))


def adding(schema: PublishedSchema, dataset: Dataset) -> Iterator[Message]:
    """Changes that only add."""
    names = {column.name for column in schema.columns}
    yield from (
        Message("the column {name} is new", name=column.name) for column in dataset.columns if column.name not in names
    )
    for old, new in _pairs(schema, dataset):
        if new is None:
            continue
        if new.required and not old.required:
            yield Message("the column {name} is now never empty", name=old.name)
        if more := sorted({code.code for code in new.codes} - set(old.codes)):
            yield Message("the column {name} has the new codes {codes}", name=old.name, codes=", ".join(more))


def schema_of(dataset: Dataset) -> PublishedSchema:
    """What the declaration promises to readers of the files."""
    columns = tuple(
        PublishedColumn(
            name=column.name,
            type=column.type,
            required=column.required,
            several=column.several,
            unit=column.unit.any if column.unit else None,
            codes=tuple(code.code for code in column.codes),
        )
        for column in dataset.columns
    )
    return PublishedSchema(dataset=dataset.id, version=dataset.version, key=dataset.key, columns=columns)
