"""Counts labels that a scale does not know, with the lines of the file in which they stand; the labels are not kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import pandas as pd

from transparency.model.messages import Message
from transparency.model.problem import Problem
from transparency.survey.answers import Missing
from transparency.survey.words import comparable

RECURRING: Final = 3
"""An unknown label that occurs so often in one question is an answer that the scale lacks, not a slip: the run stops."""
_TOO_MANY: Final = 0.2
"""Above this share of unknown labels, each of them rare, the column is another one, and nothing can be computed from it."""
_LINES: Final = 10
"""Lines that a message names."""
_MOST_DIFFERENT: Final = 10_000
"""Labels told apart; a column of free texts has more and is stopped by its share."""


@dataclass(slots=True)
class _Label:
    count: int = 0
    lines: list[int] = field(default_factory=list)

    def __str__(self) -> str:
        more = ", …" if self.count > len(self.lines) else ""
        return f"{', '.join(map(str, self.lines))}{more}"


@dataclass(slots=True)
class UnknownLabels:
    """Those of one question. A label is known by its hash only."""

    written: int = 0
    """Cells that are not blank."""
    total: int = 0
    _labels: dict[int, _Label] = field(default_factory=dict)

    def add(self, cells: pd.Series[str], answers: np.ndarray[tuple[int], np.dtype[np.int8 | np.int16]]) -> None:
        """Counts those of one piece."""
        self.written += int((answers != Missing.BLANK).sum())
        where = np.flatnonzero(answers == Missing.WORDS)
        self.total += len(where)
        if not len(where) or len(self._labels) > _MOST_DIFFERENT:
            return
        for line, text in zip(cells.index[where], cells.iloc[where], strict=True):
            label = self._labels.setdefault(hash(comparable(str(text))), _Label())
            label.count += 1
            if len(label.lines) < _LINES:
                label.lines.append(int(line))

    def problems(self, file: str, place: str) -> Iterator[Problem]:
        """A recurring label stops the run, rare ones are a notice."""
        recurring = [label for label in self._labels.values() if label.count >= RECURRING]
        for label in sorted(recurring, key=lambda label: label.lines):
            what = Message(
                "a label that its scale does not know occurs {n} times (lines {lines}; not shown).",
                n=label.count,
                lines=label,
            )
            advice = Message("Add it to the scale, or correct the column in the layout.")
            yield Problem(file, label.lines[0], "I04", place, what, advice)
        if self.total and not recurring:
            yield self._rare(file, place)

    def _rare(self, file: str, place: str) -> Problem:
        lines = sorted(line for label in self._labels.values() for line in label.lines)
        named = _Label(self.total, lines[:_LINES])
        counted = {"n": self.total, "all": self.written, "lines": named}
        what = Message(
            "{n} of {all} cells have a label that its scale does not know (lines {lines}; not shown).", **counted
        )
        if self.total > _TOO_MANY * self.written:
            return Problem(
                file, lines[0], "I04", place, what, Message("Correct the column in the layout, or complete the scale.")
            )
        advice = Message("They count as not valid; add the label to the scale if it is an answer.")
        return Problem(file, lines[0], "I05", place, what, advice, "notice")
