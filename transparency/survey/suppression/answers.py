"""Finds cells whose answers must be withheld although the number of respondents may be shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
from scipy.optimize import Bounds

from transparency.model.survey import RELIABLE
from transparency.survey.cells import Partition, ShareBand
from transparency.survey.suppression.masking import band
from transparency.survey.suppression.pattern import Search, cheapest, columns_of
from transparency.survey.suppression.ranges import RangeQuestion, narrow_targets, verdict
from transparency.survey.suppression.relations import Mask, Pooling, Relations
from transparency.survey.suppression.state import SuppressionState, any_count, search_for


def answers_withheld(
    found: Relations, state: SuppressionState, sums: Sequence[Partition | Pooling]
) -> SuppressionState:
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
    return replace(state, withheld=state.withheld - _shown_by_others(found, state, banded, limits))


def _shown_by_others(
    found: Relations, state: SuppressionState, banded: Iterable[int], limits: Bounds
) -> frozenset[int]:
    """Cells of which every answer follows from what is public anyway: a band in its place protects nobody.

    None of them is unanimous, because unanimous cells were given companions until their answers stayed open.
    """
    open_ = {i: found.columns[i].answers for i in banded if i in state.withheld and found.cells[i].points}
    columns = tuple(column for answers in open_.values() for column in answers)
    known = narrow_targets(RangeQuestion(found, _answers_free(found, state), columns, 1, limits, whole=True))
    return frozenset(i for i, answers in open_.items() if known.issuperset(answers) and _zero(found, i) is None)


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


def _told_answer(found: Relations, state: SuppressionState, targets: tuple[int, ...], limits: Bounds) -> int | None:
    """A number of satisfied that is known although it must stay open by one person at least."""
    return verdict(RangeQuestion(found, _answers_free(found, state), targets, 1, limits, whole=True)).narrow


def _answers_free(found: Relations, state: SuppressionState) -> Mask:
    free = columns_of(found, state.hidden)
    for cell in state.withheld:
        own = found.columns[cell]
        free[[*own.answers, own.satisfied, own.other]] = True
    return free


def _answer_search(found: Relations, state: SuppressionState, target: int, limits: Bounds) -> Search:
    everything = search_for(found, state, target).movable

    def movable(cell: int, _hidden: bool) -> tuple[int, ...]:
        own = found.columns[cell]
        return everything(cell, True) if cell in state.hidden else (*own.answers, own.satisfied, own.other)

    open_already = state.hidden | state.withheld
    candidates = frozenset(i for i, cell in enumerate(found.cells) if cell.publishable) - open_already
    return Search(found, open_already, candidates - state.fixed, movable, target, 1, limits)


def _band_limits(found: Relations, banded: dict[int, ShareBand]) -> Bounds:
    """Everybody sees the bands."""
    limits = any_count(found)
    for cell, edges in banded.items():
        own, valid = found.columns[cell], found.cells[cell].n_valid
        limits.lb[own.satisfied] = np.ceil(edges.lower * valid - 1e-9)
        limits.ub[own.satisfied] = np.floor(edges.upper * valid + 1e-9)
    return limits
