"""Measures nginx with the project's configuration: requests per second, p99 and processor time of a page and a CSV file.

    python -m benchmarks.server SITE [--seconds 5] [--connections 64]

SITE is a built site. Debian's nginx runs on a loopback port with the project's configuration, and beside it with nothing but
``root``, serving one plain file of the same size; wrk requests both for the same number of seconds. The ratio is that of the
processor time nginx spends on a request: unlike rates and p99 it is also valid on a busy machine.
"""

from __future__ import annotations

import argparse
import datetime as dt
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.release.web_server import running
from transparency.model.problem import CouldNotRun, ExitCode
from transparency.release import release
from transparency.release.compress import compress
from transparency.release.hashed_names import fingerprint
from transparency.release.manifest import of_folder
from transparency.release.targets.folder import FolderStore

OURS = ("http.conf", "csp.conf", "redirects.conf", "site.conf")
CASES = ("processes/p01/index.html", "open-data/files/processes.csv")
ENCODINGS = {"plain": "identity", "brotli": "br"}

ROUNDS = 3

_UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


@dataclass(frozen=True, slots=True)
class Load:
    """What wrk saw."""

    per_second: float
    p99_ms: float
    failed: int
    work_us: float
    """Processor time of nginx for one request."""


def measure(address: str, nginx: Path, encoding: str, seconds: int, connections: int) -> Load:
    """Asks one address for so many seconds; ``nginx`` is the folder of the server that answers."""
    before = _work(nginx)
    command = [
        "wrk",
        "--latency",
        "-t2",
        f"-c{connections}",
        f"-d{seconds}s",
        "-H",
        f"Accept-Encoding: {encoding}",
        address,
    ]
    try:
        printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    except FileNotFoundError:
        raise CouldNotRun("wrk is not installed. Install the package wrk.") from None
    rate = re.search(r"Requests/sec:\s+([\d.]+)", printed)
    slow = re.search(r"99%\s+([\d.]+)(us|ms|s)", printed)
    wrong = re.search(r"Non-2xx or 3xx responses: (\d+)", printed)
    answered = re.search(r"(\d+) requests in", printed)
    if rate is None or slow is None or answered is None:
        raise CouldNotRun(f"wrk said nothing that can be read:\n{printed}")
    work = (_work(nginx) - before) / int(answered[1])
    return Load(float(rate[1]), float(slow[1]) * _UNITS[slow[2]], int(wrong[1]) if wrong else 0, work)


def _work(nginx: Path) -> float:
    """Microseconds of processor time that the workers of this nginx have used."""
    main = (nginx / "nginx.pid").read_text().strip()
    workers = Path(f"/proc/{main}/task/{main}/children").read_text().split()
    return sum(int(Path(f"/proc/{worker}/schedstat").read_text().split()[0]) for worker in workers) / 1000


def prepared(site: Path, root: Path) -> None:
    """A release of the site, and a plain file beside it for every case and encoding."""
    copy = root / "site"
    shutil.copytree(site, copy)
    fingerprint(copy)
    compress(copy)
    manifest = of_folder(copy, "preview", "https://localhost/", dt.date(2026, 1, 1), "0" * 40, {}, ())
    release.publish(FolderStore(root / "srv"), release.candidate(copy, manifest, {}))
    (root / "plain").mkdir()
    for number, path in enumerate(CASES):
        for name, ending in (("plain", ""), ("brotli", ".br")):
            shutil.copyfile(copy / f"{path}{ending}", root / f"plain/{number}-{name}.bin")


def main() -> int:
    """Measures and prints a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--connections", type=int, default=64)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        prepared(options.site, root)
        print(f"{'file':<32}  {'sent':<6}  bytes   ours/s  plain/s  ours p99  plain p99  ours us  plain us  ratio")
        for number, path in enumerate(CASES):
            for name, encoding in ENCODINGS.items():
                print(_row(root, number, path, name, encoding, options.seconds, options.connections))
    return ExitCode.CLEAN


def _row(root: Path, number: int, path: str, name: str, encoding: str, seconds: int, connections: int) -> str:
    plain_file = root / f"plain/{number}-{name}.bin"
    for folder in ("ours", "bare"):
        (root / folder).mkdir(exist_ok=True)
    with (
        running(root / "ours", root / "srv", *OURS) as server,
        running(root / "bare", root / "plain", "../benchmarks/plain.conf") as bare,
    ):
        both = (
            (f"https://127.0.0.1:{server.port}/{path}", "ours"),
            (f"https://127.0.0.1:{bare.port}/{plain_file.name}", "bare"),
        )
        rounds = [
            [measure(one, root / side, encoding, seconds, connections) for one, side in both] for _ in range(ROUNDS)
        ]
    ours, plain = (_median([pair[side] for pair in rounds]) for side in (0, 1))
    start = f"{path:<32}  {name:<6} {plain_file.stat().st_size:>6} {ours.per_second:>8.0f} {plain.per_second:>8.0f}"
    start += f" {ours.p99_ms:>6.1f} ms {plain.p99_ms:>7.1f} ms"
    return f"{start} {ours.work_us:>8.1f} {plain.work_us:>9.1f} {plain.work_us / ours.work_us:>6.2f}"


def _median(loads: list[Load]) -> Load:
    """Of the rounds, which take turns so that both sides meet the same machine; an error answer makes all of it worthless."""
    failed = sum(load.failed for load in loads)
    if failed:
        raise CouldNotRun(f"{failed} answers were errors; the figures would mean nothing.")
    rates, slowest, work = ([getattr(load, name) for load in loads] for name in ("per_second", "p99_ms", "work_us"))
    return Load(statistics.median(rates), statistics.median(slowest), 0, statistics.median(work))


if __name__ == "__main__":
    sys.exit(main())
