"""View types of survey pages: the values that each kind of page shows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from transparency.model.improvement import ActionState
from transparency.model.indicator_value import IndicatorValue
from transparency.model.survey import QualityRow
from transparency.model.survey_action import SurveyAction
from transparency.model.survey_notes import SurveyRisk
from transparency.model.survey_section import Thresholds
from transparency.model.text import LocalText
from transparency.site.views.awaited import Awaiting
from transparency.site.views.improvement import ActionCounts
from transparency.site.views.measured import Measured
from transparency.site.views.sentence import Sentence, When
from transparency.site.views.survey_calendar import CalendarRow
from transparency.site.views.survey_chart import Chart
from transparency.site.views.survey_figures import ShownFigure
from transparency.site.views.survey_subject import Limits, Subject, SurveyElement
from transparency.site.views.survey_warnings import IndicatorSign, Warning


@dataclass(frozen=True, slots=True)
class KeyFacts:
    """The four figures a reader looks for first."""

    period: str
    satisfaction: ShownFigure
    change: Sentence
    response: ShownFigure

    @property
    def when(self) -> When:
        """The period in words."""
        return When(self.period)


@dataclass(frozen=True, slots=True)
class Line:
    """An element in the table of blocks and questions."""

    element: SurveyElement
    figure: ShownFigure
    change: Sentence


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Figures by a public breakdown."""

    title: LocalText
    rows: tuple[tuple[LocalText, ShownFigure], ...]


@dataclass(frozen=True, slots=True)
class ActionLine:
    """A decision and whether its effect has been looked at in time."""

    action: SurveyAction
    state: ActionState


@dataclass(frozen=True, slots=True)
class SurveyView:
    """One survey."""

    subject: Subject
    facts: KeyFacts | None
    points: tuple[Sentence, ...]
    """What a reader should know first, in sentences."""
    duty: Awaiting
    calendar: CalendarRow
    charts: tuple[Chart, ...]
    lines: tuple[Line, ...]
    breakdowns: tuple[Breakdown, ...]
    quality: QualityRow | None
    several_each: bool
    """Whether one person filled in several questionnaires: n counts people, shares count answers."""
    positive: tuple[tuple[int, LocalText | None], ...]
    """Points that count as positive, with their words; empty where several scales are pooled."""
    limits: Limits
    actions: tuple[ActionLine, ...]
    files: tuple[str, ...]

    def chart(self, chart_id: str) -> Chart | None:
        """A chart of the page."""
        return next((chart for chart in self.charts if chart.id == chart_id), None)


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """One question, block or whole survey over time."""

    subject: Subject
    element: SurveyElement
    facts: KeyFacts | None
    direction: Sentence | None
    charts: tuple[Chart, ...]
    measures: tuple[tuple[str, ShownFigure], ...]
    scale: tuple[int, ...]
    """Points of the scale; empty where several scales are pooled."""
    positive: tuple[tuple[int, LocalText | None], ...]
    """Points that count as positive, with their words where the scale has words."""
    limits: Limits
    several_each: bool
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
    before: ShownFigure | None
    """The last comparable share; None where there is none or the questions changed."""
    warnings: int

    @property
    def change(self) -> str:
        """How the share changed, as the last part of the key of its words."""
        return self.facts.change.key.rsplit(".", 1)[1] if self.facts else ""


@dataclass(frozen=True, slots=True)
class OverviewView:
    """All surveys at a glance, and their calendar."""

    files: tuple[str, ...]

    rows: tuple[Glance, ...]
    groups: tuple[tuple[str, tuple[Glance, ...]], ...]
    """By who was asked; in each group the order of the calendar."""
    ethics: tuple[LocalText, ...]
    duty: Awaiting
    charts: tuple[Chart, ...]
    demonstration: bool

    @property
    def changes(self) -> tuple[str, ...]:
        """The words on changes that the legend explains; few answers have a sign of their own in it."""
        return tuple(sorted({row.change for row in self.rows} - {"", "up", "down", "weak"}))


@dataclass(frozen=True, slots=True)
class WarningsView:
    """Early warnings and risks."""

    files: tuple[str, ...]
    measured: bool
    """Whether there is a figure in which a sign could be seen."""
    duty: Awaiting

    strong: tuple[Warning, ...]
    weak: tuple[Warning, ...]
    indicators: tuple[IndicatorSign, ...]
    risks: tuple[SurveyRisk, ...]
    charts: tuple[Chart, ...]
    demonstration: bool
    thresholds: Thresholds
    decided: bool
    """Whether the institution itself has decided the thresholds."""


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
    missed: tuple[tuple[Subject, When, ShownFigure], ...]
    """Waves without figures, and why there are none."""
    awaited: tuple[tuple[Subject, When], ...]
    """Waves that were due by the calendar and of which nothing is recorded."""
    warnings: tuple[Warning, ...]
    actions: tuple[ActionLine, ...]
    charts: tuple[Chart, ...]
    indicators: tuple[tuple[Measured, IndicatorValue], ...]
    """Values of the whole institution for the year."""
    demonstration: bool
    due: dt.date
    """Day by which the report of the year is published."""
    proposals_due: dt.date
    """Day by which decisions on improvement follow from it."""
    decided: bool
    """Whether the institution itself has decided these days."""
    proposed: bool
    """Whether a decision was taken since that day of the year before."""
    counts: ActionCounts
    """All actions decided in the academic year, by how far they have come."""


@dataclass(frozen=True, slots=True)
class ReportsView:
    """The list of extracts."""

    years: tuple[ExtractView, ...]
    duty: Awaiting
    next_year: int
    """The last year of the academic year whose report is due next."""
    due: dt.date
    proposals_due: dt.date
    decided: bool
    """Whether the institution itself has decided these days."""
    overdue: int | None
    """The year before, if its report should be there by a decided day and is not."""

    @property
    def demonstration(self) -> bool:
        """One of them shows invented figures."""
        return any(year.demonstration for year in self.years)
