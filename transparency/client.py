"""Reads the open data of a published site into pandas: codes with their titles, and a reason where a value is missing.

    from client import Site

    site = Site("https://university.example/")
    figures = site.read("survey-indicators", lang="en")
    figures[["ELEMENT_title", "OBS_VALUE", "OBS_VALUE_reason"]]

A site serves this file as ``open-data/client.py``; the package has it as ``transparency.client``. It needs pandas alone:
everything follows from ``open-data/datapackage.json`` of the site. Texts are read from the CSV files without the apostrophe
that guards spreadsheets.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.request import urlopen

import pandas as pd

_TYPES: Mapping[str, str] = {"string": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean"}
_TITLES = ("title", "name", "text", "breakdown_title")
"""Text columns that can say what a row is called."""
_GUARDED = r"^'(?='*\s*[=+\-@\t\r\n＝＋－＠])"


@dataclass(frozen=True)
class Site:
    """A site with open data; ``address`` is that of its home page, with a slash at the end."""

    address: str

    @cached_property
    def package(self) -> Mapping[str, Any]:
        """Resource of the data package by dataset. Raises `urllib.error.URLError` where there is none."""
        with urlopen(f"{self.address}open-data/datapackage.json") as file:  # noqa: S310  (the caller names the site)
            return {one["name"]: one for one in json.load(file)["resources"]}

    def tidy(self, dataset: str) -> pd.DataFrame:
        """The dataset as published: codes, and a missing value for every empty cell. Raises `KeyError` for an unknown name."""
        resource = self.package[dataset]
        kinds = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
        frame = pd.read_csv(
            f"{self.address}open-data/{resource['path']}",
            dtype={name: _TYPES[kind] for name, kind in kinds.items() if kind in _TYPES},
            parse_dates=[name for name, kind in kinds.items() if kind == "date"],
            keep_default_na=False,
            na_values=[""],
        )
        for name in (name for name, kind in kinds.items() if kind == "string"):
            frame[name] = frame[name].str.replace(_GUARDED, "", regex=True)
        return frame

    def read(self, dataset: str, lang: str = "kk") -> pd.DataFrame:
        """The dataset with two kinds of columns more, in the language ``lang``.

        ``X_title``: what the code or key in the column X is called. ``X_reason``: why X is empty, missing where it is not.
        """
        schema, frame = self.package[dataset]["schema"], self.tidy(dataset)
        found = {
            name: titles
            for key in reversed([*schema.get("foreignKeys", ()), *schema.get("partialReferences", ())])
            for name, titles in self._referring(frame, key, dataset, lang).items()
        }
        for field in schema["fields"]:
            if labels := {code["value"]: code["labels"][lang] for code in field.get("categories", ())}:
                found[field["name"]] = _named(frame[field["name"]], labels)
        reasons = {
            field["name"]: self._reasons(frame, field, found, lang)
            for field in schema["fields"]
            if "missingReason" in field
        }
        return frame.assign(
            **{f"{name}_title": titles for name, titles in found.items()},
            **{f"{name}_reason": why for name, why in reasons.items()},
        )

    def _referring(
        self, frame: pd.DataFrame, key: Mapping[str, Any], dataset: str, lang: str
    ) -> Mapping[str, pd.Series[Any]]:
        """The last column of a key with the titles of the rows that it names."""
        target = key["reference"]["resource"] or dataset
        columns = [field["name"] for field in self.package[target]["schema"]["fields"]]
        title = next((f"{stem}_{lang}" for stem in _TITLES if f"{stem}_{lang}" in columns), None)
        if title is None:
            return {}
        names = self.tidy(target).set_index(key["reference"]["fields"])[title]
        wanted = pd.MultiIndex.from_frame(frame[key["fields"]]) if len(key["fields"]) > 1 else frame[key["fields"][0]]
        called = pd.Series(names.reindex(wanted).array, frame.index)
        besides = {code["value"]: code["labels"][lang] for code in key.get("besides", ())}
        return {key["fields"][-1]: called.fillna(frame[key["fields"][0]].map(besides)) if besides else called}

    @staticmethod
    def _reasons(
        frame: pd.DataFrame, field: Mapping[str, Any], titles: Mapping[str, pd.Series[Any]], lang: str
    ) -> pd.Series[Any]:
        """What the status of the observation says, where it is not the usual one; else what the column says of itself."""
        general = pd.Series(field["missingReason"][lang], frame.index, dtype="string")
        status = next((name for name in frame.columns if name.lower() == "obs_status"), None)
        if status is not None and field["type"] in {"number", "integer"}:
            general = titles[status].astype("string").where(frame[status] != "A", general)
        return general.where(frame[field["name"]].isna())


def _named(codes: pd.Series[Any], labels: Mapping[str, str]) -> pd.Series[Any]:
    """Titles of codes, of several in one cell all of them; a detail after a colon stays as it is."""

    def title(code: str) -> str:
        return labels.get(code) or ": ".join(labels.get(part, part) for part in code.split(":"))

    return codes.map(lambda cell: " | ".join(map(title, str(cell).split(" | "))), na_action="ignore")
