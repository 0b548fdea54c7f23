"""Extracts JSON and YAML as tables: a list of records is a table, one record is a table of one row."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias, TypeGuard

from transparency.gate.extractors.extracted import ExtractedRow, ExtractedTable, Rows, View

_SCALAR = (str, int, float, bool)
_MAX_DEPTH = 60
_YAML_PAIR = re.compile(r"^([ \t]*(?:- +)*)[\"']?([^\s:#\"'][^:#\n\"']{0,60})[\"']?:[ \t]+(\S.*)$", re.MULTILINE)
_FLOW = re.compile(r"^[ \t]*- *\{([^{}\n]+)\}[ \t]*(?:#.*)?$", re.MULTILINE)
_FEWEST_ITEMS = 3
"""Items of a list from which it is a table."""
_Item: TypeAlias = tuple[int, dict[str, str]]
"""Where an item of a list begins, and its pairs."""
_FLOW_PAIR = re.compile(r"[\"']?([^,:{}\"'\s][^,:{}\"']{0,60})[\"']?: *([^,]*[^,\s])")


def json_parts(text: str, place: str) -> Iterator[View | ExtractedTable]:
    """The source as it stands, and every record in it; JSON Lines and broken JSON are read line by line or as text."""
    yield View(place, text, "text", None if place else text)
    for value in _values(text):
        yield from _records(value, place, 0)


def _values(text: str) -> Iterator[object]:
    try:
        yield json.loads(text)
    except (ValueError, RecursionError):
        yield list(_lines(text))


def _lines(text: str) -> Iterator[object]:
    for line in text.splitlines()[:20_000]:
        if line.lstrip().startswith(("{", "[")):
            try:
                yield json.loads(line)
            except (ValueError, RecursionError):
                continue


def _records(value: object, place: str, depth: int) -> Iterator[ExtractedTable]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, Mapping):
        yield from _record((value,), place)
        yield from _inside((value,), place, depth)
    elif isinstance(value, list):
        mappings = [v for v in value if isinstance(v, Mapping)]
        if mappings:
            yield from _record(mappings, place)
            yield from _inside(mappings, place, depth)
        elif value and isinstance(value[0], list):
            rows = tuple(ExtractedRow(0, tuple(str(c) for c in row)) for row in value if isinstance(row, list))
            yield ExtractedTable(place, rows)


def _inside(mappings: Sequence[Mapping[object, object]], place: str, depth: int) -> Iterator[ExtractedTable]:
    nested = [pair for mapping in mappings for pair in mapping.items() if type(pair[1]) in (dict, list)]
    yield from (_listed(str(key), value, place) for key, value in nested if _is_list_of_texts(value))
    for _, value in nested:
        yield from _records(value, place, depth + 1)


def _is_list_of_texts(value: object) -> TypeGuard[list[str]]:
    return isinstance(value, list) and bool(value) and all(isinstance(one, str) for one in value)


def _listed(key: str, texts: Sequence[str], place: str) -> ExtractedTable:
    """A list of texts is a column whose header is its key."""
    rows = (key, *texts)
    return ExtractedTable(place, tuple(ExtractedRow(0, (text,)) for text in rows), keyed=True)


def _record(mappings: Sequence[Mapping[object, object]], place: str) -> Iterator[ExtractedTable]:
    met = dict.fromkeys(itertools.chain.from_iterable(mappings))
    keys = tuple(str(key) for key in met if any(isinstance(m.get(key), _SCALAR) for m in mappings))
    if not keys:
        return

    def row(at: int) -> ExtractedRow:
        return ExtractedRow(0, tuple(_cell(mappings[at - 1].get(key)) for key in keys) if at else keys)

    yield ExtractedTable(place, Rows(len(mappings) + 1, row), keyed=True)


def _cell(value: object) -> str:
    return str(value) if isinstance(value, _SCALAR) else ""


def yaml_parts(text: str, place: str) -> Iterator[View | ExtractedTable]:
    """The source as it stands, and its ``key: value`` lines as one record a run; no YAML is executed or expanded."""
    view = View(place, text, "text", None if place else text)
    yield view
    record: dict[str, tuple[int, str]] = {}
    for pair in _YAML_PAIR.finditer(text):
        key = pair[2].strip()
        if key in record or "-" in pair[1]:
            yield from _pairs(record, view)
            record = {}
        record[key] = (pair.start(2), pair[3].split(" #")[0].strip(" \"'"))
    yield from _pairs(record, view)
    yield from _flow_records(view)
    yield from _listed_records(view)


def _flow_records(view: View) -> Iterator[ExtractedTable]:
    """Records that are written on one line each: ``- {year: 2, sex: f}``."""
    rows = [(match.start(), dict(_FLOW_PAIR.findall(match[1]))) for match in _FLOW.finditer(view.text)]
    for keys, same in itertools.groupby(rows, lambda row: tuple(row[1])):
        records = [*same]
        head = ExtractedRow(records[0][0], keys, view)
        cells = (ExtractedRow(at, tuple(value.strip("\"'") for value in one.values()), view) for at, one in records)
        yield ExtractedTable(view.place, (head, *cells), keyed=True)


def _listed_records(view: View) -> Iterator[ExtractedTable]:
    """Lists of mappings, one table a list: the items of one depth whose keys are alike, up to a key above them."""
    lists: dict[int, list[_Item]] = {}
    for pair in _YAML_PAIR.finditer(view.text):
        dash, depth = pair[1].rfind("-"), len(pair[1])
        closed = [at for at in lists if at > dash >= 0 or (dash < 0 and at >= depth)]
        for at in closed:
            yield from _table_of_items(lists.pop(at), view)
        if dash >= 0:
            lists.setdefault(dash, []).append((pair.start(2), {}))
        holder = (
            lists.get(dash)
            if dash >= 0
            else next((lists[at] for at in sorted(lists, reverse=True) if at < depth), None)
        )
        if holder:
            holder[-1][1].setdefault(pair[2].strip(), pair[3].split(" #")[0].strip(" \"'"))
    for items in lists.values():
        yield from _table_of_items(items, view)


def _table_of_items(items: Sequence[_Item], view: View) -> Iterator[ExtractedTable]:
    if len(items) < _FEWEST_ITEMS:
        return
    keys = tuple(dict.fromkeys(key for _, item in items for key in item))
    if sum(len(item) for _, item in items) * 2 < len(keys) * len(items):
        return
    rows = (ExtractedRow(at, tuple(item.get(key, "") for key in keys), view) for at, item in items)
    yield ExtractedTable(view.place, (ExtractedRow(items[0][0], keys, view), *rows), keyed=True)


def _pairs(record: Mapping[str, tuple[int, str]], view: View) -> Iterator[ExtractedTable]:
    if record:
        at = next(iter(record.values()))[0]
        head, values = (
            ExtractedRow(at, tuple(record), view),
            ExtractedRow(at, tuple(value for _, value in record.values()), view),
        )
        yield ExtractedTable(view.place, (head, values), keyed=True)
