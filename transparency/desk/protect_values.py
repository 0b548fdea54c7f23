"""Hides indicator values of small groups before a table enters the repository, with the method of the surveys.

A number of people is a cell of that many respondents; a share of people is a cell of its denominator with its numerator as the
positive answers. Programmes are parts of the institution, categories parts of their total; people whom no row lists are a part
that is never published.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from transparency.model.indicator_value import INSTITUTION, OF_PEOPLE, TOTAL, IndicatorValue
from transparency.model.survey import ALL, UNIVERSITY, UNKNOWN
from transparency.survey.cells import Cell, CellKey, Partition
from transparency.survey.suppression import PublishedCell, protect


@dataclass(frozen=True, slots=True)
class ProtectedValues:
    """The values as they may be published."""

    values: tuple[IndicatorValue, ...]
    hidden: int
    unsafe: tuple[tuple[str, ...], ...]
    """Keys of values that nothing can protect, because earlier tables told too much."""
    incomplete: tuple[str, ...]
    """Indicator and period of totals whose listed parts leave people over, where one of them is hidden or they are few:
    whoever takes the list for complete would subtract (decision 0453)."""


def protected(given: Sequence[IndicatorValue], before: Sequence[IndicatorValue], threshold: int) -> ProtectedValues:
    """The values, those of small groups and what would tell them emptied; an earlier value stands where a change is small."""
    cells = {_key(one): _cell(one) for one in given if one.unit_measure in OF_PEOPLE and one.people is not None}
    partitions, rests = _partitions(cells)
    history = [_published(one) for one in before if one.unit_measure in OF_PEOPLE]
    sums = [one for one in partitions if _adds_up(one, {**cells, **{rest.key: rest for rest in rests}})]
    done = protect([*cells.values(), *rests], sums, history=history, threshold=threshold)
    hidden = {key for key, decision in done.decisions.items() if decision != "F"}
    earlier = {_key(one): one for one in before}
    values = [_shown(one, hidden, done.withheld, earlier if _key(one) in done.held else {}) for one in given]
    unsafe = tuple(one.key for one in given if _key(one) in done.unsafe)
    open_sums = (one for one in partitions if _leaves_over(one, cells, hidden, threshold))
    incomplete = tuple(sorted({f"{one.total.survey} {one.total.period}" for one in open_sums}))
    return ProtectedValues(tuple(values), sum(one.obs_status == "Q" for one in values), unsafe, incomplete)


def _adds_up(one: Partition, cells: Mapping[CellKey, Cell]) -> bool:
    """Parts that are more than their total are reported, not protected."""
    total, parts = cells[one.total], [cells[key] for key in one.parts]
    return all(getattr(total, name) == sum(getattr(part, name) for part in parts) for name in ("pos", "mid", "neg"))


def _leaves_over(one: Partition, cells: Mapping[CellKey, Cell], hidden: set[CellKey], threshold: int) -> bool:
    listed = [key for key in one.parts if key in cells]
    rest = cells[one.total].n_resp - sum(cells[key].n_resp for key in listed)
    return rest != 0 and (rest < threshold or any(key in hidden for key in listed))


def _key(one: IndicatorValue) -> CellKey:
    area = UNIVERSITY if one.ref_area == INSTITUTION else one.ref_area
    return CellKey(one.indicator, one.time_period, area, one.breakdown, one.category, ALL)


def _cell(one: IndicatorValue) -> Cell:
    """Of a mere number of people only the number is public: all of it stands in one class of answers."""
    return _of(_key(one), one.people or 0, one.numerator if one.unit_measure == "SHARE_PERSONS" else None)


def _of(key: CellKey, people: int, positive: int | None, *, publishable: bool = True) -> Cell:
    middle = people if positive is None else 0
    negative = people - middle - (positive or 0)
    return Cell(key, people, people, positive or 0, middle, negative, (), 0, 0, 0, people, None, publishable)


def _published(one: IndicatorValue) -> PublishedCell:
    people = one.people
    return PublishedCell(_key(one), people, people, one.numerator if people is not None else None)


def _partitions(cells: Mapping[CellKey, Cell]) -> tuple[list[Partition], list[Cell]]:
    """Which values add up to which, with the part that no row lists."""
    parts: dict[tuple[CellKey, str], list[CellKey]] = defaultdict(list)
    for key in cells:
        if key.ref_unit != UNIVERSITY and key.breakdown == TOTAL:
            parts[key._replace(ref_unit=UNIVERSITY), "units"].append(key)
        if key.breakdown != TOTAL:
            parts[key._replace(breakdown=TOTAL, category=TOTAL), key.breakdown].append(key)
    found, rests = [], []
    for (total, kind), listed in parts.items():
        if total in cells:
            rest = list(_rest(cells, total, kind, listed))
            rests += rest
            found.append(Partition(total, (*listed, *(one.key for one in rest))))
    return found, rests


def _rest(cells: Mapping[CellKey, Cell], total: CellKey, kind: str, listed: Sequence[CellKey]) -> Iterator[Cell]:
    people = cells[total].n_resp - sum(cells[key].n_resp for key in listed)
    positive = cells[total].pos - sum(cells[key].pos for key in listed)
    of_answers = cells[total].mid == 0
    if people > 0:
        unknown = (
            {"ref_unit": f"{total.ref_unit}.{UNKNOWN}"} if kind == "units" else {"breakdown": kind, "category": UNKNOWN}
        )
        answers = min(max(positive, 0), people) if of_answers else None
        yield _of(total._replace(**unknown), people, answers, publishable=False)


def _shown(
    one: IndicatorValue,
    hidden: set[CellKey],
    withheld: Mapping[CellKey, object],
    earlier: Mapping[CellKey, IndicatorValue],
) -> IndicatorValue:
    key = _key(one)
    if key in earlier:
        return earlier[key]
    emptied = {"obs_value": None, "numerator": None, "obs_status": "Q"}
    if key in hidden:
        return one.model_copy(update={**emptied, "denominator": None})
    if key in withheld and one.unit_measure == "SHARE_PERSONS":
        return one.model_copy(update=emptied)
    return one
