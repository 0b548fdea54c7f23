"""The corpus against the bounds that the gate promises, and every report of it against the values it must not show."""

from __future__ import annotations

import re

import pytest

from tests.gate.case import Case
from tests.gate.cases import corpus
from tests.gate.report import register, table, wrong
from transparency.gate import File, scan
from transparency.model.problem import FORMATS

pytestmark = pytest.mark.slow

WITHOUT_A_MISS = {"iin", "phone", "card", "iban", "hidden container", "metadata", "unreadable"}


@pytest.fixture(scope="module")
def cases() -> tuple[Case, ...]:
    return corpus()


def test_there_are_enough_cases_of_both_kinds(cases: tuple[Case, ...]) -> None:
    assert sum(case.blocked for case in cases) >= 300
    assert sum(not case.blocked for case in cases) >= 300
    assert len({case.name for case in cases}) == len(cases)


def test_recall_and_precision_hold(cases: tuple[Case, ...]) -> None:
    missed = wrong(cases)
    report = table(cases, missed) + "\n" + "\n".join(case.id for case in missed)
    blocked = sum(case.blocked for case in cases)
    passed = sum(case.blocked for case in missed)
    alarms = sum(not case.blocked for case in missed)
    assert not {case.category for case in missed if case.blocked} & WITHOUT_A_MISS, report
    assert 1 - passed / blocked >= 0.98, report
    assert (blocked - passed) / (blocked - passed + alarms) >= 0.98, report


def test_no_report_shows_a_value(cases: tuple[Case, ...]) -> None:
    lawful = register()
    for case in cases:
        if not case.secret or case.category == "file name":
            continue
        problems = scan([File("note", case.data)], lawful)
        printed = "".join(make(problems) for make in FORMATS.values())
        for value in telling_parts(case.secret):
            assert value not in printed, case.id


def telling_parts(secret: str) -> list[str]:
    """The long words and numbers of a text: none of them is a word of our own messages."""
    return [
        part
        for part in re.findall(r"[\w@.+-]{6,}", secret)
        if re.search(r"\d{5}|@|[А-ЯӘҒҚҢӨҰҮҺІ]\w+(?:ов|ев|ова|ева|ұлы|қызы)", part)
    ]
