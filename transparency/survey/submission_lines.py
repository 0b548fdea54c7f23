"""Keeps the lines of an exported table that are submissions: drops blank lines everywhere, totals and remarks at the end."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from transparency.survey.words import comparable, is_blank, is_totals

_LOOK: Final = 60
"""Lines at the bottom among which totals and remarks are sought."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Positions of the columns to read."""

    columns: frozenset[int]
    few: frozenset[int]
    """Those with few different values: questions, groups, marks."""
    answers: frozenset[int]
    """Those that hold answers, where «average» may be the name of a point and not of a line of means."""
    stamps: frozenset[int] = frozenset()
    """Those that a system fills in every submission; where they end, the submissions end."""


def submission_lines(found: Iterator[pd.DataFrame], wanted: Wanted) -> Iterator[pd.DataFrame]:
    """Drops blank lines everywhere and footers at the end; the last two pieces go together if the last is short."""
    held: pd.DataFrame | None = None
    for piece in found:
        blank = _blank_lines(piece)
        kept = piece.loc[~blank] if blank.any() else piece
        if held is not None and len(kept) < _LOOK:
            kept = pd.concat([held.astype("str"), kept.astype("str")])
        elif held is not None:
            yield held
        held = kept
    if held is not None:
        footers = _footers(held, wanted)
        yield held.iloc[:-footers] if footers else held


def _blank_lines(piece: pd.DataFrame) -> pd.Series[bool]:
    """Lines in which every cell is blank; a column is looked at only where those before it are."""
    rows = np.arange(len(piece))
    for column in sorted(piece, key=lambda column: not isinstance(piece[column].dtype, pd.CategoricalDtype)):
        if not len(rows):
            break
        rows = rows[_blank_cells(piece[column].iloc[rows]).to_numpy()]
    blank = np.zeros(len(piece), dtype=np.bool_)
    blank[rows] = True
    return pd.Series(blank, index=piece.index)


def _blank_cells(cells: pd.Series[str]) -> pd.Series[bool]:
    distinct = cells.cat.categories if isinstance(cells.dtype, pd.CategoricalDtype) else cells.unique()
    # pandas makes numbers of some columns of large files; a text that begins with a letter or digit is not blank either
    texts = [text for text in distinct if isinstance(text, str) and not text[:1].isalnum()]
    return cells.isin([text for text in texts if len(text) < 20 and is_blank(text)])


def _footers(piece: pd.DataFrame, wanted: Wanted) -> int:
    """How many lines at the end are totals or remarks, not submissions."""
    stamped = any(not is_blank(str(cell)) for column in wanted.stamps for cell in piece[column])
    stamps = wanted.stamps if stamped else frozenset()
    count = 0
    for place in range(len(piece) - 1, max(len(piece) - _LOOK, 0) - 1, -1):
        line = {column: str(piece[column].iat[place]) for column in piece}
        cells = {column: cell for column, cell in line.items() if not is_blank(cell)}
        if not _is_footer(cells, stamps, wanted.answers, piece.shape[1]):
            return count
        count += 1
    return count


def _is_footer(cells: Mapping[Hashable, str], stamps: frozenset[int], answers: frozenset[int], width: int) -> bool:
    """A line of totals or means, one without any stamp, or one remark alone in a wide table."""
    if not cells or (stamps and not stamps & set(cells)):
        return True
    column, text = next(iter(cells.items()))
    if is_totals(text, sure=column in answers):
        return True
    return len(cells) == 1 and width > 2 and column not in answers and " " in comparable(text)
