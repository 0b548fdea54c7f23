"""Reads previously published versions of the open data, for comparison and for carrying them into the next release.

A release passes its folder ``open-data`` to the next one; each version is below ``v/`` as it was published, without texts that
have been withdrawn since.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from transparency.model.data_version import ChangeReport
from transparency.model.messages import Message
from transparency.model.problem import Problem
from transparency.opendata.catalogue import CHANGES
from transparency.opendata.formats import csv
from transparency.opendata.version_changes import PastTable
from transparency.opendata.withdrawn_texts import NOTHING, Withdrawn

VERSIONS = "v"
"""Folder of the dated versions."""

_NAME = re.compile(r"\d{4}-\d{2}-\d{2}(-\d+)?")
"""Name of a version: its date, and a number from the second version of a day on."""
_ADVICE = Message("Take the folder open-data of the site that is being served.")


@dataclass(frozen=True, slots=True)
class Kept:
    """What earlier releases published."""

    reports: tuple[ChangeReport, ...] = ()
    """The newest first."""
    tables: Mapping[str, PastTable] | None = None
    """Datasets of the newest version."""


def read(folder: Path | None) -> tuple[Kept, tuple[Problem, ...]]:
    """The kept versions; none for the first release."""
    if folder is None:
        return Kept(), ()
    found = tuple((folder / VERSIONS).glob("*/changes.json"))
    foreign = sorted(file.parent.name for file in found if not _NAME.fullmatch(file.parent.name))
    if not found or foreign:
        what = Message("holds no version of the open data.")
        places = [f"{VERSIONS}/{name}" for name in foreign] or [VERSIONS]
        return Kept(), tuple(Problem(str(folder), 0, "O07", place, what, _ADVICE) for place in places)
    versions = sorted(found, key=lambda file: _order(file.parent.name))
    problems = tuple(problem for file in versions for problem in _altered(file.parent))
    reports = tuple(_report(file) for file in reversed(versions))
    if problems or None in reports:
        unreadable = (
            Problem(str(folder), 0, "O07", VERSIONS, Message("holds a report that cannot be read."), _ADVICE),
        )
        return Kept(), problems or unreadable
    tables = {name: table for name, table in _tables(versions[-1].parent) if name != CHANGES}
    return Kept(tuple(r for r in reports if r), tables), ()


def without(kept: Kept, withdrawn: Withdrawn) -> Kept:
    """The kept versions as they may be quoted today."""
    tables = None if kept.tables is None else {name: withdrawn.table(name, one) for name, one in kept.tables.items()}
    return Kept(tuple(map(withdrawn.report, kept.reports)), tables)


def carry(folder: Path, site: Path, withdrawn: Withdrawn = NOTHING) -> None:
    """Puts the kept versions into a new site, without what is withdrawn; the version that the site itself made stays."""
    target = site / "open-data" / VERSIONS
    for version in sorted((folder / VERSIONS).iterdir()):
        if version.is_dir():
            shutil.copytree(version, target / version.name, dirs_exist_ok=True)
            if withdrawn:
                withdrawn.version(target / version.name)


def _order(name: str) -> tuple[str, int]:
    """``2026-11-21-10`` comes after ``2026-11-21-9``."""
    return name[:10], int(name[11:] or 1)


def _report(file: Path) -> ChangeReport | None:
    try:
        return ChangeReport.model_validate_json(file.read_bytes())
    except ValidationError:
        return None


def _resources(version: Path) -> list[dict[str, Any]]:
    package = json.loads((version / "datapackage.json").read_text(encoding="utf-8"))
    resources: list[dict[str, Any]] = package["resources"]
    return resources


def _altered(version: Path) -> Iterator[Problem]:
    """Files whose bytes are no longer those that the release promised."""
    for resource in _resources(version):
        file = version / resource["path"]
        content = file.read_bytes() if file.is_file() else b""
        if f"sha256:{hashlib.sha256(content).hexdigest()}" != resource["hash"]:
            what = Message("is missing, or is not the file that was published.")
            yield Problem(f"{version.name}/{resource['path']}", 0, "O08", "", what, _ADVICE)


def _tables(version: Path) -> Iterator[tuple[str, PastTable]]:
    for resource in _resources(version):
        schema = resource["schema"]
        columns = tuple(field["name"] for field in schema["fields"])
        rows = csv.read((version / resource["path"]).read_bytes())
        yield resource["name"], PastTable(tuple(schema["primaryKey"]), columns, rows)
