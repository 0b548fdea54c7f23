"""Fills in what an institution says itself in the declarations of open datasets: groups and names of its process map."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from transparency.model.dataset import Code, Dataset
from transparency.model.process import Architecture


def with_codes(datasets: Mapping[str, Dataset], architecture: Architecture) -> Mapping[str, Dataset]:
    """The declarations with every code list in place, and with the institution's names for ``{map}`` and ``{standard}``."""
    own = {"categories": tuple(Code(code=one.id, title=one.title) for one in architecture.categories)}
    return {name: _filled(_named(dataset, architecture), own) for name, dataset in datasets.items()}


def _named(dataset: Dataset, architecture: Architecture) -> Dataset:
    return Dataset.model_validate(_replaced(dataset.model_dump(), architecture, ""))


def _replaced(value: Any, architecture: Architecture, key: str) -> Any:
    if isinstance(value, dict):
        return {name: _replaced(one, architecture, name) for name, one in value.items()}
    if isinstance(value, tuple):
        return tuple(_replaced(one, architecture, key) for one in value)
    if isinstance(value, str) and "{" in value:
        title = architecture.title.texts.get(key, architecture.code)
        return value.replace("{standard}", architecture.standard).replace("{map}", title)
    return value


def _filled(dataset: Dataset, own: Mapping[str, tuple[Code, ...]]) -> Dataset:
    columns = tuple(
        column.model_copy(update={"codes": own[column.codes_from]}) if column.codes_from else column
        for column in dataset.columns
    )
    return dataset.model_copy(update={"columns": columns})
