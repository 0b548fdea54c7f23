"""Labels the cells of a table with their column titles, so that its rows become cards on a phone.

The style sheet stacks the cells of a row where a page is narrow. It stays a table for a screen reader: browsers keep the roles
whatever ``display`` says (Chromium since 80; tested), and HTML forbids writing them (https://www.w3.org/TR/html-aria/#el-td).
"""

from __future__ import annotations

import re
from itertools import count

from markupsafe import Markup

from transparency.site.render.html import Html

_HEAD = re.compile(r'<th scope="col"[^>]*>(.*?)</th>', re.DOTALL)
_MARKUP = re.compile(r"<[^>]*>")
_ROW = re.compile(r"<tr\b.*?</tr>", re.DOTALL)
_CELL = re.compile(r"<(td|th)\b(?=[^>]*>)")
_WHOLE_CELL = re.compile(r"<(td|th)\b[^>]*>(.*?)</\1>", re.DOTALL)
_SPAN = re.compile(r'colspan="\d+"')
_NIL = re.compile(r'<td( data-label="[^"]*")(?: class="(number)")?>–</td>')
"""A cell without a figure: the table shows a dash, the card on a phone hides the line."""


def as_cards(table: Markup) -> Html:
    """The inside of a table with labels; no cell of it may span columns."""
    head, body = without_empty_columns(table).split("<tbody>", 1)
    columns = [_MARKUP.sub("", one).strip() for one in _HEAD.findall(head)]
    rows = _NIL.sub(_nil, _ROW.sub(lambda row: _labelled(row[0], columns), body))
    return Html(f"{head}<tbody>{rows}")


def without_empty_columns(table: Markup) -> Html:
    """The inside of a table without the columns that are empty in every row."""
    head, body = table.split("<tbody>", 1)
    columns = len(_HEAD.findall(head))
    rows = [[cell[2].strip() for cell in _WHOLE_CELL.finditer(row)] for row in _ROW.findall(body)]
    full = [row for row in rows if len(row) == columns]
    empty = {at for at in range(columns) if full and not any(row[at] for row in full)}
    if not empty:
        return Html(table)

    def kept(row: re.Match[str]) -> str:
        cells = list(_WHOLE_CELL.finditer(row[0]))
        if len(cells) < columns:
            return _SPAN.sub(f'colspan="{columns - len(empty)}"', row[0])
        return "".join(
            [
                row[0][: cells[0].start()],
                *(c[0] for i, c in enumerate(cells) if i not in empty),
                row[0][cells[-1].end() :],
            ]
        )

    return Html(_ROW.sub(kept, head) + "<tbody>" + _ROW.sub(kept, body))


def _nil(cell: re.Match[str]) -> str:
    return f'<td class="{f"nil {cell[2]}" if cell[2] else "nil"}"{cell[1]}>–</td>'


def _labelled(row: str, columns: list[str]) -> str:
    number = count()

    def cell(found: re.Match[str]) -> str:
        column = columns[next(number)]
        return f'<td data-label="{column}"' if found[1] == "td" else found[0]

    return _CELL.sub(cell, row)
