"""The editor's guide speaks of the desk as it is: its words, its record types, its pictures."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import DATE
from tests.desk.pictures import pictures
from tests.desk.running import clone, running
from transparency.desk.desk_words import words_of
from transparency.desk.edit_records import editable
from transparency.model.text import LANGUAGES

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
_PICTURE = re.compile(r"!\[.+\]\((desk/[a-z-]+\.png)\)")


def text(root: Path, lang: str) -> str:
    return (root / f"handbook/desk-{lang}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_name_in_bold_stands_on_the_desk(root: Path, lang: str) -> None:
    shown = {str(one) for one in words_of(lang).entries.values()}
    shown |= {declared.title.get(lang) for declared in editable().values()}
    assert {" ".join(name.split()) for name in _BOLD.findall(text(root, lang))} - shown == set()


def test_the_guides_have_one_outline(root: Path) -> None:
    outlines = {
        lang: [line[:3].count("#") for line in text(root, lang).splitlines() if line.startswith("#")]
        for lang in LANGUAGES
    }
    assert len({tuple(one) for one in outlines.values()}) == 1
    assert [text(root, lang).count("\n| ") for lang in LANGUAGES] == [17, 17, 17]


def test_the_pictures_of_the_guide_are_made_from_the_running_desk(
    root: Path, tmp_path: Path, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Made anew by «python -m tests.desk.pictures»."""
    monkeypatch.setenv("SITE_DATE", DATE.isoformat())
    with running(clone(tmp_path / "clone")) as desk:
        made = pictures(desk, browser, tmp_path)
    named = {name for lang in LANGUAGES for name in _PICTURE.findall(text(root, lang))}
    assert named == {f"desk/{file.name}" for file in made}
    assert all((root / "handbook" / name).stat().st_size < 150_000 for name in named)
