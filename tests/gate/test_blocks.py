"""A long text is read whole, and what is known of its lines from other texts spares work and never a finding."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.gate.synthetic import IIN
from transparency.gate import raw_findings
from transparency.gate.blocks import LONGEST, OVERLAP, blocks
from transparency.gate.extractors import View
from transparency.gate.raw_findings import of_view

FILLING = [f"S1,2026-S1,STUDENT,UNIV,_T,Q{n},TOP2_SHARE,0.{n:04},0.01,0.99,five_1_5,A,F,DEMO,1.0" for n in range(90)]


def _forget() -> None:
    for memory in (raw_findings._clean_blocks, raw_findings._clean_lines, raw_findings._contents):
        memory.clear()


def _found(text: str) -> set[tuple[str, int]]:
    return {(one.rule, one.line) for one in of_view(View("", text, "text", text))}


@given(st.lists(st.integers(1, 900), min_size=1, max_size=40))
def test_the_pieces_of_a_long_text_hold_all_of_it(lengths: list[int]) -> None:
    text = "\n".join("x" * length for length in lengths)
    held = {at for offset, piece, _, _ in blocks(text) for at in range(offset, offset + len(piece))}
    assert {at for at, sign in enumerate(text) if sign != "\n"} <= held
    assert all(len(piece) <= LONGEST for _, piece, _, _ in blocks(text))


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_of_a_table_that_was_read_only_what_changed_is_read_again(end: str) -> None:
    _forget()
    assert not _found("\n".join(FILLING))
    changed = end.join([*FILLING[:40], f"{IIN},{FILLING[40]}", *FILLING[41:]])
    read = [piece for _, piece, _, _ in blocks(changed, raw_findings._clean_lines)]
    assert sum(map(len, read)) < 5 * len(FILLING[40]) + 200
    assert ("P01", 41) in _found(changed)


@pytest.mark.integration
def test_a_name_is_found_wherever_its_line_breaks() -> None:
    near = next(at for at in range(len(FILLING)) if len("\n".join(FILLING[:at])) > LONGEST - 3 * OVERLAP)
    for size in range(1, 3 * OVERLAP, 5):
        _forget()
        lines = [*FILLING[:near], "x" * size, "x,y,Серікбаев", "Асқар,1,2", *FILLING[near:]]
        assert _found("\n".join(lines)) == {("P09", near + 2)}, size


HALVES = (
    *(
        "x,y,Серікбаев",
        "Асқар,1,2",
        "Айгүл",
        "Нұрланова",
        "a,b,ФИО:",
        "Сериков Асқар,b",
        "a,Табельный номер",
        "20231,b",
    ),
    *("a,b,туған күні", "12.03.1999,a,b", "a,тел.", "701 234 56 78,b", "a,отзыв:", "«мне очень не понравилось это»"),
)
PLANTED = st.lists(st.sampled_from(HALVES), min_size=2, max_size=5)


@pytest.mark.integration
@settings(max_examples=150, deadline=None)
@given(PLANTED, PLANTED, st.integers(0, 80))
@example(["x,y,Серікбаев"] * 2, ["x,y,Серікбаев", "Сериков Асқар,b", "x,y,Серікбаев"], 44)
def test_what_was_read_before_hides_nothing(before: list[str], now: list[str], at: int) -> None:
    first, second = ("\n".join([*FILLING[:at], *planted, *FILLING[at:]]) for planted in (before, now))
    _forget()
    fresh = _found(second)
    _forget()
    _found(first)
    assert _found(second) == fresh
