"""Names of the monitoring archive, obscene words, audience marks, review marks and deadlines of documents."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.conftest import DATE
from transparency.cli.validate import main
from transparency.model.problem import as_text
from transparency.model.quality import ControlledDocument
from transparency.model.text import LANGUAGES, Lang, LocalText
from transparency.registry.archive_names import has_archive_name, wrong_names
from transparency.registry.check_neutral_texts import is_obscene
from transparency.site.build.content import content
from transparency.site.views.audience import AUDIENCES, audience

RIGHT = ("2025_11_20_Registry_Report.docx", "2024_02_29_Оқу бөлімі_Есеп.pdf", "2026_01_01_QA_Minutes.xlsx")
WRONG = (
    "2025_11_20_Фарм.Мектеп СҚЕК есебі.docx",  # the example of the source itself: unit and type are not divided
    "2025_02_29_Registry_Report.docx",
    "2025_13_01_Registry_Report.docx",
    "25_11_20_Registry_Report.docx",
    "2025_11_20_Registry_Report.doc",
    "2025_11_20_Registry_Report_final.docx",
    "2025_11_20__Report.docx",
)


def test_names_of_the_archive(tmp_path: Path) -> None:
    for name in (*RIGHT, *WRONG):
        (tmp_path / name).touch()
    assert [name for name in RIGHT if not has_archive_name(name)] == []
    assert sorted(one.file for one in wrong_names(tmp_path)) == sorted(WRONG)


def test_the_command_answers_for_an_archive(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / RIGHT[0]).touch()
    assert main(["--archive", str(tmp_path)]) == 0
    (tmp_path / WRONG[4]).touch()
    assert main(["--archive", str(tmp_path)]) == 1
    assert "A13" in capsys.readouterr().out


FORBIDDEN = (
    "Какая-то х\u0443йня",
    "расп\u0438здяй",
    "заеб\u0430ли",
    "бл\u044fдь",
    "қот\u0430қ",
    "сікт\u0456р",
    "holy sh\u0069t",
    "FUCK\u0049NG",
)
ALLOWED = (
    "Учёба, хлеб, небо, требование, ребёнок, колебание, потребность, сукно, команда, рубль, подстраховка",
    "Дрожжи, мудрость, мандарин, хулиган, загон, оболочка, дебаты, гребля",
    "Көтеру, көтерме, көтіру, сіңіру, жел, қанша, боқша, көтермелеу",
    "Scunthorpe, shiitake, Essex, cockpit, classic assessment, shift, whorl",
)


@pytest.mark.parametrize("text", FORBIDDEN)
def test_an_obscene_word_is_found(text: str) -> None:
    assert is_obscene(text)


@pytest.mark.parametrize("text", ALLOWED)
def test_ordinary_words_are_not(text: str) -> None:
    assert [word for word in text.split(", ") if is_obscene(word)] == []


def test_an_obscene_word_in_a_record_is_refused_and_not_repeated(small: Path) -> None:
    file = small / "data/quality/improvements.yml"
    file.write_text(file.read_text("utf-8").replace("A late action", f"A late {FORBIDDEN[7]} action"), "utf-8")
    found, problems = content(small, DATE)
    assert found is None
    assert [one.rule for one in problems] == ["L12"]
    assert FORBIDDEN[7].lower() not in as_text(problems).lower()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_says_for_whom_it_is(site: Path, lang: Lang) -> None:
    start = site if lang == "kk" else site / lang
    pages = [start / "index.html", *(start / name / "index.html" for name in AUDIENCES)]
    for page in pages:
        text = page.read_text("utf-8")
        assert text.count("<dd data-audience>") == 1, page
        assert "<dd data-audience></dd>" not in text


def test_a_page_is_also_for_those_whose_question_it_answers() -> None:
    assert audience("figures/agreements", {"partner", "parent"}) == (*AUDIENCES["figures"], "partner")
    assert audience("about/questions", {"partner"}) == (), "a page for everybody stays so"


@pytest.mark.parametrize(("checked", "late"), [(dt.date(2025, 11, 20), False), (dt.date(2025, 11, 19), True)])
def test_a_document_is_checked_once_a_year(checked: dt.date, late: bool) -> None:
    text = LocalText(**dict.fromkeys(LANGUAGES, "a"))
    one = ControlledDocument(
        id="a",
        title=text,
        kind="procedure",
        level=2,
        origin="internal",
        publication_class="full",
        unit="u",
        approved_on=dt.date(2020, 1, 1),
        reviewed_on=checked,
    )
    assert one.is_stale(DATE) == late
    assert one.model_copy(update={"reviewed_on": None}).is_stale(DATE)
    assert not one.model_copy(update={"reviewed_on": None, "approved_on": None}).is_stale(DATE)


PLAN = """plans:
  - id: laboratories
    title: {kk: Зертханалар, ru: Лаборатории, en: Laboratories}
    goal: {kk: Жаңарту, ru: Обновить, en: Renew them}
    unit: quality-office
    starts: 2026-01-01
    ends: 2026-12-31
    control_points:
      - {kk: Маусымда, ru: В июне, en: A check in June}
"""
REVIEW = """reviews:
  - id: texts
    title: {kk: Мәтіндер, ru: Тексты, en: All texts}
    asked:
      - {kk: Намысқа нұқсан жоқ, ru: Нет вреда чести, en: No harm to honour}
    unit: quality-office
    reviewed_on: 2026-05-05
"""


@pytest.mark.parametrize(
    ("file", "text", "shown"), [("plans", PLAN, "A check in June"), ("content-reviews", REVIEW, "5 May 2026")]
)
def test_plans_and_review_marks_stand_on_the_quality_page(small: Path, file: str, text: str, shown: str) -> None:
    (small / f"data/quality/{file}.yml").write_text(text, "utf-8")
    found, problems = content(small, DATE)
    assert found is not None, as_text(problems)
    assert shown in found.html["compliance/quality", "en"].replace("\N{NO-BREAK SPACE}", " ")
