"""Submissions stored as compact integer columns; the text of an export is not kept.

An answer takes one byte; ids and tokens are stored as 64-bit hashes only; names, addresses and open answers are not read at
all. The chance that two different tokens of ten million share a hash is 3 in a million.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from transparency.model.questionnaire import ExportLayout, Item, Questionnaire, RespondentGroup, Wave
from transparency.survey.answers import Missing, vocabulary
from transparency.survey.columns import ExportColumns
from transparency.survey.decoding import (
    Answers,
    Codes,
    Flags,
    Hashes,
    among,
    decoded,
    factorised,
    hashed,
    line_hash,
    looked_up,
    stored,
)
from transparency.survey.timestamps import Clock, Seconds
from transparency.survey.unknown_labels import UnknownLabels
from transparency.survey.words import CONSENT, NO_CONSENT, TEST, comparable, comparables, is_blank


@dataclass(frozen=True, slots=True)
class Submissions:
    """Every line of one export, in order, before cleaning."""

    items: tuple[str, ...]
    answers: tuple[Answers, ...]
    """One array a question: position on its scale, or a `Missing`."""
    groups: Mapping[str, Codes]
    """Index into the values of the group, or UNGROUPED, UNMAPPED."""
    period: Codes | None
    """Index into the waves, or UNMAPPED; None where the file holds one period."""
    response_id: Hashes | None
    token: Hashes | None
    subject: Hashes | None
    cluster: Hashes | None
    line: Hashes | None
    """Hash of every column of the line, where neither id nor token exists."""
    time: Seconds | None
    with_seconds: bool
    consent: Flags | None
    test: Flags | None
    themes: Mapping[str, Flags]
    unknown_labels: Mapping[str, UnknownLabels]
    """What each question has that its scale does not know."""
    unknown_themes: int
    unknown_consent: int
    """Lines whose consent is a word that means neither yes nor no."""
    time_reading: str

    def __len__(self) -> int:
        return len(self.answers[0])

    def taken(self, rows: npt.NDArray[np.intp]) -> Submissions:
        """Only these submissions, in this order."""
        one = {role: None if (column := getattr(self, role)) is None else column[rows] for role in _ROLES}
        return replace(
            self,
            answers=tuple(column[rows] for column in self.answers),
            groups={code: column[rows] for code, column in self.groups.items()},
            themes={code: column[rows] for code, column in self.themes.items()},
            **one,  # type: ignore[arg-type]
        )

    @classmethod
    def joined(cls, parts: Sequence[Submissions]) -> Submissions:
        """One after the other; all were read with one questionnaire and one layout."""
        first = parts[0]
        one = {
            role: None if getattr(first, role) is None else np.concatenate([getattr(part, role) for part in parts])
            for role in _ROLES
        }
        return replace(
            first,
            answers=tuple(np.concatenate(columns) for columns in zip(*(part.answers for part in parts), strict=True)),
            groups={code: np.concatenate([part.groups[code] for part in parts]) for code in first.groups},
            themes={code: np.concatenate([part.themes[code] for part in parts]) for code in first.themes},
            with_seconds=all(part.with_seconds for part in parts),
            **one,  # type: ignore[arg-type]
        )


@dataclass(slots=True)
class _Pieces:
    """Arrays of the pieces read so far, by column."""

    parts: dict[str, list[npt.NDArray[np.generic]]] = field(default_factory=dict)

    def add(self, name: str, part: npt.NDArray[np.generic]) -> None:
        self.parts.setdefault(name, []).append(part)

    def whole(self, name: str) -> npt.NDArray[np.generic]:
        """Joins one column and lets its pieces go."""
        parts = self.parts.pop(name)
        return parts[0] if len(parts) == 1 else np.concatenate(parts)


class Decoder:
    """Turns pieces of text into pieces of numbers."""

    def __init__(
        self, questionnaire: Questionnaire, layout: ExportLayout, columns: ExportColumns, items: Sequence[Item]
    ) -> None:
        self._columns = columns
        self._items = tuple(items)
        words = {scale.code: vocabulary(scale) for scale in questionnaire.scales}
        self._vocabularies = {item.code: words[item.scale] for item in items}
        self._wide = max((s.maximum - s.minimum for s in questionnaire.scales), default=0) > 120
        self._groups = {group.code: group_words(group) for group in questionnaire.groups}
        self._consent = comparables((*CONSENT, *questionnaire.consent_given))
        self._test = comparables((*TEST, *questionnaire.test_marks))
        self._periods = {comparable(str(v)): i for i, wave in enumerate(questionnaire.waves) for v in _names(wave)}
        self._themes = theme_words(questionnaire)
        self._theme_codes = tuple(theme.code for theme in questionnaire.themes)
        self._clock = Clock(layout.dates)
        self._pieces = _Pieces()
        self._unknown = {item.code: UnknownLabels() for item in self._items}
        self._unknown_themes = 0
        self._unknown_consent = 0
        self._no_consent = comparables(("", *NO_CONSENT))

    def add(self, piece: pd.DataFrame) -> None:
        """Decodes one piece; its text is not kept."""
        for item in self._items:
            self._pieces.add(f"item {item.code}", self._answers(item.code, piece))
        for code, position in self._columns.groups.items():
            self._pieces.add(f"group {code}", looked_up(piece[position], self._groups[code]))
        marks = self._columns.marks
        for role in {"response_id", "token", "subject", "cluster"} & set(marks):
            self._pieces.add(role, hashed(piece[marks[role]]))
        if "timestamp" in marks:
            self._clock.add(piece[marks["timestamp"]])
        self._add_flags(piece, marks)
        if not {"response_id", "token"} & set(marks):
            self._pieces.add("line", line_hash(piece))
        self._add_themes(piece)

    def _add_flags(self, piece: pd.DataFrame, marks: Mapping[str, int]) -> None:
        if "consent" in marks:
            self._pieces.add("consent", among(piece[marks["consent"]], self._consent))
            known = among(piece[marks["consent"]], self._consent | self._no_consent)
            self._unknown_consent += int((~known).sum())
        if "test" in marks:
            self._pieces.add("test", among(piece[marks["test"]], self._test))
        if "period" in marks:
            self._pieces.add("period", looked_up(piece[marks["period"]], self._periods))

    def _answers(self, code: str, piece: pd.DataFrame) -> Answers:
        if code in self._columns.items:
            cells = piece[self._columns.items[code]]
            answers = decoded(cells, self._vocabularies[code], wide=self._wide)
            self._unknown[code].add(cells, answers)
            return answers
        return stored([int(Missing.NOT_ASKED)], wide=self._wide)[np.zeros(len(piece), dtype=np.intp)]

    def _add_themes(self, piece: pd.DataFrame) -> None:
        found = {code: np.zeros(len(piece), dtype=np.bool_) for code in self._theme_codes}
        for position in self._columns.themes:
            codes, texts = factorised(piece[position])
            for number, text in enumerate(texts):
                for word in _split(text):
                    theme = self._themes.get(word)
                    where = codes == number
                    if theme is None:
                        self._unknown_themes += int(where.sum())
                    else:
                        found[theme] |= where
        for code, flags in found.items():
            self._pieces.add(f"theme {code}", flags)

    def submissions(self) -> Submissions | None:
        """Everything read; None if there was not one line."""
        pieces = self._pieces
        if not pieces.parts or not sum(map(len, next(iter(pieces.parts.values())))):
            return None
        time, reading = self._clock.seconds() if "timestamp" in self._columns.marks else (None, "")
        optional = {role: pieces.whole(role) if role in pieces.parts else None for role in _OPTIONAL}
        return Submissions(
            items=tuple(item.code for item in self._items),
            answers=tuple(pieces.whole(f"item {item.code}") for item in self._items),  # type: ignore[misc]
            groups={code: pieces.whole(f"group {code}") for code in self._columns.groups},  # type: ignore[misc]
            themes={code: pieces.whole(f"theme {code}") for code in self._theme_codes},  # type: ignore[misc]
            time=time,
            with_seconds=self._clock.with_seconds,
            unknown_labels=self._unknown,
            unknown_themes=self._unknown_themes,
            unknown_consent=self._unknown_consent,
            time_reading=reading,
            **optional,  # type: ignore[arg-type]
        )


_OPTIONAL: Final = ("response_id", "token", "subject", "cluster", "line", "consent", "test", "period")
_ROLES: Final = (*_OPTIONAL, "time")
"""Columns that a file may lack."""


def _names(wave: Wave) -> Iterator[str | int]:
    yield wave.period
    yield from wave.values


def group_words(group: RespondentGroup) -> dict[str, int]:
    """Comparable code or label -> index of the value."""
    return {
        comparable(str(word)): index
        for index, value in enumerate(group.values)
        for word in (value.code, *value.label.texts.values(), *value.also)
    }


def theme_words(questionnaire: Questionnaire) -> dict[str, str]:
    """Comparable code or label -> code of the theme."""
    return {
        comparable(str(word)): theme.code
        for theme in questionnaire.themes
        for word in (theme.code, *theme.label.texts.values(), *theme.also)
    }


def _split(text: str) -> set[str]:
    return {comparable(word) for word in text.replace(",", ";").split(";") if not is_blank(word)}
