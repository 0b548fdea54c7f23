"""A sheet is read whole, also where no program writes anything, and the same by either way of reading."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.gate.report import register
from tests.gate.synthetic import IIN
from transparency.gate.extractors import ExtractedTable, View, content_parts, office
from transparency.gate.extractors.sheet import bare_sheet
from transparency.gate.scanning import File, scan_file

SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRINGS = ("Жоба", "A & B", "third")


def _sheet(rows: str, head: str = "") -> str:
    return f'{head}<worksheet xmlns="{SPACE}"><cols><col min="1"/></cols><sheetData>{rows}</sheetData></worksheet>'


def _workbook(sheet: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", "<a/>")
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
        shared = "".join(f"<si><t>{string.replace('&', '&amp;')}</t></si>" for string in STRINGS)
        archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{SPACE}">{shared}</sst>')
    return stream.getvalue()


CELL = '<row r="1"><c r="A1"><v>{}</v></c></row>'
HIDDEN = (
    *(CELL.format(IIN), f"{CELL.format(1)}{IIN}{CELL.format(2)}", f"{IIN}{CELL.format(1)}", f"{CELL.format(1)}{IIN}"),
    *(f'<row r="1"><c r="A1">{IIN}<v>1</v></c></row>', f'<row r="1">{IIN}<c r="A1"><v>1</v></c></row>'),
    *(f'<row r="1"><c r="A1" title="{IIN}"><v>1</v></c></row>', f'<row r="1"><c r="A1"><f>{IIN}</f><v>1</v></c></row>'),
    *(f'<row r="1"><c r="A1"><v>1</v>{IIN}</c></row>', f'<row r="1"><c r="A1"><f>2</f>{IIN}<v>1</v></c></row>'),
    f'<row r="1"><c r="A1" t="inlineStr"><is><t>{IIN}</t></is></c></row>',
    f"{CELL.format(1)}</sheetData><sheetData>{CELL.format(IIN)}",
)


@pytest.mark.parametrize("rows", HIDDEN)
def test_nothing_hides_in_a_sheet(rows: str) -> None:
    assert "P01" in {problem.rule for problem in scan_file(File("a.xlsx", _workbook(_sheet(rows))), register())}
    assert not list(scan_file(File("b.xlsx", _workbook(_sheet(CELL.format(5)))), register()))


@pytest.mark.parametrize(
    "sheet",
    [
        _sheet(f"{CELL.format(1)}<!-- {CELL.format(2)} -->"),
        _sheet(CELL.format(1)).replace("<cols>", "<![CDATA[<cols>").replace("</cols>", "</cols>]]>"),
        _sheet('<row r="1"><c r="A1"><v>1</v></c><extra/></row>'),
        _sheet(CELL.format(1), '<?xml version="1.0" encoding="windows-1251"?>'),
    ],
)
def test_a_sheet_that_holds_more_than_values_is_read_as_a_tree(sheet: str) -> None:
    assert bare_sheet(sheet.encode()) is None
    assert bare_sheet(_sheet(CELL.format(1), '<?xml version="1.0" encoding="UTF-8"?>').encode()) is not None


CELLS = st.sampled_from(
    [
        *('<c r="{}{}"><v>12.5</v></c>', '<c r="{}{}" s="3"><v/></c>', '<c r="{}{}" s="1"/>', '<c r="{}{}"></c>'),
        *('<c r="{}{}" t="s"><v>1</v></c>', '<c r="{}{}" t="s" s="2"><v>0</v></c>', '<c r="{}{}" t="s"><v>99</v></c>'),
        *('<c r="{}{}" t="str"><v>a &amp; &#1078; b</v></c>', '<c r="{}{}" t="b"><v> 1 </v></c>'),
    ]
)
ROWS = st.lists(st.tuples(st.sampled_from(["A", "B", "D", "AA"]), CELLS), max_size=4)


@given(st.lists(ROWS, min_size=1, max_size=5))
def test_both_ways_of_reading_see_the_same(rows: list[list[tuple[str, str]]]) -> None:
    numbered = enumerate(rows, start=1)
    source = "".join(f'<row r="{n}">{"".join(c.format(at, n) for at, c in row)}</row>' for n, row in numbered)
    data = _workbook(_sheet(source))
    assert bare_sheet(_sheet(source).encode()) is not None
    quick = _seen(data)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(office, "bare_sheet", lambda data: None)
        assert _seen(data) == quick


def _seen(data: bytes) -> tuple[list[list[tuple[str, ...]]], list[str]]:
    """Tables, and the words of all texts."""
    parts = [*content_parts("a.xlsx", data)]
    tables = [[row.cells for row in part.rows] for part in parts if isinstance(part, ExtractedTable)]
    return tables, sorted(word for part in parts if isinstance(part, View) for word in part.text.split())
