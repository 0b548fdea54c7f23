"""Types that describe a chart before drawing: its figures and the sentences shown with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from transparency.site.views.sentence import Sentence, Value, When
from transparency.site.views.survey_figures import ShownFigure

Role = Literal["negative", "middle", "positive"]


@dataclass(frozen=True, slots=True)
class PlainFigure(ShownFigure):
    """A value that is no survey figure: it has no interval."""

    plain: float | None = None

    @property
    def value(self) -> float | None:
        """The value, where it may be shown."""
        return self.plain


@dataclass(frozen=True, slots=True)
class Part:
    """A point of the scale, or a class of points, in a distribution."""

    code: str
    """Category of DIST, or the measure that pools several points."""
    role: Role
    figure: ShownFigure


@dataclass(frozen=True, slots=True)
class Datum:
    """One line of a chart and of the table beside it."""

    label: Value
    figure: ShownFigure
    wave: str = ""
    """Periods of one wave are joined by a line."""
    broken: bool = False
    """Earlier figures of the wave must not be compared with it."""
    parts: tuple[Part, ...] = ()
    target: float | None = None
    verdict: str = ""
    """MET, NOT_MET, UNCERTAIN; ABOVE, BELOW, NO_EVIDENCE, or nothing."""
    place: tuple[int, int] | None = None
    """Likelihood and impact of a risk."""
    count: int | None = None
    """How many respondents raised a theme."""
    share: float | None = None
    """Share of the respondents of the wave who raised it."""
    shown: Value | None = None
    """The value in its own unit, where it is not a share of 1."""


@dataclass(frozen=True, slots=True)
class Panel:
    """A small chart of several that share their axes; a chart of one panel has no panel title."""

    data: tuple[Datum, ...]
    title: Value | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart of a page."""

    id: str
    kind: str
    """How it is drawn: a key of ``CHARTS`` in `site.charts.drawing`."""
    title: Sentence
    """What the chart found, as a sentence."""
    subtitle: Sentence
    """Respondents and dates."""
    shows: Sentence
    """What is drawn."""
    panels: tuple[Panel, ...]
    legend: tuple[tuple[str, Role, Value], ...] = ()
    """Code, role and words of each part of a distribution."""
    reference: float | None = None
    """The line that the figures are held against: 30 % of response, the figure of the university."""
    top: float | None = None
    """Greatest value of all charts that stand together and share their axis."""
    remarks: tuple[Value, ...] = ()
    """Breaks, missing waves and hidden values, in words."""
    demonstration: bool = True
    unit: str | None = None
    """Unit of the values of an indicator, a code of the dataset ``indicator-values``; survey figures are shares."""

    @property
    def data(self) -> tuple[Datum, ...]:
        """Every line of every panel."""
        return tuple(datum for panel in self.panels for datum in panel.data)

    @property
    def row_name(self) -> Literal["period", "survey", "question"]:
        """Word ``surveys.table.<name>`` for what the lines are: waves of one survey, surveys, or questions."""
        label = self.data[0].label
        return "period" if isinstance(label, When) else "survey" if isinstance(label, Sentence) else "question"
