"""Survey pages in a real browser: without scripts, with the interactive view under a strict policy, and through axe-core."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from tests.browser import axe
from transparency.model.text import LANGUAGES, Lang

if TYPE_CHECKING:
    from playwright.sync_api import Browser

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
    for figure in figures.all():
        assert figure.locator("svg.drawing:visible").count() == 1
        figure.locator("summary").click()
        assert figure.locator("table").is_visible()
        assert figure.locator("a[download]:visible").count() == 2
    assert page.locator("button[data-view]:visible").count() == 0
    context.close()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_interactive_view_adds_and_replaces_nothing(browser: Browser, strict: str, lang: Lang) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    asked: list[str] = []
    troubles: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.goto(f"{_start(strict, lang)}/surveys/s1/")
    assert not [url for url in asked if "/vega" in url], "the library is loaded only on demand"
    drawings = page.locator("svg.drawing:visible").count()
    page.locator("button[data-view]").click()
    page.locator("#view-trend svg").wait_for()
    assert page.locator("svg.drawing:visible").count() == drawings
    options = page.locator("#view-trend select option")
    assert options.count() == 13
    page.locator("#view-trend select").select_option(index=1)
    assert page.locator("#view-trend path[aria-roledescription='point']").count() == 5
    assert all(url.startswith(strict) for url in asked)
    assert not troubles
    page.close()
