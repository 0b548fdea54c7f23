"""Tables of records that no page of the product shapes itself; their declaration names page, columns and headings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from transparency.model.record_type import RecordType
from transparency.model.text import COMPUTED_FIELDS, Record
from transparency.registry.check import CheckedRegistry
from transparency.registry.record_types import field_text, record_types
from transparency.site.views import actor
from transparency.site.views.page import Page, RecordTable


def with_record_tables(registry: CheckedRegistry, pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """The pages, each with the tables that belong on it."""
    tables = tuple(_tables(registry))
    return tuple(
        replace(page, tables=tuple(table for declared, table in tables if page.id in declared.pages)) for page in pages
    )


def _tables(registry: CheckedRegistry) -> Iterator[tuple[RecordType, RecordTable]]:
    for name, declared in record_types().items():
        if records := registry.others.get(declared.record):
            columns = declared.columns or tuple(n for n in declared.record.model_fields if n not in COMPUTED_FIELDS)
            headings = tuple(field_text(declared.record, column).label for column in columns)
            rows = tuple(tuple(_cell(registry, declared, one, column) for column in columns) for one in records)
            yield declared, RecordTable(name, declared.title, headings, rows)


def _cell(registry: CheckedRegistry, declared: RecordType, record: Record, column: str) -> object:
    """The value of a field; whoever is responsible by name."""
    value: object = getattr(record, column)
    return actor.title(registry, value) if column == declared.keeper and isinstance(value, str) else value
