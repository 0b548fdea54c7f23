"""The register of programmes: four tables that belong together, from CSV files or from one workbook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from transparency.load.entry import RowEntry
from transparency.load.files import source
from transparency.load.tables import Sheet, read_csv, typed
from transparency.model.dataset import Dataset
from transparency.model.programme import Accreditation, Module, Outcome, Programme
from transparency.model.text import Record
from transparency.problem import Problem

R = TypeVar("R", bound=Record)

TABLES: tuple[str, ...] = ("programmes", "modules", "outcomes", "accreditations")
"""Datasets of the register; a file and a worksheet each."""


@dataclass(frozen=True, slots=True)
class ProgrammeTables:
    """The rows of the register with their places."""

    programmes: tuple[RowEntry[Programme], ...] = ()
    modules: tuple[RowEntry[Module], ...] = ()
    outcomes: tuple[RowEntry[Outcome], ...] = ()
    accreditations: tuple[RowEntry[Accreditation], ...] = ()


def read_programme_sheets(root: Path) -> tuple[Mapping[str, Sheet], tuple[Problem, ...]]:
    """``data/programmes/*.csv`` as text."""
    found = {name: read_csv(source(root, "data", "programmes", f"{name}.csv")) for name in TABLES}
    sheets = {name: sheet for name, sheet in found.items() if isinstance(sheet, Sheet)}
    return sheets, tuple(sheet for sheet in found.values() if isinstance(sheet, Problem))


def programme_tables(
    sheets: Mapping[str, Sheet], datasets: Mapping[str, Dataset], problems: list[Problem]
) -> ProgrammeTables:
    """The sheets as records; without the declaration of a dataset its sheet cannot be read."""

    def rows(name: str, model: type[R]) -> tuple[RowEntry[R], ...]:
        if name not in sheets or name not in datasets:
            return ()
        found, faults = typed(sheets[name], datasets[name], model)
        problems.extend(faults)
        return tuple(RowEntry(record, sheets[name], number) for number, record in found)

    return ProgrammeTables(
        programmes=rows("programmes", Programme),
        modules=rows("modules", Module),
        outcomes=rows("outcomes", Outcome),
        accreditations=rows("accreditations", Accreditation),
    )
