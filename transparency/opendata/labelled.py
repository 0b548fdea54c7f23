"""Writes each coded table once more for human readers: one file a language, with words instead of codes, as CSV and XLSX.

Made from the same declaration as the tidy table, which stays the reference. A code has the title of its code list; a key has
the title of the row that it names, where the foreign key says or implies which (`label_columns`). Where a dataset declares
`Wide`, a row is a subject and each measure has columns of its own. `datapackage.json` beside the files declares them.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

from transparency.cache import DiskCache
from transparency.model.dataset import Column, Dataset, ForeignKey, Wide
from transparency.model.survey import NOT_APPLICABLE
from transparency.model.text import Lang, LocalText
from transparency.opendata.catalogue import LABELLED, labelled_path
from transparency.opendata.dataset_table import SEPARATOR, Cell, DatasetTable, cell_text, distinct
from transparency.opendata.describe import frictionless
from transparency.opendata.formats import csv, download, xlsx
from transparency.opendata.formats.json import encoded
from transparency.registry.check import CheckedRegistry

TITLES = ("title", "name", "text")
"""Text columns that can stand for the key of a row, the first that a dataset has."""

NUMBER = "№"
"""Heading of the first column, the number of the row; it also keeps the end of a row apart from the words of the next."""

Row: TypeAlias = Mapping[str, Cell]
Say: TypeAlias = Callable[[Row], Cell]
"""What a labelled table shows of a row in one column."""
Titles: TypeAlias = Mapping[tuple[Cell, ...], Cell]
"""Key of a row -> what it is called."""
Tables: TypeAlias = Mapping[str, DatasetTable]


@dataclass(frozen=True, slots=True)
class LabelledTable:
    """A table in the words of one language."""

    table: DatasetTable
    lang: Lang
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def path(self, ending: str) -> str:
        """Where it lies below the root of the site."""
        return labelled_path(self.table.dataset.id, self.lang, ending)


def files(
    registry: CheckedRegistry, tables: Sequence[DatasetTable], day: dt.date, cache: DiskCache
) -> Iterator[tuple[str, bytes]]:
    """Path below the root of the site, and content; ``day`` is the only date in a workbook."""
    resources: list[object] = []
    for one in labelled(registry, tables):
        dataset, text = one.table.dataset, csv.text_of(one.header, one.rows)
        title = dataset.title.get(one.lang)
        write = partial(xlsx.workbook, [(dataset.id, one.header, one.rows)], title, day)
        yield one.path("csv"), text
        yield one.path("xlsx"), cache.get_or_make("labelled", (title.encode(), day.isoformat().encode(), text), write)
        resources.append(
            frictionless.labelled(registry, one.table, one.lang, one.header, download(one.path("csv"), text))
        )
    yield f"{LABELLED}/datapackage.json", encoded(frictionless.labelled_package(registry, tables, day, resources))


def labelled(registry: CheckedRegistry, tables: Sequence[DatasetTable]) -> Iterator[LabelledTable]:
    """Every table that has codes, in each language."""
    by_id = {one.dataset.id: one for one in tables}
    for table in tables:
        if _is_coded(table.dataset, by_id):
            rows = [dict(zip(table.names, row, strict=True)) for row in table.rows]
            for lang in registry.languages:
                yield _in_language(table, rows, by_id, lang)


def coded(tables: Sequence[DatasetTable]) -> frozenset[str]:
    """The datasets in which words can stand in place of something."""
    by_id = {one.dataset.id: one for one in tables}
    return frozenset(one.dataset.id for one in tables if _is_coded(one.dataset, by_id))


def _is_coded(dataset: Dataset, tables: Tables) -> bool:
    listed = any(column.codes for column in dataset.columns)
    return listed or any(label_columns(key, tables) for key in dataset.foreign_keys)


def label_columns(key: ForeignKey, tables: Tables) -> Mapping[str, str]:
    """Column with a part of the key -> stem of the text columns that name it in the other dataset."""
    if key.labels or key.dataset not in tables or key.separator not in {None, SEPARATOR}:
        return key.labels if key.dataset in tables else {}
    texts = {column.name.rpartition("_")[0] for column in tables[key.dataset].dataset.columns if column.lang}
    return next(({key.columns[-1]: stem} for stem in TITLES if stem in texts), {})


def _in_language(table: DatasetTable, rows: Sequence[Row], tables: Tables, lang: Lang) -> LabelledTable:
    dataset = table.dataset
    words = {column.name: _words(column, lang) for column in dataset.columns}
    words |= _referring(table, tables, lang)
    wide = dataset.wide
    if wide is not None:
        return LabelledTable(table, lang, *_wide(dataset, rows, wide, words, lang))
    shown = [column for column in dataset.columns if column.lang in {None, lang}]
    header = (NUMBER, *distinct(_title(column, lang) for column in shown))
    texts = [words[column.name] for column in shown]
    cells = ((number, *[text(row) for text in texts]) for number, row in enumerate(rows, start=1))
    return LabelledTable(table, lang, header, tuple(cells))


def _title(column: Column, lang: Lang) -> str:
    """The title; of a text in this language without the language, which all texts of the table share."""
    title = column.title.get(lang)
    return title.rpartition(" (")[0] or title if column.lang else title


def _words(column: Column, lang: Lang) -> Say:
    """Codes as their titles, everything else as it is."""
    titles = {code.code: code.title.get(lang) for code in column.codes}

    def title_of(code: str) -> str:
        return ": ".join(titles.get(part, part) for part in code.split(":")) if column.compound else titles[code]

    @functools.lru_cache(None, typed=True)
    def coded(cell: Cell) -> Cell:
        return None if column.compound and cell == NOT_APPLICABLE else _each(cell, column.several, title_of)

    if titles:
        return lambda row: coded(row[column.name])
    return lambda row: None if row[column.name] == NOT_APPLICABLE else row[column.name]


def _each(cell: Cell, several: bool, say: Callable[[str], str]) -> Cell:
    if cell is None:
        return None
    text = cell_text(cell)
    return SEPARATOR.join(map(say, text.split(SEPARATOR))) if several else say(text)


def _referring(table: DatasetTable, tables: Tables, lang: Lang) -> Mapping[str, Say]:
    """The columns that hold keys of other tables, with the titles of those rows."""
    found: dict[str, Say] = {}
    for key in table.dataset.foreign_keys:
        for name, stem in label_columns(key, tables).items():
            found[name] = _reference(key, name, titles(tables[key.dataset], key, f"{stem}_{lang}"), lang)
    return found


def titles(target: DatasetTable, key: ForeignKey, column: str) -> Titles:
    """What each row of the target is called."""
    keys = zip(*map(target.column, key.targets), strict=True)
    return dict(zip(keys, target.column(column), strict=True))


def _reference(key: ForeignKey, name: str, called: Titles, lang: Lang) -> Say:
    if key.separator is not None:
        return lambda row: _each(row[name], True, lambda one: str(called.get((one,)) or one))

    besides: Titles = {(one.code,): one.title.get(lang) for one in key.besides}

    def say(row: Row) -> Cell:
        wanted = tuple(row[part] for part in key.columns)
        cell = called.get(wanted) or besides.get(wanted) or row[name]
        return None if cell == NOT_APPLICABLE else cell

    return say


def _wide(
    dataset: Dataset, rows: Sequence[Row], wide: Wide, words: Mapping[str, Say], lang: Lang
) -> tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]]:
    """One row for each subject; a measure has one column for each of its values, columns without any are left out."""
    columns = {column.name: column for column in dataset.columns}
    subjects: dict[tuple[Cell, ...], dict[tuple[str, str], Cell]] = {}
    shown: dict[tuple[Cell, ...], tuple[Cell, ...]] = {}
    for row in rows:
        subject = tuple(row[name] for name in wide.rows)
        shown.setdefault(subject, tuple(words[name](row) for name in wide.rows))
        measured = subjects.setdefault(subject, {})
        for name in wide.values:
            if row[name] is not None and wide.usual.get(name) != row[name]:
                measured[str(row[wide.by]), name] = words[name](row)
    places = [(code, name) for code in columns[wide.by].codes for name in wide.values]
    used = {place for measured in subjects.values() for place in measured}
    places = [(code, name) for code, name in places if (code.code, name) in used]
    header = [_title(columns[name], lang) for name in wide.rows]
    header += [_heading(code.title, columns[name], wide, lang) for code, name in places]
    cells = (
        (number, *shown[subject], *(measured.get((code.code, name)) for code, name in places))
        for number, (subject, measured) in enumerate(subjects.items(), start=1)
    )
    return (NUMBER, *distinct(header)), tuple(cells)


def _heading(measure: LocalText, column: Column, wide: Wide, lang: Lang) -> str:
    """The first value of a measure has the measure's name, the others say what they are."""
    title = measure.get(lang)
    title = title[:1].upper() + title[1:]
    return title if column.name == wide.values[0] else f"{title}: {column.title.get(lang)}"
