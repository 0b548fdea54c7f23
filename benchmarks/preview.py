"""Measures ``mkdocs serve`` on the real site: time from an edit to the browser, and memory over many rebuilds.

    python -m benchmarks.preview [--edits 20] [--rebuilds 200]

Edits a process card, a page of prose, a disclosure and the name of the portal in turn, and waits until the open page
shows the edit. Then rebuilds without a browser and prints the memory of the server at the start and at the end.
"""

from __future__ import annotations

import argparse
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.university import DAY, ROOT, copy_of_real

SECONDS = 60


@dataclass(frozen=True, slots=True)
class Edit:
    """A line of a file, and the page that shows it."""

    file: str
    line: re.Pattern[str]
    """The text to be changed is its group."""
    page: str


_TITLE = re.compile(r"^title:\n  kk: (.*)$", re.MULTILINE)
EDITS = (
    Edit("data/processes/p01.yml", re.compile(r"^purpose:\n  kk: (.*)$", re.MULTILINE), "processes/p01/"),
    Edit("docs/kk/about/index.md", re.compile(r"^([А-ЯӘ].*\w)\.$", re.MULTILINE), "about/"),
    Edit(
        "data/disclosures/licence.yml", re.compile(r"^ground:\n  kk: (.*\w)\.$", re.MULTILINE), "disclosures/licence/"
    ),
    Edit("data/processes/p02.yml", _TITLE, "processes/p02/"),
    Edit("data/site.yml", re.compile(r"^portal:\n  kk: (.*)$", re.MULTILINE), ""),
)
"""What editors do all day: a card, a text, a disclosure; a title, which stands on many pages; a name on every page."""


def main() -> int:
    """Prints both figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edits", type=int, default=20)
    parser.add_argument("--rebuilds", type=int, default=200)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "site")
        copy_of_real(root)
        with _server(root) as (address, process):
            waits = list(_waits(root, address, options.edits))
            print(
                f"edit to browser: median {statistics.median(waits):.2f} s, "
                f"least {min(waits):.2f}, most {max(waits):.2f}, {len(waits)} edits"
            )
            print(_memory(root, address, process.pid, options.rebuilds))
    return 0


@contextmanager
def _server(root: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "mkdocs", "serve", "--dirty", "--no-strict", "--quiet", "--dev-addr", place]
    settings = {"SITE_DATE": DAY.isoformat(), "SITE_URL": f"http://{place}/", "NO_MKDOCS_2_WARNING": "1"}
    environ = os.environ | settings | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, cwd=root, env=environ) as process:
        try:
            _until(lambda: bool(_text(f"http://{place}/")), "the server answers")
            yield f"http://{place}/", process
        finally:
            process.terminate()


def _waits(root: Path, address: str, edits: int) -> Iterator[float]:
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page()
        for number in range(edits):
            took = _wait(page, root, address, EDITS[number % len(EDITS)], f"Q{number}X")
            print(f"{took:6.2f} s  {EDITS[number % len(EDITS)].file}", flush=True)
            yield took
        browser.close()


def _wait(page: Page, root: Path, address: str, edit: Edit, mark: str) -> float:
    page.goto(f"{address}{edit.page}")
    page.wait_for_timeout(1500)
    _change(root / edit.file, edit, mark)
    start = time.monotonic()
    page.wait_for_function(
        "mark => document.body && document.documentElement.textContent.includes(mark)", arg=mark, timeout=SECONDS * 1000
    )
    return time.monotonic() - start


def _change(file: Path, edit: Edit, mark: str) -> None:
    text = file.read_text(encoding="utf-8")
    found = edit.line.search(text)
    assert found is not None, f"{file} has no line like {edit.line.pattern}"
    end = found.end(found.lastindex or 0)
    fresh = re.sub(r" Q\d+X", "", text[:end]) + f" {mark}" + text[end:]
    partial = file.with_suffix(".partial")
    partial.write_text(fresh, encoding="utf-8")
    partial.replace(file)


def _memory(root: Path, address: str, pid: int, rebuilds: int) -> str:
    figures = []
    for number in range(rebuilds):
        edit, mark = EDITS[number % len(EDITS)], f"Q{1000 + number}X"
        _change(root / edit.file, edit, mark)
        _until(lambda: mark in _text(address + edit.page), f"rebuild {number}")  # noqa: B023  (waited for at once)
        figures.append(_resident(pid))
    tenth = max(1, rebuilds // 10)
    early, late = statistics.median(figures[tenth : 2 * tenth + 1]), statistics.median(figures[-tenth:])
    return f"memory over {rebuilds} rebuilds: {early:.0f} MiB early, {late:.0f} MiB late, ratio {late / early:.2f}"


def _resident(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text("ascii")
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024  # type: ignore[index]


def _text(url: str) -> str:
    try:
        with urllib.request.urlopen(url, timeout=SECONDS) as answer:  # noqa: S310  (this machine)
            return str(answer.read().decode())
    except (urllib.error.URLError, ConnectionError):
        return ""


def _until(true: object, what: str) -> None:
    start = time.monotonic()
    while not true():  # type: ignore[operator]
        if time.monotonic() - start > SECONDS:
            raise SystemExit(f"waited {SECONDS} seconds in vain: {what}")
        time.sleep(0.05)


if __name__ == "__main__":
    sys.exit(main())
