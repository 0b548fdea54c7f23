"""The source documents: every person named in them is found, and nothing else is. Skipped where they are not at hand."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.gate.report import ROOT, register
from transparency.gate import File, scan

SEEDS = Path(os.environ.get("SEEDS", ROOT.parent / "shared" / "seeds"))
if not SEEDS.is_dir():
    SEEDS = ROOT.parent.parent / "shared" / "seeds"
PERSON = re.compile(
    r"(?<!\.)(?:[А-ЯӘҒҚҢӨҰҮҺІ]\. ?){2}[А-ЯӘҒҚҢӨҰҮҺІ][а-яәғқңөұүһі]{3,}"
    r"|[А-ЯӘҒҚҢӨҰҮҺІ][а-яәғқңөұүһі]{3,} (?!Т\.А)(?:[А-ЯӘҒҚҢӨҰҮҺІ]\.){2}(?!Ә)"
)
"""Written for these documents alone and without the detectors: initials beside a surname."""
NAMED = {"000": 1, "001": 0, "002": 3, "003": 0, "004": 6}

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the source documents are not on this machine")


@pytest.mark.parametrize("number", sorted(NAMED))
def test_every_named_person_and_nothing_else_is_found(number: str) -> None:
    text = next(SEEDS.glob(f"{number}_*")).read_text("utf-8")
    lines = {
        text.count("\n", 0, m.start()) + 1 for m in PERSON.finditer(text) if "атын" not in text[m.end() : m.end() + 9]
    }
    lines = {line for line in lines if "ИМЕНИ" not in text.split("\n")[line - 1]}
    found = {problem.line for problem in scan([File("seed.txt", text.encode())], register())}
    assert len(lines) == NAMED[number]
    assert found == lines
    without = PERSON.sub("аты-жөні", text)
    assert not scan([File("seed.txt", without.encode())], register())
