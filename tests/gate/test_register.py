"""The register of lawful exceptions: value, place, term, and words around."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import yaml

from tests.gate.report import ROOT, register
from transparency.cli.explain import explain
from transparency.gate import File, Register, scan
from transparency.gate.load_exceptions import read_exceptions
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


@pytest.mark.parametrize(
    ("text", "lawful"),
    [
        ("университет имени К.И. Пробнова", True),
        ("действует от имени К.И. Пробнова", False),
        ("по имени Айгерім Досанова", False),
        ("Дәурен Есімов атындағы мектеп", True),
        ("Дәурен Есімов аттас мектеп", False),
        ("Дәурен Есімов көшесі", True),
        ("ул. Даурена Есимова, 5", True),
        ("named after Dauren Yessimov", True),
        ("signed by Dauren Yessimov", False),
    ],
)
def test_an_eponym_is_told_from_a_person(text: str, lawful: bool) -> None:
    assert (_rules("a.md", text, register()) == set()) is lawful


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
