"""What each kind of survey page shows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from transparency.model.survey import QualityRow
from transparency.model.survey_action import SurveyAction
from transparency.model.survey_notes import SurveyRisk
from transparency.model.text import LocalText
from transparency.shape.sentence import Sentence, Value, When
from transparency.shape.survey_calendar import CalendarRow
from transparency.shape.survey_chart import Chart
from transparency.shape.survey_figures import Figure
from transparency.shape.survey_subject import Element, Subject
from transparency.shape.survey_warnings import Warning


@dataclass(frozen=True, slots=True)
class KeyFacts:
    """The four figures a reader looks for first."""

    period: str
    satisfaction: Figure
    change: Sentence
    response: Figure

    @property
    def when(self) -> When:
        """The period in words."""
        return When(self.period)


@dataclass(frozen=True, slots=True)
class Line:
    """An element in the table of blocks and questions."""

    element: Element
    figure: Figure
    change: Sentence


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Figures by a public breakdown."""

    title: LocalText
    rows: tuple[tuple[LocalText, Figure], ...]


@dataclass(frozen=True, slots=True)
class ActionLine:
    """A decision and whether its effect has been looked at in time."""

    action: SurveyAction
    overdue: bool


@dataclass(frozen=True, slots=True)
class SurveyView:
    """One survey."""

    subject: Subject
    facts: KeyFacts | None
    calendar: CalendarRow
    charts: tuple[Chart, ...]
    lines: tuple[Line, ...]
    breakdowns: tuple[Breakdown, ...]
    quality: QualityRow | None
    notes: tuple[Value, ...]
    actions: tuple[ActionLine, ...]
    files: tuple[str, ...]

    def chart(self, chart_id: str) -> Chart | None:
        """A chart of the page."""
        return next((chart for chart in self.charts if chart.id == chart_id), None)


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """One question, block or whole survey over time."""

    subject: Subject
    element: Element
    facts: KeyFacts | None
    direction: Sentence | None
    charts: tuple[Chart, ...]
    measures: tuple[tuple[str, Figure], ...]
    positive: str
    """Points of the scale that count as positive."""
    notes: tuple[Value, ...]
    below: tuple[Line, ...]
    """The questions of a block."""
    files: tuple[str, ...]

    def chart(self, chart_id: str) -> Chart | None:
        """A chart of the page."""
        return next((chart for chart in self.charts if chart.id == chart_id), None)


@dataclass(frozen=True, slots=True)
class Glance:
    """A survey in the overview."""

    calendar: CalendarRow
    facts: KeyFacts | None
    warnings: int


@dataclass(frozen=True, slots=True)
class OverviewView:
    """All surveys at a glance, and their calendar."""

    files: tuple[str, ...]

    rows: tuple[Glance, ...]
    ethics: tuple[LocalText, ...]
    charts: tuple[Chart, ...]
    demonstration: bool


@dataclass(frozen=True, slots=True)
class WarningsView:
    """Early warnings and risks."""

    files: tuple[str, ...]

    strong: tuple[Warning, ...]
    weak: tuple[Warning, ...]
    risks: tuple[SurveyRisk, ...]
    charts: tuple[Chart, ...]
    demonstration: bool
    action_plan_from: int
    intensive_from: int


@dataclass(frozen=True, slots=True)
class ExtractRow:
    """A wave in the annual extract."""

    subject: Subject
    facts: KeyFacts


@dataclass(frozen=True, slots=True)
class ExtractView:
    """One academic year on one page."""

    files: tuple[str, ...]

    year: int
    rows: tuple[ExtractRow, ...]
    missed: tuple[tuple[Subject, When, Figure], ...]
    """Waves without figures, and why there are none."""
    warnings: tuple[Warning, ...]
    actions: tuple[ActionLine, ...]
    charts: tuple[Chart, ...]
    demonstration: bool

    @property
    def due(self) -> dt.date:
        """The extract is published by 1 July."""
        return dt.date(self.year, 7, 1)


@dataclass(frozen=True, slots=True)
class ReportsView:
    """The list of extracts."""

    years: tuple[ExtractView, ...]

    @property
    def demonstration(self) -> bool:
        """One of them shows invented figures."""
        return any(year.demonstration for year in self.years)
