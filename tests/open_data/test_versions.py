"""From one release to the next: the report names exactly what changed, and old addresses still serve the old bytes."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest
from defusedxml import ElementTree

from tests.conftest import copy_of_small
from tests.open_data.conftest import registry_of
from transparency.model.data_version import ChangeReport, DatasetChange
from transparency.opendata import OpenData, open_data, published_versions
from transparency.registry.check import CheckedRegistry
from transparency.site.build.files import write
from transparency.site.render.changes import lines, sentence, summary
from transparency.site.render.pages import Renderer, titles_of
from transparency.site.views.all_pages import pages

pytestmark = pytest.mark.integration

A, B = "2026-11-21", "2026-11-21-2"


def _released(registry: CheckedRegistry, site: Path, served: Path | None = None) -> Path:
    found, problems = open_data(registry, served)
    assert found is not None, problems
    if served is not None:
        published_versions.carry(served, site)
    write(found.files, site)
    return site / "open-data"


def _replaced(root: Path, file: str, old: str, new: str) -> None:
    text = (root / file).read_text(encoding="utf-8")
    assert text.count(old) >= 1, f"{old} does not stand in {file}"
    (root / file).write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def first(root: Path, tmp_path: Path) -> Path:
    return _released(registry_of(root), tmp_path / "a")


RISK = "  - id: p01-r2\n    text: {kk: Қате, ru: Ошибка, en: Error}\n"


TERM = (
    '\n  - id: {}\n    term: {{kk: "бірінші", ru: "второе", en: "third"}}'
    '\n    definition: {{kk: "бір", ru: "раз", en: "one"}}'
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The small university with one risk more, so that one can go."""
    root = copy_of_small(tmp_path / "small")
    _replaced(root, "data/processes/p01.yml", "documents: [orders]\n", f"{RISK}documents: [orders]\n")
    _replaced(root, "data/glossary.yml", "glossary: []", f"glossary:{TERM.format('first')}")
    return root


def _plant(root: Path) -> None:
    """One new row, one row gone, three cells that changed, in three datasets."""
    _replaced(root, "data/glossary.yml", "glossary:", f"glossary:{TERM.format('planted')}")
    _replaced(root, "data/processes/p01.yml", RISK, "")
    old, new = "{kk: Мақсат., ru: Цель., en: Purpose.}", "{kk: Жаңа мақсат., ru: Новая цель., en: A new purpose.}"
    _replaced(root, "data/processes/p01.yml", old, new)


@pytest.mark.integration
def test_the_report_names_exactly_the_five_planted_changes(root: Path, first: Path, tmp_path: Path) -> None:
    _plant(root)
    second = _released(registry_of(root), tmp_path / "b", first)
    report = ChangeReport.model_validate_json((second / f"v/{B}/changes.json").read_bytes())
    assert (report.version, report.previous) == (B, A)
    changed = {change.dataset: change for change in report.datasets}
    assert set(changed) == {"glossary", "processes", "risks"}
    assert changed["glossary"] == DatasetChange(dataset="glossary", added=(("planted",),))
    assert [len(changed["risks"].removed), changed["risks"].added, changed["risks"].changed] == [1, (), ()]
    cells = [(c.key, c.column, c.after) for c in changed["processes"].changed]
    assert cells == [
        (("p01",), "purpose_kk", "Жаңа мақсат."),
        (("p01",), "purpose_ru", "Новая цель."),
        (("p01",), "purpose_en", "A new purpose."),
    ]
    events = json.loads((second / "files/changes.json").read_text(encoding="utf-8"))["records"]
    assert len([event for event in events if event["version"] == B]) == 5


@pytest.mark.integration
def test_old_addresses_serve_the_old_bytes(root: Path, first: Path, tmp_path: Path) -> None:
    _plant(root)
    second = _released(registry_of(root), tmp_path / "b", first)
    old = {file.relative_to(first): file.read_bytes() for file in (first / f"v/{A}").rglob("*") if file.is_file()}
    assert len(old) > 10
    assert {name: (second / name).read_bytes() for name in old} == old
    assert (second / "files/processes.csv").read_bytes() == (second / f"v/{B}/files/processes.csv").read_bytes()
    assert (second / "files/processes.csv").read_bytes() != (first / "files/processes.csv").read_bytes()
    assert json.loads((second / "versions.json").read_text(encoding="utf-8"))["latest"] == B


@pytest.mark.integration
def test_data_that_did_not_change_stay_the_version_that_they_were(root: Path, first: Path, tmp_path: Path) -> None:
    second = _released(registry_of(root), tmp_path / "b", first)
    assert json.loads((second / "versions.json").read_text(encoding="utf-8"))["latest"] == A
    assert (second / f"v/{A}/datapackage.json").read_bytes() == (first / f"v/{A}/datapackage.json").read_bytes()


@pytest.mark.integration
def test_a_kept_file_that_was_altered_stops_the_build(root: Path, first: Path) -> None:
    file = first / f"v/{A}/files/processes.csv"
    file.write_bytes(file.read_bytes().replace(b"p01", b"p09", 1))
    found, problems = open_data(registry_of(root), first)
    assert found is None
    assert [problem.rule for problem in problems] == ["O08"]


def test_a_folder_without_versions_is_refused(root: Path, tmp_path: Path) -> None:
    found, problems = open_data(registry_of(root), tmp_path)
    assert found is None
    assert [problem.rule for problem in problems] == ["O07"]


def test_words_have_the_plurals_of_each_language(registry: CheckedRegistry) -> None:
    def change(count: int) -> DatasetChange:
        return DatasetChange(dataset="risks", added=tuple((str(i),) for i in range(count)))

    said = {
        lang: [sentence(registry, change(n), lang).split(": ")[1] for n in (1, 2, 5, 21)] for lang in registry.words
    }
    assert said["ru"] == ["добавлена 1 строка.", "добавлены 2 строки.", "добавлено 5 строк.", "добавлена 21 строка."]
    assert said["kk"] == ["1 жол қосылды.", "2 жол қосылды.", "5 жол қосылды.", "21 жол қосылды."]
    assert said["en"] == ["1 row added.", "2 rows added.", "5 rows added.", "21 rows added."]


@pytest.mark.integration
def test_page_and_feed_tell_the_changes_in_three_languages(root: Path, first: Path) -> None:
    _plant(root)
    registry = registry_of(root)
    found, _ = open_data(registry, first, full=False)
    assert found is not None
    report = found.catalogue.reports[0]
    made = pages(registry, found.catalogue)
    page = next(one for one in made if one.id == "open-data/versions")
    feeds = {"kk": "open-data/changes.atom", "ru": "ru/open-data/changes.atom", "en": "en/open-data/changes.atom"}
    for lang in registry.words:
        text = Renderer(registry.common(), titles_of(registry, made)).html(page, lang)
        assert all(sentence(registry, change, lang) in text for change in report.datasets)
        assert len([line for change in report.datasets for line in lines(registry, change, lang)]) == 5
        entries = ElementTree.fromstring(found.files[feeds[lang]]).findall("{http://www.w3.org/2005/Atom}entry")
        assert len(entries) == 2
        told = entries[0].findtext("{http://www.w3.org/2005/Atom}summary")
        assert told == summary(registry, report, lang, found.catalogue.reasons)


NEWS = """changes:
  - {id: old-news, date: 2026-11-20, kind: data, datasets: [processes],
     title: {kk: Ескі, ru: Старое, en: Old}, text: {kk: Ескі., ru: Старое., en: Old.}}
  - {id: purpose-rewritten, date: 2026-11-21, kind: correction, datasets: [processes, units],
     title: {kk: Мақсат анықталды, ru: Цель уточнена, en: The purpose was clarified},
     text: {kk: Иесі айтты., ru: Владелец сказал., en: The owner said so.}}
"""


def test_a_version_says_why_its_datasets_changed(root: Path, first: Path, tmp_path: Path) -> None:
    """The news of the day explain the change; news older than the first version explain nothing, nor what did not change."""
    _plant(root)
    (root / "data/changes.yml").write_text(NEWS, encoding="utf-8")
    registry = replace(registry_of(root), date=registry_of(root).date + dt.timedelta(days=1))
    found, _ = open_data(registry, first, full=False)
    assert found is not None
    version = found.catalogue.version
    assert {key: [one.id for one in news] for key, news in found.catalogue.reasons.items()} == {
        (version, "processes"): ["purpose-rewritten"]
    }
    told = json.loads(found.files["open-data/versions.json"])
    assert [[(r["dataset"], r["id"], r["text"]["ru"]) for r in one["reasons"]] for one in told["versions"]] == [
        [("processes", "purpose-rewritten", "Владелец сказал.")],
        [],
    ]
    made = pages(registry, found.catalogue)
    renderer = Renderer(registry.common(), titles_of(registry, made))
    unexplained = [one.dataset for one in found.catalogue.reports[0].datasets if one.dataset != "processes"]
    assert {"glossary", "risks"} <= set(unexplained)
    for lang, text in (("kk", "Иесі айтты."), ("ru", "Владелец сказал."), ("en", "The owner said so.")):
        shown = {page.id: renderer.html(page, lang) for page in made if page.id.startswith(("open-data", "about/ch"))}
        assert text in shown["open-data/versions"]
        assert text in shown["open-data/processes"]
        assert text not in shown["open-data/risks"]
        assert "open-data/processes" in shown["about/changes"]
        listed = ", ".join(registry.datasets[name].title.get(lang) for name in unexplained)
        assert f"{registry.words[lang].text('open_data.no_reason')}: {listed}." in shown["open-data/versions"]
        assert text in summary(registry, found.catalogue.reports[0], lang, found.catalogue.reasons)


def test_the_audit_is_named_only_by_a_build_that_runs_it(registry: CheckedRegistry, data: OpenData) -> None:
    quick, _ = open_data(registry, None, full=False)
    assert quick is not None
    for found, audited in ((data, True), (quick, False)):
        assert ("audited_together" in json.loads(found.files["open-data/versions.json"])) == audited
        page = next(one for one in pages(registry, found.catalogue) if one.id == "open-data/versions")
        shown = Renderer(registry.common(), titles_of(registry, pages(registry, found.catalogue))).html(page, "en")
        assert ('id="audit"' in shown) == audited


@pytest.mark.integration
def test_a_folder_that_is_no_version_is_named(root: Path, first: Path) -> None:
    (first / f"v/{A}").rename(first / f"v/{A}-copy")
    found, problems = open_data(registry_of(root), first)
    assert found is None
    assert [(problem.rule, problem.place) for problem in problems] == [("O07", f"v/{A}-copy")]
