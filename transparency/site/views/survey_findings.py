"""Decides what may be said about a figure: "up" or "down" only if significant, nothing below 30 respondents."""

from __future__ import annotations

from transparency.site.views.sentence import Points, Sentence, ShareText, Value, When, sentence
from transparency.site.views.survey_figures import ShownFigure, compared_with
from transparency.site.views.survey_subject import Subject, SurveyElement


def name_of(element: SurveyElement) -> Value:
    """How sentences call an element; the survey as a whole has no need of its long title."""
    return sentence("surveys.whole") if element.kind == "survey" else element.text


def change_finding(subject: Subject, element: SurveyElement) -> Sentence:
    """The last share of an element and how it changed."""
    period = subject.figures.latest(element.code)
    if period is None:
        return sentence("surveys.finding.none", name=name_of(element))
    figure = subject.figures.satisfaction(period, element.code)
    share = ShareText(figure.value or 0)
    return sentence(
        "surveys.finding.change", name=name_of(element), share=share, change=change_words(subject, element, period)
    )


def change_words(subject: Subject, element: SurveyElement, period: str) -> Sentence:
    """Up, down, no more than chance, or why nothing can be said."""
    figure = subject.figures.satisfaction(period, element.code)
    change = subject.figures.change(period, element.code)
    if figure.value is None:
        return subject.why_hidden(figure)
    if figure.state == "unreliable":
        return sentence("surveys.change.weak")
    if subject.figures.broken(period, element.code):
        return sentence("surveys.change.break")
    if change.value is None or change.row is None:
        return sentence("surveys.change.first")
    return _verdict(change)


def _verdict(change: ShownFigure) -> Sentence:
    assert change.row is not None and change.value is not None  # noqa: S101, PT018  (asked by the caller)
    since = When(compared_with(change.row), "since")
    word = {"UP": "up", "DOWN": "down"}.get(change.assessment, "same")
    if word == "same":
        return sentence("surveys.change.same", since=since)
    return sentence(f"surveys.change.{word}", since=since, by=Points(change.value))


def trend_words(subject: Subject, element: SurveyElement, period: str) -> Sentence | None:
    """The direction over three or more comparable waves, where it can be told from chance."""
    run = subject.figures.of(period, element.code, "TREND", versus="RUN")
    if run.value is None or run.row is None or run.state != "shown" or run.assessment not in {"UP", "DOWN"}:
        return None
    first, _, last = compared_with(run.row).partition("-")
    return sentence(f"surveys.run.{run.assessment.lower()}", first=first, last=last, by=Points(run.value))
