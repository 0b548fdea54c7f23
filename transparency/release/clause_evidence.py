"""Collects the evidence for each clause of a framework from the pages and datasets of a release.

What is claimed and why is read from the page of the framework, so the pack says what the site says; values, survey results,
gaps and recommendations are read from the open data.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import lxml.html

from transparency.model.indicator_value import DECIMALS
from transparency.opendata.row import SEPARATOR
from transparency.release.release_records import ReleaseRecords, plain
from transparency.site.render import formats
from transparency.site.render.sentences import written
from transparency.site.views.outstanding import NO_VALUES, WHOLE_PAGE
from transparency.site.views.sentence import When

DOCUMENTS = frozenset({".pdf", ".docx", ".xlsx", ".odt"})
FEW = 8
"""Indicators that a gap lists by name; of more it gives the number."""


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """A line of evidence: text, where it is shown in the pack, and whether it is an invented example."""

    text: str
    href: str | None = None
    demonstration: bool = False
    note: str = ""
    """What it is worth and of which day it is; not part of the link."""

    @property
    def whole(self) -> str:
        """Text and note in one line."""
        return f"{self.text} – {self.note}" if self.note else self.text


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
    claims = tuple(_claims(records, page, shown, answers))
    gaps = tuple(dict.fromkeys((*_gaps(records, answers), *_unexplained(records, row["unit"], shown, claims, answers))))
    return ClauseEvidence(
        number=row["clause"],
        title=row[f"title_{lang}"],
        duty=row[f"duty_{lang}"],
        state=row["state"],
        state_title=records.words.text(f"compliance.state.{row['state']}"),
        unit=records.units.get(row["unit"], row["unit"]),
        reviewed=records.day(row["last_reviewed"]),
        href=f"{page}#{anchor}",
        claims=claims,
        outside=plain(shown[2]) if row["state"] == "outside" else "",
        documents=tuple(_documents(records, [one for one, _ in answers])),
        values=tuple(_values(records, answers)),
        surveys=tuple(_surveys(records, answers)),
        gaps=gaps if gaps or row["state"] not in ("gap", "partly") else (_no_debt(records, row),),
        recommendations=tuple(_recommendation(records, one) for one in recommended),
    )


def _claims(
    records: ReleaseRecords, page: str, shown: lxml.html.HtmlElement, answers: list[tuple[str, str]]
) -> Iterator[EvidenceLine]:
    """The answers as the page of the framework gives them, each with the day of its record; links from the root of the pack."""
    for one, (answer, anchor) in zip(shown.xpath(_ANSWERS), answers, strict=True):
        (link,) = one.xpath("./a")
        kind = _kind(records, answer, anchor)
        title = records.words.text(f"evidence.{kind}", title=plain(link)) if kind else plain(link)
        told = [plain(part) for part in one.xpath("./span")] + _changed(records, answer)
        yield EvidenceLine(title, _resolved(page, str(link.get("href"))), note="; ".join(told))


_ANSWERS = ".//li[@data-worth]"


def _kind(records: ReleaseRecords, page: str, anchor: str) -> str:
    """What the title of an answer does not say by itself: that it is a process, or one of its indicators."""
    if page.partition("/")[2] not in records.processes:
        return ""
    return "indicator" if any(one["id"] == anchor for one in records.indicators) else "process"


def _unexplained(
    records: ReleaseRecords,
    unit: str,
    shown: lxml.html.HtmlElement,
    claims: tuple[EvidenceLine, ...],
    answers: list[tuple[str, str]],
) -> Iterator[EvidenceLine]:
    """Answers that are worth less than a full one though no record of their page is owed: what they lack, and whom to ask."""
    ask = records.words.text("evidence.ask", unit=records.units.get(unit, unit))
    for worth, claim, answer in zip(shown.xpath(f"{_ANSWERS}/@data-worth"), claims, answers, strict=True):
        if worth != "answered" and not any(_gaps(records, [answer])):
            yield EvidenceLine(f"{claim.whole}. {ask}", claim.href, claim.demonstration)


def _changed(records: ReleaseRecords, page: str) -> list[str]:
    """The day on which the record of a page was last changed, as the page gives it."""
    tree = records.html(page)
    days = tree.xpath("//dl[@class='byline']//time/@datetime") if tree is not None else []
    return [records.words.text("evidence.record_of", date=records.day(str(days[0])))] if days else []


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
        page, tree = records.href(name), records.html(name)
        for link in tree.xpath("//main//a") if tree is not None else ():
            target = _resolved(page, str(link.get("href", "")))
            if Path(target).suffix in DOCUMENTS and "open-data/" not in target and target not in seen:
                seen.add(target)
                if (records.folder / target).is_file():
                    yield EvidenceLine(plain(link) or Path(target).name, target)


def _measured(records: ReleaseRecords, answers: list[tuple[str, str]]) -> list[dict[str, Any]]:
    """The indicators that the pages are about: one of them where the answer names it, else all of the page."""
    found: dict[str, dict[str, Any]] = {}
    for page, anchor in answers:
        mine = [one for one in records.indicators if page in (_home(records, one), _register(records, one))]
        found |= {one["id"]: one for one in [one for one in mine if one["id"] == anchor] or mine}
    return list(found.values())


def _home(records: ReleaseRecords, one: dict[str, Any]) -> str:
    return f"{'processes' if one['group'] in records.processes else 'figures'}/{one['group']}"


def _register(records: ReleaseRecords, one: dict[str, Any]) -> str:
    """The page that lists all indicators of its kind."""
    return "processes/indicators" if one["group"] in records.processes else "figures/index"


def _values(records: ReleaseRecords, answers: list[tuple[str, str]]) -> Iterator[EvidenceLine]:
    for one in _measured(records, answers):
        value = records.values.get(one["id"])
        if value is not None and value["obs_value"] is not None:
            unit = value["unit_measure"]
            number = formats.number(value["obs_value"], records.lang, DECIMALS[unit])
            told = records.words.text(f"figures.value.{unit}", value=number)
            text = f"{one[f'name_{records.lang}']}, {written(When(value['time_period']), records.words)}: {told}"
            note = records.words.text("evidence.record_of", date=records.day(value["updated"]))
            yield EvidenceLine(text, records.href(f"figures/{one['id']}"), value["status"] == "demonstration", note)


def _surveys(records: ReleaseRecords, answers: list[tuple[str, str]]) -> Iterator[EvidenceLine]:
    for code, row in records.satisfaction.items():
        if any(page in (f"surveys/{code.lower()}", "surveys/index") for page, _ in answers):
            share = formats.percent(row["OBS_VALUE"], records.lang)
            text = f"{records.survey_titles[code]}, {written(When(row['TIME_PERIOD']), records.words)}: {share}"
            yield EvidenceLine(
                text,
                records.href(f"surveys/{code.lower()}"),
                row["STATUS"] == "demonstration",
                _precision(records, row),
            )


def _precision(records: ReleaseRecords, row: dict[str, Any]) -> str:
    if None in (row["LOWER"], row["UPPER"], row["N_RESP"]):
        return ""
    interval = formats.interval(row["LOWER"], row["UPPER"], records.lang)
    return records.words.text("evidence.precision", interval=interval, n=formats.number(row["N_RESP"], records.lang))


def _gaps(records: ReleaseRecords, answers: list[tuple[str, str]]) -> Iterator[EvidenceLine]:
    """What units owe for the records that answer; of a page with many records only for those that the answers name."""
    for page, anchor in answers:
        names = _records_of(records, page, anchor)
        for row in records.debts:
            mine = row["page"] == page and (not names or row["anchor"] in {WHOLE_PAGE, *names})
            if row["kind"] != NO_VALUES and (
                mine or (row["page"], page.partition("/")[0]) == ("surveys/index", "surveys")
            ):
                yield EvidenceLine(_owed(records, row[f"what_{records.lang}"], row["unit"]), records.href(row["page"]))
    lacking: dict[str, list[str]] = {}
    for one in _measured(records, answers):
        if one["id"] not in records.values:
            lacking.setdefault(one["owed_by"], []).append(one[f"name_{records.lang}"])
    for unit, names_of_unit in lacking.items():
        yield EvidenceLine(_owed(records, _without_values(records, names_of_unit), unit))


def _records_of(records: ReleaseRecords, page: str, anchor: str) -> frozenset[str]:
    """The anchor of an answer, and the heading above one that is no heading; nothing where the whole page answers."""
    tree = records.html(page) if anchor else None
    if tree is None or not any(row["page"] == page and row["anchor"] for row in records.debts):
        return frozenset()
    above = tree.xpath("//*[@id=$id][not(self::h2)]/preceding::h2[1]/@id", id=anchor)
    return frozenset({anchor, *map(str, above)})


def _without_values(records: ReleaseRecords, names: list[str]) -> str:
    """Names of indicators; those that are not shown yet, and the names of many, as a number."""
    if len(names) > FEW:
        return records.words.text("evidence.no_values_count", n=formats.number(len(names), records.lang))
    hidden = records.words.text("card.left_out")
    told = [one for one in names if one != hidden]
    left_out = [f"{hidden}: {len(names) - len(told)}"] if len(told) < len(names) else []
    return f"{records.words.text('evidence.no_values')}: {'; '.join((*told, *left_out))}"


def _no_debt(records: ReleaseRecords, row: dict[str, Any]) -> EvidenceLine:
    """A clause without a full answer for which no record owes anything: whom to ask."""
    unit = records.units.get(row["unit"], row["unit"])
    return EvidenceLine(
        f"{records.words.text('evidence.lacking.' + row['state'])} {records.words.text('evidence.ask', unit=unit)}"
    )


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
