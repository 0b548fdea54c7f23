"""Writes the bill of materials in CycloneDX 1.6 (ECMA-424), and as a list for people."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Mapping
from pathlib import Path

from transparency.release.components import DECLARED, ComponentFile, LockedPackage, declared, packages

SBOM, LICENCES = "sbom.cdx.json", "LICENCES.md"


def write(root: Path, folder: Path) -> tuple[Path, ...]:
    """Both files into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    made = {SBOM: as_cyclonedx(root), LICENCES: as_list(root)}
    for name, text in made.items():
        (folder / name).write_text(text, encoding="utf-8")
    return tuple(folder / name for name in made)


def as_cyclonedx(root: Path) -> str:
    """The same sources give the same bytes: the serial number follows from the content, and no time is written."""
    components = [_component(one) for one in packages(root)] + [_file(one) for one in declared(root).files]
    named = json.dumps(components, sort_keys=True).encode()
    serial = uuid.UUID(bytes=hashlib.sha256(named).digest()[:16], version=4)
    document = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "transparency", "bom-ref": "transparency"}},
        "components": components,
        "dependencies": [{"ref": "transparency", "dependsOn": sorted(str(one["bom-ref"]) for one in components)}],
    }
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _component(package: LockedPackage) -> Mapping[str, object]:
    address = f"pkg:pypi/{package.name}@{package.version}"
    return {
        "type": "library",
        "bom-ref": address,
        "name": package.name,
        "version": package.version,
        "purl": address,
        "scope": package.scope,
        "licenses": [{"expression": package.licence}] if package.licence else [],
        "properties": [{"name": "transparency:sha256", "value": value} for value in package.hashes],
    }


def _file(one: ComponentFile) -> Mapping[str, object]:
    licence = {"name": "the university's own"} if one.licence == "own" else {"id": one.licence}
    return {
        "type": "file",
        "bom-ref": f"file:{one.pattern}",
        "name": one.pattern,
        "description": f"{one.name}; {one.source}",
        "scope": "required",
        "licenses": [{"license": licence}],
    }


def as_list(root: Path) -> str:
    """A Markdown table: what, version, licence, for what."""
    rows = [f"| {p.name} | {p.version} | {p.licence or '?'} | {_USES[p.scope]} |" for p in packages(root)]
    rows += [f"| {one.name} ({one.pattern}) | | {one.licence} | site |" for one in declared(root).files]
    head = f"# Licences\n\nWritten by `scripts/publish.py sbom` from the lock lists and {DECLARED}.\n\n"
    return head + "| Component | Version | Licence | Used for |\n|---|---|---|---|\n" + "\n".join(rows) + "\n"


_USES: Mapping[str, str] = {"required": "building", "optional": "tests and object stores"}
