"""Collects the evidence for each clause of a framework from the pages and datasets of a release.

What is claimed and why is read from the page of the framework, so the pack says what the site says; what the open data say of
a clause is in ``clause_data``.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import lxml.html

from transparency.opendata.dataset_table import SEPARATOR
from transparency.release import clause_data
from transparency.release.clause_data import EvidenceLine
from transparency.release.release_records import ReleaseRecords, plain

DOCUMENTS = frozenset({".pdf", ".docx", ".xlsx", ".odt"})


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
    unexplained = _unexplained(records, row["unit"], shown, claims, answers)
    gaps = tuple(dict.fromkeys((*clause_data.gaps(records, answers), *unexplained)))
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
        values=tuple(clause_data.values(records, answers)),
        surveys=tuple(clause_data.surveys(records, answers)),
        gaps=gaps if gaps or row["state"] not in ("gap", "partly") else (clause_data.no_debt(records, row),),
        recommendations=tuple(clause_data.recommendation(records, one) for one in recommended),
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
        if worth != "answered" and not any(clause_data.gaps(records, [answer])):
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
