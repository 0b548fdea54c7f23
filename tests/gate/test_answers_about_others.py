"""Answers of a survey that point at another person without a name are refused under headings of answers, and only there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.gate.report import register
from transparency.gate import File, scan
from transparency.gate.answers_about_others import _PERSON, tells_of_another
from transparency.gate.word_cues import OTHER, cues_in

CASES = yaml.safe_load((Path(__file__).parent / "answers_about_others.yml").read_text("utf-8"))
LEAST = 20
"""Cases of each verdict."""
TOLD = "Преподавательница статистики на втором курсе постоянно кричит."


def _cases() -> Iterator[tuple[str, str]]:
    for verdict, languages in CASES.items():
        yield from ((verdict, case) for cases in languages.values() for case in cases)


def _rules(case: str) -> set[str]:
    name, between, text = case.partition(" :: ")
    name, text = (name, text) if between else ("a.html" if case.startswith("<") else "a.md", case)
    return {problem.rule for problem in scan([File(name, f"{text}\n".encode())], register())}


def test_there_are_enough_cases() -> None:
    counts = [sum(map(len, CASES[verdict].values())) for verdict in ("blocked", "allowed")]
    assert min(counts) >= LEAST


@pytest.mark.parametrize(("verdict", "case"), [*_cases()])
def test_an_answer_about_another_person_is_refused(verdict: str, case: str) -> None:
    assert ("P12" in _rules(case)) is (verdict == "blocked")


def test_the_same_words_are_judged_by_what_stands_above_them() -> None:
    for heading, expected in (("Ход занятия", False), ("Открытые ответы", True), ("Ход занятия", False)):
        assert ("P12" in _rules(f"## {heading}\n\n- Да.\n- {TOLD}")) is expected


@pytest.mark.parametrize(
    "text",
    [
        "Преподавательница постоянно кричит и опаздывает.",
        "На втором курсе постоянно опаздывают и кричат все.",
        "Преподавательница статистики на втором курсе.",
        "Обратитесь к куратору нашей группы, он пишет справки.",
    ],
)
def test_each_part_is_needed(text: str) -> None:
    assert tells_of_another(TOLD)
    assert not tells_of_another(text)


@pytest.mark.integration
@settings(max_examples=2_000, deadline=None)
@given(st.sampled_from([*_PERSON.values()]).flatmap(lambda words: st.from_regex(words, fullmatch=True)))
def test_every_word_for_a_person_has_its_cue(text: str) -> None:
    if any(words.search(text.lower()) for words in _PERSON.values()):
        assert cues_in(text) & OTHER
