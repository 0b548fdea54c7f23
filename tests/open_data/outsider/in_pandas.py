"""Answers the twelve questions of ``questions.md`` with pandas: ``python in_pandas.py ADDRESS`` prints them as JSON."""

from __future__ import annotations

import json
import sys
from urllib.request import urlopen

import pandas as pd

FILES = f"{sys.argv[1]}open-data/files"


def read(dataset: str) -> pd.DataFrame:
    """A dataset with its types."""
    return pd.read_parquet(f"{FILES}/{dataset}.parquet")


def codes(dataset: str, column: str) -> dict[str, str]:
    """English titles of a closed list."""
    found = read("codes").query("dataset == @dataset and column == @column")
    return dict(zip(found.code, found.title_en, strict=True))


def rows(frame: pd.DataFrame) -> list[list[object]]:
    """Rows as plain values, missing ones as None."""
    plain = frame.astype(object)
    return plain.where(plain.notna(), None).to_numpy().tolist()


figures = read("survey-indicators")
elements = read("survey-elements").set_index(["survey", "code"]).text_en
units = read("survey-units").set_index("code").title_en
latest = figures[figures.TIME_PERIOD.max() == figures.TIME_PERIOD]
shares = latest[(latest.MEASURE == "SAT_SHARE") & (latest.BREAKDOWN == "_T") & (latest.COMPARE_TO == "_Z")]
answers: dict[int, object] = {}

whole = shares[(shares.POPULATION == "STUDENT") & (shares.ELEMENT == "ALL")]
whole = whole.assign(unit=whole.REF_UNIT.map(units))
answers[1] = rows(whole[["unit", "OBS_VALUE", "LOWER", "UPPER"]].sort_values("unit"))

listed = read("indicator-list")
people = read("units").set_index("id").title_en
owned = listed[listed.state.eq("missing") & listed.owed_by.notna()]
owned = owned.assign(owner=owned.owed_by.map(people))
answers[2] = [rows(listed[listed.owed_by.isna()][["id"]]), rows(owned[["id", "owner"]].sort_values("id"))]

with urlopen(f"{sys.argv[1]}open-data/versions.json") as file:  # noqa: S310
    version = json.load(file)["latest"]
in_a_year = (pd.Timestamp(version[:10]) + pd.DateOffset(years=1)).date()
accredited = read("accreditations")
valid = accredited[accredited.valid_until > in_a_year].programme
programmes = read("programmes")
answers[3] = rows(programmes[~programmes.id.isin(valid)][["title_en"]].sort_values("title_en"))

changes = read("changes").query("version == @version")
answers[4] = rows(changes.groupby("change").size().reset_index())

rate = figures[(figures.MEASURE == "RESP_RATE") & (figures.REF_UNIT == "UNIV") & (figures.BREAKDOWN == "_T")]
answers[5] = rows(rate[["TIME_PERIOD", "N_RESP", "N_ELIGIBLE", "OBS_VALUE"]].sort_values("TIME_PERIOD"))

questions = shares[~shares.ELEMENT.isin(read("survey-elements").query("type != 'item'").code)]
worst = questions.loc[questions.OBS_VALUE.idxmin()]
answers[6] = [elements[worst.SURVEY, worst.ELEMENT], worst.OBS_VALUE]

targets = read("survey-targets").merge(
    latest[latest.MEASURE == "GAP_TARGET"], left_on=["survey", "element"], right_on=["SURVEY", "ELEMENT"]
)
targets = targets.assign(verdict=targets.ASSESSMENT.map(codes("survey-indicators", "ASSESSMENT")))
answers[7] = rows(targets[["value", "OBS_VALUE", "verdict"]])

values = read("indicator-values")
students = values.query("indicator == 'students-total' and ref_area == 'univ' and breakdown == '_T'")
answers[8] = rows(students[["time_period", "obs_value", "series_break"]].sort_values("time_period"))

names = programmes.set_index("id").title_en
hidden = values[values.obs_value.isna()]
hidden = hidden.assign(
    programme=hidden.ref_area.map(names), why=hidden.obs_status.map(codes("indicator-values", "obs_status"))
)
answers[9] = rows(hidden[["programme", "time_period", "why"]].sort_values("programme"))

processes = read("processes")
risks = read("risks").groupby("process").size()
processes = processes.assign(who=processes.owner.map(people), risks=processes.id.map(risks))
answers[10] = rows(processes[["title_en", "who", "risks"]].sort_values("title_en"))

owed = read("owed")
owed = owed.assign(who=owed.unit.map(people), what=owed.kind.map(codes("owed", "kind")))
answers[11] = rows(owed.groupby(["who", "what"]).size().reset_index().sort_values(["who", "what"]))

points = read("survey-scale-points")
parts = latest[(latest.MEASURE == "DIST") & (latest.ELEMENT == worst.ELEMENT) & (latest.BREAKDOWN == "_T")]
parts = parts.merge(
    points, left_on=["SURVEY", "SCALE", "CATEGORY"], right_on=["survey", "scale", "point"], validate="many_to_one"
)
answers[12] = rows(parts[["CATEGORY", "title_en", "OBS_VALUE"]].sort_values("CATEGORY"))

sys.stdout.write(json.dumps(answers))
