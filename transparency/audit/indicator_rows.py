"""Reads published indicator values as cells of a survey table, so that the same attacks are tried on them.

A number of people is a count of respondents; a share of people is a share of positive answers of its denominator. Values of
programmes add up to the value of the institution, values of categories to their total. Other values are about no people.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from transparency.audit.published_row import PublishedRow

COLUMNS = frozenset({"INDICATOR", "TIME_PERIOD", "REF_AREA", "UNIT_MEASURE", "OBS_VALUE"})
"""By which the table is known."""
ROOT = "UNIV"
_HEADER = (
    *("SURVEY", "TIME_PERIOD", "REF_UNIT", "BREAKDOWN", "CATEGORY_BD", "ELEMENT", "MEASURE", "CATEGORY", "COMPARE_TO"),
    *("OBS_VALUE", "N_VALID", "N_RESP", "OBS_STATUS", "CONF_STATUS"),
)
_PLACES = {name: place for place, name in enumerate(_HEADER)}


def as_survey_rows(rows: Sequence[PublishedRow]) -> Iterator[PublishedRow]:
    """The values that are about people."""
    for row in rows:
        if row["UNIT_MEASURE"] in ("PERSONS", "SHARE_PERSONS"):
            yield PublishedRow(row.file, row.line, _PLACES, _cells(row))


def areas(rows: Sequence[PublishedRow]) -> dict[str, PublishedRow]:
    """Every programme as a unit below the institution."""
    columns = {"CODE": 0, "PARENT": 1}
    return {area: PublishedRow("", 0, columns, (area, ROOT)) for area in sorted({row["REF_AREA"] for row in rows})}


def _cells(row: PublishedRow) -> tuple[str, ...]:
    of_answers = row["UNIT_MEASURE"] == "SHARE_PERSONS"
    people = row["DENOMINATOR"] if of_answers else _whole(row["OBS_VALUE"])
    share = str(Decimal(row["OBS_VALUE"]).scaleb(-2)) if of_answers and row["OBS_VALUE"] else ""
    area = ROOT if row["REF_AREA"] == "univ" else row["REF_AREA"]
    measure = "SAT_SHARE" if of_answers else "RESP_RATE"
    hidden = row["OBS_STATUS"] == "Q"
    return (
        *(row["INDICATOR"], row["TIME_PERIOD"], area, row["BREAKDOWN"], row["CATEGORY"]),
        *("ALL", measure, "_Z", "_Z", share, people if of_answers else "", people),
        *(row["OBS_STATUS"], "D" if hidden else "F"),
    )


def _whole(text: str) -> str:
    return text.removesuffix(".0")
