"""The reader gives frames with titles, and a missing value with its reason; the examples that the page shows run."""

from __future__ import annotations

import pandas as pd
import pytest

from transparency.client import Site
from transparency.opendata import OpenData
from transparency.opendata.dataset_table import cell_text


@pytest.fixture
def published(served: str) -> Site:
    return Site(served)


def test_the_tidy_frame_holds_the_cells_of_every_dataset(published: Site, data: OpenData) -> None:
    for table in data.catalogue.tables:
        frame = published.tidy(table.dataset.id)
        assert list(frame.columns) == list(table.names)
        for column in table.dataset.columns:
            cells = ["" if pd.isna(c) else c for c in frame[column.name]]
            dates = column.type == "date"
            read = [str(c.date()) if dates and c != "" else c for c in cells]
            own = [cell_text(c) if dates or c is None else c for c in table.column(column.name)]
            assert read == own, (table.dataset.id, column.name)


def test_codes_and_keys_have_titles(published: Site) -> None:
    figures = published.read("survey-indicators", lang="en")
    row = figures[(figures.ELEMENT == "A1") & (figures.MEASURE == "SAT_SHARE")].iloc[0]
    assert row.ELEMENT_title == "Is the quokka content?"
    assert row.MEASURE_title == "share of positive answers"
    assert row.REF_UNIT_title == "University of quokkas"
    assert published.read("risks", lang="ru").process_title.tolist() == ["Качество", "Обучение"]
    areas = published.read("indicator-values", lang="ru").set_index("ref_area").ref_area_title
    assert areas["univ"].unique().tolist() == ["университет в целом"]
    assert areas["quokka-studies"].unique().tolist() == ["Наука о квокках"]
    listed = published.read("indicator-list", lang="en").set_index("id")
    assert listed.loc["students-total", ["group_title", "owed_by_title"]].notna().all()


def test_a_hidden_value_is_missing_with_its_reason(published: Site) -> None:
    values = published.read("indicator-values", lang="en")
    hidden = values[values.obs_status == "Q"]
    assert len(hidden) == 2
    assert hidden.obs_value.isna().all()
    assert set(hidden.obs_value_reason) == {"withheld so that nobody can be identified"}
    assert values[values.obs_value.notna()].obs_value_reason.isna().all()
    assert values.target_reason[values.target.isna()].notna().all()


def test_an_unknown_dataset_is_a_key_error(published: Site) -> None:
    with pytest.raises(KeyError):
        published.read("wombats")
