"""Computes the survey calendar: last wave, next wave, missed waves. Periods are proposals until confirmed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from transparency.model.questionnaire import Wave
from transparency.model.survey_calendar import CalendarEntry
from transparency.model.survey_section import MIDYEAR
from transparency.site.views.sentence import Day, Value, When, sentence
from transparency.site.views.survey_subject import Subject

YEAR_END = 12


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """A survey in the calendar."""

    subject: Subject
    last: Wave | None
    """The last wave that was held."""
    next_due: str | None
    """Period of the next wave; None where it follows an event."""
    missed: tuple[str, ...]
    """Periods before the day of the build for which there are no answers."""

    @property
    def last_held(self) -> Value:
        """The day or period in which it was last held."""
        if self.last is None:
            return sentence("surveys.calendar.never")
        return Day(self.last.ends) if self.last.ends else When(self.last.period)

    @property
    def coming(self) -> Value:
        """The next period in words."""
        return When(self.next_due) if self.next_due else sentence("surveys.calendar.event")

    @property
    def gaps(self) -> tuple[Value, ...]:
        """The missed periods in words."""
        return tuple(When(period) for period in self.missed)


def calendar(subjects: tuple[Subject, ...], today: dt.date) -> tuple[CalendarRow, ...]:
    """Every survey, in the order of the calendar."""
    return tuple(_row(subject, today) for subject in subjects)


def _row(subject: Subject, today: dt.date) -> CalendarRow:
    held = [wave for wave in subject.waves if wave.held]
    known = {wave.period for wave in held}
    first = subject.periods[0] if subject.periods else None
    missed, coming = [], None
    for period, month in _expected(subject.entry, first, today):
        if (int(period[:4]), month) >= (today.year, today.month):
            coming = period
            break
        if period not in known:
            missed.append(period)
    return CalendarRow(subject, held[-1] if held else None, coming, tuple(missed))


def _expected(entry: CalendarEntry, first: str | None, today: dt.date) -> Iterator[tuple[str, int]]:
    """Periods from the first wave to the next one, with the last month in which each is due."""
    for year in range(int(first[:4]) if first else today.year, today.year + 2):
        if entry.frequency == "S":
            yield from ((f"{year}-S1", MIDYEAR), (f"{year}-S2", YEAR_END))
        elif entry.frequency == "A":
            yield str(year), max(entry.months, default=YEAR_END)
