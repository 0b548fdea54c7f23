"""Text whose meaning the source turns round is counted in the data and shown nowhere."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from pydantic import ValidationError

from transparency.model.process import Process, Responsibility, Risk
from transparency.model.text import LANGUAGES
from transparency.opendata.tables import TABLES
from transparency.registry.check import CheckedRegistry, check
from transparency.registry.load import load
from transparency.registry.redaction import WORDS

ROOT = Path(__file__).resolve().parents[2]
REVERSED = {
    *("p02-r3", "p04-r2", "p05-r2", "p06-r4", "p07-r2", "p07-r3", "p09-r2", "p15-r2", "p16-r3", "p20-r4"),
    *("p03-k2", "p03-k3"),
}
"""Risks and indicators that say the opposite of what is meant."""


@pytest.fixture(scope="module")
def written() -> tuple[Process, ...]:
    draft, _ = load(ROOT)
    assert draft is not None
    return tuple(entry.record for entry in draft.processes)


@pytest.fixture(scope="module")
def shown() -> CheckedRegistry:
    draft, _ = load(ROOT)
    assert draft is not None
    registry, problems = check(draft, dt.date(2026, 11, 21))
    assert registry is not None, problems
    return registry


def phrase(registry: CheckedRegistry) -> dict[str, str]:
    return {lang: registry.words[lang].text(WORDS) for lang in LANGUAGES}


def test_the_reversed_texts_and_no_others_give_way_to_the_phrase(shown: CheckedRegistry) -> None:
    told = {
        one.id
        for process in shown.processes
        for one in (*process.risks, *process.indicators)
        if (one.text if isinstance(one, Risk) else one.name).model_dump() == phrase(shown)
    }
    assert told == REVERSED


def test_the_data_still_hold_them(written: tuple[Process, ...], shown: CheckedRegistry) -> None:
    texts = {one.id: one.text for process in written for one in process.risks}
    assert texts["p02-r3"].kk == "Шараларды уақытында жүзеге асыру"
    assert sum(len(process.risks) for process in shown.processes) == len(texts) == 89


def test_no_open_file_holds_a_reversed_text(written: tuple[Process, ...], shown: CheckedRegistry) -> None:
    hidden = {one.text.kk for process in written for one in process.risks if one.id in REVERSED}
    hidden |= {one.name.kk for process in written for one in process.indicators if one.id in REVERSED}
    cells = {cell for table in TABLES.values() for row in table(shown) for cell in row.values()}
    assert hidden
    assert not hidden & cells


def test_the_marks_stay_so_that_a_reader_sees_why(shown: CheckedRegistry) -> None:
    risk = next(one for process in shown.processes for one in process.risks if one.id == "p02-r3")
    assert risk.clarify == ("S0-I164",)


def test_a_manager_may_be_missing_only_while_somebody_is_asked() -> None:
    assert Responsibility(who=(), clarify=("S0-I014",)).who == ()
    with pytest.raises(ValidationError, match="no open question says why"):
        Responsibility(who=())
