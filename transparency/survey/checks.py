"""Checks of a survey run: before figures are computed, and before they are written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from transparency.model.messages import Message
from transparency.model.problem import Problem
from transparency.model.questionnaire import ExportLayout, Questionnaire
from transparency.model.survey import ALL, TOTAL, UNIVERSITY, SurveyUnit
from transparency.model.survey_calendar import CalendarEntry
from transparency.survey.answers import conflicts
from transparency.survey.cells import CellKey, Protection
from transparency.survey.tally import Tally
from transparency.survey.words import comparable


def before_reading(
    questionnaire: Questionnaire,
    layout: ExportLayout,
    periods: Sequence[str | None],
    units: Sequence[SurveyUnit],
    calendar: Sequence[CalendarEntry],
) -> tuple[Problem, ...]:
    """Faults of the questionnaire, the layout and the request."""
    return (
        *_scale_conflicts(questionnaire),
        *_group_conflicts(questionnaire),
        *_references(questionnaire, units),
        *_layout_names(questionnaire, layout),
        *_layout_form(questionnaire.id, layout, periods),
        *_twice(questionnaire.id, periods),
        *_too_fine(questionnaire, calendar),
    )


def _too_fine(questionnaire: Questionnaire, calendar: Sequence[CalendarEntry]) -> Iterator[Problem]:
    """Surveys on teachers, integrity or health are public for the whole university only."""
    whole_only = {entry.id for entry in calendar if entry.publication == "university"}
    for group in questionnaire.groups:
        by_unit = group.role == "unit" and questionnaire.deepest == "units"
        if questionnaire.id in whole_only and (by_unit or group.role == "breakdown"):
            what = Message("the calendar allows figures for the whole university only.")
            advice = Message("Give the group the role filter, or correct the calendar.")
            yield _fault(questionnaire.id, "I15", Message("group {code}", code=group.code), what, advice)


def _fault(survey: str, rule: str, place: str, what: Message, advice: Message) -> Problem:
    return Problem(survey, 0, rule, place, what, advice)


def _scale_conflicts(questionnaire: Questionnaire) -> Iterator[Problem]:
    for scale in questionnaire.scales:
        place = Message("scale {code}", code=scale.code)
        if scale.maximum <= scale.minimum:
            yield _fault(
                questionnaire.id,
                "I01",
                place,
                Message("has no two points."),
                Message("Correct its ends."),
            )
        outside = {*scale.recode.values(), *(label.value for label in scale.labels)} - set(scale.values)
        if outside:
            ends = {"low": scale.minimum, "high": scale.maximum}
            what = Message("gives words or codes to values outside {low} to {high}.", **ends)
            yield _fault(
                questionnaire.id,
                "I01",
                place,
                what,
                Message("Correct the values or the ends."),
            )
        for word in conflicts(scale):
            what = Message('"{word}" stands for two different answers.', word=word)
            advice = Message("Give every label and code one meaning.")
            yield _fault(questionnaire.id, "I01", place, what, advice)


def _group_conflicts(questionnaire: Questionnaire) -> Iterator[Problem]:
    """A spelling of two values would put the people of one into the other."""
    for group in questionnaire.groups:
        place = Message("group {code}", code=group.code)
        owners: dict[str, set[str]] = {}
        for value in group.values:
            for word in (value.code, *value.label.texts.values(), *value.also):
                owners.setdefault(comparable(str(word)), set()).add(value.code)
        for word, codes in owners.items():
            if len(codes) > 1:
                what = Message('"{word}" stands for {codes}.', word=word, codes=tuple(sorted(codes)))
                yield _fault(
                    questionnaire.id,
                    "I01",
                    place,
                    what,
                    Message("Give every spelling to one value."),
                )


def _references(questionnaire: Questionnaire, units: Sequence[SurveyUnit]) -> Iterator[Problem]:
    survey = questionnaire.id
    scales = {scale.code for scale in questionnaire.scales}
    blocks = {block.code for block in questionnaire.blocks}
    groups = {group.code for group in questionnaire.groups}
    elements = {ALL, *blocks, *(item.code for item in questionnaire.items)}
    for item in questionnaire.items:
        place = Message("question {code}", code=item.code)
        yield from _known(survey, place, Message("scale"), item.scale, scales)
        yield from _known(survey, place, Message("block"), item.block, blocks)
        if item.only_if is not None:
            yield from _known(survey, place, Message("group"), item.only_if.group, groups)
    for target in questionnaire.targets:
        yield from _known(survey, Message("target"), Message("question or block"), target.element, elements)
    for declared in questionnaire.breaks:
        for element in declared.elements:
            yield from _known(survey, Message("break"), Message("question or block"), element, elements)
    yield from _unit_references(questionnaire, units)
    yield from _one_code_each(questionnaire)


def _unit_references(questionnaire: Questionnaire, units: Sequence[SurveyUnit]) -> Iterator[Problem]:
    known = {unit.code for unit in units}
    for group in questionnaire.groups:
        if group.role == "unit" and questionnaire.deepest == "units":
            for value in group.values:
                yield from _known(
                    questionnaire.id, Message("group {code}", code=group.code), Message("unit"), value.code, known
                )


def _known(survey: str, place: str, kind: str, code: str, known: Iterable[str]) -> Iterator[Problem]:
    if code not in known:
        what = Message("names the {kind} {code}, which does not exist.", kind=kind, code=code)
        yield _fault(survey, "I02", place, what, Message("Correct the code."))


def _one_code_each(questionnaire: Questionnaire) -> Iterator[Problem]:
    """A question may stand twice with different periods; a block may not have the code of a question."""
    codes = [block.code for block in questionnaire.blocks] + [*{item.code: None for item in questionnaire.items}]
    reserved = {ALL, TOTAL, UNIVERSITY}
    for code, count in Counter(codes).items():
        if count > 1 or code in reserved:
            place, what = Message("code {code}", code=code), Message("is used twice or reserved.")
            yield _fault(questionnaire.id, "I02", place, what, Message("Choose another code."))
    for wave in questionnaire.waves:
        for code, count in Counter(item.code for item in questionnaire.asked(wave.period)).items():
            if count > 1:
                what = Message("appears {n} times in {period}.", n=count, period=wave.period)
                yield _fault(
                    questionnaire.id,
                    "I02",
                    Message("question {code}", code=code),
                    what,
                    Message("Part them by valid_from, valid_to."),
                )


def _layout_names(questionnaire: Questionnaire, layout: ExportLayout) -> Iterator[Problem]:
    items, groups = {item.code for item in questionnaire.items}, {group.code for group in questionnaire.groups}
    for code in layout.items:
        yield from _known(questionnaire.id, Message("layout"), Message("question"), code, items)
    for code in layout.groups:
        yield from _known(questionnaire.id, Message("layout"), Message("group"), code, groups)


def _layout_form(survey: str, layout: ExportLayout, periods: Sequence[str | None]) -> Iterator[Problem]:
    if layout.form == "long" and (layout.question is None or layout.answer is None or not _identified(layout)):
        what = Message("form long needs the headers of question, answer, and response_id or token.")
        yield _fault(survey, "I02", Message("layout"), what, Message("Add them to the layout."))
    if None in periods and layout.period is None:
        what = Message("no period is given and the layout names no period column.")
        yield _fault(survey, "I07", Message("period"), what, Message("Write PERIOD=FILE, or name the column."))


def _identified(layout: ExportLayout) -> bool:
    return layout.response_id is not None or layout.token is not None


def _twice(survey: str, periods: Sequence[str | None]) -> Iterator[Problem]:
    for period, count in Counter(periods).items():
        if period is not None and count > 1:
            what = Message("{n} files hold this period.", n=count)
            yield _fault(
                survey, "I08", period, what, Message("Give one file for each period, or a folder with its parts.")
            )


def too_many_respondents(tallies: Mapping[CellKey, Tally]) -> Iterator[Problem]:
    """More answered than could: the registry's number or the file is wrong."""
    for key, tally in tallies.items():
        cell = tally.cell
        if key.element == ALL and cell.n_eligible is not None and cell.n_usable > cell.n_eligible:
            place = " ".join((key.period, *(part for part in key.group if part != TOTAL)))
            what = Message("the population is smaller than the number of respondents.")
            yield _fault(
                key.survey, "I06", place, what, Message("Correct the registry's number, or look for duplicates.")
            )


def revision_problems(protection: Protection, survey: str) -> Iterator[Problem]:
    """Figures that must not replace, or stand beside, what earlier releases told."""
    for key in protection.held:
        what = Message("differs from the published figure by a few people, whom the difference would single out.")
        yield _fault(survey, "I13", _place(key), what, Message("Leave the published table as it is."))
    for key in protection.unsafe:
        what = Message("cannot be protected: earlier releases revealed too much.")
        yield _fault(survey, "I14", _place(key), what, Message("Publish less: leave the breakdown or the unit out."))


def _place(key: CellKey) -> str:
    return " ".join((key.period, *(part for part in key.group if part != TOTAL), key.element))
