"""A small publisher for tests: counts of groups in, the files of a release out, hidden cells as told."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from transparency.audit import Release
from transparency.audit.disclosure import audit
from transparency.model.survey import COLUMNS
from transparency.survey.cells import Cell, CellKey, Partition, Protection

UNITS = "CODE,PARENT,TYPE\n"

Group = tuple[str, str]
"""Unit and category of the breakdown YEAR; _T for everybody."""


@dataclass(frozen=True)
class Count:
    """Answers of one group: negative, middle, positive."""

    negative: int
    middle: int
    positive: int
    eligible: int | None = None

    @property
    def size(self) -> int:
        return self.negative + self.middle + self.positive

    def __add__(self, other: Count) -> Count:
        both = None if self.eligible is None or other.eligible is None else self.eligible + other.eligible
        return Count(self.negative + other.negative, self.middle + other.middle, self.positive + other.positive, both)


def mixed(size: int) -> Count:
    """A group whose answers are spread: 1 of 5 negative, 1 of 5 middle."""
    return Count(size // 5, size // 5, size - 2 * (size // 5))


def total(counts: Iterable[Count]) -> Count:
    """All groups together."""
    whole, *others = counts
    for other in others:
        whole = whole + other
    return whole


def row(key: CellKey, measure: str = "SAT_SHARE", **values: object) -> str:
    """One line of indicators.csv."""
    given = {
        "SURVEY": key.survey, "TIME_PERIOD": key.period, "FREQ": "A", "POPULATION": "STUDENT", "REF_UNIT": key.ref_unit,
        "BREAKDOWN": key.breakdown, "CATEGORY_BD": key.category, "ELEMENT": key.element, "MEASURE": measure,
        "CATEGORY": "_Z", "COMPARE_TO": "_Z", "SCALE": "_Z", "OBS_STATUS": "A", "CONF_STATUS": "F", **values,
    }  # fmt: skip
    return ",".join(str(given.get(column, "")) for column in COLUMNS)


def shown(key: CellKey, count: Count, measures: Collection[str] = ("SAT_SHARE", "NEG_SHARE", "MID_SHARE")) -> list[str]:
    """The lines of a published cell."""
    n = count.size
    shares = {"SAT_SHARE": count.positive, "NEG_SHARE": count.negative, "MID_SHARE": count.middle}
    lines = [
        row(key, name, OBS_VALUE=f"{part / n:.4f}", N_VALID=n, N_RESP=n)
        for name, part in shares.items()
        if name in measures
    ]
    if count.eligible is not None:
        rate = f"{n / count.eligible:.4f}"
        lines.append(row(key, "RESP_RATE", OBS_VALUE=rate, N_RESP=n, N_ELIGIBLE=count.eligible))
    return lines


def hidden(key: CellKey, mark: str = "D") -> list[str]:
    """The lines of a hidden cell."""
    return [row(key, name, OBS_STATUS="Q", CONF_STATUS=mark) for name in ("SAT_SHARE", "NEG_SHARE", "MID_SHARE")]


def withheld(key: CellKey, count: Count, band: tuple[float, float] | None) -> list[str]:
    """The lines of a cell that shows its size but not its answers."""
    edges = {} if band is None else {"LOWER": f"{band[0]:.4f}", "UPPER": f"{band[1]:.4f}"}
    values = {"N_VALID": count.size, "N_RESP": count.size, "OBS_STATUS": "Q", "CONF_STATUS": "D"}
    return [row(key, "SAT_SHARE", **values, **edges), row(key, "NEG_SHARE", **values), row(key, "MID_SHARE", **values)]


def key(
    unit: str, category: str = "_T", element: str = "ALL", period: str = "2025", breakdown: str = "YEAR"
) -> CellKey:
    """A cell of the survey S1."""
    return CellKey("S1", period, unit, "_T" if category == "_T" else breakdown, category, element)


def release(lines: Iterable[str], name: str = "r1", units: Mapping[str, str] | None = None, **files: str) -> Release:
    """The files of a release."""
    texts = {"indicators.csv": "\n".join([",".join(COLUMNS), *lines]) + "\n"}
    if units is not None:
        texts["units.csv"] = UNITS + "UNIV,,university\n" + "".join(f"{u},{p},department\n" for u, p in units.items())
    return Release(name, texts | {f"{file}.csv": text for file, text in files.items()})


def table(counts: Mapping[CellKey, Count], hide: Collection[CellKey] = ()) -> list[str]:
    """Every cell, shown or hidden."""
    return [line for k in sorted(counts) for line in (hidden(k) if k in hide else shown(k, counts[k]))]


def published(counts: Mapping[CellKey, Count], protection: Protection) -> list[str]:
    """What suppression lets through."""
    lines: list[str] = []
    for k in sorted(counts):
        if protection.decisions[k] != "F":
            lines += hidden(k)
        elif k in protection.withheld:
            edges = protection.withheld[k]
            lines += withheld(k, counts[k], None if edges is None else (edges.lower, edges.upper))
        else:
            lines += shown(k, counts[k])
    return lines


def cells(counts: Mapping[CellKey, Count]) -> list[Cell]:
    """The same counts as suppression wants them; one answer a person."""
    return [
        Cell(k, c.size, c.size, c.positive, c.middle, c.negative, (), 0, 0, 0, c.size, c.eligible)
        for k, c in counts.items()
    ]


def margins(inner: Mapping[Group, Count]) -> tuple[dict[CellKey, Count], list[Partition]]:
    """A table of units by years with all its margins, and the sums in it."""
    units, years = sorted({unit for unit, _ in inner}), sorted({year for _, year in inner})
    counts = {key(unit, year): count for (unit, year), count in inner.items()}
    counts |= {key(unit): total(inner[unit, year] for year in years) for unit in units}
    counts |= {key("UNIV", year): total(inner[unit, year] for unit in units) for year in years}
    counts[key("UNIV")] = total(inner.values())
    sums = [Partition(key(unit), tuple(key(unit, year) for year in years)) for unit in (*units, "UNIV")]
    sums += [Partition(key("UNIV", year), tuple(key(unit, year) for unit in units)) for year in (*years, "_T")]
    return counts, sums


def found(*releases: Release) -> set[tuple[str, str]]:
    """Rule and place of every problem."""
    return {(p.rule, p.place) for p in audit(releases)}


def rules(*releases: Release) -> set[str]:
    """The rules that speak."""
    return {rule for rule, _ in found(*releases)}


def without_points(found_cells: Sequence[Cell]) -> list[Cell]:
    """The same cells without the distribution over points."""
    return [replace(cell, points=()) for cell in found_cells]
