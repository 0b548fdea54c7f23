"""Reads and writes which translations of table rows a person has confirmed: ``translated-rows.csv``, one line a row.

A record in YAML carries the digests of the text it was translated from. A row cannot: units fill the tables in workbooks, which
have no column for them. A row is named by its table and its key there (decision 0121).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from transparency.model.dataset import Dataset
from transparency.model.problem import Problem
from transparency.model.text import Lang, Languages, Record
from transparency.registry.entry import SourceRow
from transparency.registry.files import source
from transparency.registry.record_types import record_type, record_types
from transparency.registry.stale_translations import Unconfirmed, digest, texts
from transparency.registry.tables import read_csv

FILE = "translated-rows.csv"
_NAME = ("table", "row")

Confirmed = Mapping[tuple[str, str], Mapping[str, str]]
"""Table with its folder and key of a row -> language -> digest of the text from which its translation was confirmed."""


@dataclass(frozen=True, slots=True)
class TranslatedRow:
    """A row with texts."""

    type: str
    """Its record type, whose dataset has the same name."""
    table: str
    """Its file, without the ending."""
    key: str
    record: Record


def translated_rows(rows: Iterable[SourceRow[Record]], datasets: Mapping[str, Dataset]) -> Iterator[TranslatedRow]:
    """The rows that say something in several languages."""
    names = {one.record: name for name, one in record_types().items()}
    for row in rows:
        if next(texts(row.record), None) is not None:
            yield translated_row(datasets[names[type(row.record)]], row.sheet.file, row.record)


def translated_row(dataset: Dataset, file: str, record: Record) -> TranslatedRow:
    """A record as a row of a file of its dataset."""
    key = "/".join(str(getattr(record, column)) for column in dataset.key)
    return TranslatedRow(dataset.id, file.removesuffix(".csv"), key, record)


def confirmed_rows(root: Path, folders: Iterable[str], problems: list[Problem]) -> Confirmed:
    """What has been confirmed; a folder without the file has nothing."""
    found: dict[tuple[str, str], Mapping[str, str]] = {}
    for folder in folders:
        file = source(root, folder, FILE)
        sheet = read_csv(file) if file.path.exists() else None
        if isinstance(sheet, Problem):
            problems.append(sheet)
        elif sheet is not None:
            lines = (row.cells for row in sheet.rows)
            found |= {(f"{folder}/{cells.get('table')}", cells.get("row", "")): cells for cells in lines}
    return found


def stale_row(row: TranslatedRow, confirmed: Confirmed, languages: Languages) -> tuple[Lang, ...]:
    """Languages whose translation nobody has confirmed for the present text of the row."""
    now, known = digest(row.record, languages.default), confirmed.get((row.table, row.key), {})
    return tuple(lang for lang in languages.translations if known.get(lang) != now)


def unconfirmed_rows(
    rows: Iterable[TranslatedRow], confirmed: Confirmed, languages: Languages
) -> Iterator[Unconfirmed]:
    """Rows of which a translation is stale."""
    for row in rows:
        if stale := stale_row(row, confirmed, languages):
            keeper = record_type(type(row.record)).keeper
            yield Unconfirmed(row.type, row.key, getattr(row.record, keeper) if keeper else None, stale)


def with_confirmed(text: str, rows: Iterable[TranslatedRow], languages: Languages) -> str:
    """The file in which these rows are confirmed for their present text; the lines of other rows stay as they are."""
    header = ",".join((*_NAME, *languages.translations))
    lines = {tuple(line.split(",", 2)[:2]): line for line in text.splitlines()[1:]} if text.startswith(header) else {}
    for row in rows:
        name = (row.table.partition("/")[2], row.key)
        now = digest(row.record, languages.default)
        lines[name] = ",".join((*name, *(now for _ in languages.translations)))
    return "\n".join((header, *(lines[name] for name in sorted(lines)), ""))
