"""Computes the internal consistency of a question block: Cronbach's alpha, Psychometrika 16 (1951) 297 (METHOD 6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from transparency.survey.decoding import Answers

_PIECE: Final = 1_000_000
_ALONE: Final = 250_000
"""Multiplications of one product of matrices; larger ones wake the threads of the linear algebra library, which cost more."""
Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Alpha:
    """Alpha of one block and the submissions it rests on."""

    listwise: float | None
    """From submissions with every question answered; None where it cannot exist."""
    n_listwise: int
    pairwise: float | None
    """From covariances of pairs of questions."""
    n_pairwise: int
    """Submissions with at least one answer."""

    @property
    def half_left(self) -> bool:
        """Whether the complete submissions are at least half of all."""
        return 2 * self.n_listwise >= self.n_pairwise


@dataclass(slots=True)
class _Products:
    """Counts, sums and products of every pair of questions, over submissions that answer both."""

    n: Matrix
    sums: Matrix
    products: Matrix

    @classmethod
    def empty(cls, k: int) -> _Products:
        return cls(*(np.zeros((k, k)) for _ in range(3)))

    def add(self, values: Matrix, valid: Matrix) -> None:
        known = values * valid
        step = max(1, _ALONE // values.shape[1] ** 2)
        for start in range(0, len(values), step):
            v, x = valid[start : start + step], known[start : start + step]
            self.n += v.T @ v
            self.sums += x.T @ v
            self.products += x.T @ x

    def __add__(self, other: _Products) -> _Products:
        return _Products(self.n + other.n, self.sums + other.sums, self.products + other.products)

    def covariance(self) -> Matrix | None:
        if self.n.min() < 2:
            return None
        covariance: Matrix = (self.products - self.sums * self.sums.T / self.n) / (self.n - 1)
        return covariance


@dataclass(frozen=True, slots=True)
class AnswerProducts:
    """Sums from which alpha follows; those of two parts add up, in whole numbers."""

    complete: _Products
    """Over submissions with every question answered."""
    pairs: _Products
    n_any: int

    def __add__(self, other: AnswerProducts) -> AnswerProducts:
        return AnswerProducts(self.complete + other.complete, self.pairs + other.pairs, self.n_any + other.n_any)

    def alpha(self) -> Alpha:
        """Alpha of one block."""
        return Alpha(_of(self.complete), int(self.complete.n[0, 0]), _of(self.pairs), self.n_any)


def answer_products(columns: Sequence[Answers]) -> AnswerProducts:
    """Of questions on one scale, reversed ones already turned."""
    k = len(columns)
    complete, pairs, n_any = _Products.empty(k), _Products.empty(k), 0
    for start in range(0, len(columns[0]), _PIECE):
        piece = [column[start : start + _PIECE] for column in columns]
        answered = [column >= 0 for column in piece]
        values, valid = (np.column_stack(part).astype(np.float64) for part in (piece, answered))
        whole = np.logical_and.reduce(answered)
        n_any += int(np.logical_or.reduce(answered).sum())
        complete.add(values[whole], valid[whole])
        pairs.add(values, valid)
    return AnswerProducts(complete, pairs, n_any)


def _of(products: _Products) -> float | None:
    """k/(k-1) (1 - tr C / sum C)."""
    covariance = products.covariance()
    if covariance is None or covariance.sum() <= 0:
        return None
    k = len(covariance)
    return float(k / (k - 1) * (1 - np.trace(covariance) / covariance.sum()))
