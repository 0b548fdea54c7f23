"""Drawing a picture anew leaves nothing of the file but its pixels: no byte after its end, no metadata, no other format."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from struct import pack

import pytest
from PIL import Image, PngImagePlugin

from transparency.model.limits import MOST_PIXELS
from transparency.registry.attached_file import findings
from transparency.site.build.remove_metadata import cleaned

HIDDEN = b"<script>alert(1)</script>"


def drawn(kind: str, mode: str = "RGB", **options: object) -> bytes:
    out = io.BytesIO()
    Image.effect_noise((60, 40), 50).convert(mode).save(out, kind, **options)  # type: ignore[arg-type]
    return out.getvalue()


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("a.html", HIDDEN)
    return out.getvalue()


def text_chunk() -> bytes:
    chunk = b"tEXtComment\x00" + HIDDEN
    png = drawn("PNG")
    at = png.index(b"IDAT") - 4
    return png[:at] + pack(">I", len(chunk) - 4) + chunk + pack(">I", zlib.crc32(chunk)) + png[at:]


def chunk_after_the_pixels() -> bytes:
    chunk = b"zzZz" + HIDDEN
    png = drawn("PNG")
    at = png.index(b"IEND") - 4
    return png[:at] + pack(">I", len(chunk) - 4) + chunk + pack(">I", zlib.crc32(chunk)) + png[at:]


def segment(marker: int) -> bytes:
    jpeg = drawn("JPEG")
    return jpeg[:2] + bytes((0xFF, marker)) + pack(">H", len(HIDDEN) + 2) + HIDDEN + jpeg[2:]


def with_text() -> bytes:
    told = PngImagePlugin.PngInfo()
    told.add_itxt("x", HIDDEN.decode(), zip=False)
    return drawn("PNG", pnginfo=told)


def described() -> Image.Exif:
    exif = Image.Exif()
    exif[0x010E] = HIDDEN.decode()
    return exif


CARRYING: Mapping[str, bytes] = {
    "html-behind-a-png": drawn("PNG") + HIDDEN,
    "html-behind-a-jpeg": drawn("JPEG") + HIDDEN,
    "html-behind-a-webp": drawn("WEBP") + HIDDEN,
    "archive-behind-a-png": drawn("PNG") + archive(),
    "archive-behind-a-jpeg": drawn("JPEG") + archive(),
    "second-picture-behind-a-jpeg": drawn("JPEG") + drawn("JPEG") + HIDDEN,
    "text-in-a-png": text_chunk(),
    "international-text-in-a-png": with_text(),
    "unknown-chunk-in-a-png": chunk_after_the_pixels(),
    "comment-in-a-jpeg": segment(0xFE),
    "segment-in-a-jpeg": segment(0xEB),
    "exif-in-a-jpeg": drawn("JPEG", exif=described()),
    "colours-in-a-jpeg": drawn("JPEG", icc_profile=HIDDEN),
}


@pytest.mark.parametrize("name", CARRYING)
def test_only_pixels_stay(name: str) -> None:
    data = CARRYING[name]
    assert b"alert" in data
    ending = name.rpartition("-")[2].replace("jpeg", "jpg")
    clean = cleaned(f"a.{ending}", data, "x")
    assert b"alert" not in clean
    assert b"PK\x03\x04" not in clean
    with Image.open(io.BytesIO(clean)) as after, Image.open(io.BytesIO(data)) as before:
        assert (after.size, after.format) == (before.size, before.format)
    assert clean == cleaned(f"a.{ending}", data, "x")


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_the_pixels_of_every_mode_stay(mode: str) -> None:
    data = drawn("PNG", mode)
    with Image.open(io.BytesIO(data)) as before, Image.open(io.BytesIO(cleaned("a.png", data, "x"))) as after:
        assert list(before.convert("RGBA").tobytes()) == list(after.convert("RGBA").tobytes())


def test_a_transparent_colour_stays() -> None:
    data = drawn("PNG", "P", transparency=3)
    with Image.open(io.BytesIO(data)) as before, Image.open(io.BytesIO(cleaned("a.png", data, "x"))) as after:
        assert before.convert("RGBA").tobytes() == after.convert("RGBA").tobytes()


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF", "PPM"])
def test_another_format_under_the_name_of_a_png(kind: str) -> None:
    """Only the readers of published formats are tried."""
    data = drawn(kind)
    assert [rule for rule, _, _ in findings("a.png", data)] == ["F02"]
    with pytest.raises(OSError, match="cannot identify"):
        cleaned("a.png", data, "x")


def huge() -> bytes:
    """A PNG of some hundred bytes that says it has ten thousand million pixels."""
    head = pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(b"")), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        pack(">I", len(inside)) + kind + inside + pack(">I", zlib.crc32(kind + inside)) for kind, inside in chunks
    )


def test_a_picture_of_ten_thousand_million_pixels() -> None:
    assert [rule for rule, _, _ in findings("a.png", huge())] in (["F02"], ["F03"])


def test_a_picture_larger_than_any_camera_takes() -> None:
    side = int(MOST_PIXELS**0.5) + 1
    out = io.BytesIO()
    Image.new("1", (side, side)).save(out, "PNG")
    assert len(out.getvalue()) < 100_000
    assert [rule for rule, _, _ in findings("a.png", out.getvalue())] == ["F03"]
    with pytest.raises(ValueError, match="pixels"):
        cleaned("a.png", out.getvalue(), "x")
