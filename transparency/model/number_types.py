"""Types of numbers in records, each within the limits of `model/limits.py`.

Apart from the limits, which processes need that start for one file and should not load pydantic.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from transparency.model.limits import FIRST_YEAR, GREATEST, LAST_YEAR

Year = Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR)]
"""A calendar year."""
Whole = Annotated[int, Field(ge=-GREATEST, le=GREATEST)]
"""A whole number that may be negative."""
Count = Annotated[int, Field(ge=0, le=GREATEST)]
"""How many there are."""
Number = Annotated[float, Field(ge=-GREATEST, le=GREATEST, allow_inf_nan=False)]
"""A decimal number; never infinite, never «not a number»."""
