"""Measures the personal-data gate: time as a ratio to one regular expression over the same bytes, and time per page.

benchmarks/gate.py [FOLDER ...]      default: data docs site
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

from transparency.gate.known_software import known_software
from transparency.gate.load_exceptions import read_exceptions
from transparency.gate.names import names
from transparency.gate.register import Register
from transparency.gate.scanning import File, scan_file

ROOT = Path(__file__).resolve().parent.parent
PLAIN = re.compile(r"\d{12}|\+?[78]\d{10}|[\w.]+@[\w.]+|[А-ЯA-Z]\.\s?[А-ЯA-Z]\.\s?\w+|[А-Я]\w+\s[А-Я]\w+вич")
"""What a first version of such a gate is: one expression."""


def main() -> None:
    """Prints one line a folder."""
    names()
    software = known_software()
    register = Register(read_exceptions(ROOT)[0], dt.date(2026, 6, 1))
    for folder in sys.argv[1:] or ["data", "docs", "site"]:
        files = [File(str(p), p.read_bytes()) for p in sorted((ROOT / folder).rglob("*")) if p.is_file()]
        ours = [f for f in files if hashlib.sha256(f.data).hexdigest() not in software]
        plain = _seconds(lambda ours=ours: [PLAIN.findall(f.data.decode("utf-8", "replace")) for f in ours])
        gate = _seconds(lambda ours=ours: [list(scan_file(f, register)) for f in ours])
        size = sum(len(f.data) for f in ours) / 1e6
        speed = f"{size / gate:5.1f} MB/s, x{gate / plain:.1f} of one expression"
        print(f"{folder:<8}{len(ours):>5} files {size:6.1f} MB  gate {gate:6.2f} s CPU, {speed}")


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    main()
