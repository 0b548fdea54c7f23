"""Makes the pictures of the editor's guide: `python -m tests.desk.pictures`."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.conftest import CHROMIUM, DATE, FLAGS, ROOT
from tests.desk.running import RunningDesk, clone, running
from transparency.model.text import LANGUAGES

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def pictures(desk: RunningDesk, browser: Browser, folder: Path) -> list[Path]:
    """The start page, and a form with an error, in each language."""
    page = browser.new_page(viewport={"width": 900, "height": 700}, color_scheme="light")
    page.set_default_timeout(60_000)
    page.goto(f"{desk.address}/?token={desk.access.token}")
    made = []
    for lang in LANGUAGES:
        page.goto(f"{desk.address}/{lang}/")
        page.locator("details").first.evaluate("one => one.open = true")
        made.append(folder / f"start-{lang}.png")
        page.screenshot(path=made[-1])
        page.goto(f"{desk.address}/{lang}/waivers/new")
        page.locator('[name="granted_on"]').fill("31.02.2026")
        page.locator('[data-field="granted_on"] .findings').wait_for()
        page.locator("#change-list").scroll_into_view_if_needed()
        made.append(folder / f"finding-{lang}.png")
        page.screenshot(path=made[-1])
    page.close()
    return made


def main() -> None:
    """Writes them beside the guide."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  (other tests need no browser library)

    os.environ["SITE_DATE"] = DATE.isoformat()
    (ROOT / "handbook/desk").mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        running(clone(Path(folder) / "clone")) as desk,
        sync_playwright() as found,
    ):
        browser = found.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        pictures(desk, browser, ROOT / "handbook/desk")
        browser.close()


if __name__ == "__main__":
    main()
