"""Measures how the time of suppression and disclosure audit grows with the number of cells.

    python benchmarks/audit.py [UNITS ...]

Prints cells, hidden cells, seconds of processor time and seconds per thousand cells: the last column matters.
"""

from __future__ import annotations

import argparse
import sys
import time
from random import Random

from tests.disclosure_control.publication import Count, cells, key, published, release, total
from transparency.audit.disclosure import audit
from transparency.survey.cells import CellKey, Partition
from transparency.survey.suppression import protect

YEARS = ("Y1", "Y2", "Y3", "Y4")
PERIODS = 6


def main() -> None:
    """Universities of growing size, six periods each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("units", nargs="*", type=int, default=[10, 30, 100])
    sys.stdout.write(
        f"{'cells':>8} {'hidden':>7} {'protect s':>10} {'audit s':>8} {'protect s/1000':>15} {'audit s/1000':>13}\n"
    )
    for units in parser.parse_args().units:
        measure(units)


def measure(units: int) -> None:
    """One university: units, their schools, years of study in every school."""
    counts, sums = university(units)
    start = time.process_time()
    protection = protect(cells(counts), sums)
    middle = time.process_time()
    schools = {k.ref_unit: k.ref_unit.partition("D")[0] if "D" in k.ref_unit else "UNIV" for k in counts}
    problems = audit([release(published(counts, protection), units=schools)])
    end = time.process_time()
    size = len(counts) / 1000
    spent, audited = middle - start, end - middle
    hidden = protection.cost.hidden_cells
    sys.stdout.write(
        f"{len(counts):8} {hidden:7} {spent:10.2f} {audited:8.2f} {spent / size:15.2f} {audited / size:13.2f}\n"
    )
    if problems:
        raise SystemExit(f"the audit found {len(problems)} problems")


def university(units: int) -> tuple[dict[CellKey, Count], list[Partition]]:
    """Departments of 5 to 80 people in schools of five, by year of study at school level."""
    chance = Random(units)  # noqa: S311  (invented counts)
    counts: dict[CellKey, Count] = {}
    sums: list[Partition] = []
    for period in map(str, range(2020, 2020 + PERIODS)):
        schools: dict[str, list[str]] = {}
        for number in range(units):
            schools.setdefault(f"S{number // 5}", []).append(f"S{number // 5}D{number % 5}")
        for school, departments in schools.items():
            _school(counts, sums, chance, period, school, departments)
        for year in (*YEARS, "_T"):
            parts = tuple(key(school, year, period=period) for school in schools)
            counts[key("UNIV", year, period=period)] = total(counts[part] for part in parts)
            sums.append(Partition(key("UNIV", year, period=period), parts))
    return counts, sums


def _school(
    counts: dict[CellKey, Count],
    sums: list[Partition],
    chance: Random,
    period: str,
    school: str,
    departments: list[str],
) -> None:
    whole = key(school, period=period)
    left = [0, 0, 0]
    for department in departments:
        size = chance.choice((5, 12, 20, 35, 50, 80))
        negative, middle = chance.randint(1, size // 3), chance.randint(1, size // 3)
        own = Count(negative, middle, size - negative - middle)
        counts[key(department, period=period)] = own
        left = [left[0] + own.negative, left[1] + own.middle, left[2] + own.positive]
    counts[whole] = Count(*left)
    sums.append(Partition(whole, tuple(key(department, period=period) for department in departments)))
    for year in YEARS[:-1]:
        part = [n * chance.randint(5, 40) // 100 for n in left]
        counts[key(school, year, period=period)] = Count(*part)
        left = [n - p for n, p in zip(left, part, strict=True)]
    counts[key(school, YEARS[-1], period=period)] = Count(*left)
    sums.append(Partition(whole, tuple(key(school, year, period=period) for year in YEARS)))


if __name__ == "__main__":
    main()
