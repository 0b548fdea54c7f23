"""Describes the static API as OpenAPI 3.1: every address with its answer, a schema of the records, and examples that exist."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from transparency.model.dataset import Column
from transparency.opendata.catalogue import Catalogue
from transparency.opendata.dataset_table import DatasetTable, cell_text
from transparency.registry.check import CheckedRegistry
from transparency.site.views.page import text_in_all_languages

NAME = "openapi.json"
_TYPES: Mapping[str, Mapping[str, str]] = {
    "string": {"type": "string"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
}
_TEXT = {"type": "string"}
_LINK = {"type": "string", "format": "uri"}


def description(registry: CheckedRegistry, catalogue: Catalogue, root: str) -> object:
    """The description; ``root`` is the folder of the API below the root of the site."""
    settings, licence = registry.settings, registry.settings.data_licence
    mailbox = settings.error_mailbox
    tables = [table for table in catalogue.tables if table.rows]
    return {
        "openapi": "3.1.1",
        "info": {
            "title": f"{settings.portal.first}: {text_in_all_languages(registry, 'open_data.api.title').first}",
            "description": text_in_all_languages(registry, "open_data.api.description").first,
            "version": f"1.0.0+{catalogue.version}",
            "license": {"name": licence.title.first, "identifier": licence.id},
            "contact": {
                "name": settings.institution.name.first,
                "url": f"{settings.url}open-data/api/",
                **({"email": mailbox} if mailbox else {}),
            },
        },
        "servers": [{"url": f"{settings.url}{root}"}],
        "tags": [{"name": table.dataset.id, "description": _described(table)} for table in tables],
        "paths": dict(_paths(registry, tables)),
        "components": {"schemas": {_name(table): _record(table) for table in tables}},
    }


def _described(table: DatasetTable) -> str:
    """In all languages of the site: a description in OpenAPI has one text."""
    titles = table.dataset.title.texts
    return "\n\n".join(f"{titles[lang]}. {text}" for lang, text in table.dataset.description.texts.items())


def _paths(registry: CheckedRegistry, tables: list[DatasetTable]) -> Iterator[tuple[str, object]]:
    index = {
        "type": "object",
        "required": ["api", "version", "license", "datasets"],
        "properties": {
            "api": {"const": "v1"},
            "version": _TEXT,
            "license": _LINK,
            "charts": _LINK,
            "datasets": {"type": "array", "items": {"type": "object", "required": ["id", "index", "files"]}},
        },
    }
    yield "/index.json", _get(registry, "index", "api_index", index)
    for table in tables:
        name = table.dataset.id
        yield f"/{name}/index.json", _get(registry, f"{name}-index", "api_dataset", _HEAD, (name,))
        answer = {
            "allOf": [
                _HEAD,
                {
                    "required": ["records"],
                    "properties": {
                        "records": {"type": "array", "items": {"$ref": f"#/components/schemas/{_name(table)}"}}
                    },
                },
            ]
        }
        yield (
            f"/{name}/{{{table.dataset.key[0]}}}.json",
            _get(registry, f"{name}-records", "api_records", answer, (name,)) | {"parameters": [_parameter(table)]},
        )


_HEAD = {
    "type": "object",
    "required": ["dataset", "schema_version", "key", "demonstration"],
    "properties": {
        "dataset": _TEXT,
        "schema_version": _TEXT,
        "key": {"type": "array", "items": _TEXT},
        "demonstration": {"type": "boolean"},
    },
}
"""What names a set of records, see `formats.json.head`."""


def _get(
    registry: CheckedRegistry, name: str, word: str, schema: object, tags: tuple[str, ...] = ()
) -> dict[str, object]:
    text = text_in_all_languages(registry, f"open_data.{word}").first
    answer = {"description": text, "content": {"application/json": {"schema": schema}}}
    absent = {"description": text_in_all_languages(registry, "open_data.api_absent").first}
    operation = {"operationId": name, "summary": text, "responses": {"200": answer, "404": absent}}
    return {"get": operation | ({"tags": list(tags)} if tags else {})}


def _parameter(table: DatasetTable) -> object:
    """The value of the first key column; the example is one that exists."""
    key = table.dataset.key[0]
    column = next(column for column in table.dataset.columns if column.name == key)
    return {
        "name": key,
        "in": "path",
        "required": True,
        "description": column.description.first,
        "schema": _TEXT,
        "example": cell_text(table.column(key)[0]),
    }


def _name(table: DatasetTable) -> str:
    return f"{table.dataset.id}-record"


def _record(table: DatasetTable) -> object:
    columns = table.dataset.columns
    return {
        "type": "object",
        "required": [column.name for column in columns],
        "properties": {column.name: _property(column) for column in columns},
        "additionalProperties": False,
    }


def _property(column: Column) -> object:
    """A cell; what its absence means is said where it may be empty."""
    kind = dict(_TYPES[column.type])
    codes = [code.code for code in column.enumerated] if column.type == "string" else []
    missing = [f"null: {column.missing.first}"] if column.missing else []
    return {
        **kind,
        **({} if column.required else {"type": [kind["type"], "null"]}),
        **({"enum": [*codes, *([] if column.required else [None])]} if codes else {}),
        "title": column.title.first,
        "description": " ".join([column.description.first, *missing]),
    }
