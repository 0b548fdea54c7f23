"""A survey with all that its pages need: its place in the calendar, its questionnaire, its figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias, get_args

from transparency.model.answer_scale import AnswerScale
from transparency.model.demo import DEMONSTRATION
from transparency.model.questionnaire import Item, Questionnaire, Wave
from transparency.model.survey import ALL, Observation, ThemeCount
from transparency.model.survey_action import SurveyAction
from transparency.model.survey_calendar import CalendarEntry
from transparency.model.survey_notes import RiskClass
from transparency.model.survey_section import SurveySection
from transparency.model.text import LocalText
from transparency.registry.check import CheckedRegistry
from transparency.site.views.sentence import Sentence, Value, sentence
from transparency.site.views.survey_figures import Figures, ShownFigure, figures

ElementKind = Literal["survey", "block", "item"]
Limits: TypeAlias = tuple[tuple[RiskClass | None, tuple[Value, ...]], ...]
"""Limits to be read with figures, by class of risks."""
_CLASSES: tuple[RiskClass | None, ...] = (*get_args(RiskClass), None)


@dataclass(frozen=True, slots=True)
class SurveyElement:
    """Something that has figures: the whole survey, a block or a question."""

    code: str
    kind: ElementKind
    text: LocalText
    block: str | None = None
    item: Item | None = None

    @property
    def slug(self) -> str:
        """Last part of the address of its page."""
        return self.code.lower()


@dataclass(frozen=True)
class Subject:
    """Everything about one survey."""

    entry: CalendarEntry
    form: Questionnaire | None
    figures: Figures
    section: SurveySection
    threshold: int
    unit_names: Mapping[str, LocalText]
    note_texts: Mapping[str, LocalText]
    note_classes: Mapping[str, RiskClass | None]
    themes: tuple[ThemeCount, ...]
    actions: tuple[SurveyAction, ...]

    @property
    def slug(self) -> str:
        """Part of the address: ``s1``."""
        return self.entry.id.lower()

    @property
    def demonstration(self) -> bool:
        """The figures are invented and must look like it."""
        return DEMONSTRATION in {self.entry.status, self.form.status if self.form else None}

    @cached_property
    def elements(self) -> tuple[SurveyElement, ...]:
        """The survey, then each block followed by its questions."""
        return tuple(self._elements()) if self.form else ()

    def element(self, code: str) -> SurveyElement:
        """The element with a code."""
        return next(element for element in self.elements if element.code == code)

    def _elements(self) -> Iterator[SurveyElement]:
        assert self.form is not None  # noqa: S101  (asked by `elements`)
        yield SurveyElement(ALL, "survey", self.form.title)
        for block in self.form.blocks:
            yield SurveyElement(block.code, "block", block.title)
            for item in self.form.items:
                if item.block == block.code:
                    yield SurveyElement(item.code, "item", item.shown_text, block.code, item)

    def within(self, element: SurveyElement) -> tuple[SurveyElement, ...]:
        """The questions of a block, or all questions of the survey."""
        items = tuple(e for e in self.elements if e.kind == "item")
        return items if element.kind == "survey" else tuple(e for e in items if e.block == element.code)

    def scale(self, element: SurveyElement) -> AnswerScale | None:
        """The one scale of an element; None where several are pooled."""
        items = [element.item] if element.item else [e.item for e in self.within(element) if e.item]
        if self.form is None or len({item.scale for item in items}) != 1:
            return None
        return self.form.scale_of(items[0])

    @property
    def waves(self) -> tuple[Wave, ...]:
        """The waves in order of time, those that were missed included."""
        return tuple(sorted(self.form.waves, key=lambda wave: wave.period)) if self.form else ()

    @property
    def periods(self) -> tuple[str, ...]:
        """Periods of the waves."""
        return tuple(wave.period for wave in self.waves)

    @property
    def latest(self) -> str | None:
        """The last period with a figure that may be shown."""
        return self.figures.latest()

    def wave_name(self, period: str) -> str:
        """Waves of one name are compared: December with December."""
        wave = self.form.wave_of(period) if self.form else None
        return (wave.wave if wave else None) or period.partition("-")[2]

    def target(self, code: str, period: str) -> float | None:
        """What was to be reached in the year of a period."""
        found = self.form.targets if self.form else ()
        return next((t.value for t in found if t.element == code and str(t.year) == period[:4]), None)

    def unit(self, code: str) -> LocalText:
        """The name of a unit."""
        return self.unit_names[code]

    def why_hidden(self, figure: ShownFigure) -> Sentence:
        """The reason why a figure is not there."""
        return sentence(f"surveys.state.{figure.state}", n=str(self.threshold))

    def notes(self, ids: tuple[str, ...]) -> tuple[Value, ...]:
        """The texts of limits, each once, in the order of their ids."""
        return tuple(self.note_texts[one] for one in sorted(set(ids)) if one in self.note_texts)

    def limits(self, ids: Iterable[str]) -> Limits:
        """The same by the class of risks that they belong to; what belongs to none comes last."""
        by_class: dict[RiskClass | None, list[str]] = {}
        for one in ids:
            by_class.setdefault(self.note_classes.get(one), []).append(one)
        return tuple((kind, found) for kind in _CLASSES if (found := self.notes(tuple(by_class.get(kind, ())))))


def subjects(registry: CheckedRegistry) -> tuple[Subject, ...]:
    """Every survey of the calendar."""
    data = registry.surveys
    if data.section is None:
        return ()
    names = {unit.code: unit.title for unit in data.units}
    notes = {note.id: note.text for note in data.notes}
    by_survey: dict[str, list[Observation]] = {}
    for row in data.observations:
        by_survey.setdefault(row.survey, []).append(row)
    return tuple(
        Subject(
            entry=entry,
            form=data.questionnaire(entry.id),
            figures=figures(entry.id, by_survey.get(entry.id, [])),
            section=data.section,
            threshold=registry.settings.threshold,
            unit_names=names,
            note_texts=notes,
            note_classes={one: data.limit_class(one) for one in notes},
            themes=tuple(t for t in data.themes if t.survey == entry.id),
            actions=tuple(a for a in data.actions if a.survey == entry.id),
        )
        for entry in data.calendar
    )
