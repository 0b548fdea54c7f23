"""Runs Lighthouse on one page of each kind in three languages, and vnu on every page; fails below the budgets.

    scripts/audit.py SITE TOOLS

TOOLS is a folder with node_modules of lighthouse and vnu-jar (``make audit`` installs them). Exit code 1: a budget is exceeded.
"""

from __future__ import annotations

from transparency.model.unexpected_error import DEBUG_HELP, run_command

import argparse
import json
import os
import re
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median

import brotli

RUNS, PERFORMANCE, LCP = 3, 98, 1500
EXACT = ("accessibility", "best-practices", "seo")
_BODY = re.compile(r'<body data-kind="([^"]*)"')
_UNLISTED = '<meta name="robots" content="noindex">'


class Compressed(SimpleHTTPRequestHandler):
    """Serves text as the release does: brotli, cached."""

    def do_GET(self) -> None:
        """One file."""
        path = Path(self.translate_path(self.path))
        file = path / "index.html" if path.is_dir() else path
        if not file.is_file():
            self.send_error(404)
            return
        body, text = file.read_bytes(), file.suffix in {".html", ".css", ".js", ".svg", ".json"}
        body = brotli.compress(body, quality=9) if text else body
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)) + ("; charset=utf-8" if text else ""))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=31536000")
        if text:
            self.send_header("Content-Encoding", "br")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


def paths(site: Path) -> Iterator[str]:
    """The largest page of each kind, in each language; the 404 page is no page of its own."""
    largest: dict[str, Path] = {}
    for file in sorted(site.rglob("index.html")):
        match = _BODY.search(file.read_text(encoding="utf-8"))
        kind = match[1] if match else ""
        if file.relative_to(site).parts[0] not in {"ru", "en"} and kind:
            largest[kind] = max(largest.get(kind, file), file, key=lambda one: one.stat().st_size)
    for file in largest.values():
        folder = file.parent.relative_to(site).as_posix().removeprefix(".")
        yield from (f"{prefix}{folder}/".replace("//", "/") for prefix in ("/", "/ru/", "/en/"))


def lighthouse(tools: Path, url: str) -> dict[str, float]:
    """Scores of one page: performance as the median of three runs."""
    found = [_run(tools, url)]
    if found[0]["performance"] < PERFORMANCE or found[0]["lcp"] > LCP:
        found += [_run(tools, url) for _ in range(RUNS - 1)]
    return {name: median(one[name] for one in found) for name in found[0]}


def _run(tools: Path, url: str) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        flags = "--chrome-flags=--headless --no-sandbox --disable-gpu --disable-quic --disable-background-networking"
        command = [
            str(tools / "node_modules/.bin/lighthouse"),
            url,
            "--quiet",
            "--output=json",
            f"--output-path={report}",
            flags,
        ]
        environ = os.environ | {"CHROME_PATH": "/usr/bin/chromium"}
        subprocess.run(command, check=True, capture_output=True, env=environ)  # noqa: S603
        told = json.loads(report.read_text(encoding="utf-8"))
    scores = {name: round(100 * (one["score"] or 0)) for name, one in told["categories"].items()}
    return scores | {"lcp": round(told["audits"]["largest-contentful-paint"]["numericValue"])}


def html_errors(tools: Path, site: Path) -> list[str]:
    """What vnu says about the HTML of every page."""
    jar = tools / "node_modules/vnu-jar/build/dist/vnu.jar"
    command = ["java", "-jar", str(jar), "--errors-only", "--skip-non-html", "--format", "gnu", str(site)]
    told = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    return [line for line in told.stderr.splitlines() if "error:" in line]


def kept(site: Path, path: str, found: dict[str, float]) -> bool:
    """Whether a page keeps its budgets; one that search engines are asked to leave out cannot score for them."""
    unlisted = _UNLISTED in (site / path.lstrip("/") / "index.html").read_text(encoding="utf-8")
    exact = (name for name in EXACT if not (unlisted and name == "seo"))
    return all(found[name] == 100 for name in exact) and found["performance"] >= PERFORMANCE and found["lcp"] <= LCP


def main() -> int:
    """Prints a line for each page and the errors; 1 where a budget is broken."""
    parser = argparse.ArgumentParser(
        description=__doc__, epilog=DEBUG_HELP, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("site", type=Path)
    parser.add_argument("tools", type=Path)
    options = parser.parse_args()
    return audited(options.site, options.tools)


def audited(site: Path, tools: Path) -> int:
    """Audits every page of the site."""
    broken = html_errors(tools, site)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Compressed, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        for path in paths(site):
            found = lighthouse(tools, f"http://127.0.0.1:{server.server_address[1]}{path}")
            print(path, " ".join(f"{name} {value:g}" for name, value in found.items()), flush=True)
            if not kept(site, path, found):
                broken.append(path)
        server.shutdown()
    print("\n".join(broken) or "Every budget is kept.")
    return 1 if broken else 0


if __name__ == "__main__":
    run_command(main)
