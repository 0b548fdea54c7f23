"""Scores the gate on one half: `python -m tests.gate.independent.score development [--record COMMIT DATE]`.

Recall by kind, language, noise and container with 95 % Wilson intervals, and false alarms on lawful files and, with
``prose FILE``, on annotated sentences without a person. A planted value counts as found when the gate refuses the file for
something that it does not report in the same file without the value. No value is printed: a missed document is named by
kind, language, frame, noise and container.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from math import sqrt
from pathlib import Path

import yaml

from tests.gate.independent.generate import FOLDER, HALVES, Sample, digest, lawful, planted
from tests.gate.report import register
from transparency.gate import File, Register, scan

RESULTS = FOLDER / "results.yml"
Z = 1.959964
PAGE = 1800
Count = tuple[int, int]


@dataclass(frozen=True)
class Score:
    """What the gate found in one half."""

    found: tuple[tuple[Sample, bool], ...]
    alarms: tuple[tuple[Sample, bool], ...]

    def recall(self, key: Callable[[Sample], str]) -> dict[str, Count]:
        """Found and planted documents by a property."""
        return counted(self.found, key)


def counted(judged: Iterable[tuple[Sample, bool]], key: Callable[[Sample], str]) -> dict[str, Count]:
    """How many of each group are true, and how many there are."""
    hits, total = Counter[str](), Counter[str]()
    for sample, hit in judged:
        total[key(sample)] += 1
        hits[key(sample)] += hit
    return {group: (hits[group], total[group]) for group in sorted(total)}


def score(half: str) -> Score:
    """Scans every document of the half."""
    exceptions = register()
    twins: dict[tuple[str, bytes], frozenset[tuple[str, int | None]]] = {}
    found = tuple((sample, _found(sample, exceptions, twins)) for sample in planted(half))
    alarms = tuple((sample, bool(refused(sample.name, sample.data(), exceptions))) for sample in lawful(half))
    return Score(found, alarms)


def refused(name: str, data: bytes, exceptions: Register) -> frozenset[tuple[str, int | None]]:
    """Rules and lines for which the gate refuses a file."""
    problems = scan([File(name, data)], exceptions)
    return frozenset((problem.rule, problem.line) for problem in problems if problem.level == "error")


def _found(
    sample: Sample, exceptions: Register, twins: dict[tuple[str, bytes], frozenset[tuple[str, int | None]]]
) -> bool:
    problems = refused(sample.name, sample.data(), exceptions)
    twin = sample.twin()
    if twin is None or not problems:
        return bool(problems)
    if twin not in twins:
        twins[twin] = refused(*twin, exceptions)
    return bool(problems - twins[twin])


def interval(hits: int, total: int) -> tuple[float, float]:
    """95 % interval of Wilson for a share."""
    share, spread = hits / total, Z * Z / total
    centre, width = share + spread / 2, Z * sqrt(share * (1 - share) / total + spread / total / 4)
    return max(0.0, (centre - width) / (1 + spread)), min(1.0, (centre + width) / (1 + spread))


def line(title: str, count: Count) -> str:
    """One line of the report."""
    low, high = interval(*count)
    return f"  {title:<26}{count[0]:>5} of{count[1]:>5}   {count[0] / count[1]:.3f}   [{low:.3f}, {high:.3f}]"


KEYS: dict[str, Callable[[Sample], str]] = {
    "kind": lambda sample: sample.kind,
    "language": lambda sample: sample.language,
    "kind and language": lambda sample: f"{sample.kind} {sample.language}",
    "noise": lambda sample: sample.noise,
    "container": lambda sample: sample.container,
}


def report(half: str, result: Score) -> Iterator[str]:
    """The report in lines."""
    yield f"half {half}, material {digest(half)}"
    yield line("recall", result.recall(lambda _: "all")["all"])
    for title, key in KEYS.items():
        yield f"recall by {title}"
        yield from (line(group, count) for group, count in result.recall(key).items())
    yield line("lawful files refused", counted(result.alarms, lambda _: "all")["all"])
    yield from (line(group, count) for group, count in counted(result.alarms, KEYS["language"]).items())


def missed(result: Score) -> Iterator[str]:
    """Documents judged wrongly, without their values."""
    for title, judged, right in (("missed", result.found, True), ("false alarm", result.alarms, False)):
        wrong = Counter(
            f"{title}: {s.language} {s.kind} frame {s.frame}, {s.noise}, {s.container}"
            for s, hit in judged
            if hit != right
        )
        yield from (f"{times} x {text}" for text, times in sorted(wrong.items()))


def record(half: str, result: Score, commit: str, date: str) -> None:
    """Adds the score to the committed results; commit and date are given, no clock is read."""
    entry = {
        "half": half,
        "commit": commit,
        "date": date,
        "material": digest(half),
        "recall": _plain({"all": result.recall(lambda _: "all")["all"]}),
        "by kind": _plain(result.recall(KEYS["kind"])),
        "by language": _plain(result.recall(KEYS["language"])),
        "lawful files refused": _plain(counted(result.alarms, KEYS["language"])),
    }
    earlier = yaml.safe_load(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else []
    RESULTS.write_text(yaml.safe_dump([*earlier, entry], sort_keys=False, width=120), encoding="utf-8")


def _plain(counts: dict[str, Count]) -> dict[str, str]:
    return {
        group: f"{hits} of {total} [{low:.3f}, {high:.3f}]"
        for group, (hits, total) in counts.items()
        for low, high in [interval(hits, total)]
    }


def sentences_without_person(iob2: str) -> list[str]:
    """Sentences of an annotated text (one token a line) in which no token is a person's."""
    blocks = [block.splitlines() for block in iob2.strip().split("\n\n")]
    tokens = ([line.split() for line in block] for block in blocks)
    return [" ".join(token[0] for token in block) for block in tokens if all(token[-1] == "O" for token in block)]


def prose(file: Path) -> str:
    """Sentences of ordinary prose for which the gate would refuse a page, and pages of 1,800 characters."""
    exceptions = register()
    texts = sentences_without_person(file.read_text(encoding="utf-8"))
    hits = sum(bool(refused("page.txt", f"{text}\n".encode(), exceptions)) for text in texts)
    pages = sum(map(len, texts)) / PAGE
    per = f"1 in {pages / hits:.0f} pages" if hits else "none"
    return f"{file.name}: {hits} of {len(texts)} sentences without a person, {pages:.0f} pages, {per}"


def main() -> int:
    """Prints the report; `--missed` lists what was judged wrongly (development half only)."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("half", choices=(*HALVES, "prose"))
    parser.add_argument("files", nargs="*", type=Path, help="annotated texts (IOB2), for prose")
    parser.add_argument("--record", nargs=2, metavar=("COMMIT", "DATE"), help=f"add the score to {Path(RESULTS).name}")
    parser.add_argument("--missed", action="store_true", help="list what was judged wrongly, without values")
    options = parser.parse_args()
    if options.missed and options.half == "frozen":
        parser.error("what the gate misses in the frozen half stays unknown to those who write rules")
    if options.half == "prose":
        sys.stdout.write("".join(f"{prose(file)}\n" for file in options.files))
        return 0
    result = score(options.half)
    sys.stdout.write("\n".join(report(options.half, result)) + "\n")
    if options.missed:
        sys.stdout.write("\n".join(missed(result)) + "\n")
    if options.record:
        record(options.half, result, *options.record)
    return 0


if __name__ == "__main__":
    sys.exit(main())
