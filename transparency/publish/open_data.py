"""Open-data files and their description, from the declarations in ``data/datasets/``."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from transparency.check.registry import CheckedRegistry
from transparency.model.dataset import Column, Dataset
from transparency.problem import Problem
from transparency.shape.row import Cell, Row
from transparency.shape.tables import TABLES

FOLDER = "open-data"


@dataclass(frozen=True, slots=True)
class Table:
    """A dataset with its rows."""

    dataset: Dataset
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Format:
    """How a table is written."""

    ending: str
    media_type: str
    write: Callable[[Table], bytes]


def tables(registry: CheckedRegistry) -> tuple[tuple[Table, ...], tuple[Problem, ...]]:
    """Every declared dataset with its rows; a table that differs from its declaration is a problem."""
    problems = tuple(_undeclared(registry))
    if problems:
        return (), problems
    found = tuple(Table(d, tuple(TABLES[d.id](registry))) for d in _ordered(registry))
    return found, tuple(p for table in found for p in _differences(table))


def files(registry: CheckedRegistry, found: Sequence[Table]) -> Mapping[str, bytes]:
    """Path below the root of the site -> content, the data package included."""
    written = {
        f"{FOLDER}/files/{table.dataset.id}.{form.ending}": form.write(table)
        for table in found
        for form in FORMATS.values()
    }
    written[f"{FOLDER}/datapackage.json"] = _json(_package(registry, found, written))
    return written


def _ordered(registry: CheckedRegistry) -> list[Dataset]:
    return [registry.datasets[name] for name in TABLES]


def _undeclared(registry: CheckedRegistry) -> Iterator[Problem]:
    advice = "Declare the dataset there and give its rows in shape/tables.py."
    for name in sorted(set(TABLES) ^ set(registry.datasets)):
        yield Problem(f"data/datasets/{name}.yml", 0, "O01", "", "is declared without rows, or the reverse.", advice)


def _differences(table: Table) -> Iterator[Problem]:
    """Columns that the rows and the declaration do not share, and cells that break it."""
    file = f"data/datasets/{table.dataset.id}.yml"
    columns = {column.name: column for column in table.dataset.columns}
    names = set(table.rows[0]) if table.rows else set(columns)
    for name in sorted(names ^ set(columns)):
        yield Problem(file, 0, "O02", name, "stands in the rows or in the declaration only.", "Declare every column.")
    for name in sorted(names & set(columns)):
        yield from _broken_cells(file, columns[name], [row[name] for row in table.rows])
    keys = [tuple(row[k] for k in table.dataset.key) for row in table.rows if set(table.dataset.key) <= set(row)]
    if len(set(keys)) != len(keys):
        yield Problem(file, 0, "O04", "key", "two rows have the same key.", "Add a column to the key.")


_PYTHON: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "date": (dt.date,),
}


def _broken_cells(file: str, column: Column, cells: Sequence[Cell]) -> Iterator[Problem]:
    codes = {code.code for code in column.codes}
    for number, cell in enumerate(cells, start=1):
        place = f"{column.name}, row {number}"
        if cell is None:
            if column.required:
                yield Problem(file, 0, "O03", place, "is empty but required.", "Fill it, or drop the requirement.")
        elif not isinstance(cell, _PYTHON[column.type]):
            yield Problem(file, 0, "O03", place, f"is not of the type {column.type}.", "Correct the type.")
        elif codes and cell not in codes:
            yield Problem(file, 0, "O03", place, "is not in the code list.", "Add the code with its titles.")


def cell_text(cell: Cell) -> str:
    """A cell as it stands in a CSV file: empty, true/false, ISO date, decimal point."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return cell.isoformat() if isinstance(cell, dt.date) else str(cell)


def _csv(table: Table) -> bytes:
    """RFC 4180, UTF-8 without a byte order mark."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    names = [column.name for column in table.dataset.columns]
    writer.writerow(names)
    writer.writerows([cell_text(row[name]) for name in names] for row in table.rows)
    return text.getvalue().encode()


def _records(table: Table) -> bytes:
    """The rows as objects under ``records``, the name and version of the dataset beside them."""
    names = [column.name for column in table.dataset.columns]
    rows = [{name: _plain(row[name]) for name in names} for row in table.rows]
    return _json({"dataset": table.dataset.id, "version": table.dataset.version, "records": rows})


def _plain(cell: Cell) -> object:
    return cell.isoformat() if isinstance(cell, dt.date) else cell


FORMATS: Mapping[str, Format] = {
    "csv": Format("csv", "text/csv", _csv),
    "json": Format("json", "application/json", _records),
}
"""Formats of every dataset; a new one is one function here."""


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _package(registry: CheckedRegistry, found: Sequence[Table], written: Mapping[str, bytes]) -> object:
    """Frictionless Data Package, version 1 profile names with version 2 of the standard (datapackage.org)."""
    settings = registry.settings
    licence = settings.data_licence
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "open-data",
        "title": settings.portal.kk,
        "homepage": settings.url,
        "version": f"{registry.date:%Y.%m.%d}",
        "created": f"{registry.date.isoformat()}T00:00:00Z",
        "licenses": [{"name": licence.id, "path": licence.url, "title": licence.title.en}],
        "licenseStatus": licence.status,
        "resources": [_resource(table, written[f"{FOLDER}/files/{table.dataset.id}.csv"]) for table in found],
    }


def _resource(table: Table, content: bytes) -> object:
    dataset = table.dataset
    return {
        "$schema": "https://datapackage.org/profiles/2.0/dataresource.json",
        "name": dataset.id,
        "type": "table",
        "path": f"files/{dataset.id}.csv",
        "title": dataset.title.en,
        "description": dataset.description.en,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "version": dataset.version,
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "sources": [{"title": source.en} for source in dataset.sources],
        "schema": _schema(dataset),
    }


def _schema(dataset: Dataset) -> object:
    keys = [
        {"fields": [key.column], "reference": {"resource": key.dataset, "fields": [key.target]}}
        for key in dataset.foreign_keys
    ]
    return {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": [_field(column) for column in dataset.columns],
        "primaryKey": list(dataset.key),
        **({"foreignKeys": keys} if keys else {}),
        "missingValues": [""],
    }


def _field(column: Column) -> object:
    constraints: dict[str, object] = {}
    if column.required:
        constraints["required"] = True
    if column.codes:
        constraints["enum"] = [code.code for code in column.codes]
    return {
        "name": column.name,
        "type": column.type,
        "title": column.title.en,
        "description": column.description.en,
        **({"constraints": constraints} if constraints else {}),
    }
