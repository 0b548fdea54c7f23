"""Each detector alone: a text that it must find, and the nearest one that it must not."""

from __future__ import annotations

import pytest

from tests.gate import synthetic
from transparency.gate.births import birth
from transparency.gate.contact import address, email, position
from transparency.gate.finding import BlockDetector, TextBlock
from transparency.gate.identity_documents import identity_documents
from transparency.gate.normalise import plain
from transparency.gate.numbers import card, control_digit, iban, iin, is_iin, luhn, phone
from transparency.gate.people import people
from transparency.gate.rules import RULES

NEAR: tuple[tuple[str, BlockDetector, str, str], ...] = (
    ("IIN, not BIN", iin, synthetic.IIN, synthetic.BIN),
    ("IIN, not a float", iin, f"x {synthetic.IIN}", f"0.{synthetic.IIN}"),
    ("IIN, not part of a longer number", iin, synthetic.IIN, f"1{synthetic.IIN}9"),
    ("mobile, not fixed line", phone, "+7 701 555 01 99", "+7 7172 55 01 99"),
    ("mobile, not free call", phone, "8 747 555 01 99", "8 800 555 01 99"),
    ("mailbox, not a picture for dense screens", email, "a.b@mail.ru", "logo@2x.png"),
    (
        "card, not a number that fails Luhn",
        card,
        synthetic.VISA,
        synthetic.VISA[:-1] + str((int(synthetic.VISA[-1]) + 1) % 10),
    ),
    ("account, not licence", iban, synthetic.IBAN, "KZ70LAA00005828"),
    ("passport number, not the word", identity_documents, "паспорт N09999003", "паспорт программы 6B04101"),
    ("birth, not foundation", birth, "туған күні 15.02.1990", "құрылған күні 15.02.1990"),
    ("flat, not office", address, "ул. Пробная, 7, кв. 45", "ул. Пробная, 7, каб. 45"),
    ("a person's place, not the campus", position, "GPS студента 51.12821, 71.43043", "GPS кампуса 51.12821, 71.43043"),
    ("name with initials, not abbreviation", people, "Есімов Д.Б.", "Т.А.Ә. Күні"),
    ("patronymic, not the word great", people, "Болатұлы Ерлан", "ұлы дала"),
    ("name, not unit", people, "Айгерім Досанова", "Сапа Бөлімі"),
)


@pytest.mark.parametrize(("detector", "found", "passed"), [case[1:] for case in NEAR], ids=[case[0] for case in NEAR])
def test_a_detector_tells_the_value_from_its_neighbour(detector: BlockDetector, found: str, passed: str) -> None:
    assert list(detector(TextBlock(found)))
    assert not list(detector(TextBlock(passed)))


def test_the_second_control_pass_is_used() -> None:
    with_second = next(
        b
        for b in (f"900215390{n:02d}" for n in range(100))
        if _first_remainder(b) == 10 and control_digit(b) is not None
    )
    control = control_digit(with_second)
    assert is_iin(f"{with_second}{control}")
    assert not is_iin(f"{with_second}{(control or 0) + 1 if control != 9 else 0}")


def _first_remainder(digits: str) -> int:
    return sum(int(d) * w for d, w in zip(digits, range(1, 12), strict=True)) % 11


def test_luhn_is_the_published_example() -> None:
    assert luhn("4539578763621486")
    assert not luhn("4539578763621487")


@pytest.mark.parametrize("form", ["Есімов", "Есімовтің", "Есімовқа", "Есімовым", "ЕСІМОВ", "Есімова", "Есімовой"])
def test_a_surname_is_known_in_its_cases(form: str) -> None:
    assert list(people(TextBlock(f"{form} Дәурен")))


def test_offsets_lead_back_to_the_file() -> None:
    raw = "а\u200bб &#1048;в\u00adан **Ив**ан %D0%98 конец"
    result = plain(raw)
    for offset, character in enumerate(result.text):
        origin = result.origin(offset)
        assert 0 <= origin < len(raw)
        if character in "абконец":
            assert raw[origin] == character


def test_every_rule_explains_itself() -> None:
    for code, rule in RULES.items():
        text = rule.explained("en")
        assert text.startswith(f"{code}: ")
        assert rule.advice.endswith(".")
        assert "94-V" in text
