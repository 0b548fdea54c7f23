"""Appends demonstration rows to the published survey tables, each marked as invented in its last column."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping

from transparency.model.csv_table import csv_table
from transparency.model.demo import DEMONSTRATION
from transparency.model.messages import Message
from transparency.model.problem import Problem

STATUS = "STATUS"
SURVEY = "SURVEY"


def with_demo_tables(
    real: Mapping[str, bytes], demo: Mapping[str, bytes], known: frozenset[str]
) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """File name -> table; rows of ``known`` surveys, units and notes come from ``data/`` alone."""
    tables = dict(real)
    problems = []
    for name, table in demo.items():
        joined = _joined(real.get(name), table, known)
        if joined is None:
            what = Message("has other columns than data/surveys/{name}.", name=name)
            problems.append(Problem(f"demo/surveys/{name}", 1, "T03", "", what, Message("Write the same header.")))
        else:
            tables[name] = joined
    return tables, tuple(problems)


def _joined(real: bytes | None, demo: bytes, known: frozenset[str]) -> bytes | None:
    header, *rows = _rows(demo) or [[]]
    own = _rows(real) if real else [header]
    if own[0] != header:
        return None
    owner = header.index(SURVEY) if SURVEY in header else 0
    taken = known if SURVEY in header else {row[0] for row in own[1:]}
    return csv_table((*own, *_marked(header, rows, owner, taken))).encode()


def _marked(
    header: list[str], rows: list[list[str]], owner: int, taken: frozenset[str] | set[str]
) -> Iterator[list[str]]:
    status = header.index(STATUS) if STATUS in header else None
    for row in rows:
        if len(row) != len(header) or row[owner] in taken:
            continue
        if status is not None:
            row[status] = DEMONSTRATION
        yield row


def _rows(table: bytes) -> list[list[str]]:
    return [row for row in csv.reader(io.StringIO(table.decode("utf-8-sig", "replace"), newline="")) if row]


def invented_rows(tables: Mapping[str, bytes]) -> dict[str, int]:
    """File name -> line of its first row that calls itself a demonstration."""
    found = {}
    for name, table in tables.items():
        reader = csv.reader(io.StringIO(table.decode("utf-8-sig", "replace"), newline=""))
        header = next(reader, [])
        status = header.index(STATUS) if STATUS in header else len(header)
        line = next((reader.line_num for row in reader if row[status:] and row[status] == DEMONSTRATION), None)
        if line is not None:
            found[name] = line
    return found
