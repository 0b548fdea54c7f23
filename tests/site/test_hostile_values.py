"""Every text of records, settings, prose heads and interface is an attack; the built site shows all of them as text.

One build of the small institution holds 2,700 attacks, each with a number of its own (`tests.site.hostile`).
"""

from __future__ import annotations

import csv
import functools
import http.server
import io
import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

import html5lib
import openpyxl
import pikepdf
import pytest

from tests.conftest import DATE, warmed
from tests.site import hostile
from tests.site.equality import small_university
from transparency.model.problem import as_text
from transparency.release import report
from transparency.site.build.build import build
from transparency.site.build.content_security_policy import HEADER

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow

_KIND = re.compile(r'<body data-kind="([^"]*)"')
_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')
_NUMBER = re.compile(r"\bt(\d{4,5})q\b")

_SVG = "{http://www.w3.org/2000/svg}"
_NO_DRAWING = {_SVG + name for name in ("script", "image", "foreignObject", "iframe", "style", "set", "animate")}


class Hostile:
    """The built site and what was planted."""

    def __init__(self, site: Path, places: dict[int, str]) -> None:
        self.site, self.places = site, places
        self.html = {file: file.read_text(encoding="utf-8") for file in sorted(site.rglob("*.html"))}
        self.errors: list[str] = []
        self.trees = {file: self._tree(file, html) for file, html in self.html.items()}

    def _tree(self, file: Path, html: str) -> Element:
        """html5lib parses as browsers do and reports every error that the HTML standard knows."""
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        tree: Element = parser.parse(html)
        self.errors += [f"{file}: {kind}" for _, kind, _ in parser.errors]
        return tree


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Hostile:
    folder = tmp_path_factory.mktemp("hostile")
    root = warmed(small_university(folder / "small", 1).root)
    places = hostile.plant(root)
    hostile.plant_in_words(root)
    built, problems = build(root, folder / "site", {"SITE_DATE": DATE.isoformat()}, demo=True)
    assert built is not None, as_text(problems)
    return Hostile(folder / "site", places)


def test_every_page_is_valid_and_holds_no_planted_element(planted: Hostile) -> None:
    assert planted.errors == []
    for file, tree in planted.trees.items():
        for element in tree.iter():
            attributes = {name if isinstance(name, str) else name[-1] for name in element.attrib}
            assert not [name for name in attributes if str(name).startswith("on")], (file, element.tag)
            assert element.get("class") != "planted", file
            assert element.tag not in {"iframe", "base", "textarea"}, file


def test_every_text_comes_out_as_text(planted: Hostile) -> None:
    """Each text that stands on a page stands there letter by letter; most texts do."""
    shown: set[int] = set()
    for file, tree in planted.trees.items():
        text = " ".join(" ".join(tree.itertext()).split())
        numbers = {int(number) for number in _NUMBER.findall(text)}
        assert numbers <= planted.places.keys(), file
        shown |= {number for number in numbers if " ".join(hostile.payload(number).split()) in text}
    unseen = [place for number, place in planted.places.items() if number not in shown]
    assert len(shown) > 350, unseen[:20]
    titles = [n for n, place in planted.places.items() if re.search(r"(processes|disclosures)/\S+\.title\.", place)]
    plain = [n for n in titles if not hostile.payload(n).startswith("=")]
    assert plain
    assert set(plain) <= shown, "titles of records"


def test_charts_show_labels_of_surveys_as_text(planted: Hostile) -> None:
    """Titles of surveys, blocks, questions and themes stand in the drawings, and a drawing holds nothing but drawing."""
    drawn: set[int] = set()
    for file, tree in planted.trees.items():
        for chart in tree.iter(_SVG + "svg"):
            assert not {element.tag for element in chart.iter() if element.tag in _NO_DRAWING}, file
            drawn |= {int(number) for number in _NUMBER.findall(" ".join(chart.itertext()))}
    for field in ("calendar.yml", "blocks", "items", "themes.csv"):
        assert [n for n in drawn if re.search(rf"demo/surveys/\S*{field}", planted.places[n])], field


def test_tables_of_surveys_hold_every_text(planted: Hostile) -> None:
    tables = [file.read_text(encoding="utf-8") for file in planted.site.glob("open-data/files/surveys/*.csv")]
    named = [n for n, place in planted.places.items() if re.match(r"demo/surveys/\w+\.csv", place)]
    numbers = set(re.findall(r"\bt(\d{4})q|!A(\d{4})", "".join(tables)))
    assert {str(n) for n in named} == {"".join(number) for number in numbers}


def test_structured_data_are_whole(planted: Hostile) -> None:
    for file, html in planted.html.items():
        for block in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL):
            assert json.loads(block)["@context"] == "https://schema.org", file


def test_feeds_maps_and_indexes_can_be_read(planted: Hostile) -> None:
    for file in (*planted.site.rglob("*.xml"), *planted.site.rglob("*.svg")):
        ET.parse(file)  # noqa: S314  (our own file)
    for pattern in ("*.json", "*.jsonld", "*.geojson"):
        for file in planted.site.rglob(pattern):
            json.loads(file.read_text(encoding="utf-8"))


def test_no_cell_of_a_table_is_a_formula(planted: Hostile) -> None:
    guarded = 0
    for file in planted.site.rglob("*.csv"):
        for row in csv.reader(io.StringIO(file.read_text(encoding="utf-8"), newline="")):
            assert not [cell for cell in row if re.match(r"[=+@＝＋－＠]|-(?!\d)", cell)], file
            guarded += sum(cell.startswith("'=cmd") for cell in row)
    assert guarded > 20
    for file in planted.site.rglob("*.xlsx"):
        for sheet in openpyxl.load_workbook(file):
            kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
            assert kinds <= {"s", "n", "d", "b"}, (file, sheet.title)
            assert not sheet._hyperlinks, (file, sheet.title)


@contextmanager
def _served(site: Path, *, header: bool) -> Iterator[str]:
    """The site with the policy as a header and in its pages, or without any policy at all."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        def end_headers(self) -> None:
            if header:
                self.send_header("Content-Security-Policy", HEADER)
            super().end_headers()

        def do_GET(self) -> None:
            path = Path(self.translate_path(self.path))
            file = path / "index.html" if path.is_dir() else path
            if header or file.suffix != ".html" or not file.is_file():
                super().do_GET()
                return
            body = _POLICY.sub(b"", file.read_bytes())
            assert b"Content-Security-Policy" not in body
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


class Watched:
    """A browser page that remembers what it should never do."""

    def __init__(self, page: Page, base: str) -> None:
        self.page, self.base, self.harm = page, base, list[str]()
        page.on("dialog", lambda dialog: (self.harm.append(f"{page.url}: {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda request: self._asked(request.url))
        page.on("popup", lambda popup: self.harm.append(f"{page.url} opened {popup.url}"))

    def _asked(self, url: str) -> None:
        if not url.startswith((self.base, "data:image/")):
            self.harm.append(f"{self.page.url} asked {url}")

    def open(self, path: str) -> None:
        """Opens a page, opens and touches what can be opened on it, and stays there."""
        self.page.goto(f"{self.base}/{path}")
        self.page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        self.page.keyboard.press("Tab")
        if (
            self.page.url.partition("?")[0] != f"{self.base}/{path}"
        ):  # a page may keep the choices of its reader in its query
            self.harm.append(f"{path} led to {self.page.url}")


def _one_of_each_kind(planted: Hostile) -> list[str]:
    """The longest page of each kind, languages taking turns."""
    pages: dict[tuple[str, int], tuple[int, str]] = {}
    for file, html in planted.html.items():
        path = file.relative_to(planted.site).as_posix().removesuffix("index.html")
        language = path[:2] if path[:3] in ("ru/", "en/") else "kk"
        kind = _KIND.search(html)
        if kind and path.endswith("/"):
            key = (kind[1], ("kk", "ru", "en").index(language))
            pages[key] = max(pages.get(key, (0, "")), (len(html), path))
    kinds = sorted({kind for kind, _ in pages})
    assert len(kinds) > 20
    return [pages[kind, turn % 3][1] for turn, kind in enumerate(kinds) if (kind, turn % 3) in pages]


@pytest.mark.browser
@pytest.mark.parametrize("header", [True, False], ids=["with the policy", "without any policy"])
def test_nothing_runs_and_nothing_navigates(planted: Hostile, browser: Browser, header: bool) -> None:
    with _served(planted.site, header=header) as base:
        watched = Watched(browser.new_page(), base)
        for path in _one_of_each_kind(planted):
            watched.open(path)
        watched.page.goto(f"{base}/en/search/")
        watched.page.fill("main input[name=q]", "script alert")
        watched.page.keyboard.press("Enter")
        watched.page.wait_for_selector("#results li a")
        assert watched.page.locator("#results script, #results img, #results svg").count() == 0
        watched.page.close()
    assert watched.harm == []


@pytest.mark.browser
def test_the_watch_sees_harm(tmp_path: Path, browser: Browser) -> None:
    """The same page without escaping does run and does navigate, so that the test above can fail."""
    (tmp_path / "a").mkdir()
    attack = "".join(payload.format(n=1) for payload in hostile.PAYLOADS[:3])
    (tmp_path / "a/index.html").write_text(f"<!doctype html><title>a</title>{attack}", encoding="utf-8")
    with _served(tmp_path, header=False) as base:
        watched = Watched(browser.new_page(), base)
        watched.open("a/")
        watched.page.close()
    assert any(harm.endswith(": 1") for harm in watched.harm)


@pytest.mark.browser
def test_the_printed_report_holds_no_code(planted: Hostile, tmp_path: Path, browser: Browser) -> None:
    file = tmp_path / "report.pdf"
    framework = next(path for path in planted.html if path.parent.parent == planted.site / "compliance")
    report.print_page(framework, file, hostile.payload(1001), "kk", DATE)
    with pikepdf.open(file) as pdf:
        assert pdf.docinfo["/Title"] == hostile.payload(1001)
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary):
                assert not {"/JS", "/AA", "/OpenAction", "/Launch", "/EmbeddedFile"} & set(thing.keys())
                assert thing.get("/S") not in {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData"}
