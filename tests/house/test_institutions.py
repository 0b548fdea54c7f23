"""The institutions of the tests have the shape of the real one: the files that only call the product are the same."""

from __future__ import annotations

from pathlib import Path

import pytest

INSTITUTIONS = sorted((Path(__file__).parents[1] / "institutions").iterdir())
THIN = ("mkdocs.yml", "hooks/portal.py")


@pytest.mark.parametrize("institution", INSTITUTIONS, ids=lambda folder: folder.name)
@pytest.mark.parametrize("name", THIN)
def test_files_that_call_the_product_are_the_same(root: Path, institution: Path, name: str) -> None:
    assert (institution / name).read_bytes() == (root / name).read_bytes()
