"""Turns the cells of a column into codes and hashes; each different text is read once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from transparency.survey.answers import Vocabulary
from transparency.survey.words import comparable, is_blank

Answers = npt.NDArray[np.int16] | npt.NDArray[np.int8]
Codes = npt.NDArray[np.int16]
Hashes = npt.NDArray[np.uint64]
Flags = npt.NDArray[np.bool_]
UNGROUPED: Final = -1
"""Group cell left empty."""
UNMAPPED: Final = -2
"""Group cell with a value that the questionnaire does not know."""
NO_HASH: Final = np.uint64(0)
"""Id or token left empty."""


def decoded(cells: pd.Series[str], words: Vocabulary, *, wide: bool) -> Answers:
    """Answers of one column; each different text is read once."""
    codes, texts = factorised(cells)
    return stored([words.read(text) for text in texts], wide=wide)[codes]


def stored(values: list[int], *, wide: bool) -> Answers:
    """One byte an answer, two where a slider has more than 120 points."""
    return np.array(values, dtype=np.int16) if wide else np.array(values, dtype=np.int8)


def factorised(cells: pd.Series[str]) -> tuple[npt.NDArray[np.intp], list[str]]:
    if isinstance(cells.dtype, pd.CategoricalDtype):
        return cells.cat.codes.to_numpy().astype(np.intp), [str(text) for text in cells.cat.categories]
    codes, texts = pd.factorize(cells)
    return codes, [str(text) for text in texts]


def looked_up(cells: pd.Series[str], words: Mapping[str, int]) -> Codes:
    codes, texts = factorised(cells)
    found = [UNGROUPED if is_blank(text) else words.get(_whole_number(text), UNMAPPED) for text in texts]
    return np.array(found, dtype=np.int16)[codes]


def _whole_number(text: str) -> str:
    plain = comparable(text)
    head, _, tail = plain.replace(",", ".").partition(".")
    return head if head.lstrip("-").isdigit() and tail.strip("0") == "" else plain


def among(cells: pd.Series[str], words: frozenset[str]) -> Flags:
    codes, texts = factorised(cells)
    return np.array([comparable(text) in words for text in texts], dtype=np.bool_)[codes]


def hashed(cells: pd.Series[str]) -> Hashes:
    """A number for each text, the same for texts that compare equal; NO_HASH for empty cells."""
    if isinstance(cells.dtype, pd.CategoricalDtype):
        codes, texts = factorised(cells)
        return hashed(pd.Series(texts, dtype="str"))[codes]
    text = cells.str.strip()
    hashes = pd.util.hash_array(text.to_numpy(dtype=object), categorize=False)
    hashes[text.isin(["", "-", "–", "—"]).to_numpy()] = NO_HASH
    return hashes


def line_hash(piece: pd.DataFrame) -> Hashes:
    """A number for each line, the same for lines equal in every column."""
    total = np.zeros(len(piece), dtype=np.uint64)
    for column in piece:
        total = total * np.uint64(1_000_003) + hashed(piece[column])
    return total
