"""A site without records: every place that lacks them says so in words, and nothing on a page works on an empty list."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import lxml.html
import pytest
import yaml
from lxml.html import HtmlElement

from tests.conftest import DATE, ROOT, copy_of_small, warmed
from transparency.model.problem import as_text
from transparency.model.text import LANGUAGES, Lang
from transparency.site.build.content import SiteContent, content

pytestmark = pytest.mark.integration

SECTION = """keeper: quality-office
updated: 2026-09-10
missing_since: 2026-09-01
review_by: 2027-09-01
ethics:
  - {kk: Қатысу ерікті., ru: Участие добровольное., en: Taking part is voluntary.}
"""
NOTHING_OF = re.compile(
    r"\b0 (?:of|из|/) 0\b|\b0/0\b|\b0 (?:programmes?|rows?|программ\w*|строк\w*|бағдарлама\w*|жол)\b"
)


def emptied(root: Path) -> Path:
    """Takes every record out of the small university that may be missing."""
    for table in (root / "data/programmes").glob("*.csv"):
        table.write_text(table.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    for file in sorted((root / "data/disclosures").iterdir()):
        item = _read(file)
        item["content"] = {"kind": item["content"]["kind"]}
        _write(
            file,
            {key: value for key, value in item.items() if key not in ("submitted_on", "published_on", "last_reviewed")},
        )
    _without_counts(root / "data/quality")
    shutil.rmtree(root / "data/attachments")
    _write(root / "data/changes.yml", {"changes": []})
    (root / "data/surveys").mkdir(exist_ok=True)
    (root / "data/surveys/section.yml").write_text(SECTION, encoding="utf-8")
    return root


def _without_counts(folder: Path) -> None:
    for name, key, kept in (("audits", "counts", ("type",)), ("corrective", "sources", ("id", "title"))):
        part = _read(folder / f"{name}.yml")
        part[key] = [{field: one[field] for field in kept} for one in part[key]]
        _write(folder / f"{name}.yml", part)
    parties = _read(folder / "parties.yml")
    parties["entries"] = [{"id": one["id"], "title": one["title"]} for one in parties["entries"]]
    _write(folder / "parties.yml", parties)
    documents = _read(folder / "documents.yml")
    _write(folder / "documents.yml", {**documents, "entries": []})


def _read(file: Path) -> dict:  # type: ignore[type-arg]
    found: dict = yaml.safe_load(file.read_text(encoding="utf-8"))  # type: ignore[type-arg]
    return found


def _write(file: Path, value: object) -> None:
    file.write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False), encoding="utf-8")


@cache
def bare() -> SiteContent:
    with TemporaryDirectory() as folder:
        found, problems = content(emptied(warmed(copy_of_small(Path(folder) / "small"))), DATE)
    assert found is not None, as_text(problems)
    return found


def pages(lang: Lang) -> Iterator[tuple[str, HtmlElement]]:
    for (page, of), html in bare().html.items():
        if of == lang and page != "about/design":
            yield page, lxml.html.fromstring(f"<main>{html}</main>")


def empty_tables(page: HtmlElement) -> list[str]:
    return [table.findtext("caption") or "" for table in page.iter("table") if not table.xpath(".//tbody/tr")]


def filters_of_nothing(page: HtmlElement) -> list[str]:
    tables = {table.get("id"): len(table.xpath(".//tbody/tr")) for table in page.iter("table")}
    return [
        form.get("data-filter")
        for form in page.xpath("//form[@data-filter]")
        if not tables.get(form.get("data-filter"))
    ]


def headings_of_nothing(page: HtmlElement) -> list[str]:
    """Headings after which the next thing is a heading of the same or a higher level, or the end."""
    found = []
    parts = list(page.iter("h1", "h2", "h3", "p", "li", "dd", "td", "figure", "label", "pre"))
    for one, after in zip(parts, [*parts[1:], None], strict=True):
        if one.tag in ("h2", "h3") and (after is None or (after.tag[0] == "h" and after.tag <= one.tag)):
            found.append(one.text_content())
    return found


def empty_lists(page: HtmlElement) -> list[str]:
    return [f"<{one.tag} class={one.get('class')}>" for one in page.iter("ul", "ol", "dl", "tbody") if not len(one)]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("fault", [empty_tables, filters_of_nothing, headings_of_nothing])
def test_no_page_works_on_nothing(lang: Lang, fault) -> None:  # type: ignore[no-untyped-def]
    assert {page: found for page, html in pages(lang) if (found := fault(html))} == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_list_is_empty_but_that_of_search_results(lang: Lang) -> None:
    assert {page: found for page, html in pages(lang) if page != "search" and (found := empty_lists(html))} == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_page_counts_nothing(lang: Lang) -> None:
    told = {page: " ".join(html.text_content().split()) for page, html in pages(lang)}
    assert {page: found for page, text in told.items() if (found := NOTHING_OF.findall(text))} == {}
    facts = [one.text for _, html in pages(lang) for one in html.xpath("//ul[@class='facts']/li//b")]
    assert "0" not in facts


ROWS = ".//tbody/tr[not(th[@scope='rowgroup'])]"
"""Rows with a cell for each column."""

AWAITED = ("programmes/index", "surveys/index", "surveys/warnings", "reports/index", "compliance/quality")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("page", [*AWAITED, "disclosures/licence", "disclosures/contacts", "disclosures/study-forms"])
def test_a_place_without_records_names_the_duty(lang: Lang, page: str) -> None:
    found = dict(pages(lang))[page].xpath("//div[@class='awaited']")
    assert found
    words, unit = bare().registry.words[lang], bare().registry.units["quality-office"].title.get(lang)
    for block in found:
        text = block.text_content()
        assert unit in text
        assert words.text("awaited.no_promise") in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_measured_is_not_nothing_found(lang: Lang) -> None:
    words = bare().registry.words[lang]
    text = dict(pages(lang))["surveys/warnings"].text_content()
    assert words.text("surveys.warnings.none") not in text
    assert words.text("awaited.what.survey-signs") in text


def test_the_real_project_has_words_for_each_kind_of_item() -> None:
    words = bare().registry.words["kk"]
    for file in sorted((ROOT / "data/disclosures").iterdir()):
        assert words.text(f"awaited.why.{_read(file)['content']['kind']}")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_column_of_a_table_only_says_that_nothing_is_set(lang: Lang) -> None:
    words = bare().registry.words[lang]
    nothing = {*map(words.text, ("common.not_set", "common.not_stated", "documents.not_supplied")), "–", "—", ""}
    found = []
    for page, html in pages(lang):
        for table in () if page.startswith("open-data/") else html.iter("table"):
            rows = [[cell.text_content().strip() for cell in row] for row in table.xpath(ROWS)]
            columns = zip(*rows, strict=True)
            found += [(page, i) for i, column in enumerate(columns) if set(column) <= nothing]
    assert found == []
