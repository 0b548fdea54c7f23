"""A detector is added as CONTRIBUTING says, in a copy of the package: one module and one entry; then it finds."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import transparency

MODULE = """
import re
from collections.abc import Iterator

from transparency.gate.finding import Hit, TextBlock

_LOCKER = re.compile(r"шкаф [а-я]+", re.IGNORECASE)


def may_hold_locker(block: TextBlock) -> bool:
    return "шкаф" in block.low


def lockers(block: TextBlock) -> Iterator[Hit]:
    for match in _LOCKER.finditer(block.text):
        yield Hit("P06", match.start(), match.end(), match[0])


def lockers_by_label(block: TextBlock) -> Iterator[Hit]:
    if block.before.strip().endswith("Шкаф:"):
        yield Hit("P06", 0, len(block.text), block.text)
"""
SCAN = """
import datetime as dt, sys
from transparency.gate import File, Register, scan
import transparency
assert transparency.__file__.startswith(sys.argv[1])
table = "\\n".join(f"{n},шкаф зелёный" for n in range(900))
files = {
    "text.md": "шкаф синий",
    "шкаф-красный.md": "-",
    "page.html": "<html lang='ru'><body><ul><li>шкаф белый</li></ul></body></html>",
    "long.csv": table,
    "long.json": "[\\n" + ",\\n".join('{"n": 1, "a": "шкаф серый"}' for _ in range(900)) + "\\n]",
    "label.md": "Шкаф:\\n\\nсиний",
    "no.md": "Стол:\\n\\nсиний",
}
register = Register((), dt.date(2026, 6, 1))
for again in range(2):
    for name, text in files.items():
        found = scan([File(name, text.encode())], register)
        print(name, *sorted({problem.rule for problem in found}))
"""
EVERYWHERE = {"text.md", "шкаф-красный.md", "page.html", "long.csv", "long.json"}


def found(package: Path, entry: str) -> set[str]:
    """Names of the files in which a detector of the scratch copy finds something, both times it reads them."""
    shutil.copytree(Path(transparency.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    (package / "gate" / "lockers.py").write_text(MODULE, "utf-8")
    rules = package / "gate" / "rules.py"
    text = rules.read_text("utf-8")
    start = "BLOCK_DETECTORS: tuple[BlockDetector, ...] = (\n"
    assert text.count(start) == 1
    new = f"from transparency.gate.lockers import *\n{text.replace(start, f'{start}    {entry},' + chr(10))}"
    rules.write_text(new.replace("from __future__ import annotations\n", "", 1), "utf-8")
    told = subprocess.run(
        [sys.executable, "-c", SCAN, str(package.parent)],
        cwd=package.parent,
        env={"PYTHONPATH": str(package.parent), "PYTHONUTF8": "1"},
        capture_output=True,
        check=True,
        text=True,
    ).stdout.splitlines()
    lines = [line.split() for line in told]
    assert lines[: len(lines) // 2] == lines[len(lines) // 2 :], "what was read before hides nothing"
    return {name for name, *rules_found in lines if rules_found == ["P06"]}


@pytest.mark.integration
@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("BlockDetector(lockers)", EVERYWHERE),
        ("BlockDetector(lockers, may_hold_locker)", EVERYWHERE),
        ("BlockDetector(lockers, in_file_names=False)", EVERYWHERE - {"шкаф-красный.md"}),
        ("BlockDetector(lockers_by_label)", {"label.md"}),
    ],
    ids=["without a prefilter", "with its own prefilter", "not in names of files", "by a label in the block before"],
)
def test_a_new_detector_finds_wherever_text_stands(tmp_path: Path, entry: str, expected: set[str]) -> None:
    assert found(tmp_path / "transparency", entry) == expected
