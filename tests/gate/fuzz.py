"""Mutations of the corpus, truncated and crossed: `python -m tests.gate.fuzz 10000`; every file must get an answer."""

from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path

from tests.gate.cases import corpus
from tests.gate.report import register
from transparency.gate.worker_pool import Job, Sweep, sweep


def mutated(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """One to four accidents: cut, flipped, doubled, crossed with another file."""
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(data) + 1)
        match chance.randrange(5):
            case 0:
                data = data[:at]
            case 1:
                data = data[:at] + chance.randbytes(chance.randint(1, 40)) + data[at + 1 :]
            case 2:
                data = data[:at] + data[at // 2 :]
            case 3:
                data = data[:at] + other[chance.randrange(len(other) + 1) :]
            case _:
                data = bytes(b ^ (chance.random() < 0.01) * chance.randrange(256) for b in data[:20_000])
    return data


def fuzzed(folder: Path, count: int, seed: int) -> Sweep:
    """Writes so many mutated files and scans them."""
    chance = random.Random(seed)  # noqa: S311
    cases = corpus()
    for number in range(count):
        case, other = chance.choice(cases), chance.choice(cases)
        name = case.name.rpartition("/")[2] if case.category != "file name" else "a.md"
        (folder / f"{number:05d}-{name}").write_bytes(mutated(case.data, other.data, chance))
    files = tuple(sorted(folder.iterdir()))
    return sweep(Job(folder, files, register(), seconds=60.0))


def main() -> int:
    """Prints how many files were refused, clean and not checked."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        outcome = fuzzed(Path(folder), count, seed=1)
    refused = len({problem.file for problem in outcome.problems})
    sys.stdout.write(
        f"{count} files: {refused} refused, {len(outcome.clean)} clean, {len(outcome.unchecked)} not checked\n"
    )
    sys.stdout.writelines(f"{line}\n" for line in outcome.unchecked[:20])
    return 0 if refused + len(outcome.clean) + len(outcome.unchecked) == count else 1


if __name__ == "__main__":
    sys.exit(main())
