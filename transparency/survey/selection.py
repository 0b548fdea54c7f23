"""Selects the cells that a survey publishes, and the sums that a reader can form from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from transparency.model.questionnaire import Questionnaire
from transparency.survey.cells import Cell, CellKey, Partition
from transparency.survey.grouping import EVERYBODY, Grouping
from transparency.survey.suppression import Pooling
from transparency.survey.tally import Tally


@dataclass(frozen=True, slots=True)
class Selection:
    """Everything that disclosure control has to know."""

    cells: tuple[Cell, ...]
    partitions: tuple[Partition, ...]
    poolings: tuple[Pooling, ...]
    strata: tuple[CellKey, ...]
    """Cells of the units directly below the university."""


def select(
    tallies: Mapping[CellKey, Tally], parts: Mapping[str, Sequence[Grouping]], questionnaire: Questionnaire
) -> Selection:
    """Every question for the university, blocks and ALL (or questions too) below; nothing for groups without answers.

    ``parts`` has the groupings of each period.
    """
    chosen = {key: tally for key, tally in tallies.items() if _is_published(tally, questionnaire)}
    partitions = tuple(_partitions(chosen, parts, questionnaire.id))
    divided = {key for partition in partitions for key in partition.parts}
    chosen = {key: tally for key, tally in chosen.items() if tally.cell.publishable or key in divided}
    return Selection(
        tuple(tally.cell for tally in chosen.values()),
        partitions,
        tuple(_poolings(chosen)),
        tuple(_strata(chosen, parts)),
    )


def _is_published(tally: Tally, questionnaire: Questionnaire) -> bool:
    if not tally.cell.n_resp:
        return False
    return tally.key.group == EVERYBODY or tally.element.kind != "item" or questionnaire.detail == "items"


def _partitions(
    chosen: Mapping[CellKey, Tally], parts: Mapping[str, Sequence[Grouping]], survey: str
) -> Iterator[Partition]:
    elements = {(key.period, key.element): None for key in chosen}
    for period, element in elements:
        for grouping in parts[period]:
            if grouping.is_total():
                continue
            for total in dict.fromkeys(grouping.totals):
                groups = [key for key, above in zip(grouping.keys, grouping.totals, strict=True) if above == total]
                found = [CellKey(survey, period, *group, element) for group in groups]
                present = tuple(key for key in found if key in chosen)
                whole = CellKey(survey, period, *total, element)
                if whole in chosen and present and _is_real(present, chosen):
                    yield Partition(whole, present)


def _is_real(parts: Sequence[CellKey], chosen: Mapping[CellKey, Tally]) -> bool:
    """A unit whose only part is «no unit below» is not divided."""
    return any(chosen[key].cell.publishable for key in parts)


def _poolings(chosen: Mapping[CellKey, Tally]) -> Iterator[Pooling]:
    """Answers to the questions of a block add up to it, and those of all blocks to ALL."""
    for key, tally in chosen.items():
        if tally.element.kind == "item":
            continue
        if tally.element.kind == "block":
            names = [item.code for item in tally.element.items]
        else:
            names = list(dict.fromkeys(item.block for item in tally.element.items))
        parts = tuple(key._replace(element=name) for name in names)
        present = tuple(part for part in parts if part in chosen)
        if present and len(present) == _with_answers(parts, chosen, tally):
            yield Pooling(key, present)


def _with_answers(parts: Sequence[CellKey], chosen: Mapping[CellKey, Tally], whole: Tally) -> int:
    """How many parts must be there for the sum to hold: those left out have no answer at all."""
    present = [part for part in parts if part in chosen]
    complete = sum(chosen[part].cell.n_valid for part in present) == whole.cell.n_valid
    return len(present) if complete else -1


def _strata(chosen: Mapping[CellKey, Tally], parts: Mapping[str, Sequence[Grouping]]) -> Iterator[CellKey]:
    first = {
        group
        for groupings in parts.values()
        for grouping in groupings
        for group, above in zip(grouping.keys, grouping.totals, strict=True)
        if above == EVERYBODY and group[1:] == EVERYBODY[1:] and group != EVERYBODY
    }
    yield from (key for key, tally in chosen.items() if key.group in first and tally.cell.publishable)
