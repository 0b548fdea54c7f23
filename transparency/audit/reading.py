"""Reads published survey tables as an outsider would: rows of text with file and line, tables known by their headers."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from transparency.audit import indicator_rows
from transparency.audit.published_row import PublishedRow


@dataclass(frozen=True, slots=True)
class Release:
    """Everything published at one time: file name -> text. Older releases stay known to whoever kept a copy."""

    name: str
    files: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PublishedElement:
    """What a code in ELEMENT stands for."""

    kind: str
    block: str
    scale: str


@dataclass(frozen=True, slots=True)
class PublishedScale:
    """Points, lowest first, and the class of each: 0 negative, 1 middle, 2 positive."""

    points: tuple[int, ...]
    classes: tuple[int, ...]


@dataclass(slots=True)
class Tables:
    """The tables of one release."""

    indicators: list[PublishedRow] = field(default_factory=list)
    counts: list[PublishedRow] = field(default_factory=list)
    """Rows of other tables with counts of people: themes, quality of the data."""
    units: dict[str, PublishedRow] = field(default_factory=dict)
    elements: dict[tuple[str, str], PublishedElement] = field(default_factory=dict)
    scales: dict[tuple[str, str], PublishedScale] = field(default_factory=dict)
    has_units: bool = False


def read(release: Release) -> Tables:
    """Sort the rows of every table of the release by what their headers say they are."""
    tables = Tables()
    for name in sorted(release.files):
        rows = list(_rows(name, release.files[name]))
        if rows:
            _sort(tables, rows[0].columns, rows)
    return tables


def with_shared_code_lists(releases: Sequence[Tables]) -> list[Tables]:
    """Code lists that a release lacks, taken from those that have them: an outsider looks there too."""
    for table in releases:
        for other in releases:
            table.units = other.units | table.units
            table.elements = other.elements | table.elements
            table.scales = other.scales | table.scales
            table.has_units |= other.has_units
    return list(releases)


def _rows(name: str, text: str) -> Iterator[PublishedRow]:
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    columns = {column.strip().upper(): place for place, column in enumerate(next(reader, []))}
    for values in reader:
        yield PublishedRow(name, reader.line_num, columns, tuple(map(sys.intern, map(str.strip, values))))


KINDS: Mapping[str, frozenset[str]] = {
    "indicators": frozenset({"SURVEY", "TIME_PERIOD", "REF_UNIT", "MEASURE", "OBS_VALUE"}),
    "values": indicator_rows.COLUMNS,
    "units": frozenset({"CODE", "PARENT"}),
    "elements": frozenset({"CODE", "TYPE", "BLOCK"}),
    "scales": frozenset({"CODE", "MINIMUM", "MAXIMUM"}),
    "counts": frozenset({"SURVEY", "TIME_PERIOD"}),
}
"""Kind of table -> columns by which it is known; the first that fits."""


def kind(header: Collection[str]) -> str:
    """What a table with these columns, in capitals, tells; empty where the audit does not read it."""
    return next((name for name, columns in KINDS.items() if columns <= set(header)), "")


def _sort(tables: Tables, header: Collection[str], rows: list[PublishedRow]) -> None:
    match kind(header):
        case "indicators":
            tables.indicators += rows
        case "values":
            tables.indicators += indicator_rows.as_survey_rows(rows)
            tables.units |= indicator_rows.areas(rows)
        case "units":
            tables.has_units = True
            tables.units |= {row["CODE"]: row for row in rows}
        case "elements":
            tables.elements |= {(row["SURVEY"], row["CODE"]): element(row) for row in rows}
        case "scales":
            tables.scales |= {(row["SURVEY"], row["CODE"]): scale(row) for row in rows if row["MINIMUM"]}
        case "counts":
            tables.counts += rows


def element(row: PublishedRow) -> PublishedElement:
    """What a code stands for; blocks have no scale, which some tables write as ``_Z``."""
    return PublishedElement(row["TYPE"], row["BLOCK"], "" if row["SCALE"] == "_Z" else row["SCALE"])


def scale(row: PublishedRow) -> PublishedScale:
    """The points of a scale; classes as the table says, else the upper and lower 40 % of its length."""
    low, high = int(row["MINIMUM"]), int(row["MAXIMUM"])
    points = tuple(range(low, high + 1))
    if row["POSITIVE"] and row["NEGATIVE"]:
        positive, negative = (set(map(int, row[side].split())) for side in ("POSITIVE", "NEGATIVE"))
    else:
        positive = {x for x in points if (x - low) * 5 >= 3 * (high - low)}
        negative = {x for x in points if (x - low) * 5 <= 2 * (high - low)}
    return PublishedScale(points, tuple(2 if x in positive else 0 if x in negative else 1 for x in points))
