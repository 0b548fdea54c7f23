"""Converts exports in long form (one row per answer) to wide form (one row per submission)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pandas as pd

from transparency.model.questionnaire import ExportLayout, Item
from transparency.survey.columns import ExportColumns, item_names
from transparency.survey.words import comparable

_KEYS = ("token", "subject", "timestamp")
"""What tells submissions apart where they have no id."""


def widened(
    pieces: Iterator[pd.DataFrame], columns: ExportColumns, layout: ExportLayout, items: Sequence[Item]
) -> tuple[Iterator[pd.DataFrame], ExportColumns]:
    """The same answers, one column a question; what else a submission says is taken from its first line."""
    lines = pd.concat([piece.astype("str") for piece in pieces], ignore_index=True)
    marks = columns.marks
    names = _names(items, layout)
    question = lines[marks["question"]].map(lambda text: names.get(comparable(text)))
    roles = ("response_id",) if "response_id" in marks else _KEYS
    keys = [marks[role] for role in roles if role in marks]
    first = lines.groupby(keys, sort=False).first()
    answers = lines.assign(item=question).dropna(subset="item")
    wide = answers.groupby([*keys, "item"], sort=False)[marks["answer"]].last().unstack("item")
    positions = {item.code: columns.width + number for number, item in enumerate(items)}
    wide = wide.reindex(columns=list(positions)).rename(columns=positions)
    whole = first.join(wide).reset_index().fillna("").astype("str")
    return iter([whole]), replace(columns, items=positions)


def _names(items: Sequence[Item], layout: ExportLayout) -> dict[str, str]:
    """Question by any spelling of its name."""
    return {name: item.code for item in items for name in item_names(item, layout)}
