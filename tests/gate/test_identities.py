"""Accounts, numbers of documents and students, rooms, dates of birth in keys, broken numbers."""

from __future__ import annotations

import pytest

from tests.gate import synthetic
from transparency.gate import File, Register, scan

IIN = synthetic.IIN
FOUND = (
    ("P19", "Пишите: https://t.me/test_person1"),
    ("P19", "t.me/aigerim_test"),
    ("P19", "https://www.instagram.com/test.person_99/"),
    ("P19", "vk.com/test_person"),
    ("P19", "https://vk.com/id99900011"),
    ("P19", "linkedin.com/in/test-person-0a1"),
    ("P19", "https://www.facebook.com/test.person.9"),
    ("P19", "tiktok.com/@testperson9"),
    ("P19", "Телеграм: @test_person"),
    ("P19", "телеграмда жазыңыз: @testtuly_k"),
    ("P19", "Куратор топа (@test_kurator)"),
    ("P19", "instagram – test.person_99"),
    ("P19", "Telegram: test_person9"),
    ("P19", "<a href='https://t.me/test_person1'>жазу</a>"),
    ("P06", "студент 22B030417 сдал"),
    ("P06", "21-TPP-00417"),
    ("P06", "Білім алушы 23-ІСП-01234"),
    ("P06", "диплом ЖБ-Б № 0990417"),
    ("P06", "Диплом сериясы ЖБ № 09904171"),
    ("P06", "diploma No. 0990417"),
    ("P06", "военный билет НП № 9990417"),
    ("P06", "әскери билеті АА 9990417"),
    ("P06", "приписное свидетельство № 990417"),
    ("P06", "свидетельство о рождении I-АБ № 990417"),
    ("P06", "туу туралы куәлігі 09904175"),
    ("P06", "birth certificate No 0990417"),
    ("P06", "military ID 9990417"),
    ("P06", "удостоверение личности 099 041 759"),
    ("P06", "жеке куәлігі: 099 041 759"),
    ("P06", "Student no. Z24-0999-A fell ill"),
    ("P02", "үй телефоны: (7172) 99-00-41"),
    ("P02", "Бір нөмір бар: (7172) 99-00-41, пәтердікі"),
    ("P02", "ring the assistant at home, tel. 7172 99 00 41"),
    ("P08", "Көкшетау қаласы Жаңа ш/а 99 үй 99 пәтер"),
    ("P08", "Flat 99, 9 Abc-Defg Street, Astana"),
    ("P08", "Тұрғын үйі: Үлгі к-сі 99, 1-кіреберіс, 99 п."),
    ("P08", "живёт в общежитии № 2, комната 314"),
    ("P08", "№ 1 жатақхана, 207-бөлме"),
    ("P08", "Dormitory 3, room 412"),
    ("P08", "общежитие, к. 3, ком. 215"),
    ("P08", "Жатақхана: 3-қабат, 305 бөлме"),
    ("P07", "birth_date = 1990-02-15"),
    ("P07", "student_birth_date: 15.02.1990"),
    ("P07", "date_of_birth=1990-02-15"),
    ("P07", "дата_рождения: 15.02.1990"),
    ("P07", "туған_күні = 15.02.1990"),
    ("P07", "data_rozhdeniya: 15.02.1990"),
    ("P07", "tugan_kuni=1990-02-15"),
    ("P01", f"ЖСН {IIN[:6]}\n{IIN[6:]} деп жазылған"),
    ("P01", f"ИИН: {IIN[:8]}-\n{IIN[8:]}"),
    ("P01", f"Нөмірі {IIN[:4]} {IIN[4:8]}\n{IIN[8:]}"),
    ("P01", f"    ЖСН {IIN[:7]}\n    {IIN[7:]}"),
)
LAWFUL = (
    "https://t.me/share/url?url=x",
    "https://www.facebook.com/sharer/sharer.php",
    "https://vk.com/club12345",
    "https://www.linkedin.com/company/university",
    "@media (max-width: 600px)",
    "import x from '@scope/package'",
    "@pytest.mark.parametrize",
    "@param value the text",
    "6B07201, 7M04101",
    "приказ № 22-ОД-00417",
    "регистрационный № 21-ТПП-00417",
    "диплом № 12, выданный комиссией",
    "Диплом бағдарламасы 6B07201",
    "военная кафедра, 120 мест",
    "общежитие на 314 мест",
    "Комендант общежития: комната 101",
    "жатақхана 207 орынға арналған",
    "комната 314 главного корпуса",
    "foundation_date = 1990-02-15",
    "2024\n2025",
    "120 345\n678 901",
    "Telegram: канал университета",
)


def _rules(text: str) -> set[str]:
    name = "a.html" if text.startswith("<") else "a.md"
    return {problem.rule for problem in scan([File(name, f"{text}\n".encode())], Register())}


@pytest.mark.parametrize(("rule", "text"), FOUND, ids=[text.replace("\n", " ") for _, text in FOUND])
def test_what_stands_for_one_person_is_found(rule: str, text: str) -> None:
    assert rule in _rules(text)


@pytest.mark.parametrize("text", LAWFUL)
def test_what_only_looks_like_it_passes(text: str) -> None:
    assert _rules(text) == set()
