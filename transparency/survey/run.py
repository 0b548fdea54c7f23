"""Runs the whole aggregation: from raw export files to the figures, notes and report that may be written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from transparency.model.messages import Message
from transparency.model.problem import Problem
from transparency.model.questionnaire import ExportLayout, Questionnaire
from transparency.model.survey import ALL, THRESHOLD, Measure, Observation, PopulationCount, SurveyUnit, ThemeCount
from transparency.model.survey_calendar import CalendarEntry
from transparency.survey.cells import CellKey, Protection
from transparency.survey.checks import before_reading, revision_problems, too_many_respondents
from transparency.survey.comparisons import ComparableShares, comparisons, corrected, table_of
from transparency.survey.counts import PeriodCounts
from transparency.survey.figures import own_figures
from transparency.survey.grouping import EVERYBODY, GroupKey
from transparency.survey.observations import Writer
from transparency.survey.parts import IN_PROCESS, CountingPlan, Engine, read_and_count
from transparency.survey.reading import ExportReading, Input, Progress
from transparency.survey.reliability import Alpha
from transparency.survey.selection import Selection, select
from transparency.survey.suppression import protect, published
from transparency.survey.tally import Tally
from transparency.survey.themes import theme_counts


@dataclass(frozen=True, slots=True)
class Request:
    """Everything a run needs; files are named, not opened."""

    questionnaire: Questionnaire
    layout: ExportLayout
    inputs: tuple[Input, ...]
    units: tuple[SurveyUnit, ...] = ()
    population: tuple[PopulationCount, ...] = ()
    calendar: tuple[CalendarEntry, ...] = ()
    """Says how fine the figures of a survey may be."""
    history: tuple[Observation, ...] = ()
    """Figures of this survey that are already published."""
    threshold: int = THRESHOLD
    revision: int = 1


@dataclass(frozen=True, slots=True)
class SurveyRun:
    """What may be written, and what the run report tells."""

    request: Request
    observations: tuple[Observation, ...]
    themes: tuple[ThemeCount, ...]
    readings: tuple[ExportReading, ...]
    periods: tuple[PeriodCounts, ...]
    """Counts by period, in order."""
    tallies: Mapping[CellKey, Tally]
    alphas: Mapping[CellKey, Alpha]
    protection: Protection
    problems: tuple[Problem, ...]


def run(request: Request, progress: Progress, engine: Engine = IN_PROCESS) -> SurveyRun | tuple[Problem, ...]:
    """The outcome, or every reason why there is none. The engine reads and counts exports that come in parts."""
    periods = [source.period for source in request.inputs]
    problems = before_reading(request.questionnaire, request.layout, periods, request.units, request.calendar)
    if problems:
        return problems
    plan = CountingPlan(request.questionnaire, request.layout, request.units, _eligible_by_period(request))
    readings = tuple(read_and_count(source, plan, engine, progress) for source in request.inputs)
    found = [problem for reading in readings for problem in reading.problems]
    found.extend(_same_period_twice(readings))
    if any(problem.level == "error" for problem in found):
        return tuple(found)
    return _computed(request, readings, found, progress)


def _same_period_twice(readings: Sequence[ExportReading]) -> Iterator[Problem]:
    pairs = sorted((counts.period, reading.file) for reading in readings for counts in reading.counts)
    for period, group in groupby(pairs, key=lambda pair: pair[0]):
        files = [file for _, file in group]
        if len(files) > 1:
            what = Message("{n} files hold this period.", n=len(files))
            advice = Message("Give one file for each period, or a folder with its parts.")
            yield Problem(files[1], 0, "I08", period, what, advice)


def _computed(
    request: Request, readings: tuple[ExportReading, ...], found: list[Problem], progress: Progress
) -> SurveyRun | tuple[Problem, ...]:
    periods = tuple(sorted((c for reading in readings for c in reading.counts), key=lambda counts: counts.period))
    counted = {key: tally for counts in periods for key, tally in counts.tallies.items()}
    parts = {counts.period: counts.groupings for counts in periods}
    found.extend(too_many_respondents(counted))
    if any(problem.level == "error" for problem in found):
        return tuple(found)
    alphas = {key: products.alpha() for counts in periods for key, products in counts.products.items()}
    selection = select(counted, parts, request.questionnaire)
    progress(Message("{survey}: {n} cells to protect", survey=request.questionnaire.id, n=len(selection.cells)))
    protection = protect(
        selection.cells, selection.partitions, selection.poolings, published(request.history), request.threshold
    )
    found.extend(revision_problems(protection, request.questionnaire.id))
    if any(problem.level == "error" for problem in found):
        return tuple(found)
    observations = _observations(request, selection, counted, alphas, protection)
    themes = tuple(theme for counts in periods for theme in _themes(request, counts))
    return SurveyRun(request, observations, themes, readings, periods, counted, alphas, protection, tuple(found))


def _themes(request: Request, counts: PeriodCounts) -> Iterator[ThemeCount]:
    """Everybody who answered is asked about themes, whether they wrote anything or not."""
    everybody = counts.tallies[CellKey(request.questionnaire.id, counts.period, *EVERYBODY, ALL)]
    return theme_counts(counts.themes, everybody.cell.n_resp, counts.period, request.questionnaire, request.threshold)


def _eligible_by_period(request: Request) -> dict[str, dict[GroupKey, int]]:
    return {wave.period: _eligible(request, wave.period) for wave in request.questionnaire.waves}


def _eligible(request: Request, period: str) -> dict[GroupKey, int]:
    """People who could answer, by group; the population file is more particular than the calendar."""
    wave = request.questionnaire.wave_of(period)
    found: dict[GroupKey, int] = {}
    if wave is not None and wave.eligible is not None:
        found[EVERYBODY] = wave.eligible
    rows = (row for row in request.population if row.time_period == period)
    return found | {(row.ref_unit, row.breakdown, row.category_bd): row.n for row in rows}


def _observations(
    request: Request,
    selection: Selection,
    counted: Mapping[CellKey, Tally],
    alphas: Mapping[CellKey, Alpha],
    protection: Protection,
) -> tuple[Observation, ...]:
    questionnaire = request.questionnaire
    history: dict[tuple[CellKey, Measure], Observation] = {
        (_key(row), row.measure): row for row in request.history if row.measure in {"SAT_SHARE", "MID_SHARE"}
    }
    known = ComparableShares(counted, protection, history, request.threshold, selection.strata)
    # a hidden group of unknown members is listed as withheld: readers and the audit must know that it is part of the sum
    chosen = [counted[c.key] for c in selection.cells if c.publishable or protection.decisions[c.key] != "F"]
    figures = {
        t.key: list(own_figures(t, alphas.get(t.key), all_measures=questionnaire.detail == "items")) for t in chosen
    }
    open_ = [tally for tally in chosen if known.is_shown(tally.key)]
    compared = [(tally, figure) for tally in open_ for figure in comparisons(tally, questionnaire, known)]
    for (tally, _), figure in zip(compared, corrected(compared, table_of), strict=True):
        figures[tally.key].append(figure)
    writer = Writer(questionnaire, protection, request.revision)
    rows = [row for tally in chosen for row in writer.rows(tally, figures[tally.key])]
    rows.extend(writer.not_held(wave) for wave in questionnaire.waves if not wave.held)
    return tuple(sorted(rows, key=in_order))


def _key(row: Observation) -> CellKey:
    return CellKey(row.survey, row.time_period, row.ref_unit, row.breakdown, row.category_bd, row.element)


def in_order(row: Observation) -> tuple[object, ...]:
    """By key, points of a scale as numbers."""
    point = int(row.category) if row.category.lstrip("-").isdigit() else -1_000
    head = (row.survey, row.time_period, row.ref_unit, row.breakdown, row.category_bd, row.element, row.measure)
    return (*head, point, row.compare_to)


def headline_without_flags(outcome: SurveyRun, counts: PeriodCounts) -> tuple[float, float] | None:
    """Share of positive answers over all questions: with, and without, flagged submissions."""
    everything = outcome.tallies.get(CellKey(outcome.request.questionnaire.id, counts.period, *EVERYBODY, "ALL"))
    if everything is None or counts.flagged in {0, counts.quality.n_usable}:
        return None
    positive, valid = counts.unflagged
    return everything.positive.share, positive / valid if valid else 0.0
