"""Writes the run report of the aggregation: what was read, assumed, dropped, flagged, suppressed and written.

It has counts and codes of the questionnaire only; no cell of the export is copied into it. Its counts are exact, so it stays
inside the university.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scipy.stats import chisquare

from transparency.model.languages import Lang
from transparency.model.messages import Message, translate
from transparency.model.problem import translated
from transparency.model.survey import ALL, RELIABLE, TOTAL, UNIVERSITY
from transparency.survey.cells import CellKey, Cost
from transparency.survey.counts import PeriodCounts
from transparency.survey.grouping import EVERYBODY
from transparency.survey.reading import ExportReading
from transparency.survey.run import SurveyRun, headline_without_flags
from transparency.survey.tally import Tally


def report(outcome: SurveyRun, written: Mapping[str, str], lang: Lang) -> str:
    """Plain text, the same for the same input."""
    return "".join(f"{translate(line, lang)}\n" for line in _lines(outcome, written, lang))


def _lines(outcome: SurveyRun, written: Mapping[str, str], lang: Lang) -> Iterator[str]:
    questionnaire = outcome.request.questionnaire
    title = questionnaire.title.get(lang) or questionnaire.title.any
    yield Message("Survey {code}: {title}", code=questionnaire.id, title=title)
    yield Message("Status: {status}", status=questionnaire.status)
    yield ""
    for reading in outcome.readings:
        yield from _read(reading)
    for counts in outcome.periods:
        yield from _period(outcome, counts)
    yield from _protection(outcome)
    yield from _notices(outcome, lang)
    yield Message("Files")
    for name, text in sorted(written.items()):
        yield Message("  {file}: {n} rows", file=name, n=text.count("\n") - 1)


def _read(reading: ExportReading) -> Iterator[str]:
    yield Message("File {file}", file=reading.file)
    for sentence in reading.assumed:
        yield Message("  {sentence}", sentence=sentence)
    yield Message("  periods: {periods}", periods=tuple(counts.period for counts in reading.counts))
    yield ""


def _period(outcome: SurveyRun, counts: PeriodCounts) -> Iterator[str]:
    q = counts.quality
    yield Message("Period {period}", period=counts.period)
    yield Message("  {n} submissions read", n=q.n_raw)
    left_out = {"consent": q.n_noconsent, "tests": q.n_test, "duplicates": q.n_dup}
    yield Message("  {consent} without consent, {tests} tests, {duplicates} duplicates left out", **left_out)
    kept = {"empty": q.n_empty, "usable": q.n_usable, "complete": q.n_complete}
    yield Message("  {empty} without any valid answer left out, {usable} usable, {complete} complete", **kept)
    yield Message("  {n} cells that are no answers, {words} of them unknown words", n=q.n_out, words=q.n_words)
    yield Message("  flagged, not removed: {n} with one mark throughout", n=q.n_straight)
    yield Message("  flagged, not removed: {n} outside the field period", n=q.n_outside)
    yield Message("  flagged, not removed: {n} who answered a question that was not for them", n=q.n_filter)
    yield from _sensitivity(outcome, counts)
    yield from _response(outcome, counts)
    yield from _themes(outcome, counts)
    yield ""


def _sensitivity(outcome: SurveyRun, counts: PeriodCounts) -> Iterator[str]:
    shares = headline_without_flags(outcome, counts)
    if shares is not None:
        with_flags, without = (f"{100 * share:.1f}" for share in shares)
        text = "  satisfied over all questions: {share} %, without flagged submissions {without} %"
        yield Message(text, share=with_flags, without=without)


def _response(outcome: SurveyRun, counts: PeriodCounts) -> Iterator[str]:
    survey = outcome.request.questionnaire.id
    whole = outcome.tallies[CellKey(survey, counts.period, *EVERYBODY, ALL)]
    eligible, usable = whole.cell.n_eligible, whole.cell.n_usable
    if eligible is None:
        yield Message("  response rate: not computed, the number of eligible people was not given")
        return
    if not usable:
        yield Message("  response rate: 0 of {all}", all=eligible)
        return
    rate, p = usable / eligible, whole.positive.share
    low = Message("rate.warning") if rate < 0.3 else Message("rate.low") if rate < 0.5 else ""
    percent = f"{100 * rate:.1f}"
    yield Message("  response rate: {n} of {all}, {percent} %{low}", n=usable, all=eligible, percent=percent, low=low)
    ends = {"low": f"{100 * rate * p:.0f}", "high": f"{100 * (rate * p + 1 - rate):.0f}"}
    yield Message("  whole population, whatever the non-respondents think: {low} % to {high} %", **ends)
    yield from _composition(outcome, counts, whole)


def _composition(outcome: SurveyRun, counts: PeriodCounts, whole: Tally) -> Iterator[str]:
    """Respondents against the population, one breakdown (or the units) at a time."""
    by_kind: dict[str, list[Tally]] = {}
    for key, tally in outcome.tallies.items():
        if key.period == counts.period and key.element == ALL and key.group != EVERYBODY and tally.cell.n_eligible:
            by_kind.setdefault(key.breakdown, []).append(tally)
    for kind, parts in by_kind.items():
        chosen = _covering(parts, whole)
        if chosen:
            yield _composition_line(Message("units") if kind == TOTAL else kind, chosen)


def _covering(parts: list[Tally], whole: Tally) -> list[Tally]:
    """Parts that make up the population; of a tree of units the largest ones that do."""
    total, chosen = 0, []
    for part in sorted(parts, key=lambda tally: (-(tally.cell.n_eligible or 0), tally.key)):
        if total + (part.cell.n_eligible or 0) <= (whole.cell.n_eligible or 0):
            chosen.append(part)
            total += part.cell.n_eligible or 0
    return chosen if total == whole.cell.n_eligible and len(chosen) > 1 else []


def _composition_line(kind: str, parts: list[Tally]) -> Message:
    responded = [part.cell.n_usable for part in parts]
    population = [part.cell.n_eligible or 0 for part in parts]
    expected = [sum(responded) * n / sum(population) for n in population]
    test = chisquare(responded, expected)
    widest = max(abs(r / sum(responded) - n / sum(population)) for r, n in zip(responded, population, strict=True))
    return Message(
        "composition.differs" if test.pvalue < 0.05 else "composition.like",
        kind=kind,
        statistic=f"{test.statistic:.2f}",
        degrees=len(parts) - 1,
        p=f"{test.pvalue:.4f}",
        widest=f"{100 * widest:.1f}",
    )


def _themes(outcome: SurveyRun, counts: PeriodCounts) -> Iterator[str]:
    if counts.themes:
        shown = sum(theme.time_period == counts.period for theme in outcome.themes)
        yield Message("  themes of open answers: {n} of {all} with enough respondents", n=shown, all=len(counts.themes))


def _protection(outcome: SurveyRun) -> Iterator[str]:
    protection, request = outcome.protection, outcome.request
    decisions = [d for key, d in protection.decisions.items() if outcome.tallies[key].cell.publishable]
    small = sum(tally.cell.n_resp < RELIABLE for key, tally in outcome.tallies.items() if _is_shown(outcome, key))
    yield Message("Disclosure control")
    yield Message("  threshold {threshold} respondents; {n} cells", threshold=request.threshold, n=len(decisions))
    hidden = {"small": decisions.count("A"), "others": decisions.count("D")}
    yield Message("  {small} hidden because small, {others} hidden to protect them", **hidden)
    shown = {"n": len(protection.withheld), "small": small}
    yield Message("  {n} shown without their answers; {small} shown as of low reliability", **shown)
    yield from _cost(protection.cost)
    yield from _reasons(outcome)
    yield ""


def _cost(cost: Cost) -> Iterator[str]:
    """How much is hidden, and how far that is from the least that any safe pattern must hide (decision 0450)."""
    counted = {"cells": cost.hidden_cells, "people": cost.hidden_respondents, "weighted": f"{cost.weighted:.0f}"}
    yield Message("  cost: {cells} cells, {people} respondents, {weighted} weighted", **counted)
    if cost.weighted and cost.ratio < 1.0005:
        yield Message(
            "  no safe pattern costs less than {bound}: this one is the best there is", bound=f"{cost.bound:.0f}"
        )
    elif cost.weighted:
        text = "  no safe pattern costs less than {bound}: this one is at most {ratio} times the best"
        yield Message(text, bound=f"{cost.bound:.0f}", ratio=f"{cost.ratio:.3f}")


def _reasons(outcome: SurveyRun) -> Iterator[str]:
    """Why each cell is hidden."""
    protection = outcome.protection
    for key, decision in sorted(protection.decisions.items()):
        cell = outcome.tallies[key].cell
        if decision == "A":
            yield Message("  {cell}: hidden, {n} respondents", cell=_named(key), n=cell.n_resp)
        elif decision == "D" and cell.publishable:
            other = protection.protects.get(key)
            whom = Message("small cells") if other is None else _named(other)
            yield Message("  {cell}: hidden, else {other} could be computed", cell=_named(key), other=whom)


def _named(key: CellKey) -> str:
    return " ".join((key.period, *(part for part in key.group if part != TOTAL), key.element))


def _is_shown(outcome: SurveyRun, key: CellKey) -> bool:
    return outcome.protection.decisions.get(key) == "F" and key.ref_unit != UNIVERSITY


def _notices(outcome: SurveyRun, lang: Lang) -> Iterator[str]:
    if outcome.problems:
        yield Message("Notices")
        for problem in translated(sorted(outcome.problems), lang):
            yield Message("  {sentence}", sentence=problem)
        yield ""
