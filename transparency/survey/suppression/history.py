"""Takes earlier releases into account: a figure that was once public remains known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from transparency.model.survey import MISSING, Observation
from transparency.survey.cells import Cell, CellKey


@dataclass(frozen=True, slots=True)
class PublishedCell:
    """A cell of an earlier release; the counts are None where it was hidden."""

    key: CellKey
    n_resp: int | None
    n_valid: int | None
    pos: int | None
    """None also where the share of positive answers was not shown."""
    missing: Mapping[str, int] = field(default_factory=dict)
    """Measure -> replies without a valid answer, where shown."""


def published(observations: Iterable[Observation]) -> tuple[PublishedCell, ...]:
    """The cells of a published table, read from its shares of positive answers and its response rates."""
    found: dict[CellKey, PublishedCell] = {}
    missing: dict[CellKey, dict[str, int]] = {}
    for row in observations:
        key = CellKey(row.survey, row.time_period, row.ref_unit, row.breakdown, row.category_bd, row.element)
        if row.measure == "SAT_SHARE":
            positive = None if row.obs_value is None or row.n_valid is None else round(row.obs_value * row.n_valid)
            found[key] = PublishedCell(key, row.n_resp, row.n_valid, positive)
        elif row.measure in MISSING.values() and row.obs_value is not None:
            missing.setdefault(key, {})[row.measure] = round(row.obs_value)
    return tuple(replace(found[key], missing=missing.get(key, {})) for key in sorted(found))


def told(before: PublishedCell, cell: Cell) -> int:
    """How many people the difference between two revisions of a cell would single out; 0 if nothing changed."""
    if before.n_resp is None or before.n_valid is None:
        return 0
    changes = [abs(cell.n_resp - before.n_resp), abs(cell.n_valid - before.n_valid)]
    changes += [] if before.pos is None else [abs(cell.pos - before.pos)]
    now = {"NA_COUNT": cell.n_na, "DK_COUNT": cell.n_dk, "BLANK_COUNT": cell.n_blank}
    changes += [abs(now[measure] - count) for measure, count in before.missing.items() if measure in now]
    return max(changes)
