"""Derives intervals for the counts of one cell from its published, rounded figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import ceil, floor, inf
from typing import NamedTuple

from transparency.audit.published_row import PublishedRow

MISSING = ("NA_COUNT", "DK_COUNT", "BLANK_COUNT", "OUT_COUNT")
"""Replies without a valid answer, by reason."""
OWN_MEASURES = frozenset(
    {"SAT_SHARE", "SAT_SHARE_FPC", "SAT_BOUNDS", "NEG_SHARE", "MID_SHARE", "DIST", "MEAN", "MEAN_INDEX", "SD", *MISSING}
)
"""Measures of a cell's own answers; their N_VALID and N_RESP are those of the cell."""
SHARES = {"NEG_SHARE": 0, "MID_SHARE": 1, "SAT_SHARE": 2}
"""Share -> class of answers."""
NUMBERS = ("OBS_VALUE", "LOWER", "UPPER", "N_VALID", "N_RESP", "N_EFF", "N_ELIGIBLE")
SLACK = 1e-7

Interval = tuple[float, float]
ANY: Interval = (0.0, inf)
HalfSteps = Mapping[tuple[str, str, str], float]
"""Survey, period and unit of measure -> half of the last place."""


class CellPlace(NamedTuple):
    """Which cell: whose answers to what, when."""

    survey: str
    population: str
    period: str
    unit: str
    breakdown: str
    category: str
    element: str

    def __str__(self) -> str:
        group = self.unit if self.breakdown == "_T" else f"{self.unit}/{self.breakdown}={self.category}"
        return f"{self.survey} {self.period} {group} {self.element}"


@dataclass(slots=True)
class Facts:
    """What is public about one cell."""

    place: CellPlace
    row: PublishedRow
    """The first row of the cell, to point at."""
    valid: Interval = ANY
    people: Interval = ANY
    eligible: Interval | None = None
    classes: dict[int, Interval] = field(default_factory=dict)
    """Class of answers -> share."""
    points: dict[int, Interval] = field(default_factory=dict)
    """Point of the scale -> share."""
    means: list[tuple[str, Interval]] = field(default_factory=list)
    missing: dict[str, float] = field(default_factory=dict)
    """Measure of `MISSING` -> number of replies."""
    rows: list[PublishedRow] = field(default_factory=list)

    @property
    def hidden(self) -> bool:
        """The number of respondents is not published."""
        return self.people == ANY and self.valid == ANY

    @property
    def size(self) -> float:
        """Respondents where shown, infinite where not."""
        return self.people[1]


def place_of(row: PublishedRow) -> CellPlace:
    """The cell that a row is about."""
    names = ("SURVEY", "POPULATION", "TIME_PERIOD", "REF_UNIT", "BREAKDOWN", "CATEGORY_BD", "ELEMENT")
    return CellPlace(*(row[name] for name in names))


def facts(rows: Iterable[PublishedRow], steps: HalfSteps) -> dict[CellPlace, Facts]:
    """The facts of every cell; ``steps`` as of `precision`. Cells of surveys that were not held have none."""
    found: dict[CellPlace, Facts] = {}
    for row in rows:
        if row["OBS_STATUS"] == "M" and not any(row[name] for name in NUMBERS):
            continue
        place = place_of(row)
        cell = found.get(place)
        if cell is None:
            cell = found[place] = Facts(place, row)
        cell.rows.append(row)
        _note(cell, row, steps)
    return found


def precision(rows: Iterable[PublishedRow]) -> HalfSteps:
    """Half of the last place to which figures are given, taken from the most exact ones of the same wave and unit: earlier
    waves may have been published with fewer places."""
    places: dict[tuple[str, str, str], int] = {}
    for row in rows:
        key, numbers = _rounded_alike(row), (row["OBS_VALUE"], row["LOWER"], row["UPPER"])
        digits = max(len(text.partition(".")[2]) for text in numbers)
        places[key] = max(places.get(key, 0), digits)
    return {key: 0.5 * 10.0**-digits for key, digits in places.items()}


def half_step(row: PublishedRow, steps: HalfSteps) -> float:
    """By how much a published figure may differ from the one that was computed."""
    return steps[_rounded_alike(row)]


def _rounded_alike(row: PublishedRow) -> tuple[str, str, str]:
    return row["SURVEY"], row["TIME_PERIOD"], row["UNIT_MEASURE"]


def number(text: str) -> float | None:
    """A number; None for an empty cell."""
    return float(text) if text else None


def _note(cell: Facts, row: PublishedRow, steps: HalfSteps) -> None:
    measure = row["MEASURE"]
    eligible = number(row["N_ELIGIBLE"])
    if eligible is not None:
        cell.eligible = (eligible, eligible)
    if row["COMPARE_TO"] not in {"", "_Z"}:
        return
    if measure in OWN_MEASURES:
        cell.valid = _both(cell.valid, _exactly(row["N_VALID"]))
        cell.people = _both(cell.people, _exactly(row["N_RESP"]))
    if measure == "RESP_RATE":
        cell.people = _both(cell.people, _exactly(row["N_RESP"]))
        _note_rate(cell, row, half_step(row, steps))
    _note_value(cell, row, half_step(row, steps))


def _exactly(text: str) -> Interval:
    value = number(text)
    return ANY if value is None else (value, value)


def _both(one: Interval, other: Interval) -> Interval:
    both = max(one[0], other[0]), min(one[1], other[1])
    return both if both[0] <= both[1] else one


def _note_rate(cell: Facts, row: PublishedRow, half: float) -> None:
    """Response rate times number eligible is the number of respondents."""
    rate = number(row["OBS_VALUE"])
    if rate is not None and cell.eligible is not None:
        cell.people = _both(cell.people, whole((rate - half, rate + half), cell.eligible))


def _note_value(cell: Facts, row: PublishedRow, half: float) -> None:
    value, measure = number(row["OBS_VALUE"]), row["MEASURE"]
    lower, upper = number(row["LOWER"]), number(row["UPPER"])
    if value is not None:
        around = (max(0.0, value - half), value + half)
        if measure in SHARES:
            cell.classes[SHARES[measure]] = around
        elif measure == "DIST":
            cell.points[int(row["CATEGORY"])] = around
        elif measure in {"MEAN", "MEAN_INDEX"}:
            cell.means.append((measure, (value - half, value + half)))
        elif measure in MISSING:
            cell.missing[measure] = value
    elif measure == "SAT_SHARE" and lower is not None and upper is not None:
        cell.classes[2] = (lower, upper)  # a band in place of the share


def whole(share: Interval, size: Interval) -> Interval:
    """The whole numbers that a share of a size may stand for."""
    low = ceil(share[0] * size[0] - SLACK)
    return float(max(0, low)), float(floor(share[1] * size[1] + SLACK)) if size[1] < inf else inf
