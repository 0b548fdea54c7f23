"""Adds up hits and valid answers by respondent and group, as the variance of a share needs them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from transparency.survey.cleaning import Clean
from transparency.survey.grouping import Grouping
from transparency.survey.intervals import Sums

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Respondents within groups, where one respondent may stand in several groups."""

    row_pair: npt.NDArray[np.intp]
    """Pair of each submission."""
    pair_group: npt.NDArray[np.intp]
    pair_person: npt.NDArray[np.intp]

    @classmethod
    def of(cls, clean: Clean, grouping: Grouping) -> Pairs | None:
        if clean.cluster is None:
            return None
        width = len(grouping.keys)
        pairs, row_pair = np.unique(clean.cluster * width + grouping.codes, return_inverse=True)
        return cls(row_pair, pairs % width, pairs // width)


def fields(sums: Sums) -> tuple[int, ...]:
    return sums.g, sums.m, sums.y, sums.yy, sums.ym, sums.mm


def summed(values: Ints, index: npt.NDArray[np.intp]) -> Ints:
    return np.bincount(index, weights=values).astype(np.int64)


def grouped(y: Ints, m: Ints, codes: npt.NDArray[np.intp], size: int) -> list[Sums]:
    """Exact: every sum stays far below 2^53, the last whole number that a float holds."""
    hits, valid = y.astype(np.float64), m.astype(np.float64)
    weights = (valid > 0, valid, hits, hits * hits, hits * valid, valid * valid)
    columns = (np.bincount(codes, weights=weight, minlength=size) for weight in weights)
    return [Sums(*sums) for sums in zip(*(column.astype(np.int64).tolist() for column in columns), strict=True)]


def rests(y: Ints, m: Ints, pairs: Pairs, size: int) -> list[Sums]:
    """Sums over respondents after the answers they gave within the group are taken out of theirs."""
    all_y, all_m = summed(y, pairs.pair_person), summed(m, pairs.pair_person)
    whole = grouped(all_y, all_m, np.zeros(len(all_y), dtype=np.intp), 1)[0]
    before = grouped(all_y[pairs.pair_person], all_m[pairs.pair_person], pairs.pair_group, size)
    left_y, left_m = all_y[pairs.pair_person] - y, all_m[pairs.pair_person] - m
    after = grouped(left_y, left_m, pairs.pair_group, size)
    return [
        Sums(*(w - b + a for w, b, a in zip(fields(whole), fields(b), fields(a), strict=True)))
        for b, a in zip(before, after, strict=True)
    ]
