"""Removes the field groups that a university withholds (`withhold` in `data/site.yml`) before the registry is created.

Later stages never see the values, so none can publish them. Pages and dataset descriptions name the withheld group from the
settings.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TypeVar

from transparency.model.correction import Correction
from transparency.model.dataset import Dataset
from transparency.model.process import Process
from transparency.model.site import WithheldGroup
from transparency.model.text import Lang, LocalText, Record
from transparency.model.words import Words

R = TypeVar("R", bound=Record)

FIELDS: Mapping[WithheldGroup, tuple[str, ...]] = {
    "risks": ("risks",),
    "indicators": ("indicators", "evaluation", "criteria", "methods"),
    "documents": ("documents",),
    "participants": ("participants",),
}
"""Group -> its fields in a process card, in the card's activities and in its information table."""

DATASETS: Mapping[WithheldGroup, tuple[str, ...]] = {
    "risks": ("risks",),
    "indicators": ("indicators", "process-lists"),
    "documents": ("process-lists",),
    "participants": ("processes", "roles"),
}
"""Group -> datasets that would hold it and have to say that they do not."""


def without_withheld(processes: Iterable[Process], groups: Collection[WithheldGroup]) -> tuple[Process, ...]:
    """The cards without the fields of the groups."""
    names = _names(groups)
    return tuple(_emptied(process, names) for process in processes)


def without_withheld_corrections(
    corrections: Iterable[Correction], groups: Collection[WithheldGroup]
) -> tuple[Correction, ...]:
    """Corrections quote the text of a field, so those of a withheld field are withheld too."""
    names = _names(groups)
    return tuple(one for one in corrections if one.field not in names)


def with_limits(
    datasets: Mapping[str, Dataset], groups: Collection[WithheldGroup], words: Mapping[Lang, Words]
) -> Mapping[str, Dataset]:
    """The declarations of the datasets, each saying which group it does not hold."""
    told = dict(datasets)
    for group in groups:
        limit = LocalText(**{lang: told.text(f"withheld.{group}") for lang, told in words.items()})
        for name in DATASETS[group]:
            told[name] = told[name].model_copy(update={"limits": (*told[name].limits, limit)})
    return told


def _names(groups: Collection[WithheldGroup]) -> frozenset[str]:
    return frozenset(name for group in groups for name in FIELDS[group])


def _emptied(record: R, names: Collection[str]) -> R:
    """The record, and each record in its lists, with the named fields at their defaults."""
    changes: dict[str, object] = {}
    for name, value in record:
        if name in names:
            changes[name] = type(record).model_fields[name].default
        elif isinstance(value, tuple):
            changes[name] = tuple(_emptied(one, names) if isinstance(one, Record) else one for one in value)
    return record.model_copy(update=changes)
