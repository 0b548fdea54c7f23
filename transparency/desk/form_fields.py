"""The fields of a form: they follow from the pydantic model of a record and the declaration of its type."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import UnionType
from typing import Annotated, Literal, Union, get_args, get_origin

from transparency.model.record_type import FieldText
from transparency.model.text import COMPUTED_FIELDS, ITEM_FORMS, LocalText, OfItsFolder, Record
from transparency.registry.record_types import field_text
from transparency.registry.referring import register_of

Kind = Literal[
    "text", "whole", "number", "day", "yes-no", "choice", "reference", "texts", "item", "group", "list", "kept"
]
"""How a field is shown; ``kept`` has no input: its value is computed, or the form cannot express it."""

LONG = frozenset(
    ("text", "summary", "purpose", "introduction", "note", "reason", "ground", "scope", "decides", "source")
)
"""Fields of several sentences."""


@dataclass(frozen=True, slots=True)
class EditorField:
    """A field of a record, or an entry of a list."""

    name: str
    kind: Kind
    words: FieldText | None = None
    required: bool = False
    choices: tuple[str, ...] = ()
    register: str | None = None
    """Whose ids can be chosen."""
    inner: tuple[EditorField, ...] = ()
    """Fields of a group."""
    entry: EditorField | None = None
    """What each entry of a list is."""
    variants: tuple[tuple[str, tuple[EditorField, ...]], ...] = ()
    """Of a group of several kinds: the value of its field ``kind`` and the fields it then has."""
    model: type[Record] | None = None

    @property
    def is_file(self) -> bool:
        """Whether the group describes an attached file."""
        return self.kind == "group" and any(one.name == "sha256" for one in self.inner)

    def of_kind(self, kind: object) -> tuple[EditorField, ...]:
        """The fields of a group."""
        return dict(self.variants).get(str(kind), self.inner)


@functools.cache
def form_fields(model: type[Record]) -> tuple[EditorField, ...]:
    """The fields of a record: what names it first, what is still open about it last, the others as declared."""
    first_to_last = sorted(model.model_fields, key=lambda name: (name != "id", name == "clarify"))
    return tuple(_field(model, name) for name in first_to_last)


def _field(model: type[Record], name: str) -> EditorField:
    info = model.model_fields[name]
    found = _of_type(info.annotation, model, name)
    if name in COMPUTED_FIELDS or OfItsFolder() in info.metadata:
        found = EditorField(name, "kept")
    return replace(found, words=_words(model, name), required=info.is_required())


def _words(model: type[Record], name: str) -> FieldText | None:
    try:
        return field_text(model, name)
    except StopIteration:
        return None


def _of_type(annotation: object, model: type[Record], name: str) -> EditorField:
    if get_origin(annotation) is tuple:
        entry = _of_type(get_args(annotation)[0], model, name)
        return EditorField(name, "list", entry=entry) if entry.kind != "kept" else entry
    if set(ITEM_FORMS) <= set(_tags(annotation)):
        return EditorField(name, "item", register=register_of(model, name))
    if get_origin(annotation) is Annotated:
        return _of_type(get_args(annotation)[0], model, name)
    if get_origin(annotation) in (Union, UnionType):
        return _of_union(tuple(one for one in get_args(annotation) if one is not type(None)), model, name)
    if get_origin(annotation) is Literal:
        return EditorField(name, "choice", choices=get_args(annotation))
    return _of_class(annotation, model, name)


def _tags(annotation: object) -> Iterator[str]:
    for part in get_args(annotation):
        if tag := getattr(part, "tag", None):
            yield tag
        yield from _tags(part)


def _of_union(parts: tuple[object, ...], model: type[Record], name: str) -> EditorField:
    if len(parts) == 1:
        return _of_type(parts[0], model, name)
    groups = [one for one in parts if isinstance(one, type) and issubclass(one, Record)]
    if len(groups) < len(parts):
        return EditorField(name, "kept")
    variants = tuple((get_args(one.model_fields["kind"].annotation)[0], form_fields(one)) for one in groups)
    kind = EditorField("kind", "choice", required=True, choices=tuple(code for code, _ in variants))
    return EditorField(name, "group", inner=(kind,), variants=variants)


def _of_class(annotation: object, model: type[Record], name: str) -> EditorField:
    simple: Mapping[object, Kind] = {int: "whole", float: "number", bool: "yes-no", dt.date: "day"}
    if annotation in simple:
        return EditorField(name, simple[annotation])
    if annotation is str:
        register = register_of(model, name)
        return EditorField(name, "reference", register=register) if register else EditorField(name, "text")
    if isinstance(annotation, type) and issubclass(annotation, LocalText):
        return EditorField(name, "texts")
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return EditorField(name, "group", inner=form_fields(annotation), model=annotation)
    return EditorField(name, "kept")
