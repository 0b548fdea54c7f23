"""A Parquet file is read cell by cell, as its users read it."""

from __future__ import annotations

import io

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.gate.report import register
from tests.gate.synthetic import IIN
from transparency.gate.extractors import ExtractedTable, ExtractionFault, View, parts_of
from transparency.gate.extractors.limits import MAX_FILE
from transparency.gate.scanning import File, scan_file


def _parquet(table: pa.Table) -> bytes:
    sink = io.BytesIO()
    pq.write_table(table, sink, compression="zstd")
    return sink.getvalue()


def test_cells_and_descriptions_are_seen() -> None:
    field = pa.field("id", pa.string(), metadata={"title_kk": "өзгермейтін белгі"})
    found = list(parts_of("a.parquet", _parquet(pa.table([["p01", None]], schema=pa.schema([field])))))
    table = next(part for part in found if isinstance(part, ExtractedTable))
    assert [row.cells for row in table.rows] == [("id",), ("p01",), ("",)]
    assert any(isinstance(part, View) and "өзгермейтін белгі" in part.text for part in found)


def test_personal_data_in_a_cell_are_found() -> None:
    data = _parquet(pa.table({"id": ["p01"], "note": [f"код {IIN}"]}))
    found = list(scan_file(File("a.parquet", data), register()))
    assert found
    assert all(IIN not in str(problem) for problem in found)


@pytest.mark.integration
def test_a_table_that_unfolds_too_far_is_refused() -> None:
    column = pa.array(np.zeros(MAX_FILE // 40 + 1, np.int8))
    many = pa.table({f"c{i}": column for i in range(40)})
    found = [part for part in parts_of("many.parquet", _parquet(many)) if isinstance(part, ExtractionFault)]
    assert "unfolds" in found[0].why


def test_a_damaged_file_is_said_to_be_damaged() -> None:
    found = list(parts_of("a.parquet", b"PAR1" + bytes(100)))
    assert any(isinstance(part, ExtractionFault) and "damaged" in part.why for part in found)
