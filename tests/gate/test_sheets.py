"""A sheet is read whole, also where no program writes anything."""

from __future__ import annotations

import io
import zipfile

import pytest

from tests.gate.report import register
from tests.gate.synthetic import IIN
from transparency.check.personal.scanning import File, scan_file
from transparency.load.views import office

SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def _workbook(rows: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", "<a/>")
        sheet = f'<worksheet xmlns="{SPACE}"><sheetData>{rows}</sheetData></worksheet>'
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    return stream.getvalue()


CELL = '<row r="1"><c r="A1"><v>{}</v></c></row>'


@pytest.mark.parametrize("largest", [0, 1 << 30])
@pytest.mark.parametrize("rows", [CELL.format(IIN), f"{CELL.format(1)}{IIN}{CELL.format(2)}", f"{IIN}{CELL.format(1)}"])
def test_nothing_hides_in_a_sheet(rows: str, largest: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "_LARGE", largest)
    assert "P01" in {problem.rule for problem in scan_file(File("a.xlsx", _workbook(rows)), register())}
    assert not list(scan_file(File("b.xlsx", _workbook(CELL.format(5))), register()))
