"""Reads from the open data of a release what it says of a clause: values, survey results, gaps, recommendations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from transparency.release.release_records import ReleaseRecords
from transparency.site.render import formats
from transparency.site.render.sentences import written
from transparency.site.views.measured import written_value
from transparency.site.views.outstanding_item import NO_VALUES, WHOLE_PAGE
from transparency.site.views.sentence import When

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


def values(records: ReleaseRecords, answers: list[tuple[str, str]]) -> Iterator[EvidenceLine]:
    for one in _measured(records, answers):
        value = records.values.get(one["id"])
        if value is not None and value["obs_value"] is not None:
            shown = written_value(value["unit_measure"], value["obs_value"], records.decimals[one["id"]])
            told = written(shown, records.words)
            text = f"{one[f'name_{records.lang}']}, {written(When(value['time_period']), records.words)}: {told}"
            note = records.words.text("evidence.record_of", date=records.day(value["updated"]))
            yield EvidenceLine(text, records.href(f"figures/{one['id']}"), value["status"] == "demonstration", note)


def surveys(records: ReleaseRecords, answers: list[tuple[str, str]]) -> Iterator[EvidenceLine]:
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


def gaps(records: ReleaseRecords, answers: list[tuple[str, str]]) -> Iterator[EvidenceLine]:
    """What units owe for the records that answer; of a page with many records only for those that the answers name."""
    for page, anchor in answers:
        names = _records_of(records, page, anchor)
        for row in records.outstanding_items:
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
    if tree is None or not any(row["page"] == page and row["anchor"] for row in records.outstanding_items):
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


def no_debt(records: ReleaseRecords, row: dict[str, Any]) -> EvidenceLine:
    """A clause without a full answer for which no record owes anything: whom to ask."""
    unit = records.units.get(row["unit"], row["unit"])
    return EvidenceLine(
        f"{records.words.text('evidence.lacking.' + row['state'])} {records.words.text('evidence.ask', unit=unit)}"
    )


def _owed(records: ReleaseRecords, what: str, unit: str | None) -> str:
    whom = records.words.text("frame.owed_by", unit=records.units.get(unit or "", unit or ""))
    return f"{what}. {whom}"


def recommendation(records: ReleaseRecords, row: dict[str, Any]) -> EvidenceLine:
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
