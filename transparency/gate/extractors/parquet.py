"""Extracts a Parquet file as a table, with the texts of its metadata."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

import pyarrow as pa
import pyarrow.parquet as pq

from transparency.gate.extractors.extracted import ExtractedRow, ExtractedTable, ExtractionFault, Part, Rows, View
from transparency.gate.extractors.limits import Budget
from transparency.model.csv_table import csv_table
from transparency.model.messages import Message


def parquet_parts(data: bytes, place: str, budget: Budget) -> Iterator[Part]:
    """Cells and description; the size is asked before anything is unfolded, because one value can stand for millions."""
    try:
        file = pq.ParquetFile(io.BytesIO(data))
        about = file.metadata
        groups = [about.row_group(i) for i in range(about.num_row_groups)]
        budget.take(sum(group.total_byte_size for group in groups) + about.num_rows * about.num_columns)
        table = file.read()
    except (pa.ArrowException, OSError):
        yield ExtractionFault(place, Message("it is a damaged Parquet file"))
        return
    cells = [tuple(table.column_names), *zip(*map(_cells, table.columns), strict=True)]
    yield ExtractedTable(place, Rows(len(cells), lambda at: ExtractedRow(0, cells[at])))
    yield View(place or "cells", csv_table(cells))  # a reader of both meets the lines of the CSV file of the same table
    yield View(place or "description", "\n\n".join(_described(table.schema)))


def _cells(column: pa.ChunkedArray) -> Sequence[str]:
    """The values of a column as text, each different one worded once."""
    if pa.types.is_nested(column.type):
        return ["" if value is None else str(value) for value in column.to_pylist()]
    encoded = column.combine_chunks().dictionary_encode()
    words = ["" if value is None else str(value) for value in encoded.dictionary.to_pylist()]
    return ["" if at is None else words[at] for at in encoded.indices.to_pylist()]


def _described(schema: pa.Schema) -> Iterator[str]:
    """Everything that is written beside the cells."""
    for metadata in (schema.metadata, *(field.metadata for field in schema)):
        for key, value in (metadata or {}).items():
            yield f"{key.decode('utf-8', 'replace')}: {value.decode('utf-8', 'replace')}"
