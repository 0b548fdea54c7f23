"""How many people could answer, from the registry; counts only, never names."""

from __future__ import annotations

from pydantic import Field

from transparency.model.survey import TOTAL, UNIVERSITY, Code, Period
from transparency.model.text import Record


class PopulationCount(Record):
    """A row of a population file: the people of one group in one period."""

    time_period: Period
    ref_unit: Code = UNIVERSITY
    breakdown: Code = TOTAL
    category_bd: Code = TOTAL
    n: int = Field(ge=1)
