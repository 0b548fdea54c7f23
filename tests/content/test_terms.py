"""Abbreviations on the pages of the institution lead to its glossary."""

from __future__ import annotations

import re
from pathlib import Path


def test_the_links_of_the_site_lead_to_terms(real_site: Path) -> None:
    glossary = (real_site / "about/glossary/index.html").read_text(encoding="utf-8")
    anchors = {
        anchor
        for file in real_site.glob("processes/**/index.html")
        for anchor in re.findall(r'<a class="term" href="[^"#]*#([^"]+)"', file.read_text(encoding="utf-8"))
    }
    assert anchors
    assert all(f'id="{anchor}"' in glossary for anchor in anchors)
