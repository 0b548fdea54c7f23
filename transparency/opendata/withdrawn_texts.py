"""Removes texts from earlier versions of the open data that have since been withheld, embargoed or left out.

A dated version keeps its address and its columns; a cell with such a text becomes empty, and its data package states the
new checksum. All other files stay as they were published, byte for byte.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from transparency.model.csv_table import escaped, unescaped
from transparency.model.data_version import ChangeReport, DatasetChange, Key
from transparency.opendata.dataset_table import SEPARATOR
from transparency.opendata.formats.json import encoded
from transparency.opendata.version_changes import PastTable

FIGURES = "survey"
"""Start of the names of datasets that hold figures, and no text of a card or a document."""
_PART = "participants"
_HELD = ("before", "after")
"""Columns of the dataset of changes that quote cells of other datasets."""


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What no earlier version may say any more."""

    texts: frozenset[str] = frozenset()
    participants: bool = False
    """Whether the participants of processes are withheld: ids, which other columns may hold."""

    def __bool__(self) -> bool:
        return bool(self.texts) or self.participants

    def table(self, name: str, table: PastTable) -> PastTable:
        """A dataset as it was published, without what is withdrawn."""
        rows = tuple(
            {column: self.cell(name, column, cell) for column, cell in row.items()}
            for row in table.rows
            if self._keeps(name, row)
        )
        return replace(table, rows=rows)

    def report(self, report: ChangeReport) -> ChangeReport:
        """A report on changes that quotes nothing that is withdrawn."""
        return report.model_copy(update={"datasets": tuple(map(self._change, report.datasets))})

    def version(self, folder: Path) -> None:
        """Rewrites the files of a dated version that hold something withdrawn."""
        package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
        changed = False
        for resource in package["resources"]:
            if resource["name"].startswith(FIGURES):
                continue
            for ending, write in (("csv", self._csv), ("json", self._json)):
                file = (folder / resource["path"]).with_suffix(f".{ending}")
                changed |= file.is_file() and _rewritten(file, write(resource["name"], file.read_bytes()))
            content = (folder / resource["path"]).read_bytes()
            resource |= {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
        report = folder / "changes.json"
        told = self.report(ChangeReport.model_validate_json(report.read_bytes()))
        _rewritten(report, encoded(told.model_dump(mode="json")))
        if changed:
            (folder / "datapackage.json").write_bytes(encoded(package))

    def cell(self, dataset: str, column: str, cell: str) -> str:
        """The cell without the entries that are withdrawn."""
        if self.participants and (dataset, column) == ("processes", _PART):
            return ""
        if cell in self.texts:
            return ""
        return SEPARATOR.join(part for part in cell.split(SEPARATOR) if part not in self.texts)

    def _keeps(self, dataset: str, row: Mapping[str, str]) -> bool:
        return not (self.participants and dataset == "roles" and row.get("part") == _PART)

    def _change(self, change: DatasetChange) -> DatasetChange:
        cells = tuple(
            one.model_copy(update={name: self.cell(change.dataset, one.column, getattr(one, name)) for name in _HELD})
            for one in change.changed
        )
        keys = {name: self._keys(change.dataset, getattr(change, name)) for name in ("added", "removed")}
        return change.model_copy(update={"changed": cells, **keys})

    def _keys(self, dataset: str, keys: Iterable[Key]) -> tuple[Key, ...]:
        hidden = self.participants and dataset == "roles"
        return tuple(key for key in keys if not (hidden and _PART in key))

    def _row(self, dataset: str, row: Mapping[str, Any], empty: str | None = "") -> dict[str, Any]:
        """A row of a file; an event of the dataset of changes is about a cell of another dataset."""
        about = row.get("dataset") if dataset == "changes" else dataset
        return {name: self._held(str(about), row, name, empty) for name in row}

    def _held(self, dataset: str, row: Mapping[str, Any], name: str, empty: str | None) -> Any:
        value = row[name]
        if not isinstance(value, str):
            return value
        column = str(row.get("column")) if name in _HELD and "column" in row else name
        told = self.cell(dataset, column, unescaped(value))
        return value if told == unescaped(value) else told or empty

    def _csv(self, dataset: str, content: bytes) -> bytes:
        rows = csv.DictReader(io.StringIO(content.decode(), newline=""))
        text = io.StringIO()
        writer = csv.DictWriter(text, rows.fieldnames or (), lineterminator="\r\n")
        writer.writeheader()
        for row in rows:
            if self._stays(dataset, row):
                left = self._row(dataset, row)
                writer.writerow({name: cell if cell == row[name] else escaped(cell) for name, cell in left.items()})
        return text.getvalue().encode()

    def _json(self, dataset: str, content: bytes) -> bytes:
        head = json.loads(content)
        kept = [row for row in head.pop("records") if self._stays(dataset, row)]
        lines = ",\n".join(json.dumps(self._row(dataset, row, empty=None), ensure_ascii=False) for row in kept)
        return f'{json.dumps(head, ensure_ascii=False)[:-1]}, "records": [\n{lines}\n]}}\n'.encode()

    def _stays(self, dataset: str, row: Mapping[str, Any]) -> bool:
        if dataset == "changes":
            key = str(row.get("key") or "").split(SEPARATOR)
            return not (self.participants and row.get("dataset") == "roles" and _PART in key)
        return self._keeps(dataset, row)


NOTHING = Withdrawn()


def _rewritten(file: Path, content: bytes) -> bool:
    """Whether the file says something else now."""
    if file.read_bytes() == content:
        return False
    file.write_bytes(content)
    return True
