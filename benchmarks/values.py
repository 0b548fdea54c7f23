"""Measures what indicator values cost: 300 programmes, 8 years, 12 indicators, against the same university without them.

    python -m benchmarks.values [--programmes 300] [--rounds 3] [--check]

Everything is invented. Prints processor time of both builds (the median of the rounds by ratio), memory, and the heaviest page
of an indicator and of a programme;
``--check`` answers 1 where a budget of ``benchmarks/budgets.yml`` is exceeded.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import brotli
import yaml

from benchmarks.demo_surveys import write_yaml
from benchmarks.site import BUDGETS, BUILD, Cost, run, timed
from benchmarks.university import DAY, base, write_programmes

YEARS = range(2018, 2026)
UNITS = (
    "PERSONS",
    "SHARE_PERSONS",
    "NUMBER",
    "KZT",
    "DAYS",
    "SCORE",
    "RATIO",
    "SHARE",
    "PERSONS",
    "NUMBER",
    "KZT",
    "SCORE",
)
"""Twelve indicators; the counts of people are audited like survey figures."""


def main() -> int:
    """Builds both universities and prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--programmes", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=3, help="pairs of builds, an odd number")
    parser.add_argument("--check", action="store_true", help="answer 1 where a budget is exceeded")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        plain, full = Path(name, "without"), Path(name, "with")
        for root in (plain, full):
            base(root)
            write_programmes(root, options.programmes)
        rows = write_values(full)
        pairs = [(timed(BUILD, plain, fresh=True), timed(BUILD, full, fresh=True)) for _ in range(options.rounds)]
        without, valued = sorted(pairs, key=lambda pair: pair[1].cpu / pair[0].cpu)[len(pairs) // 2]
        print("ratios of the rounds:", *(f"{more.cpu / less.cpu:.2f}" for less, more in pairs))
        memory = run("memory", BUILD, full, fresh=True)[0]
        found = figures(without, valued, memory)
        print(f"{rows} values: {valued.cpu:.1f} s of processor time, {without.cpu:.1f} s without them")
        print(f"ratio {found['values_time']:.2f}, {memory:.0f} MiB")
        for kind in ("figures", "programmes"):
            size, page = max((len(brotli.compress(file.read_bytes())), file.parent.name) for file in _pages(full, kind))
            print(f"heaviest page of {kind}: {size / 1024:.0f} KiB in brotli ({page})")
    budgets = yaml.safe_load(BUDGETS.read_text(encoding="utf-8"))
    exceeded = {name: value for name, value in found.items() if value > budgets[name]}
    for name, value in exceeded.items():
        print(f"over budget: {name} is {value:.2f}, the budget {budgets[name]}")
    return 1 if options.check and exceeded else 0


def figures(without: Cost, valued: Cost, memory: float) -> dict[str, float]:
    """What is judged by ``benchmarks/budgets.yml``."""
    return {"values_time": valued.cpu / without.cpu, "memory_mib": memory}


def _pages(root: Path, kind: str) -> Iterator[Path]:
    return (root / "site" / kind).glob("*/index.html")


def write_values(root: Path) -> int:
    """Adds a group of twelve indicators and a value for each programme, year and indicator; answers their number."""
    text = dict.fromkeys(("kk", "ru", "en"), "Measured for the benchmark.")
    ids = [f"bench-{i + 1}" for i in range(len(UNITS))]
    indicators = [
        {
            "id": name,
            "title": {lang: f"{name} {lang}" for lang in text},
            "unit_measure": unit,
            "why": text,
            "expected_result": text,
        }
        for name, unit in zip(ids, UNITS, strict=True)
    ]
    group = {"id": "bench", "title": text, "question": text, "object": "education", "unit": "quality-office"}
    days = {"updated": DAY, "review_by": DAY + dt.timedelta(days=365)}
    write_yaml(root / "data/indicators/bench.yml", group | {"indicators": indicators} | days)
    with (root / "data/programmes/programmes.csv").open(encoding="utf-8", newline="") as table:
        programmes = [row["id"] for row in csv.DictReader(table)]
    rows = list(_rows(ids, programmes))
    with (root / "data/indicators/bench.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return len(rows)


def _rows(ids: list[str], programmes: list[str]) -> Iterator[dict[str, object]]:
    """In the order of the keys: indicator, period, area; counts of the institution are the sums of its programmes."""
    for i, (name, unit) in enumerate(zip(ids, UNITS, strict=True)):
        for year in YEARS:
            people = [40 + (7 * n + 3 * year + i) % 60 for n in range(len(programmes))]
            yield _row(name, unit, year, "univ", sum(people), sum(p * 7 // 10 for p in people))
            for programme, count in zip(programmes, people, strict=True):
                yield _row(name, unit, year, programme, count, count * 7 // 10)


def _row(name: str, unit: str, year: int, area: str, people: int, part: int) -> dict[str, object]:
    share = unit == "SHARE_PERSONS"
    value: float = round(100 * part / people, 1) if share else people
    if unit == "SHARE":
        value = round(100 * part / people, 1)
    return {
        "indicator": name,
        "time_period": year,
        "ref_area": area,
        "breakdown": "_T",
        "category": "_T",
        "obs_value": value,
        "unit_measure": unit,
        "numerator": part if share else "",
        "denominator": people if share else "",
        "target": "",
        "direction": "",
        "obs_status": "A",
        "series_break": 0,
        "status": "final",
        **dict.fromkeys(("method_kk", "method_ru", "method_en"), ""),
        **dict.fromkeys(("source_kk", "source_ru", "source_en"), "Benchmark"),
        "updated": DAY,
    }


if __name__ == "__main__":
    sys.exit(main())
