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


def as_cards(table: Markup) -> Html:
    """The inside of a table with labels; no cell of it may span columns."""
    head, body = table.split("<tbody>", 1)
    columns = [_MARKUP.sub("", one).strip() for one in _HEAD.findall(head)]
    rows = _ROW.sub(lambda row: _labelled(row[0], columns), body)
    return Html(f"{head}<tbody>{rows}")


def _labelled(row: str, columns: list[str]) -> str:
    number = count()

    def cell(found: re.Match[str]) -> str:
        column = columns[next(number)]
        return f'<td data-label="{column}"' if found[1] == "td" else found[0]

    return _CELL.sub(cell, row)
