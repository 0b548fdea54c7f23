"""Files that the gate refuses for what is written into them pass once they are cleaned, and look the same."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from tests.gate.case import Case
from tests.gate.report import register
from tests.gate.shapes import shapes
from transparency.gate import File, scan
from transparency.site.build.remove_metadata import cleaned

AUTHORED = [case for case in shapes() if case.category == "metadata" and case.blocked]


@pytest.mark.parametrize("case", AUTHORED, ids=[case.id for case in AUTHORED])
def test_a_cleaned_file_passes_the_gate(case: Case) -> None:
    assert scan([File("a.bin", case.data)], register())
    clean = cleaned(case.name, case.data, "Университет")
    assert not scan([File("a.bin", clean)], register())
    assert clean == cleaned(case.name, case.data, "Университет")


def test_the_pixels_of_a_png_stay() -> None:
    source = Image.new("RGB", (3, 2))
    source.putpixel((1, 1), (10, 20, 30))
    stream = io.BytesIO()
    source.save(stream, "PNG")
    with Image.open(io.BytesIO(cleaned("a.png", stream.getvalue(), "x"))) as drawn:
        assert drawn.getpixel((1, 1)) == (10, 20, 30)
        assert drawn.size == (3, 2)
