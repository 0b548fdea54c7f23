"""Reads and counts an export that comes in parts, in this process or on a Dask cluster, with the same steps.

Each part is decoded where it is counted. Submissions that have to be compared (one response id, one token, one cluster) are
first exchanged so that they stand in one part. Then every part is cleaned and counted by itself, and the small tables add up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import add
from typing import Protocol, TypeVar

import numpy as np
import numpy.typing as npt

from transparency.model.messages import Message
from transparency.model.problem import Problem
from transparency.model.questionnaire import ExportLayout, Questionnaire
from transparency.model.survey import SurveyUnit
from transparency.survey.cleaning import Rows, repeated
from transparency.survey.counts import PeriodCounts, count
from transparency.survey.decoding import NO_HASH, Hashes
from transparency.survey.grouping import GroupKey
from transparency.survey.reading import DecodedExport, ExportReading, Input, Progress, by_period, cleaned, decode, read
from transparency.survey.submissions import Submissions

T = TypeVar("T")
ENDINGS = (".csv", ".txt", ".tsv", ".parquet", ".xlsx")
"""Files of a folder that are parts of an export."""


class Engine(Protocol):
    """Where the steps run. Values between steps may stay on another machine until they are asked for."""

    def each(self, step: Callable[..., T], *arguments: Sequence[object]) -> list[T]:
        """One call of the step for each position of the arguments."""

    def results(self, values: list[T]) -> list[T]:
        """The values themselves."""


class InProcess:
    """One part after the other, in this process."""

    def each(self, step: Callable[..., T], *arguments: Sequence[object]) -> list[T]:
        """Runs at once."""
        return [step(*one) for one in zip(*arguments, strict=True)]

    def results(self, values: list[T]) -> list[T]:
        """They are here."""
        return values


IN_PROCESS = InProcess()


@dataclass(frozen=True, slots=True)
class CountingPlan:
    """What every part needs to know."""

    questionnaire: Questionnaire
    layout: ExportLayout
    units: tuple[SurveyUnit, ...]
    eligible: Mapping[str, Mapping[GroupKey, int]]
    """By period."""


def read_and_count(source: Input, plan: CountingPlan, engine: Engine, progress: Progress) -> ExportReading:
    """The counts of one export: a file, or a folder whose files are its parts."""
    if source.path.is_dir():
        return _Exchange(source, plan, engine, progress).reading()
    reading = read(source, plan.questionnaire, plan.layout, progress)
    counts = []
    for clean in reading.clean:
        about = {"survey": plan.questionnaire.id, "period": clean.period, "n": len(clean)}
        progress(Message("{survey} {period}: counting {n} submissions", **about))
        counts.append(count(clean, plan.questionnaire, plan.units, plan.eligible[clean.period]))
    return replace(reading, clean=(), counts=tuple(counts))


@dataclass(frozen=True, slots=True)
class _Part:
    """Decoded submissions, and where each stood in the export: «the later line» is decided by it."""

    decoded: DecodedExport | ExportReading
    order: npt.NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    dropped: Mapping[str, int] = field(default_factory=dict)
    """Period -> submissions left out because another part of the same key replaces them."""


class _Exchange:
    """One export in parts."""

    def __init__(self, source: Input, plan: CountingPlan, engine: Engine, progress: Progress) -> None:
        self._files = sorted(path for path in source.path.iterdir() if path.suffix.lower() in ENDINGS)
        self._source, self._plan, self._engine, self._progress = source, plan, engine, progress

    def reading(self) -> ExportReading:
        """Counts, or the problems of all parts."""
        name = self._source.path.name
        if not self._files:
            what, advice = Message("the folder has no parts of an export."), Message("Put CSV or Parquet files in it.")
            return ExportReading(name, (), (), (Problem(name, 0, "I09", "", what, advice),))
        numbers = list(range(len(self._files)))
        parts = self._each(_decoded, numbers, [Input(path, self._source.period) for path in self._files])
        notes = self._engine.results(self._engine.each(_notes, parts))
        problems = tuple(problem for note in notes for problem in note.problems)
        assumed = (
            Message("{n} parts", n=len(parts)),
            *dict.fromkeys(sentence for note in notes for sentence in note.assumed),
        )
        if any(problem.level == "error" for problem in problems):
            return ExportReading(name, (), assumed, problems)
        return ExportReading(name, (), assumed, problems, self._counts(parts))

    def _each(self, step: Callable[..., T], *arguments: Sequence[object]) -> list[T]:
        plan = [self._plan] * len(arguments[0])
        return self._engine.each(step, *arguments, plan)

    def _counts(self, parts: list[_Part]) -> tuple[PeriodCounts, ...]:
        dropped: list[Mapping[str, int]] = []
        roles = _roles(self._plan.layout)
        for role in roles:
            parts = self._together(parts, role)
            if role != roles[-1]:
                parts = self._each(_without_repeated, parts, [role] * len(parts))
                dropped += self._engine.results(self._engine.each(_dropped, parts))
        found: dict[str, list[PeriodCounts]] = {}
        for counts in self._engine.results(self._each(_counted, parts)):
            for one in counts:
                found.setdefault(one.period, []).append(one)
        return tuple(_with_dropped(reduce(add, same), dropped) for _, same in sorted(found.items()))

    def _together(self, parts: list[_Part], role: str) -> list[_Part]:
        """Parts in which all submissions with one key of this role stand together, in the order of the export."""
        about = {"survey": self._plan.questionnaire.id, "n": len(parts), "role": role}
        self._progress(Message("{survey}: {n} parts exchange submissions by {role}", **about))
        size = len(parts)
        split = self._engine.each(_split, parts, [role] * size, [size] * size)
        picked = [self._engine.each(_picked, split, [number] * size) for number in range(size)]
        return self._engine.each(_joined, picked)


def _roles(layout: ExportLayout) -> list[str]:
    """Columns by which submissions are compared, in the order in which cleaning uses them."""
    named = [role for role in ("response_id", "token", "cluster") if getattr(layout, role) is not None]
    return named if {"response_id", "token"} & set(named) else ["line", *named]


def _decoded(number: int, source: Input, plan: CountingPlan) -> _Part:
    decoded = decode(source, plan.questionnaire, plan.layout, lambda _: None)
    if isinstance(decoded, ExportReading):
        return _Part(decoded)
    return _Part(decoded, (np.int64(number) << np.int64(40)) + np.arange(len(decoded.raw), dtype=np.int64))


def _notes(part: _Part) -> ExportReading:
    found = part.decoded
    return found if isinstance(found, ExportReading) else ExportReading(found.name, (), found.assumed, found.problems)


def _submissions(part: _Part) -> Submissions:
    assert isinstance(part.decoded, DecodedExport)  # noqa: S101  (others have ended the run)
    return part.decoded.raw


def _split(part: _Part, role: str, size: int) -> list[_Part]:
    """By key; submissions without a key are nobody's repetition and may go anywhere."""
    keys: Hashes | None = getattr(_submissions(part), role)
    order = part.order.astype(np.uint64)
    where = (order if keys is None else np.where(keys == NO_HASH, order, keys)) % np.uint64(size)
    return [_taken(part, np.flatnonzero(where == np.uint64(number))) for number in range(size)]


def _picked(parts: Sequence[_Part], number: int) -> _Part:
    return parts[number]


def _joined(parts: Sequence[_Part]) -> _Part:
    first = parts[0]
    assert isinstance(first.decoded, DecodedExport)  # noqa: S101
    raw = Submissions.joined([_submissions(part) for part in parts])
    order = np.concatenate([part.order for part in parts])
    together = _Part(replace(first.decoded, raw=raw), order)
    return _taken(together, np.argsort(order, kind="stable"))


def _taken(part: _Part, rows: Rows) -> _Part:
    assert isinstance(part.decoded, DecodedExport)  # noqa: S101
    return _Part(replace(part.decoded, raw=part.decoded.raw.taken(rows)), part.order[rows])


def _without_repeated(part: _Part, role: str, plan: CountingPlan) -> _Part:
    raw = _submissions(part)
    dropped: dict[str, int] = {}
    kept = np.ones(len(raw), dtype=np.bool_)
    assert isinstance(part.decoded, DecodedExport)  # noqa: S101
    for wave, rows in by_period(raw, plan.questionnaire, part.decoded.waves):
        again = repeated(raw, plan.questionnaire.asked(wave.period), rows, role)
        kept[again] = False
        dropped[wave.period] = len(again)
    return replace(_taken(part, np.flatnonzero(kept)), dropped=dropped)


def _dropped(part: _Part) -> Mapping[str, int]:
    return part.dropped


def _counted(part: _Part, plan: CountingPlan) -> list[PeriodCounts]:
    assert isinstance(part.decoded, DecodedExport)  # noqa: S101
    found = cleaned(part.decoded.raw, plan.questionnaire, part.decoded.waves)
    return [count(clean, plan.questionnaire, plan.units, plan.eligible[clean.period]) for clean in found]


def _with_dropped(counts: PeriodCounts, dropped: Iterable[Mapping[str, int]]) -> PeriodCounts:
    again = sum(one.get(counts.period, 0) for one in dropped)
    quality = replace(counts.quality, n_raw=counts.quality.n_raw + again, n_dup=counts.quality.n_dup + again)
    return replace(counts, quality=quality)
