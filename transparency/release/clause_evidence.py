"""Collects the evidence for each clause of a framework from the pages and datasets of a release.

What is claimed and why is read from the page of the framework, so the pack says what the site says; values, survey results,
gaps and recommendations are read from the open data.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import lxml.html

from transparency.model.indicator_value import DECIMALS, INSTITUTION, TOTAL
from transparency.model.survey import ALL
from transparency.model.text import Lang, Languages
from transparency.model.words import Words
from transparency.opendata.row import SEPARATOR
from transparency.site.render import formats
from transparency.site.views.addresses import path as page_path

SITE = "site"
DOCUMENTS = frozenset({".pdf", ".docx", ".xlsx", ".odt"})
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """A line of evidence: text, where it is shown in the pack, and whether it is an invented example."""

    text: str
    href: str | None = None
    demonstration: bool = False


@dataclass(frozen=True, slots=True)
class ClauseEvidence:
    """Everything that the release holds about one clause, in one language."""

    number: str
    title: str
    duty: str
    state: str
    """Code of the state, e.g. ``partly``."""
    state_title: str
    unit: str
    reviewed: str
    """Day on which the answers were last compared with the framework."""
    href: str
    claims: tuple[EvidenceLine, ...]
    """Pages and records that answer, with what they are worth and why."""
    outside: str
    """Why a public site cannot answer it; empty where it can."""
    documents: tuple[EvidenceLine, ...]
    """Copies of documents on those pages."""
    values: tuple[EvidenceLine, ...]
    surveys: tuple[EvidenceLine, ...]
    gaps: tuple[EvidenceLine, ...]
    """What is missing, with the unit to ask."""
    recommendations: tuple[EvidenceLine, ...]

    @property
    def anchor(self) -> str:
        """Its place in the index."""
        return f"c-{self.number.replace('.', '-')}"


@dataclass(frozen=True)
class ReleaseRecords:
    """The pages and datasets of the pack in one language."""

    folder: Path
    languages: Languages
    words: Words

    @property
    def lang(self) -> Lang:
        """The language of the lines."""
        return self.words.lang

    def rows(self, dataset: str) -> list[dict[str, Any]]:
        """The records of a dataset; none where the release does not offer it."""
        file = self.folder / SITE / f"open-data/files/{dataset}.json"
        rows: list[dict[str, Any]] = json.loads(file.read_bytes())["records"] if file.is_file() else []
        return rows

    @cached_property
    def units(self) -> Mapping[str, str]:
        """Names of units and posts."""
        return {row["id"]: row[f"title_{self.lang}"] for row in self.rows("units")}

    @cached_property
    def debts(self) -> list[dict[str, Any]]:
        """What units owe."""
        return self.rows("owed")

    @cached_property
    def indicators(self) -> list[dict[str, Any]]:
        """Indicators of groups and processes."""
        return self.rows("indicator-list")

    @cached_property
    def values(self) -> Mapping[str, dict[str, Any]]:
        """Indicator -> its newest value of the whole institution."""
        whole = (r for r in self.rows("indicator-values") if r["ref_area"] == INSTITUTION and r["breakdown"] == TOTAL)
        return {row["indicator"]: row for row in sorted(whole, key=lambda row: str(row["time_period"]))}

    @cached_property
    def satisfaction(self) -> Mapping[str, dict[str, Any]]:
        """Survey -> its newest share of positive answers with a value."""
        wanted = {"ELEMENT": ALL, "MEASURE": "SAT_SHARE", "BREAKDOWN": TOTAL, "CATEGORY_BD": TOTAL, "COMPARE_TO": "_Z"}
        found = (r for r in self.rows("survey-indicators") if all(r[k] == v for k, v in wanted.items()))
        ordered = sorted(found, key=lambda row: str(row["TIME_PERIOD"]))
        return {row["SURVEY"]: row for row in ordered if row["OBS_VALUE"] is not None}

    @cached_property
    def survey_titles(self) -> Mapping[str, str]:
        """Code of a survey -> its title."""
        return {row["id"]: row[f"title_{self.lang}"] for row in self.rows("surveys")}

    def href(self, page: str) -> str:
        """A page of the site, from the root of the pack."""
        return f"{SITE}/{page_path(self.languages, page, self.lang)}index.html"

    def day(self, written: str | None) -> str:
        """A day of a dataset in words."""
        return formats.date(date.fromisoformat(written), self.lang) if written else ""


def clauses(records: ReleaseRecords, framework: str) -> Iterator[ClauseEvidence]:
    """Every clause of the framework, in its order."""
    page = records.href(f"compliance/{framework}")
    tree = lxml.html.parse(records.folder / page).getroot()
    recommended = [row for row in records.rows("improvement-actions") if row["framework"] == framework]
    for row in records.rows("compliance"):
        if row["framework"] == framework:
            yield _clause(records, page, tree, row, [one for one in recommended if one["clause"] == row["clause"]])


def _clause(
    records: ReleaseRecords,
    page: str,
    tree: lxml.html.HtmlElement,
    row: dict[str, Any],
    recommended: list[dict[str, Any]],
) -> ClauseEvidence:
    lang, anchor = records.lang, f"c-{row['clause'].replace('.', '-')}"
    (shown,) = tree.xpath("//tr[@id=$id]", id=anchor)
    answers = [one.partition("#")[::2] for one in (row["answers"] or "").split(SEPARATOR) if one]
    return ClauseEvidence(
        number=row["clause"],
        title=row[f"title_{lang}"],
        duty=row[f"duty_{lang}"],
        state=row["state"],
        state_title=records.words.text(f"compliance.state.{row['state']}"),
        unit=records.units.get(row["unit"], row["unit"]),
        reviewed=records.day(row["last_reviewed"]),
        href=f"{page}#{anchor}",
        claims=tuple(_claims(page, shown)),
        outside=_plain(shown[2]) if row["state"] == "outside" else "",
        documents=tuple(_documents(records, [one for one, _ in answers])),
        values=tuple(_values(records, answers)),
        surveys=tuple(_surveys(records, answers)),
        gaps=tuple(_gaps(records, answers)),
        recommendations=tuple(_recommendation(records, one) for one in recommended),
    )


def _plain(element: lxml.html.HtmlElement) -> str:
    return _SPACES.sub(" ", str(element.text_content())).strip()


def _claims(page: str, shown: lxml.html.HtmlElement) -> Iterator[EvidenceLine]:
    """The answers as the page of the framework tells them; their links seen from the root of the pack."""
    for one in shown.xpath(".//li[@data-worth]"):
        links = one.xpath(".//a/@href")
        yield EvidenceLine(_plain(one), _resolved(page, str(links[0])) if links else None)


def _resolved(page: str, link: str) -> str:
    """A link of a page as seen from the root of the pack; full addresses stay."""
    if ":" in link.partition("#")[0]:
        return link
    path, hash_, fragment = link.partition("#")
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(path))) if path else page
    return target + hash_ + fragment


def _documents(records: ReleaseRecords, pages: list[str]) -> Iterator[EvidenceLine]:
    """Documents that the pages offer and the pack holds, each once."""
    seen = set()
    for name in dict.fromkeys(pages):
        page = records.href(name)
        tree = lxml.html.parse(records.folder / page) if (records.folder / page).is_file() else None
        for link in tree.xpath("//main//a") if tree is not None else ():
            target = _resolved(page, str(link.get("href", "")))
            if Path(target).suffix in DOCUMENTS and "open-data/" not in target and target not in seen:
                seen.add(target)
                if (records.folder / target).is_file():
                    yield EvidenceLine(_plain(link) or Path(target).name, target)


def _measured(records: ReleaseRecords, answers: list[tuple[str, str]]) -> Iterator[dict[str, Any]]:
    """The indicators that the pages are about: one of them where the answer names it, else all of the process or group."""
    for page, anchor in dict.fromkeys(answers):
        section, _, name = page.partition("/")
        if section in ("processes", "figures"):
            mine = [one for one in records.indicators if one["group"] == name]
            yield from [one for one in mine if one["id"] == anchor] or mine


def _values(records: ReleaseRecords, answers: list[tuple[str, str]]) -> Iterator[EvidenceLine]:
    for one in _measured(records, answers):
        value = records.values.get(one["id"])
        if value is not None and value["obs_value"] is not None:
            unit = value["unit_measure"]
            number = formats.number(value["obs_value"], records.lang, DECIMALS[unit])
            told = records.words.text(f"figures.value.{unit}", value=number)
            text = f"{one[f'name_{records.lang}']}, {value['time_period']}: {told}"
            yield EvidenceLine(text, records.href(f"figures/{one['id']}"), value["status"] == "demonstration")


def _surveys(records: ReleaseRecords, answers: list[tuple[str, str]]) -> Iterator[EvidenceLine]:
    for code, row in records.satisfaction.items():
        if any(page in (f"surveys/{code.lower()}", "surveys/index") for page, _ in answers):
            share = formats.percent(row["OBS_VALUE"], records.lang)
            text = f"{records.survey_titles[code]}, {row['TIME_PERIOD']}: {share}"
            yield EvidenceLine(text, records.href(f"surveys/{code.lower()}"), row["STATUS"] == "demonstration")


def _gaps(records: ReleaseRecords, answers: list[tuple[str, str]]) -> Iterator[EvidenceLine]:
    """What units owe for the pages; of the quality system only the part that the answer names."""
    for page, anchor in dict.fromkeys(answers):
        key = f"quality.part.{anchor}"
        part = records.words.text(key) if page == "compliance/quality" and records.words.has(key) else ""
        for row in records.debts:
            if row["page"] == page and part in row[f"what_{records.lang}"]:
                yield EvidenceLine(_owed(records, row[f"what_{records.lang}"], row["unit"]), records.href(page))
    lacking: dict[str, list[str]] = {}
    for one in _measured(records, answers):
        if one["id"] not in records.values:
            lacking.setdefault(one["owed_by"], []).append(one[f"name_{records.lang}"])
    for unit, names in lacking.items():
        yield EvidenceLine(_owed(records, f"{records.words.text('evidence.no_values')}: {'; '.join(names)}", unit))


def _owed(records: ReleaseRecords, what: str, unit: str | None) -> str:
    whom = records.words.text("frame.owed_by", unit=records.units.get(unit or "", unit or ""))
    return f"{what}. {whom}"


def _recommendation(records: ReleaseRecords, row: dict[str, Any]) -> EvidenceLine:
    lang = records.lang
    told = [row[f"finding_{lang}"], row[f"decision_{lang}"], records.words.text(f"improvement.state.{row['state']}")]
    days = f"{records.day(row['decided'])} – {records.day(row['done'] or row['due'])}".rstrip(" –")
    told.append(f"{days}. {row[f'effect_{lang}'] or ''}".strip())
    page = records.href("compliance/improvement-" + str(row["year"])) + "#" + row["id"]
    return EvidenceLine(" → ".join(told), page, row["status"] == "demonstration")


def withheld(records: ReleaseRecords) -> Iterator[EvidenceLine]:
    """Documents of which the site holds no full text: what they are, and the unit to ask."""
    for row in records.rows("documents"):
        if row["publication_class"] != "full" and row["origin"] == "internal" and not row["replaced_by"]:
            name = (
                f"{row[f'title_{records.lang}']} ({records.words.text('documents.class.' + row['publication_class'])})"
            )
            whom = records.words.text("evidence.ask", unit=records.units.get(row["unit"], row["unit"]))
            yield EvidenceLine(f"{name}. {whom}", f"{records.href('compliance/documents')}#{row['id']}")
