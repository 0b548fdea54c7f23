"""Record type for the size of a survey's population, taken from the student or staff register: counts only."""

from __future__ import annotations

from pydantic import Field

from transparency.model.limits import GREATEST
from transparency.model.survey import TOTAL, UNIVERSITY, Code, Period
from transparency.model.text import Record


class PopulationCount(Record):
    """A row of a population file: the people of one group in one period."""

    time_period: Period
    ref_unit: Code = UNIVERSITY
    breakdown: Code = TOTAL
    category_bd: Code = TOTAL
    n: int = Field(ge=1, le=GREATEST)
