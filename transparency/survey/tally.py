"""Counts the answers of one period for every group, question and block in one pass."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from transparency.model.answer_scale import AnswerScale
from transparency.model.questionnaire import Item, Questionnaire
from transparency.model.survey import ALL
from transparency.survey.answers import Missing
from transparency.survey.cells import Cell, CellKey
from transparency.survey.cleaning import Clean
from transparency.survey.decoding import Answers
from transparency.survey.elements import TalliedElement, elements
from transparency.survey.grouping import Grouping, GroupKey, is_known
from transparency.survey.intervals import Sums
from transparency.survey.respondent_sums import Ints, Pairs, fields, grouped, rests, summed

_STATUSES = -min(Missing)
"""Places before the points in a row of counts."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Everything exact about one cell."""

    cell: Cell
    element: TalliedElement
    positive: Sums
    middle: Sums
    rest_positive: Sums
    """The same for all others of the university, the respondents of this group left out."""
    rest_middle: Sums
    index: Fraction
    """Mean of 100 (x - min)/(max - min); 0 without answers."""
    n_out: int
    alone: bool
    """Whether each respondent gave at most one answer to the element."""

    @property
    def key(self) -> CellKey:
        """Which cell."""
        return self.cell.key


def tallies(
    clean: Clean,
    questionnaire: Questionnaire,
    parts: Sequence[Grouping],
    eligible: Mapping[GroupKey, int],
) -> Iterator[Tally]:
    """A tally for every group of every grouping and every element that may be published for it."""
    asked = elements(questionnaire, clean.items)
    pooled = [element for element in asked if element.kind != "item"]
    hits = _Hits(clean, questionnaire, asked)
    for grouping in parts:
        counter = _Counter(clean, questionnaire, grouping, hits)
        for element in asked if grouping.is_total() or questionnaire.detail == "items" else pooled:
            yield from counter.tallies(element, eligible)


class _Hits:
    """Hits and valid answers of each submission, for the elements whose sums do not follow from counts.

    They are the same for every grouping; those of ALL are the sums of the blocks, since each question stands in one.
    """

    def __init__(self, clean: Clean, questionnaire: Questionnaire, asked: Sequence[TalliedElement]) -> None:
        self._clean = clean
        self._scales = {item.code: questionnaire.scale_of(item) for item in clean.items}
        self._known = {e.code: self._counted(e.items) for e in asked if e.kind == "block"}
        blocks = tuple(self._known.values())
        self._known[ALL] = tuple(sum(columns[1:], columns[0]) for columns in zip(*blocks, strict=True))

    def of(self, element: TalliedElement, *, middle: bool) -> tuple[Ints, Ints]:
        """Hits and valid answers."""
        positive, between, valid = self._known.get(element.code) or self._counted(element.items)
        return (between if middle else positive), valid

    def _counted(self, items: Sequence[Item]) -> tuple[Ints, ...]:
        """Positive, middle and valid answers."""
        found = tuple(np.zeros(len(self._clean), dtype=np.int16) for _ in range(3))
        for item in items:
            answers: Answers = self._clean.answers[item.code]
            for column, lookup in zip(found, _lookups(self._scales[item.code]), strict=True):
                np.add(column, lookup[answers], out=column)
        return found  # type: ignore[return-value]


class _Counter:
    """Counts for one grouping; counts of questions are kept because blocks and ALL are their sums."""

    def __init__(self, clean: Clean, questionnaire: Questionnaire, grouping: Grouping, hits: _Hits) -> None:
        self._clean = clean
        self._hits = hits
        self._survey = questionnaire.id
        self._grouping = grouping
        self._size = len(grouping.keys)
        self._pairs = Pairs.of(clean, grouping)
        self._scales = {item.code: questionnaire.scale_of(item) for item in clean.items}
        self._counts = {item.code: self._count(item) for item in clean.items}
        self._sides = {code: _by_side(counts, self._scales[code]) for code, counts in self._counts.items()}
        self._usable = self._respondents(questionnaire)

    def _count(self, item: Item) -> Ints:
        """Groups x (statuses, then points)."""
        width = _STATUSES + len(self._scales[item.code].values)
        answers = self._clean.answers[item.code].astype(np.intp) + _STATUSES
        flat = np.bincount(self._grouping.codes * width + answers, minlength=self._size * width)
        return flat.reshape(self._size, width)

    def _respondents(self, questionnaire: Questionnaire) -> Ints:
        """Numerator of the response rate: different people, or submissions where the registry counts those."""
        if self._pairs is None or questionnaire.counts == "submissions":
            return np.bincount(self._grouping.codes, minlength=self._size)
        return np.bincount(self._pairs.pair_group, minlength=self._size)

    def tallies(self, element: TalliedElement, eligible: Mapping[GroupKey, int]) -> Iterator[Tally]:
        """One element for every group."""
        positive, rest_positive = self._sums(element, middle=False)
        middle, rest_middle = self._sums(element, middle=True)
        cells = self._cells(element, [sums.g for sums in positive], eligible)
        out = self._status(element, Missing.OUT) + self._status(element, Missing.WORDS)
        for i, (cell, index) in enumerate(zip(cells, self._indexes(element), strict=True)):
            yield Tally(
                cell=cell,
                element=element,
                positive=positive[i],
                middle=middle[i],
                rest_positive=rest_positive[i],
                rest_middle=rest_middle[i],
                index=index,
                n_out=int(out[i]),
                alone=len(element.items) == 1 and self._pairs is None,
            )

    def _status(self, element: TalliedElement, status: Missing) -> Ints:
        """By group."""
        found: Ints = np.zeros(self._size, dtype=np.int64)
        for item in element.items:
            found += self._counts[item.code][:, _STATUSES + status]
        return found

    def _cells(
        self, element: TalliedElement, respondents: Sequence[int], eligible: Mapping[GroupKey, int]
    ) -> Iterator[Cell]:
        """By group."""
        sides = sum((self._sides[item.code] for item in element.items), np.int64(0))
        statuses = [self._status(element, status).tolist() for status in (Missing.NA, Missing.DK, Missing.BLANK)]
        points: list[tuple[int, ...]] = [()] * self._size
        if element.scale is not None:
            counts = sum((self._counts[item.code][:, _STATUSES:] for item in element.items), np.int64(0))
            points = [tuple(row) for row in np.asarray(counts).tolist()]
        answers = np.asarray(sides).T.tolist()
        for i, (group, (pos, mid, neg)) in enumerate(zip(self._grouping.keys, answers, strict=True)):
            na, dk, blank = (status[i] for status in statuses)
            yield Cell(
                key=CellKey(self._survey, self._clean.period, *group, element.code),
                n_resp=respondents[i],
                n_valid=pos + mid + neg,
                pos=pos,
                mid=mid,
                neg=neg,
                points=points[i],
                n_na=na,
                n_dk=dk,
                n_blank=blank,
                n_usable=int(self._usable[i]),
                n_eligible=eligible.get(group),
                publishable=is_known(group),
            )

    def _indexes(self, element: TalliedElement) -> list[Fraction]:
        """Mean of 100 (x - min)/(max - min) by group."""
        totals, answers = [Fraction(0)] * self._size, np.zeros(self._size, dtype=np.int64)
        by_top: dict[int, Ints] = {}
        for item in element.items:
            points = self._counts[item.code][:, _STATUSES:]
            top = points.shape[1] - 1
            by_top[top] = by_top.get(top, np.zeros(self._size, dtype=np.int64)) + points.dot(np.arange(top + 1))
            answers += points.sum(axis=1)
        for top, sums in by_top.items():
            totals = [total + Fraction(100 * value, top) for total, value in zip(totals, sums.tolist(), strict=True)]
        pairs = zip(totals, answers.tolist(), strict=True)
        return [total / count if count else Fraction(0) for total, count in pairs]

    def _sums(self, element: TalliedElement, *, middle: bool) -> tuple[list[Sums], list[Sums]]:
        """Sums of each group, and of everybody else."""
        if self._pairs is None:
            own = self._own(element, middle=middle)
            whole = Sums(*(sum(column) for column in zip(*map(fields, own), strict=True)))
            return own, [whole.without(part) for part in own]
        pairs = self._pairs
        y, m = (summed(column, pairs.row_pair) for column in self._hits.of(element, middle=middle))
        return grouped(y, m, pairs.pair_group, self._size), rests(y, m, pairs, self._size)

    def _own(self, element: TalliedElement, *, middle: bool) -> list[Sums]:
        """Sums of each group where every submission is another person; for one question they follow from its counts."""
        if len(element.items) > 1:
            return grouped(*self._hits.of(element, middle=middle), self._grouping.codes, self._size)
        sides = self._sides[element.items[0].code]
        pairs = zip(sides[1 if middle else 0].tolist(), sides.sum(axis=0).tolist(), strict=True)
        return [Sums(m, m, y, y, y, m) for y, m in pairs]


def _by_side(counts: Ints, scale: AnswerScale) -> Ints:
    """Answers at the positive, middle and negative points, three rows by group."""
    sides = [[_STATUSES + x - scale.minimum for x in side] for side in (scale.positive, scale.middle, scale.negative)]
    return np.stack([counts[:, places].sum(axis=1) for places in sides])


def _lookups(scale: AnswerScale) -> tuple[npt.NDArray[np.int16], ...]:
    """Tables by answer: positive, middle, valid; a `Missing` indexes from the end, where all are 0."""
    size = len(scale.values)
    positive, middle, valid = (np.zeros(size + _STATUSES, dtype=np.int16) for _ in range(3))
    positive[[x - scale.minimum for x in scale.positive]] = 1
    middle[[x - scale.minimum for x in scale.middle]] = 1
    valid[:size] = 1
    return positive, middle, valid
