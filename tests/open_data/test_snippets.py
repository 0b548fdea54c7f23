"""The lines that the pages offer are run as they stand there; only the address is that of a server on this machine."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from transparency.opendata import OpenData
from transparency.registry.check import CheckedRegistry
from transparency.site.views.datasets import snippets


def lines_of(tool: str, dataset: str, address: str) -> str:
    return next(snippet.code for snippet in snippets(address, dataset) if snippet.tool == tool)


def test_pandas(data: OpenData, served: str) -> None:
    for table in data.catalogue.tables:
        names: dict[str, pd.DataFrame] = {}
        exec(lines_of("pandas", table.dataset.id, served), names)  # noqa: S102  (our own lines, which the page shows)
        assert list(names["data"].columns) == list(names["text"].columns) == list(table.names)
        assert len(names["data"]) == len(names["text"]) == len(table.rows)


@pytest.mark.integration
def test_duckdb(data: OpenData, folder: Path) -> None:
    """DuckDB reaches servers through an extension that it downloads; here the same lines read the files themselves."""
    for table in data.catalogue.tables:
        for line in lines_of("DuckDB", table.dataset.id, f"{folder.parent}/").split("\n"):
            with duckdb.connect() as connection:
                found = connection.sql(line.rstrip(";"))
                assert found.columns == list(table.names)
                assert len(found.fetchall()) == len(table.rows)


@pytest.mark.integration
def test_the_served_reader(data: OpenData, served: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(folder)
    for table in data.catalogue.tables:
        names: dict[str, Any] = {}
        exec(lines_of("Python (client.py)", table.dataset.id, served), names)  # noqa: S102
        assert names["Site"].__module__ == "client"
        assert len(names["data"]) == len(table.rows)
        assert list(names["data"].columns)[: len(table.names)] == list(table.names)


@pytest.mark.integration
def test_r(data: OpenData, served: str) -> None:
    r = shutil.which("Rscript")
    if r is None:
        pytest.skip("no R: install it with scripts/system-packages.sh as root")
    for table in data.catalogue.tables:
        lines = lines_of("R", table.dataset.id, served).split("\n")
        told = 'cat(nrow(data), nrow(text), identical(names(data), names(text)), class(data[[1]]), sep = ";")'
        done = subprocess.run([r, "-e", "; ".join([*lines, told])], capture_output=True, text=True, check=True)
        rows, (first, *_) = len(table.rows), table.dataset.columns
        kind = {"integer": "integer", "number": "numeric"}.get(first.type, "character")
        assert done.stdout == f"{rows};{rows};TRUE;{kind}", table.dataset.id


def test_the_pages_show_these_lines(registry: CheckedRegistry, data: OpenData) -> None:
    for table in data.catalogue.tables:
        for snippet in snippets(registry.settings.url, table.dataset.id):
            files = [path for path in data.files if registry.settings.url + path in snippet.code]
            assert len(files) == (1 if snippet.tool == "Python (client.py)" else 2)
