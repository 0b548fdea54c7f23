"""Builds the rows of the survey datasets: calendar, figures, and the code lists by which the figures are read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from transparency.model.answer_scale import AnswerScale
from transparency.model.questionnaire import Questionnaire
from transparency.model.survey import ALL, COLUMNS, NOT_APPLICABLE, TOTAL, Observation
from transparency.model.text import LocalText
from transparency.opendata.dataset_table import SEPARATOR, Cell, Row, texts
from transparency.registry.check import CheckedRegistry
from transparency.site.views.page import text_in_all_languages


def surveys(registry: CheckedRegistry) -> Iterator[Row]:
    """One row a survey of the calendar."""
    for one in registry.surveys.calendar:
        yield {
            "id": one.id,
            **texts(registry.languages, "title", one.title),
            **texts(registry.languages, "target_group", one.target_group),
            "population": one.population,
            "frequency": one.frequency,
            "times_per_year": one.times_per_year,
            "months": SEPARATOR.join(str(month) for month in one.months),
            **texts(registry.languages, "when", one.when),
            "clause": one.clause,
            "confirmed": one.confirmed,
            "publication": one.publication,
            "status": one.status,
        }


def figures(registry: CheckedRegistry) -> Iterator[Row]:
    """One row a published figure, the withheld ones with their reason."""
    for one in registry.surveys.observations:
        yield {column: getattr(one, name) for column, name in zip(COLUMNS, Observation.model_fields, strict=True)}


def elements(registry: CheckedRegistry) -> Iterator[Row]:
    """One row for each survey as a whole, each block and each question."""
    for form in registry.surveys.questionnaires:
        yield _element(registry, form, ALL, "survey", form.title)
        for block in form.blocks:
            yield _element(registry, form, block.code, "block", block.title)
        for item in form.items:
            own: Row = {"block": item.block, "scale": item.scale, "reversed": int(item.reversed)}
            validity: Row = {"valid_from": item.valid_from, "valid_to": item.valid_to}
            yield {**_element(registry, form, item.code, "item", item.shown_text), **own, **validity}


def _element(registry: CheckedRegistry, form: Questionnaire, code: str, kind: str, text: LocalText) -> dict[str, Cell]:
    return {
        "survey": form.id,
        "code": code,
        "type": kind,
        "block": None,
        "scale": NOT_APPLICABLE,
        "reversed": 0,
        "valid_from": None,
        "valid_to": None,
        **texts(registry.languages, "text", text),
        "status": form.status,
    }


def scales(registry: CheckedRegistry) -> Iterator[Row]:
    """One row a scale, and one for figures that pool scales."""
    for form in registry.surveys.questionnaires:
        for one in form.scales:
            limits: Row = {"minimum": one.minimum, "maximum": one.maximum}
            yield {"survey": form.id, "code": one.code, **limits, "status": form.status}
        yield {"survey": form.id, "code": NOT_APPLICABLE, "minimum": None, "maximum": None, "status": form.status}


def scale_points(registry: CheckedRegistry) -> Iterator[Row]:
    """One row a point; each scale has a row for figures that concern no single point."""
    for form in registry.surveys.questionnaires:
        for scale in form.scales:
            names = {label.value: label for label in scale.labels}
            for point in scale.values:
                yield _point(registry, form, scale.code, str(point), _class(scale, point), names.get(point))
        for code in (*(scale.code for scale in form.scales), NOT_APPLICABLE):
            yield _point(registry, form, code, NOT_APPLICABLE, None, None)


def _point(
    registry: CheckedRegistry, form: Questionnaire, scale: str, point: str, kind: str | None, title: LocalText | None
) -> Row:
    named = texts(registry.languages, "title", title)
    return {"survey": form.id, "scale": scale, "point": point, "class": kind, **named, "status": form.status}


def _class(scale: AnswerScale, point: int) -> str:
    if point in scale.positive:
        return "positive"
    return "negative" if point in scale.negative else "middle"


def groups(registry: CheckedRegistry) -> Iterator[Row]:
    """One row for each group by which figures are divided, and one for everybody."""
    everybody = text_in_all_languages(registry, "open_data.everybody")
    for form in registry.surveys.questionnaires:
        yield _group(registry, form, (TOTAL, everybody), (TOTAL, everybody))
        for group in form.groups:
            if group.role == "breakdown":
                for one in group.values:
                    yield _group(registry, form, (group.code, group.title), (one.code, one.label))


def _group(
    registry: CheckedRegistry, form: Questionnaire, breakdown: tuple[str, LocalText], category: tuple[str, LocalText]
) -> Row:
    return {
        "survey": form.id,
        "breakdown": breakdown[0],
        "category": category[0],
        **texts(registry.languages, "breakdown_title", breakdown[1]),
        **texts(registry.languages, "title", category[1]),
        "status": form.status,
    }


def survey_units(registry: CheckedRegistry) -> Iterator[Row]:
    """One row a unit of the figures; a unit of the register with the same identifier is named."""
    for one in registry.surveys.units:
        yield {
            "code": one.code,
            "parent": one.parent,
            "unit": next((name for name in (one.code, one.code.lower()) if name in registry.units), None),
            **texts(registry.languages, "title", one.title),
            "status": one.status,
        }


def notes(registry: CheckedRegistry) -> Iterator[Row]:
    """One row a note."""
    for one in registry.surveys.notes:
        shown: Row = {**texts(registry.languages, "text", one.text), "status": one.status}
        yield {"id": one.id, "risk_class": registry.surveys.limit_class(one.id), **shown}


def themes(registry: CheckedRegistry) -> Iterator[Row]:
    """One row a theme of a wave."""
    for one in registry.surveys.themes:
        yield {
            "survey": one.survey,
            "time_period": one.time_period,
            "theme": one.theme,
            "kind": one.kind,
            "n": one.n,
            "n_resp": one.n_resp,
            "share": one.share,
            **texts(registry.languages, "title", one.title),
            "status": one.status,
        }


def quality(registry: CheckedRegistry) -> Iterator[Row]:
    """One row a wave: what processing left out."""
    for one in registry.surveys.quality:
        counts: Row = {name: value for name, value in one if name.startswith("n_")}
        yield {"survey": one.survey, "time_period": one.time_period, **counts, "status": one.status}


def targets(registry: CheckedRegistry) -> Iterator[Row]:
    """One row a target."""
    for form in registry.surveys.questionnaires:
        for one in form.targets:
            own: Row = {"element": one.element, "year": one.year, "value": one.value}
            yield {"survey": form.id, **own, "status": form.status}


TABLES: Mapping[str, Callable[[CheckedRegistry], Iterable[Row]]] = {
    "surveys": surveys,
    "survey-indicators": figures,
    "survey-elements": elements,
    "survey-scales": scales,
    "survey-scale-points": scale_points,
    "survey-groups": groups,
    "survey-units": survey_units,
    "survey-notes": notes,
    "survey-themes": themes,
    "survey-quality": quality,
    "survey-targets": targets,
}
"""Dataset id -> its rows."""
