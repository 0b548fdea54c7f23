"""Extracts the tables of one workbook or SPSS file as JSON; runs in a process of its own with limited memory.

    python -m transparency.survey.extract_tables FILE

Such files are read by libraries in Rust and C. A hostile file may ask them for more memory than there is, or end the process;
here it ends only this process (`workbook.tables` starts it). Nothing of the file is executed, no formula is computed.
"""

from __future__ import annotations

import datetime as dt
import json
import resource
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from transparency.model.limits import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, MOST_UNFOLDED

MEMORY: Final = 3 << 30
"""Bytes of address space: the largest table within the limits needs less than half."""
Table = dict[str, object]
"""title, rows of texts, merged (column, first row, last row), heads (lines of the header, 0 where they must be found)."""


class RefusedTableError(Exception):
    """A worksheet is too large: what there is too much of, and the limit."""


def main(path: Path) -> None:
    """Writes the tables, or why there are none."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    try:
        found: Table = {"tables": list(_spss(path) if path.suffix.lower() == ".sav" else _workbook(path))}
    except RefusedTableError as error:
        found = {"refused": error.args}
    sys.stdout.write(json.dumps(found, ensure_ascii=False))


def _workbook(path: Path) -> Iterator[Table]:
    import python_calamine  # noqa: PLC0415  (each process loads one of the two libraries)

    with python_calamine.load_workbook(path) as book:
        for title in book.sheet_names:
            sheet = book.get_sheet_by_name(title)
            _measure(*(place + 1 for place in sheet.end or (-1, -1)))
            cells = sheet.to_python(skip_empty_area=False)
            rows = [[value if value.__class__ is str else _text(value) for value in row] for row in cells]
            _count_letters(rows)
            merged = [
                (left, top, bottom) for (top, left), (bottom, _) in sheet.merged_cell_ranges or () if top < bottom
            ]
            yield {"title": title, "rows": rows, "merged": merged, "heads": 0}


def _measure(rows: int, columns: int) -> None:
    if columns > MOST_COLUMNS:
        raise RefusedTableError("columns", MOST_COLUMNS)
    if rows > MOST_ROWS:
        raise RefusedTableError("rows", MOST_ROWS)
    if rows * columns > MOST_CELLS:
        raise RefusedTableError("cells", MOST_CELLS)


def _count_letters(rows: list[list[str]]) -> None:
    """A string that a workbook keeps once may stand in many cells."""
    if sum(sum(map(len, row)) for row in rows) > MOST_UNFOLDED:
        raise RefusedTableError("characters", MOST_UNFOLDED)


def _text(value: object) -> str:
    """Dates in ISO form, whole numbers without a decimal point."""
    if isinstance(value, str):
        return value
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ", timespec="seconds" if value.second else "minutes")
    return str(value)


def _spss(path: Path) -> Iterator[Table]:
    """Names of the variables, then their labels, then «code – label» where a value has a label, else the code."""
    import pyreadstat  # noqa: PLC0415

    columns, about = pyreadstat.read_sav(path, user_missing=True, output_format="dict")
    names = list(columns)
    _measure(about.number_rows or 0, len(names))
    texts = [_labelled(columns[name], about.variable_value_labels.get(name, {})) for name in names]
    heads = [names, [about.column_names_to_labels.get(name) or name for name in names]]
    yield {"title": "", "rows": [*heads, *map(list, zip(*texts, strict=True))], "merged": [], "heads": len(heads)}


def _labelled(values: list[float | str | None], labels: dict[float | int, str]) -> list[str]:
    return [_spss_text(value, labels.get(value) if isinstance(value, float) else None) for value in values]


def _spss_text(value: object, label: str | None) -> str:
    if value is None or value != value:  # noqa: PLR0124  (a missing number is not equal to itself)
        return ""
    return _text(value) if label is None else f"{_text(value)} – {label}"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
