"""Writes the code lists of the surveys as CSV: elements, scales, targets, surveys and notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from transparency.model.answer_scale import AnswerScale
from transparency.model.questionnaire import Item, Questionnaire
from transparency.model.survey import Observation
from transparency.model.survey_calendar import CalendarEntry
from transparency.model.survey_notes import Note
from transparency.model.text import Languages, LocalText
from transparency.survey.csv_text import Row, csv_text
from transparency.survey.observations import wave_note


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
        *text_columns("TEXT", languages),
        "STATUS",
    )
    return csv_text(header, (row for questionnaire in questionnaires for row in _elements(questionnaire)))


def _elements(questionnaire: Questionnaire) -> Iterator[Row]:
    survey, status = questionnaire.id, questionnaire.status
    yield ("ALL", survey, "survey", None, None, 0, None, None, *text_cells(questionnaire.title), status)
    for block in questionnaire.blocks:
        yield (block.code, survey, "block", None, None, 0, None, None, *text_cells(block.title), status)
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
        *text_cells(item.shown_text),
        status,
    )


def text_columns(name: str, languages: Languages) -> tuple[str, ...]:
    """One column for each language."""
    return tuple(f"{name}_{lang.upper()}" for lang in languages)


def text_cells(text: LocalText) -> tuple[str, ...]:
    """The text in each language."""
    return tuple(text.texts.values())


def scales_csv(questionnaires: Iterable[Questionnaire], languages: Languages) -> str:
    """``scales.csv``: one row a scale; labels of the points in order, separated by a vertical bar."""
    header = (
        *("CODE", "SURVEY", "MINIMUM", "MAXIMUM", *text_columns("LABELS", languages)),
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
        *(
            "STATUS",
            *text_columns("TITLE", languages),
            *text_columns("TARGET_GROUP", languages),
            *text_columns("WHEN", languages),
        ),
    )
    return csv_text(header, map(_survey, calendar))


def _survey(entry: CalendarEntry) -> Row:
    months = " ".join(map(str, entry.months))
    plan = (entry.population, entry.frequency, entry.times_per_year, months, int(entry.confirmed), entry.publication)
    texts = (*text_cells(entry.title), *text_cells(entry.target_group), *text_cells(entry.when))
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
        (name, *text_cells(text), _status(used[name]))
        for name in sorted(used)
        if (text := _note(name, texts)) is not None
    )
    return csv_text(("ID", *text_columns("TEXT", languages), "STATUS"), found)


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
