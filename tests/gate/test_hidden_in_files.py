"""What files carry where nobody looks: links and scanned pages of PDF, fields of Windows in photos, paths in drawings."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
from PIL import Image

from tests.gate.containers import _pdf
from transparency.gate import File, Register, scan

AUTHOR, TITLE, COMMENT, SUBJECT = 0x9C9D, 0x9C9B, 0x9C9C, 0x9C9F


def _rules(name: str, data: bytes) -> set[str]:
    return {problem.rule for problem in scan([File(name, data)], Register())}


def _link(address: str, *, nested: bool, indirect: bool) -> bytes:
    """A PDF with a link; its action stands inside the note or is an object of its own."""

    def fill(pdf: pikepdf.Pdf) -> None:
        action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=address)
        if nested:
            action = pikepdf.Dictionary(S=pikepdf.Name.GoTo, D=pikepdf.Array([0]), Next=pikepdf.Array([action]))
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Link,
            Rect=[0, 0, 9, 9],
            A=pdf.make_indirect(action) if indirect else action,
        )
        pdf.pages[0].obj.Annots = pikepdf.Array([note])

    return _pdf("Есеп", fill)


@pytest.mark.parametrize("indirect", [False, True])
@pytest.mark.parametrize("nested", [False, True])
@pytest.mark.parametrize("address", ["mailto:saule.testova@mail.ru", "mailto:d.probaev@gmail.com?subject=x"])
def test_a_mailto_link_of_a_pdf_is_read(address: str, nested: bool, indirect: bool) -> None:
    assert "P03" in _rules("a.pdf", _link(address, nested=nested, indirect=indirect))


def test_a_link_to_a_page_is_lawful() -> None:
    assert _rules("a.pdf", _link("https://university.example/", nested=False, indirect=False)) == set()


def _with_page(text: str, side: int) -> bytes:
    """A PDF with a page of text, and a page with a picture and another text."""

    def fill(pdf: pikepdf.Pdf) -> None:
        stream = pdf.make_stream(bytes(side * side), Width=side, Height=side, BitsPerComponent=8)
        stream.Type, stream.Subtype, stream.ColorSpace = (
            pikepdf.Name.XObject,
            pikepdf.Name.Image,
            pikepdf.Name.DeviceGray,
        )
        pdf.add_blank_page()
        page = pdf.pages[-1].obj
        font = pdf.pages[0].obj.Resources.Font
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=stream), Font=font)
        hexadecimal = text.encode("utf-16-be").hex()
        page.Contents = pdf.make_stream(f"BT /F1 9 Tf 20 700 Td <{hexadecimal}> Tj ET /Im0 Do".encode())

    return _pdf("Есептің бірінші беті", fill)


@pytest.mark.parametrize(("text", "side"), [("", 300), ("2", 300), ("– 14 –", 800), ("", 201)])
def test_a_scanned_page_among_pages_of_text_is_found(text: str, side: int) -> None:
    (problem,) = scan([File("a.pdf", _with_page(text, side))], Register())
    assert (problem.rule, problem.place) == ("P17", "page 2")


@pytest.mark.parametrize(("text", "side"), [("Сурет 2", 300), ("", 40), ("Университет логотипі", 800)])
def test_a_page_with_a_text_or_a_small_picture_is_lawful(text: str, side: int) -> None:
    assert _rules("a.pdf", _with_page(text, side)) == set()


def _photo(tag: int, text: str) -> bytes:
    exif = Image.Exif()
    exif[tag] = text.encode("utf-16-le") + b"\x00\x00"
    stream = io.BytesIO()
    Image.new("RGB", (8, 8), "navy").save(stream, "JPEG", exif=exif)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("tag", "text", "rule"),
    [
        (AUTHOR, "Айгерім Досанова", "P14"),
        (AUTHOR, "Тестов Иван", "P14"),
        (AUTHOR, "Dosanova A.", "P14"),
        (AUTHOR, "Ерлан", "P14"),
        (TITLE, "Досанова Айгерім Серікқызы", "P09"),
        (COMMENT, "тел. 8 701 555 01 99", "P02"),
        (SUBJECT, "saule.testova@mail.ru", "P03"),
    ],
)
def test_the_fields_of_windows_in_a_photo_are_read(tag: int, text: str, rule: str) -> None:
    assert rule in _rules("a.jpg", _photo(tag, text))


def test_a_unit_as_author_of_a_photo_is_lawful() -> None:
    assert _rules("a.jpg", _photo(AUTHOR, "Сапа бөлімі")) == set()


def _drawing(attribute: str) -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {attribute}><path d="M0 0"/></svg>'.encode()


def _text(line: str) -> bytes:
    return f"{line}\n".encode()


@pytest.mark.parametrize(
    ("name", "make", "text"),
    [
        ("a.svg", _drawing, 'export-filename="/home/aigerim/docs/a.png"'),
        ("a.svg", _drawing, 'sodipodi:absref="/Users/dtestov/a.png"'),
        ("a.svg", _drawing, 'export-filename="C:\\Users\\Aigerim\\Desktop\\a.png"'),
        ("a.svg", _drawing, 'xlink:href="file:///home/s.dosanova/a.png"'),
        ("a.md", _text, "![x](/home/testova.s/a.png)"),
        ("a.json", _text, '{"file": "C:\\\\Users\\\\dtestov\\\\a.csv"}'),
    ],
)
def test_a_folder_that_names_its_user_is_found(name: str, make: Callable[[str], bytes], text: str) -> None:
    assert "P14" in _rules(name, make(text))


@pytest.mark.parametrize(
    "text", ["/home/user/a.png", "/home/runner/work/a", "/Users/Shared/a", "/homepage/about/a.png"]
)
def test_a_folder_of_a_machine_is_lawful(text: str) -> None:
    assert _rules("a.md", _text(text)) == set()
