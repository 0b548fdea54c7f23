"""Converts figures to published rows: values rounded, suppressed cells without any number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from transparency.model.questionnaire import Questionnaire, Wave
from transparency.model.survey import (
    ALL,
    DECIMALS,
    N_EFF_DECIMALS,
    NOT_APPLICABLE,
    RELIABLE,
    UNITS_OF_MEASURE,
    ConfStatus,
    Observation,
    ObsStatus,
)
from transparency.survey.cells import PUBLIC_MARK, CellKey, Protection, ShareBand
from transparency.survey.elements import TalliedElement
from transparency.survey.figures import ComputedFigure
from transparency.survey.grouping import EVERYBODY
from transparency.survey.intervals import LEVEL, Interval
from transparency.survey.rounding import half_up
from transparency.survey.tally import Tally

METHOD_VERSION = "1.0"
_ABOUT_RESPONSE = frozenset({"RESP_RATE", "RESP_GAP"})
"""Measures that tell nothing of the answers."""


@dataclass(frozen=True, slots=True)
class Writer:
    """What all rows of a run share."""

    questionnaire: Questionnaire
    protection: Protection
    revision: int

    def rows(self, tally: Tally, figures: Sequence[ComputedFigure]) -> Iterator[Observation]:
        """The rows of one publishable cell."""
        decision = self.protection.decisions[tally.key]
        limits = frozenset(self._limits(tally))
        if decision != "F":
            yield from (self._row(tally, figure, limits, "Q", PUBLIC_MARK) for figure in _hidden(tally))
            return
        withheld = tally.key in self.protection.withheld
        for figure in figures:
            if withheld and figure.measure not in _ABOUT_RESPONSE:
                if figure.compare_to == NOT_APPLICABLE and figure.category == NOT_APPLICABLE:
                    yield self._row(tally, self._banded(tally.key, figure), limits, "Q", PUBLIC_MARK)
            else:
                yield self._row(tally, figure, limits, *_status(tally, figure))

    def _banded(self, key: CellKey, figure: ComputedFigure) -> ComputedFigure:
        """Without the answers; the share of positive ones within the band, if there is one."""
        band: ShareBand | None = self.protection.withheld[key]
        empty = ComputedFigure(figure.measure, None, n_valid=figure.n_valid, n_resp=figure.n_resp)
        if figure.measure != "SAT_SHARE" or band is None:
            return empty
        return replace(empty, interval=Interval(band.lower, band.upper), notes=("BAND",))

    def _row(
        self, tally: Tally, figure: ComputedFigure, limits: frozenset[str], status: ObsStatus, conf: ConfStatus
    ) -> Observation:
        places = DECIMALS[figure.measure]
        small = {"SMALL"} if status == "U" else set()
        interval = figure.interval
        element = tally.element
        return self._observation(
            tally.key,
            figure,
            obs_value=None if figure.value is None else half_up(figure.value, places),
            lower=None if interval is None else half_up(interval.lower, places),
            upper=None if interval is None else half_up(interval.upper, places),
            conf_level=LEVEL if interval is not None and figure.method != NOT_APPLICABLE else None,
            scale=_scale(element, figure),
            pos_codes=_positive(element, figure),
            reversed=1 if element.reversed else 0,
            obs_status=status,
            conf_status=conf,
            note=" ".join(sorted({*figure.notes, *limits, *small})),
        )

    def _observation(self, key: CellKey, figure: ComputedFigure, **values: object) -> Observation:
        return Observation.model_validate(
            {
                "survey": key.survey,
                "time_period": key.period,
                "freq": self.questionnaire.frequency,
                "population": self.questionnaire.population,
                "ref_unit": key.ref_unit,
                "breakdown": key.breakdown,
                "category_bd": key.category,
                "element": key.element,
                "measure": figure.measure,
                "category": figure.category,
                "compare_to": figure.compare_to,
                "unit_measure": UNITS_OF_MEASURE[figure.measure],
                "ci_method": figure.method,
                "n_valid": figure.n_valid,
                "n_resp": figure.n_resp,
                "n_eff": None if figure.n_eff is None else half_up(figure.n_eff, N_EFF_DECIMALS),
                "n_eligible": figure.n_eligible,
                "assessment": figure.assessment,
                "method_version": METHOD_VERSION,
                "batch": f"{key.survey}-{key.period}-r{self.revision}",
                "status": self.questionnaire.status,
                **values,
            }
        )

    def _limits(self, tally: Tally) -> Iterator[str]:
        """Notes that belong to every figure of the cell."""
        if self.questionnaire.status == "demonstration":
            yield "DEMO"
        if tally.element.reversed:
            yield "REV"
        if tally.element.scale is None:
            yield "SCALES"
        wave = self.questionnaire.wave_of(tally.key.period)
        if wave is not None and wave.note is not None:
            yield wave_note(self.questionnaire.id, wave)

    def not_held(self, wave: Wave) -> Observation:
        """The row that says that there are no figures of a period because nobody was asked."""
        figure = ComputedFigure("SAT_SHARE", None, notes=("NOT_HELD",))
        key = CellKey(self.questionnaire.id, wave.period, *EVERYBODY, ALL)
        notes = {"NOT_HELD", *(["DEMO"] if self.questionnaire.status == "demonstration" else [])}
        empty: dict[str, object] = dict.fromkeys(("obs_value", "lower", "upper", "conf_level"))
        return self._observation(
            key,
            figure,
            **empty,
            scale=NOT_APPLICABLE,
            pos_codes=NOT_APPLICABLE,
            reversed=0,
            obs_status="M",
            conf_status="F",
            note=" ".join(sorted(notes)),
        )


def wave_note(survey: str, wave: Wave) -> str:
    """Id of the note on one period."""
    return f"WAVE.{survey}.{wave.period}"


def _hidden(tally: Tally) -> Iterator[ComputedFigure]:
    """The same rows for every hidden cell, whatever its counts."""
    yield from (ComputedFigure("SAT_SHARE", None), ComputedFigure("NEG_SHARE", None), ComputedFigure("MID_SHARE", None))
    if tally.key.element == ALL and tally.cell.n_eligible is not None:
        yield ComputedFigure("RESP_RATE", None)


def _status(tally: Tally, figure: ComputedFigure) -> tuple[ObsStatus, ConfStatus]:
    if figure.status is not None:
        return figure.status, PUBLIC_MARK if figure.status == "Q" else "F"
    return ("U" if tally.cell.n_resp < RELIABLE else "A"), "F"


def _scale(element: TalliedElement, figure: ComputedFigure) -> str:
    known = element.scale is not None and figure.measure not in _ABOUT_RESPONSE
    return element.scale.code if known and element.scale is not None else NOT_APPLICABLE


def _positive(element: TalliedElement, figure: ComputedFigure) -> str:
    if element.scale is None or figure.measure in _ABOUT_RESPONSE:
        return NOT_APPLICABLE
    codes = element.scale.positive
    return " ".join(map(str, codes)) if len(codes) <= 11 else f"{codes[0]}-{codes[-1]}"
