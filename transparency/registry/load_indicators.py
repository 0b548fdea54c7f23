"""Loads ``data/indicators/``: groups of indicators (YAML) and tables of their values (CSV)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from transparency.model.dataset import Dataset
from transparency.model.indicator_value import IndicatorGroup, IndicatorValue
from transparency.model.problem import Problem
from transparency.registry.demonstration import FOLDER as DEMO
from transparency.registry.demonstration import rows_of_others
from transparency.registry.entry import SourceRecord, SourceRow
from transparency.registry.files import sources
from transparency.registry.reader import Reader
from transparency.registry.tables import read_csv, typed

DATASET = "indicator-values"
"""The declaration of the tables; one file a group."""


@dataclass(frozen=True, slots=True)
class IndicatorData:
    """Groups and values with their places."""

    groups: tuple[SourceRecord[IndicatorGroup], ...] = ()
    values: tuple[SourceRow[IndicatorValue], ...] = ()


def load_indicators(reader: Reader, datasets: Mapping[str, Dataset]) -> IndicatorData:
    """Groups and values, for a preview with the invented values of indicators that ``data/`` has none of."""
    groups = reader.of(IndicatorGroup)
    reader.read.add(IndicatorValue)
    if DATASET not in datasets or "figures" not in reader.sections:
        return IndicatorData(groups)
    values = tuple(_values(reader, "data", datasets[DATASET]))
    if reader.demo:
        known = frozenset(row.record.indicator for row in values)
        values += tuple(rows_of_others(_values(reader, DEMO, datasets[DATASET]), "indicator", known))
    return IndicatorData(groups, values)


def _values(reader: Reader, folder: str, dataset: Dataset) -> Iterator[SourceRow[IndicatorValue]]:
    for file in sources(reader.root, f"{folder}/indicators", "*.csv"):
        sheet = read_csv(file)
        if isinstance(sheet, Problem):
            reader.problems.append(sheet)
            continue
        found, faults = typed(sheet, dataset, IndicatorValue, reader.languages)
        reader.problems.extend(faults)
        yield from (SourceRow(record, sheet, number) for number, record in found)
