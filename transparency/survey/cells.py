"""Cells of a survey before suppression: exact counts, and the decision that suppression returns for each.

A cell is one element (question, block or ALL) for one group of respondents in one period. Its counts are exact and stay
inside this process; only cells that may be published are written. A partition says which cells add up to which published
total: children of a unit, categories of a breakdown. Respondents whose group is unknown form a cell of their own
(category ``_U``) that is never published, because the total counts them too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple

Decision = Literal["F", "A", "D"]
"""Free; hidden because small (primary); hidden to protect another cell (secondary). Only inside: see `PUBLIC_MARK`."""

PUBLIC_MARK: Final = "D"
"""CONF_STATUS of every hidden cell in public, whatever the reason. «Small» would say that the count is below the
threshold, and with that one more inequality others hidden with it become computable (ATTACKS 10)."""


class CellKey(NamedTuple):
    """Which cell; everything that figures of one cell share."""

    survey: str
    period: str
    ref_unit: str
    breakdown: str
    category: str
    element: str

    @property
    def group(self) -> tuple[str, str, str]:
        """The group of respondents: unit, breakdown, category."""
        return self.ref_unit, self.breakdown, self.category


@dataclass(frozen=True, slots=True)
class Cell:
    """Exact counts of one cell."""

    key: CellKey
    n_resp: int
    """Different respondents with at least one valid answer: what the threshold is about."""
    n_valid: int
    """Valid answers; equals pos + mid + neg."""
    pos: int
    mid: int
    neg: int
    points: tuple[int, ...]
    """Answers at each point of the scale, lowest first; empty where questions of several scales are pooled."""
    n_na: int
    n_dk: int
    n_blank: int
    n_usable: int
    """Usable submissions of the group, whatever the element: numerator of the response rate."""
    n_eligible: int | None
    """People of the group in the registry; None where not known."""
    publishable: bool = True
    """False for groups that exist only to complete a sum (unknown group) or that are never shown."""


@dataclass(frozen=True, slots=True)
class Partition:
    """Parts that add up to a total, for counts of respondents, answers and points alike."""

    total: CellKey
    parts: tuple[CellKey, ...]


@dataclass(frozen=True, slots=True)
class Cost:
    """What protection took away."""

    hidden_cells: int
    hidden_respondents: int
    weighted: float = 0.0
    """The objective: weighted respondents of hidden cells, plus one for each (decision 0450)."""
    bound: float = 0.0
    """No safe pattern has a smaller objective; equal to ``weighted`` where the pattern is proven to be the best."""

    @property
    def ratio(self) -> float:
        """At most this many times the best."""
        return self.weighted / self.bound if self.bound else 1.0


@dataclass(frozen=True, slots=True)
class ShareBand:
    """What is shown in place of a share near 0 % or 100 %: it lies between these two, ends included."""

    lower: float
    upper: float


@dataclass(frozen=True, slots=True)
class Protection:
    """The decision for every cell, and its cost."""

    decisions: Mapping[CellKey, Decision]
    cost: Cost
    withheld: Mapping[CellKey, ShareBand | None] = field(default_factory=dict)
    """Free cells that show their counts of respondents and valid answers, but no measure of the answers: status Q with
    N_VALID and N_RESP. A band, where there is one, stands in LOWER and UPPER of SAT_SHARE."""
    unsafe: tuple[CellKey, ...] = ()
    """Cells that no hiding protects, because earlier releases told too much: the table must not be published."""
    held: tuple[CellKey, ...] = ()
    """Cells that differ from an earlier release by fewer people than the threshold: the earlier table must stand."""
    protects: Mapping[CellKey, CellKey] = field(default_factory=dict)
    """Cell hidden as secondary -> a cell whose number of respondents would follow if it were shown."""
