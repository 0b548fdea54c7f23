"""The seven items that issue 20 lists as wrong: at least twenty cases each, of every kind it names (`wrong_today.yml`)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
import yaml

from tests.gate.independent.files import CONTAINERS
from tests.gate.report import register
from tests.gate.synthetic import IBAN, IIN
from transparency.gate import RULES, File, Register, scan
from transparency.model.exceptions import LawfulException
from transparency.model.messages import translate

TABLE = yaml.safe_load((Path(__file__).parent / "wrong_today.yml").read_text("utf-8"))
ITEMS, LEAST = 7, 20
VALUES = {
    "1 2 3 4": ("курс", "course", "year"),
    "ИЖ-21 ТТ-21 ЭК-23": ("топ", "группа", "group"),
    "иә жоқ": ("жатақхана", "общежитие", "dormitory"),
    "ер әйел": ("жынысы", "пол", "sex"),
}
"""Values of some columns; all others hold numbers from 17 to 60."""
CROSSES = {f"small{n}": "x" * n for n in (2, 4, 12)} | {f"large{n}": "X" * n for n in (4, 12, 18)}
"""What forms print into an empty field."""
FILLED = {"iin6": IIN[:6], "iin66": IIN[6:], "iban": IBAN, **CROSSES}
"""What stands in braces in a case."""
REGISTERED = LawfulException(
    kind="name",
    value="Айдар Тестов",
    ground="a clause of the synthetic rules",
    where=("**",),
    until=dt.date(2027, 1, 1),
    decided_by="council",
)


def _cases() -> Iterator[tuple[str, str, str, str | list[str]]]:
    for item, kinds in TABLE.items():
        for kind, verdicts in kinds.items():
            for verdict, cases in verdicts.items():
                yield from ((item, kind, verdict, case) for case in cases)


CASES = [*_cases()]


def test_every_item_has_twenty_cases() -> None:
    counts = Counter(item for item, *_ in CASES)
    assert len(counts) == ITEMS
    assert not {item: count for item, count in counts.items() if count < LEAST}


def _file(case: str) -> File:
    name, between, text = case.partition(" :: ")
    if not between:
        name, text = "a.md", case
    for key, value in FILLED.items():
        text = text.replace(f"{{{key}}}", value)
    return File(name, text.encode())


def _rows(head: list[str]) -> File:
    """A table of twelve rows, the same at every run."""
    chance = Random(" ".join(head))  # noqa: S311
    numbers = " ".join(map(str, range(17, 60)))
    values = [next((v for v, titles in VALUES.items() if title.lower() in titles), numbers).split() for title in head]
    rows = [[*map(chance.choice, values)] for _ in range(12)]
    return File("a.csv", "\n".join(",".join(row) for row in [head, *rows]).encode())


def _written(case: str) -> File:
    container, text, hidden = case.split(" :: ")
    written = CONTAINERS[container]
    return File(f"document.{written.ending}", written.write(text, hidden))


def _refused(file: File, lawful: Register) -> bool:
    return any(problem.level == "error" for problem in scan([file], lawful))


@pytest.mark.parametrize(("item", "kind", "verdict", "case"), CASES)
def test_the_gate_judges_it_rightly(item: str, kind: str, verdict: str, case: str | list[str]) -> None:
    if verdict == "spoken":
        rule = RULES[str(case)]
        for text in (rule.title, rule.advice):
            assert len({translate(text, lang) for lang in ("kk", "ru", "en")}) == 3
        return
    read = _rows if isinstance(case, list) else _written if "files" in verdict else _file
    lawful = Register((REGISTERED,), dt.date(2026, 6, 1)) if verdict == "registered" else register()
    assert _refused(read(case), lawful) is (verdict in ("blocked", "table", "files")), (item, kind)
