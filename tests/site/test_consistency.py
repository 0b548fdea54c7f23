"""The check of a built site finds what it looks for: each kind of fault, planted in a copy of the small institution's site."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from tests.consistency import inconsistencies
from transparency.model.text import USUAL

URL = "https://university.example/"


def _replace(old: str, new: str) -> Callable[[Path], None]:
    def edit(file: Path) -> None:
        text = file.read_text("utf-8")
        assert old in text, (file, old)
        file.write_text(text.replace(old, new, 1), "utf-8")

    return edit


FAULTS: tuple[tuple[str, Callable[[Path], None], str], ...] = (
    ("ru/about/index.html", Path.unlink, "about/index.html: has no version in ru"),
    (
        "about/questions/index.html",
        _replace('<html lang="kk"', '<html lang="ru"'),
        "about/questions/index.html: is not in kk",
    ),
    (
        "about/questions/index.html",
        _replace('href="../"', 'href="../none/"'),
        "about/questions/index.html: ../none/ leads",
    ),
    (
        "about/questions/index.html",
        _replace('hreflang="ru"', 'hreflang="tr"'),
        "about/questions/index.html: alternates",
    ),
    ("sitemap.xml", _replace("processes/</loc>", "none/</loc>"), "none/ does not exist"),
    ("sitemap.xml", _replace('hreflang="ru"', 'hreflang="tr"'), " has alternates"),
    ("search-index/kk/words.json", _replace('"processes/"', '"none/"'), "search-index/: names none/, which is no page"),
    ("en/feed.xml", Path.unlink, "en/feed.xml: is missing"),
    ("feed.xml", _replace(URL, f"{URL}none/"), f"feed.xml: {URL}none/"),
    ("open-data/files/units.json", Path.unlink, "open-data/units/index.html: "),
    ("open-data/files/units.csv", _replace("title_kk", "title_xx"), "units.csv: has other columns than it declares"),
)
"""File of the site, what happens to it, part of the finding."""


def test_each_fault_is_found(site: Path, tmp_path: Path) -> None:
    assert list(inconsistencies(site, URL, USUAL)) == []
    copy = shutil.copytree(site, tmp_path / "site")
    for file, spoil, _ in FAULTS:
        spoil(copy / file)
    found = list(inconsistencies(copy, URL, USUAL))
    assert [said for _, _, said in FAULTS if not any(said in one for one in found)] == []
