"""Imports a workbook of records: finds the cells that differ, checks the result, names errors by sheet and cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from transparency.desk.desk_words import words_of
from transparency.desk.edit_csv import input_of_cell
from transparency.desk.edit_records import EditorRecord, RecordEdits, declared, editable, files_with, records_of
from transparency.desk.export_records import CONTENTS, name_of_cell, text_of_cell
from transparency.desk.form import FilledForm, as_inputs
from transparency.desk.form_fields import form_fields
from transparency.desk.form_view import FormWords, form_words
from transparency.desk.record_blocks import Cells, RecordBlock, blocks
from transparency.desk.record_columns import KEY, RecordColumn, record_columns, split_name
from transparency.desk.table_changes import ImportedCellChange
from transparency.desk.workspace import Files, Workspace, place_in_record
from transparency.desk.write_workbook import CODES
from transparency.gate.containers.office_package import RefusedPackage, package
from transparency.gate.containers.workbook import Grid, grids
from transparency.model.messages import Message
from transparency.model.problem import Problem, in_order
from transparency.model.text import LANGUAGES, Lang, Languages
from transparency.registry.load import Draft, Unreadable, load_or_stop
from transparency.registry.yaml_document import Path as Place


@dataclass(frozen=True, slots=True)
class RecordsPlan:
    """What an import would do."""

    changes: tuple[ImportedCellChange, ...] = ()
    files: Files = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether nothing of it may be written."""
        return any(one.level == "error" for one in self.problems)


def plan(space: Workspace, name: str, data: bytes, lang: Lang) -> RecordsPlan:
    """Reads the workbook called ``name``; nothing is written."""
    opened = package(data)
    found = opened if isinstance(opened, RefusedPackage) else grids(opened)
    if isinstance(found, RefusedPackage):
        advice = Message("Save it as Excel workbook (.xlsx).")
        rule = "X01" if found.foreign else "X03"
        return RecordsPlan(problems=(Problem(name, 0, rule, "", Message("{what}.", what=found.what), advice),))
    reading = _Reading(space, name, load_or_stop(space.root), lang)
    for grid in found:
        if grid.title not in (CONTENTS, CODES):
            reading.sheet(grid)
    if reading.problems or not reading.edits:
        return RecordsPlan(tuple(reading.changes), {}, in_order(reading.problems))
    languages = reading.draft.languages
    try:
        files, places = files_with(space.root, reading.edits, languages)
    except Unreadable as reason:
        return RecordsPlan(tuple(reading.changes), {}, reason.problems)
    problems = (reading.placed(one, files, places) for one in space.findings(files))
    return RecordsPlan(tuple(reading.changes), files, in_order(problems))


class _Reading:
    """The sheets of one workbook, compared with the records."""

    def __init__(self, space: Workspace, name: str, draft: Draft, lang: Lang) -> None:
        self.space = space
        self.name = name
        self.draft = draft
        self.shown = form_words(draft, lang, words_of(lang))
        self._others = [form_words(draft, one, words_of(one)) for one in LANGUAGES if one != lang]
        self.problems: list[Problem] = []
        self.changes: list[ImportedCellChange] = []
        self.edits: RecordEdits = []
        self.cells: list[Cells] = []
        """The cells of each edit."""

    def sheet(self, grid: Grid) -> None:
        """Compares one worksheet."""
        if grid.title not in editable():
            self.refuse(grid.title, Message("no type of records has this name."))
            return
        columns = record_columns(declared(grid.title).record, self.shown, self.draft.languages)
        known = {column.address: column for column in columns}
        labels = _labels(grid.title, (self.shown, *self._others), self.draft.languages)
        heads = [text_of_cell(value) for value in grid.rows[0]] if grid.rows else []
        for at, head in enumerate(heads, start=1):
            if head and ((head not in known and (at, head) != (1, KEY)) or heads.count(head) > 1):
                self.refuse(
                    name_of_cell(grid.title, 1, at), Message("there is no such field, or it appears here twice.")
                )
                return
        if heads[:1] != [KEY]:
            self.refuse(name_of_cell(grid.title, 1, 1), Message("the column of the keys is missing."))
            return
        records = {one.key: one for one in records_of(self.space.root, grid.title, self.draft.languages)}
        for key, rows in blocks(grid):
            block = RecordBlock(grid.title, heads, known, labels, self.refuse)
            block.read(rows)
            if key not in records and _is_single(grid.title) and key != grid.title:
                self.refuse(block.first, Message("this type has one record only."))
                continue
            self._compare(grid.title, key, records.get(key), block, frozenset(heads))

    def refuse(self, place: str, what: Message) -> None:
        """Notes that a cell belongs nowhere."""
        advice = Message("Take the workbook again with `scripts/workbook.py export`, and leave its first row as it is.")
        self.problems.append(Problem(self.name, 0, "X04", place, what, advice))

    def _compare(
        self, sheet: str, key: str, record: EditorRecord | None, block: RecordBlock, heads: frozenset[str]
    ) -> None:
        fields = form_fields(declared(sheet).record)
        base = record.value if record else {}
        before = as_inputs(fields, base)
        given = {name: said for name, (said, _) in block.cells.items() if said}
        inputs = {**{name: text for name, text in before.items() if split_name(name)[0] not in heads}, **given}
        if record is None and any(one.name == "id" for one in fields):
            inputs["id"] = key
        changed = sorted(name for name in {*before, *inputs} if before.get(name, "").strip() != inputs.get(name, ""))
        if not changed:
            return
        for name in changed:
            cell = block.cells[name][1] if name in block.cells else block.first
            column = block.known.get(split_name(name)[0])
            label = column.label if column else name
            old, new = before.get(name, ""), inputs.get(name, "")
            self.changes.append(ImportedCellChange(cell, key, label, self._said(column, old), self._said(column, new)))
        value = FilledForm(inputs, self.draft.languages).values(fields, base)
        self.cells.append({"": (key, block.first), **block.cells})
        self.edits.append((sheet, record, value))

    @staticmethod
    def _said(column: RecordColumn | None, text: str) -> str:
        return dict(column.options).get(text, text) if column else text

    def placed(self, problem: Problem, files: Files, places: Sequence[Place]) -> Problem:
        """The problem with the cell that causes it; one about another record keeps its file."""
        data = files.get(problem.file)
        text = data.decode() if data else ""
        for (sheet, _, _), place, cells in zip(self.edits, places, self.cells, strict=True):
            name = _name_in(sheet, problem, text, place) if place[0] == problem.file else None
            if name is not None:
                return replace(problem, file=self.name, line=0, place=_cell(cells, name))
        return problem


def _labels(name: str, shown: Iterable[FormWords], languages: Languages) -> Mapping[str, Mapping[str, str]]:
    """Address of a column -> label in any language -> code; the first language wins where labels differ in meaning."""
    found: dict[str, dict[str, str]] = {}
    for words in shown:
        for column in record_columns(declared(name).record, words, languages):
            of_column = found.setdefault(column.address, {})
            for code, label in column.options:
                of_column.setdefault(label.casefold(), code)
    return found


def _is_single(name: str) -> bool:
    one = declared(name)
    return one.key is None and "*" not in one.files and not one.files.endswith(".csv")


def _name_in(name: str, problem: Problem, text: str, place: Place) -> str | None:
    """The input of a record that a problem is about; None where it is about another record."""
    if not problem.file.endswith(".csv"):
        return place_in_record(problem, text, place[1:])
    return input_of_cell(declared(name).record, problem, text, int(place[1]))


def _cell(cells: Cells, name: str) -> str:
    while name:
        near = next((cell for one, (_, cell) in cells.items() if one == name or one.startswith(f"{name}.")), None)
        if near:
            return near
        name = name.rpartition(".")[0]
    return cells[""][1]
