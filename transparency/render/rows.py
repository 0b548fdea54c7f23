"""A table whose rows become cards on a phone: each cell carries the words of its column.

The styles set rows below one another where a page is narrow. It stays a table to a screen reader: browsers keep the roles
whatever ``display`` says (Chromium since 80; a test looks), and HTML forbids to write them out (https://www.w3.org/TR/html-aria/#el-td).
"""

from __future__ import annotations

import re
from itertools import count

from markupsafe import Markup

_HEAD = re.compile(r'<th scope="col"[^>]*>(.*?)</th>', re.DOTALL)
_MARKUP = re.compile(r"<[^>]*>")
_ROW = re.compile(r"<tr\b.*?</tr>", re.DOTALL)
_CELL = re.compile(r"<(td|th)\b(?=[^>]*>)")


def as_cards(table: Markup) -> Markup:
    """The inside of a table with labels; no cell of it may span columns."""
    head, body = table.split("<tbody>", 1)
    columns = [_MARKUP.sub("", one).strip() for one in _HEAD.findall(head)]
    rows = _ROW.sub(lambda row: _labelled(row[0], columns), body)
    return Markup(f"{head}<tbody>{rows}")  # noqa: S704  (the template's own output)


def _labelled(row: str, columns: list[str]) -> str:
    number = count()

    def cell(found: re.Match[str]) -> str:
        column = columns[next(number)]
        return f'<td data-label="{column}"' if found[1] == "td" else found[0]

    return _CELL.sub(cell, row)
