"""Finds disclosure problems that are visible in the rows of one cell, without solving anything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from transparency.audit.facts import (
    MISSING,
    NUMBERS,
    OWN_MEASURES,
    CellPlace,
    Facts,
    HalfSteps,
    half_step,
    number,
    whole,
)
from transparency.audit.published_row import PublishedRow
from transparency.audit.reading import PublishedScale, Tables
from transparency.model.messages import Message
from transparency.model.problem import Problem
from transparency.model.survey import RELIABLE

COUNTS = ("N_VALID", "N_RESP", "N_ELIGIBLE")
ENDS = {"SAT_SHARE": (0.0, 1.0), "NEG_SHARE": (1.0,), "MID_SHARE": (1.0,), "DIST": (1.0,), "MEAN_INDEX": (0.0, 100.0)}
"""Values that tell the answer of everybody in the cell."""
PERSONAL = ("TEACHER", "LECTURER", "INSTRUCTOR", "TUTOR", "EXAMINER", "MENTOR", "PERSON")
"""Breakdowns by the person evaluated."""
ADMINISTRATIVE = ("ADMINISTRATIVE", "ADMIN", "OFFICE", "SERVICE")
"""Kinds of units whose figures go to the unit and not to the public."""
BY_OFFICE = (*ADMINISTRATIVE[:-1], "SERVICE_UNIT", "SERVICES")
"""Breakdowns by such units. SERVICE alone can be a property of a course that is taught for another department."""


def problem(rule: str, row: PublishedRow, what: Message, advice: Message, place: CellPlace | None = None) -> Problem:
    """Names the cell; never a value."""
    return Problem(row.file, row.line, rule, str(place or ""), what, advice)


def small_counts(tables: Tables, threshold: int) -> Iterator[Problem]:
    """S01: a count of people or answers below the threshold is published."""
    for row in (*tables.indicators, *tables.counts):
        names = COUNTS if row["MEASURE"] else [n for n in row.columns if n == "N" or n.startswith("N_")]
        for name in names:
            value = number(row[name])
            if value is not None and 0 < value < threshold:
                what = Message("{name} is below {threshold}.", name=name, threshold=threshold)
                yield Problem(
                    row.file,
                    row.line,
                    "S01",
                    _label(row),
                    what,
                    Message("Hide the cell and run the aggregation again."),
                )


def _label(row: PublishedRow) -> str:
    names = ("SURVEY", "TIME_PERIOD", "REF_UNIT", "BREAKDOWN", "CATEGORY_BD", "ELEMENT", "THEME")
    return " ".join(row[name] for name in names if row[name] not in {"", "_T"})


def everybody_alike(
    cells: Mapping[CellPlace, Facts], scales: Mapping[CellPlace, PublishedScale | None]
) -> Iterator[Problem]:
    """S02: 0 % or 100 % in a small group, or a mean at the end of the scale, tells everybody's answer."""
    for place, cell in sorted(cells.items()):
        if cell.size >= RELIABLE and not cell.hidden:
            continue
        scale = scales.get(place)
        for row in cell.rows:
            value = number(row["OBS_VALUE"])
            ends = ENDS.get(row["MEASURE"], ())
            if row["MEASURE"] == "MEAN" and scale is not None:
                ends = (float(scale.points[0]), float(scale.points[-1]))
            if value is not None and value in ends:
                what = Message(
                    "{measure} of a group below {reliable} reveals the answer of everybody in it.",
                    measure=row["MEASURE"],
                    reliable=RELIABLE,
                )
                yield problem("S02", row, what, Message("Show a band such as 90 % and more instead."), place)


def mixed_cells(cells: Mapping[CellPlace, Facts]) -> Iterator[Problem]:
    """S03: some measures of a hidden cell are shown, or answers of a cell whose answers are withheld."""
    for place, cell in sorted(cells.items()):
        own = [row for row in cell.rows if row["COMPARE_TO"] in {"", "_Z"}]
        hidden = [row for row in own if row["OBS_STATUS"] == "Q" and not any(row[name] for name in NUMBERS)]
        telling = [row for row in cell.rows if any(row[name] for name in NUMBERS)]
        whole_cell = not any(row["N_VALID"] or row["N_RESP"] for row in own)
        withheld = any(r["MEASURE"] == "SAT_SHARE" and r["N_VALID"] and not r["OBS_VALUE"] for r in own)
        if whole_cell:
            leaks = telling
        elif withheld:
            leaks = [
                row for row in telling if row["OBS_VALUE"] and row["MEASURE"] in OWN_MEASURES | {"DIFF", "GAP_TARGET"}
            ]
        else:
            leaks = telling if any(row["MEASURE"] in OWN_MEASURES for row in hidden) else []
        if leaks:
            what = Message("the cell is withheld but {measure} is shown.", measure=leaks[0]["MEASURE"])
            yield problem("S03", leaks[0], what, Message("Withhold every measure of the cell alike."), place)


def marks(cells: Mapping[CellPlace, Facts]) -> Iterator[Problem]:
    """S04: hidden cells with different marks; the mark «small» says that the count is below the threshold."""
    hidden = [(place, cell) for place, cell in sorted(cells.items()) if cell.hidden]
    used = {row["CONF_STATUS"] for _, cell in hidden for row in cell.rows if row["OBS_STATUS"] == "Q"}
    if "A" in used and len(used) > 1:
        for place, cell in hidden:
            first = next((row for row in cell.rows if row["CONF_STATUS"] == "A"), None)
            if first is not None:
                what = Message("the mark «small» distinguishes this hidden cell from those hidden to protect it.")
                yield problem("S04", first, what, Message("Give all hidden cells one mark."), place)
    for place, cell in sorted(cells.items()):
        own = {row["CONF_STATUS"] for row in cell.rows if row["COMPARE_TO"] in {"", "_Z"} and row["OBS_STATUS"] == "Q"}
        if len(own) > 1:
            what = Message("the marks differ between measures of one hidden cell.")
            yield problem("S04", cell.row, what, Message("Give all measures of the cell one mark."), place)


def never_public(cells: Mapping[CellPlace, Facts], tables: Tables) -> Iterator[Problem]:
    """S05: rows about a teacher or an administrative unit, or about a unit that nobody declared."""
    for place, cell in sorted(cells.items()):
        reason = _never_public(place, tables)
        if reason:
            yield problem(
                "S05",
                cell.row,
                reason,
                Message("Take the rows out; such figures go to the unit or person only."),
                place,
            )


def _never_public(place: CellPlace, tables: Tables) -> Message | None:
    if place.breakdown.upper().startswith(PERSONAL):
        return Message("figures by the person evaluated are never public.")
    if place.breakdown.upper().startswith(BY_OFFICE):
        return Message("figures by administrative unit are never public.")
    unit = place.unit.removesuffix("._U")
    if unit == "UNIV" or not tables.has_units:
        return None
    row = tables.units.get(unit)
    if row is None:
        return Message("the unit is not in the list of units; it may be a person or an office.")
    kind = (row["TYPE"] or row["KIND"]).upper()
    return Message("figures of administrative units are never public.") if kind.startswith(ADMINISTRATIVE) else None


def impossible(cells: Mapping[CellPlace, Facts], steps: HalfSteps) -> Iterator[Problem]:
    """S06: a share that no whole number of answers gives: not rounded from the counts beside it."""
    for place, cell in sorted(cells.items()):
        for row in cell.rows:
            value, valid = number(row["OBS_VALUE"]), number(row["N_VALID"])
            if row["MEASURE"] not in ENDS or row["MEASURE"] == "MEAN_INDEX" or value is None or not valid:
                continue
            half = half_step(row, steps)
            least, most = whole((value - half, value + half), (valid, valid))
            if least > most:
                what = Message("no whole number of answers gives this {measure}.", measure=row["MEASURE"])
                yield problem("S06", row, what, Message("Compute it again from the counts."), place)
        yield from _wrong_reasons(place, cell, steps)


def _wrong_reasons(place: CellPlace, cell: Facts, steps: HalfSteps) -> Iterator[Problem]:
    """The shares of «not applicable» and «do not know» are of all who were asked: valid, both of these, and blank."""
    reasons = [cell.missing.get(name) for name in MISSING[:3]]
    for row in cell.rows if None not in reasons else ():
        value, count = number(row["OBS_VALUE"]), cell.missing.get(row["MEASURE"].replace("_SHARE", "_COUNT"))
        if value is None or count is None or not row["MEASURE"].endswith("_SHARE"):
            continue
        asked = cell.valid[0] + sum(n for n in reasons if n is not None)
        if abs(value - count / asked) > half_step(row, steps) + 1e-9:
            what = Message("no whole number of answers gives this {measure}.", measure=row["MEASURE"])
            yield problem("S06", row, what, Message("Compute it again from the counts."), place)


def missing_replies(cells: Mapping[CellPlace, Facts], tables: Tables) -> Iterator[Problem]:
    """S14: replies without a valid answer are counted for a part of the university, or for several questions together:
    such counts add up, so hidden ones would follow from them."""
    for place, cell in sorted(cells.items()):
        element = tables.elements.get((place.survey, place.element))
        one = element.kind == "item" if element else place.element != "ALL"
        everybody = (place.unit, place.breakdown) == ("UNIV", "_T")
        for row in cell.rows if not (one and everybody) else ():
            if row["MEASURE"] in MISSING and row["OBS_VALUE"]:
                what = Message(
                    "{measure} is shown for more than one question or less than all people.", measure=row["MEASURE"]
                )
                yield problem(
                    "S14", row, what, Message("Publish such counts for single questions and everybody."), place
                )


def comparisons(cells: Mapping[CellPlace, Facts]) -> Iterator[Problem]:
    """S12: a comparison shown with a cell that is hidden gives the hidden share away."""
    for place, cell in sorted(cells.items()):
        for row in cell.rows:
            to = row["COMPARE_TO"]
            if not row["OBS_VALUE"]:
                continue
            before = cells.get(place._replace(period=to.removeprefix("PREV:"))) if to.startswith("PREV:") else None
            if before is not None and (before.hidden or 2 not in before.classes or _banded(before)):
                what = Message("the difference shows the share of an earlier cell that is withheld.")
                yield problem("S12", row, what, Message("Withhold the comparison."), place)
            if row["MEASURE"] == "SAT_SHARE_POST" and _hidden_strata(place, cells):
                what = Message(
                    "a share weighted over units, some of them hidden, narrows the shares of the hidden ones."
                )
                yield problem("S12", row, what, Message("Withhold the weighted share."), place)


def _banded(cell: Facts) -> bool:
    return cell.classes[2][1] - cell.classes[2][0] > 0.01


def _hidden_strata(place: CellPlace, cells: Mapping[CellPlace, Facts]) -> bool:
    return any(p.unit != place.unit and p._replace(unit=place.unit) == place and c.hidden for p, c in cells.items())
