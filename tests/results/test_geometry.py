"""A person must be able to read every label: nothing cut, nothing over something else, nothing too small on a phone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from transparency.model.product_files import LAYOUT
from transparency.model.text import LANGUAGES, Lang
from transparency.site.charts.lettering import SLACK, width

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

GOLDEN = Path(__file__).parent / "golden"
SMALLEST = 13.9
"""Pixels on the screen, at a width of 360."""

FAULTS = """
(selector) => [...document.querySelectorAll(selector)].filter(svg => svg.getClientRects().length).flatMap(svg => {
  const frame = svg.getBoundingClientRect(), name = svg.getAttribute('aria-labelledby');
  const texts = [...svg.querySelectorAll('text')].filter(t => t.textContent.trim());
  const boxes = texts.map(t => [t.textContent, t.getBoundingClientRect()]);
  const faults = [];
  const scale = svg.getScreenCTM().a;
  boxes.forEach(([a, p], i) => {
    if (p.left < frame.left - 1 || p.right > frame.right + 1 || p.top < frame.top - 1 || p.bottom > frame.bottom + 1)
      faults.push(`${name}: cut: ${a}`);
    const size = parseFloat(getComputedStyle(texts[i]).fontSize) * scale;
    if (innerWidth <= 400 && size < SMALLEST) faults.push(`${name}: ${size.toFixed(1)} px: ${a}`);
    boxes.slice(i + 1).forEach(([b, q]) => {
      const wide = Math.min(p.right, q.right) - Math.max(p.left, q.left);
      const high = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);
      if (wide > 1 && high > 4) faults.push(`${name}: "${a}" over "${b}"`);
    });
  });
  return faults;
})
""".replace("SMALLEST", str(SMALLEST))
"""Text boxes include leading, so that lines of one text may touch by a few pixels."""

PAGES = ("surveys/", "surveys/s1/", "surveys/s3/", "surveys/s4/", "surveys/s5/b2/", "surveys/s7/", "surveys/s1/q5/")
MORE = ("surveys/s2/", "surveys/s6/", "surveys/s1/b2/", "surveys/warnings/", "reports/2025/")


def _open(browser: Browser, address: str, size: int) -> Page:
    page = browser.new_page(viewport={"width": size, "height": 900}, reduced_motion="reduce")
    page.goto(address)
    page.evaluate("document.fonts.ready")
    return page


@pytest.mark.slow
@pytest.mark.parametrize("size", [360, 1280])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_charts_of_pages(browser: Browser, address: str, lang: Lang, size: int) -> None:
    start = address + ("" if lang == "kk" else f"/{lang}")
    page = _open(browser, f"{start}/{PAGES[0]}", size)
    faults, seen = [], 0
    for path in PAGES + MORE:
        page.goto(f"{start}/{path}")
        page.evaluate("document.querySelectorAll('details.folded').forEach((one) => { one.open = true; })")
        page.evaluate("document.fonts.ready")
        seen += page.locator("svg.drawing:visible").count()
        faults += [f"{path} {fault}" for fault in page.evaluate(FAULTS, "svg.drawing")]
        assert page.evaluate("document.documentElement.scrollWidth") <= size
    page.close()
    assert seen >= 25
    assert not faults


@pytest.mark.parametrize("lang", LANGUAGES)
def test_examples(browser: Browser, root: Path, lang: Lang) -> None:
    """The golden drawings hold the extremes: long labels, 0 and 100 %, every state."""
    for size, sheet in ((360, "narrow"), (1280, "wide")):
        page = browser.new_page(viewport={"width": size, "height": 900})
        drawings = [file.read_text("utf-8") for file in sorted(GOLDEN.glob(f"*-{lang}-{sheet}.svg"))]
        assert len(drawings) == 8
        _with_font(page, root, "".join(f"<div>{drawing}</div>" for drawing in drawings))
        assert page.evaluate(FAULTS, "svg.drawing") == []
        page.close()


def test_a_label_over_another_is_found(browser: Browser, root: Path) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 900})
    body = '<svg class="drawing" width="90" height="40"><text x="0" y="20">abcdef</text>'
    _with_font(page, root, body + '<text x="10" y="22">ghijkl</text><text x="80" y="20" font-size="9">cut</text></svg>')
    found = page.evaluate(FAULTS, "svg.drawing")
    assert [kind for kind in ("over", "cut:", "9.0 px") if any(kind in fault for fault in found)] == [
        "over",
        "cut:",
        "9.0 px",
    ]
    page.close()


def _with_font(page: Page, root: Path, body: str) -> None:
    page.route("**/chart.woff2", lambda route: route.fulfill(path=LAYOUT / "assets/chart.woff2"))
    page.route("http://chart.test/", lambda route: route.fulfill(body="<!doctype html>", content_type="text/html"))
    page.goto("http://chart.test/")
    style = "@font-face{font-family:Chart;src:url(/chart.woff2)}body{margin:16px}svg{display:block}"
    page.set_content(f"<style>{style}</style>{body}")
    page.evaluate("document.fonts.load('13px Chart', 'ә')")
    page.evaluate("document.fonts.ready")


def test_widths_are_those_of_the_font(browser: Browser, root: Path) -> None:
    """``advances.json`` and the font that readers get say the same, for each letter of Kazakh too."""
    page = browser.new_page()
    texts = ("Әә Ғғ Ққ Ңң Өө Ұұ Үү Һһ Іі", "Доля ответивших 41,7–47,8 %", "Response rate, n = 1 322 «a» №")
    spans = "".join(f'<span style="font:100px Chart;white-space:pre">{text}</span><br>' for text in texts)
    _with_font(page, root, spans)
    widths = page.eval_on_selector_all("span", "all => all.map(one => one.getBoundingClientRect().width)")
    for text, measured in zip(texts, widths, strict=True):
        assert measured == pytest.approx(width(text, 100) / SLACK, rel=0.005)
    page.close()
