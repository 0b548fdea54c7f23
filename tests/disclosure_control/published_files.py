"""Reads every file of a built site as the tables that the audit knows: all that an outsider with all files can compute from.

A file in a format without reader is an error, so that a new format cannot stay outside the audit.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import yaml

from transparency.audit import Release
from transparency.model.csv_table import unescaped
from transparency.model.product_files import DATASETS, PRODUCT
from transparency.model.survey import COLUMNS, KEY_COLUMNS

Row = dict[str, str]
TIDY = "open-data/files/survey-indicators.csv"
PLACE = ("SURVEY", "TIME_PERIOD", "REF_UNIT", "BREAKDOWN", "CATEGORY_BD", "ELEMENT", "MEASURE", "CATEGORY")
NUMBERS = ("OBS_VALUE", "LOWER", "UPPER", "N_RESP")
SILENT = set(".atom .ics .jsonld .svg .png .pdf .xml .txt .js .css .py .woff2 .webmanifest".split())
"""Formats that hold no table of figures; pictures of charts are compared with their pages elsewhere."""


@dataclass(frozen=True)
class Site:
    """The files of a site and what its own code lists call things."""

    files: Mapping[str, bytes]
    """Path -> content."""

    @cached_property
    def tidy(self) -> list[Row]:
        return _csv(self.files[TIDY])

    @cached_property
    def of_survey(self) -> dict[str, list[Row]]:
        """The rows of each survey."""
        found: dict[str, list[Row]] = {}
        for row in self.tidy:
            found.setdefault(row["SURVEY"], []).append(row)
        return found

    @cached_property
    def values(self) -> list[Row]:
        """The values of indicators."""
        return _csv(self.files["open-data/files/indicator-values.csv"])

    @cached_property
    def unspoken(self) -> frozenset[float]:
        """Numbers that say nothing about answers: years and the targets of the management."""
        targets = {float(row["value"]) for row in _csv(self.files["open-data/files/survey-targets.csv"])}
        years = {row["TIME_PERIOD"] for row in self.tidy} | {row["time_period"] for row in self.values}
        return frozenset(targets | {one for year in years if (one := _number(year)) is not None})

    @cached_property
    def indexes(self) -> list[Any]:
        """The table builder's dimensions of every survey."""
        return [json.loads(text) for name, text in self.files.items() if re.search(r"builder/\w+/index\.json$", name)]

    def releases(self) -> tuple[Release, Release]:
        """Every table, however a file writes it, in the columns of its dataset: figures of surveys, values of indicators."""
        found: tuple[dict[str, str], dict[str, str]] = ({}, {})
        for name, content in sorted(self.files.items()):
            for table, rows in _tables(self, name, content):
                if rows:
                    found["INDICATOR" in rows[0]][table] = _text(rows)
        return Release("surveys", found[0]), Release("indicators", found[1])


def read(folder: Path) -> Site:
    """A built site."""
    return Site({f.relative_to(folder).as_posix(): f.read_bytes() for f in sorted(folder.rglob("*")) if f.is_file()})


def _text(rows: Sequence[Row]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(dict.fromkeys(name for row in rows for name in row)))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _tables(site: Site, name: str, content: bytes) -> Iterator[tuple[str, list[Row]]]:
    ending = Path(name).suffix
    own = next((reader for pattern, reader in READERS.items() if re.search(pattern, name)), None)
    if own is not None:
        yield name, list(own(site, name, content))
    elif ending == ".zip":
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for inner in packed.namelist():
                yield from _tables(site, f"{name}/{inner}", packed.read(inner))
    elif ending in PARSERS:
        for part, rows in PARSERS[ending](content).items():
            yield f"{name}{part}", [{key.upper(): value for key, value in row.items()} for row in rows]
    else:
        assert ending in SILENT, f"{name} is not audited"


def _only(name: str, content: bytes) -> list[Row]:
    """The rows of a file with one table."""
    return next(iter(PARSERS[Path(name).suffix](content).values()))


def _csv(content: bytes) -> list[Row]:
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    return [{key: unescaped(value) for key, value in row.items()} for row in rows]


def _cells(row: Mapping[Any, Any]) -> Row:
    """Values as a CSV file writes them."""
    return {
        str(key): "" if one is None else str(one).lower() if isinstance(one, bool) else str(one)
        for key, one in row.items()
    }


def _json(content: bytes) -> dict[str, list[Row]]:
    told = json.loads(content)
    records = told.get("records") if isinstance(told, dict) else None
    return {"": [_cells(one) for one in records] if isinstance(records, list) else []}


def _sheets(content: bytes) -> dict[str, list[Row]]:
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    found = {}
    for sheet in book:
        header, *rows = list(sheet.iter_rows(values_only=True)) or [()]
        found[f"#{sheet.title}"] = [_cells(dict(zip(header, row, strict=False))) for row in rows]
    return found


PARSERS: Mapping[str, Callable[[bytes], dict[str, list[Row]]]] = {
    ".csv": lambda content: {"": _csv(content)},
    ".json": _json,
    ".parquet": lambda content: {"": [_cells(row) for row in pq.read_table(io.BytesIO(content)).to_pylist()]},
    ".xlsx": _sheets,
}


def _fact(site: Site, place: Mapping[str, str], **numbers: object) -> Row:
    """A row of the indicator table about ``place``; what a file does not say of the place is that of the survey."""
    told = {key: "" if one is None else str(one) for key, one in numbers.items()}
    seen = any(told.get(name) for name in NUMBERS)
    marks = {"OBS_STATUS": "A", "CONF_STATUS": "F"} if seen else {"OBS_STATUS": "Q", "CONF_STATUS": "D"}
    known = {"POPULATION": site.of_survey[place["SURVEY"]][0]["POPULATION"]}
    return {**dict.fromkeys(COLUMNS, ""), "CATEGORY": "_Z", "COMPARE_TO": "_Z", **marks, **known, **place, **told}


def _builder(site: Site, name: str, content: bytes) -> Iterator[Row]:
    """Every cell that any permalink of the survey and measure can show."""
    if name.endswith("/index.json"):
        return
    survey, measure = name.split("/")[-2:]
    head = next(one for one in site.indexes if one["survey"].lower() == survey)
    for row in json.loads(content):
        codes = {key: at["code"] for key, at in zip(head["dimensions"], _picked(head, row), strict=True)}
        if head["states"][row[-1]] not in {"impossible", "not_held"}:
            yield _fact(site, of_codes(head["survey"], measure.removesuffix(".json"), codes), **numbers(row[5:9]))


def _picked(head: Any, row: Sequence[int]) -> list[Any]:
    return [codes[at] for codes, at in zip(head["dimensions"].values(), row, strict=False)]


def of_codes(survey: str, measure: str, codes: Mapping[str, str]) -> Row:
    """The place of a figure from the builder's codes."""
    breakdown, _, category = codes["group"].partition(".")
    values = (survey, codes["period"], codes["unit"], breakdown, category, codes["element"], measure, codes["point"])
    return dict(zip(PLACE, values, strict=True))


def numbers(cells: Sequence[object]) -> Mapping[str, object]:
    """Value, bounds, respondents."""
    return dict(zip(NUMBERS, cells, strict=True))


def _labelled(site: Site, name: str, content: bytes) -> Iterator[Row]:
    """Rows in the order of the tidy table: what a row is about is taken from there, the numbers from the labelled table."""
    lang, dataset, rows = name.split("/")[-2], Path(name).stem, _only(name, content)
    declared = yaml.safe_load((PRODUCT / DATASETS / f"{dataset}.yml").read_text("utf-8"))
    tidy = _csv(site.files[f"open-data/files/{dataset}.csv"])
    if "wide" in declared:
        yield from _wide(site, declared, lang, rows)
        return
    shown = [one for one in (tidy or [{}])[0] if not re.search(r"_(kk|ru|en)$", one) or one.endswith(lang)]
    assert len(rows) == len(tidy), name
    for known, row in zip(tidy, rows, strict=True):
        own = dict(zip(shown, list(row.values())[1:], strict=True))
        told = {key: cell for key, cell in own.items() if _number(cell) is not None or not known[key]}
        yield {key.upper(): cell for key, cell in (known | told).items()}


def _wide(site: Site, declared: Mapping[str, Any], lang: str, rows: Sequence[Row]) -> Iterator[Row]:
    """One row for each subject, one column for each value of a measure."""
    titles = {column["name"]: column["title"][lang] for column in declared["columns"]}
    listed = next(column for column in declared["columns"] if column["name"] == "MEASURE")["codes"]
    measures = {code["title"][lang].lower(): code["code"] for code in listed}
    names = declared["wide"]["rows"]
    subjects = list(dict.fromkeys(tuple(row[name] for name in names) for row in site.tidy))
    for subject, row in zip(subjects, rows, strict=True):
        place = dict(zip(names, subject, strict=True))
        assert place["TIME_PERIOD"] in row.values()
        for heading, measure in _measured(row, measures):
            cells = [row.get(heading), *(row.get(f"{heading}: {titles[name]}") for name in NUMBERS[1:])]
            if any(cells) or row.get(f"{heading}: {titles['OBS_STATUS']}"):
                yield _fact(site, {**place, "MEASURE": measure}, **numbers(cells))


def _measured(row: Row, measures: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Headings of measures and their codes, the columns of a measure together."""
    stems = dict.fromkeys(heading.partition(": ")[0] for heading in row)
    return ((stem, measures[stem.lower()]) for stem in stems if stem.lower() in measures)


def _compared(site: Site, name: str, content: bytes) -> Iterator[Row]:
    """What «Compare» can show, at every choice."""
    survey = Path(name).name.partition(".")[0].upper()
    data = json.loads(content)
    periods = [code for code, _ in data["breakdowns"][0][2]]
    for question, by, option, rows in data["series"]:
        unit = option if by == "unit" else "UNIV"
        group = ("_T", "_T") if by in {"unit", "period"} else (by, option)
        for period, row in zip(periods, rows, strict=True):
            values = (survey, period, unit, *group, question, "SAT_SHARE", "_Z")
            if row["state"] in {"not_held", "absent"}:
                continue
            cells = [row["value"], row["lower"], row["upper"], re.sub(r"\D", "", row["people"])]
            yield _fact(site, dict(zip(PLACE, values, strict=True)), **numbers(cells))


VALUE = re.compile(r'<data value="([^"]+)" data-row="([^"]+)"')


def _page(site: Site, name: str, content: bytes) -> Iterator[Row]:
    """Every figure of a page says which row of the indicator table it shows."""
    for value, key in VALUE.findall(content.decode()):
        yield _fact(site, dict(zip(KEY_COLUMNS, unescape(key).split("|"), strict=True)), OBS_VALUE=value)


def _chart(site: Site, name: str, content: bytes) -> Iterator[Row]:
    """What the rows of a chart say that the indicator table does not: nothing, unless a chart tells more."""
    rows = _only(name, content)
    if "/themes-" in name:
        survey = name.split("/")[-2].upper()
        yield from ({"SURVEY": survey, "TIME_PERIOD": "", "N": list(row.values())[2]} for row in rows)
        return
    for row in rows:
        candidates = _candidates(site, name, row)
        hidden = _hidden(row, candidates, PLACE[:6], (*NUMBERS, "N_VALID", "N_ELIGIBLE"), site.unspoken)
        if hidden:
            yield _fact(site, {column: hidden[0][column] for column in PLACE}, OBS_VALUE=hidden[1])


def _figure_chart(site: Site, name: str, content: bytes) -> Iterator[Row]:
    """The same of the chart of an indicator."""
    values = [row for row in site.values if row["indicator"] == Path(name).name.partition(".")[0]]
    for row in _only(name, content):
        columns = ("obs_value", "target", "numerator", "denominator")
        hidden = _hidden(row, values, ("time_period", "ref_area", "breakdown", "category"), columns, site.unspoken)
        if hidden:
            told = {name: str(hidden[1]) for name in ("obs_value", "denominator")}
            yield {key.upper(): cell for key, cell in (hidden[0] | told).items()}


def _hidden(
    row: Row, candidates: Sequence[Row], place: Sequence[str], columns: Sequence[str], unspoken: frozenset[float]
) -> tuple[Row, float] | None:
    """A hidden row of which a chart's row may tell the number; none where its numbers are those of one published place."""
    told = {number for value in row.values() if (number := _number(value)) is not None} - unspoken
    known: dict[tuple[str, ...], set[float | None]] = {}
    for one in candidates:
        known.setdefault(tuple(one[name] for name in place), set()).update(_number(one[name]) for name in columns)
    hidden = [one for one in candidates if one.get("OBS_STATUS", one.get("obs_status")) == "Q"]
    if not hidden or any(told <= one for one in known.values()):
        return None
    return hidden[0], max(told)


def _candidates(site: Site, name: str, row: Row) -> list[Row]:
    """The rows of the indicator table that the labels and the address of a chart's row do not exclude."""
    lang, labels, parts = name.split(".")[-2], set(row.values()), name.upper().split("/")
    found = []
    for index in site.indexes:
        if index["survey"] not in parts and index["titles"][lang] not in labels:
            continue
        called = {}
        for dimension, column in (("element", "ELEMENT"), ("unit", "REF_UNIT"), ("period", "TIME_PERIOD")):
            codes = {one["code"] for one in index["dimensions"][dimension] if one["titles"].get(lang) in labels}
            named = {one["code"] for one in index["dimensions"][dimension] if one["code"] in parts}
            called[column] = codes or named
        found += [
            one
            for one in site.of_survey[index["survey"]]
            if all(one[column] in codes for column, codes in called.items() if codes)
        ]
    return found


def _number(text: str) -> float | None:
    return float(text) if re.fullmatch(r"-?\d+(\.\d+)?", text or "") else None


READERS: Mapping[str, Callable[[Site, str, bytes], Iterator[Row]]] = {
    r"/labelled/.*\.(csv|xlsx)$": _labelled,
    r"/builder/": _builder,
    r"/charts/(surveys|reports)/(?!.*risks\.)": _chart,
    r"/charts/figures/": _figure_chart,
    r"^assets/surveys/": _compared,
    r"\.html$": _page,
}
"""Files that say figures in other words than the columns of a dataset, by a pattern of their path; the first that fits."""
