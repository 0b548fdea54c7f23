"""Values of a record as they stand in a form, and what a filled form says; values that no form shows stay as they are."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from transparency.desk.form_fields import EditorField, Kind
from transparency.model.text import Languages
from transparency.registry.yaml_document import Value

_DAY = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
_SPACES = re.compile(r"[\s\u00a0\u202f]")


def shown(field: EditorField, value: Value) -> str:
    """One value as it stands in an input: days and numbers as people in Kazakhstan write them."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dt.date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, float):
        return repr(value).removesuffix(".0").replace(".", ",")
    return str(value)


def as_inputs(fields: tuple[EditorField, ...], value: Mapping[str, Value], before: str = "") -> dict[str, str]:
    """Name of each input -> its content."""
    inputs: dict[str, str] = {}
    for field in fields:
        if field.name in value:
            inputs |= _inputs(field, value[field.name], f"{before}{field.name}")
    return inputs


def _inputs(field: EditorField, value: Value, name: str) -> dict[str, str]:
    if field.kind == "kept":
        return {}
    if field.kind == "list" and field.entry and isinstance(value, tuple):
        entries = (_inputs(field.entry, one, f"{name}.{i}") for i, one in enumerate(value))
        return {key: said for one in entries for key, said in one.items()}
    if isinstance(value, dict):
        if field.kind == "group":
            return as_inputs(field.of_kind(value.get("kind")), value, f"{name}.")
        return {f"{name}.{key}": str(one) for key, one in value.items() if isinstance(one, str)}
    return {f"{name}.term" if field.kind == "item" else name: shown(field, value)}


@dataclass(frozen=True, slots=True)
class FilledForm:
    """The inputs of a form as they came back."""

    inputs: Mapping[str, str]
    languages: Languages

    def values(self, fields: tuple[EditorField, ...], old: Mapping[str, Value], before: str = "") -> dict[str, Value]:
        """The record that the form says; what it does not show is taken over from the record as it was."""
        found: dict[str, Value] = {}
        for field in fields:
            name = f"{before}{field.name}"
            said = old.get(field.name) if field.kind == "kept" else self._value(field, name, old.get(field.name))
            given = said not in (None, "", ()) and said != {}
            if given or (field.name in old and _is_empty(old[field.name]) and _is_empty(said)):
                found[field.name] = said if given else old[field.name]
        return _in_order_of(old, found)

    def _value(self, field: EditorField, name: str, old: Value) -> Value:
        if field.kind == "list" and field.entry is not None:
            return tuple(self._entries(field.entry, name, old if isinstance(old, tuple) else ()))
        if field.kind == "group":
            group = old if isinstance(old, dict) else {}
            return self.values(field.of_kind(self.inputs.get(f"{name}.kind")), group, f"{name}.")
        if field.kind == "texts":
            return self._texts(name, old)
        if field.kind == "item":
            return self._item(name, old)
        return parsed(field.kind, self.inputs.get(name, ""), old)

    def _entries(self, entry: EditorField, name: str, old: tuple[Value, ...]) -> Iterator[Value]:
        for number in entry_numbers(self.inputs, name):
            if self.inputs.get(f"remove.{name}.{number}"):
                continue
            value = self._value(entry, f"{name}.{number}", old[number] if number < len(old) else None)
            if value not in (None, "", (), {}):
                yield value

    def _texts(self, name: str, old: Value) -> Value:
        said = {lang: self.inputs.get(f"{name}.{lang}", "").strip() for lang in self.languages}
        if not any(said.values()):
            return {}
        before = old if isinstance(old, dict) else {}
        given: dict[str, Value] = {lang: text for lang, text in said.items() if text}
        return _in_order_of(before, {**{k: v for k, v in before.items() if k not in said}, **given})

    def _item(self, name: str, old: Value) -> Value:
        """A term, or a text of its own; marks of the earlier entry stay."""
        term = self.inputs.get(f"{name}.term", "").strip()
        if not term:
            own = {key: one for key, one in old.items() if key != "term"} if isinstance(old, dict) else {}
            return self._texts(name, own)
        marks = {key: one for key, one in old.items() if key in ("process", "clarify")} if isinstance(old, dict) else {}
        return _in_order_of(old if isinstance(old, dict) else {}, {"term": term, **marks}) if marks else term


def entry_numbers(inputs: Mapping[str, str], name: str) -> tuple[int, ...]:
    """Numbers of the entries that a list has in the form."""
    heads = {key[len(name) + 1 :].partition(".")[0] for key in inputs if key.startswith(f"{name}.")}
    return tuple(sorted(int(head) for head in heads if head.isascii() and head.isdigit() and len(head) < 5))


def _is_empty(value: Value) -> bool:
    return value in (None, "", (), {})


def _in_order_of(old: Mapping[str, Value], new: dict[str, Value]) -> dict[str, Value]:
    """Keys in the order of the file; a new one stands behind the field before it."""
    keys = [key for key in old if key in new]
    before: str | None = None
    for key in new:
        if key not in keys:
            keys.insert(keys.index(before) + 1 if before else 0, key)
        before = key
    return {key: new[key] for key in keys}


def parsed(kind: Kind, text: str, old: Value) -> Value:
    """The value of one input; what cannot be read stays a text, and the model then says what it expects."""
    text = text.strip()
    if shown(EditorField("", kind), old) == text and old is not None:
        return old
    if not text:
        return None
    if kind == "day":
        return _day(text)
    if kind in ("whole", "number"):
        return _number(text, whole=kind == "whole")
    if kind == "yes-no":
        return {"yes": True, "no": False}.get(text, text)
    return text.replace("\r\n", "\n")


def _day(text: str) -> Value:
    try:
        if found := _DAY.fullmatch(text):
            day, month, year = map(int, found.groups())
            return dt.date(year, month, day)
        return dt.date.fromisoformat(text)
    except ValueError:
        return text


def _number(text: str, *, whole: bool) -> Value:
    plain = _SPACES.sub("", text).replace(",", ".").replace("−", "-")
    try:
        return int(plain) if whole or re.fullmatch(r"-?[0-9]{1,15}", plain) else float(plain)
    except ValueError:
        return text
