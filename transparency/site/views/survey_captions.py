"""Captions of the charts of a survey: how many answered and when, and why a figure is hidden."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from transparency.site.views.sentence import Days, Number, Sentence, Value, When, sentence
from transparency.site.views.survey_chart import Datum
from transparency.site.views.survey_figures import ShownFigure
from transparency.site.views.survey_subject import Subject


def fielded(subject: Subject, periods: Sequence[str]) -> Value:
    """When the questions could be answered, from the first to the last of the periods."""
    first, last = (subject.form.wave_of(p) if subject.form else None for p in (periods[0], periods[-1]))
    if first and last and first.starts and last.ends:
        return Days(first.starts, last.ends)
    if periods[0] == periods[-1]:
        return sentence("surveys.in_period", period=When(periods[0]))
    if periods[0].isdigit() and periods[-1].isdigit():
        return sentence("surveys.in_years", first=periods[0], last=periods[-1])
    return sentence("surveys.in_periods", first=When(periods[0]), last=When(periods[-1]))


def _known(subject: Subject, periods: Iterable[str]) -> list[str]:
    return [p for p in periods if subject.figures.satisfaction(p).value is not None]


def _respondents(figures: Iterable[ShownFigure]) -> Sentence:
    counts = [figure.respondents for figure in figures if figure.respondents is not None]
    if not counts:
        return sentence("surveys.n_none")
    least, most = min(counts), max(counts)
    if least == most:
        return sentence("surveys.n_one", n=Number(most))
    return sentence("surveys.n_range", least=Number(least), most=Number(most))


def subtitle(subject: Subject, figures: Iterable[ShownFigure], periods: Sequence[str]) -> Sentence:
    """How many answered, and when."""
    known = _known(subject, periods) or list(periods)
    return sentence("surveys.subtitle", n=_respondents(figures), dates=fielded(subject, known))


def remarks(subject: Subject, data: Iterable[Datum]) -> tuple[Value, ...]:
    """Why each hidden figure is hidden."""
    return tuple(
        sentence("surveys.remark", what=datum.label, why=subject.why_hidden(datum.figure))
        for datum in data
        if datum.figure.value is None
    )
