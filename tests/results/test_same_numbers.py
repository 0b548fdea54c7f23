"""Every figure of the built survey pages, charts and files equals the indicator table, in three languages."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from tests.conftest import ROOT
from transparency.model.survey import COLUMNS, KEY_COLUMNS
from transparency.model.text import LANGUAGES, Lang
from transparency.site.render import formats

pytestmark = pytest.mark.slow

VALUE = re.compile(r'<data value="([^"]+)" data-row="([^"]+)">([^<]+)</data>')
ROW = re.compile(r"<tr\b.*?</tr>", re.DOTALL)
FIGURE = re.compile(r'<figure class="chart".*?</figure>', re.DOTALL)
DRAWING = re.compile(r'<svg\b[^>]* class="drawing".*?</svg>', re.DOTALL)
NUMBER = re.compile(r"\d+(?:[  ,.]\d+)*")
SVG = "{http://www.w3.org/2000/svg}"


def _table() -> dict[str, dict[str, str]]:
    with (ROOT / "demo/surveys/indicators.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {"|".join(row[column] for column in KEY_COLUMNS): row for row in rows}


TABLE = _table()


def _pages(site: Path, lang: Lang) -> Iterator[tuple[str, str]]:
    start = site if lang == "kk" else site / lang
    for folder in ("surveys", "reports"):
        for file in sorted((start / folder).rglob("index.html")):
            yield str(file.relative_to(site)), file.read_text("utf-8")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_value_on_every_page(site: Path, lang: Lang) -> None:
    seen = 0
    for name, html in _pages(site, lang):
        for value, key, shown in VALUE.findall(html):
            row = TABLE[key]
            assert float(value) == float(row["OBS_VALUE"]), (name, key)
            assert shown in _forms(row, lang), (name, key, shown)
            seen += 1
    assert seen > 2_000


def _forms(row: dict[str, str], lang: Lang) -> set[str]:
    """How a value may be written: shares in per cent, means and alphas as numbers, counts whole."""
    value = float(row["OBS_VALUE"])
    if row["UNIT_MEASURE"] == "SCORE":
        return {formats.number(value, lang, 2)}
    if row["UNIT_MEASURE"] == "COUNT":
        return {formats.number(int(value), lang)}
    return {formats.percent(value, lang)}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_intervals_and_numbers_of_people(site: Path, lang: Lang) -> None:
    """A line of a table that shows a share shows the interval and the people of the same row."""
    seen = 0
    for name, html in _pages(site, lang):
        for line in ROW.findall(html):
            found = VALUE.findall(line)
            ranges = re.findall(r'<span class="range">([^<]+)</span>', line)
            if not ranges:
                continue
            row = next(TABLE[key] for _, key, _ in found if TABLE[key]["LOWER"])
            assert ranges == [formats.interval(float(row["LOWER"]), float(row["UPPER"]), lang)], name
            assert f">{formats.number(int(row['N_RESP']), lang)}</td>" in line, (name, line)
            seen += 1
    assert seen > 500


@pytest.mark.parametrize("lang", LANGUAGES)
def test_people_who_answered_stand_only_beside_figures_of_their_answers(site: Path, lang: Lang) -> None:
    """Replies without an answer are shares of all questionnaires but those outside the scale, or counts of them all."""
    others = re.compile(r"\|(?:(?:DK|NA)_SHARE|\w+_COUNT)\|")
    rows = [line for _, html in _pages(site, lang) for line in ROW.findall(html)]
    of_others = [line for line in rows if any(others.search(f"|{key}|") for _, key, _ in VALUE.findall(line))]
    assert of_others
    assert all(line.count(">–</td>") == 2 for line in of_others), "neither interval nor people"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_number_on_a_chart_stands_in_its_table(site: Path, lang: Lang) -> None:
    """Text of the plot (not the sentences around it) read back from the SVG; whole per cents are rounded table values."""
    seen = 0
    for name, html in _pages(site, lang):
        for figure in FIGURE.findall(html):
            table = figure[figure.index("<table") :]
            known = set(NUMBER.findall(re.sub(r"<[^>]+>", " ", table)))
            exact = [float(value) for value in re.findall(r'<data value="([^"]+)"', table)]
            known |= {formats.number(value * 100, lang) for value in exact if value <= 1}
            for number in _plotted(figure):
                assert number in known or number in AXIS or int_or_none(number) in YEARS, (name, number)
                seen += 1
    assert seen > 1_000


AXIS = {str(tick) for tick in range(0, 101, 10)} | {str(a * b) for a in range(1, 6) for b in range(1, 6)}
"""Ticks of the axes and scores of the risk map."""
YEARS = range(2020, 2030)
SAID = {"chart-title", "chart-subtitle", "chart-note", "chart-legend", "chart-panel"}


def int_or_none(text: str) -> int | None:
    return int(text) if text.isdigit() else None


def _plotted(figure: str) -> Iterator[str]:
    for drawing in DRAWING.findall(figure):
        for group in Xml.fromstring(drawing).iter(f"{SVG}g"):  # noqa: S314  (our own SVG)
            if group.get("class") not in SAID:
                for text in group.findall(f"{SVG}text"):
                    yield from NUMBER.findall(" / ".join(text.itertext()))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_sentences_on_charts_say_figures_of_the_table(site: Path, lang: Lang) -> None:
    """Shares in the title of a chart stand in the table beside it; sizes of changes are those of the indicator table."""
    seen = 0
    changes = {
        formats.number(abs(float(row["OBS_VALUE"])) * 100, lang, 1)
        for row in TABLE.values()
        if row["MEASURE"] == "DIFF" and row["OBS_VALUE"]
    }
    for name, html in _pages(site, lang):
        for figure in FIGURE.findall(html):
            table = set(NUMBER.findall(re.sub(r"<[^>]+>", " ", figure[figure.index("<tbody") :])))
            title = Xml.fromstring(DRAWING.findall(figure)[0]).findtext(f"{SVG}title") or ""  # noqa: S314
            for number in re.findall(r"\d+[.,]\d", title):
                assert number in table | changes, (name, title)
                seen += 1
    assert seen > 100


@pytest.mark.parametrize("lang", LANGUAGES)
def test_compare_shows_the_rows_of_the_table(site: Path, lang: Lang) -> None:
    """Every value, interval and number of people that «Compare» can show, and the reason where there is none."""
    seen = 0
    for file in sorted((site / "assets/surveys").glob(f"s?.{lang}*.json")):
        data = json.loads(file.read_text("utf-8"))
        periods = [code for code, _ in data["breakdowns"][0][2]]
        for question, by, option, rows in data["series"]:
            unit, group = (
                (option, ("_T", "_T")) if by == "unit" else ("UNIV", ("_T", "_T") if by == "period" else (by, option))
            )
            place = (file.name[:2].upper(), unit, *group, question, "SAT_SHARE", "_Z", "_Z")
            for period, row in zip(periods, rows, strict=True):
                found = COMPARED.get((*place, period))
                if found is None or not found["OBS_VALUE"]:
                    assert row["value"] is None, (file.name, place, period)
                    continue
                assert row["value"] == float(found["OBS_VALUE"])
                assert row["shown"] == formats.percent(row["value"], lang)
                assert row["interval"] == formats.interval(float(found["LOWER"]), float(found["UPPER"]), lang)
                assert row["people"] == formats.number(int(found["N_RESP"]), lang)
                seen += 1
    assert seen > 300


PLACE = (
    "SURVEY",
    "REF_UNIT",
    "BREAKDOWN",
    "CATEGORY_BD",
    "ELEMENT",
    "MEASURE",
    "CATEGORY",
    "COMPARE_TO",
    "TIME_PERIOD",
)
COMPARED = {tuple(row[name] for name in PLACE): row for row in TABLE.values()}


def test_files_hold_the_same_rows(site: Path) -> None:
    folder = site / "open-data/files/surveys"
    assert (folder / "indicators.csv").read_bytes() == (ROOT / "demo/surveys/indicators.csv").read_bytes()
    found = {}
    for file in sorted(folder.glob("s?.json")):
        for record in json.loads(file.read_text("utf-8"))["records"]:
            found["|".join(str(record[column]) for column in KEY_COLUMNS)] = record
    assert set(found) == set(TABLE)
    for key, record in found.items():
        for column in COLUMNS:
            cell = TABLE[key][column]
            value = record[column]
            same = cell == "" if value is None else (float(cell) == value if _is_number(value) else cell == value)
            assert same, (key, column)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float)


def test_every_share_of_the_institution_can_be_compared(site: Path) -> None:
    shares = {
        (row["SURVEY"], float(row["OBS_VALUE"]), float(row["LOWER"]), float(row["UPPER"]))
        for row in TABLE.values()
        if row["MEASURE"] == "SAT_SHARE" and row["OBS_VALUE"] and row["REF_UNIT"] == "UNIV" and row["BREAKDOWN"] == "_T"
    }
    for lang in LANGUAGES:
        found = set()
        for file in sorted((site / "assets/surveys").glob(f"*.{lang}.json")):
            series = [one[3] for one in json.loads(file.read_text("utf-8"))["series"] if one[1] == "period"]
            known = [row for rows in series for row in rows if row["value"] is not None]
            found |= {(file.name[:2].upper(), row["value"], row["lower"], row["upper"]) for row in known}
        assert found == shares, lang


@pytest.mark.parametrize("state", ["unreliable", "secondary", "impossible", "not_held", "absent", "break"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_state_is_seen_on_a_page(site: Path, lang: Lang, state: str) -> None:
    """Suppressed, unreliable, break, no data, not held, not applicable: in words, in the language of the page."""
    words = {html for _, html in _pages(site, lang) if f'data-state="{state}"' in html}
    assert words
    assert all(re.search(rf'data-state="{state}">[^<]{{4,}}<', html) for html in words)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_demonstration_looks_like_it(site: Path, lang: Lang) -> None:
    """Every page with figures has the notice, every drawing the word across it."""
    watermark = {"kk": "ДЕМОНСТРАЦИЯ", "ru": "ДЕМОНСТРАЦИЯ", "en": "DEMONSTRATION"}[lang]
    for name, html in _pages(site, lang):
        if "<data " in html or "<figure" in html:
            assert 'class="strip"' in html, name
        for drawing in DRAWING.findall("".join(FIGURE.findall(html))):
            assert f">{watermark}</text>" in drawing, name


@pytest.mark.parametrize("lang", LANGUAGES)
def test_up_and_down_only_where_the_table_says_so(site: Path, lang: Lang) -> None:
    """The sentence of change on an indicator page against the verdict of the latest comparison."""
    words = {"kk": ("өсті", "төмендеді"), "ru": ("рост на", "снижение на"), "en": ("up ", "down ")}[lang]
    verdicts = set()
    start = site if lang == "kk" else site / lang
    for file in sorted((start / "surveys").glob("s?/*/index.html")):
        sentence = re.search(r'<p class="change">(.*?)</p>', file.read_text("utf-8"))
        assert sentence, file
        said = re.sub(r"<[^>]+>", "", sentence[1])
        survey, element = (part.upper() for part in file.parts[-3:-1])
        latest = max(
            (r for r in TABLE.values() if _is_change(r, survey, element)), key=lambda r: r["TIME_PERIOD"], default=None
        )
        verdict = latest["ASSESSMENT"] if latest else "none"
        verdicts.add(verdict)
        assert (words[0] in said) == (verdict == "UP"), (file, said)
        assert (words[1] in said) == (verdict == "DOWN"), (file, said)
    assert {"UP", "NO_EVIDENCE"} <= verdicts


def _is_change(row: dict[str, str], survey: str, element: str) -> bool:
    return (
        row["SURVEY"] == survey
        and row["ELEMENT"] == element
        and row["MEASURE"] == "DIFF"
        and row["REF_UNIT"] == "UNIV"
        and row["COMPARE_TO"].startswith("PREV")
    )
