"""Loads the register of programmes: four related tables, from CSV files or from one workbook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from transparency.model.dataset import Dataset
from transparency.model.problem import Problem
from transparency.model.programme import Accreditation, LearningOutcome, Module, Programme
from transparency.model.text import Languages, Record
from transparency.registry.demonstration import rows_of_others
from transparency.registry.entry import SourceRow
from transparency.registry.files import source
from transparency.registry.tables import TextTable, read_csv, typed

R = TypeVar("R", bound=Record)

TABLES: tuple[str, ...] = ("programmes", "modules", "outcomes", "accreditations")
"""Datasets of the register; a file and a worksheet each."""


@dataclass(frozen=True, slots=True)
class ProgrammeTables:
    """The rows of the register with their places."""

    programmes: tuple[SourceRow[Programme], ...] = ()
    modules: tuple[SourceRow[Module], ...] = ()
    outcomes: tuple[SourceRow[LearningOutcome], ...] = ()
    accreditations: tuple[SourceRow[Accreditation], ...] = ()

    @property
    def rows(self) -> tuple[SourceRow[Programme | Module | LearningOutcome | Accreditation], ...]:
        """All rows of the four."""
        return (*self.programmes, *self.modules, *self.outcomes, *self.accreditations)


def read_programme_sheets(root: Path, folder: str = "data") -> tuple[Mapping[str, TextTable], tuple[Problem, ...]]:
    """``data/programmes/*.csv`` as text; a table that is not there has no rows."""
    files = {name: source(root, folder, "programmes", f"{name}.csv") for name in TABLES}
    found = {name: read_csv(file) for name, file in files.items() if file.path.exists()}
    sheets = {name: sheet for name, sheet in found.items() if isinstance(sheet, TextTable)}
    return sheets, tuple(sheet for sheet in found.values() if isinstance(sheet, Problem))


def programme_tables(
    sheets: Mapping[str, TextTable], datasets: Mapping[str, Dataset], languages: Languages, problems: list[Problem]
) -> ProgrammeTables:
    """The sheets as records; without the declaration of a dataset its sheet cannot be read."""

    def rows(name: str, model: type[R]) -> tuple[SourceRow[R], ...]:
        if name not in sheets or name not in datasets:
            return ()
        found, faults = typed(sheets[name], datasets[name], model, languages)
        problems.extend(faults)
        return tuple(SourceRow(record, sheets[name], number) for number, record in found)

    return ProgrammeTables(
        programmes=rows("programmes", Programme),
        modules=rows("modules", Module),
        outcomes=rows("outcomes", LearningOutcome),
        accreditations=rows("accreditations", Accreditation),
    )


def with_demo(real: ProgrammeTables, demo: ProgrammeTables) -> ProgrammeTables:
    """The register of a preview: a programme of ``data/`` gets nothing from ``demo/``, its modules and decisions included."""
    known = frozenset(row.record.id for row in real.programmes)
    decisions = frozenset(row.record.id for row in real.accreditations)
    return ProgrammeTables(
        programmes=(*real.programmes, *rows_of_others(demo.programmes, "id", known)),
        modules=(*real.modules, *rows_of_others(demo.modules, "programme", known)),
        outcomes=(*real.outcomes, *rows_of_others(demo.outcomes, "programme", known)),
        accreditations=(
            *real.accreditations,
            *rows_of_others(rows_of_others(demo.accreditations, "programme", known), "id", decisions),
        ),
    )
