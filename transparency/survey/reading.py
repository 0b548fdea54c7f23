"""Reads one export into clean submissions by period, or returns the problems that prevent it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from transparency.model.messages import Message
from transparency.model.problem import Problem
from transparency.model.questionnaire import ExportLayout, Item, Questionnaire, Wave
from transparency.survey.cleaning import Clean, clean
from transparency.survey.columns import ExportColumns, find_columns, header_score
from transparency.survey.counts import PeriodCounts
from transparency.survey.decoding import UNMAPPED
from transparency.survey.delimited import MalformedLineError
from transparency.survey.export import Export, open_export
from transparency.survey.long_form import widened
from transparency.survey.submissions import Decoder, Submissions

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Input:
    """A raw file outside the repository, and the period it holds; None where a column says it."""

    path: Path
    period: str | None


@dataclass(frozen=True, slots=True)
class ExportReading:
    """What came out of one file."""

    file: str
    clean: tuple[Clean, ...]
    assumed: tuple[str, ...]
    problems: tuple[Problem, ...]
    counts: tuple[PeriodCounts, ...] = ()


@dataclass(frozen=True, slots=True)
class DecodedExport:
    """Every submission of one file as numbers, before cleaning."""

    name: str
    raw: Submissions
    waves: tuple[Wave, ...]
    assumed: tuple[str, ...]
    problems: tuple[Problem, ...]


def read(source: Input, questionnaire: Questionnaire, layout: ExportLayout, progress: Progress) -> ExportReading:
    """Reads, decodes and cleans one file."""
    found = decode(source, questionnaire, layout, progress)
    if isinstance(found, ExportReading):
        return found
    return ExportReading(found.name, cleaned(found.raw, questionnaire, found.waves), found.assumed, found.problems)


def decode(
    source: Input, questionnaire: Questionnaire, layout: ExportLayout, progress: Progress
) -> DecodedExport | ExportReading:
    """The submissions of one file, or a reading that only says why there are none."""
    name = source.path.name
    waves = _waves(source, questionnaire)
    if isinstance(waves, Problem):
        return ExportReading(name, (), (), (waves,))
    export = open_export(source.path, layout, header_score(questionnaire, layout))
    if isinstance(export, Problem):
        return ExportReading(name, (), (), (export,))
    items = _items(waves, questionnaire)
    columns, problems = find_columns(questionnaire, layout, export, items)
    if problems:
        return ExportReading(name, (), export.assumed, problems)
    try:
        raw = _decode(export, questionnaire, layout, columns, items, progress)
    except MalformedLineError as error:
        return ExportReading(name, (), export.assumed, (error.problem(),))
    if raw is None:
        what = Message("the table has a header and no answers.")
        return ExportReading(
            name, (), export.assumed, (Problem(name, 0, "I09", "", what, Message("Export the answers again.")),)
        )
    assumed = (*export.assumed, raw.time_reading) if raw.time_reading else export.assumed
    return DecodedExport(name, raw, waves, assumed, tuple(_problems(name, raw, questionnaire)))


def _waves(source: Input, questionnaire: Questionnaire) -> tuple[Wave, ...] | Problem:
    if source.period is None:
        return questionnaire.waves
    wave = questionnaire.wave_of(source.period)
    if wave is not None and wave.held:
        return (wave,)
    outside = Message("the period is outside the calendar of the survey.")
    what = outside if wave is None else Message("the period is marked as not held in the calendar.")
    advice = Message("Correct the period, or enter it under waves in the questionnaire.")
    return Problem(source.path.name, 0, "I07", source.period, what, advice)


def _items(waves: Sequence[Wave], questionnaire: Questionnaire) -> tuple[Item, ...]:
    asked = {item.code: item for wave in waves for item in questionnaire.asked(wave.period)}
    return tuple(asked.values())


def _decode(
    export: Export,
    questionnaire: Questionnaire,
    layout: ExportLayout,
    columns: ExportColumns,
    items: Sequence[Item],
    progress: Progress,
) -> Submissions | None:
    pieces = export.read(columns.wanted)
    if layout.form == "long":
        pieces, columns = widened(pieces, columns, layout, items)
    decoder = Decoder(questionnaire, layout, columns, items)
    lines = 0
    for piece in pieces:
        decoder.add(piece)
        lines += len(piece)
        progress(Message("{file}: {n} lines read", file=export.name, n=lines))
    return decoder.submissions()


def cleaned(raw: Submissions, questionnaire: Questionnaire, waves: Sequence[Wave]) -> tuple[Clean, ...]:
    """The usable submissions of each period."""
    return tuple(
        clean(raw, questionnaire, wave, rows) for wave, rows in by_period(raw, questionnaire, waves) if len(rows)
    )


def _problems(name: str, raw: Submissions, questionnaire: Questionnaire) -> Iterator[Problem]:
    yield from _unknown_groups(name, raw, questionnaire)
    yield from _unknown_periods(name, raw)
    for code, labels in raw.unknown_labels.items():
        yield from labels.problems(name, Message("question {code}", code=code))
    yield from _unknown_marks(name, raw)


def _unknown_marks(name: str, raw: Submissions) -> Iterator[Problem]:
    if raw.unknown_themes:
        what = Message("{n} theme codes are not in the questionnaire and were left out.", n=raw.unknown_themes)
        advice = Message("Add them under themes, or correct the coding.")
        yield Problem(name, 0, "I05", Message("themes"), what, advice, "notice")
    if raw.unknown_consent:
        counted = {"n": raw.unknown_consent, "all": len(raw)}
        what = Message("{n} of {all} lines have a word that means neither yes nor no (not shown).", **counted)
        advice = Message("They count as not given; add the word to consent_given if it is consent.")
        yield Problem(name, 0, "I05", Message("consent"), what, advice, "notice")


def by_period(
    raw: Submissions, questionnaire: Questionnaire, waves: Sequence[Wave]
) -> Iterator[tuple[Wave, np.ndarray[tuple[int], np.dtype[np.intp]]]]:
    """Which submissions belong to each period."""
    if raw.period is None:
        yield waves[0], np.arange(len(raw))
        return
    for wave in waves:
        yield wave, np.flatnonzero(raw.period == questionnaire.waves.index(wave))


def _unknown_groups(name: str, raw: Submissions, questionnaire: Questionnaire) -> Iterator[Problem]:
    for group in questionnaire.groups:
        codes = raw.groups.get(group.code)
        count = 0 if codes is None else int((codes == UNMAPPED).sum())
        if count and group.role in {"unit", "breakdown"}:
            counted = {"n": count, "all": len(raw)}
            what = Message(
                "{n} of {all} lines have a label that the questionnaire does not know (not shown).", **counted
            )
            advice = Message("Add its spelling to the values of the group.")
            yield Problem(name, 0, "I04", Message("group {code}", code=group.code), what, advice)


def _unknown_periods(name: str, raw: Submissions) -> Iterator[Problem]:
    count = 0 if raw.period is None else int((raw.period < 0).sum())
    if count:
        counted = {"n": count, "all": len(raw)}
        what = Message("{n} of {all} lines have a period outside the calendar of the survey.", **counted)
        advice = Message("Add it under waves in the questionnaire, or correct the export.")
        yield Problem(name, 0, "I07", Message("period"), what, advice)
