"""Describes changes of the open data in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from transparency.model.change import PortalChange
from transparency.model.data_version import CellChange, ChangeReport, DatasetChange, Key
from transparency.model.text import Lang
from transparency.registry.check import CheckedRegistry
from transparency.site.render import formats

_COUNTED = ("columns_added", "columns_removed", "added", "removed", "changed")
"""Fields of a change that are told as a number, in this order."""


def sentence(registry: CheckedRegistry, change: DatasetChange, lang: Lang) -> str:
    """«Процессы: добавлены 2 строки, изменена 1 ячейка.»"""
    words = registry.words[lang]
    parts = [] if change.state == "changed" else [words.text(f"open_data.change.{change.state}")]
    for name in _COUNTED:
        number = len(getattr(change, name))
        if number:
            parts.append(words.count(f"open_data.change.{name}", number, formats.number(number, lang)))
    return f"{title(registry, change.dataset, lang)}: {', '.join(parts)}."


def lines(registry: CheckedRegistry, change: DatasetChange, lang: Lang) -> list[str]:
    """Every row and cell that the change names: «p01, «Цель»: было «…», стало «…»»."""
    words = registry.words[lang]
    found = [words.text("open_data.row_added", row=_key(key)) for key in change.added]
    found += [words.text("open_data.row_removed", row=_key(key)) for key in change.removed]
    return found + [_cell(registry, change.dataset, one, lang) for one in change.changed]


def _cell(registry: CheckedRegistry, dataset: str, one: CellChange, lang: Lang) -> str:
    kind = "became" if one.before and one.after else "filled" if one.after else "emptied"
    column = _column(registry, dataset, one.column, lang)
    values = {"before": one.before, "after": one.after}
    return registry.words[lang].text(f"open_data.{kind}", row=_key(one.key), column=column, **values)


def _column(registry: CheckedRegistry, dataset: str, name: str, lang: Lang) -> str:
    declared = registry.datasets.get(dataset)
    titles = {column.name: column.title for column in declared.columns} if declared else {}
    return titles[name].get(lang) if name in titles else name


def _key(key: Key) -> str:
    return ", ".join(key)


def summary(
    registry: CheckedRegistry,
    report: ChangeReport,
    lang: Lang,
    reasons: Mapping[tuple[str, str], Sequence[PortalChange]],
) -> str:
    """The whole report in a few sentences, each with its reasons, by version and dataset."""
    words = registry.words[lang]
    if report.previous is None:
        return words.text("open_data.change.first")
    told = []
    for change in report.datasets:
        told.append(sentence(registry, change, lang))
        for one in reasons.get((report.version, change.dataset), ()):
            told.append(f"{words.text('open_data.reason')}: {one.title.get(lang)}. {one.text.get(lang)}")
    return " ".join(told)


def title(registry: CheckedRegistry, dataset: str, lang: Lang) -> str:
    """Title of a dataset; the id of one that is no longer declared."""
    found = registry.datasets.get(dataset)
    return found.title.get(lang) if found else dataset
