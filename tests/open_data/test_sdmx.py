"""The SDMX structure is read and validated by pysdmx, and covers the measured tables."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pysdmx.errors import Invalid
from pysdmx.io import read_sdmx
from pysdmx.model import Role

from tests.open_data.test_references import tables_of
from transparency.opendata import OpenData

ROLES = {"D": Role.DIMENSION, "M": Role.MEASURE, "A": Role.ATTRIBUTE}


@pytest.fixture
def structures(folder: Path) -> Any:
    return {one.id: one for one in read_sdmx(folder / "sdmx.json", validate=True).get_data_structure_definitions()}


def test_each_measured_dataset_has_a_structure_with_all_its_columns(structures: Any, data: OpenData) -> None:
    measured = [table.dataset for table in data.catalogue.tables if table.dataset.measure]
    assert {f"DSD_{one.id.upper().replace('-', '_')}" for one in measured} == set(structures)
    for one in measured:
        components = structures[f"DSD_{one.id.upper().replace('-', '_')}"].components
        assert {c.id for c in components} == {column.name.upper() for column in one.columns}
        assert {c.id for c in components if c.role == Role.DIMENSION} == {name.upper() for name in one.key}
        assert [c.id for c in components if c.role == Role.MEASURE] == [str(one.measure).upper()]


def test_every_value_of_a_listed_column_is_in_its_code_list(structures: Any, data: OpenData) -> None:
    tables, listed = tables_of(data.files), set()
    for name in ("survey-indicators", "indicator-values"):
        codes = {
            c.id: {x.id for x in c.local_codes}
            for c in structures[f"DSD_{name.upper().replace('-', '_')}"].components
            if c.local_codes
        }
        for row in tables[name]:
            for column, value in row.items():
                assert not value or column.upper() not in codes or value in codes[column.upper()], (name, column)
        listed |= codes.keys()
    assert listed >= {"SURVEY", "REF_UNIT", "MEASURE", "OBS_STATUS", "CONF_STATUS", "INDICATOR", "CATEGORY"}


def test_a_broken_structure_is_refused(folder: Path, tmp_path: Path) -> None:
    message = json.loads((folder / "sdmx.json").read_bytes())
    del message["data"]["dataStructures"][0]["agencyID"]
    (tmp_path / "sdmx.json").write_text(json.dumps(message), encoding="utf-8")
    with pytest.raises(Invalid):
        read_sdmx(tmp_path / "sdmx.json", validate=True)
