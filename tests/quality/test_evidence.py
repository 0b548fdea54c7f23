"""The evidence pack by clause, and the same numbers on pages, in charts, files, the pack and its tables."""

from __future__ import annotations

import json
from pathlib import Path
from unittest.mock import patch

import docx
import openpyxl
import pytest
from lxml import html

from tests.conftest import FULL
from tests.quality.conftest import FRAMEWORK
from transparency.model.text import LANGUAGES, USUAL, Lang
from transparency.registry.load_words import load_words
from transparency.release.clause_data import gaps
from transparency.release.clause_evidence import _kind, clauses
from transparency.release.evidence import index_name
from transparency.release.release_records import ReleaseRecords
from transparency.site.render import formats


def _records(pack: Path, name: str) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = json.loads((pack / f"site/open-data/files/{name}.json").read_bytes())["records"]
    return rows


def _index(pack: Path, lang: Lang) -> html.HtmlElement:
    return html.parse(pack / index_name(USUAL, lang)).getroot()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_clause_has_its_evidence_or_says_what_is_absent(pack: Path, lang: Lang) -> None:
    """Contents lead to a section for each clause; a section has claims or a reason, and every heading has content."""
    page = _index(pack, lang)
    clauses = [row["clause"] for row in _records(pack, "compliance") if row["framework"] == FRAMEWORK]
    assert page.xpath("//table//th/a/@href") == [f"#c-{str(one).replace('.', '-')}" for one in clauses]
    for section in page.xpath("//section"):
        assert len(section.xpath("./p")) >= 2
        for heading in section.xpath("./h3"):
            after = heading.getnext()
            assert after.tag in ("ul", "p")
            assert after.text_content().strip()


def test_a_recommendation_stands_at_its_criterion_with_days_and_state(pack: Path) -> None:
    (section,) = _index(pack, "en").xpath("//section[@id='c-1-1']")
    (line,) = [one for one in section.xpath(".//li") if "An assessed action" in one.text_content()]
    for part in ("Recommendation of an agency", "1\N{NO-BREAK SPACE}March 2025", "effect assessed", "It helped"):
        assert part.replace("\N{NO-BREAK SPACE}", " ") in line.text_content().replace("\N{NO-BREAK SPACE}", " ")


def test_what_is_missing_names_whom_to_ask(pack: Path) -> None:
    owed = [row for row in _records(pack, "owed") if str(row["page"]).startswith("disclosures/")]
    named = {str(row["what_en"]) for row in owed}
    shown = " ".join(_index(pack, "en").text_content().split())
    answered = {str(row["answers"] or "") for row in _records(pack, "compliance")}
    for row in owed:
        if any(str(row["page"]) in one for one in answered):
            assert str(row["what_en"]) in shown
    assert named
    assert "To be supplied by" in shown


def test_a_claim_that_is_not_a_full_answer_has_a_gap(pack: Path) -> None:
    """An expert finds for each weak answer what is lacking, also where the page is a list of others or still a draft."""
    records = ReleaseRecords(pack, USUAL, load_words(FULL, USUAL, [])["en"])
    with patch.object(ReleaseRecords, "outstanding_items", []), patch.object(ReleaseRecords, "indicators", []):
        weak = [one for one in clauses(records, FRAMEWORK) if one.state in ("gap", "partly") and one.claims]
    assert weak
    answered = load_words(FULL, USUAL, [])["en"].text("mechanisms.worth.answered")
    for clause in weak:
        told = [one.text for one in clause.gaps]
        lacking = [one.whole for one in clause.claims if not one.note.startswith(answered)]
        assert lacking
        assert [one.partition(". Ask: ")[0] for one in told] == lacking


def test_an_indicator_of_a_process_is_called_one(pack: Path) -> None:
    records = ReleaseRecords(pack, USUAL, load_words(FULL, USUAL, [])["en"])
    assert [_kind(records, "processes/p01", one) for one in ("p01-k1", "steps", "")] == [
        "indicator",
        "process",
        "process",
    ]
    assert _kind(records, "disclosures/licence", "") == ""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_links_of_the_index_open_offline(pack: Path, lang: Lang) -> None:
    for link in _index(pack, lang).xpath("//a/@href"):
        path, _, anchor = str(link).partition("#")
        target = pack / (path or index_name(USUAL, lang))
        assert target.is_file(), link
        if anchor and target.suffix == ".html":
            assert html.parse(target).xpath("//*[@id=$id]", id=anchor), link


@pytest.mark.parametrize("lang", LANGUAGES)
def test_absences_of_a_clause_are_told_in_one_paragraph(pack: Path, lang: Lang) -> None:
    words = load_words(FULL, USUAL, [])[lang]
    sections = _index(pack, lang).xpath("//section[@data-state]")
    assert sections
    for section in sections:
        titles = section.xpath("h3/text()")
        assert [one.tag for one in section.xpath("h3/following-sibling::*[1]")] == ["ul"] * len(titles)
        (told,) = [one.text_content() for one in section.xpath("p[@class='absent']")] or [""]
        parts = {"documents": "evidence.documents", "recommendations": "compliance.recommendations"}
        parts |= {one: f"evidence.part.{one}" for one in ("values", "surveys", "gaps")}
        for part in parts if section.get("data-state") != "outside" else ["recommendations"]:
            assert (words.text(f"evidence.none.{part}") in told) is (words.text(parts[part]) not in titles), part


@pytest.mark.parametrize("lang", LANGUAGES)
def test_tables_of_self_evaluation_say_the_same(pack: Path, lang: Lang) -> None:
    sheet = openpyxl.load_workbook(pack / f"self-evaluation-{lang}.xlsx").worksheets[0]
    cells = [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]
    (grid,) = docx.Document(str(pack / f"self-evaluation-{lang}.docx")).tables
    assert [[cell.text for cell in row.cells] for row in grid.rows] == cells
    written = docx.Document(str(pack / f"self-evaluation-{lang}.docx"))
    assert (written.sections[0].page_width.mm, written.sections[0].page_height.mm) == pytest.approx((297, 210), abs=0.1)
    assert grid.rows[0]._tr.xpath("./w:trPr/w:tblHeader")
    assert {one.partition("-")[0] for one in written.styles.element.xpath("//w:lang/@w:val")} == {lang}
    page = " ".join(_index(pack, lang).text_content().split())
    for row in cells[1:]:
        assert row[0] in page
        assert row[-1] == ""
        for line in "\n".join(row[3:7]).splitlines():
            assert " ".join(line.removeprefix("• ").partition(" [")[0].split()) in page


@pytest.mark.parametrize("lang", LANGUAGES)
def test_values_and_shares_are_those_of_the_files(pack: Path, lang: Lang) -> None:
    """Pages, charts and files are compared in tests/indicators and tests/results; the pack repeats the newest of them."""
    values = {str(row["obs_value"]): row for row in _records(pack, "indicator-values") if row["breakdown"] == "_T"}
    shown = [" ".join(one.text_content().split()) for one in _index(pack, lang).xpath("//section//li")]
    newest = [row for row in values.values() if (row["indicator"], row["time_period"]) == ("students-total", "2025")]
    (total,) = [row for row in newest if row["ref_area"] == "univ"]
    number = formats.number(float(str(total["obs_value"])), lang)
    assert any("2025" in one and number.replace("\N{NO-BREAK SPACE}", " ") in one for one in shown)
    shares = [
        row
        for row in _records(pack, "survey-indicators")
        if (row["ELEMENT"], row["MEASURE"], row["BREAKDOWN"], row["COMPARE_TO"]) == ("ALL", "SAT_SHARE", "_T", "_Z")
        and row["SURVEY"] == "Q1"
        and row["OBS_VALUE"] is not None
    ]
    last = max(shares, key=lambda row: str(row["TIME_PERIOD"]))
    share = formats.percent(float(str(last["OBS_VALUE"])), lang).replace("\N{NO-BREAK SPACE}", " ")
    assert any(str(last["TIME_PERIOD"]) in one and share in one for one in shown)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_index_names_the_university_and_every_section(pack: Path, lang: Lang) -> None:
    page = _index(pack, lang)
    home = html.parse(pack / "site" / ("" if lang == "kk" else lang) / "index.html")
    (name,) = home.xpath("//p[@class='footer-name']/text()")
    assert name in page.xpath("//title")[0].text_content()
    assert name in page.xpath("//main/p[1]")[0].text_content()
    linked = {str(one).split("/")[1 if lang == "kk" else 2] for one in page.xpath("//details//a/@href")}
    assert "figures" in linked


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_claim_has_its_worth_reason_and_day_apart_from_its_link(pack: Path, lang: Lang) -> None:
    worths = [
        load_words(FULL, USUAL, [])[lang].text(f"mechanisms.worth.{one}") for one in ("answered", "partly", "missing")
    ]
    claims = _index(pack, lang).xpath("//section/h3[1]/following-sibling::ul[1]/li[a]")
    assert claims
    for claim in claims:
        link, rest = claim[0].text_content(), claim[0].tail
        assert not any(link.endswith(one) for one in worths)
        assert rest.startswith(" – ")
        assert rest.removeprefix(" – ").split("; ")[0] in worths


def test_gaps_are_those_of_the_records_that_answer(pack: Path) -> None:
    """No line twice; a clause without a full answer always says what is lacking or whom to ask."""
    owed = [row for row in _records(pack, "owed") if row["kind"] != "no-values"]
    for section in _index(pack, "en").xpath("//section[not(p[contains(., 'Outside')])]"):
        listed = section.xpath("./h3[.='Open gaps']/following-sibling::*[1]/li")
        lines = [" ".join(one.text_content().split()) for one in listed]
        assert len(lines) == len(set(lines))
        assert lines or section.get("data-state") == "answered"
    mechanism = {row["anchor"] for row in owed if row["page"] == "disclosures/mechanisms"}
    (section,) = _index(pack, "en").xpath("//section[@id='c-3-1']")
    shown = " ".join(section.text_content().split())
    for row in owed:
        if row["page"] == "disclosures/mechanisms":
            assert (str(row["what_en"]) in shown) == (row["anchor"] == "site"), mechanism


@pytest.mark.parametrize(
    ("anchor", "wanted"), [("review", ["review"]), ("matrix", ["matrices"]), ("", ["matrices", "review"])]
)
def test_an_answer_has_the_gaps_of_its_record(tmp_path: Path, anchor: str, wanted: list[str]) -> None:
    """Two records on one page; a matrix stands under the heading of its part."""
    place = tmp_path / "site/en/compliance/quality/index.html"
    place.parent.mkdir(parents=True)
    place.write_text('<h2 id="matrices">A</h2><h3 id="matrix">B</h3><h2 id="review">C</h2>', encoding="utf-8")
    records = ReleaseRecords(tmp_path, USUAL, load_words(FULL, USUAL, [])["en"])
    owed = [
        {"page": "compliance/quality", "kind": "missing", "unit": "u", "what_en": one, "anchor": one} for one in wanted
    ]
    others = [{**owed[0], "what_en": one, "anchor": one} for one in ("matrices", "review") if one not in wanted]
    with patch.object(ReleaseRecords, "outstanding_items", [*owed, *others]):
        found = [one.text.partition(".")[0] for one in gaps(records, [("compliance/quality", anchor)])]
    assert found == wanted
