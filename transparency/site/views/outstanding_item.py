"""One thing that a unit owes, and its kinds."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal, get_args

from transparency.model.text import LocalText

Kind = Literal[
    "expired",
    "missing",
    "no-values",
    "to-confirm",
    "under-review",
    "expiring",
    "stale",
    "untranslated",
    "stale-translation",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""Most urgent first."""
PAGE = "disclosures/owed"
WHOLE_PAGE = "content"
"""Id of the main part of every page."""
NO_VALUES: Kind = "no-values"
"""Kind of the indicators of a group or process that have no value; the open data list them one by one."""


@dataclass(frozen=True, slots=True)
class OutstandingItem:
    """One thing that a unit has to supply, renew or confirm."""

    unit: str
    kind: Kind
    page: str
    what: LocalText
    due: dt.date | None = None
    """Day on which it ended or will end, or was to be reviewed."""
    since: dt.date | None = None
    """Day on which the register first named it as missing."""
    promised_by: dt.date | None = None
    """Day by which the unit promised it."""
    anchor: str = WHOLE_PAGE
    """Place of the record on the page, where the page shows several; else its main part."""
