"""Key facts and table lines shared by several survey pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from transparency.model.survey import ALL, MISSING, Measure
from transparency.model.survey_action import SurveyAction
from transparency.site.views.sentence import Sentence, ShareText, sentence
from transparency.site.views.survey_figures import ShownFigure, compared_with
from transparency.site.views.survey_findings import change_words
from transparency.site.views.survey_subject import Subject, SurveyElement
from transparency.site.views.survey_views import ActionLine, Breakdown, KeyFacts, Line


def key_facts(subject: Subject, code: str = ALL, period: str | None = None) -> KeyFacts | None:
    """The first things to know about an element; of the latest wave unless a period is given."""
    period = period or subject.figures.latest(code)
    if period is None or not subject.elements:
        return None
    element = subject.element(code)
    return KeyFacts(
        period=period,
        satisfaction=subject.figures.satisfaction(period, code),
        change=change_words(subject, element, period),
        response=subject.figures.of(period, ALL, "RESP_RATE"),
    )


def share_before(subject: Subject) -> ShownFigure | None:
    """The share with which the latest one is compared."""
    period = subject.latest
    if period is None or subject.figures.broken(period, ALL):
        return None
    row = subject.figures.change(period).row
    before = subject.figures.satisfaction(compared_with(row)) if row else None
    return before if before is not None and before.value is not None else None


def main_points(subject: Subject) -> tuple[Sentence, ...]:
    """Three sentences: the share and its target, the blocks at both ends, the change."""
    period = subject.latest
    if period is None:
        return ()
    whole = subject.element(ALL)
    share = ShareText(subject.figures.satisfaction(period, ALL).value or 0)
    return (_share_point(subject, period, share), *_ends(subject, period), _change_point(subject, whole, period))


def _share_point(subject: Subject, period: str, share: ShareText) -> Sentence:
    gap, target = subject.figures.of(period, ALL, "GAP_TARGET", versus="TARGET"), subject.target(ALL, period)
    if target is None or gap.assessment not in VERDICTS:
        return sentence("surveys.point.share", share=share)
    return sentence(f"surveys.point.target.{gap.assessment.lower()}", share=share, target=ShareText(target))


VERDICTS = ("MET", "NOT_MET", "UNCERTAIN")


def _ends(subject: Subject, period: str) -> Iterator[Sentence]:
    """The highest and the lowest block; only blocks that at least 30 people answered are put in order."""
    blocks = [one for one in subject.elements if one.kind == "block"]
    ranked = [(one, figure) for one in blocks if (figure := subject.figures.satisfaction(period, one.code)).ranked]
    ranked.sort(key=lambda pair: pair[1].value or 0)
    if len(ranked) > 1:
        (lowest, low), (highest, high) = ranked[0], ranked[-1]
        yield sentence(
            "surveys.point.ends",
            high=highest.text,
            high_share=ShareText(high.value or 0),
            low=lowest.text,
            low_share=ShareText(low.value or 0),
        )


def _change_point(subject: Subject, whole: SurveyElement, period: str) -> Sentence:
    return sentence("surveys.point.change", change=change_words(subject, whole, period))


def lines(subject: Subject, elements: Iterable[SurveyElement], period: str) -> tuple[Line, ...]:
    """A line for each element."""
    return tuple(
        Line(element, subject.figures.satisfaction(period, element.code), change_words(subject, element, period))
        for element in elements
    )


def breakdowns(subject: Subject, period: str) -> tuple[Breakdown, ...]:
    """Every breakdown that has figures in the period."""
    groups = subject.form.groups if subject.form else ()
    found = []
    for group in groups:
        names = {value.code: value.label for value in group.values}
        codes = subject.figures.categories(period, group.code)
        rows = tuple(
            (names[code], subject.figures.of(period, ALL, "SAT_SHARE", breakdown=group.code, group=code))
            for code in names
            if code in codes
        )
        if rows:
            found.append(Breakdown(group.title, rows))
    return tuple(found)


SHARES: tuple[Measure, ...] = ("SAT_SHARE", "NEG_SHARE", "MID_SHARE", "DK_SHARE", "NA_SHARE")
SHOWN: tuple[Measure, ...] = (*SHARES, *MISSING.values(), "MEAN", "ALPHA")
"""Measures of an indicator page, in this order."""


def measures(subject: Subject, element: SurveyElement, period: str) -> tuple[tuple[str, ShownFigure], ...]:
    """The measures that the table has for an element."""
    found = ((measure, subject.figures.of(period, element.code, measure)) for measure in SHOWN)
    return tuple((measure, figure) for measure, figure in found if figure.state != "absent")


def action_lines(actions: Iterable[SurveyAction], today: dt.date) -> tuple[ActionLine, ...]:
    """The latest decision first."""
    ordered = sorted(actions, key=lambda action: (action.decided, action.id), reverse=True)
    return tuple(ActionLine(action, action.state(today)) for action in ordered)
