"""The open data of the real project, written once for each process that tests them."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import DATE, ROOT
from transparency.opendata import OpenData, open_data
from transparency.registry.check import CheckedRegistry, check
from transparency.registry.load import load
from transparency.site.build.files import write


def registry_of(root: Path, *, demo: bool = False) -> CheckedRegistry:
    draft, problems = load(root, demo=demo)
    assert draft is not None, problems
    registry, found = check(draft, DATE)
    assert registry is not None, found
    return registry


@pytest.fixture(scope="session")
def registry() -> CheckedRegistry:
    return registry_of(ROOT, demo=True)


@pytest.fixture(scope="session")
def data(registry: CheckedRegistry) -> OpenData:
    found, problems = open_data(registry)
    assert problems == ()
    assert found is not None
    return found


@pytest.fixture(scope="session")
def folder(data: OpenData, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files as they lie on the server; nobody writes into it."""
    target = tmp_path_factory.mktemp("open-data-site")
    write(data.files, target)
    return target / "open-data"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """The server of a test says nothing."""


@pytest.fixture(scope="session")
def served(folder: Path) -> Iterator[str]:
    """Address under which the files are served, on this machine only."""
    handler = functools.partial(_Quiet, directory=str(folder.parent))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
