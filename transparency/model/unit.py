"""Record type for the tree of organisational units for which survey figures are published."""

from __future__ import annotations

from transparency.model.survey import Code, Status
from transparency.model.text import LocalText, Record


class SurveyUnit(Record):
    """A row of ``units.csv``."""

    code: Code
    parent: Code | None = None
    """UNIV, a unit above, or nothing for UNIV itself."""
    status: Status
    title: LocalText
