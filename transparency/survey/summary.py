"""Tells before anything is written which figures of a run will be public and which are hidden."""

from __future__ import annotations

from collections.abc import Iterator

from transparency.model.messages import Message
from transparency.model.survey import ALL, UNIVERSITY
from transparency.model.text import Lang
from transparency.survey.cells import CellKey
from transparency.survey.counts import PeriodCounts
from transparency.survey.grouping import EVERYBODY, is_known
from transparency.survey.run import SurveyRun


def summary(outcome: SurveyRun, lang: Lang) -> Iterator[Message]:
    """One sentence a line; counts of hidden groups are not said."""
    for counts in outcome.periods:
        yield Message("summary.title", survey=outcome.request.questionnaire.id, period=counts.period)
        yield Message("summary.people", usable=counts.quality.n_usable, raw=counts.quality.n_raw)
        yield from _groups(outcome, counts, lang)
        yield _questions(outcome, counts)


def _groups(outcome: SurveyRun, counts: PeriodCounts, lang: Lang) -> Iterator[Message]:
    names = _names(outcome, lang)
    for key, decision in sorted(outcome.protection.decisions.items(), key=lambda pair: pair[0].group != EVERYBODY):
        if key.period != counts.period or key.element != ALL or not is_known(key.group):
            continue
        if key.group == EVERYBODY:
            yield _university(outcome, key) if decision == "F" else Message("summary.no_university")
        else:
            code = key.category if key.ref_unit == UNIVERSITY else key.ref_unit
            yield Message("summary.shown" if decision == "F" else "summary.hidden", group=names.get(code, code))


def _university(outcome: SurveyRun, key: CellKey) -> Message:
    whole = outcome.tallies[key]
    return Message("summary.university", share=f"{100 * whole.positive.share:.1f}", n=whole.cell.n_resp)


def _names(outcome: SurveyRun, lang: Lang) -> dict[str, str]:
    request = outcome.request
    categories = {value.code: value.label for group in request.questionnaire.groups for value in group.values}
    texts = categories | {unit.code: unit.title for unit in request.units}
    return {code: text.get(lang) for code, text in texts.items()}


def _questions(outcome: SurveyRun, counts: PeriodCounts) -> Message:
    survey = outcome.request.questionnaire.id
    keys = [CellKey(survey, counts.period, *EVERYBODY, item.code) for item in counts.items]
    shown = sum(outcome.protection.decisions.get(key) == "F" for key in keys)
    return Message("summary.questions", shown=shown, all=len(keys))
