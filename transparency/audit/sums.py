"""Finds which cells add up to which: units, categories, questions, and periods that lie within longer ones."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from transparency.audit.facts import ANY, CellPlace, Facts
from transparency.audit.published_row import PublishedRow
from transparency.audit.reading import PublishedElement

ROOT, TOTAL, UNKNOWN = "UNIV", "_T", "_U"
BAND = 0.01
"""Wider than any rounding: the share was replaced by a band."""


@dataclass(frozen=True, slots=True)
class Sum:
    """Parts of a total."""

    reason: str
    total: CellPlace
    parts: tuple[CellPlace, ...]
    complete: bool
    """Whether the parts are taken to be all there is. Where everything listed is shown, what is left belongs to nobody
    listed (`unlisted`); where something is hidden, whoever knows the university assumes that there are no others."""


def sums(
    cells: Mapping[CellPlace, Facts],
    units: Mapping[str, PublishedRow],
    elements: Mapping[tuple[str, str], PublishedElement],
) -> list[Sum]:
    """Every sum over listed cells."""
    found = [*_units(cells, units), *_categories(cells), *_questions(cells, elements)]
    return sorted(set(found), key=lambda s: (s.reason, s.total, s.parts))


def parent_of(unit: str, units: Mapping[str, PublishedRow], listed: set[str]) -> str | None:
    """The nearest unit above that is listed in the same table."""
    seen = {unit}
    while unit != ROOT:
        above = unit.removesuffix(f".{UNKNOWN}") if unit.endswith(f".{UNKNOWN}") else _parent(units.get(unit))
        if above in seen:
            return None
        if above in listed:
            return above
        seen.add(above)
        unit = above
    return None


def _parent(row: PublishedRow | None) -> str:
    return (row["PARENT"] or ROOT) if row is not None else ROOT


def _units(cells: Mapping[CellPlace, Facts], units: Mapping[str, PublishedRow]) -> Iterator[Sum]:
    tables: dict[CellPlace, set[str]] = defaultdict(set)
    for place in cells:
        tables[place._replace(unit="")].add(place.unit)
    for slot, listed in tables.items():
        below: dict[str, list[str]] = defaultdict(list)
        for unit in sorted(listed):
            above = parent_of(unit, units, listed - {unit})
            if above is not None:
                below[above].append(unit)
        for above, children in below.items():
            yield _sum("units", slot._replace(unit=above), [slot._replace(unit=unit) for unit in children], cells)


def _categories(cells: Mapping[CellPlace, Facts]) -> Iterator[Sum]:
    tables: dict[tuple[CellPlace, str], list[CellPlace]] = defaultdict(list)
    for place in sorted(cells):
        if place.breakdown != TOTAL:
            tables[place._replace(breakdown=TOTAL, category=TOTAL), place.breakdown].append(place)
    for (whole, _), parts in tables.items():
        if whole in cells:
            yield _sum("categories", whole, parts, cells)


def _questions(cells: Mapping[CellPlace, Facts], elements: Mapping[tuple[str, str], PublishedElement]) -> Iterator[Sum]:
    pools: dict[CellPlace, list[CellPlace]] = defaultdict(list)
    for place in sorted(cells):
        element = elements.get((place.survey, place.element))
        if element is not None and element.kind == "item" and element.block:
            pools[place._replace(element=element.block)].append(place)
        if element is not None and element.kind == "block":
            pools[place._replace(element="ALL")].append(place)
    for whole, parts in pools.items():
        if whole in cells:
            yield _sum("questions", whole, parts, cells)


def _sum(reason: str, total: CellPlace, parts: list[CellPlace], cells: Mapping[CellPlace, Facts]) -> Sum:
    listed = [cells[place] for place in (total, *parts)]
    complete = any(_is_open(cell) for cell in listed) and not (reason != "questions" and _rest(listed)[1] > 0)
    return Sum(reason, total, tuple(parts), complete)


def _is_open(cell: Facts) -> bool:
    """Whether something about its people is left to find out; of a mere count there is nothing but the count."""
    share = cell.classes.get(2)
    if share is None:
        return cell.hidden or cell.valid != ANY
    return cell.hidden or share[1] - share[0] > BAND


def _rest(listed: Sequence[Facts]) -> tuple[float, float]:
    """People and answers of a total that its parts leave over; 0 where a number is hidden."""
    total, *parts = listed
    if any(cell.hidden for cell in listed):
        return 0.0, 0.0
    return (
        total.people[0] - sum(part.people[1] for part in parts),
        total.valid[0] - sum(part.valid[1] for part in parts),
    )


def small_rest(found: Sum, cells: Mapping[CellPlace, Facts], threshold: int) -> bool:
    """Whether the parts leave fewer people than the threshold."""
    return 0 < _rest([cells[place] for place in (found.total, *found.parts)])[0] < threshold


def unlisted(sums_: Iterable[Sum], cells: Mapping[CellPlace, Facts], threshold: int) -> dict[CellPlace, Facts]:
    """People whose group is unknown, where no row is about them and they follow by subtraction.

    They are a group of its own: what is known of them tells of other questions in which they are few.
    """
    found: dict[CellPlace, Facts] = {}
    for one in sums_:
        people, answers = _rest([cells[place] for place in (one.total, *one.parts)])
        if one.reason in {"units", "categories"} and answers > 0 and not 0 < people < threshold:
            place = _unknown_part(one)
            size = (people, people) if people > 0 else (0.0, answers)
            found[place] = Facts(place, cells[one.total].row, (answers, answers), size)
    return {place: facts for place, facts in found.items() if place not in cells}


def _unknown_part(found: Sum) -> CellPlace:
    if found.reason == "units":
        return found.total._replace(unit=f"{found.total.unit}.{UNKNOWN}")
    return found.total._replace(breakdown=found.parts[0].breakdown, category=UNKNOWN)


def windows(cells: Mapping[CellPlace, Facts]) -> tuple[dict[CellPlace, Facts], list[Sum]]:
    """Periods that overlap, cut where one begins or ends: a longer period is the sum of the pieces within it.

    Pieces that are no published period are cells too, known only by subtraction.
    """
    pieces: dict[CellPlace, Facts] = {}
    found: list[Sum] = []
    for slot, periods in sorted(_overlapping(cells).items()):
        cuts = sorted({edge for edges in periods.values() for edge in edges})
        names = {edges: period for period, edges in periods.items()}
        parts = {edges: slot._replace(period=names.get(edges, _piece(edges))) for edges in pairwise(cuts)}
        for period, (start, end) in periods.items():
            own = [part for edges, part in parts.items() if start <= edges[0] and edges[1] <= end]
            if len(own) > 1:
                row = cells[slot._replace(period=period)].row
                pieces |= {part: Facts(part, row) for part in own if part not in cells}
                found.append(Sum("periods", slot._replace(period=period), tuple(own), True))
    return pieces, found


def _overlapping(cells: Mapping[CellPlace, Facts]) -> dict[CellPlace, dict[str, tuple[int, int]]]:
    slots: dict[CellPlace, dict[str, tuple[int, int]]] = defaultdict(dict)
    for place in cells:
        edges = span(place.period)
        if edges is not None:
            slots[place._replace(period="")][place.period] = edges
    return {slot: periods for slot, periods in slots.items() if _overlap(sorted(periods.values()))}


def _overlap(spans: list[tuple[int, int]]) -> bool:
    return any(later[0] < earlier[1] for earlier, later in pairwise(spans))


def _piece(edges: tuple[int, int]) -> str:
    months = [f"{month // 12}-{month % 12 + 1:02}" for month in (edges[0], edges[1] - 1)]
    return "..".join(months)


def span(period: str) -> tuple[int, int] | None:
    """Months from and to (exclusive) of a period or of a run of years; None where it cannot be read."""
    years = re.fullmatch(r"(\d{4})(?:[-/](\d{4}))?", period)
    if years:
        return 12 * int(years[1]), 12 * (int(years[2] or years[1]) + 1)
    window = re.fullmatch(r"(\d{4})-(\d\d)(?:-\d\d)?/P(\d+)([YM])", period)
    if window:
        start = 12 * int(window[1]) + int(window[2]) - 1
        return start, start + int(window[3]) * (12 if window[4] == "Y" else 1)
    part = re.fullmatch(r"(\d{4})-(S|Q)?(\d{1,2})", period)
    if part:
        months = {"S": 6, "Q": 3, None: 1}[part[2]]
        start = 12 * int(part[1]) + months * (int(part[3]) - 1)
        return start, start + months
    return None
