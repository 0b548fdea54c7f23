"""What a finding shows of the text beside it, in three languages, and what it never shows."""

from __future__ import annotations

import re

import pytest

from tests.gate.report import register
from transparency.gate import File, scan
from transparency.gate.excerpt import excerpt
from transparency.gate.word_kinds import GIVEN, PATRONYMIC, SURNAME, sort_of
from transparency.model.languages import LANGUAGES
from transparency.model.problem import translated

TEXTS = (
    ("Тексеру нәтижесін декан Ермағанбетов кеңеске ұсынады.", "… нәтижесін декан [***] … ұсынады"),
    ("Результаты проверки декан Ермаганбетов представит совету.", "… проверки декан [***] представит совету"),
    ("Then the dean asked Ms. Yermaganbetova about the plan.", "the dean asked … [***] about the plan"),
)


def _what(text: str) -> str:
    (problem,) = scan([File("a.txt", text.encode())], register())
    return problem.what


@pytest.mark.parametrize(("text", "shown"), TEXTS)
def test_a_finding_shows_the_words_beside_it_and_not_the_value(text: str, shown: str) -> None:
    assert _what(text).endswith(f"beside: {shown}.")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("паспорт ермағанбетов азамат 87011234567 поштасы a@b.kz", "азамат"),
        ("звонить Ивановой по номеру 870112 345 67 или писать", "номеру"),
        ("ЖСН 010203500016 және Қ. Ермағанбетов, бөлме 214", "және"),
    ],
)
def test_no_number_capital_or_name_is_shown(text: str, value: str) -> None:
    start = text.index(value)
    shown = excerpt(text, start, start + len(value)).replace("[***]", "")
    assert not re.search(r"[\d@A-ZА-ЯӘҒҚҢӨҰҮҺІ]", shown)
    assert not any(sort_of(word) & (GIVEN | SURNAME | PATRONYMIC) for word in re.findall(r"\w+", shown))


def test_a_value_alone_has_no_excerpt() -> None:
    assert excerpt("Ермағанбетов", 0, 12) == ""
    assert excerpt("Астана 12 Ермағанбетов", 10, 22) == ""


@pytest.mark.parametrize("text", ["Студент Иванова Анна переведена.", "ИИН 010203500016", "a,b\n1,2"])
def test_findings_speak_three_languages(text: str) -> None:
    problems = scan([File("a.txt", text.encode())], register())
    said = [[problem.what for problem in translated(problems, lang)] for lang in LANGUAGES]
    assert all(len({*whats}) == len(LANGUAGES) for whats in zip(*said, strict=True))
