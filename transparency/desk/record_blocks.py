"""The rows of one record in a worksheet: which input of the form each cell is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from transparency.desk.export_records import name_of_cell, text_of_cell
from transparency.desk.form import parsed, shown
from transparency.desk.read_workbook import FIRST_ROW
from transparency.desk.record_columns import ANY, RecordColumn, joined_name
from transparency.gate.containers.workbook import Grid
from transparency.model.messages import Message

Cells = dict[str, tuple[str, str]]
"""Name of an input -> what the workbook says, and the cell that says it."""


def blocks(grid: Grid) -> Iterator[tuple[str, list[tuple[int, tuple[object, ...]]]]]:
    """The rows of each record; a row without a key belongs to the record above."""
    found: dict[str, list[tuple[int, tuple[object, ...]]]] = {}
    key = ""
    for number, row in enumerate(grid.rows[FIRST_ROW - 1 :], start=FIRST_ROW):
        if any(text_of_cell(value) for value in row):
            key = text_of_cell(row[0]) or key
            found.setdefault(key, []).append((number, row))
    yield from found.items()


class RecordBlock:
    """The cells of one record."""

    def __init__(
        self,
        sheet: str,
        heads: list[str],
        known: Mapping[str, RecordColumn],
        labels: Mapping[str, Mapping[str, str]],
        refuse: Callable[[str, Message], None],
    ) -> None:
        """``labels``: address of a column -> label -> code; ``refuse`` takes a cell and why it belongs nowhere."""
        self.sheet = sheet
        self.heads = heads
        self.known = known
        self.labels = labels
        self.refuse = refuse
        self.cells: Cells = {}
        self.first = ""
        """The cell of the key."""
        self._starts: dict[tuple[str, tuple[int, ...]], int] = {}
        """Where the entry of a list begins."""

    def read(self, rows: list[tuple[int, tuple[object, ...]]]) -> None:
        """Gives each cell the name of its input."""
        self.first = name_of_cell(self.sheet, rows[0][0], 1)
        for number, row in rows:
            said = {head: text_of_cell(value) for head, value in zip(self.heads, row, strict=False) if head}
            for at, head in enumerate(self.heads, start=1):
                column = self.known.get(head)
                later = number != rows[0][0] and ANY not in head
                if column is None or column.is_number or (later and not said.get(head)):
                    continue
                cell = name_of_cell(self.sheet, number, at)
                numbers = self._numbers(head, said, number, rows[0][0])
                if numbers is not None:
                    self._take(
                        joined_name(head, numbers),
                        as_input(column, said.get(head, ""), self.labels[head]),
                        cell,
                    )
                elif said.get(head):
                    self.refuse(cell, Message("the row has no number of the entry to which this belongs."))

    def _take(self, name: str, text: str, cell: str) -> None:
        before = self.cells.get(name, ("", cell))
        if before[0] and text and before[0] != text:
            self.refuse(cell, Message("another row of the record says something else here."))
        elif text or not before[0]:
            self.cells[name] = (text, cell)

    def _numbers(self, address: str, said: Mapping[str, str], row: int, first: int) -> tuple[int, ...] | None:
        """The numbers of the entries in which a cell stands: from the number columns, or from the place of the row."""
        parts = address.split(".")
        numbers: tuple[int, ...] = ()
        start = first
        for place in (i for i, part in enumerate(parts) if part == ANY):
            prefix = ".".join(parts[: place + 1])
            if prefix not in self.known or not self.known[prefix].is_number:
                return (*numbers, row - start)
            text = said.get(prefix, "")
            if not (text.isascii() and text.isdigit() and 0 < int(text[:5]) < 10_000 and len(text) < 5):
                return None
            numbers = (*numbers, int(text) - 1)
            start = self._starts.setdefault((prefix, numbers), row)
        return numbers


def as_input(column: RecordColumn, text: str, labels: Mapping[str, str]) -> str:
    """What a form would hold: the code of a label, a day and a number in one way of writing."""
    if column.options and text and not (column.field.kind == "item" and not column.address.endswith(".term")):
        return text if text in dict(column.options) else labels.get(text.casefold(), text)
    kind = column.field.kind
    return shown(column.field, parsed(kind, text, None)) if kind in ("day", "whole", "number") else text
