"""View of the values of a group of indicators: a grid that takes a paste from Excel and is imported like its workbook."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import flask

from transparency.desk.context import Desk, common, page_words
from transparency.desk.dropped_file import DroppedFiles
from transparency.desk.dropped_file_routes import planned
from transparency.desk.form import parsed, shown
from transparency.desk.form_fields import EditorField
from transparency.desk.import_indicators import grid_of
from transparency.model.csv_table import csv_table
from transparency.model.dataset import Column
from transparency.model.text import Lang
from transparency.registry.load import Unreadable

SPARE = 12
"""Empty rows below the values; a paste of more rows adds them."""
_CELL = re.compile(r"cell\.([0-9]{1,4})\.([0-9]{1,2})")


def values(desk: Desk, lang: str, group: str) -> str:
    """The grid with the values as they stand."""
    title = _title(desk, lang, group)
    words = page_words(lang)
    columns, rows = grid_of(desk.root, group)
    return flask.render_template(
        "values.html.j2",
        **common(words),
        group=group,
        title=title,
        columns=[
            (one.title.get(lang), one.description.get(lang), [text for _, text in _options(one, lang)])
            for one in columns
        ],
        rows=[*(shown_cells(columns, row, lang) for row in rows), *([""] * len(columns) for _ in range(SPARE))],
    )


def _title(desk: Desk, lang: str, group: str) -> str:
    """The title of a group; 404 for one that there is not, `Unreadable` where a file of groups cannot be read."""
    found = next((one.record for one in desk.draft.indicators.groups if one.record.id == group), None)
    if found is None and (problems := desk.problems_of("indicator-groups")):
        raise Unreadable(problems)
    return found.title.get(lang) if found else flask.abort(404)


def _options(column: Column, lang: str) -> list[tuple[str, str]]:
    return [(one.code, one.title.get(lang)) for one in column.codes]


def shown_cells(columns: tuple[Column, ...], row: list[str], lang: Lang) -> list[str]:
    """Cells as people in Kazakhstan write them, with codes in words; a cell that could not be read back stays as it is."""
    found = []
    for column, cell in zip(columns, row, strict=True):
        text = dict(_options(column, lang)).get(cell, cell)
        if text == cell and column.type in ("integer", "number"):
            text = cell.replace(".", ",")
        elif column.type == "date" and cell:
            text = shown(EditorField("", "day"), parsed("day", cell, None))
        found.append(text if written_cell(column, text) == cell else cell)
    return found


def typed_values(desk: Desk, lang: str, group: str) -> str:
    """What the typed values would change; they are saved from there."""
    _title(desk, lang, group)
    columns, _ = grid_of(desk.root, group)
    name = f"{group}.csv"
    text = csv_table(([one.name for one in columns], *_rows(flask.request.form, columns)))
    return planned(desk, lang, DroppedFiles("values", name, {name: text.encode()}))


def _rows(given: Mapping[str, str], columns: tuple[Column, ...]) -> Iterator[list[str]]:
    """The rows in which anything stands, with days and numbers as the file has them."""
    cells = {(int(found[1]), int(found[2])): text for key, text in given.items() if (found := _CELL.fullmatch(key))}
    for row in sorted({row for row, _ in cells}):
        said = [written_cell(column, cells.get((row, at), "").strip()) for at, column in enumerate(columns)]
        if any(said):
            yield said


def written_cell(column: Column, text: str) -> str:
    labels = {one.casefold(): code.code for code in column.codes for one in code.title.texts.values()}
    if text.casefold() in labels:
        return labels[text.casefold()]
    if column.type in ("integer", "number"):
        value = parsed("number", text, None)
        return "" if value is None else repr(value) if isinstance(value, int | float) else text
    if column.type == "date":
        return str(parsed("day", text, None) or "")
    return text
