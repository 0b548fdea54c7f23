"""Decides for every cell of a survey: shown, hidden, or shown without its answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from transparency.model.survey import THRESHOLD, THRESHOLD_FLOOR
from transparency.survey.cells import Cell, CellKey, Cost, Decision, Partition, Protection
from transparency.survey.suppression.answers import answers_withheld
from transparency.survey.suppression.history import PublishedCell, told
from transparency.survey.suppression.masking import band
from transparency.survey.suppression.optimum import optimum
from transparency.survey.suppression.parting import CellTable, tables
from transparency.survey.suppression.pattern import Cells, cheapest, columns_of, cost
from transparency.survey.suppression.ranges import RangeQuestion, RangeVerdict, verdict
from transparency.survey.suppression.relations import Pooling, Relations, relations
from transparency.survey.suppression.state import NONE, SuppressionState, search_for


def protect(
    cells: Sequence[Cell],
    partitions: Sequence[Partition],
    poolings: Sequence[Pooling] = (),
    history: Sequence[PublishedCell] = (),
    threshold: int = THRESHOLD,
) -> Protection:
    """Hide small cells and the cheapest others, so that no hidden number of respondents is known within ``threshold``.

    Cells that earlier releases showed cannot be hidden any more; cells that they hid are shown as soon as that is safe.
    Where a revision would differ from an earlier release by a few people the difference itself would be a small cell:
    such cells come back as ``held`` and the earlier table stands. Cells that nothing can protect come back as ``unsafe``.
    """
    if threshold < THRESHOLD_FLOOR:
        raise ValueError(f"the threshold is at least {THRESHOLD_FLOOR}")
    ordered = sorted(cells, key=lambda cell: cell.key)
    done = [_protected(table, history, threshold) for table in tables(ordered, partitions, poolings)]
    return _joined(done, _held(ordered, history, threshold))


def _protected(table: CellTable, history: Sequence[PublishedCell], threshold: int) -> Protection:
    """What earlier releases showed hides nothing any more; only where that protects too little, changed cells may."""
    before = {old.key: old for old in history}
    done = _searched(table, _start(table.cells, before, threshold))
    if done.unsafe and before:
        return _searched(table, _start_from_revised(table.cells, before, threshold))
    return done


def _searched(table: CellTable, state: SuppressionState) -> Protection:
    processed: Cells = NONE
    for element in _elements(table.cells):
        state = _protected_element(state, table.cells, table.partitions, element, processed)
        processed |= {i for i, cell in enumerate(table.cells) if cell.key.element == element}
    found = relations(table.cells, table.partitions, table.poolings)
    done, bound = _improved(found, _linked(found, state))
    done = _completed(found, done, whole=True)
    return _protection(found, answers_withheld(found, done, (*table.partitions, *table.poolings)), bound)


def _improved(found: Relations, state: SuppressionState) -> tuple[SuppressionState, float]:
    """The cheaper of the pattern found element by element and the one found for all at once, and what is proven."""
    if state.unsafe:
        return state, 0.0
    best = optimum(found, state)
    if best.pattern == state.hidden or not best.pattern:
        return state, best.bound
    other = _trimmed(found, _completed(found, replace(state, hidden=best.pattern)))
    return (other if not other.unsafe and _total(found, other) < _total(found, state) else state), best.bound


def _total(found: Relations, state: SuppressionState) -> float:
    return sum(cost(found, i) for i in state.hidden)


def _joined(protections: Sequence[Protection], held: tuple[CellKey, ...]) -> Protection:
    costs = [protection.cost for protection in protections]
    return Protection(
        {key: decision for protection in protections for key, decision in protection.decisions.items()},
        Cost(
            sum(cost.hidden_cells for cost in costs),
            sum(cost.hidden_respondents for cost in costs),
            sum(cost.weighted for cost in costs),
            sum(cost.bound for cost in costs),
        ),
        withheld={key: edges for protection in protections for key, edges in protection.withheld.items()},
        unsafe=tuple(key for protection in protections for key in protection.unsafe),
        held=held,
        protects={key: other for protection in protections for key, other in protection.protects.items()},
    )


def _start(cells: Sequence[Cell], before: Mapping[CellKey, PublishedCell], threshold: int) -> SuppressionState:
    """Small cells are hidden; every cell that was ever shown is known, even if its counts have changed since."""
    small = frozenset(i for i, cell in enumerate(cells) if 0 < cell.n_resp < threshold)
    shown = frozenset(i for i, c in enumerate(cells) if c.key in before and before[c.key].n_resp is not None)
    empty = frozenset(i for i, cell in enumerate(cells) if not cell.n_resp)
    unchanged = frozenset(i for i in shown if not _told(before, cells[i]))
    withheld = frozenset(i for i in unchanged if before[cells[i].key].pos is None) - small
    return SuppressionState(small, small, small, (shown | empty) - small, threshold, withheld)


def _start_from_revised(
    cells: Sequence[Cell], before: Mapping[CellKey, PublishedCell], threshold: int
) -> SuppressionState:
    """Cells shown with other counts may be hidden; what was hidden stays so, since these could show it."""
    strict = _start(cells, before, threshold)
    hidden = frozenset(i for i, c in enumerate(cells) if c.key in before and before[c.key].n_resp is None and c.n_resp)
    changed = frozenset(i for i in strict.fixed if cells[i].key in before and _told(before, cells[i]))
    kept = strict.small | hidden
    return replace(strict, hidden=kept, kept=kept, fixed=strict.fixed - changed)


def _told(before: Mapping[CellKey, PublishedCell], cell: Cell) -> int:
    return told(before[cell.key], cell)


def _held(cells: Iterable[Cell], history: Sequence[PublishedCell], threshold: int) -> tuple[CellKey, ...]:
    before = {old.key: old for old in history}
    return tuple(cell.key for cell in cells if cell.key in before and 0 < _told(before, cell) < threshold)


def _elements(cells: Sequence[Cell]) -> list[str]:
    """Elements, the one that most people answered first: its pattern is the start for all others."""
    people: dict[str, int] = {}
    for cell in cells:
        people[cell.key.element] = people.get(cell.key.element, 0) + cell.n_resp
    return sorted(people, key=lambda element: (-people[element], element))


def _protected_element(
    state: SuppressionState, cells: Sequence[Cell], partitions: Sequence[Partition], element: str, processed: Cells
) -> SuppressionState:
    """One element by itself, a table small enough for an exact answer; it starts from the groups that are hidden in
    elements processed before. Small cells of later elements say nothing about this one."""
    own = [i for i, cell in enumerate(cells) if cell.key.element == element]
    if not state.hidden:
        return state
    groups = {(cells[i].key.period, cells[i].key.group) for i in state.hidden & processed}
    inherited = frozenset(i for i in own if (cells[i].key.period, cells[i].key.group) in groups) - state.fixed
    local = {i: n for n, i in enumerate(own)}
    found = relations([cells[i] for i in own], [p for p in partitions if p.total.element == element], ())
    start = replace(
        state,
        hidden=_moved((state.hidden & frozenset(own)) | inherited, local),
        small=_moved(state.small, local),
        kept=_moved(state.kept | inherited, local),
        protects={},
        fixed=_moved(state.fixed, local),
        unsafe=NONE,
    )
    done = _trimmed(found, _completed(found, start))
    back = dict(enumerate(own))
    return replace(state, hidden=state.hidden | _moved(done.hidden, back))


def _linked(found: Relations, state: SuppressionState) -> SuppressionState:
    """All elements together: what questions of a block tell about each other."""
    return _trimmed(found, _completed(found, state))


def _listed(found: Relations, hidden: Cells) -> Cells:
    """With the cells of people whose group is unknown, wherever another cell of the same sum is hidden."""
    return hidden | {unknown for unknown, other in found.listed if other in hidden}


def _moved(cells: Cells, places: dict[int, int]) -> Cells:
    return frozenset(places[i] for i in cells if i in places)


def _completed(found: Relations, state: SuppressionState, *, whole: bool = False) -> SuppressionState:
    """Hide further cells until every hidden number of respondents can move by the threshold."""
    wide: frozenset[int] = frozenset()
    state = replace(state, hidden=_listed(found, state.hidden) - state.fixed)
    while (said := _verdict(found, state, wide, whole=whole)).narrow is not None:
        wide |= said.wide  # hiding more only widens
        more = cheapest(search_for(found, state, said.narrow))
        if more:
            state = replace(state, hidden=_listed(found, state.hidden | more) - state.fixed)
        else:
            state = replace(state, unsafe=state.unsafe | {int(found.owner[said.narrow])})
    return state


def _verdict(
    found: Relations, state: SuppressionState, wide: frozenset[int] = NONE, *, whole: bool = False
) -> RangeVerdict:
    order = sorted(state.hidden - state.unsafe, key=lambda i: (found.cells[i].n_resp, i))
    targets = tuple(column for i in order if (column := found.columns[i].people) not in wide)
    return verdict(RangeQuestion(found, columns_of(found, state.hidden), targets, state.threshold, whole=whole))


def _trimmed(found: Relations, state: SuppressionState) -> SuppressionState:
    """Show again what turned out not to be needed, dearest first."""
    dearest = sorted(state.hidden - state.kept, key=lambda i: (-cost(found, i), i))
    for cell in dearest:
        less = replace(state, hidden=_listed(found, state.hidden - {cell}) - state.fixed)
        if cell in less.hidden:
            continue
        known = _verdict(found, less).narrow
        if known is None:
            state = less
            continue
        state = replace(state, protects={**state.protects, cell: int(found.owner[known])})
    return state


def _protection(found: Relations, state: SuppressionState, bound: float) -> Protection:
    cells = found.cells
    decisions: dict[CellKey, Decision] = {cell.key: "F" for cell in cells}
    decisions.update({cells[i].key: "A" if i in state.small else "D" for i in sorted(state.hidden)})
    shown_groups = [cells[i] for i in state.hidden if cells[i].publishable]
    return Protection(
        decisions,
        Cost(len(shown_groups), sum(cell.n_resp for cell in shown_groups), _total(found, state), bound),
        withheld={cells[i].key: band(cells[i]) for i in sorted(state.withheld - state.hidden)},
        unsafe=tuple(cells[i].key for i in sorted(state.unsafe)),
        protects={cells[i].key: cells[j].key for i, j in sorted(state.protects.items()) if i in state.hidden},
    )
