"""Rows of the open datasets: codes and texts as they stand in the registry; texts in a column for each language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from transparency.check.registry import CheckedRegistry
from transparency.model.survey import COLUMNS, Observation
from transparency.model.text import LANGUAGES, Item, LocalText, TermUse
from transparency.shape import disclosing_tables
from transparency.shape.actor import PARTS, actors, who
from transparency.shape.process import clause_answers, indicators
from transparency.shape.row import SEPARATOR, Cell, Row, texts


def processes(registry: CheckedRegistry) -> Iterator[Row]:
    """One row a process."""
    for process in registry.processes:
        yield {
            "id": process.id,
            "number": process.number,
            "category": process.category,
            "parent": process.parent,
            "code": process.code,
            **texts("title", process.title),
            "owner": SEPARATOR.join(who(process, "owner")),
            "manager": SEPARATOR.join(who(process, "manager")) or None,
            "participants": _unless(registry, "participants", SEPARATOR.join(who(process, "participants")) or None),
            "iso_9001": SEPARATOR.join(process.iso_9001),
            **texts("purpose", process.purpose),
            **{k: v for field in ("inputs", "outputs") for k, v in _lists(registry, field, getattr(process, field))},
            "status": registry.architecture.status,
            "updated": registry.architecture.updated,
        }


def process_indicators(registry: CheckedRegistry) -> Iterator[Row]:
    """One row an indicator; what no document sets is empty."""
    for owned in indicators(registry):
        one = owned.indicator
        yield {
            "id": one.id,
            "process": owned.process.id,
            **texts("group", one.group),
            **texts("name", one.name),
            **texts("unit", one.unit),
            **texts("period", one.period),
            "target": one.target.value if one.target else None,
            "target_direction": one.target.direction if one.target else None,
            **texts("target_unit", one.target.unit if one.target else None),
        }


def risks(registry: CheckedRegistry) -> Iterator[Row]:
    """One row a risk, unless the site withholds them."""
    if "risks" in registry.settings.withhold:
        return
    for process in registry.processes:
        for risk in process.risks:
            yield {"id": risk.id, "process": process.id, **texts("text", risk.text)}


def roles(registry: CheckedRegistry) -> Iterator[Row]:
    """One row for each part that a post or unit has in a process."""
    for actor in actors(registry):
        for part in PARTS:
            for process in getattr(actor, part):
                yield {
                    "actor": actor.record.id,
                    **texts("title", actor.record.title),
                    "part": part,
                    "process": process.id,
                }


def clauses(registry: CheckedRegistry) -> Iterator[Row]:
    """One row for each clause that the code of a process names."""
    for answer in clause_answers(registry):
        for process in answer.processes:
            yield {"clause": answer.clause.number, **texts("title", answer.clause.title), "process": process.id}


def units(registry: CheckedRegistry) -> Iterator[Row]:
    """One row for each unit and each post; no person is named."""
    for kind, known in (("unit", registry.units), ("post", registry.roles)):
        for actor in known.values():
            yield {"id": actor.id, "kind": kind, **texts("title", actor.title)}


def glossary(registry: CheckedRegistry) -> Iterator[Row]:
    """One row a term."""
    for entry in registry.glossary:
        yield {
            "id": entry.id,
            **texts("term", entry.term),
            **{f"abbreviation_{lang}": entry.abbreviation.get(lang) for lang in LANGUAGES},
            **texts("definition", entry.definition),
            "standard": entry.standard,
        }


def surveys(registry: CheckedRegistry) -> Iterator[Row]:
    """One row a survey of the calendar."""
    for one in registry.surveys.calendar:
        yield {
            "id": one.id,
            **texts("title", one.title),
            **texts("target_group", one.target_group),
            "population": one.population,
            "frequency": one.frequency,
            "times_per_year": one.times_per_year,
            "months": SEPARATOR.join(str(month) for month in one.months),
            **texts("when", one.when),
            "clause": one.clause,
            "confirmed": one.confirmed,
            "publication": one.publication,
        }


def survey_indicators(registry: CheckedRegistry) -> Iterator[Row]:
    """One row a published figure, the withheld ones with their reason."""
    for one in registry.surveys.observations:
        yield {column: getattr(one, name) for column, name in zip(COLUMNS, Observation.model_fields, strict=True)}


TABLES: Mapping[str, Callable[[CheckedRegistry], Iterable[Row]]] = {
    "processes": processes,
    "indicators": process_indicators,
    "risks": risks,
    "roles": roles,
    "clauses": clauses,
    **disclosing_tables.TABLES,
    "units": units,
    "glossary": glossary,
    "surveys": surveys,
    "survey-indicators": survey_indicators,
}
"""Dataset id -> its rows; ``data/datasets/`` says what the columns mean."""


def _lists(registry: CheckedRegistry, name: str, items: tuple[Item, ...]) -> Iterator[tuple[str, Cell]]:
    for lang in LANGUAGES:
        yield f"{name}_{lang}", SEPARATOR.join(_text(registry, item).get(lang) for item in items)


def _text(registry: CheckedRegistry, item: Item) -> LocalText:
    if isinstance(item, str):
        return registry.terms[item]
    return registry.terms[item.term] if isinstance(item, TermUse) else item


def _unless(registry: CheckedRegistry, group: str, value: Cell) -> Cell:
    return None if group in registry.settings.withhold else value
