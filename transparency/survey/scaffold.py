"""A first draft of a questionnaire from an export: its headers and the values of its answer columns.

Only columns that look like answers on a scale show their values; all others are listed by position, because a header or
a value of theirs may be somebody's name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pandas as pd
import yaml

from transparency.model.questionnaire import Layout
from transparency.problem import Problem
from transparency.survey.export import Export, Wanted, open_export
from transparency.survey.words import HARD_TO_ANSWER, NOT_APPLICABLE, comparable, comparables, is_blank

_MOST_VALUES: Final = 12
_SCALES: Final = ((1, 5), (0, 10), (1, 10), (1, 7), (1, 4), (1, 6), (1, 3), (1, 2), (0, 100))
_FROM_LABEL: Final = "TO BE WRITTEN"
_KNOWN: Final = comparables((*NOT_APPLICABLE, *HARD_TO_ANSWER))


@dataclass(frozen=True, slots=True)
class _Column:
    header: str
    values: tuple[str, ...]
    """Different non-empty values, at most a few more than a scale can have."""
    distinct: int
    filled: int


def scaffold(path: Path, survey: str) -> str | Problem:
    """YAML with every question found; what a person must decide is marked."""
    export = open_export(path, Layout(), _filled)
    if isinstance(export, Problem):
        return export
    columns = _columns(export)
    questions = [(number, column, scale) for number, column in enumerate(columns) if (scale := _scale(column))]
    draft = {
        "id": survey,
        "status": "provisional",
        "title": _texts(_FROM_LABEL),
        "population": "STUDENT",
        "frequency": "A",
        "mode": _texts(_FROM_LABEL),
        "scales": _scales(questions),
        "blocks": [{"code": "B1", "title": _texts(_FROM_LABEL)}],
        "items": list(_items(questions)),
        "waves": [{"period": "2025"}],
        "layout": {"items": {f"Q{n}": column.header for n, (_, column, _) in enumerate(questions, start=1)}},
    }
    others = [str(n + 1) for n, column in enumerate(columns) if not _scale(column)]
    head = f"# Draft from an export: {'; '.join(export.assumed)}.\n# Not questions: columns {', '.join(others)}.\n"
    return head + yaml.safe_dump(draft, allow_unicode=True, sort_keys=False)


def _filled(row: Sequence[str]) -> int:
    """The header is the first of the lines with the most filled, different cells."""
    return len({comparable(cell) for cell in row if not is_blank(cell)})


def _columns(export: Export) -> list[_Column]:
    everything = frozenset(range(len(export.header)))
    counts: list[Counter[str]] = [Counter() for _ in export.header]
    for piece in export.read(Wanted(everything, everything, frozenset())):
        for position in everything:
            counts[position].update(_different(piece[position]))
    return [_column(header, count) for header, count in zip(export.header, counts, strict=True)]


def _different(cells: pd.Series[str]) -> dict[str, int]:
    return {str(text).strip(): int(n) for text, n in cells.value_counts().items() if not is_blank(str(text))}


def _column(header: str, count: Counter[str]) -> _Column:
    return _Column(" ".join(header.split()), tuple(sorted(count)[: 3 * _MOST_VALUES]), len(count), sum(count.values()))


def _scale(column: _Column) -> tuple[int, int] | None:
    """The shortest usual scale that holds nearly all whole numbers of a column with few different values."""
    numbers = [int(v) for v in column.values if v.isdigit()]
    words = [v for v in column.values if not v.isdigit() and comparable(v) not in _KNOWN]
    if column.distinct > _MOST_VALUES or column.filled < 2 or len(numbers) <= len(words) or len(numbers) < 2:
        return None
    fitting = [ends for ends in _SCALES if ends[0] <= min(numbers) and max(numbers) <= ends[1]]
    return min(fitting, key=lambda ends: ends[1] - ends[0], default=None)


def _scales(questions: Sequence[tuple[int, _Column, tuple[int, int]]]) -> list[dict[str, object]]:
    found = dict.fromkeys(scale for _, _, scale in questions)
    return [{"code": f"points_{low}_{high}", "minimum": low, "maximum": high} for low, high in found]


def _items(questions: Sequence[tuple[int, _Column, tuple[int, int]]]) -> Iterator[dict[str, object]]:
    for number, (_, column, (low, high)) in enumerate(questions, start=1):
        yield {
            "code": f"Q{number}",
            "block": "B1",
            "scale": f"points_{low}_{high}",
            "text": _texts(column.header),
        }


def _texts(text: str) -> dict[str, str]:
    return {"kk": text, "ru": text, "en": text}
