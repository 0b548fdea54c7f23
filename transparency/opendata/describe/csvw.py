"""Writes CSV on the Web metadata (W3C): ``<file>-metadata.json`` for each CSV file, and one description of the group.

References between tables are in the group only, because a table may name only tables of its own group.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from transparency.model.dataset import Column, Dataset, ForeignKey
from transparency.model.text import LocalText
from transparency.opendata.dataset_table import SEPARATOR, DatasetTable
from transparency.opendata.describe.text_rule import described, text_rule
from transparency.registry.check import CheckedRegistry

NAMESPACE = "http://www.w3.org/ns/csvw"

GROUP = "csv-metadata.json"
"""Name under which readers look for the description of all files of a folder."""

_TYPES: Mapping[str, str] = {
    "string": "string",
    "integer": "integer",
    "number": "double",
    "boolean": "boolean",
    "date": "date",
}


def _context(registry: CheckedRegistry) -> list[object]:
    return [NAMESPACE, {"@language": registry.languages.default}]


def one(registry: CheckedRegistry, table: DatasetTable) -> object:
    """Description of one file."""
    return {
        "@context": _context(registry),
        **_table(registry, table.dataset),
        "tableSchema": _schema(registry, table.dataset),
    }


def group(registry: CheckedRegistry, tables: Sequence[DatasetTable]) -> object:
    """Description of all files with the references between them."""
    described = []
    for table in tables:
        keys = [
            {
                "columnReference": list(key.columns),
                "reference": {"resource": f"{key.dataset}.csv", "columnReference": list(key.targets)},
            }
            for key in table.dataset.foreign_keys
            if _is_simple(table.dataset, key)
        ]
        schema = {**_schema(registry, table.dataset), **({"foreignKeys": keys} if keys else {})}
        described.append({**_table(registry, table.dataset), "tableSchema": schema})
    return {"@context": _context(registry), "tables": described}


def _is_simple(dataset: Dataset, key: ForeignKey) -> bool:
    """Whether each row has one key: validators of CSVW refuse a reference whose cell may be empty."""
    return dataset.is_plain(key) and all(c.required for c in dataset.columns if c.name in key.columns)


def _table(registry: CheckedRegistry, dataset: Dataset) -> dict[str, object]:
    return {
        "url": f"{dataset.id}.csv",
        "dc:title": _texts(dataset.title),
        "dc:description": _texts(dataset.description),
        "dc:license": {"@id": registry.settings.data_licence.url},
        "dialect": {"encoding": "utf-8", "delimiter": ",", "header": True, "lineTerminators": ["\r\n"]},
    }


def _schema(registry: CheckedRegistry, dataset: Dataset) -> dict[str, object]:
    rule = text_rule(registry)
    return {"columns": [_column(column, rule) for column in dataset.columns], "primaryKey": list(dataset.key)}


def _column(column: Column, rule: LocalText) -> dict[str, object]:
    """The name in the file counts as a title too: readers compare the first line of the file with the titles."""
    return {
        "name": column.name,
        "titles": {"und": column.name, **column.title.model_dump()},
        "dc:description": _texts(described(column, rule)),
        "datatype": _datatype(column),
        **({"required": True} if column.required else {}),
        **({"separator": SEPARATOR} if column.several else {}),
    }


def _datatype(column: Column) -> object:
    if not column.codes or column.type != "string":
        return _TYPES[column.type]
    detail = "(:.+)?" if column.compound else ""
    return {"base": "string", "format": "|".join(f"^{re.escape(code.code)}{detail}$" for code in column.codes)}


def _texts(text: LocalText) -> Sequence[object]:
    return [{"@value": words, "@language": lang} for lang, words in text.texts.items()]
