"""Writes the files of ``data/surveys/`` as text: figures merged with those of earlier runs, and their code lists."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from transparency.model.questionnaire import AnswerScale, CalendarEntry, Item, Questionnaire
from transparency.model.survey import COLUMNS, DECIMALS, N_EFF_DECIMALS, THRESHOLD, Observation, QualityRow, ThemeCount
from transparency.model.survey_notes import Note
from transparency.model.text import USUAL, Languages, LocalText, Record
from transparency.survey.cleaning import SubmissionCounts
from transparency.survey.observations import wave_note
from transparency.survey.rounding import fixed
from transparency.survey.run import SurveyRun, in_order

Row = Sequence[object]


def csv_text(header: Sequence[str], rows: Iterable[Row]) -> str:
    """Comma, minimal quotes, line feeds; texts that a spreadsheet would take for a formula are neutralised."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_plain(v) if isinstance(v, str) and v[:1] in _SIGNS else v for v in row] for row in rows)
    return text.getvalue()


_SIGNS: Final = frozenset("=+-@\t\r")
"""With these a spreadsheet begins a formula."""


def _plain(text: str) -> str:
    return text if re.fullmatch(r"-?\d+(\.\d+)?", text) else f"'{text}"


def indicators(rows: Iterable[Observation]) -> str:
    """``indicators.csv``."""
    return csv_text(COLUMNS, (_observation(row) for row in sorted(rows, key=in_order)))


def _observation(row: Observation) -> list[object]:
    places = DECIMALS[row.measure]
    values = dict(vars(row))
    for name in ("obs_value", "lower", "upper"):
        value = getattr(row, name)
        values[name] = None if value is None else fixed(value, places)
    values["n_eff"] = None if row.n_eff is None else fixed(row.n_eff, N_EFF_DECIMALS)
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
        ("SURVEY", "TIME_PERIOD", "THEME", "KIND", "N", "N_RESP", "SHARE", *_named("TITLE", languages), "STATUS"),
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
        fixed(row.share, DECIMALS["SAT_SHARE"]),
    )
    return (*counted, *_texts(row.title), row.status)


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


def elements_csv(questionnaires: Iterable[Questionnaire], languages: Languages) -> str:
    """``elements.csv``: questions, blocks and ALL."""
    header = (
        "CODE",
        "SURVEY",
        "TYPE",
        "BLOCK",
        "SCALE",
        "REVERSED",
        "VALID_FROM",
        "VALID_TO",
        *_named("TEXT", languages),
        "STATUS",
    )
    return csv_text(header, (row for questionnaire in questionnaires for row in _elements(questionnaire)))


def _elements(questionnaire: Questionnaire) -> Iterator[Row]:
    survey, status = questionnaire.id, questionnaire.status
    yield ("ALL", survey, "survey", None, None, 0, None, None, *_texts(questionnaire.title), status)
    for block in questionnaire.blocks:
        yield (block.code, survey, "block", None, None, 0, None, None, *_texts(block.title), status)
    yield from (_element(item, survey, status) for item in questionnaire.items)


def _element(item: Item, survey: str, status: str) -> Row:
    validity = (item.valid_from, item.valid_to)
    return (
        item.code,
        survey,
        "item",
        item.block,
        item.scale,
        int(item.reversed),
        *validity,
        *_texts(item.shown_text),
        status,
    )


def _named(name: str, languages: Languages) -> tuple[str, ...]:
    return tuple(f"{name}_{lang.upper()}" for lang in languages)


def _texts(text: LocalText) -> tuple[str, ...]:
    return tuple(text.texts.values())


def scales_csv(questionnaires: Iterable[Questionnaire], languages: Languages) -> str:
    """``scales.csv``: one row a scale; labels of the points in order, separated by a vertical bar."""
    header = (
        *("CODE", "SURVEY", "MINIMUM", "MAXIMUM", *_named("LABELS", languages)),
        *("POSITIVE", "MIDDLE", "NEGATIVE", "NA_CODES", "DK_CODES", "STATUS"),
    )
    rows = (_scale(scale, q, languages) for q in questionnaires for scale in q.scales)
    return csv_text(header, rows)


def _scale(scale: AnswerScale, questionnaire: Questionnaire, languages: Languages) -> Row:
    ordered = sorted(scale.labels, key=lambda label: label.value)
    labels = ["|".join(f"{label.value} {label.get(lang)}" for label in ordered) for lang in languages]
    sides = [" ".join(map(str, side)) for side in (scale.positive, scale.middle, scale.negative)]
    missing = [" ".join(map(str, codes)) for codes in (scale.na_codes, scale.dk_codes)]
    named = (scale.code, questionnaire.id, scale.minimum, scale.maximum)
    return (*named, *labels, *sides, *missing, questionnaire.status)


def targets_csv(questionnaires: Iterable[Questionnaire]) -> str:
    """``targets.csv``."""
    rows = ((q.id, t.element, t.year, t.value, q.status) for q in questionnaires for t in q.targets)
    return csv_text(("SURVEY", "ELEMENT", "YEAR", "VALUE", "STATUS"), rows)


def surveys_csv(calendar: Iterable[CalendarEntry], languages: Languages) -> str:
    """``surveys.csv``: the calendar."""
    header = (
        *("SURVEY", "POPULATION", "FREQ", "TIMES_PER_YEAR", "MONTHS", "CONFIRMED", "PUBLICATION", "CLAUSE"),
        *("STATUS", *_named("TITLE", languages), *_named("TARGET_GROUP", languages), *_named("WHEN", languages)),
    )
    return csv_text(header, map(_survey, calendar))


def _survey(entry: CalendarEntry) -> Row:
    months = " ".join(map(str, entry.months))
    plan = (entry.population, entry.frequency, entry.times_per_year, months, int(entry.confirmed), entry.publication)
    texts = (*_texts(entry.title), *_texts(entry.target_group), *_texts(entry.when))
    return (entry.id, *plan, entry.clause, entry.status, *texts)


def notes_csv(
    standing: Iterable[Note], questionnaires: Iterable[Questionnaire], rows: Iterable[Observation], languages: Languages
) -> str:
    """``notes.csv``: every id that the NOTE column uses."""
    used: dict[str, set[str]] = {}
    for row in rows:
        for note in row.note.split():
            used.setdefault(note, set()).add(row.status)
    texts = {note.id: note.text for note in standing}
    texts |= {wave_note(q.id, w): w.note for q in questionnaires for w in q.waves if w.note is not None}
    texts |= {
        f"BRK.{q.id}.{number}": declared.reason
        for q in questionnaires
        for number, declared in enumerate(q.breaks, start=1)
    }
    found = (
        (name, *_texts(text), _status(used[name])) for name in sorted(used) if (text := _note(name, texts)) is not None
    )
    return csv_text(("ID", *_named("TEXT", languages), "STATUS"), found)


def _status(statuses: set[str]) -> str:
    """A note is invented only where every figure that it stands beside is."""
    return "demonstration" if statuses == {"demonstration"} else "final"


def _note(name: str, texts: Mapping[str, LocalText]) -> LocalText | None:
    if name in texts:
        return texts[name]
    numbered = re.fullmatch(r"([A-Z_]+?)(\d+)", name)
    if numbered is None or numbered[1] not in texts:
        return None
    text = texts[numbered[1]]
    return LocalText(**{lang: value.replace("{n}", numbered[2]) for lang, value in text.texts.items()})


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
