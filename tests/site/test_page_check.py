"""The check of finished pages refuses whatever could run code, reach another host or send the reader away."""

from __future__ import annotations

from pathlib import Path

import pytest

from transparency.cache import NO_CACHE
from transparency.model.problem import Problem
from transparency.site.build.content_security_policy import HEADER, IN_PAGE
from transparency.site.build.finished_page import problems

HEAD = f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{IN_PAGE}">'
PAGE = f'<!doctype html><html lang="kk"><head>{HEAD}<title>T</title></head><body>%s</body></html>'

FAULTS = {
    "inline-script": ("<script>x</script>", "H10"),
    "inline-script-with-a-data-type": ('<script data-type="application/ld+json">x</script>', "H10"),
    "script-of-an-unknown-type": ('<script type="text/plain">x</script>', "H10"),
    "module-script": ('<script type="module">x</script>', "H10"),
    "empty-source": ('<script src="">x</script>', "H10"),
    "script-of-another-host": ('<script src="https://evil.example/x.js"></script>', "H11"),
    "script-without-a-scheme": ('<script src="//evil.example/x.js"></script>', "H11"),
    "script-with-backslashes": ('<script src="\\\\\\\\evil.example/x.js"></script>', "H11"),
    "script-as-data": ('<script src="data:text/javascript,x"></script>', "H11"),
    "style-element": ("<style>p{}</style>", "H10"),
    "style-element-of-a-drawing": ("<svg><style>p{}</style></svg>", "H10"),
    "style-attribute": ('<p style="color:red">', "H10"),
    "event-attribute-quoted": ('<p onclick="x()">', "H10"),
    "event-attribute-unquoted": ("<img src=x onerror=x()>", "H10"),
    "event-attribute-after-a-slash": ("<img/onerror=x()>", "H10"),
    "event-attribute-in-capitals": ("<p ONCLICK=x()>", "H10"),
    "event-attribute-after-a-line-break": ("<p\nonclick\n=\nx()>", "H10"),
    "event-attribute-of-a-drawing-after-a-slash": ("<svg/onload=x()>", "H10"),
    "event-attribute-of-a-drawing": ("<svg><g onload=x()></g></svg>", "H10"),
    "frame": ('<iframe src="x.html"></iframe>', "H12"),
    "frame-with-its-own-page": ('<iframe srcdoc="x"></iframe>', "H10"),
    "object": ('<object data="x"></object>', "H12"),
    "embedded": ('<embed src="x">', "H12"),
    "base": ('<base href="https://evil.example/">', "H12"),
    "picture-of-another-host": ('<img src="https://evil.example/x.png" alt="">', "H11"),
    "picture-set": ('<img srcset="https://evil.example/x.png 2x" alt="">', "H12"),
    "picture-as-data": ('<img src="data:image/svg+xml,x" alt="">', "H11"),
    "style-sheet-of-another-host": ('<link rel="stylesheet" href="https://evil.example/x.css">', "H11"),
    "preconnect": ('<link rel="preconnect" href="https://evil.example/">', "H11"),
    "form-to-another-host": ('<form action="https://evil.example/"></form>', "H11"),
    "button-to-another-host": ('<form><button formaction="https://evil.example/">x</button></form>', "H12"),
    "refresh-to-another-host": ('<meta http-equiv="refresh" content="0;url=https://evil.example/">', "H11"),
    "refresh-in-capitals": ('<META HTTP-EQUIV="REFRESH" CONTENT="0;URL=//evil.example/">', "H11"),
    "refresh-from-the-root": ('<meta http-equiv="refresh" content="0; url=/ru/">', "H11"),
    "refresh-above-and-away": ('<meta http-equiv="refresh" content="0; url=..//evil.example/">', "H11"),
    "refresh-without-a-scheme": ('<meta http-equiv="refresh" content="0; url=//evil.example/">', "H11"),
    "refresh-with-a-backslash": ('<meta http-equiv="refresh" content="0; url=/\\evil.example/">', "H11"),
    "script-link": ('<a href="javascript:x()">x</a>', "H13"),
    "script-link-with-a-tab": ('<a href="java&#9;script:x()">x</a>', "H13"),
    "script-link-after-a-control-character": ('<a href="&#1;JaVaScript:x()">x</a>', "H13"),
    "data-link": ('<a href="data:text/html,x">x</a>', "H13"),
    "link-without-a-scheme": ('<a href="//evil.example/">x</a>', "H13"),
    "link-without-encryption": ('<a href="http://evil.example/">x</a>', "H13"),
    "link-in-a-new-window": ('<a href="/x/" target="_blank">x</a>', "H12"),
    "ping": ('<a href="/x/" ping="https://evil.example/">x</a>', "H12"),
    "drawing-that-loads": ('<svg><image href="https://evil.example/x.png"/></svg>', "H11"),
    "drawing-that-animates-a-link": ('<svg><a><animate attributeName="href" to="javascript:x()"/></a></svg>', "H12"),
    "drawing-with-foreign-content": ("<svg><foreignObject>x</foreignObject></svg>", "H12"),
    "formula": ('<math><mtext href="javascript:x()">x</mtext></math>', "H12"),
    "id-twice": ('<p id="a"></p><p id="a"></p>', "H15"),
    "cookie-header": ('<meta http-equiv="set-cookie" content="a=b">', "H12"),
    "second-policy": (f'<meta http-equiv="content-security-policy" content="{HEADER}">', "H14"),
}


def _found(folder: Path, page: str, name: str = "index.html") -> list[Problem]:
    (folder / name).write_text(page, encoding="utf-8")
    return list(problems(folder, NO_CACHE))


@pytest.mark.parametrize("case", FAULTS)
def test_refused(tmp_path: Path, case: str) -> None:
    body, rule = FAULTS[case]
    page = PAGE.replace(HEAD, body) % "" if case == "second-policy" else PAGE % body
    found = _found(tmp_path, page)
    assert rule in {problem.rule for problem in found}
    assert all("evil" not in str(problem) for problem in found), "the text of a page is not quoted"


@pytest.mark.parametrize(
    "body",
    [
        '<script src="assets/site.js"></script>',
        '<script type="application/ld+json">{}</script>',
        '<a href="../p02/#steps">x</a> <a href="https://example.org/">x</a> <a href="tel:+77172000000">x</a>',
        '<a href="mailto:a@b.example">x</a> <img src="a.png" alt=""> <form action="../search/"><input name="q"></form>',
        '<svg viewBox="0 0 1 1"><path d="M0 0"/><text x="1">x</text></svg>',
        "<!-- a comment --><p hidden>x</p>",
    ],
)
def test_what_our_pages_hold_is_accepted(tmp_path: Path, body: str) -> None:
    assert _found(tmp_path, PAGE % body) == []


@pytest.mark.parametrize(
    "head",
    [
        '<meta charset="utf-8">',
        HEAD.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'"),
        HEAD.replace("<meta http", '<link rel="stylesheet" href="a.css"><meta http'),
        HEAD + HEAD,
    ],
    ids=["none", "another", "too late", "twice"],
)
def test_a_page_carries_the_policy_once_and_first(tmp_path: Path, head: str) -> None:
    assert [problem.rule for problem in _found(tmp_path, PAGE.replace(HEAD, head) % "")] == ["H14"]


def test_a_redirect_to_a_page_of_the_site_is_accepted(tmp_path: Path) -> None:
    refresh = '<meta http-equiv="refresh" content="0; url=../../ru/processes/p01/">'
    assert _found(tmp_path, PAGE.replace(HEAD, HEAD + refresh) % "") == []


def test_an_empty_page_is_refused(tmp_path: Path) -> None:
    assert [problem.rule for problem in _found(tmp_path, "")] == ["H14"]


def test_a_problem_says_where(tmp_path: Path) -> None:
    (found,) = _found(tmp_path, PAGE % "<p>\n<p>\n<p onclick=x>")
    assert (found.file, found.line, found.place) == (f"{tmp_path.name}/index.html", 3, "p[onclick]")


def test_drawings_are_checked_too(tmp_path: Path) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg">%s<path d="M0 0"/></svg>'
    assert _found(tmp_path, drawing % "", "a.svg") == []
    assert [p.rule for p in _found(tmp_path, drawing % "<script>x</script>", "a.svg")] == ["H10"]
    assert [p.rule for p in _found(tmp_path, drawing % '<g onload="x()"/>', "a.svg")] == ["H10"]
    linked = drawing.replace("<svg", '<svg xmlns:l="http://www.w3.org/1999/xlink"') % '<a l:href="javascript:x()"/>'
    assert [p.rule for p in _found(tmp_path, linked, "a.svg")] == ["H12"]
    assert [p.rule for p in _found(tmp_path, '<!DOCTYPE svg [<!ENTITY a "b">]>' + drawing % "", "a.svg")] == ["H12"]
    assert _found(tmp_path, drawing % "<style>path{fill:red}</style>", "a.svg") == []
    assert [p.rule for p in _found(tmp_path, drawing % "<style>@import 'x'</style>", "a.svg")] == ["H10"]
    assert [p.rule for p in _found(tmp_path, "<svg", "a.svg")] == ["H12"]


def test_the_policy_allows_nothing_but_the_own_host() -> None:
    rules = dict(rule.split(" ", 1) for rule in HEADER.split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["frame-ancestors"] == "'none'"
    assert rules["script-src"] == rules["style-src"] == "'self'"
    assert "http" not in HEADER
    assert "frame-ancestors" not in IN_PAGE, "a browser ignores it in a page and complains"
