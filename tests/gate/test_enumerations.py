"""Enumerations of single words, patrons of institutions, persons of history: names that are nobody's data."""

from __future__ import annotations

import pytest

from tests.gate.report import register
from transparency.gate import File, scan


def _is_refused(text: str) -> bool:
    return any(problem.rule in ("P03", "P09") for problem in scan([File("a.txt", f"{text}\n".encode())], register()))


@pytest.mark.parametrize(
    "text",
    [
        "Сабақта Гомер, Данте, Сервантес және Шекспир шығармалары талданады.",
        "Установлены Julia, Jasmine, Django и Jenkins.",
        "Соглашение с Университетом имени Адама Мицкевича подписано.",
        "Нұрмұхан Сейтқалиев атындағы театрда көрме ашылды.",
        "Partners are Johns Hopkins University and Adam Mickiewicz University.",
        "Readings: Jane Austen, Virginia Woolf, George Orwell.",
        "Құрметті ұстаз! Құрметті апай!",
        "3. Atkins P., de Paula J. Physical Chemistry. Oxford, 2014.",
        "Сұрақтар: qabyldau@univ-example.kz, admin@univ-example.kz.",
    ],
)
def test_what_is_nobodys_data_is_lawful(text: str) -> None:
    assert not _is_refused(text)


@pytest.mark.parametrize(
    "text",
    [
        "Омаров, Асан, 2 курс, ИС-22",
        "Присутствовали: Омарова Дана, Ким Олег, Сейтов Асан.",
        "Омаров, Асан, Серикович, 2005",
        "Сұрақтар: Нұрмұхан Сейтқалиев, деканат.",
        "Ask Adam Mickelson, University of Leeds.",
        "Выдано в университете, имени владельца нет: Сериков Асан.",
        "Сұрақтар: aigerim@univ-example.kz.",
    ],
)
def test_persons_beside_them_are_found(text: str) -> None:
    assert _is_refused(text)


@pytest.mark.parametrize(
    "text", ["староста группы: Ернур", "Методист – Тюлюбаева.", "Group monitor: Ernur", "Оқытушы: Дүйсенәлі"]
)
def test_a_post_as_a_label_has_the_name_of_its_holder(text: str) -> None:
    assert _is_refused(text)


@pytest.mark.parametrize(
    "text", ["Куратор: Деканат", "Автор: Пресс-служба", "Head of department: Agronomy", "Декан орынбасары: бос орын"]
)
def test_a_post_as_a_label_may_have_a_unit(text: str) -> None:
    assert not _is_refused(text)
