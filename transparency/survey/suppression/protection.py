"""The decision for every cell of a survey: shown, hidden, or shown without its answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import Bounds

from transparency.model.survey import RELIABLE, THRESHOLD, THRESHOLD_FLOOR
from transparency.survey.cells import Band, Cell, CellKey, Cost, Decision, Partition, Protection
from transparency.survey.suppression.history import Published, told
from transparency.survey.suppression.masking import band
from transparency.survey.suppression.pattern import Cells, Search, cheapest, columns_of, cost
from transparency.survey.suppression.ranges import Question, Verdict, verdict
from transparency.survey.suppression.relations import Mask, Pooling, Relations, relations

NONE: Cells = frozenset()


def protect(
    cells: Sequence[Cell],
    partitions: Sequence[Partition],
    poolings: Sequence[Pooling] = (),
    history: Sequence[Published] = (),
    threshold: int = THRESHOLD,
) -> Protection:
    """Hide small cells and the cheapest others, so that no hidden number of respondents is known within ``threshold``.

    Cells that earlier releases showed cannot be hidden any more, and cells that they hid stay hidden. Where a revision
    would differ from an earlier release by a few people the difference itself would be a small cell: such cells come
    back as ``held`` and the earlier table stands. Cells that nothing can protect come back as ``unsafe``.
    """
    if threshold < THRESHOLD_FLOOR:
        raise ValueError(f"the threshold is at least {THRESHOLD_FLOOR}")
    ordered = sorted(cells, key=lambda cell: cell.key)
    state = _start(ordered, history, threshold)
    for element in _elements(ordered):
        state = _protected_element(state, ordered, partitions, element)
    whole = relations(ordered, partitions, poolings)
    state = _linked(whole, state)
    state = _answers_withheld(whole, state, (*partitions, *poolings))
    return _protection(whole, state, _held(ordered, history, threshold))


@dataclass(frozen=True, slots=True)
class _State:
    """Where the search stands."""

    hidden: Cells
    small: Cells
    """Hidden because of their own size."""
    kept: Cells
    """Hidden whatever else happens: small, or hidden by an earlier release."""
    fixed: Cells
    """Known already, or empty: hiding them protects nobody."""
    threshold: int
    withheld: Cells = NONE
    unsafe: Cells = NONE


def _start(cells: Sequence[Cell], history: Sequence[Published], threshold: int) -> _State:
    before = {old.key: old for old in history}
    small = frozenset(i for i, cell in enumerate(cells) if 0 < cell.n_resp < threshold)
    hidden_before = frozenset(i for i, c in enumerate(cells) if c.key in before and before[c.key].n_resp is None)
    shown_before = frozenset(
        i for i, c in enumerate(cells) if c.key in before and before[c.key].n_resp is not None and not _told(before, c)
    )
    never_hidden = frozenset(i for i, c in enumerate(cells) if not c.n_resp or not (c.publishable or i in small))
    kept = small | (hidden_before - never_hidden)
    withheld = frozenset(i for i in shown_before if before[cells[i].key].pos is None) - kept
    return _State(kept, small, kept, (shown_before | never_hidden) - kept, threshold, withheld)


def _told(before: dict[CellKey, Published], cell: Cell) -> int:
    return told(before[cell.key], cell.n_resp, cell.n_valid, cell.pos)


def _held(cells: Iterable[Cell], history: Sequence[Published], threshold: int) -> tuple[CellKey, ...]:
    before = {old.key: old for old in history}
    return tuple(cell.key for cell in cells if cell.key in before and 0 < _told(before, cell) < threshold)


def _elements(cells: Sequence[Cell]) -> list[str]:
    """Elements, the one that most people answered first: its pattern is the start for all others."""
    people: dict[str, int] = {}
    for cell in cells:
        people[cell.key.element] = people.get(cell.key.element, 0) + cell.n_resp
    return sorted(people, key=lambda element: (-people[element], element))


def _protected_element(state: _State, cells: Sequence[Cell], partitions: Sequence[Partition], element: str) -> _State:
    """One element by itself, a table small enough for an exact answer; groups already hidden are hidden here too."""
    own = [i for i, cell in enumerate(cells) if cell.key.element == element]
    groups = {cells[i].key.group for i in state.hidden}
    inherited = frozenset(i for i in own if cells[i].key.group in groups) - state.fixed
    local = {i: n for n, i in enumerate(own)}
    found = relations([cells[i] for i in own], [p for p in partitions if p.total.element == element], ())
    start = replace(
        state,
        hidden=_moved((state.hidden & frozenset(own)) | inherited, local),
        small=_moved(state.small, local),
        kept=_moved(state.kept | inherited, local),
        fixed=_moved(state.fixed, local),
        unsafe=NONE,
    )
    done = _trimmed(found, _completed(found, start))
    back = dict(enumerate(own))
    return replace(state, hidden=state.hidden | _moved(done.hidden, back))


def _linked(found: Relations, state: _State) -> _State:
    """All elements together: what questions of a block tell about each other."""
    more = _trimmed(found, _completed(found, replace(state, kept=state.hidden)))
    return _completed(found, replace(more, kept=state.kept), whole=True)


def _moved(cells: Cells, places: dict[int, int]) -> Cells:
    return frozenset(places[i] for i in cells if i in places)


def _completed(found: Relations, state: _State, *, whole: bool = False) -> _State:
    """Hide further cells until every hidden number of respondents can move by the threshold."""
    wide: frozenset[int] = frozenset()
    while (said := _verdict(found, state, wide, whole=whole)).narrow is not None:
        wide |= said.wide  # hiding more only widens
        more = cheapest(_search(found, state, said.narrow))
        if more:
            state = replace(state, hidden=state.hidden | more)
        else:
            state = replace(state, unsafe=state.unsafe | {int(found.owner[said.narrow])})
    return state


def _verdict(found: Relations, state: _State, wide: frozenset[int] = NONE, *, whole: bool = False) -> Verdict:
    order = sorted(state.hidden - state.unsafe, key=lambda i: (found.cells[i].n_resp, i))
    targets = tuple(column for i in order if (column := found.columns[i].people) not in wide)
    return verdict(Question(found, columns_of(found, state.hidden), targets, state.threshold, whole=whole))


def _search(found: Relations, state: _State, target: int) -> Search:
    def movable(cell: int, _hidden: bool) -> tuple[int, ...]:
        own = found.columns[cell]
        eligible = () if own.eligible is None else (own.eligible,)
        return (*own.answers, own.satisfied, own.other, own.valid, own.people, *eligible)

    candidates = frozenset(range(len(found.cells))) - state.hidden - state.fixed
    return Search(found, state.hidden, candidates, movable, target, state.threshold, _any_count(found))


def _any_count(found: Relations) -> Bounds:
    return Bounds(np.zeros(len(found.values)), np.full(len(found.values), np.inf))


def _trimmed(found: Relations, state: _State) -> _State:
    """Show again what turned out not to be needed, dearest first."""
    dearest = sorted(state.hidden - state.kept, key=lambda i: (-cost(found, i), i))
    for cell in dearest:
        less = replace(state, hidden=state.hidden - {cell})
        if _verdict(found, less).narrow is None:
            state = less
    return state


def _answers_withheld(found: Relations, state: _State, sums: Sequence[Partition | Pooling]) -> _State:
    """Withhold the answers of small groups that all say the same, and of others from which they would follow."""
    banded = {i: edges for i, cell in enumerate(found.cells) if i not in state.hidden and (edges := band(cell))}
    state = replace(state, withheld=(state.withheld | frozenset(banded)) - state.hidden)
    limits = _band_limits(found, banded)
    targets = _unanimous(found, sorted(state.hidden | state.withheld), sums)
    while (told := _told_answer(found, state, targets, limits)) is not None:
        more = cheapest(_answer_search(found, state, told, limits))
        if more:
            state = replace(state, withheld=state.withheld | more)
        else:
            state = replace(state, unsafe=state.unsafe | {int(found.owner[told])})
            targets = tuple(target for target in targets if target != told)
    return state


def _unanimous(found: Relations, cells: Iterable[int], sums: Sequence[Partition | Pooling]) -> tuple[int, ...]:
    """For cells where nobody or everybody is satisfied, the number that must not be seen to be zero.

    Left out are parts of a large group in which all answered alike: that figure is public and says the same of them.
    """
    index = found.index
    above = {
        key: index[s.total] for s in sums if s.total in index for key in s.parts if _is_plain(found, index[s.total])
    }
    targets: list[int] = []
    for i in cells:
        zero = _zero(found, i)
        total = above.get(found.cells[i].key)
        if zero is not None and (total is None or _side(found, total) != _side(found, i)):
            targets.append(zero)
    return tuple(targets)


def _zero(found: Relations, cell: int) -> int | None:
    own = found.columns[cell]
    if not found.cells[cell].n_valid:
        return None
    return next((column for column in (own.satisfied, own.other) if found.values[column] == 0), None)


def _side(found: Relations, cell: int) -> bool:
    return found.cells[cell].pos == 0


def _is_plain(found: Relations, cell: int) -> bool:
    return found.cells[cell].n_resp >= RELIABLE and _zero(found, cell) is not None


def _told_answer(found: Relations, state: _State, targets: tuple[int, ...], limits: Bounds) -> int | None:
    """A number of satisfied that is known although it must stay open by one person at least."""
    return verdict(Question(found, _answers_free(found, state), targets, 1, limits, whole=True)).narrow


def _answers_free(found: Relations, state: _State) -> Mask:
    free = columns_of(found, state.hidden)
    for cell in state.withheld:
        own = found.columns[cell]
        free[[*own.answers, own.satisfied, own.other]] = True
    return free


def _answer_search(found: Relations, state: _State, target: int, limits: Bounds) -> Search:
    everything = _search(found, state, target).movable

    def movable(cell: int, _hidden: bool) -> tuple[int, ...]:
        own = found.columns[cell]
        return everything(cell, True) if cell in state.hidden else (*own.answers, own.satisfied, own.other)

    open_already = state.hidden | state.withheld
    candidates = frozenset(i for i, cell in enumerate(found.cells) if cell.publishable) - open_already
    return Search(found, open_already, candidates - state.fixed, movable, target, 1, limits)


def _band_limits(found: Relations, banded: dict[int, Band]) -> Bounds:
    """Everybody sees the bands."""
    limits = _any_count(found)
    for cell, edges in banded.items():
        own, valid = found.columns[cell], found.cells[cell].n_valid
        limits.lb[own.satisfied] = np.ceil(edges.lower * valid - 1e-9)
        limits.ub[own.satisfied] = np.floor(edges.upper * valid + 1e-9)
    return limits


def _protection(found: Relations, state: _State, held: tuple[CellKey, ...]) -> Protection:
    cells = found.cells
    decisions: dict[CellKey, Decision] = {cell.key: "F" for cell in cells}
    decisions.update({cells[i].key: "A" if i in state.small else "D" for i in sorted(state.hidden)})
    shown_groups = [cells[i] for i in state.hidden if cells[i].publishable]
    return Protection(
        decisions,
        Cost(len(shown_groups), sum(cell.n_resp for cell in shown_groups)),
        withheld={cells[i].key: band(cells[i]) for i in sorted(state.withheld - state.hidden)},
        unsafe=tuple(cells[i].key for i in sorted(state.unsafe)),
        held=held,
    )
