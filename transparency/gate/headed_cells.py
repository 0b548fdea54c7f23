"""Detects identity documents and dates of birth in cells: the header, or a cell beside them, says what the number is."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from transparency.gate.births import birth
from transparency.gate.extractors import ExtractedRow, ExtractedTable
from transparency.gate.finding import Hit, TableHit, TextBlock
from transparency.gate.identity_documents import identity_documents
from transparency.gate.normalise import plain
from transparency.gate.word_cues import BIRTH, BIRTH_LETTER, DIGIT, IDENTITY_DOCUMENT
from transparency.model.messages import Message

_ROWS = 50
"""Rows that are read with their headers: what the first fifty do not hold, the others do not either."""


def headed_cells(table: ExtractedTable) -> Iterator[TableHit]:
    """The first document or date of birth that only its header or its row explains."""
    if len(table.rows) < 2:
        return
    head = table.rows[0].cells
    for number, row in itertools.islice(enumerate(table.rows), 1, _ROWS):
        if hit := _hit(head, row):
            what = Message(
                "looks like: {title} ({size} characters, not shown).",
                title=Message(hit.what or "date of birth"),
                size=len(hit.value),
            )
            yield TableHit(
                hit.rule, number, next(i for i, cell in enumerate(row.cells) if hit.value in cell.lower()), what
            )
            return


def _hit(head: tuple[str, ...], row: ExtractedRow) -> Hit | None:
    """The row is read as one sentence: "Type: passport; Number: …"."""
    cells = [f"{title}: {cell}" for title, cell in zip(head, row.cells, strict=False) if cell]
    block = TextBlock(plain("; ".join(cells)).text)
    if not block.own_cues & DIGIT or not block.own_cues & (IDENTITY_DOCUMENT | BIRTH | BIRTH_LETTER):
        return None
    found = itertools.chain(identity_documents(block), birth(block))
    return next((hit for hit in found if any(hit.value in cell.lower() for cell in row.cells)), None)
