"""Rules about published survey figures: what their pages need to name them is there."""

from __future__ import annotations

from collections.abc import Iterator

from transparency.model.demo import DEMONSTRATION
from transparency.model.messages import Message
from transparency.model.problem import Problem
from transparency.model.survey import UNIVERSITY, Observation
from transparency.registry.load import Draft


def figures_without_names(draft: Draft) -> Iterator[Problem]:
    """Every figure belongs to a questionnaire, and to a unit of the list of units."""
    if "surveys" in draft.incomplete:
        return
    surveys = draft.surveys
    forms, units = {one.id for one in surveys.questionnaires}, {UNIVERSITY, *(one.code for one in surveys.units)}
    for survey, row in {row.survey: row for row in surveys.observations if row.survey not in forms}.items():
        what = Message('has figures of "{survey}", and no questionnaire is called so.', survey=survey)
        advice = Message("Put the questionnaire back, or remove the figures.")
        yield Problem(_file(row), 0, "R01", "SURVEY", what, advice)
    for unit, row in {row.ref_unit: row for row in surveys.observations if row.ref_unit not in units}.items():
        what = Message('has figures of the unit "{unit}", which units.csv does not name.', unit=unit)
        advice = Message("Put the unit back, or remove the figures.")
        yield Problem(_file(row), 0, "R01", "REF_UNIT", what, advice)


def _file(row: Observation) -> str:
    return f"{'demo' if row.status == DEMONSTRATION else 'data'}/surveys/indicators.csv"
