"""Prose holds Markdown and a short list of HTML; everything else is refused with its line, before anything is built."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from tests.conftest import DATE
from transparency.model.problem import Problem
from transparency.model.product_files import LAYOUT
from transparency.registry.allowed_html import PROSE_ELEMENTS, cleaned, refused, unbalanced
from transparency.registry.check import check
from transparency.registry.check_prose import OF_THE_LAYOUT
from transparency.registry.load import load
from transparency.registry.prose_html import (
    DEEPEST,
    EXTENSIONS,
    LONGEST_BLOCK,
    LONGEST_PAGE,
    MOST_SIGNS,
    MOST_SIGNS_OF_PAGE,
    html_of,
)
from transparency.site.build import page_check
from transparency.site.build.content import content
from transparency.site.mkdocs import events

LINE = 13
"""Line of the page of the small institution on which a case is added."""

REFUSED = {
    "script": ("<script>x</script>", "H02"),
    "script-of-another-host": ('<script src="https://evil.example/x.js"></script>', "H02"),
    "script-that-calls-itself-data": ('<script type="application/ld+json">{}</script>', "H02"),
    "event-quoted": ('<p onclick="x()">a</p>', "H02"),
    "event-unquoted": ("<img src=x onerror=x()>", "H02"),
    "event-by-attribute-list": ('## A {: onclick="x()" }', "H02"),
    "style-attribute": ('<p style="position:fixed">a</p>', "H02"),
    "style-element": ("<style>p{}</style>", "H02"),
    "column-alignment": ("| a |\n|:-:|\n| b |", "H02"),
    "frame": ('<iframe src="https://evil.example/"></iframe>', "H02"),
    "form": ('<form action="https://evil.example/"><input name="password"></form>', "H02"),
    "refresh": ('<meta http-equiv="refresh" content="0;url=https://evil.example/">', "H02"),
    "base": ('<base href="https://evil.example/">', "H02"),
    "style-sheet": ('<link rel="stylesheet" href="https://evil.example/x.css">', "H02"),
    "drawing": ("<svg><g onload=x()></g></svg>", "H02"),
    "class-of-the-layout": ('<div class="notice notice--demo">a</div>', "H02"),
    "data-attribute": ('<p data-library="https://evil.example/x.js">a</p>', "H02"),
    "target": ('<a href="https://example.org/" target="_blank">a</a>', "H02"),
    "script-link": ("[a](javascript:x())", "H03"),
    "script-link-in-html": ('<a href="java&#9;script:x()">a</a>', "H03"),
    "script-link-by-reference": ("[a][b]\n\n[b]: javascript:x()", "H03"),
    "automatic-script-link": ("<javascript:x()>", "H02"),
    "data-link": ("[a](data:text/html,x)", "H03"),
    "link-without-encryption": ("[a](http://example.org/)", "H03"),
    "link-without-a-scheme": ("[a](//evil.example/)", "H03"),
    "link-with-backslashes": ('<a href="\\\\evil.example/">a</a>', "H03"),
    "link-with-a-user": ("[a](https://university.example@evil.example/)", "H03"),
    "link-in-punycode": ("[a](https://xn--80ak6aa92e.com/)", "H03"),
    "link-in-cyrillic": ("[a](https://university.ехample/)", "H03"),
    "link-to-an-imitation": ("[a](https://university.example.evil.example/)", "H03"),
    "link-to-a-misspelling": ("[a](https://univers1ty.example.org/)", "H03"),
    "link-to-a-number": ("[a](https://192.0.2.1/)", "H03"),
    "picture-of-another-host": ("![a](https://evil.example/x.png)", "H03"),
    "second-main-heading": ("# B", "H04"),
    "anchor-of-the-layout": ("## A {: #content }", "H05"),
    "anchor-twice": ("## A {: #a }\n\n## B {: #a }", "H05"),
    "element-not-closed": ("<div>\n\na", "H06"),
    "element-closed-twice": ("a</div></main>", "H06"),
    "block-in-a-paragraph": ("a <div>b</div> c", "H06"),
    "bidi-control": ("a\u202eb", "H01"),
    "bidi-control-as-entity": ("a&#x202E;b", "H01"),
    "zero-width-as-a-named-entity": ("a&ZeroWidthSpace;b", "H01"),
    "too-many-brackets": ("[" * 40_000, "H07"),
    "too-many-stars": ("*a " * 20_000, "H07"),
    "too-many-tags": ("<![CDATA[" * 10_000, "H07"),
    "list-in-list-on-one-line": ("1. " * 1_000 + "a", "H07"),
    "quotation-in-quotation": ("> " * 1_000 + "a", "H07"),
    "list-in-list": ("\n".join("    " * depth + "- a" for depth in range(200)), "H07"),
    "long-paragraph": ("a " * LONGEST_BLOCK, "H07"),
    "long-page": ("a\n\n" * LONGEST_PAGE, "H07"),
    "many-marked-paragraphs": (("[a" * 100 + "\n\n") * 100, "H07"),
}

ACCEPTED = {
    "markdown": "A *b* **c** `d` [e](../processes/index.md) [f](https://example.org/) [g](tel:+77172000000)\n\n- h\n- i\n\n> j",
    "table": "| a | b |\n|---|---|\n| c | d |",
    "footnote": "a[^1]\n\n[^1]: b",
    "definition": "a\n:   b",
    "code": "```python\n<script>x</script>\n```\n\n`<iframe>`",
    "abbreviation": '<abbr title="c">A</abbr> <kbd>Tab</kbd> H<sub>2</sub>O <span lang="en">b</span>',
    "details": "<details><summary>a</summary>\n<p>b</p>\n</details>",
    "comment": "a <!-- not for readers --> b\n\n<!-- a whole\nblock -->\n\nc",
    "own-domain": "[a](https://library.university.example/)",
}


def _problems(small: Path, text: str) -> list[Problem]:
    for lang in ("kk", "ru", "en"):
        page = small / f"docs/{lang}/about/index.md"
        page.write_text(page.read_text(encoding="utf-8") + f"\n{text}\n", encoding="utf-8")
    draft, problems = load(small)
    assert draft is not None
    return [*problems, *check(draft, DATE)[1]]


@pytest.mark.parametrize("case", REFUSED)
def test_refused(small: Path, case: str) -> None:
    text, rule = REFUSED[case]
    found = [problem for problem in _problems(small, text) if problem.rule == rule]
    assert {problem.file for problem in found} == {f"docs/{lang}/about/index.md" for lang in ("kk", "ru", "en")}
    assert all(problem.what and problem.advice for problem in found)
    whole_page = case in {"long-page", "many-marked-paragraphs"}
    assert whole_page or any(problem.line >= LINE for problem in found), "the line of the fault"


@pytest.mark.parametrize("case", ACCEPTED)
def test_accepted(small: Path, case: str) -> None:
    assert _problems(small, ACCEPTED[case]) == []


@pytest.mark.parametrize("start", ["a\n\n# ", "# Another ", "#"])
def test_a_page_that_does_not_start_with_its_title_is_refused(small: Path, start: str) -> None:
    for lang in ("kk", "ru", "en"):
        page = small / f"docs/{lang}/about/index.md"
        page.write_text(page.read_text(encoding="utf-8").replace("# ", start, 1), encoding="utf-8")
    draft, _ = load(small)
    assert draft is not None
    assert {problem.rule for problem in check(draft, DATE)[1]} == {"H04"}


def test_what_goes_into_a_page_is_what_the_sanitiser_gives_back() -> None:
    """Should the comparison ever miss something, the page still does not hold it."""
    assert cleaned("<p onclick=x>a<script>b</script><!-- c --></p>") == "<p>a</p>"
    assert refused('<p title="a"><b>c</b></p>') == ()
    assert "cleaned" in events.on_page_content.__code__.co_names


def test_balance() -> None:
    assert list(unbalanced("<p>a<br>b<img src=c></p><ul><li>d</li></ul>")) == []
    assert [tag for tag, _ in unbalanced("<div><p>a</div></p>")] == ["div", "p"]


def test_prose_is_rendered_as_mkdocs_renders_it(root: Path) -> None:
    configured = yaml.safe_load((root / "mkdocs.yml").read_text(encoding="utf-8"))["markdown_extensions"]
    names = {next(iter(one)) if isinstance(one, dict) else one for one in configured}
    assert set(EXTENSIONS) == names | {"toc", "tables", "fenced_code"}, "MkDocs adds three of its own"


def test_the_ids_of_the_layout_are_known(root: Path) -> None:
    written = [file.read_text(encoding="utf-8") for file in LAYOUT.rglob("*.html")]
    ids = set(re.findall(r'\bid="([\w-]+)"', "".join(written)))
    assert ids <= OF_THE_LAYOUT


def test_prose_may_hold_nothing_that_a_page_may_not() -> None:
    assert PROSE_ELEMENTS <= page_check.ELEMENTS


@pytest.mark.parametrize("sign", ["[", "![", "[a](", "*a_b ", "<a ", "<![CDATA[", "&#", "{:", "`", "> ", "[a][", "1. "])
def test_what_is_let_through_is_short(sign: str) -> None:
    """The densest page that H07 accepts is still rendered; without the limits these pages take hours."""
    assert MOST_SIGNS <= 400
    assert MOST_SIGNS_OF_PAGE <= 6_000
    times = DEEPEST if sign in {"> ", "1. "} else MOST_SIGNS // max(1, len(re.findall(r"[^\w ]", sign)))
    assert html_of(sign * times)


@pytest.mark.parametrize("anchor", ["nowhere", "steps"])
def test_evidence_needs_its_anchor(small: Path, anchor: str) -> None:
    file = small / "data/compliance/regulation.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("{disclosure: licence}", f"{{process: p01, anchor: {anchor}}}"), encoding="utf-8")
    found, problems = content(small, DATE)
    if anchor == "steps":
        assert found is not None, problems
    else:
        assert {(p.file, p.rule) for p in problems} == {("data/compliance/regulation.yml", "H08")}
