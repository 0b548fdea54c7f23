"""Writes the bill of materials in CycloneDX 1.6 (ECMA-424), and as a list for people."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from pathlib import Path

from cyclonedx.model import Property
from cyclonedx.model.bom import Bom, BomMetaData
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.model.license import DisjunctiveLicense, LicenseExpression
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from transparency.release.components import DECLARED, OWN, ComponentFile, LockedPackage, declared, packages

SBOM, LICENCES = "sbom.cdx.json", "LICENCES.md"


def write(root: Path, folder: Path, day: dt.date) -> tuple[Path, ...]:
    """Both files into ``folder``, dated ``day``."""
    folder.mkdir(parents=True, exist_ok=True)
    made = {SBOM: as_cyclonedx(root, day), LICENCES: as_list(root)}
    for name, text in made.items():
        (folder / name).write_text(text, encoding="utf-8")
    return tuple(folder / name for name in made)


def as_cyclonedx(root: Path, day: dt.date) -> str:
    """The same sources and day give the same bytes: the serial number follows from the components."""
    components = [*map(_package, packages(root)), *map(_file, declared().files)]
    named = " ".join(sorted(f"{one.bom_ref} {one.licenses}" for one in components))
    whole = Component(name="transparency", type=ComponentType.APPLICATION, bom_ref="transparency")
    bom = Bom(
        serial_number=uuid.uuid5(uuid.NAMESPACE_URL, named),
        components=components,
        metadata=BomMetaData(component=whole, timestamp=dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)),
    )
    bom.register_dependency(whole, components)
    return JsonV1Dot6(bom).output_as_string(indent=1) + "\n"


def _package(package: LockedPackage) -> Component:
    address = PackageURL("pypi", name=package.name, version=package.version)
    return Component(
        name=package.name,
        version=package.version,
        type=ComponentType.LIBRARY,
        bom_ref=address.to_string(),
        purl=address,
        scope=ComponentScope(package.scope),
        licenses=[LicenseExpression(package.licence)] if package.licence else [],
        properties=[Property(name="transparency:sha256", value=value) for value in package.hashes],
    )


def _file(one: ComponentFile) -> Component:
    own = one.licence == OWN
    return Component(
        name=one.pattern,
        type=ComponentType.FILE,
        bom_ref=f"file:{one.pattern}",
        description=f"{one.name}; {one.source}",
        scope=ComponentScope.REQUIRED,
        licenses=[DisjunctiveLicense(name="the university's own") if own else DisjunctiveLicense(id=one.licence)],
    )


def as_list(root: Path) -> str:
    """A Markdown table: what, version, licence, for what."""
    rows = [f"| {p.name} | {p.version} | {p.licence or '?'} | {_USES[p.scope]} |" for p in packages(root)]
    rows += [f"| {one.name} ({one.pattern}) | | {one.licence} | site |" for one in declared().files]
    head = f"# Licences\n\nWritten by `scripts/publish.py sbom` from the lock lists and {DECLARED}.\n\n"
    return head + "| Component | Version | Licence | Used for |\n|---|---|---|---|\n" + "\n".join(rows) + "\n"


_USES: Mapping[str, str] = {"required": "building", "optional": "tests"}
