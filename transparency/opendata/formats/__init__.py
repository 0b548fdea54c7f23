"""File formats of open data, one module each; `FORMATS` lists those in which every dataset is written."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from transparency.opendata.catalogue import Download
from transparency.opendata.dataset_table import DatasetTable
from transparency.opendata.formats import csv, json, parquet


@dataclass(frozen=True, slots=True)
class Format:
    """How a table is written."""

    media_type: str
    write: Callable[[DatasetTable], bytes]
    quick: bool
    """Whether it is written for a preview too; the others need libraries that take long to load."""


FORMATS: Mapping[str, Format] = {
    "csv": Format("text/csv", csv.write, quick=True),
    "json": Format("application/json", json.write, quick=True),
    "parquet": Format("application/vnd.apache.parquet", parquet.write, quick=False),
}
"""Ending of the file -> how it is written; a new format is one module and one entry."""

_OTHERS: Mapping[str, str] = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
    "jsonld": "application/ld+json",
}
"""Ending of a file that holds or describes all datasets -> its media type (IANA)."""


def download(path: str, content: bytes) -> Download:
    """What a reader has to know of a file, whose ending is one of `FORMATS` or of `_OTHERS`."""
    ending = path.rpartition(".")[2]
    media_type = FORMATS[ending].media_type if ending in FORMATS else _OTHERS[ending]
    return Download(path, ending, media_type, len(content), hashlib.sha256(content).hexdigest())
