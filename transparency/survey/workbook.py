"""Reads worksheets (XLSX, XLS, ODS) and SPSS files as tables of text, within the limits that hold for files from outside."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from transparency.gate.containers.office_package import RefusedPackage, measured_archive, read_package
from transparency.model.limits import LARGEST_PACKAGE, MOST_CELLS
from transparency.model.messages import Message
from transparency.model.problem import Problem

KINDS: Final = (".xlsx", ".xlsm", ".xls", ".ods", ".sav")
_PACKAGES: Final = {".xlsx": read_package, ".xlsm": read_package, ".ods": measured_archive}
_ADVICE: Final = Message("Save it as XLSX without a password, or as CSV in UTF-8.")
_TOO_MUCH: Final = RefusedPackage(Message("needs more memory than a table of this kind may"), foreign=False)
_DAMAGED: Final = RefusedPackage(
    Message("is damaged, locked by a password or of another kind than its name says"), foreign=True
)


@dataclass(frozen=True, slots=True)
class ExportSheet:
    """One worksheet; every row has the same number of cells."""

    title: str
    rows: tuple[tuple[str, ...], ...]
    heads: int = 0
    """Lines of the header where the format says so; 0 where they have to be found."""


def sheets(path: Path) -> tuple[ExportSheet, ...] | Problem:
    """The visible and hidden worksheets of a file, in order."""
    found = _too_large(path) or _extracted(path)
    if isinstance(found, RefusedPackage):
        rule = "I09" if found.foreign else "X03"
        return Problem(path.name, 0, rule, "", Message("{what}.", what=found.what), _ADVICE)
    return found


def _too_large(path: Path) -> RefusedPackage | None:
    """What can be told before a library opens the file."""
    if path.stat().st_size > LARGEST_PACKAGE:
        return RefusedPackage(Message("is larger than {n} MB", n=LARGEST_PACKAGE >> 20), foreign=False)
    check = _PACKAGES.get(path.suffix.lower())
    found = check(path) if check else None
    return found if isinstance(found, RefusedPackage) else None


def _extracted(path: Path) -> tuple[ExportSheet, ...] | RefusedPackage:
    command = [sys.executable, "-m", "transparency.survey.extract_tables", str(path)]
    limits = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}  # threads reserve address space that is limited here
    done = subprocess.run(command, capture_output=True, check=False, env=os.environ | limits)  # noqa: S603
    if done.returncode < 0 or b"MemoryError" in done.stderr:
        return _TOO_MUCH
    if done.returncode:
        return _DAMAGED
    found = json.loads(done.stdout)
    if "refused" in found:
        what, most = found["refused"]
        return RefusedPackage(Message(f"worksheet.{what}", n=most), foreign=False)
    return tuple(_sheet(**table) for table in found["tables"]) or _DAMAGED


def _sheet(title: str, rows: list[list[str]], merged: list[tuple[int, int, int]], heads: int) -> ExportSheet:
    """A cell merged over several lines says the same for each of them. Empty lines at the end are left out."""
    while rows and not any(rows[-1]):
        rows.pop()
    left_to_fill = MOST_CELLS  # ranges that lie over each other would be filled again and again
    for column, first, last in merged:
        below = rows[first + 1 : last + 1]
        left_to_fill -= len(below)
        if left_to_fill > 0:
            for row in below:
                row[column] = rows[first][column]
    return ExportSheet(title, tuple(map(tuple, rows)), heads)
