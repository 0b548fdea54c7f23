"""Computes all figures of one cell that follow from its own counts (METHOD 3 to 6)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from math import sqrt

from transparency.model.survey import ALL, MISSING, NOT_APPLICABLE, Assessment, IntervalMethod, Measure, ObsStatus
from transparency.survey.grouping import EVERYBODY
from transparency.survey.intervals import EffectiveShare, Interval, finite
from transparency.survey.reliability import Alpha
from transparency.survey.tally import Tally


@dataclass(frozen=True, slots=True)
class ComputedFigure:
    """One value before rounding, with what must stand beside it."""

    measure: Measure
    value: float | None
    category: str = NOT_APPLICABLE
    compare_to: str = NOT_APPLICABLE
    interval: Interval | None = None
    method: IntervalMethod = "_Z"
    assessment: Assessment = "_Z"
    n_valid: int | None = None
    n_resp: int | None = None
    n_eff: float | None = None
    n_eligible: int | None = None
    notes: tuple[str, ...] = ()
    p_value: float | None = None
    """Of a comparison, for the table-wise correction; not published."""
    status: ObsStatus | None = None
    """Set where it is not that of the cell: B at a break, M for what cannot exist, Q if the other cell is hidden."""


def share(tally: Tally) -> EffectiveShare:
    """Share of positive answers with its effective size."""
    return EffectiveShare(tally.positive.share, tally.positive.n_eff)


def middle_share(tally: Tally) -> EffectiveShare:
    """Share of answers in the middle of the scale."""
    return EffectiveShare(tally.middle.share, tally.middle.n_eff)


def own_figures(tally: Tally, alpha: Alpha | None, *, all_measures: bool) -> Iterator[ComputedFigure]:
    """Everything about one cell that needs no other; below the university only the core unless questions are published."""
    yield from _shares(tally)
    if tally.key.element == ALL:
        yield from _response(tally)
    if all_measures or tally.key.group == EVERYBODY:
        yield from _details(tally)
    if tally.key.group == EVERYBODY and tally.element.kind == "item":
        yield from _missing(tally)
    if alpha is not None:
        yield from _reliability(alpha)


def _own(tally: Tally) -> partial[ComputedFigure]:
    """Makes figures of the cell's own answers, which stand beside its numbers of answers and people."""
    return partial(ComputedFigure, n_valid=tally.cell.n_valid, n_resp=tally.cell.n_resp)


def _shares(tally: Tally) -> Iterator[ComputedFigure]:
    figure, cell, satisfied = _own(tally), tally.cell, share(tally)
    method: IntervalMethod = "WILSON" if tally.positive.mm == tally.positive.m else "WILSON_NEFF"
    yield figure(
        "SAT_SHARE",
        satisfied.p,
        interval=satisfied.interval,
        method=method,
        n_eff=satisfied.n_eff,
        n_eligible=cell.n_eligible,
        notes=("SELF",),
    )
    yield figure("NEG_SHARE", cell.neg / cell.n_valid)
    if tally.element.has_middle:
        yield figure("MID_SHARE", cell.mid / cell.n_valid)
    else:
        yield figure("MID_SHARE", None, status="M", notes=("NOMID",))


def _details(tally: Tally) -> Iterator[ComputedFigure]:
    figure, cell, satisfied = _own(tally), tally.cell, share(tally)
    if cell.n_eligible is not None and cell.n_eligible > 1:
        corrected = finite(satisfied, cell.n_resp, cell.n_eligible)
        yield figure("SAT_SHARE_FPC", satisfied.p, interval=corrected, method="WILSON_FPC", n_eligible=cell.n_eligible)
    asked = cell.n_valid + cell.n_na + cell.n_dk + cell.n_blank
    yield figure("DK_SHARE", cell.n_dk / asked)
    yield figure("NA_SHARE", cell.n_na / asked)
    if tally.element.scale is not None:
        yield from _on_one_scale(tally)
    yield figure("MEAN_INDEX", float(tally.index))


def _missing(tally: Tally) -> Iterator[ComputedFigure]:
    """Replies without a valid answer. Of groups they would be one more sum, from which hidden ones follow (0413)."""
    figure, cell = _own(tally), tally.cell
    counts = {"NA": cell.n_na, "DK": cell.n_dk, "BLANK": cell.n_blank, "OUT": tally.n_out}
    yield from (figure(MISSING[reason], count) for reason, count in counts.items())


def _on_one_scale(tally: Tally) -> Iterator[ComputedFigure]:
    """Distribution, mean and standard deviation: only where all answers are on one scale."""
    figure, scale = _own(tally), tally.element.scale
    assert scale is not None  # noqa: S101  (the caller asked)
    counts, n = tally.cell.points, tally.cell.n_valid
    for value, count in zip(scale.values, counts, strict=True):
        yield figure("DIST", count / n, category=str(value))
    total = sum(value * count for value, count in zip(scale.values, counts, strict=True))
    squares = sum(value * value * count for value, count in zip(scale.values, counts, strict=True))
    yield figure("MEAN", total / n)
    if n > 1:
        yield figure("SD", sqrt((n * squares - total * total) / (n * (n - 1))))


def _response(tally: Tally) -> Iterator[ComputedFigure]:
    """Response rate, and what silence could change at most."""
    usable, eligible = tally.cell.n_usable, tally.cell.n_eligible
    if eligible is None:
        return
    low = 10 * usable < 3 * eligible
    yield ComputedFigure(
        "RESP_RATE",
        usable / eligible,
        n_resp=usable,
        n_eligible=eligible,
        assessment="LOW_RESPONSE" if low else "_Z",
        notes=("SELF", "RATE"),
        status="A",
    )
    rate, p = usable / eligible, tally.positive.share
    yield ComputedFigure(
        "SAT_BOUNDS",
        p,
        interval=Interval(rate * p, rate * p + 1 - rate),
        n_valid=tally.cell.n_valid,
        n_resp=tally.cell.n_resp,
        n_eligible=eligible,
        notes=("BOUNDS",),
    )


def _reliability(alpha: Alpha) -> Iterator[ComputedFigure]:
    status: ObsStatus = "U" if alpha.n_listwise < 30 else "A"
    if alpha.listwise is not None and alpha.n_listwise >= 10:
        yield ComputedFigure(
            "ALPHA", alpha.listwise, n_resp=alpha.n_listwise, notes=_reading(alpha.listwise), status=status
        )
    if alpha.pairwise is not None and not alpha.half_left:
        yield ComputedFigure("ALPHA_PAIRWISE", alpha.pairwise, n_resp=alpha.n_pairwise, notes=_reading(alpha.pairwise))


def _reading(value: float) -> tuple[str, ...]:
    """What the value says about publishing the block as one number."""
    if value < 0.6:
        return ("ALPHA_LOW",)
    if value < 0.7:
        return ("ALPHA_CAUTION",)
    return ("ALPHA_HIGH",) if value > 0.95 else ()
