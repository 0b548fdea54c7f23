"""Tables of two persons, and headers that are Kazakh or Russian words in Latin letters."""

from __future__ import annotations

import pytest

from transparency.gate import File, Register, scan
from transparency.gate.latin_headers import in_cyrillic


def _rules(text: str) -> set[str]:
    return {problem.rule for problem in scan([File("t.csv", text.encode())], Register())}


@pytest.mark.parametrize(
    "text",
    [
        "№;возраст;группа;причина пропуска\n1;18;АГ-24;операция\n2;20;АГ-22;уход\n",
        "рет;жасы;тобы;бөлме\n1;19;ИЖ-22;214\n2;21;ИЖ-20;305\n",
        "case,age,programme,condition\n07,21,6B017,hearing\n08,19,6B061,epilepsy\n",
        "vozrast,kurs,gruppa,obshezhitie\n19,2,IS-22,da\n21,4,IS-20,net\n",
        "шифр;школа;ЕНТ;форма\n41;сельская;87;грант\n42;гимназия;121;платно\n",
    ],
)
def test_two_rows_of_persons_are_found(text: str) -> None:
    assert "P15" in _rules(text)


@pytest.mark.parametrize(
    "text",
    [
        "пол;средний возраст;средний балл\nж;20;3,2\nм;21;3,0\n",
        "benefit,discount,document\norphan,100%,certificate\ndisability,50%,certificate\n",
        "код;группа;курс;стипендия\n1;ИС-22;2;45000\n2;ИС-23;1;42000\n",
        "scenario,age,income,result\nA,20,low,grant\nB,45,high,none\n",
        "age,gender,n\n19,f,120\n20,f,110\n",
        "курс;студенттер;жатақханада тұратындар;мүгедектігі бар студенттер\n1;812;310;14\n2;790;255;12\n",
        "№;возраст;мужчины;женщины\n1;18;40;60\n2;19;42;61\n",
    ],
)
def test_two_rows_of_groups_or_rules_are_lawful(text: str) -> None:
    assert _rules(text) == set()


@pytest.mark.parametrize(
    ("head", "same"),
    [("jynysy", "жынысы"), ("zhynysy", "жынысы"), ("otbasy tabysy", "отбасы табысы"), ("student no", "student no")],
)
def test_headers_in_latin_letters_are_read(head: str, same: str) -> None:
    assert in_cyrillic(head) == same
