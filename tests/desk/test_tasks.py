"""The everyday tasks of an editor, done in the Kazakh interface of the desk on a fresh clone."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from tests.conftest import DATE, FULL
from tests.desk.running import RunningDesk, clone, git, running
from tests.edits.test_everyday_edits import accept
from tests.survey.test_guided_run import ANSWERS, UNKNOWN, _export

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CORRECTIONS = yaml.safe_load((FULL / "data/corrections.yml").read_text(encoding="utf-8"))["corrections"]
LICENCE = FULL / "data/attachments/licence.pdf"


@dataclass
class Editor:
    """Somebody at the desk; counts what they do."""

    page: Page
    desk: RunningDesk
    steps: int = 0
    said: list[str] = field(default_factory=list)

    def open(self, path: str) -> None:
        self.page.goto(f"{self.desk.address}/kk/{path}")
        self.steps += 1

    def fill(self, **values: str) -> None:
        self.put({name.replace("__", "."): value for name, value in values.items()})

    def put(self, values: dict[str, str]) -> None:
        for name, value in values.items():
            self.page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
            place = self.page.locator(f'#record [name="{name}"]')
            if place.evaluate("one => one.tagName") == "SELECT":
                place.select_option(value)
            else:
                place.fill(value)
            self.steps += 1

    def texts(self, name: str, kk: str, ru: str, en: str) -> None:
        self.put({f"{name}.kk": kk, f"{name}.ru": ru, f"{name}.en": en})

    def add(self, name: str) -> None:
        self.page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        self.press(f"add:{name}")

    def attach(self, name: str, file: Path) -> None:
        self.page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        with self.page.expect_navigation():
            self.page.locator(f'[name="upload:{name}"]').set_input_files(file)
        self.steps += 1

    def press(self, action: str) -> None:
        with self.page.expect_navigation():
            self.page.locator(f'#record button[value="{action}"]').last.click()
        self.steps += 1

    def delete(self) -> None:
        self.page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        self.press("delete")
        assert "said=saved" in self.page.url, self.page.locator(".said").all_inner_texts()

    def save(self) -> None:
        self.press("save")
        found = self.page.locator(".findings li, .error").all_inner_texts()
        assert "said=saved" in self.page.url, (self.page.url, found)


def add_process(one: Editor) -> None:
    one.open("processes/new")
    one.fill(id="p03", number="3", category="core", code="EU-p03", owner__who__0="rector")
    one.texts("title", "Ғылым", "Наука", "Research")
    one.texts("purpose", "Ғылыммен айналысу.", "Заниматься наукой.", "To do research.")
    one.save()


def retire_process(one: Editor) -> None:
    """p02 goes; the correction that names it is taken out first, as the desk asks for, and its address names p01."""
    for correction in [file for file in CORRECTIONS if "p02" in file["processes"]]:
        one.open(f"corrections/{correction['id']}")
        one.delete()
    one.open("processes/p02")
    one.put({"successor": "p01", "since": "20.11.2026"})
    one.delete()


def change_owner(one: Editor) -> None:
    one.open("processes/p01")
    one.put({"owner.who.0": "quality-office"})
    one.save()


def set_target(one: Editor) -> None:
    one.open("processes/p01")
    one.put({"indicators.0.target.value": "87,5", "indicators.0.target.direction": "at-least"})
    one.texts("indicators.0.target.unit", "пайыз", "процент", "per cent")
    one.save()


def _published(one: Editor) -> None:
    days = dict.fromkeys(("submitted_on", "published_on", "last_reviewed", "updated"), "10.11.2026")
    one.put({"missing_since": "", **days})


def add_licence_number(one: Editor) -> None:
    one.open("disclosures/licence")
    _published(one)
    one.put({"content.number": "EX-77", "content.issued_on": "05.05.2020"})
    one.texts("content.issuer", "Орган", "Орган", "Authority")
    one.save()


def add_certificate(one: Editor) -> None:
    one.open("disclosures/accreditation-certificate")
    _published(one)
    one.put({"content.number": "AC-12", "content.valid_from": "01.01.2025", "content.valid_until": "01.01.2030"})
    one.texts("content.agency", "Агенттік", "Агентство", "Agency")
    one.texts("content.standard", "Стандарт", "Стандарт", "Standard")
    one.attach("content.file", one.desk.root.parent / "Сертификат.pdf")
    one.texts("content.file.title", "Куәлік", "Свидетельство", "Certificate")
    one.texts("content.file.summary", "Қысқаша мазмұны.", "Краткое содержание.", "Summary of it.")
    one.put({"content.file.language": "en"})
    one.save()


def confirm_data_licence(one: Editor) -> None:
    one.open("site/")
    one.put({"data_licence.status": "confirmed"})
    one.save()


def name_head(one: Editor) -> None:
    values = {
        "name": ("Ахметов Ерлан Болатұлы", "Ахметов Ерлан Болатович", "Yerlan Akhmetov"),
        "phone": ("+77172000001",),
        "email": ("rector@university.example",),
    }
    for kind, these in values.items():
        one.open("exceptions/new")
        one.put(
            {"kind": kind, "ground": "the regulation of an invented university names its head", "until": "31.12.2031"}
        )
        one.put({"where.0": "**", "decided_by": "the tests"})
        if len(these) == 1:
            one.put({"value": these[0]})
        for number, value in enumerate(these if len(these) > 1 else ()):
            one.put({f"values.{number}": value})
            one.press("check")
        one.save()
    one.open("disclosures/head")
    _published(one)
    one.put(
        {"content.post": "rector", "content.phones.0": "+77172000001", "content.emails.0": "rector@university.example"}
    )
    one.texts("content.name", *values["name"])
    one.save()


def rename_unit(one: Editor) -> None:
    one.open("units/quality-office")
    one.texts("title", "Сапа орталығы", "Центр качества", "Quality Centre")
    one.save()


def add_programmes(one: Editor) -> None:
    one.open("programmes/new")
    one.put({"id": "example-physics", "code": "6B05", "level": "bachelor", "field": "05", "languages.0": "kk"})
    one.put({"forms.0": "full-time", "credits": "240", "years": "4", "unit": "quality-office", "updated": "10.11.2026"})
    one.put({"status": "actual"})
    one.texts("title", "Физика", "Физика (ru)", "Physics")
    one.save()
    one.open("modules/new")
    one.put({"programme": "example-physics", "number": "1", "kind": "compulsory", "credits": "5", "semester": "1"})
    one.texts("title", "Механика", "Механика (ru)", "Mechanics")
    one.save()


def add_waiver(one: Editor) -> None:
    one.open("waivers/new")
    one.put({"id": "licence-2026", "item": "licence", "granted_by": "rector"})
    one.texts("reason", "Орган қарап жатыр.", "Документ на рассмотрении.", "The authority still examines it.")
    one.put({"granted_on": "01.11.2026", "until": "01.03.2027"})
    one.save()


def add_news(one: Editor) -> None:
    one.open("changes/new")
    one.put({"id": "new-card", "date": "10.11.2026", "kind": "page", "page": "processes/index"})
    one.texts("title", "Жаңа карта", "Новая карта", "A new card")
    one.texts("text", "Карта қосылды.", "Карта добавлена.", "A card was added.")
    one.save()


def add_category(one: Editor) -> None:
    for number, name in ((6, "support"), (7, "improvement")):
        one.open("architecture/")
        place = one.page.locator('[data-field^="categories."].group').count()
        one.add("categories")
        before = f"categories.{place}"
        one.put({f"{before}.id": name, f"{before}.count": "1"})
        one.texts(f"{before}.title", f"Топ {name}", f"Группа {name}", f"Group of {name}")
        one.texts(f"{before}.purpose", "Жақсарту.", "Улучшать.", "To improve.")
        one.save()
        one.open("processes/new")
        one.fill(id=f"p0{number}", number=str(number), category=name, code=f"EU-p0{number}", owner__who__0="rector")
        one.texts("title", f"Процесс {name}", f"Процесс ({name})", f"Process of {name}")
        one.texts("purpose", "Мақсат.", "Цель.", "Purpose.")
        one.save()


def empty_a_register(one: Editor) -> None:
    """The only record of a register goes: the waiver of the task before."""
    one.open("waivers/licence-2026")
    one.delete()


def change_city(one: Editor) -> None:
    one.open("site/")
    one.texts("institution.city", "Жаңа қала", "город Новый", "New Town")
    one.save()


def add_survey_wave(one: Editor) -> None:
    """The export is dropped on the start page; the guided run asks, and only its figures are saved."""
    one.open("")
    one.page.locator("#file").set_input_files(one.desk.root.parent / "export.csv")
    with one.page.expect_navigation():
        one.page.locator('form[action="/kk/drop"] button').click()
    for answer in ANSWERS.splitlines():
        one.page.locator("#answer").fill(answer)
        with one.page.expect_navigation():
            one.page.locator('#steps button[value="answer"]').click()
        one.steps += 1
    with one.page.expect_navigation():
        one.page.locator('#steps button[value="save"]').click()
    assert "said=saved" in one.page.url, one.page.locator(".findings li, .error").all_inner_texts()


SURVEY_FILES = "elements.csv indicators.csv notes.csv qc.csv questionnaires/s7.yml scales.csv surveys.csv targets.csv"
TASKS: dict[str, tuple[Callable[[Editor], None], tuple[str, ...]]] = {
    "add a process": (add_process, ("data/architecture.yml", "data/processes/p03.yml")),
    "retire a process": (
        retire_process,
        ("data/architecture.yml", "data/corrections.yml", "data/processes/p02.yml", "data/retired.yml"),
    ),
    "change an owner": (change_owner, ("data/processes/p01.yml",)),
    "set a target": (set_target, ("data/processes/p01.yml",)),
    "add a licence number": (add_licence_number, ("data/disclosures/licence.yml",)),
    "add a certificate": (
        add_certificate,
        ("data/attachments/sertifikat.pdf", "data/disclosures/accreditation-certificate.yml"),
    ),
    "confirm the data licence": (confirm_data_licence, ("data/site.yml",)),
    "name the head": (name_head, ("data/disclosures/head.yml", "data/exceptions.yml")),
    "rename a unit": (rename_unit, ("data/organisation.yml",)),
    "add programmes": (add_programmes, ("data/programmes/modules.csv", "data/programmes/programmes.csv")),
    "add a waiver": (add_waiver, ("data/waivers.yml",)),
    "add a news item": (add_news, ("data/changes.yml",)),
    "add a category": (add_category, ("data/architecture.yml", "data/processes/p06.yml", "data/processes/p07.yml")),
    "empty a register": (empty_a_register, ("data/waivers.yml",)),
    "change the city": (change_city, ("data/site.yml",)),
    "add a survey wave": (
        add_survey_wave,
        tuple(f"data/surveys/{name}" for name in f"calendar.yml {SURVEY_FILES} themes.csv units.csv".split()),
    ),
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDesk]:
    """One clone for all tasks, as an editor would have it."""
    folder = tmp_path_factory.mktemp("desk")
    root = clone(folder / "clone")
    shutil.copy(LICENCE, folder / "Сертификат.pdf")
    _export(folder, UNKNOWN)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_DATE", DATE.isoformat())
        with running(root) as found:
            yield found


@pytest.fixture(scope="module")
def page(desk: RunningDesk, browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.set_default_timeout(60_000)
    page.goto(f"{desk.address}/?token={desk.access.token}")
    yield page
    page.close()


@pytest.mark.parametrize("name", TASKS)
def test_a_task_ends_in_a_commit_that_passes_and_touches_nothing_else(
    name: str, desk: RunningDesk, page: Page, record_property: Callable[[str, object], None]
) -> None:
    do, files = TASKS[name]
    before = git(desk.root, "rev-parse", "HEAD").strip()
    editor = Editor(page, desk)
    do(editor)
    record_property("steps", editor.steps)
    assert git(desk.root, "status", "--porcelain") == ""
    assert git(desk.root, "branch", "--show-current").strip() == "desk/editor-1"
    assert tuple(git(desk.root, "diff", "--name-only", before).split()) == tuple(sorted(files))
    accept(desk.root)
