"""The guide "the check refuses my file, what now?" knows every rule and quotes messages as the program says them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from transparency.gate import RULES
from transparency.model.languages import LANGUAGES, Lang
from transparency.model.messages import Message

RANGE = re.compile(r"P(\d\d)–P(\d\d)")


def _guide(root: Path, lang: Lang) -> str:
    return (root / f"handbook/gate-{lang}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_rule_has_its_row(root: Path, lang: Lang) -> None:
    table = "\n".join(line for line in _guide(root, lang).splitlines() if line.startswith("|"))
    named = set(re.findall(r"P\d\d", table))
    for first, last in RANGE.findall(table):
        named |= {f"P{number:02d}" for number in range(int(first), int(last) + 1)}
    assert named == set(RULES)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_example_is_a_message_of_the_program(root: Path, lang: Lang) -> None:
    place = Message('sheet "{title}", cell {cell}', title="Тізім", cell="B3").text_in(lang)
    title = RULES["P09"].title
    said = Message(
        "looks like: {title} ({size} characters, not shown), beside: {excerpt}.", title=title, size=22, excerpt="…"
    )
    assert f"P09 {place}: {said.text_in(lang).partition('…')[0]}" in _guide(root, lang)


def test_the_guides_have_the_same_outline(root: Path) -> None:
    outlines = {
        tuple(line[:2] for line in _guide(root, lang).splitlines() if re.match(r"#|\d\.|\||- ", line))
        for lang in LANGUAGES
    }
    assert len(outlines) == 1
