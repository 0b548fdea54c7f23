"""Recall and precision of the gate over its corpus, by category: `python -m tests.gate.report`."""

from __future__ import annotations

import datetime as dt
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from tests.gate.case import Case
from tests.gate.cases import corpus
from transparency.gate import File, Register, scan
from transparency.gate.register import read_exceptions

ROOT = Path(__file__).resolve().parents[2]


def register() -> Register:
    """The register of this repository on a fixed day."""
    return Register(read_exceptions(ROOT)[0], dt.date(2026, 6, 1))


def wrong(cases: Iterable[Case]) -> list[Case]:
    """Cases that the gate judges otherwise than declared."""
    lawful = register()
    return [case for case in cases if bool(scan([File(case.name, case.data)], lawful)) != case.blocked]


def table(cases: tuple[Case, ...], missed: list[Case]) -> str:
    """One line a category, then the sum."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for case in cases:
        for row in (counts[case.category], counts["all"]):
            row[2 * (not case.blocked)] += 1
            row[2 * (not case.blocked) + 1] += case in missed
    lines = [f"{'category':<18}{'blocked':>8}{'missed':>8}{'recall':>8}{'allowed':>9}{'alarms':>8}{'precision':>11}"]
    for name, (blocked, passed, allowed, alarms) in sorted(
        counts.items(), key=lambda item: (item[0] == "all", item[0])
    ):
        caught = blocked - passed
        recall = f"{caught / blocked:.3f}" if blocked else "-"
        precision = f"{caught / (caught + alarms):.3f}" if caught + alarms else "-"
        lines.append(f"{name:<18}{blocked:>8}{passed:>8}{recall:>8}{allowed:>9}{alarms:>8}{precision:>11}")
    return "\n".join(lines)


def main() -> int:
    """Prints the table and the cases judged wrongly, by their ids."""
    cases = corpus()
    missed = wrong(cases)
    sys.stdout.write(table(cases, missed) + "\n")
    for case in missed:
        sys.stdout.write(f"{'missed' if case.blocked else 'false alarm'}: {case.id}\n")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
