"""What files give away and whether they are what they say: one file a case, made here, with the exact finding."""

from __future__ import annotations

import hashlib
import io
import re
from pathlib import Path

import pikepdf
import pytest
import yaml
from PIL import Image

from tests.conftest import DATE, FULL
from transparency.registry.attached_file import LARGEST, findings
from transparency.registry.check import check
from transparency.registry.load import load
from transparency.site.build.content import content


def photo(width: int, height: int, kind: str = "JPEG", exif: Image.Exif | None = None) -> bytes:
    out = io.BytesIO()
    options = {"exif": exif} if exif else {}
    Image.new("RGB", (width, height), (90, 120, 150)).save(out, kind, **options)
    return out.getvalue()


def found(name: str, data: bytes) -> list[str]:
    return [f"{rule} {what}" for rule, what, _ in findings(name, data)]


@pytest.mark.parametrize(
    ("width", "height", "says"),
    [
        (1200, 800, []),
        (1199, 800, ["F08 is 1199×800, smaller than 1200×800."]),
        (1200, 799, ["F08 is 1200×799, smaller than 1200×800."]),
        (800, 1200, ["F08 is 800×1200, smaller than 1200×800."]),
    ],
)
@pytest.mark.parametrize(("name", "kind"), [("hall.jpg", "JPEG"), ("hall.png", "PNG")])
def test_size_of_a_photo(name: str, kind: str, width: int, height: int, says: list[str]) -> None:
    assert found(name, photo(width, height, kind)) == says


def test_a_jpeg_named_png_is_refused() -> None:
    assert found("hall.png", photo(1200, 800, "JPEG")) == ['F02 the content is not of the type "png".']


def test_a_text_named_pdf_is_refused() -> None:
    assert found("licence.pdf", b"hello") == ['F02 the content is not of the type "pdf".']


def test_camera_data_are_refused_and_not_shown() -> None:
    exif = Image.Exif()
    exif[0x013B] = "Example Photographer"
    says = found("hall.jpg", photo(1200, 800, exif=exif))
    assert says == ["F04 the photo carries camera or place data (EXIF, not shown)."]


def test_half_a_photo_is_refused() -> None:
    assert found("hall.png", photo(1200, 800, "PNG")[:200]) == ["F02 the picture is damaged."]


@pytest.mark.integration
def test_a_file_for_a_phone() -> None:
    assert "F03 is larger than 3 MB." in found("table.csv", b"," * (LARGEST + 1))
    assert found("table.csv", b"," * LARGEST) == []


def _pdf(**info: str) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(FULL / "data/attachments/licence.pdf") as pdf:
        for key, value in info.items():
            pdf.docinfo[f"/{key}"] = value
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def test_a_good_pdf() -> None:
    assert found("licence.pdf", _pdf()) == []


def test_an_author_is_refused_and_not_shown() -> None:
    says = found("licence.pdf", _pdf(Author="Example Person"))
    assert says == ["F04 the metadata hold /Author (not shown)."]


def test_a_pdf_without_title() -> None:
    assert found("licence.pdf", _pdf(Title=" ")) == ["F06 the PDF has no title."]


def test_a_scan_without_text() -> None:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.docinfo["/Title"] = "Scan"
        pdf.save(out)
    assert found("scan.pdf", out.getvalue()) == ["F05 the PDF has no text layer."]


def test_a_damaged_pdf() -> None:
    assert found("licence.pdf", b"%PDF-1.4\nnothing else") == ["F02 the PDF is damaged or locked."]


def _with_photo(root: Path, data: bytes) -> None:
    (root / "data/attachments/yard.jpg").write_bytes(data)
    site = yaml.safe_load((root / "data/site.yml").read_text(encoding="utf-8"))
    words = {"kk": "Аула", "ru": "Двор", "en": "The yard"}
    digest = hashlib.sha256(data).hexdigest()
    site["photo"] = {"file": "yard.jpg", "title": words, "summary": dict(words), "language": "kk", "sha256": digest}
    (root / "data/site.yml").write_text(yaml.safe_dump(site, allow_unicode=True), encoding="utf-8")


def test_the_photograph_of_the_home_page_stands_on_it(small: Path) -> None:
    _with_photo(small, photo(1200, 800))
    found, problems = content(small, DATE, full=True)
    assert found is not None, problems
    html = found.html["index", "en"]
    assert re.search(r'<img class="hero-photo" src="[^"]*disclosures/files/yard.jpg" alt="The yard"', html)
    assert 'class="quilt ' not in html
    assert "yard.jpg" in found.registry.attachments


def test_a_heavy_photograph_is_refused(small: Path) -> None:
    noise = Image.effect_noise((1200, 800), 90).convert("RGB")
    out = io.BytesIO()
    noise.save(out, "JPEG")
    _with_photo(small, out.getvalue())
    draft, _ = load(small, demo=True)
    assert draft is not None
    _, problems = check(draft, DATE)
    assert [(one.rule, one.place, str(one.what)) for one in problems] == [
        ("F03", "photo.file", "is larger than 75 KB.")
    ]
