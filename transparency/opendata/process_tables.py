"""Builds the rows of the datasets that hold the lists, steps and relations of the process cards."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import count
from typing import TypeAlias

from transparency.model.process import Process
from transparency.model.text import Item, LocalText, Statement, TermUse
from transparency.opendata.dataset_table import Row, texts
from transparency.registry.check import CheckedRegistry
from transparency.registry.code_lists import class_of

LISTS = ("suppliers", "inputs", "outputs", "consumers", "resources", "evaluation", "documents")
"""Lists of a card."""
INFORMATION = ("inputs", "outputs", "criteria", "methods")
"""Lists in a row of the table of information."""

_Text: TypeAlias = Item | LocalText
_Entry: TypeAlias = tuple[str, int | None, _Text]
"""List, row of a table, entry."""


def process_lists(registry: CheckedRegistry) -> Iterator[Row]:
    """One row an entry of a list, those in the tables of the card included."""
    for process in registry.processes:
        numbers = {part: count(1) for part, _, _ in entries(process)}
        for part, row, item in entries(process):
            place: Row = {"process": process.id, "part": part, "number": next(numbers[part]), "row": row}
            own: Row = {"term": _term(item), "resource_class": class_of(item) if part == "resources" else None}
            yield {**place, **own, **texts(registry.languages, "text", item_text(registry, item))}


def entries(process: Process) -> Iterator[_Entry]:
    """Every entry of every list of a card."""
    for part in LISTS:
        yield from ((part, None, item) for item in getattr(process, part))
    for row, one in enumerate(process.information, start=1):
        yield from ((part, row, item) for part in INFORMATION for item in getattr(one, part))
    for row, activity in enumerate(process.activities, start=1):
        yield "activities", row, activity.activity
        yield from (("documents", row, item) for item in activity.documents)


def steps(registry: CheckedRegistry) -> Iterator[Row]:
    """One row a step."""
    for process in registry.processes:
        for number, step in enumerate(process.steps, start=1):
            place: Row = {"process": process.id, "number": number, "phase": step.phase, "term": _term(step.text)}
            yield {**place, **texts(registry.languages, "text", item_text(registry, step.text))}


def relations(registry: CheckedRegistry) -> Iterator[Row]:
    """One row for each relation between two processes that the source states."""
    for process in registry.processes:
        named = [(part, item) for part, _, item in entries(process)] + [("steps", one.text) for one in process.steps]
        found = [("parent", process.parent), *((part, _process(item)) for part, item in named)]
        for relation, other in dict.fromkeys(found):
            if other is not None:
                yield {"process": process.id, "relation": relation, "other": other}


def item_text(registry: CheckedRegistry, item: _Text) -> LocalText:
    """The text of an entry, its own or that of a shared term."""
    if isinstance(item, str):
        return registry.terms[item]
    return registry.terms[item.term] if isinstance(item, TermUse) else item


def _term(item: _Text) -> str | None:
    if isinstance(item, str):
        return item
    return item.term if isinstance(item, TermUse) else None


def _process(item: _Text) -> str | None:
    return item.process if isinstance(item, TermUse | Statement) else None


TABLES: Mapping[str, Callable[[CheckedRegistry], Iterable[Row]]] = {
    "process-lists": process_lists,
    "process-steps": steps,
    "process-relations": relations,
}
"""Dataset id -> its rows."""
