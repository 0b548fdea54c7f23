"""Shared by all tests: a small invented institution, its built site, and the project itself."""

from __future__ import annotations

import datetime as dt
import fcntl
import functools
import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import chdir, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import transparency.audit.disclosure  # noqa: F401  (else each process that a build starts would import it anew)
from tests.skipped import pytest_runtest_makereport
from transparency.cache import FOLDER
from transparency.model.problem import as_text
from transparency.site.build.build import build

if TYPE_CHECKING:
    from playwright.sync_api import Browser

os.environ["LC_ALL"] = "C.UTF-8"  # messages are compared in English, whatever the language of the developer is

__all__ = ["pytest_runtest_makereport"]

ROOT = Path(__file__).resolve().parent.parent
FULL = ROOT / "tests/institutions/full"
"""The small institution: Kazakh, Russian and English, with every section."""
DATE = dt.date(2026, 11, 21)


NEEDS = {"browser": "browser", "server": "server", "site": "slow", "real_site": "slow", "small": "integration"}
"""Fixture -> marker of the tests that use it: «make unit» leaves them all out."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks each test by the fixtures that it uses."""
    for item in items:
        for fixture in NEEDS.keys() & set(getattr(item, "fixturenames", ())):
            item.add_marker(NEEDS[fixture])


@pytest.fixture(scope="session")
def root() -> Path:
    """The project itself; tests read it and never write into it."""
    return ROOT


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A copy of the small university."""
    return copy_of_small(tmp_path / "small")


@pytest.fixture
def warm(site: Path, small: Path) -> None:
    """The copy of the small university begins with the cache of its shared site, see `warmed`."""
    warmed(small)


def copy_of_small(copy: Path) -> Path:
    """The small university."""
    shutil.copytree(FULL, copy, ignore=shutil.ignore_patterns("__pycache__", ".cache"))
    return copy


def warmed(root: Path) -> Path:
    """Links the cache of the small university into another institution, whose build then takes a third of the time.

    For tests of something else than caches. What the build adds to the cache stays in the institution's own folder.
    """
    if (FULL / FOLDER).is_dir() and not (root / FOLDER).exists():
        shutil.copytree(FULL / FOLDER, root / FOLDER, copy_function=_linked)
    return root


def _linked(source: str, target: str) -> None:
    with suppress(FileNotFoundError):  # another process may empty a cache that has grown too large
        os.link(source, target)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A preview of the small institution, demonstration included; nobody writes into it."""
    return _built(FULL, "small", tmp_path_factory, worker_id)


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The same of the real institution, for what the small one is too small to show."""
    return _built(ROOT, "real", tmp_path_factory, worker_id)


def _built(institution: Path, name: str, tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Built once however many processes test it."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / name
    folder.mkdir(exist_ok=True)
    site = folder / "site"
    # In that folder the gate calls the files site/…, as in an institution's own, so that the cache serves both
    with (folder / "lock").open("w") as lock, chdir(folder):
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not site.is_dir():
            built, problems = build(institution, site, {"SITE_DATE": DATE.isoformat()}, demo=True)
            assert built is not None, as_text(problems)
    return site


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """The server of a test says nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Where a folder is served, on this machine only."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the built site is served."""
    with served(site) as where:
        yield where


@pytest.fixture(scope="session")
def real_address(real_site: Path) -> Iterator[str]:
    """Where the site of the real institution is served."""
    with served(real_site) as where:
        yield where


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
