"""Converts plain values to typed records; each validation error becomes a problem with file and line."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from transparency.model.messages import Message
from transparency.model.text import ID, ITEM_FORMS, Languages
from transparency.registry.limit_messages import limit_fault
from transparency.registry.yaml_document import Document, Path, Value

R = TypeVar("R", bound=BaseModel)

_TYPES: Mapping[str, Message] = {
    "string_type": Message("text"),
    "int_type": Message("a whole number"),
    "float_type": Message("a number"),
    "bool_type": Message("true or false"),
    "date_type": Message("a date"),
    "tuple_type": Message("a list"),
    "model_type": Message("a group of keys"),
    "model_attributes_type": Message("a group of keys"),
    "dict_type": Message("a group of keys"),
}
"""What pydantic expected, in words."""

_ADVICE: Mapping[str, Message] = {
    "text": Message('Write text; put it in quotes if it looks like a number, e.g. "4.1".'),
    "a whole number": Message("Write digits without quotes, e.g. 3."),
    "a number": Message("Write a number without quotes, e.g. 2.5."),
    "true or false": Message("Write true or false without quotes."),
    "a date": Message("Write year-month-day, e.g. 2026-03-01."),
    "a list": Message("Start each entry on a line of its own with a dash."),
    "a group of keys": Message("Write one key a line, indented by two spaces."),
}


def record(model: type[R], document: Document, languages: Languages, path: Path = ()) -> R | None:
    """The value at ``path`` as a record, or None with the reasons added to ``document.problems``."""
    return typed(model, _at(document.value, path), document, path, languages)


def typed(model: type[R], value: Value, document: Document, path: Path, languages: Languages) -> R | None:
    """The same for a value that stands at ``path`` and need not be kept."""
    try:
        return model.model_validate(value, context=languages)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            if not _follows(detail):
                _report(document, path, value, detail, model, languages)
        return None


def records(
    model: type[R], document: Document, key: str, languages: Languages, also: tuple[str, ...] = ()
) -> tuple[tuple[int, R], ...]:
    """The list under ``key``, each record with its place; ``also`` names the other lists of the same file.

    A key without entries is an empty list: that is what remains when the last entry is deleted.
    """
    value = document.value
    entries = value.get(key, False) if isinstance(value, dict) else False
    entries = () if entries is None else entries
    if not isinstance(entries, tuple):
        if not document.problems:
            document.report(
                (),
                "T03",
                Message('the key "{key}" with a list is missing.', key=key),
                Message("Start the file with {key}:", key=key),
            )
        return ()
    assert isinstance(value, dict)  # noqa: S101  (narrowing: entries came from it)
    for other in sorted(set(value) - {key, *also}):
        document.report(
            (other,),
            "T02",
            Message("unknown key."),
            Message("This file holds only: {key}.", key=", ".join((key, *also))),
        )
    found = ((i, record(model, document, languages, (key, i))) for i in range(len(entries)))
    return tuple((i, r) for i, r in found if r is not None)


def _follows(detail: ErrorDetails) -> bool:
    """A list counts as too short only because its entries are faulty, and those are reported themselves."""
    return detail["type"] == "too_short" and len(detail["input"]) >= detail.get("ctx", {})["min_length"]


def _at(value: Value, path: Path) -> Value:
    for part in path:
        value = value[part]  # type: ignore[index]
    return value


def _report(
    document: Document, base: Path, value: Value, detail: ErrorDetails, model: type[BaseModel], languages: Languages
) -> None:
    loc = tuple(part for part in detail["loc"] if part not in ITEM_FORMS)
    path = base + _without_kinds(value, loc)
    kind = detail["type"]
    if kind == "missing":
        _missing(document, path, languages)
    elif kind == "union_tag_not_found":
        _missing(document, (*path, detail.get("ctx", {})["discriminator"].strip("'")), languages)
    elif kind == "extra_forbidden":
        _unknown(document, path, model, languages)
    elif kind in _TYPES:
        report_type(document, path, _TYPES[kind], detail["input"])
    else:
        _other(document, path, detail)


def report_type(document: Document, path: Path, expected: Message, value: object) -> None:
    """Reports a value of another type; ``expected`` is one of those that `_ADVICE` names."""
    what = Message("must be {expected}, is {input}.", expected=expected, input=_named(value))
    document.report(path, "T01", what, _ADVICE[expected])


def _without_kinds(value: Value, loc: Path) -> Path:
    """The place as it stands in the file: pydantic puts the kind of a record between the field and what is in it."""
    path: Path = ()
    for i, part in enumerate(loc, start=1):
        inside = _at_or_none(value, (part,))
        if inside is None and i < len(loc):
            continue
        path, value = (*path, part), inside
    return path


def _missing(document: Document, path: Path, languages: Languages) -> None:
    if path[-1] in languages.codes:
        document.report(path, "L01", Message("this language is missing."), add_text(languages))
    else:
        document.report(path, "T03", Message("this key is missing."), Message('Add "{path}" here.', path=path[-1]))


def add_text(languages: Languages) -> Message:
    """What to do where a text lacks a language of the site."""
    *most, last = languages.codes
    if not most:
        return Message("Add the text.")
    return Message("Add the text; {most} and {last} are all required.", most=", ".join(most), last=last)


def _unknown(document: Document, path: Path, model: type[BaseModel], languages: Languages) -> None:
    siblings = _at_or_none(document.value, path[:-1])
    is_text = isinstance(siblings, dict) and set(siblings) & set(languages)
    known = languages.codes if is_text else tuple(model.model_fields)
    near = difflib.get_close_matches(str(path[-1]), known, n=1)
    hint = (
        Message('Did you mean "{near}"?', near=near[0])
        if near
        else Message("Known keys: {known}.", known=", ".join(known))
    )
    document.report(path, "T02", Message("unknown key."), hint)


def _at_or_none(value: Value, path: Path) -> Value:
    try:
        return _at(value, path)
    except (KeyError, IndexError, TypeError):
        return None


def _other(document: Document, path: Path, detail: ErrorDetails) -> None:
    context = detail.get("ctx", {})
    kind = detail["type"]
    choose = Message("Choose one of them.")
    if kind == "literal_error":
        document.report(path, "T05", unknown_word(context["expected"]), choose)
    elif kind == "union_tag_invalid":
        of_kind = (*path, context["discriminator"].strip("'"))
        document.report(of_kind, "T05", unknown_word(context["expected_tags"]), choose)
    elif kind == "string_pattern_mismatch":
        document.report(path, "T07", Message("is not written as it must be."), _spelling(context["pattern"]))
    elif found := limit_fault(kind, context):
        document.report(path, *found)
    else:
        document.report(path, "T08", refused(detail), Message("Correct the value."))


def unknown_word(expected: str) -> Message:
    """``expected`` as pydantic lists it: «'plan', 'do' or 'act'»."""
    words = ", ".join(re.findall(r"'[^']*'", expected))
    return Message("is not one of the known words: {expected}.", expected=words)


def refused(detail: ErrorDetails) -> Message:
    """Why a model refuses a value; what pydantic itself says is English."""
    error = detail.get("ctx", {}).get("error")
    if isinstance(error, ValueError) and error.args and isinstance(error.args[0], Message):
        return Message("is refused: {reason}.", reason=error.args[0])
    return Message("is not what this place holds.")


def _spelling(pattern: str) -> Message:
    if pattern == f"^{ID.pattern}$":
        return Message("Use small Latin letters, digits and single hyphens; start with a letter.")
    return Message("Follow the pattern {pattern}.", pattern=pattern)


def _named(value: object) -> Message:
    kinds = {str: "string", bool: "bool", int: "int", float: "float", tuple: "tuple", dict: "dict"}
    return Message("empty") if value is None else _TYPES[f"{kinds.get(type(value), 'date')}_type"]
