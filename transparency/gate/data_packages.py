"""Reads Frictionless data packages as declarations of the files and columns that a folder may publish."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterator
from pathlib import Path

DESCRIPTIONS = (
    "csv-metadata.json",
    "datapackage.json",
    "catalog.jsonld",
    "README.md",
    "LICENSE.md",
    "CHECKSUMS.sha256",
)


FORMS = (".csv", ".json", ".parquet", ".xlsx", ".csv-metadata.json")
"""A resource declared as CSV stands beside its other forms under the same name, with the same columns."""


def declared_columns(file: Path, package: str) -> dict[str, frozenset[str]]:
    """Name of each resource with the names of its columns, for the package in ``file`` that problems call ``package``.

    Empty where there is no package or it is broken: then nothing is declared and everything is refused.
    """
    try:
        content = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return dict(_resources(content, posixpath.dirname(package)))


def _resources(package: object, folder: str) -> Iterator[tuple[str, frozenset[str]]]:
    resources = package.get("resources") if isinstance(package, dict) else None
    for resource in resources if isinstance(resources, list) else ():
        if not isinstance(resource, dict):
            continue
        schema = resource.get("schema")
        fields = schema.get("fields", ()) if isinstance(schema, dict) else ()
        columns = frozenset(str(f.get("name")) for f in fields if isinstance(f, dict))
        paths = resource.get("path")
        for path in paths if isinstance(paths, list) else (paths,):
            stem, _ = posixpath.splitext(posixpath.normpath(posixpath.join(folder, str(path))))
            yield from ((stem + form, columns) for form in FORMS)
