"""Survey pages in a real browser: without scripts, with «Compare» under a strict policy, and through axe-core."""

from __future__ import annotations

import functools
import http.server
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from xml.etree import ElementTree

import pytest

from tests.browser import axe
from tests.results.test_geometry import FAULTS
from transparency.model.text import LANGUAGES, Lang

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

RUN = """async () => (await axe.run(document, {resultTypes: ["violations"]})).violations
    .flatMap(rule => rule.nodes.map(node => rule.id + " " + node.target.join(" ")))"""
PAGES = (
    "surveys/",
    "surveys/s1/",
    "surveys/s1/q5/",
    "surveys/warnings/",
    "reports/",
    "reports/2025/",
    "surveys/method/",
)
POLICY = "default-src 'self'; style-src 'self'; script-src 'self'; img-src 'self' data:"


class _Strict(http.server.SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """The server of a test says nothing."""


@pytest.fixture(scope="module")
def strict(site: Path) -> Iterator[str]:
    """The site under a policy without eval and without inline code."""
    handler = functools.partial(_Strict, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def _start(address: str, lang: Lang) -> str:
    return address if lang == "kk" else f"{address}/{lang}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_axe_finds_nothing(browser: Browser, address: str, lang: Lang, scheme: Literal["light", "dark"]) -> None:
    size = 360 if scheme == "light" else 1280
    page = browser.new_page(viewport={"width": size, "height": 900}, color_scheme=scheme)
    faults = []
    for path in PAGES:
        page.goto(f"{_start(address, lang)}/{path}")
        page.evaluate(axe())
        faults += [f"{path} {fault}" for fault in page.evaluate(RUN)]
    page.close()
    assert not faults


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_scripts_everything_is_there(browser: Browser, address: str, lang: Lang) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{_start(address, lang)}/surveys/s1/")
    figures = page.locator("figure.chart")
    assert figures.count() == 8
    for folded in page.locator("details.folded > summary").all():
        folded.click()
    for figure in figures.all():
        assert figure.locator("svg.drawing:visible").count() == 1
        figure.locator("details:not(.fold) > summary").click()
        assert figure.locator("table").is_visible()
        assert figure.locator("a[download]:visible").count() == 2
    assert page.locator("button[data-view]:visible").count() == 0
    context.close()


ROWS = """(rows) => rows.map(row => [...row.querySelectorAll("th, td")]
    .map(cell => cell.querySelector("data")?.value ?? cell.innerText.trim().replaceAll("\\u00a0", " ")))"""


def _compare(page: Page) -> Locator:
    view = page.locator("#view-trend")
    view.locator("svg.marks").wait_for()
    return view


@pytest.mark.parametrize("lang", LANGUAGES)
def test_compare_adds_and_replaces_nothing(browser: Browser, strict: str, lang: Lang) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    asked: list[str] = []
    troubles: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.goto(f"{_start(strict, lang)}/surveys/s1/")
    assert not [url for url in asked if "/vega" in url or "compare" in url], "the library is loaded only on demand"
    drawings = page.locator("svg.drawing:visible").count()
    page.locator("button[data-view]").click()
    view = _compare(page)
    assert page.locator("svg.drawing:visible").count() == drawings
    assert view.locator("[name=question] option").count() == 13
    page.locator("#chart-trend details:not(.fold)").evaluate("one => { one.open = true; }")
    still = page.locator("#chart-trend table[data-chart] tbody tr").evaluate_all(ROWS)
    compared = view.locator("tbody tr").evaluate_all(ROWS)
    assert len(compared) == 6
    values = [row[1:4] for row in still if len(row) > 3 and row[1].startswith("0.")]
    assert [row[1:4] for row in compared if row[1].startswith("0.")] == values[:5], "as the table of the still chart"
    remarks = ["".join(row[4:]) for row in still if len(row) > 3 and row[1].startswith("0.")][:5]
    assert [row[4] for row in compared if row[1].startswith("0.")] == remarks, "breaks are those of the still chart"
    assert all(url.startswith(strict) for url in asked)
    assert not troubles
    page.close()


def test_compare_keeps_its_state_in_the_address_and_works_by_keyboard(browser: Browser, strict: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{strict}/surveys/s1/?compare=ALL&by=unit&of=DEMO_B,DEMO_A")
    view = _compare(page)
    assert view.locator("[name=of]:checked").evaluate_all("all => all.map(one => one.value)") == ["DEMO_A", "DEMO_B"]
    assert view.locator("tbody tr").count() == 12
    plot, said = view.locator("[role=slider]"), view.locator(".compare-values")
    plot.focus()
    last = said.inner_text()
    page.keyboard.press("Home")
    assert said.inner_text() != last
    assert plot.get_attribute("aria-valuetext") == said.inner_text()
    for unit in ("DEMO_C", "DEMO_D"):
        view.locator(f"[name=of][value={unit}]").focus()
        page.keyboard.press("Space")
    assert view.locator("[name=of]:disabled").count() == 2, "no more than four"
    assert "of=DEMO_A%2CDEMO_B%2CDEMO_C%2CDEMO_D" in page.url
    page.reload()
    assert _compare(page).locator("[name=of]:checked").count() == 4
    page.goto(f"{strict}/surveys/s1/?compare=%3Cb%3E&by=x&of=y")
    assert _compare(page).locator("[name=question]").input_value() == "ALL", "an unknown choice is the first one"
    page.close()


@pytest.mark.parametrize("width", [320, 360, 768, 1024, 1280])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_labels_of_compare_touch_nothing(browser: Browser, strict: str, lang: Lang, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    for choice in ("compare=ALL&by=unit", "compare=B1&by=period", "compare=ALL&by=LEVEL"):
        page.goto(f"{_start(strict, lang)}/surveys/s1/?{choice}")
        _compare(page)
        page.evaluate("document.fonts.ready")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(FAULTS, "svg.marks") == []
    page.close()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_chart_is_saved_as_a_picture_and_copied(browser: Browser, strict: str, tmp_path: Path, lang: Lang) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme="dark")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{_start(strict, lang)}/surveys/s1/")
    figure = page.locator("#chart-trend")
    finding, address = figure.locator("figcaption strong").inner_text(), f"{page.url}#chart-trend"
    saved = {}
    for form in ("SVG", "PNG"):
        with page.expect_download() as told:
            figure.locator("button", has_text=form).click()
        saved[form] = tmp_path / told.value.suggested_filename
        told.value.save_as(saved[form])
    assert [path.name for path in saved.values()] == ["surveys-s1-trend.svg", "surveys-s1-trend.png"]
    drawing = ElementTree.parse(saved["SVG"]).getroot()  # noqa: S314  (made by this site)
    words = " ".join("".join(one.itertext()) for one in drawing.iterfind(".//{*}text"))
    assert finding.split()[-1] in words
    assert address in words
    assert figure.locator("text.chart-strip").first.text_content() in words, (
        "invented figures say so in the picture too"
    )
    head = saved["PNG"].read_bytes()[:24]
    assert head.startswith(b"\x89PNG")
    assert int.from_bytes(head[16:20]) == 2 * int(drawing.attrib["width"])
    copied = "navigator.clipboard.readText()"
    for button, expected in (
        (figure.locator("a[href='#chart-trend']"), address),
        (figure.locator("button").nth(2), "<figure><svg"),
    ):
        figure.locator("output").evaluate("one => { one.value = ''; }")
        button.click()
        figure.locator("output", has_text=re.compile(r"\S")).wait_for()
        assert str(page.evaluate(copied)).startswith(expected)
    assert address in str(page.evaluate(copied)), "what is embedded names its page"
    context.close()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_phone_shows_the_first_number_of_a_survey_at_once(browser: Browser, address: str, lang: Lang) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(f"{_start(address, lang)}/surveys/s1/")
    first = page.locator(".points li").first
    assert re.search(r"\d", first.inner_text())
    assert first.bounding_box()["y"] + 30 < 500  # type: ignore[index]
    page.close()
