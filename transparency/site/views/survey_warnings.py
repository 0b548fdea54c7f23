"""Computes early warnings from survey figures: strong and weak signals with their evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from transparency.model.indicator_value import EarlySign
from transparency.registry.check import CheckedRegistry
from transparency.site.views.measured import Measured, all_measured
from transparency.site.views.sentence import IntervalText, Points, Sentence, ShareText, Value, When, sentence
from transparency.site.views.survey_figures import ShownFigure, compared_with
from transparency.site.views.survey_findings import of_same_part
from transparency.site.views.survey_subject import Subject, SurveyElement

Kind = Literal["response", "neutral", "target", "drop", "run"]


@dataclass(frozen=True, slots=True)
class Warning:
    """One sign and what it rests on."""

    kind: Kind
    subject: Subject
    element: SurveyElement
    period: str
    evidence: Sentence
    figure: ShownFigure
    tested: tuple[Value, ...] = ()
    """How many comparisons were tested together."""
    strong: bool = True
    """The interval bears it out; otherwise it is listed without alarm."""

    @property
    def when(self) -> When:
        """The period in words."""
        return When(self.period)

    @property
    def word(self) -> str:
        """Which of ``surveys.sign`` names it: a target may be missed or in doubt."""
        return "target-uncertain" if self.kind == "target" and not self.strong else self.kind


@dataclass(frozen=True, slots=True)
class IndicatorSign:
    """An indicator whose growth is an early sign."""

    kind: EarlySign
    one: Measured

    @property
    def grew(self) -> bool | None:
        """Whether the last value is above the one before; None where the two cannot be compared."""
        return None if self.one.change is None else self.one.change > 0


def indicator_signs(registry: CheckedRegistry) -> tuple[IndicatorSign, ...]:
    """The signs that groups of indicators declare, whether or not they have values."""
    found = all_measured(registry)
    declared = (one for group in registry.indicator_groups for one in group.indicators)
    return tuple(IndicatorSign(one.sign, found[one.id]) for one in declared if one.sign)


def warnings(subjects: Iterable[Subject], year: str | None = None) -> tuple[Warning, ...]:
    """The signs in the last year of each survey, or in a given set of periods."""
    return tuple(w for s in subjects for p in recent(s) if year is None or p == year for w in in_period(s, p))


def recent(subject: Subject) -> tuple[str, ...]:
    """The waves of the last year with figures; each half-year has its own."""
    last = subject.latest
    return tuple(p for p in subject.periods if last and p[:4] == last[:4] and p <= last)


def in_period(subject: Subject, period: str) -> Iterator[Warning]:
    """Every sign of one wave."""
    for element in subject.elements:
        for look in SIGNS.values():
            found = look(subject, element, period)
            if found is not None:
                yield found


def _response(subject: Subject, element: SurveyElement, period: str) -> Warning | None:
    figure = subject.figures.of(period, element.code, "RESP_RATE")
    line = subject.section.thresholds.response
    if figure.value is None or figure.value >= line:
        return None
    evidence = sentence("surveys.evidence.response", share=ShareText(figure.value), line=ShareText(line, 0))
    return Warning("response", subject, element, period, evidence, figure)


def _neutral(subject: Subject, element: SurveyElement, period: str) -> Warning | None:
    figure = subject.figures.of(period, element.code, "MID_DIFF", versus="PREV")
    if figure.value is None or figure.row is None or figure.assessment != "UP":
        return None
    return Warning(
        "neutral",
        subject,
        element,
        period,
        sentence("surveys.evidence.neutral", **_change(figure)),
        figure,
        _tested(subject, figure),
    )


def _target(subject: Subject, element: SurveyElement, period: str) -> Warning | None:
    gap = subject.figures.of(period, element.code, "GAP_TARGET", versus="TARGET")
    if gap.value is None or gap.assessment not in {"NOT_MET", "UNCERTAIN"}:
        return None
    reached = subject.figures.satisfaction(period, element.code)
    evidence = sentence(
        f"surveys.evidence.target_{gap.assessment.lower()}",
        share=ShareText(reached.value or 0),
        interval=IntervalText(reached.lower or 0, reached.upper or 0),
        target=ShareText(subject.target(element.code, period) or 0),
    )
    return Warning("target", subject, element, period, evidence, reached, strong=gap.assessment == "NOT_MET")


def _drop(subject: Subject, element: SurveyElement, period: str) -> Warning | None:
    figure = subject.figures.change(period, element.code)
    if figure.value is None or figure.row is None or figure.assessment != "DOWN":
        return None
    evidence = sentence("surveys.evidence.drop", **_change(figure))
    return Warning("drop", subject, element, period, evidence, figure, _tested(subject, figure))


def _run(subject: Subject, element: SurveyElement, period: str) -> Warning | None:
    figure = subject.figures.of(period, element.code, "TREND", versus="RUN")
    if figure.value is None or figure.row is None or figure.assessment != "DOWN":
        return None
    first, _, last = compared_with(figure.row).partition("-")
    evidence = sentence(
        "surveys.evidence.run",
        first=first,
        last=last,
        by=Points(figure.value),
        interval=_size(figure),
    )
    evidence = of_same_part(evidence, period)
    return Warning("run", subject, element, period, evidence, figure, _tested(subject, figure))


SIGNS: Mapping[Kind, Callable[[Subject, SurveyElement, str], Warning | None]] = {
    "response": _response,
    "neutral": _neutral,
    "target": _target,
    "drop": _drop,
    "run": _run,
}
"""Kind of sign -> how it is found; the words of a kind are ``surveys.sign.<kind>``."""


def _change(figure: ShownFigure) -> dict[str, Value]:
    """The size of a change and its interval, smaller end first, without sign."""
    assert figure.row is not None  # noqa: S101  (asked by the caller)
    return {
        "by": Points(figure.value or 0),
        "interval": _size(figure),
        "since": When(compared_with(figure.row), "since"),
    }


def _size(figure: ShownFigure) -> IntervalText:
    low, high = sorted((abs(figure.lower or 0), abs(figure.upper or 0)))
    return IntervalText(low, high, "difference")


def _tested(subject: Subject, figure: ShownFigure) -> tuple[Value, ...]:
    return subject.notes(tuple(note for note in figure.notes if note.startswith("BH")))
