"""Other names of a process: other words, never the same name with other letters, case or spaces."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import DATE
from transparency.model.correction import Correction
from transparency.model.process import Process, TitleVariant
from transparency.model.text import LocalText
from transparency.registry.load import load
from transparency.site.build.content import content
from transparency.site.views.other_names import comparable, other_codes, other_names


@pytest.fixture
def card(small: Path) -> Process:
    draft, problems = load(small)
    assert draft is not None, problems
    card = draft.processes[0].record
    return card.model_copy(update={"title": LocalText(kk="Сапаны басқару жүйесі", ru="Качество", en="Quality")})


def named(card: Process, *names: str) -> Process:
    return card.model_copy(update={"title_variants": tuple(TitleVariant(text=n, where="heading") for n in names)})


def corrected(card: Process, field: str, printed: str) -> Correction:
    return Correction(
        id="C1", processes=(card.id,), field=field, printed=(printed,), chosen=("Дұрысы",), reason="typography"
    )


@pytest.mark.parametrize(
    "name",
    [
        "САПАНЫ БАСҚАРУ ЖҮЙЕСІ",
        "  Сапаны   басқару жүйесі ",
        "«Сапаны басқару жүйесі»",
        "Сапаны баскару жүйесі",
        "Сапаны басқару жүйесін",
    ],
)
def test_another_spelling_is_not_another_name(card: Process, name: str) -> None:
    assert other_names(named(card, name), "kk", ()) == ()


def test_other_words_are_another_name_told_once(card: Process) -> None:
    names = ("Реттеуші құжаттар", "РЕТТЕУШІ ҚҰЖАТТАР", "Сапа менеджменті")
    assert other_names(named(card, *names), "kk", ()) == ("Реттеуші құжаттар", "Сапа менеджменті")


def test_a_slip_that_was_corrected_is_not_another_name(card: Process) -> None:
    slip = corrected(card, "title", "«СЕРТИФИКАТТАУ»")
    assert other_names(named(card, "Сертификаттау", "Сапа менеджменті"), "kk", (slip,)) == ("Сапа менеджменті",)


def test_codes(card: Process) -> None:
    card = card.model_copy(update={"code": "EU-8.1-01", "code_aliases": ("EU - 8.1–01", "EU-8.1-02", "EU-9")})
    assert other_codes(card, (corrected(card, "code", "EU-8.1-02"),)) == ("EU-9",)


def test_dashes_quotes_case_and_spaces_do_not_count() -> None:
    assert comparable(" «ҮлгіУ» – 8.1 —2026") == comparable("“үлгіу”-8.1 - 2026")


def test_the_card_shows_what_is_left(small: Path) -> None:
    file = small / "data/processes/p01.yml"
    variants = "title_variants:\n  - {text: САПА, where: heading}\n  - {text: Сапа менеджменті, where: contents}\n"
    file.write_text(variants + file.read_text(encoding="utf-8"), encoding="utf-8")
    found, problems = content(small, DATE)
    assert found is not None, problems
    card = found.html["processes/p01", "kk"]
    assert "<li>Сапа менеджменті</li>" in card
    assert "<li>САПА</li>" not in card
