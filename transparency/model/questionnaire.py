"""Record types for questionnaires: questions, scales, respondents, periods, breakdowns, and the layout of an export.

One YAML file per survey. How one particular export names its columns is described by an `ExportLayout`, which may be replaced
on the command line: six survey systems export one questionnaire in six layouts.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from transparency.model.answer_scale import AnswerScale, Word
from transparency.model.limits import GREATEST
from transparency.model.number_types import Year
from transparency.model.survey import Code, Frequency, Period, Population, Status, SurveyCode
from transparency.model.survey_notes import RiskClass
from transparency.model.text import Date, LocalText, Record, Text, Translated

TO_BE_WRITTEN = "TO BE WRITTEN"
"""Stands in drafts where a person has to write; whatever holds it is never published (I16)."""


class Filter(Record):
    """A question that only some were to answer."""

    group: Code
    """Code of the group column that decides."""
    categories: tuple[Code, ...] = Field(min_length=1)


class Item(Record):
    """One closed question."""

    code: Code
    block: Code
    scale: Code
    text: LocalText
    reversed: bool = False
    """Worded negatively: its scale is turned before anything is computed."""
    positive_text: LocalText | None = None
    """How a reversed question reads once it is turned, so that a positive answer is good: «There is enough time» for «There is
    too little time». Left out, pages mark the text as reverse-coded."""
    headers: tuple[Text, ...] = ()
    """Other headers under which exports carry it; code and text are always tried."""
    valid_from: Period | None = None
    valid_to: Period | None = None
    """First and last period in which it was asked this way."""
    only_if: Filter | None = None

    @property
    def shown_text(self) -> LocalText:
        """What positive answers mean: on pages, charts and in files."""
        if not self.reversed:
            return self.text
        if self.positive_text is not None:
            return self.positive_text
        return LocalText(**{lang: _REVERSED.get(lang, "≠ «{}»").format(text) for lang, text in self.text.texts.items()})


_REVERSED = {"kk": "«{}» (кері кодталған)", "ru": "«{}» (обратная шкала)", "en": "“{}” (reverse-coded)"}
"""Holds for every scale: a question on how often something happens is not agreed or disagreed with."""


class QuestionBlock(Record):
    """Questions on one subject, published together."""

    code: Code
    title: LocalText


class GroupValue(Record):
    """A category of a breakdown, or a unit."""

    code: Code
    label: LocalText
    also: tuple[Word, ...] = ()
    """Other spellings and codes in exports."""


class RespondentGroup(Record):
    """A column that says to which group a respondent belongs."""

    code: Code
    role: Literal["unit", "breakdown", "teacher", "administrative", "filter"]
    """Figures are published for units and breakdowns; never by teacher or administrative unit."""
    title: LocalText
    values: tuple[GroupValue, ...] = Field(min_length=1)


class Theme(Record):
    """A code that people gave to open answers while reading them; the answers themselves are never read here."""

    code: Code
    kind: Literal["strength", "improvement", "proposal"]
    label: LocalText
    also: tuple[Word, ...] = ()


class Wave(Record):
    """One time the survey was, or should have been, held."""

    period: Period
    wave: Text | None = None
    """Periods of one wave are compared; left out, it is the part of the period after the year."""
    starts: Date | None = None
    ends: Date | None = None
    """Field period; submissions outside are flagged."""
    eligible: Annotated[int, Field(ge=1, le=GREATEST)] | None = None
    """People who could answer, from the registry; a population file may say more."""
    held: bool = True
    note: LocalText | None = None
    """Limit to be printed with every figure of the period."""
    note_class: RiskClass | None = None
    """The class of risks that this limit belongs to."""
    values: tuple[Word, ...] = ()
    """How a period column writes it."""


class Break(Record):
    """From this period on earlier figures must not be compared."""

    period: Period
    elements: tuple[Code, ...] = Field(min_length=1)
    """Questions or blocks, or ALL for the whole survey."""
    reason: LocalText


class SurveyTarget(Record):
    """What the university wants to reach."""

    element: Code
    year: Year
    value: float = Field(ge=0, le=1)
    """Share of positive answers."""


class ExportLayout(Record):
    """How one export looks; everything left out is found from the file and said in the run report."""

    encoding: Literal["auto", "utf-8", "utf-16", "cp1251", "kz1048"] = "auto"
    delimiter: Literal["auto", ";", ",", "tab", "|"] = "auto"
    sheet: Text | None = None
    """Name of the worksheet."""
    form: Literal["wide", "long"] = "wide"
    """long: a line for each answer, with ``question`` and ``answer``."""
    dates: Literal["auto", "dmy", "mdy"] = "auto"
    """Reading of 05/01/2025 where the file does not decide it."""
    items: dict[str, Text] = Field(default_factory=dict)
    """Question -> header (wide) or -> its name in the ``question`` column (long)."""
    groups: dict[str, Text] = Field(default_factory=dict)
    """Group -> header."""
    question: Text | None = None
    answer: Text | None = None
    response_id: Text | None = None
    token: Text | None = None
    """Who answered, as a code; used to drop duplicates, never written."""
    subject: Text | None = None
    """What was evaluated, where one person answers several times (teacher evaluation)."""
    cluster: Text | None = None
    """Whose answers belong together in the interval; the token where there is a subject."""
    timestamp: Text | None = None
    consent: Text | None = None
    test: Text | None = None
    period: Text | None = None
    themes: tuple[Text, ...] = ()
    """Columns with theme codes, several codes separated by a semicolon or comma."""


class Questionnaire(Translated):
    """One survey."""

    id: SurveyCode
    status: Status
    """``demonstration`` figures look like it everywhere and never reach the official address."""
    title: LocalText
    population: Population
    frequency: Frequency
    mode: LocalText
    """How it is held, e.g. online."""
    deepest: Literal["university", "units"] = "units"
    """The finest unit that may be published."""
    detail: Literal["blocks", "items"] = "blocks"
    """What is published below the university: blocks and ALL, or every question too."""
    counts: Literal["people", "submissions"] = "people"
    """What the registry's number of eligible counts; submissions where one person is asked several times."""
    scales: tuple[AnswerScale, ...] = Field(min_length=1)
    blocks: tuple[QuestionBlock, ...] = Field(min_length=1)
    items: tuple[Item, ...] = Field(min_length=1)
    groups: tuple[RespondentGroup, ...] = ()
    themes: tuple[Theme, ...] = ()
    waves: tuple[Wave, ...] = Field(min_length=1)
    breaks: tuple[Break, ...] = ()
    targets: tuple[SurveyTarget, ...] = ()
    consent_given: tuple[Word, ...] = ()
    """Answers that mean consent, besides the usual words."""
    test_marks: tuple[Word, ...] = ()
    """Values that mark a test submission, besides the usual words."""
    layout: ExportLayout = ExportLayout()

    def scale_of(self, item: Item) -> AnswerScale:
        """The scale of a question."""
        return next(scale for scale in self.scales if scale.code == item.scale)

    def wave_of(self, period: str) -> Wave | None:
        """The calendar entry of a period."""
        return next((wave for wave in self.waves if wave.period == period), None)

    def asked(self, period: str) -> tuple[Item, ...]:
        """The questions of a period, in order."""
        return tuple(i for i in self.items if (i.valid_from or "") <= period <= (i.valid_to or "9999"))
