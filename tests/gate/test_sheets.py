"""A sheet is read whole, also where no program writes anything, and the same by either way of reading."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.gate.independent.files import CONTAINERS
from tests.gate.report import register
from tests.gate.synthetic import IIN
from transparency.gate.extractors import ExtractedTable, View, content_parts, office
from transparency.gate.extractors.sheet import bare_sheet
from transparency.gate.scanning import File, scan_file
from transparency.model.problem import translated

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


def _full_workbook(shared: bool) -> bytes:
    """Two named sheets, as spreadsheet programs write them; a mailbox stands in D7 of the second."""
    text = '<c r="D7" t="s"><v>0</v></c>' if shared else '<c r="D7" t="inlineStr"><is><t>d.testova@mail.ru</t></is></c>'
    space = f'xmlns="{SPACE}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    parts = {
        "[Content_Types].xml": "<a/>",
        "xl/workbook.xml": f'<workbook {space}><sheets><sheet name="Жоспар" sheetId="1" r:id="rId1"/>'
        '<sheet name="Байланыс &amp; пошта" sheetId="2" r:id="rId2"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/>'
        '<Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": _sheet(CELL.format(5)),
        "xl/worksheets/sheet2.xml": _sheet(f'<row r="7">{text}</row>'),
    }
    if shared:
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{SPACE}"><si><t>d.testova@mail.ru</t></si></sst>'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize("shared", [True, False])
def test_a_finding_names_sheet_and_cell_in_three_languages(shared: bool) -> None:
    (found,) = scan_file(File("a.xlsx", _full_workbook(shared)), register())
    assert [translated([found], lang)[0].place for lang in ("kk", "ru", "en")] == [
        "«Байланыс & пошта» парағы, D7 ұяшығы",
        "лист «Байланыс & пошта», ячейка D7",
        'sheet "Байланыс & пошта", cell D7',
    ]


def test_the_title_of_a_sheet_that_names_a_person_is_not_printed() -> None:
    data = _full_workbook(shared=True)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace("Байланыс &amp; пошта", "Тестова Дана Серікқызы")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    found = [*scan_file(File("a.xlsx", stream.getvalue()), register())]
    assert {"P03", "P09"} <= {problem.rule for problem in found}
    assert not [problem for problem in found if "Тестова" in str(problem)]


def test_the_page_of_a_pdf_is_named_in_three_languages() -> None:
    data = CONTAINERS["pdf"].write("Байланыс: d.testova@mail.ru", "")
    (found,) = scan_file(File("a.pdf", data), register())
    assert [translated([found], lang)[0].place for lang in ("kk", "ru", "en")] == ["1-бет", "страница 1", "page 1"]
