"""Columns in which a worksheet shows the records of a type: one for each input of the form, three for a text.

A record is a block of rows with its key in column A. An entry of a list of groups has its number in a column of its own; an
entry of a simple list stands in the row of its place in the list. Both follow from the declaration of the type (decision 0114).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from transparency.desk.form_fields import EditorField, form_fields
from transparency.desk.form_view import FormWords
from transparency.model.text import Languages, Record

KEY = "key"
"""Address of column A."""
ANY = "*"
"""Stands in the address of a column for the number of an entry."""
UNSEEN = frozenset(("sha256",))
"""Fields that the desk computes when a file is attached."""


@dataclass(frozen=True, slots=True)
class RecordColumn:
    """A column of a worksheet."""

    address: str
    """Name of its input with a star for each number: ``indicators.*.title.kk``; that of a number column ends with the star."""
    label: str
    help: str
    field: EditorField
    options: tuple[tuple[str, str], ...] = ()
    """Code and label of what can be chosen; no two labels are equal."""

    @property
    def is_number(self) -> bool:
        """Whether it numbers the entries of a list."""
        return self.address.endswith(f".{ANY}") and self.field.kind == "list"


def record_columns(model: type[Record], shown: FormWords, languages: Languages) -> tuple[RecordColumn, ...]:
    """The columns behind that of the key; the field ``id`` is the key."""
    fields = (one for one in form_fields(model) if one.name != "id")
    return tuple(_Columns(shown, languages).all(tuple(fields)))


@dataclass(frozen=True, slots=True)
class _Columns:
    shown: FormWords
    languages: Languages

    def all(self, fields: tuple[EditorField, ...], before: str = "", label: str = "") -> Iterator[RecordColumn]:
        for one in fields:
            own = one.words.label.get(self.shown.lang) if one.words else one.name
            yield from self._of(one, f"{before}{one.name}", f"{label} → {own}" if label else own, one)

    def _of(self, one: EditorField, address: str, label: str, words: EditorField) -> Iterator[RecordColumn]:
        help_ = words.words.help.get(self.shown.lang) if words.words else ""
        if one.kind == "kept" or one.name in UNSEEN:
            return
        if one.kind == "list" and one.entry:
            if one.entry.kind == "group":
                yield RecordColumn(f"{address}.{ANY}", f"{label}: №", help_, one)
            yield from self._of(one.entry, f"{address}.{ANY}", label, words)
        elif one.kind == "group":
            yield from self.all(_whole(one), f"{address}.", label)
        elif one.kind in ("texts", "item"):
            if one.kind == "item":
                yield RecordColumn(f"{address}.term", label, help_, one, self._options(one))
            for lang in self.languages:
                yield RecordColumn(f"{address}.{lang}", f"{label} ({lang})", help_, one)
        else:
            yield RecordColumn(address, label, help_, one, self._options(one))

    def _options(self, one: EditorField) -> tuple[tuple[str, str], ...]:
        if one.kind == "text":
            return ()
        options = tuple(self.shown.options(one))
        labels = [label.casefold() for _, label in options]
        return tuple(
            (code, said if labels.count(said.casefold()) == 1 else f"{said} ({code})") for code, said in options
        )


def _whole(group: EditorField) -> tuple[EditorField, ...]:
    """The fields of a group in all its kinds."""
    every = (*group.inner, *(one for _, fields in group.variants for one in fields))
    return tuple({one.name: one for one in reversed(every)}.values())[::-1]


def split_name(name: str) -> tuple[str, tuple[int, ...]]:
    """Address of the column of an input, and the numbers in its name."""
    parts = name.split(".")
    numbers = tuple(int(part) for part in parts if part.isdigit())
    return ".".join(ANY if part.isdigit() else part for part in parts), numbers


def joined_name(address: str, numbers: tuple[int, ...]) -> str:
    """Name of the input of a column in an entry."""
    left = iter(numbers)
    return ".".join(str(next(left)) if part == ANY else part for part in address.split("."))


def as_rows(inputs: Mapping[str, str], numbered: frozenset[str], before: tuple[str, ...] = ()) -> list[dict[str, str]]:
    """The inputs of a record as rows: address of a column -> content; entries of a list below each other."""
    rows: list[dict[str, str]] = [{}]
    lists: dict[str, dict[int, dict[str, str]]] = {}
    for name, text in inputs.items():
        parts = name.split(".")
        place = next((i for i, part in enumerate(parts) if part.isdigit()), None)
        if place is None:
            rows[0][".".join((*before, name)) if before else name] = text
        else:
            head, rest = ".".join(parts[:place]), ".".join(parts[place + 1 :])
            lists.setdefault(head, {}).setdefault(int(parts[place]), {})[rest] = text
    for head, entries in lists.items():
        at = 0
        address = ".".join((*before, head, ANY))
        for number, inner in sorted(entries.items()):
            block = as_rows(inner, numbered, (*before, head, ANY)) if any(inner) else [{address: inner[""]}]
            for line in block:
                while len(rows) <= at:
                    rows.append({})
                rows[at] |= line | ({address: str(number + 1)} if address in numbered else {})
                at += 1
    return rows
