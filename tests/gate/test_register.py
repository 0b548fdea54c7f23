"""The register of lawful exceptions: value, place, term, and words around."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import yaml

from tests.gate.report import ROOT
from transparency.cli.explain import explain
from transparency.gate import File, Register, scan
from transparency.gate.register import read_exceptions
from transparency.model.exceptions import LawfulException

HEAD = LawfulException(
    kind="name",
    value="Есімов Д.Б.",
    ground="a clause of the synthetic rules",
    where=("docs/**/head.md",),
    until=dt.date(2026, 12, 31),
    decided_by="council",
)
DAY = dt.date(2026, 6, 1)


def _rules(name: str, text: str, lawful: Register) -> set[str]:
    return {problem.rule for problem in scan([File(name, text.encode())], lawful)}


def test_a_registered_name_is_lawful_in_its_place() -> None:
    assert _rules("docs/kk/head.md", "Ректор Есімов  Д. Б.", Register((HEAD,), DAY)) == set()


def test_outside_its_place_it_is_a_finding() -> None:
    assert _rules("docs/kk/news.md", "Ректор Есімов Д.Б.", Register((HEAD,), DAY)) == {"P18"}


def test_after_its_term_it_is_a_finding() -> None:
    assert _rules("docs/kk/head.md", "Ректор Есімов Д.Б.", Register((HEAD,), dt.date(2027, 1, 1))) == {"P18"}


def test_another_name_is_not_covered() -> None:
    assert _rules("docs/kk/head.md", "Ректор Сәрсенов Қ.Б.", Register((HEAD,), DAY)) == {"P09"}


LISTED = {"ground": "a clause of the synthetic rules", "where": ("**",), "until": DAY, "decided_by": "council"}
PATRONS = LawfulException(
    kind="name",
    values=("Дәурен Болатұлы Есімов", "Константин Игоревич Пробнов", "Оразбаева Гүлмира"),
    frames=("named", "street", "place", "institution", "prize"),
    **LISTED,
)
CITED = LawfulException(kind="name", frames=("reference",), **LISTED)
HISTORIC = LawfulException(kind="name", values=("Дәурен Болатұлы Есімов",), frames=("history",), **LISTED)


@pytest.mark.parametrize(
    ("text", "lawful"),
    [
        ("университет имени К.И. Пробнова", True),
        ("действует от имени К.И. Пробнова", False),
        ("по имени Айгерім Досанова", False),
        ("университет имени Айгерім Досановой", False),
        ("Дәурен Есімов атындағы мектеп", True),
        ("Д. Есімов атындағы мектептің", True),
        ("Дәурен Сәрсенов атындағы мектеп", False),
        ("Дәурен Есімов аттас мектеп", False),
        ("Дәурен Есімов атына хат келді", False),
        ("Дәурен Есімов көшесі", True),
        ("Дәурен Есімов көшесіндегі", True),
        ("Дәурен Есімов көшелік", False),
        ("ул. Даурена Есимова, 5", True),
        ("ул. Айгерім Досановой, 5", False),
        ("на улице Даурена Есимова", True),
        ("проспекту Даурена Есимова", True),
        ("улучшил Даурен Есимов", False),
        ("пр. Даурен Есимов", True),
        ("пр Айгерім Досанова", False),
        ("named after Dauren Yessimov", True),
        ("signed by Dauren Yessimov", False),
        ("Dauren Yessimov University", True),
        ("D.B. Yessimov KazNU", True),
        ("Dauren Yessimov International Airport", True),
        ("Dauren Yessimov roadmap", False),
        ("Дәурен Есімов халықаралық әуежайына", True),
        ("мавзолей Даурена Есимова", True),
        ("Дәурен Есімов сыйлығының", True),
        ("стипендия Даурена Есимова", True),
        ("Дәурен Есімов медалімен", True),
        ("Дәурен Есімов медальмен", False),
        ("Дәурен Есімов академиясының", True),
        ("Дәурен Есімов академиялық", False),
        ("Гүлмира Оразбаеваның көшесі", True),
        ("площадь Гульмиры Оразбаевой", True),
        ("имени Оразбаевой Г.", True),
    ],
)
def test_an_eponym_is_told_from_a_person(text: str, lawful: bool) -> None:
    assert (_rules("a.md", text, Register((PATRONS,), DAY)) == set()) is lawful


@pytest.mark.parametrize(
    ("text", "lawful"),
    [
        ("1. Есімов Д.Б. Жалпы химия: оқулық. – Алматы: Баспа, 2019. – 320 б.", True),
        ("2. Пробнов К.И., Досанова А. Общая химия // Вестник науки. 2021. № 3.", True),
        ("- Yessimov D., Dosanova A. General chemistry. London: Press, 2020. 120 p.", True),
        ("Есімов Д.Б. 2019 жылы Алматы қаласында баяндама жасады", False),
        ("Отчёт сдал Пробнов К.И., 2021 г., 20 с.", False),
        ("Пробнов К.И., 1990 года, проживает в Алматы", False),
    ],
)
def test_only_a_citation_names_any_author(text: str, lawful: bool) -> None:
    assert (_rules("a.md", text, Register((CITED,), DAY)) == set()) is lawful


@pytest.mark.parametrize(
    ("text", "lawful"),
    [
        ("Дәурен Есімовтің шығармалары", True),
        ("роман Даурена Есимова", True),
        ("Д.Б. Есімов туралы", True),
        ("Д. Есімов туралы", False),
        ("ФИО: Есімов Д.", False),
        ("Дәурен Сәрсенов туралы", False),
    ],
)
def test_a_person_of_history_is_known_by_the_full_name(text: str, lawful: bool) -> None:
    assert (_rules("a.md", text, Register((HISTORIC,), DAY)) == set()) is lawful


OTHERS = (
    *(
        "Айгерім Досанова",
        "Жұмабекова А.Қ.",
        "Тестов Иван Петрович",
        "Ерлан Сәрсенов",
        "С.Қ. Тестова",
        "Aigerim Dosanova",
    ),
    *("Болатұлы Ерлан", "Құдайбергенов Е.Т."),
)
FOLLOWING = tuple(dict.fromkeys((Path(__file__).parent / "following_words.txt").read_text("utf-8").split()))


@pytest.mark.parametrize(
    "entry", [PATRONS, CITED, HISTORIC, *read_exceptions(ROOT)[0]], ids=lambda entry: entry.ground[:40]
)
def test_no_entry_covers_another_name_whatever_word_follows_it(entry: LawfulException) -> None:
    assert len(FOLLOWING) >= 200
    lawful = Register((entry,), DAY)
    passed = [(n, w) for n in OTHERS for w in FOLLOWING if "P09" not in _rules("a.md", f"{n} {w}", lawful)]
    assert not passed


@pytest.mark.parametrize("name", ["Дәурен Есімов", "К.И. Пробнов", "Оразбаева Гүлмира"])
def test_a_patron_is_covered_in_a_frame_only(name: str) -> None:
    lawful = Register((PATRONS,), DAY)
    assert not [word for word in FOLLOWING if "P09" not in _rules("a.md", f"{name} {word}", lawful)]


@pytest.mark.parametrize(
    "form",
    [
        *("Есімов Дәурен Болатұлы", "Есімовтің", "Д.Б. Есімовке", "Дәурен Есімовпен", "Дәурен Болатұлына", "Есімов Д."),
        *("Есимову Даурену", "Дауреном Есимовым", "Есимова Д.Б.", "Dauren Yessimov's", "YESSIMOV DAUREN"),
    ],
)
def test_a_registered_person_is_known_in_every_form_of_the_name(form: str) -> None:
    head = HEAD.model_copy(update={"value": "Дәурен Болатұлы Есімов"})
    assert _rules("docs/kk/head.md", f"Ректор {form} жариялады", Register((head,), DAY)) == set()


@pytest.mark.parametrize(
    "form", ["Дәурен Болатұлы Сәрсенов", "Есімов Ж.", "Есімова Динара", "Дәурен Есімов, Айгерім Досанова"]
)
def test_a_relative_or_a_namesake_is_not_the_registered_person(form: str) -> None:
    head = HEAD.model_copy(update={"value": "Дәурен Болатұлы Есімов"})
    assert _rules("docs/kk/head.md", f"Ректор {form} жариялады", Register((head,), DAY)) == {"P09"}


def test_a_name_is_never_an_expression() -> None:
    with pytest.raises(ValueError, match="a name has no pattern"):
        LawfulException(kind="name", pattern=".*", **LISTED)


def test_the_register_of_this_site_is_sound() -> None:
    entries, mistakes = read_exceptions(ROOT)
    assert entries
    assert not mistakes
    assert all(entry.until > entry_day for entry in entries for entry_day in [dt.date(2026, 1, 1)])


def test_an_entry_must_say_what_it_allows() -> None:
    with pytest.raises(ValueError, match="value or a pattern"):
        LawfulException(kind="name", ground="a clause of some law", where=("**",), until=DAY, decided_by="council")


def test_an_explanation_says_how_many_grounds_wait_for_a_lawyer(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    entry = {**HEAD.model_dump(mode="json", exclude_none=True), "until": HEAD.until}
    entries = (entry, {**entry, "value": "Есімов Ж.", "ground_status": "confirmed"})
    written = "".join(yaml.safe_dump([one], allow_unicode=True) for one in entries)
    (tmp_path / "data/exceptions.yml").write_text(f"exceptions:\n{written}", encoding="utf-8")
    said = explain(tmp_path, "P09")
    assert "Entries of this kind: 2; with a ground that no lawyer has confirmed: 1." in said
    assert "Entries" not in explain(tmp_path, "P02")
