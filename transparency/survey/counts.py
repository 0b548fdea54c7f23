"""Counts one part of the submissions: everything that later steps need, as small tables that add up over all parts.

No submission is needed after this step, so a survey may be counted in one process or in parts on many machines. Parts add up
exactly if no respondent stands in two of them (`parts`): counts and sums are whole numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from fractions import Fraction

import numpy as np

from transparency.model.questionnaire import Item, Questionnaire
from transparency.model.survey import SurveyUnit
from transparency.survey.cells import Cell, CellKey
from transparency.survey.cleaning import Clean, SubmissionCounts
from transparency.survey.elements import elements
from transparency.survey.grouping import EVERYBODY, Grouping, GroupKey, groupings
from transparency.survey.intervals import Sums
from transparency.survey.reliability import AnswerProducts, answer_products
from transparency.survey.tally import Tally, tallies
from transparency.survey.themes import people_by_theme


@dataclass(frozen=True, slots=True)
class PeriodCounts:
    """What one part, or all parts together, say of one period."""

    period: str
    items: tuple[Item, ...]
    quality: SubmissionCounts
    groupings: tuple[Grouping, ...]
    """Without the codes of submissions."""
    tallies: Mapping[CellKey, Tally]
    products: Mapping[CellKey, AnswerProducts]
    """For the internal consistency of blocks and ALL."""
    themes: Mapping[str, int]
    """Theme -> different respondents."""
    flagged: int
    """Submissions about which there are doubts."""
    unflagged: tuple[int, int]
    """Positive and valid answers of all others."""

    def __add__(self, other: PeriodCounts) -> PeriodCounts:
        return replace(
            self,
            quality=_quality(self.quality, other.quality),
            tallies={key: _tally(tally, other.tallies[key]) for key, tally in self.tallies.items()},
            products={key: products + other.products[key] for key, products in self.products.items()},
            themes={code: n + other.themes[code] for code, n in self.themes.items()},
            flagged=self.flagged + other.flagged,
            unflagged=(self.unflagged[0] + other.unflagged[0], self.unflagged[1] + other.unflagged[1]),
        )


def count(
    clean: Clean, questionnaire: Questionnaire, units: Sequence[SurveyUnit], eligible: Mapping[GroupKey, int]
) -> PeriodCounts:
    """The tables of clean submissions of one period."""
    parts = groupings(clean, questionnaire, units)
    counted: dict[CellKey, Tally] = {}
    for tally in tallies(clean, questionnaire, parts, eligible):
        counted.setdefault(tally.key, tally)
    return PeriodCounts(
        period=clean.period,
        items=clean.items,
        quality=clean.quality,
        groupings=tuple(replace(part, codes=np.zeros(0, dtype=np.intp)) for part in parts),
        tallies=counted,
        products=dict(_products(clean, questionnaire)),
        themes=people_by_theme(clean),
        flagged=int(clean.flagged.sum()),
        unflagged=_unflagged(clean, questionnaire),
    )


def _products(clean: Clean, questionnaire: Questionnaire) -> Iterator[tuple[CellKey, AnswerProducts]]:
    """For the university, where the questions of a block (or all) are on one scale."""
    for element in elements(questionnaire, clean.items):
        if element.kind != "item" and element.scale is not None and len(element.items) > 1:
            key = CellKey(questionnaire.id, clean.period, *EVERYBODY, element.code)
            yield key, answer_products([clean.answers[item.code] for item in element.items])


def _unflagged(clean: Clean, questionnaire: Questionnaire) -> tuple[int, int]:
    positive = valid = 0
    for item in clean.items:
        scale = questionnaire.scale_of(item)
        answers = clean.answers[item.code][~clean.flagged]
        valid += int((answers >= 0).sum())
        positive += int((answers >= scale.positive[0] - scale.minimum).sum())
    return positive, valid


def _quality(one: SubmissionCounts, other: SubmissionCounts) -> SubmissionCounts:
    names = [field.name for field in fields(SubmissionCounts)]
    return SubmissionCounts(**{name: getattr(one, name) + getattr(other, name) for name in names})


def _tally(one: Tally, other: Tally) -> Tally:
    answers = one.cell.n_valid + other.cell.n_valid
    index = one.index * one.cell.n_valid + other.index * other.cell.n_valid
    return replace(
        one,
        cell=_cell(one.cell, other.cell),
        positive=_sums(one.positive, other.positive),
        middle=_sums(one.middle, other.middle),
        rest_positive=_sums(one.rest_positive, other.rest_positive),
        rest_middle=_sums(one.rest_middle, other.rest_middle),
        index=index / answers if answers else Fraction(0),
        n_out=one.n_out + other.n_out,
    )


_COUNTS = ("n_resp", "n_valid", "pos", "mid", "neg", "n_na", "n_dk", "n_blank", "n_usable")


def _cell(one: Cell, other: Cell) -> Cell:
    points = tuple(a + b for a, b in zip(one.points, other.points, strict=True))
    return replace(one, points=points, **{name: getattr(one, name) + getattr(other, name) for name in _COUNTS})


def _sums(one: Sums, other: Sums) -> Sums:
    names = [field.name for field in fields(Sums)]
    return Sums(*(getattr(one, name) + getattr(other, name) for name in names))
