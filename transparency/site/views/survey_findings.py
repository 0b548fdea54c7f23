"""Decides what may be said about a figure: "up" or "down" only if significant, nothing below 30 respondents."""

from __future__ import annotations

from collections.abc import Sequence

from transparency.site.views.sentence import Number, Points, Sentence, ShareText, Value, When, sentence
from transparency.site.views.survey_figures import ShownFigure, compared_with
from transparency.site.views.survey_subject import Subject, SurveyElement

MOST_NAMES = 3
"""A finding names as many; of more it says how many others there are."""


def name_of(element: SurveyElement) -> Value:
    """How sentences call an element; the survey as a whole has no need of its long title."""
    return sentence("surveys.whole") if element.kind == "survey" else element.text


def listed(names: Sequence[Value]) -> Value:
    """Names with commas between them."""
    shown, found = names[:MOST_NAMES], names[0]
    for one in shown[1:]:
        found = sentence("surveys.finding.and", first=found, rest=one)
    if len(names) > MOST_NAMES:
        return sentence("surveys.finding.more", first=found, n=Number(len(names) - MOST_NAMES))
    return found


def units_finding(above: Sequence[Value], below: Sequence[Value]) -> Sentence:
    """Which units differ from the rest of the university beyond chance."""
    if above and below:
        return sentence("surveys.finding.units", above=listed(above), below=listed(below))
    if above or below:
        word = "above" if above else "below"
        return sentence(f"surveys.finding.units_{word}", names=listed(above or below))
    return sentence("surveys.finding.units_same")


def targets_finding(met: Sequence[Value], missed: Sequence[Value], uncertain: Sequence[Value]) -> Sentence:
    """Which targets were met; at least one has a verdict."""
    parts = {"targets_met": met, "targets_missed": missed, "targets_open": uncertain}
    told = [
        sentence(f"surveys.finding.{key}", names=listed([sentence("language.quoted", text=one) for one in names]))
        for key, names in parts.items()
        if names
    ]
    found = told[0]
    for one in told[1:]:
        found = sentence("surveys.finding.then", first=found, rest=one)
    return sentence("surveys.finding.targets", parts=found)


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


def blocks_finding(subject: Subject, blocks: Sequence[SurveyElement]) -> Sentence:
    """Which blocks of the latest wave differ from the wave before beyond chance."""
    period = subject.latest
    found: dict[str, list[Value]] = {"up": [], "down": []}
    same: list[Value] = []
    for block in blocks if period else ():
        word = change_words(subject, block, period or "").key.rsplit(".", 1)[1]
        if word in found:
            found[word].append(sentence("language.quoted", text=block.text))
        elif word == "same":
            same.append(sentence("language.quoted", text=block.text))
    up, down = found.values()
    if up and down:
        return sentence("surveys.finding.moved", up=listed(up), down=listed(down))
    if up or down:
        return sentence(f"surveys.finding.moved_{'up' if up else 'down'}", names=listed(up or down))
    if same and len(same) < len(blocks):
        return sentence("surveys.finding.moved_none_of", names=listed(same))
    return sentence("surveys.finding.moved_none")


def change_words(subject: Subject, element: SurveyElement, period: str) -> Sentence:
    """Up, down, no more than chance, or why nothing can be said."""
    figure = subject.figures.satisfaction(period, element.code)
    change = subject.figures.change(period, element.code)
    if figure.value is None:
        return subject.why_hidden(figure)
    if figure.state == "unreliable":
        return sentence("surveys.change.weak")
    if subject.figures.broken(period, element.code):
        return sentence("surveys.change.reworded" if element.kind == "item" else "surveys.change.break")
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
    finding = sentence(f"surveys.run.{run.assessment.lower()}", first=first, last=last, by=Points(run.value))
    return of_same_part(finding, period)


def of_same_part(finding: Sentence, period: str) -> Sentence:
    """The finding; of a survey that is held several times a year, with the part of the year that is compared."""
    return sentence("surveys.run.same_part", finding=finding, part=When(period, "part")) if "-" in period else finding
