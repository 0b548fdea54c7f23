"""Reads the pages and datasets of a release in one language, for the evidence pack."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import lxml.html

from transparency.model.indicator_value import INSTITUTION, TOTAL, decimals_by_indicator
from transparency.model.survey import ALL, UNIVERSITY
from transparency.model.text import Lang, Languages
from transparency.model.words import Words
from transparency.site.render import formats
from transparency.site.views.addresses import path as page_path

SITE = "site"
_SPACES = re.compile(r"\s+")


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
    def outstanding_items(self) -> list[dict[str, Any]]:
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
    def decimals(self) -> Mapping[str, int]:
        """Indicator -> decimals with which its values are shown, as on the pages."""
        columns = ("indicator", "unit_measure", "obs_value", "target")
        return decimals_by_indicator(tuple(row[name] for name in columns) for row in self.rows("indicator-values"))

    @cached_property
    def processes(self) -> frozenset[str]:
        """Ids of the processes."""
        return frozenset(row["id"] for row in self.rows("processes"))

    @cached_property
    def satisfaction(self) -> Mapping[str, dict[str, Any]]:
        """Survey -> the newest share of positive answers of the whole university that has a value."""
        wanted = {
            "REF_UNIT": UNIVERSITY,
            "ELEMENT": ALL,
            "MEASURE": "SAT_SHARE",
            "BREAKDOWN": TOTAL,
            "CATEGORY_BD": TOTAL,
            "COMPARE_TO": "_Z",
        }
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

    def html(self, page: str) -> lxml.html.HtmlElement | None:
        """A page of the site; None where the pack leaves it out."""
        file = self.folder / self.href(page)
        return lxml.html.parse(file).getroot() if file.is_file() else None

    @cached_property
    def institution(self) -> str:
        """Its full name, as every page says it."""
        home = self.html("index")
        return "" if home is None else plain(home.xpath("//p[@class='footer-name']")[0])

    def day(self, written: str | None) -> str:
        """A day of a dataset in words."""
        return formats.date(date.fromisoformat(written), self.lang) if written else ""


def plain(element: lxml.html.HtmlElement) -> str:
    """The text of an element on one line."""
    return _SPACES.sub(" ", str(element.text_content())).strip()
