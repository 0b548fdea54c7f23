"""Runs the disclosure audit: direct rules on every release, then what all published numbers reveal together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from transparency.audit import direct, revisions
from transparency.audit.bounds import BoundedColumn, Range, blocks, broken_rows, ranges
from transparency.audit.contradictions import contradicting_rows
from transparency.audit.equations import Equations, equations
from transparency.audit.facts import CellPlace, Facts, HalfSteps, facts, precision
from transparency.audit.reading import PublishedScale, Release, Tables, read, with_shared_code_lists
from transparency.audit.sums import Sum, small_rest, sums, unlisted, windows
from transparency.model.messages import Message
from transparency.model.problem import Problem, in_order
from transparency.model.survey import RELIABLE, THRESHOLD

Cells = Mapping[CellPlace, Facts]
Solved = dict[bytes, dict[int, Range] | None]
"""Digest of a block -> ranges by position of the target."""
NAMED = 8
"""As many cells of a contradiction are named; a smallest set of them has few."""

WORDS = {
    "units": Message("totals of the units above minus the other units"),
    "categories": Message("totals minus the other categories of the breakdown"),
    "questions": Message("figures of a block minus its other questions"),
    "periods": Message("longer periods minus shorter ones"),
    "population": Message("the number of people eligible"),
    "cell": Message("shares and means times the number of answers"),
}
EDGE = 0.001
"""As near to 0 and 100 % as a rounded share can tell."""
SAFER = Message("Hide another cell of the same sum or run the aggregation again.")


@dataclass(frozen=True, slots=True)
class Survey:
    """One survey of one release, with everything other releases tell about it."""

    cells: Cells
    sums: list[Sum]
    system: Equations
    threshold: int


def audit(releases: Sequence[Release], threshold: int = THRESHOLD) -> tuple[Problem, ...]:
    """Every way found to work out what a release hides. ``releases`` are all that were ever public, oldest first."""
    tables = with_shared_code_lists([read(release) for release in releases])
    steps = [precision(table.indicators) for table in tables]
    cells = [facts(table.indicators, own) for table, own in zip(tables, steps, strict=True)]
    found: list[Problem] = []
    solved: Solved = {}
    for i, (table, own) in enumerate(zip(tables, cells, strict=True)):
        found += _direct(table, own, steps[i], threshold)
        known = revisions.remembered(own, [other for j, other in enumerate(cells) if j != i])
        for name in sorted({(place.survey, place.population) for place in known}):
            part = {place: cell for place, cell in known.items() if (place.survey, place.population) == name}
            found += _solved(_survey(part, table, threshold), solved)
    found += revisions.small_changes(cells, threshold)
    return in_order(found)


def _direct(table: Tables, cells: Cells, steps: HalfSteps, threshold: int) -> Iterator[Problem]:
    yield from direct.small_counts(table, threshold)
    yield from direct.everybody_alike(cells, _scales(cells, table))
    yield from direct.mixed_cells(cells)
    yield from direct.marks(cells)
    yield from direct.never_public(cells, table)
    yield from direct.impossible(cells, steps)
    yield from direct.missing_replies(cells, table)
    yield from direct.comparisons(cells)


def _scales(cells: Cells, table: Tables) -> dict[CellPlace, PublishedScale | None]:
    found: dict[CellPlace, PublishedScale | None] = {}
    for place, cell in cells.items():
        element = table.elements.get((place.survey, place.element))
        code = element.scale if element is not None and element.scale else cell.row["SCALE"]
        found[place] = table.scales.get((place.survey, code)) or table.scales.get(("", code))
    return found


def _survey(cells: Cells, table: Tables, threshold: int) -> Survey:
    pieces, longer = windows(cells)
    everything = {**cells, **pieces}
    everything |= unlisted(sums(everything, table.units, table.elements), everything, threshold)
    found = [*sums(everything, table.units, table.elements), *longer]
    pooled = {s.total for s in found if s.reason == "questions"}
    pooled |= {p for p in everything if _kind(p, table) in {"block", "survey"}}
    system = equations(everything, _scales(everything, table), found, pooled)
    return Survey(everything, found, system, threshold)


def _kind(place: CellPlace, table: Tables) -> str:
    element = table.elements.get((place.survey, place.element))
    return element.kind if element is not None else "survey" if place.element == "ALL" else "item"


def _solved(survey: Survey, solved: Solved) -> Iterator[Problem]:
    yield from _contradictions(survey)
    yield from _rests(survey)
    targets = _targets(survey)
    reached: dict[BoundedColumn, Range] = {}
    for block, wanted in blocks(survey.system, targets):
        digest = block.digest(wanted)
        if digest not in solved:
            result = ranges(block, wanted)
            solved[digest] = None if result is None else dict(enumerate(result.values()))
        answer = solved[digest]
        if answer is None:
            yield _contradiction(survey, contradicting_rows(block))
            continue
        reached |= {target: answer[i] for i, target in enumerate(wanted)}
    open_ = set(targets) - reached.keys()  # columns that are known numbers are in no block
    reached |= {t: (survey.system.low[t.column], survey.system.high[t.column]) for t in open_}
    yield from _findings(survey, targets, reached)


def _targets(survey: Survey) -> dict[BoundedColumn, CellPlace]:
    """Sizes of hidden cells, and in small cells whether anybody could have answered otherwise."""
    found: dict[BoundedColumn, CellPlace] = {}
    alike = _alike_above(survey)
    for place, cell in sorted(survey.cells.items()):
        own = survey.system.of[place]
        if cell.hidden:
            found[BoundedColumn(own.people, float(survey.threshold))] = place
        if (cell.hidden or cell.size < RELIABLE) and place not in alike:
            found[BoundedColumn(own.positive, 1.0, upward=True)] = place
            found[BoundedColumn(own.other, 1.0, upward=True)] = place
    return found


def _alike_above(survey: Survey) -> set[CellPlace]:
    """Parts of a large published group in which all answered alike: known of each of them, and allowed."""
    return {part for found in survey.sums if _all_alike(survey.cells[found.total]) for part in found.parts}


def _all_alike(cell: Facts) -> bool:
    share = cell.classes.get(2)
    if cell.hidden or cell.size < RELIABLE or share is None:
        return False
    return share[1] <= EDGE or share[0] >= 1 - EDGE


def _findings(
    survey: Survey, targets: Mapping[BoundedColumn, CellPlace], reached: Mapping[BoundedColumn, Range]
) -> Iterator[Problem]:
    for target, place in targets.items():
        least, most = reached[target]
        cell = survey.cells[place]
        if target.upward:
            if most < target.need and not _shown_directly(cell):
                what = Message("everybody's answer follows from {attack}.", attack=_attack(survey, target))
                yield direct.problem("S09", cell.row, what, SAFER, place)
        elif most - least < target.need and not (_is_piece(cell) and least >= survey.threshold):
            rule, what = _size(survey, target, (least, most))
            yield direct.problem(rule, cell.row, what, SAFER, place)


def _shown_directly(cell: Facts) -> bool:
    """S02 speaks about these."""
    share = cell.classes.get(2)
    return not cell.hidden and share is not None and share[1] - share[0] <= 0.01


def _is_piece(cell: Facts) -> bool:
    """A part of a longer period that no row is about: known by subtraction, which is harmless where it is large."""
    return not cell.rows


def _size(survey: Survey, target: BoundedColumn, reached: Range) -> tuple[str, Message]:
    attack = _attack(survey, target)
    if reached[0] == reached[1]:
        return "S07", Message("the hidden number of respondents is known exactly from {attack}.", attack=attack)
    if reached[0] >= 1 and reached[1] < survey.threshold:
        return "S08", Message("the hidden number of respondents is known to be small from {attack}.", attack=attack)
    return "S08", Message("the hidden number of respondents is known too closely from {attack}.", attack=attack)


def _attack(survey: Survey, target: BoundedColumn) -> tuple[Message, ...]:
    """In words, the kinds of published sums without which the count would stay open."""
    used = sorted(set(survey.system.reason) & WORDS.keys())
    needed = [reason for reason in used if reason != "cell" and _is_open(survey, target, reason)]
    return tuple(WORDS[reason] for reason in needed) or (Message("several independent sums"),)


def _is_open(survey: Survey, target: BoundedColumn, without: str) -> bool:
    for block, wanted in blocks(survey.system, [target], without):
        result = ranges(block, wanted)
        if result is not None:
            least, most = result[target.column]
            return most >= target.need if target.upward else most - least >= target.need
    return False


def _rests(survey: Survey) -> Iterator[Problem]:
    """S10: what the published parts leave of a total is a small group that nobody listed."""
    for found in survey.sums:
        if found.reason in {"units", "categories"} and small_rest(found, survey.cells, survey.threshold):
            what = Message(
                "a group that is not listed, too small to publish, follows from {attack}.", attack=WORDS[found.reason]
            )
            yield direct.problem("S10", survey.cells[found.total].row, what, SAFER, found.total)


def _contradictions(survey: Survey) -> Iterator[Problem]:
    for row in broken_rows(survey.system):
        yield _contradiction(survey, [row])


def _contradiction(survey: Survey, rows: Sequence[int]) -> Problem:
    """S13: the published numbers cannot all be true; names the cells in which the contradiction lies."""
    places = survey.system.places(rows)
    reasons = dict.fromkeys(WORDS[survey.system.reason[row]] for row in rows)
    named = ", ".join(str(place) for place in places[:NAMED])
    more = Message(" and {count} more", count=len(places) - NAMED) if len(places) > NAMED else ""
    what = Message(
        "the published figures of {named}{more} contradict each other: {reasons}.",
        named=named,
        more=more,
        reasons=tuple(reasons),
    )
    return direct.problem(
        "S13", survey.cells[places[0]].row, what, Message("Publish all figures from one run."), places[0]
    )
