"""Writes the files of ``data/surveys/`` as text: figures merged with those of earlier runs, and their code lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from transparency.model.questionnaire import Questionnaire
from transparency.model.survey import COLUMNS, DECIMALS, N_EFF_DECIMALS, THRESHOLD, Observation, QualityRow, ThemeCount
from transparency.model.survey_calendar import CalendarEntry
from transparency.model.survey_notes import Note
from transparency.model.text import USUAL, Languages, Record
from transparency.survey.cleaning import SubmissionCounts
from transparency.survey.code_lists import (
    elements_csv,
    notes_csv,
    scales_csv,
    surveys_csv,
    targets_csv,
    text_cells,
    text_columns,
)
from transparency.survey.csv_text import Row, csv_text
from transparency.survey.rounding import written
from transparency.survey.run import SurveyRun, in_order


def indicators(rows: Iterable[Observation]) -> str:
    """``indicators.csv``."""
    return csv_text(COLUMNS, (_observation(row) for row in sorted(rows, key=in_order)))


def _observation(row: Observation) -> list[object]:
    places = DECIMALS[row.measure]
    values = dict(vars(row))
    for name in ("obs_value", "lower", "upper"):
        value = getattr(row, name)
        values[name] = None if value is None else written(value, places)
    values["n_eff"] = None if row.n_eff is None else written(row.n_eff, N_EFF_DECIMALS)
    return list(values.values())


def merged(outcome: SurveyRun, published: Iterable[Observation]) -> tuple[Observation, ...]:
    """The figures of this run in place of those of the same survey and periods."""
    replaced = {(row.survey, row.time_period) for row in outcome.observations}
    kept = [row for row in published if (row.survey, row.time_period) not in replaced]
    return tuple(sorted([*kept, *outcome.observations], key=in_order))


def themes(outcome: SurveyRun, published: Iterable[ThemeCount]) -> tuple[ThemeCount, ...]:
    """The themes of this run in place of those of the same survey and periods."""
    replaced = {(outcome.request.questionnaire.id, counts.period) for counts in outcome.periods}
    kept = [row for row in published if (row.survey, row.time_period) not in replaced]
    return tuple(sorted([*kept, *outcome.themes], key=lambda t: (t.survey, t.time_period, -t.n, t.theme)))


def themes_csv(rows: Iterable[ThemeCount], languages: Languages) -> str:
    """``themes.csv``."""
    return csv_text(
        (
            "SURVEY",
            "TIME_PERIOD",
            "THEME",
            "KIND",
            "N",
            "N_RESP",
            "SHARE",
            *text_columns("TITLE", languages),
            "STATUS",
        ),
        map(_theme, rows),
    )


def _theme(row: ThemeCount) -> Row:
    counted = (
        row.survey,
        row.time_period,
        row.theme,
        row.kind,
        row.n,
        row.n_resp,
        written(row.share, DECIMALS["SAT_SHARE"]),
    )
    return (*counted, *text_cells(row.title), row.status)


def quality(outcome: SurveyRun, published: Iterable[QualityRow]) -> tuple[QualityRow, ...]:
    """The counts of cleaning in place of those of the same survey and periods."""
    survey, status = outcome.request.questionnaire.id, outcome.request.questionnaire.status
    own = [
        QualityRow(survey=survey, time_period=counts.period, status=status, **_public(counts.quality))
        for counts in outcome.periods
    ]
    replaced = {(row.survey, row.time_period) for row in own}
    kept = [row for row in published if (row.survey, row.time_period) not in replaced]
    return tuple(sorted([*kept, *own], key=lambda row: (row.survey, row.time_period)))


def quality_csv(rows: Iterable[QualityRow]) -> str:
    """``qc.csv``."""
    return csv_text(_header(QualityRow), (tuple(row.model_dump().values()) for row in rows))


def _header(model: type[Record]) -> tuple[str, ...]:
    return tuple(name.upper() for name in model.model_fields)


_DROPPED = ("n_noconsent", "n_test", "n_dup", "n_empty")


def _public(counts: SubmissionCounts) -> Mapping[str, int | None]:
    """A small count is left out, and with one of the dropped all of them, because together they make a known sum."""
    names = [name for name in QualityRow.model_fields if name.startswith("n_")]
    shown: dict[str, int | None] = {name: _unless_small(getattr(counts, name)) for name in names}
    if any(shown[name] is None for name in _DROPPED):
        shown |= dict.fromkeys(_DROPPED)
    if _unless_small(counts.n_raw - counts.n_usable) is None:
        shown["n_raw"] = None
    if _unless_small(counts.n_usable - counts.n_complete) is None:
        shown["n_complete"] = None
    if shown["n_usable"] is None:
        return dict.fromkeys(names)
    return shown


def _unless_small(count: int) -> int | None:
    return None if 0 < count < THRESHOLD else count


@dataclass(frozen=True, slots=True)
class ExistingFiles:
    """What the files of a run are merged with."""

    calendar: tuple[CalendarEntry, ...]
    questionnaires: tuple[Questionnaire, ...]
    observations: tuple[Observation, ...]
    themes: tuple[ThemeCount, ...]
    quality: tuple[QualityRow, ...]
    notes: tuple[Note, ...]
    languages: Languages = USUAL

    def after(self, outcome: SurveyRun) -> ExistingFiles:
        """The same once the files of ``outcome`` are written."""
        return replace(
            self,
            observations=merged(outcome, self.observations),
            themes=themes(outcome, self.themes),
            quality=quality(outcome, self.quality),
        )

    def without(self, survey: str, period: str) -> ExistingFiles:
        """The same once the figures of one wave are taken out."""
        return replace(
            self,
            observations=tuple(row for row in self.observations if (row.survey, row.time_period) != (survey, period)),
            themes=tuple(row for row in self.themes if (row.survey, row.time_period) != (survey, period)),
            quality=tuple(row for row in self.quality if (row.survey, row.time_period) != (survey, period)),
        )

    def texts(self) -> dict[str, str]:
        """Name -> text of every table."""
        return {
            "indicators.csv": indicators(self.observations),
            "themes.csv": themes_csv(self.themes, self.languages),
            "qc.csv": quality_csv(self.quality),
            **code_lists(self.questionnaires, self, self.observations),
        }


def files(outcome: SurveyRun, standing: ExistingFiles) -> dict[str, str]:
    """Name -> text of every file that a run writes into ``data/surveys/``."""
    own = outcome.request.questionnaire
    questionnaires = sorted([q for q in standing.questionnaires if q.id != own.id] + [own], key=lambda q: q.id)
    return replace(standing.after(outcome), questionnaires=tuple(questionnaires)).texts()


def code_lists(
    questionnaires: Sequence[Questionnaire], standing: ExistingFiles, rows: Sequence[Observation]
) -> dict[str, str]:
    """The side tables that follow from questionnaires and calendar."""
    return {
        "elements.csv": elements_csv(questionnaires, standing.languages),
        "scales.csv": scales_csv(questionnaires, standing.languages),
        "targets.csv": targets_csv(questionnaires),
        "surveys.csv": surveys_csv(standing.calendar, standing.languages),
        "notes.csv": notes_csv(standing.notes, questionnaires, rows, standing.languages),
    }
