"""Fills the code lists of open datasets that an institution declares itself, such as the groups of its process map."""

from __future__ import annotations

from collections.abc import Mapping

from transparency.model.dataset import Code, Dataset
from transparency.model.process import Architecture


def with_codes(datasets: Mapping[str, Dataset], architecture: Architecture) -> Mapping[str, Dataset]:
    """The declarations of the datasets with every code list in place."""
    own = {"categories": tuple(Code(code=one.id, title=one.title) for one in architecture.categories)}
    return {name: _filled(dataset, own) for name, dataset in datasets.items()}


def _filled(dataset: Dataset, own: Mapping[str, tuple[Code, ...]]) -> Dataset:
    columns = tuple(
        column.model_copy(update={"codes": own[column.codes_from]}) if column.codes_from else column
        for column in dataset.columns
    )
    return dataset.model_copy(update={"columns": columns})
