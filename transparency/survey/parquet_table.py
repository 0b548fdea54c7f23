"""Reads survey answers from Parquet files, the form in which data platforms keep parts of large exports."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

LINES = 250_000
"""Decoded at a time."""


def columns(path: Path) -> tuple[str, ...]:
    """Names of the columns."""
    return tuple(pq.read_schema(path).names)


def pieces(path: Path, wanted: frozenset[int], few: frozenset[int]) -> Iterator[pd.DataFrame]:
    """The wanted columns as text, named by position; a missing value is an empty cell."""
    names = columns(path)
    chosen = sorted(wanted)
    first = 1
    for batch in pq.ParquetFile(path).iter_batches(LINES, columns=[names[position] for position in chosen]):
        texts = {position: _text(batch.column(names[position])) for position in chosen}
        lines = range(first, first + batch.num_rows)
        first += batch.num_rows
        yield pd.DataFrame(texts, dtype="str", index=lines).astype(dict.fromkeys(sorted(few), "category"))


def _text(column: pa.Array) -> list[str]:
    found: list[str] = pc.fill_null(pc.cast(column, pa.string()), "").to_pylist()
    return found
