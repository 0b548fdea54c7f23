"""Abbreviations lead to the glossary, once a page, and never inside a heading or another link."""

from __future__ import annotations

import re

import pytest

from transparency.model.glossary import Abbreviation, GlossaryEntry
from transparency.model.text import LocalText
from transparency.site.render.terms import linked, links


def entry(name: str, short: str) -> GlossaryEntry:
    return GlossaryEntry(id=name, term=LocalText(kk=name, ru=name, en=name), abbreviation=Abbreviation(en=short))


TAGS = links([entry("management-system", "QMS"), entry("one", "AB"), entry("other", "AB")], "en", "../glossary/")


@pytest.mark.parametrize(
    ("html", "count"),
    [
        ("<p>QMS and QMS</p>", 1),
        ("<h2>QMS</h2><p>QMS</p>", 1),
        ('<p><a href="x">QMS</a></p>', 0),
        ("<p>QMS-4 and XQMS</p>", 0),
        ('<p title="QMS">text</p>', 0),
        ("<p>AB</p>", 0),
        ("<svg><text>QMS</text></svg>", 0),
        ('<td data-label="Printed" lang="kk">QMS</td>', 0),
    ],
)
def test_what_is_linked(html: str, count: int) -> None:
    made = linked(html, TAGS)
    assert made.count('class="term"') == count
    assert re.sub(r'<a class="term"[^>]*>(.*?)</a>', r"\1", made) == html
