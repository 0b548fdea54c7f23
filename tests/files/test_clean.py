"""What the rules about metadata advise is possible, ends the finding, and is what publication does once more."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, PngImagePlugin

from tests.attacks.files import drawn
from tests.conftest import DATE
from transparency.cli.clean import main
from transparency.gate import RULES, File, Register, scan
from transparency.model.problem import ExitCode
from transparency.model.rules import RULES as OTHERS
from transparency.registry.attached_file import findings
from transparency.site.build.remove_metadata import cleaned

AUTHOR = "Досанова Айгерім Серікқызы"


def _png_with_text() -> bytes:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", AUTHOR)
    texts.add_itxt("XML:com.adobe.xmp", "<rdf:RDF><x exif:GPSLatitude='51,7N'/></rdf:RDF>")
    stream = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(stream, "PNG", pnginfo=texts)
    return stream.getvalue()


def _pdf_with_author() -> bytes:
    stream = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.docinfo["/Title"] = "Plan"
        document.docinfo["/Author"] = AUTHOR
        document.save(stream)
    return stream.getvalue()


FILES = {
    "position.jpg": (drawn("JPEG", position=True), "P13"),
    "camera.jpg": (drawn("JPEG", camera=True), "F04"),
    "texts.png": (_png_with_text(), "P13"),
    "plan.pdf": (_pdf_with_author(), "F04"),
    "author.pdf": (_pdf_with_author(), "P14"),
}


def _rules(file: Path) -> set[str]:
    data = file.read_bytes()
    found = {problem.rule for problem in scan([File(file.name, data)], Register((), DATE))}
    return (found | {rule for rule, _, _ in findings(file.name, data)}) & {"P13", "P14", "P09", "F04"}


@pytest.mark.parametrize("name", FILES)
def test_the_advice_ends_the_finding(name: str, tmp_path: Path) -> None:
    data, rule = FILES[name]
    file = tmp_path / name
    file.write_bytes(data)
    assert rule in _rules(file)
    assert "scripts/clean.py" in {**OTHERS, **RULES}[rule].advice
    assert main([str(file)]) == ExitCode.CLEAN
    assert _rules(file) == set()


@pytest.mark.parametrize("name", [name for name in FILES if not name.endswith(".pdf")])
def test_publication_draws_pictures_anew(name: str, tmp_path: Path) -> None:
    published = tmp_path / name
    published.write_bytes(cleaned(name, FILES[name][0], "Example University"))
    assert _rules(published) == set()
    assert "encodes its pictures again" in RULES["P13"].advice


@pytest.mark.parametrize(
    ("name", "data"), [("x.jpg", b"no picture"), ("x.pdf", b"%PDF-"), ("x.docx", b"PK"), ("x.exe", b"MZ")]
)
def test_what_cannot_be_read_stays_as_it_is(
    name: str, data: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    assert main([str(file)]) == ExitCode.COULD_NOT_RUN
    assert file.read_bytes() == data
    assert name in capsys.readouterr().err


def test_a_file_that_is_not_there_is_not_called_damaged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "en", str(tmp_path / "missing.png")]) == ExitCode.COULD_NOT_RUN
    assert "no such file" in capsys.readouterr().err
