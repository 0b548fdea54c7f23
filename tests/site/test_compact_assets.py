"""Styles and scripts are published smaller, and mean the same."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from transparency.model.product_files import LAYOUT
from transparency.site.mkdocs.theme import compact

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_COMMA = re.compile(r",\s+")
"""A browser keeps the blanks in the value of a custom property."""
STYLES = sorted((LAYOUT / "assets").glob("*.css"))
LEAST_RULES = {"site.css": 400, "records.css": 140}
"""Rules that a browser finds at least: a style sheet that it stops reading half-way has fewer. Others: 40."""
RULES = """(texts) => texts.map((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return [...sheet.cssRules].map((one) => one.cssText);
})"""


@pytest.mark.parametrize(
    ("long", "short"),
    [
        ("a {\n  color: red;\n}\n", "a{color:red;}"),
        ("/* one */\na, /* two */ b { margin: 0 1px; }", "a,b{margin:0 1px;}"),
        ("a :hover > b { width: calc(1px + 2px); }", "a :hover > b{width:calc(1px + 2px);}"),
        ('a::after { content: " ; : /* x */ "; }', 'a::after{content:" ; : /* x */ ";}'),
    ],
)
def test_blanks_and_comments_of_a_style_go(long: str, short: str) -> None:
    assert compact(long, is_style=True).strip() == short


@pytest.mark.parametrize(
    ("long", "short"),
    [
        ("/* head\n   of two lines */\n  let a = 1;\n\n    b();\n", "let a = 1;\nb();\n"),
        ('a("x  /* y */"); // why\n', 'a("x  /* y */"); // why\n'),
        ("/* x */ a();\n/* y */\nb();\n", "/* x */ a();\nb();\n"),
    ],
)
def test_comments_and_indentation_of_a_script_go(long: str, short: str) -> None:
    assert compact(long, is_style=False) == short


@pytest.mark.parametrize("style", STYLES, ids=lambda file: file.name)
def test_a_browser_reads_the_same_rules(style: Path, browser: Browser) -> None:
    page = browser.new_page()
    text = style.read_text(encoding="utf-8")
    long, short = page.evaluate(RULES, [text, compact(text, is_style=True)])
    page.close()
    assert len(long) > LEAST_RULES.get(style.name, 40)
    assert [_COMMA.sub(",", rule) for rule in short] == [_COMMA.sub(",", rule) for rule in long]


@pytest.mark.parametrize("script", sorted((LAYOUT / "assets").glob("*.js")), ids=lambda file: file.name)
def test_no_template_literal_of_a_script_goes_over_several_lines(script: Path) -> None:
    assert not [line for line in script.read_text(encoding="utf-8").splitlines() if line.count("`") % 2]


def test_the_site_has_the_compact_files(site: Path) -> None:
    for name in ("site.css", "records.css", "map.css", "site.js"):
        text = (LAYOUT / "assets" / name).read_text(encoding="utf-8")
        assert (site / "assets" / name).read_text(encoding="utf-8") == compact(text, is_style=name.endswith(".css"))
