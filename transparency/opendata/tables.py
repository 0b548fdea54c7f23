"""Builds the rows of the open datasets: codes and texts from the registry, with one text column per language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from transparency.model.dataset import Dataset
from transparency.model.indicator_value import GroupIndicator
from transparency.model.process import Indicator
from transparency.model.text import Item
from transparency.opendata import disclosure_tables, process_tables, survey_tables
from transparency.opendata.dataset_table import SEPARATOR, Cell, Row, texts
from transparency.opendata.process_tables import item_text
from transparency.registry.check import CheckedRegistry
from transparency.site.views.actor import PARTS, actors, who
from transparency.site.views.measured import all_measured
from transparency.site.views.process import clause_answers, indicators


def processes(registry: CheckedRegistry) -> Iterator[Row]:
    """One row a process."""
    for process in registry.processes:
        yield {
            "id": process.id,
            "number": process.number,
            "own_number": process.own_number,
            "category": process.category,
            "parent": process.parent,
            "code": process.code,
            **texts(registry.languages, "title", process.title),
            "owner": SEPARATOR.join(who(process, "owner")),
            "manager": SEPARATOR.join(who(process, "manager")) or None,
            "participants": SEPARATOR.join(who(process, "participants")) or None,
            "iso_9001": SEPARATOR.join(process.iso_9001),
            **texts(registry.languages, "purpose", process.purpose),
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
            **texts(registry.languages, "group", one.group),
            **texts(registry.languages, "name", one.name),
            **texts(registry.languages, "unit", one.unit),
            **texts(registry.languages, "formula", one.formula),
            **texts(registry.languages, "period", one.period),
            "target": one.target.value if one.target else None,
            "target_direction": one.target.direction if one.target else None,
            **texts(registry.languages, "target_unit", one.target.unit if one.target else None),
        }


def risks(registry: CheckedRegistry) -> Iterator[Row]:
    """One row a risk."""
    for process in registry.processes:
        for risk in process.risks:
            yield {"id": risk.id, "process": process.id, **texts(registry.languages, "text", risk.text)}


def roles(registry: CheckedRegistry) -> Iterator[Row]:
    """One row for each part that a post or unit has in a process."""
    for actor in actors(registry):
        for part in PARTS:
            for process in getattr(actor, part):
                yield {
                    "actor": actor.record.id,
                    **texts(registry.languages, "title", actor.record.title),
                    "part": part,
                    "process": process.id,
                }


def clauses(registry: CheckedRegistry) -> Iterator[Row]:
    """One row for each clause that the code of a process names."""
    for answer in clause_answers(registry):
        for process in answer.processes:
            yield {
                "clause": answer.clause.number,
                **texts(registry.languages, "title", answer.clause.title),
                "process": process.id,
            }


def units(registry: CheckedRegistry) -> Iterator[Row]:
    """One row for each unit and each post; no person is named."""
    for unit in registry.units.values():
        yield {
            "id": unit.id,
            "kind": "unit",
            **texts(registry.languages, "title", unit.title),
            **texts(registry.languages, "abbreviation", unit.abbreviation),
            "unit": unit.parent,
            "rank": None,
        }
    for post in registry.roles.values():
        yield {
            "id": post.id,
            "kind": "post",
            **texts(registry.languages, "title", post.title),
            **texts(registry.languages, "abbreviation", None),
            "unit": post.unit,
            "rank": post.kind,
        }


def glossary(registry: CheckedRegistry) -> Iterator[Row]:
    """One row for each term that the glossary explains."""
    for entry in registry.explained:
        yield {
            "id": entry.id,
            **texts(registry.languages, "term", entry.term),
            **{f"abbreviation_{lang}": entry.abbreviation.get(lang) for lang in registry.languages},
            **texts(registry.languages, "definition", entry.definition),
            "standard": entry.standard,
        }


def codes(registry: CheckedRegistry) -> Iterator[Row]:
    """One row for each code of each closed list."""
    for dataset in (one for one in registry.datasets.values() if _in_use(registry, one)):
        lists = [(column.name, column.codes) for column in dataset.columns]
        for name, listed in (*lists, *((key.columns[0], key.besides) for key in dataset.foreign_keys)):
            for number, code in enumerate(listed, start=1):
                yield {
                    "list": f"{dataset.id}.{name}",
                    "dataset": dataset.id,
                    "column": name,
                    "number": number,
                    "code": code.code,
                    **texts(registry.languages, "title", code.title),
                }


def _in_use(registry: CheckedRegistry, dataset: Dataset) -> bool:
    if not registry.settings.has(dataset.of_section):
        return False
    return not dataset.optional or any(True for _ in TABLES[dataset.id](registry))


def indicator_list(registry: CheckedRegistry) -> Iterator[Row]:
    """One row an indicator of a group or process, with what is published of it."""
    declared: dict[str, Indicator | GroupIndicator] = {
        **{one.id: one for process in registry.processes for one in process.indicators},
        **{one.id: one for group in registry.indicator_groups for one in group.indicators},
    }
    for one in all_measured(registry).values():
        yield {
            "id": one.id,
            "group": one.home.partition("/")[2],
            **texts(registry.languages, "name", one.title),
            **texts(registry.languages, "why", declared[one.id].why),
            **texts(registry.languages, "expected_result", declared[one.id].expected_result),
            "object": one.object,
            "owed_by": one.owner,
            "state": one.state,
            "last_period": one.last.time_period if one.last else None,
            "status": one.last.status if one.last else None,
        }


TABLES: Mapping[str, Callable[[CheckedRegistry], Iterable[Row]]] = {
    "processes": processes,
    "indicators": process_indicators,
    "risks": risks,
    "roles": roles,
    "clauses": clauses,
    **disclosure_tables.TABLES,
    "indicator-values": lambda registry: (
        disclosure_tables.flat(one, registry.languages, ("method",)) for one in registry.indicator_values
    ),
    "indicator-list": indicator_list,
    "units": units,
    "glossary": glossary,
    **process_tables.TABLES,
    **survey_tables.TABLES,
    "codes": codes,
}
"""Dataset id -> its rows; ``datasets/`` says what the columns mean."""


def _lists(registry: CheckedRegistry, name: str, items: tuple[Item, ...]) -> Iterator[tuple[str, Cell]]:
    for lang in registry.languages:
        yield f"{name}_{lang}", SEPARATOR.join(item_text(registry, item).get(lang) for item in items)
