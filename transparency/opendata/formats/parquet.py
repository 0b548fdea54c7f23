"""Writes Apache Parquet for analysts: declared types, dates as dates, column titles in the metadata."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from transparency.model.dataset import Column
from transparency.opendata.dataset_table import DatasetTable

if TYPE_CHECKING:
    import pyarrow


def write(table: DatasetTable) -> bytes:
    """The table as a file; pyarrow is loaded here because nothing else needs it."""
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    columns = table.dataset.columns
    mark = {"demonstration": "true" if table.demonstration else "false"}
    schema = pa.schema([_field(column) for column in columns], metadata=mark)
    arrays = [pa.array(table.column(c.name), schema.field(c.name).type) for c in columns]
    sink = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), sink, compression="zstd")
    return sink.getvalue()


def _field(column: Column) -> pyarrow.Field:
    import pyarrow as pa  # noqa: PLC0415

    types = {
        "string": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
    }
    titles = {f"title_{lang}": text for lang, text in column.title.model_dump().items()}
    return pa.field(column.name, types[column.type], nullable=not column.required, metadata=titles)
