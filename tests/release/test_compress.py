"""Compressed copies: made once, and taken from the release before where they are certain to be the same bytes."""

from __future__ import annotations

import datetime as dt
import gzip
from pathlib import Path

import brotli
import pytest

from transparency.release import compress as module
from transparency.release.compress import compress, earlier
from transparency.release.manifest import MANIFEST, as_bytes, of_folder

TOOLS = {"compression": module.SETTINGS, "python": "3.11.0"}
PAGE, DATA, SMALL = "<p>a page</p>" * 99, "id,name\r\n" * 9_999, "short"


def _site(folder: Path, page: str = PAGE) -> Path:
    for name, text in (("index.html", page), ("data.csv", DATA), ("small.txt", SMALL), ("picture.png", PAGE)):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, newline="")
    return folder


@pytest.fixture
def before(tmp_path: Path) -> Path:
    folder = _site(tmp_path / "before")
    assert compress(folder) == 0
    manifest = of_folder(folder, "preview", "https://example.edu/", dt.date(2026, 11, 21), "0" * 40, TOOLS, ())
    (folder / MANIFEST).write_bytes(as_bytes(manifest))
    return folder


def test_copies_are_the_file(before: Path) -> None:
    for name, text in (("index.html", PAGE), ("data.csv", DATA), ("small.txt", SMALL)):
        assert brotli.decompress((before / f"{name}.br").read_bytes()) == text.encode()
        assert gzip.decompress((before / f"{name}.gz").read_bytes()) == text.encode()
    assert not list(before.glob("picture.png.*"))


def test_what_has_not_changed_is_taken_over_wherever_it_lies_now(before: Path, tmp_path: Path) -> None:
    fresh, quick = _site(tmp_path / "fresh", PAGE + "!"), _site(tmp_path / "quick", PAGE + "!")
    for folder in (fresh, quick):
        (folder / "data.csv").rename(folder / "moved.csv")
    assert compress(fresh) == 0
    assert compress(quick, earlier(before, TOOLS)) == 4
    assert {p.name: p.read_bytes() for p in quick.iterdir()} == {p.name: p.read_bytes() for p in fresh.iterdir()}


@pytest.mark.parametrize("tool", ["compression", "python"])
def test_other_tools_could_make_other_bytes(before: Path, tool: str) -> None:
    assert earlier(before, TOOLS | {tool: "another"}) is None


def test_a_damaged_copy_is_made_anew(before: Path, tmp_path: Path) -> None:
    whole = (before / "data.csv.br").read_bytes()
    (before / "data.csv.br").write_bytes(whole[:-1] + b"\0")
    (before / "index.html.gz").unlink()
    new = _site(tmp_path / "new")
    assert compress(new, earlier(before, TOOLS)) == 4
    assert (new / "data.csv.br").read_bytes() == whole


def test_a_folder_without_a_manifest_gives_nothing(tmp_path: Path) -> None:
    assert earlier(tmp_path, TOOLS) is None
