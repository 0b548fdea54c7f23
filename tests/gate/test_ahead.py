"""The gate reads open data while pages are written, where that spares time, and what is published is what was read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.gate.synthetic import IIN
from tests.gate.test_known import forget
from tests.gate.test_planting import DAY, one_page
from transparency.gate.raw_findings import ScanCache, is_clean
from transparency.site.build import build as module
from transparency.site.build.build import SourceGate, build
from transparency.site.build.content import SiteContent

ENVIRON = {"SITE_DATE": DAY}


def _known(root: Path) -> object:
    with SourceGate(root, ENVIRON, demo=False) as gate:
        gate._asked.result()
        return gate.known()


def test_it_goes_on_from_what_the_sources_taught(small: Path) -> None:
    forget()
    known = _known(small)
    assert isinstance(known, ScanCache)
    assert known.contents
    assert known.words


def test_nothing_is_read_ahead_where_the_sources_are_remembered(small: Path) -> None:
    forget()
    assert _known(small) is not None
    assert _known(small) is None


def test_nothing_is_read_ahead_of_a_large_site(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    forget()
    monkeypatch.setattr(module, "LARGE", 0)
    assert _known(small) is None
    with SourceGate(small, ENVIRON, demo=False) as gate:
        assert gate.known() is None, "nor while its sources are read"


def test_a_file_that_changes_on_its_way_is_read_again(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def changed(content: SiteContent, site: Path) -> None:
        table = site / "open-data/files/units.csv"
        assert content.known.contents
        assert is_clean("open-data/files/units.csv", table.read_bytes()) is False, "asked before it is learned"
        table.write_text(table.read_text("utf-8") + f"{IIN}\n", encoding="utf-8")

    forget()
    monkeypatch.setattr(module, "generate", one_page)
    monkeypatch.setattr(module, "STEPS", {"files": module._files, "changed": changed})
    built, problems = build(small, small / "site", ENVIRON)
    assert built is None
    assert ("P01", "site/open-data/files/units.csv") in {(p.rule, p.file) for p in problems}
    assert is_clean("open-data/files/roles.csv", (small / "site.new/open-data/files/roles.csv").read_bytes())
