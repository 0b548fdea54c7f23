"""Data packages (Frictionless) as declarations of what a folder may publish."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterator
from pathlib import Path

DESCRIPTIONS = ("datapackage.json", "catalog.jsonld", "README.md", "LICENSE.md", "CHECKSUMS.sha256")


def declared_columns(root: Path, package: str) -> dict[str, frozenset[str]]:
    """Path of each resource from ``root``, with the names of its columns; empty where there is no package or it is broken."""
    try:
        content = json.loads((root / package).read_text("utf-8"))
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
            yield posixpath.normpath(posixpath.join(folder, str(path))), columns
