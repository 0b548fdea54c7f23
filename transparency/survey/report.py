"""Writes the run report of the aggregation: what was read, assumed, dropped, flagged, suppressed and written.

It has counts and codes of the questionnaire only; no cell of the export is copied into it. Its counts are exact, so it stays
inside the university.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scipy.stats import chisquare

from transparency.model.survey import ALL, RELIABLE, TOTAL, UNIVERSITY
from transparency.survey.cells import CellKey, Cost
from transparency.survey.counts import PeriodCounts
from transparency.survey.grouping import EVERYBODY
from transparency.survey.reading import ExportReading
from transparency.survey.run import SurveyRun, headline_without_flags
from transparency.survey.tally import Tally


def report(outcome: SurveyRun, written: Mapping[str, str]) -> str:
    """Plain text, the same for the same input."""
    questionnaire = outcome.request.questionnaire
    lines = [f"Survey {questionnaire.id}: {questionnaire.title.any}", f"Status: {questionnaire.status}", ""]
    for reading in outcome.readings:
        lines.extend(_read(reading))
    for counts in outcome.periods:
        lines.extend(_period(outcome, counts))
    lines.extend(_protection(outcome))
    lines.extend(_notices(outcome))
    lines.append("Files")
    lines.extend(f"  {name}: {text.count(chr(10)) - 1} rows" for name, text in sorted(written.items()))
    return "\n".join(lines) + "\n"


def _read(reading: ExportReading) -> Iterator[str]:
    yield f"File {reading.file}"
    for sentence in reading.assumed:
        yield f"  {sentence}"
    yield f"  periods: {', '.join(counts.period for counts in reading.counts)}"
    yield ""


def _period(outcome: SurveyRun, counts: PeriodCounts) -> Iterator[str]:
    quality = counts.quality
    yield f"Period {counts.period}"
    yield f"  {quality.n_raw} submissions read"
    yield f"  {quality.n_noconsent} without consent, {quality.n_test} tests, {quality.n_dup} duplicates left out"
    yield f"  {quality.n_empty} without any valid answer left out, {quality.n_usable} usable, {quality.n_complete} complete"
    yield f"  {quality.n_out} cells that are no answers, {quality.n_words} of them unknown words"
    yield f"  flagged, not removed: {quality.n_straight} with one mark throughout, {quality.n_outside} outside the field"
    yield f"  period, {quality.n_filter} who answered a question that was not for them"
    yield from _sensitivity(outcome, counts)
    yield from _response(outcome, counts)
    yield from _themes(outcome, counts)
    yield ""


def _sensitivity(outcome: SurveyRun, counts: PeriodCounts) -> Iterator[str]:
    shares = headline_without_flags(outcome, counts)
    if shares is not None:
        with_flags, without = (100 * share for share in shares)
        yield f"  satisfied over all questions: {with_flags:.1f} %, without flagged submissions {without:.1f} %"


def _response(outcome: SurveyRun, counts: PeriodCounts) -> Iterator[str]:
    survey = outcome.request.questionnaire.id
    whole = outcome.tallies[CellKey(survey, counts.period, *EVERYBODY, ALL)]
    eligible = whole.cell.n_eligible
    if eligible is None:
        yield "  response rate: not computed, the number of eligible people was not given"
        return
    if not whole.cell.n_usable:
        yield f"  response rate: 0 of {eligible}"
        return
    rate, p = whole.cell.n_usable / eligible, whole.positive.share
    low = "; below 30 %, an early warning" if rate < 0.3 else "; below 50 %" if rate < 0.5 else ""
    yield f"  response rate: {whole.cell.n_usable} of {eligible}, {100 * rate:.1f} %{low}"
    yield f"  whole population, whatever the silent think: {100 * rate * p:.0f} % to {100 * (rate * p + 1 - rate):.0f} %"
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
            yield _composition_line("units" if kind == TOTAL else kind, chosen)


def _covering(parts: list[Tally], whole: Tally) -> list[Tally]:
    """Parts that make up the population; of a tree of units the largest ones that do."""
    total, chosen = 0, []
    for part in sorted(parts, key=lambda tally: (-(tally.cell.n_eligible or 0), tally.key)):
        if total + (part.cell.n_eligible or 0) <= (whole.cell.n_eligible or 0):
            chosen.append(part)
            total += part.cell.n_eligible or 0
    return chosen if total == whole.cell.n_eligible and len(chosen) > 1 else []


def _composition_line(kind: str, parts: list[Tally]) -> str:
    responded = [part.cell.n_usable for part in parts]
    population = [part.cell.n_eligible or 0 for part in parts]
    expected = [sum(responded) * n / sum(population) for n in population]
    test = chisquare(responded, expected)
    widest = max(abs(r / sum(responded) - n / sum(population)) for r, n in zip(responded, population, strict=True))
    degrees = len(parts) - 1
    verdict = "differs from" if test.pvalue < 0.05 else "is like"
    return (
        f"  by {kind} the composition {verdict} the population: chi-square {test.statistic:.2f} on {degrees} degrees, "
        f"p = {test.pvalue:.4f}, largest difference {100 * widest:.1f} points"
    )


def _themes(outcome: SurveyRun, counts: PeriodCounts) -> Iterator[str]:
    if counts.themes:
        shown = sum(theme.time_period == counts.period for theme in outcome.themes)
        yield f"  themes of open answers: {shown} of {len(counts.themes)} with enough respondents"


def _protection(outcome: SurveyRun) -> Iterator[str]:
    protection, request = outcome.protection, outcome.request
    decisions = [d for key, d in protection.decisions.items() if outcome.tallies[key].cell.publishable]
    small = sum(tally.cell.n_resp < RELIABLE for key, tally in outcome.tallies.items() if _is_shown(outcome, key))
    yield "Disclosure control"
    yield f"  threshold {request.threshold} respondents; {len(decisions)} cells"
    yield f"  {decisions.count('A')} hidden because small, {decisions.count('D')} hidden to protect them"
    yield f"  {len(protection.withheld)} shown without their answers; {small} shown as of low reliability"
    yield from _cost(protection.cost)
    yield from _reasons(outcome)
    yield ""


def _cost(cost: Cost) -> Iterator[str]:
    """How much is hidden, and how far that is from the least that any safe pattern must hide (decision 0450)."""
    yield f"  cost: {cost.hidden_cells} cells, {cost.hidden_respondents} respondents, {cost.weighted:.0f} weighted"
    if cost.weighted:
        best = "the best there is" if cost.ratio < 1.0005 else f"at most {cost.ratio:.3f} times the best"
        yield f"  no safe pattern costs less than {cost.bound:.0f}: this one is {best}"


def _reasons(outcome: SurveyRun) -> Iterator[str]:
    """Why each cell is hidden."""
    protection = outcome.protection
    for key, decision in sorted(protection.decisions.items()):
        cell = outcome.tallies[key].cell
        if decision == "A":
            yield f"  {_named(key)}: hidden, {cell.n_resp} respondents"
        elif decision == "D" and cell.publishable:
            other = protection.protects.get(key)
            whom = "small cells" if other is None else _named(other)
            yield f"  {_named(key)}: hidden, else {whom} could be computed"


def _named(key: CellKey) -> str:
    return " ".join((key.period, *(part for part in key.group if part != TOTAL), key.element))


def _is_shown(outcome: SurveyRun, key: CellKey) -> bool:
    return outcome.protection.decisions.get(key) == "F" and key.ref_unit != UNIVERSITY


def _notices(outcome: SurveyRun) -> Iterator[str]:
    if outcome.problems:
        yield "Notices"
        yield from (f"  {problem}" for problem in sorted(outcome.problems))
        yield ""
