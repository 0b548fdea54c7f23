"""Shared by all tests: the real project, and a small invented university that tests may change."""

from __future__ import annotations

import datetime as dt
import fcntl
import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.skipped import pytest_runtest_makereport
from transparency.model.problem import as_text
from transparency.site.build.build import build

if TYPE_CHECKING:
    from playwright.sync_api import Browser

__all__ = ["pytest_runtest_makereport"]

ROOT = Path(__file__).resolve().parent.parent
FULL = ROOT / "tests/institutions/full"
"""The small institution: Kazakh, Russian and English, with every section."""
DATE = dt.date(2026, 11, 21)


@pytest.fixture(scope="session")
def root() -> Path:
    """The project itself; tests read it and never write into it."""
    return ROOT


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A copy of the small university."""
    return copy_of_small(tmp_path / "small")


def copy_of_small(copy: Path) -> Path:
    """The small university."""
    shutil.copytree(FULL, copy, ignore=shutil.ignore_patterns("__pycache__"))
    return copy


@pytest.fixture(scope="session")
def shared() -> Path:
    """Reference material beside the project; a test that needs it is skipped where there is none."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the reference material (../shared) is not on this machine")
    return folder


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A preview of the real site, demonstration included, built once however many processes test it; nobody writes into it."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "site"
    with (folder.parent / "site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.is_dir():
            built, problems = build(ROOT, folder, {"SITE_DATE": DATE.isoformat()}, demo=True)
            assert built is not None, as_text(problems)
    return folder


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """The server of a test says nothing."""


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the built site is served, on this machine only."""
    handler = functools.partial(_Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


CHROMIUM = next(
    (path for path in ("/usr/bin/chromium", "/usr/bin/google-chrome") if Path(path).exists()), "/usr/bin/chromium"
)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)
"""A browser that cannot reach anything but the served site."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; without it the browser tests are skipped with the command that installs it."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  (other tests need no browser library)

    if not Path(CHROMIUM).exists():
        pytest.skip("no /usr/bin/chromium: install it with scripts/system-packages.sh as root")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield chromium
        chromium.close()
