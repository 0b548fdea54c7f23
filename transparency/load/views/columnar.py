"""Parquet: the open-data twin of a CSV, read through DuckDB's and Arrow's common format."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.parquet as pq

from transparency.load.views.limits import Budget
from transparency.load.views.view import Fault, Part, Row, Table, View, below


def parquet_parts(data: bytes, place: str, budget: Budget) -> Iterator[Part]:
    """The rows of a Parquet file and the notes in its footer."""
    try:
        file = pq.ParquetFile(io.BytesIO(data))
        budget.take(sum(file.metadata.row_group(i).total_byte_size for i in range(file.metadata.num_row_groups)))
        table = file.read()
    except (pa.ArrowException, OSError, ValueError) as error:
        yield Fault(place, f"the Parquet file is damaged ({type(error).__name__})")
        return
    notes = file.metadata.metadata or {}
    for key, value in notes.items():
        if key != b"ARROW:schema":
            yield View(below(place, f"footer {key.decode('utf-8', 'replace')[:40]}"), value.decode("utf-8", "replace"))
    names = tuple(table.column_names)
    rows = tuple(Row(0, tuple("" if v is None else str(v) for v in row.values())) for row in table.to_pylist())
    yield Table(place, (Row(0, names), *rows))
    yield View(below(place, "cells"), "\n".join("\t".join(row.cells) for row in rows))
