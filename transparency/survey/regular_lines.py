"""Reads the regular lines of a UTF-8 text with pyarrow: all from the start until one has too few or too many fields."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pandas as pd
import pyarrow as pa
from pyarrow import csv


def pieces(
    path: Path, start: int, delimiter: str, width: int, wanted: frozenset[int], few: frozenset[int], size: int
) -> Generator[pd.DataFrame, None, int | None]:
    """The wanted columns from byte ``start`` on as text, named by position, in pieces of at least ``size`` lines.

    Returns None when the file is read, else how many lines were given before the block in which an irregular one stands.
    """
    given = rows = 0
    batches: list[pa.RecordBatch] = []
    try:
        with pa.OSFile(str(path)) as file:
            file.seek(start)
            for batch in _reader(file, delimiter, width, wanted, few):
                batches.append(batch)
                rows += batch.num_rows
                if rows - given >= size:
                    yield _frame(batches)
                    given, batches = rows, []
    except pa.ArrowInvalid:
        irregular = True
    else:
        irregular = False
    if batches:
        yield _frame(batches)
    return rows if irregular else None


def _reader(
    file: pa.NativeFile, delimiter: str, width: int, wanted: frozenset[int], few: frozenset[int]
) -> csv.CSVStreamingReader:
    """Small blocks: in large ones most of the time goes into fresh memory."""
    text, word = pa.string(), pa.dictionary(pa.int32(), pa.string())
    return csv.open_csv(
        file,
        csv.ReadOptions(use_threads=False, block_size=1 << 20, column_names=[str(i) for i in range(width)]),
        csv.ParseOptions(delimiter=delimiter, newlines_in_values=True, ignore_empty_lines=False),
        csv.ConvertOptions(
            include_columns=[str(i) for i in sorted(wanted)],
            column_types={str(i): word if i in few else text for i in wanted},
            strings_can_be_null=False,
            check_utf8=False,  # `codepage` has checked the whole file
        ),
    )


def _frame(batches: list[pa.RecordBatch]) -> pd.DataFrame:
    found: pd.DataFrame = pa.Table.from_batches(batches).unify_dictionaries().to_pandas()
    return found.set_axis([int(str(name)) for name in found], axis=1)
