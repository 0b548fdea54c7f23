"""What tests import of the browser library: nothing before it is used, so that unit tests are collected without it."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


def expect(place: Locator | Page) -> Any:
    """Playwright's assertions, which wait for what they assert."""
    from playwright.sync_api import expect as waiting  # noqa: PLC0415  (see the module)

    waiting.set_options(timeout=60_000)  # a shared machine is slow; what is awaited comes or does not
    return waiting(place)


def axe() -> str:
    """The program that finds barriers in a page."""
    return resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
