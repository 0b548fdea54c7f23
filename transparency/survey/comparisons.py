"""Computes figures that need two cells: change, trend, benchmark, target, composition (METHOD 7)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from transparency.model.questionnaire import Questionnaire
from transparency.model.survey import ALL, RELIABLE, TOTAL, Assessment, Measure, Observation
from transparency.survey.cells import CellKey, Protection
from transparency.survey.figures import ComputedFigure, middle_share, share
from transparency.survey.grouping import EVERYBODY
from transparency.survey.intervals import EffectiveShare, Sums, cochran_armitage, discoveries, newcombe, pooled_p_value
from transparency.survey.periods import broken, earlier, year
from transparency.survey.tally import Tally

_TREND_PERIODS = 3


@dataclass(frozen=True, slots=True)
class ComparableShares:
    """Shares that may be used in public comparisons: of this run where the cell is shown, else as published earlier."""

    tallies: Mapping[CellKey, Tally]
    protection: Protection
    history: Mapping[tuple[CellKey, Measure], Observation]
    threshold: int
    strata: tuple[CellKey, ...]
    """The units directly below the university."""

    def is_shown(self, key: CellKey) -> bool:
        """Whether the answers of a cell of this run are public."""
        return self.protection.decisions.get(key) == "F" and key not in self.protection.withheld

    def satisfied(self, key: CellKey) -> EffectiveShare | None:
        """Share of positive answers of a public cell."""
        if key in self.tallies:
            return share(self.tallies[key]) if self.is_shown(key) else None
        return _published(self.history.get((key, "SAT_SHARE")), None)

    def middle(self, key: CellKey) -> EffectiveShare | None:
        """Share of middle answers of a public cell."""
        if key in self.tallies:
            return middle_share(self.tallies[key]) if self.is_shown(key) else None
        return _published(self.history.get((key, "MID_SHARE")), self.history.get((key, "SAT_SHARE")))

    def has(self, key: CellKey) -> bool:
        """Whether there were answers at all, shown or hidden."""
        return key in self.tallies or (key, "SAT_SHARE") in self.history

    def n_valid(self, key: CellKey) -> int:
        """Valid answers of a public cell."""
        if key in self.tallies:
            return self.tallies[key].cell.n_valid
        return self.history[(key, "SAT_SHARE")].n_valid or 0

    def n_resp(self, key: CellKey) -> int:
        """Respondents of a cell, 0 if not public."""
        if key in self.tallies:
            return self.tallies[key].cell.n_resp
        return self.history[(key, "SAT_SHARE")].n_resp or 0


def _published(row: Observation | None, sizes: Observation | None) -> EffectiveShare | None:
    size = sizes or row
    if row is None or row.obs_value is None or size is None:
        return None
    n_eff = size.n_eff or size.n_valid
    return EffectiveShare(_unrounded(row.obs_value, size.n_valid or 0), float(n_eff)) if n_eff else None


def _unrounded(published: float, answers: int) -> float:
    """The share that was published with four places or more: with fewer than 5,000 answers there is only one."""
    return round(published * answers) / answers if 0 < answers < 5_000 else published


def comparisons(tally: Tally, questionnaire: Questionnaire, known: ComparableShares) -> Iterator[ComputedFigure]:
    """Every comparison of one public cell; verdicts are given later, table by table."""
    key = tally.key
    yield from _change(tally, questionnaire, known)
    yield from _trend(tally, questionnaire, known)
    if key.breakdown == TOTAL and key.group != EVERYBODY:
        yield from _rest(tally, known)
    if key.group == EVERYBODY:
        yield from _targets(tally, questionnaire)
        yield from _post_stratified(tally, known)
    elif key.element == ALL:
        yield from _composition(tally, known)


def _change(tally: Tally, questionnaire: Questionnaire, known: ComparableShares) -> Iterator[ComputedFigure]:
    """Against the latest earlier period of the same wave."""
    key = tally.key
    for wave in earlier(questionnaire, key.period):
        before = key._replace(period=wave.period)
        if not known.has(before):
            continue
        to = f"PREV:{wave.period}"
        reason = broken(questionnaire, key.element, wave.period, key.period)
        if reason:
            yield ComputedFigure("DIFF", None, compare_to=to, status="B", notes=(reason,))
            return
        yield _if_reliable(_difference("DIFF", share(tally), known.satisfied(before), to), known.n_resp(before))
        if tally.element.has_middle:
            yield _if_reliable(
                _difference("MID_DIFF", middle_share(tally), known.middle(before), to), known.n_resp(before)
            )
        return


def _if_reliable(figure: ComputedFigure, other_respondents: int) -> ComputedFigure:
    """No verdict where the other side of the comparison has fewer than 30 respondents."""
    return figure if other_respondents >= RELIABLE else replace(figure, assessment="_Z", p_value=None)


def _difference(measure: Measure, now: EffectiveShare, before: EffectiveShare | None, to: str) -> ComputedFigure:
    if before is None:
        return ComputedFigure(measure, None, compare_to=to, status="Q")
    interval = newcombe(now, before)
    return ComputedFigure(
        measure,
        now.p - before.p,
        compare_to=to,
        interval=interval,
        method="NEWCOMBE",
        assessment=_verdict(interval.excludes_zero(), now.p > before.p, "UP", "DOWN"),
        p_value=pooled_p_value(now, before),
    )


def _verdict(clear: bool, more: bool, above: Assessment, below: Assessment) -> Assessment:
    return (above if more else below) if clear else "NO_EVIDENCE"


def _run(key: CellKey, questionnaire: Questionnaire, known: ComparableShares) -> list[CellKey]:
    """The cell and the earlier comparable ones that are public, oldest first; a break ends the run."""
    found = [key]
    for wave in earlier(questionnaire, key.period):
        if broken(questionnaire, key.element, wave.period, key.period):
            break
        before = key._replace(period=wave.period)
        if known.satisfied(before) is not None:
            found.insert(0, before)
    return found


def _trend(tally: Tally, questionnaire: Questionnaire, known: ComparableShares) -> Iterator[ComputedFigure]:
    run = _run(tally.key, questionnaire, known)
    if len(run) < _TREND_PERIODS:
        return
    shares = [found for key in run if (found := known.satisfied(key)) is not None]
    trend = cochran_armitage([year(key.period) for key in run], shares)
    if trend is None:
        return
    yield ComputedFigure(
        "TREND",
        trend.slope,
        compare_to=f"RUN:{_span(run[0].period, run[-1].period)}",
        interval=trend.interval,
        method="CA",
        n_valid=sum(known.n_valid(key) for key in run),
        assessment=_verdict(trend.interval.excludes_zero(), trend.slope > 0, "UP", "DOWN"),
        p_value=trend.p_value,
    )


def _span(first: str, last: str) -> str:
    return f"{first[:4]}-{last[:4]}" if first[4:] == last[4:] else f"{first}/{last}"


def _rest(tally: Tally, known: ComparableShares) -> Iterator[ComputedFigure]:
    """A unit against everybody else of the university."""
    rest = tally.rest_positive
    if not known.is_shown(CellKey(tally.key.survey, tally.key.period, *EVERYBODY, tally.key.element)):
        return
    if rest.g < known.threshold:
        yield ComputedFigure("DIFF", None, compare_to="REST", status="Q")
        return
    yield _if_reliable(_against_rest(share(tally), rest), rest.g)


def _against_rest(own: EffectiveShare, rest: Sums) -> ComputedFigure:
    other = EffectiveShare(rest.share, rest.n_eff)
    figure = _difference("DIFF", own, other, "REST")
    clear = figure.assessment != "NO_EVIDENCE"
    return replace(figure, assessment=_verdict(clear, own.p > other.p, "ABOVE", "BELOW"))


def _targets(tally: Tally, questionnaire: Questionnaire) -> Iterator[ComputedFigure]:
    own = share(tally)
    for target in questionnaire.targets:
        if target.element != tally.key.element or not tally.key.period.startswith(str(target.year)):
            continue
        verdict: Assessment = "UNCERTAIN"
        if own.interval.lower >= target.value:
            verdict = "MET"
        elif own.interval.upper < target.value:
            verdict = "NOT_MET"
        yield ComputedFigure("GAP_TARGET", own.p - target.value, compare_to=f"TARGET:{target.year}", assessment=verdict)


def _post_stratified(tally: Tally, known: ComparableShares) -> Iterator[ComputedFigure]:
    """Sum of (N_h/N) p_h over the units below the university; only where every unit is public and its N known."""
    strata = [known.tallies[key] for key in known.strata if key in known.tallies]
    strata = [s for s in strata if s.key._replace(ref_unit=tally.key.ref_unit) == tally.key]
    sizes = [stratum.cell.n_eligible for stratum in strata]
    if len(strata) < 2 or None in sizes or not all(known.is_shown(stratum.key) for stratum in strata):
        return
    total = sum(size for size in sizes if size)
    value = sum((s.cell.n_eligible or 0) / total * s.positive.share for s in strata)
    yield ComputedFigure("SAT_SHARE_POST", value, notes=("POST",))


def _composition(tally: Tally, known: ComparableShares) -> Iterator[ComputedFigure]:
    """Share of the group among respondents minus its share in the population."""
    whole = known.tallies.get(CellKey(tally.key.survey, tally.key.period, *EVERYBODY, ALL))
    if whole is None or whole.cell.n_eligible is None or tally.cell.n_eligible is None:
        return
    gap = tally.cell.n_usable / whole.cell.n_usable - tally.cell.n_eligible / whole.cell.n_eligible
    yield ComputedFigure("RESP_GAP", gap, notes=("COMPOSITION",))


Table = tuple[object, ...]


def corrected(
    found: Sequence[tuple[Tally, ComputedFigure]], table: Callable[[Tally, ComputedFigure], Table]
) -> list[ComputedFigure]:
    """Verdicts that stand up together with all others of their table (Benjamini-Hochberg), reliable cells only."""
    tables: dict[Table, list[int]] = {}
    for position, (tally, figure) in enumerate(found):
        if figure.p_value is not None and tally.cell.n_resp >= RELIABLE:
            tables.setdefault(table(tally, figure), []).append(position)
    result = [_unjudged(tally, figure) for tally, figure in found]
    for positions in tables.values():
        p_values = [p for i in positions if (p := found[i][1].p_value) is not None]
        for position, stands in zip(positions, discoveries(p_values), strict=True):
            figure = found[position][1]
            notes = (*figure.notes, f"BH{len(positions)}") if len(positions) > 1 else figure.notes
            verdict = figure.assessment if stands else "NO_EVIDENCE"
            result[position] = replace(figure, assessment=verdict, notes=notes)
    return result


def _unjudged(tally: Tally, figure: ComputedFigure) -> ComputedFigure:
    """No verdict on fewer than 30 respondents."""
    if tally.cell.n_resp >= RELIABLE or figure.measure == "RESP_RATE":
        return figure
    return replace(figure, assessment="_Z")


def table_of(tally: Tally, figure: ComputedFigure) -> Table:
    """Comparisons that a reader sees together: units or categories of one element, or all questions of the university."""
    key = tally.key
    against = figure.compare_to.partition(":")[0]
    if key.group == EVERYBODY:
        return key.period, figure.measure, against, EVERYBODY, tally.element.kind
    return key.period, figure.measure, against, key.breakdown, key.element
