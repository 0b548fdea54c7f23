"""Splits a survey into parts that no published sum connects, so that each can be protected separately."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from transparency.survey.cells import Cell, CellKey, Partition
from transparency.survey.suppression.relations import Pooling


@dataclass(frozen=True, slots=True)
class CellTable:
    """Cells with the sums between them."""

    cells: list[Cell] = field(default_factory=list)
    partitions: list[Partition] = field(default_factory=list)
    poolings: list[Pooling] = field(default_factory=list)


def tables(cells: Sequence[Cell], partitions: Sequence[Partition], poolings: Sequence[Pooling]) -> list[CellTable]:
    """The parts, in the order of their first cells."""
    label = _labels(cells, (*partitions, *poolings))
    found: dict[int, CellTable] = {}
    for cell in cells:
        found.setdefault(label[cell.key], CellTable()).cells.append(cell)
    for partition in partitions:
        if partition.total in label:
            found[label[partition.total]].partitions.append(partition)
    for pooling in poolings:
        if pooling.total in label:
            found[label[pooling.total]].poolings.append(pooling)
    return list(found.values())


def _labels(cells: Sequence[Cell], sums: Sequence[Partition | Pooling]) -> dict[CellKey, int]:
    index = {cell.key: i for i, cell in enumerate(cells)}
    pairs = [(index[s.total], index[key]) for s in sums if s.total in index for key in s.parts if key in index]
    ends = np.array(pairs, dtype=int).reshape(-1, 2)
    links = coo_array((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(len(cells), len(cells)))
    label: list[int] = connected_components(links, directed=False)[1].tolist()
    return dict(zip(index, label, strict=True))
