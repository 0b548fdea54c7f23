"""Whatever carries an invented record says that it is one: records, rows, pages, charts, files, descriptions, feeds, search."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet
import pytest

from tests.conftest import DATE, warmed
from tests.demo.test_official import MARKS
from tests.site.equality import small_university
from transparency.model.problem import as_text
from transparency.registry.check import CheckedRegistry, check
from transparency.registry.load import load
from transparency.site.build.build import build
from transparency.site.build.content import SiteContent, content

pytestmark = pytest.mark.slow

SAID = re.compile("demonstration|демонстрац", re.IGNORECASE)
LABEL = re.compile("demonstration|демонстрац|invented|ойдан|вымышлен|придуман", re.IGNORECASE)
"""Status of a row in a labelled table."""
LISTS = ("about/a-z", "about/site-map")
"""Pages that name invented records, each with a mark, and show none."""
REGISTERS = ("programmes", "modules", "outcomes", "accreditations", "entries")
SURVEYS = ("calendar", "questionnaires", "units", "observations", "themes", "quality", "notes", "risks", "actions")


def names(text: str) -> bool:
    return any(mark in text.lower() for mark in MARKS)


@pytest.fixture(scope="module")
def university(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small university; no record of its ``demo/`` says itself that it is a demonstration."""
    root = warmed(small_university(tmp_path_factory.mktemp("marks") / "small", 0).root)
    for file in (root / "demo/surveys").rglob("*.*"):
        file.write_text(file.read_text(encoding="utf-8").replace("demonstration", "final"), encoding="utf-8")
    assert not any("demonstration" in file.read_text(encoding="utf-8") for file in (root / "demo").rglob("*.*"))
    return root


@pytest.fixture(scope="module")
def registry(university: Path) -> CheckedRegistry:
    draft, problems = load(university, demo=True)
    assert draft is not None, as_text(problems)
    found, problems = check(draft, DATE)
    assert found is not None, as_text(problems)
    return found


@pytest.fixture(scope="module")
def pages(university: Path) -> SiteContent:
    found, problems = content(university, DATE, demo=True)
    assert found is not None, as_text(problems)
    return found


@pytest.fixture(scope="module")
def site(university: Path) -> Path:
    built, problems = build(university, university.parent / "site", {"SITE_DATE": DATE.isoformat()}, demo=True)
    assert built is not None, as_text(problems)
    return built.site


def invented(registry: CheckedRegistry) -> Iterator[tuple[str, Any]]:
    for register in REGISTERS:
        yield from ((register, one) for one in getattr(registry, register) if names(one.model_dump_json()))
    for register in SURVEYS:
        yield from ((register, one) for one in getattr(registry.surveys, register))


def test_every_record(registry: CheckedRegistry) -> None:
    found = list(invented(registry))
    assert {register for register, _ in found} == {*REGISTERS, *SURVEYS}
    assert {one.status for _, one in found} == {"demonstration"}
    real = [one for register in REGISTERS for one in getattr(registry, register) if not names(one.model_dump_json())]
    assert {one.status for one in real} == {"actual"}


def test_every_row_of_every_table(site: Path) -> None:
    tables = {file: file.read_text(encoding="utf-8-sig") for file in (site / "open-data").rglob("*.csv")}
    marked = set()
    for file, text in tables.items():
        for row in csv.DictReader(io.StringIO(text, newline="")):
            if names(" ".join(row.values())):
                if "charts" in file.parts:
                    assert SAID.search([*row.values()][-1]), (file, row)
                elif "labelled" in file.parts:
                    assert LABEL.search(" ".join(row.values())), (file, row)
                else:
                    assert "demonstration" in (row.get("status"), row.get("STATUS")), (file, row)
                marked.add(file.name)
    assert marked >= {"programmes.csv", "modules.csv", "outcomes.csv", "accreditations.csv", "surveys.csv", "risks.csv"}
    assert marked >= {"units.csv", "elements.csv", "themes.csv"}
    figures = list(csv.DictReader(io.StringIO(tables[site / "open-data/files/survey-indicators.csv"], newline="")))
    assert len(figures) > 100
    assert {row["STATUS"] for row in figures} == {"demonstration"}


def test_every_page_and_its_head(site: Path) -> None:
    with_records = set()
    site_map = (site / "sitemap.xml").read_text(encoding="utf-8")
    for file in sorted(site.rglob("*.html")):
        html = file.read_text(encoding="utf-8")
        main = html[html.index("<main") : html.index("</main>")]
        if not names(main):
            continue
        assert re.search('class="(badge badge--demo|strip)"|class="by">\\((demonstration|демонстрац)', main), file
        page = re.sub(r"^(ru|en)/", "", file.parent.relative_to(site).as_posix())
        if page not in LISTS:
            with_records.add(page)
            assert f"/{file.parent.relative_to(site).as_posix()}/</loc>" not in site_map, file
            assert 'rel="bookmark"' not in html, file
            assert 'rel="canonical"' not in html, file
            assert 'id="citation"' not in html, file
            description = re.search(r'<meta name="description" content="([^"]*)"', html)
            assert description is not None
            assert SAID.match(description[1]), file
    assert with_records >= {"programmes", "programmes/quokka-studies", "disclosures/contacts", "surveys", "surveys/q1"}
    assert with_records >= {"surveys/q1/a1", "surveys/warnings", "reports/2025", "open-data/programmes"}


def test_pages_without_invented_records_keep_link_and_citation(site: Path) -> None:
    site_map = (site / "sitemap.xml").read_text(encoding="utf-8")
    for page in ("programmes/example-law", "processes/p02", "disclosures/licence"):
        html = (site / page / "index.html").read_text(encoding="utf-8")
        assert 'rel="bookmark"' in html
        assert 'rel="canonical"' in html
        assert f"/{page}/</loc>" in site_map
        assert "badge--demo" not in html


def test_every_chart(pages: SiteContent) -> None:
    charts = [chart for page in pages.pages for chart in page.charts]
    assert len(charts) > 5
    assert all(chart.demonstration for chart in charts)


def test_every_file_that_names_an_invented_record(site: Path) -> None:
    """Feeds, search, interface for programs, descriptions, views: in whatever language."""
    seen = set()
    for file in sorted(site.rglob("*.*")):
        if file.suffix in (".json", ".jsonld", ".atom", ".xml", ".html", ".csv"):
            text = file.read_text(encoding="utf-8")
            if names(text):
                assert (LABEL if "labelled" in file.parts else SAID).search(text), file
                seen.add(file.suffix)
    assert seen >= {".json", ".html", ".csv"}


def test_the_formats_of_a_dataset(site: Path) -> None:
    files = site / "open-data/files"
    for name in ("programmes", "modules", "outcomes", "accreditations", "surveys", "survey-indicators"):
        assert json.loads((files / f"{name}.json").read_text(encoding="utf-8"))["demonstration"] is True
        assert pyarrow.parquet.read_schema(files / f"{name}.parquet").metadata[b"demonstration"] == b"true"
    assert json.loads((files / "processes.json").read_text(encoding="utf-8"))["demonstration"] is False
    assert pyarrow.parquet.read_schema(files / "processes.parquet").metadata[b"demonstration"] == b"false"


def test_the_workbook_and_the_archive(site: Path) -> None:
    book = openpyxl.load_workbook(site / "open-data/open-data.xlsx", read_only=True)
    marked = 0
    for sheet in book.worksheets:
        for row in sheet.iter_rows(values_only=True):
            if names(" ".join(str(cell) for cell in row if cell is not None)):
                assert "demonstration" in row, (sheet.title, row)
                marked += 1
    assert marked >= 5
    with zipfile.ZipFile(site / "open-data/open-data.zip") as archive:
        package = json.loads(archive.read("datapackage.json"))
    assert package["demonstration"] is True


def test_the_descriptions(site: Path) -> None:
    package = json.loads((site / "open-data/datapackage.json").read_text(encoding="utf-8"))
    marked = {one["name"] for one in package["resources"] if one.get("demonstration")}
    assert {one for one in marked if not one.startswith("survey")} == {
        "programmes",
        "modules",
        "outcomes",
        "accreditations",
        "indicator-list",
        "indicator-values",
        "improvement-actions",
        "improvement-loop",
    }
    assert marked >= {one["name"] for one in package["resources"] if one["name"].startswith("survey")}
    for one in package["resources"]:
        assert bool(SAID.search(one["descriptions"]["ru"])) == (one["name"] in marked)
    assert json.loads((site / "open-data/files/surveys/datapackage.json").read_bytes())["demonstration"] is True
    for name in ("catalog.jsonld", "national-portal.json", "files/csv-metadata.json", "api/v1/index.json"):
        assert SAID.search((site / "open-data" / name).read_text(encoding="utf-8")), name


def test_the_feed_of_the_data(site: Path) -> None:
    feed = (site / "open-data/changes.atom").read_text(encoding="utf-8")
    assert SAID.search(re.search(r"<title>([^<]*)", feed)[1])  # type: ignore[index]


def test_what_the_search_shows(site: Path) -> None:
    index = next(site.rglob("en/**/words.json"))
    shown = {url: description for url, _, description, _ in json.loads(index.read_text(encoding="utf-8"))["pages"]}
    records = {url: text for url, text in shown.items() if "quokka" in url or "surveys/q1" in url}
    assert len(records) > 3
    assert all(SAID.match(text) for text in records.values()), records
