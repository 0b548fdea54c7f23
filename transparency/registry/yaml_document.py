"""YAML parser that keeps the line of every value, without aliases and without implicit types beyond YAML 1.2's core.

``yes``, ``no`` and ``12:30`` stay words; an ISO date is a date; a list becomes a tuple because records are frozen.

This is the only YAML parser of the project. It reads the events of libyaml one by one and builds the values itself, so
an alias is refused where it occurs and is never expanded: nested aliases of a few hundred bytes expand to billions of values.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

import yaml

from transparency.model.characters import ADVICE, hidden, invisible_character
from transparency.model.characters import RULE as HIDDEN
from transparency.model.failure_reasons import yaml_reason
from transparency.model.limits import DEEPEST_NESTING, LARGEST_YAML, LONGEST_TEXT, MOST_DIGITS, MOST_ENTRIES
from transparency.model.messages import Message
from transparency.model.problem import Problem
from transparency.registry.files import Source, read_text

Value: TypeAlias = "str | int | float | bool | dt.date | tuple[Value, ...] | dict[str, Value] | None"
Path: TypeAlias = "tuple[str | int, ...]"

_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_NUMBER = re.compile(r"[-+]?(0|[1-9][0-9]*)\.[0-9]+")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_QUOTED = frozenset("'\"|>")
_WORDS: Mapping[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}


@dataclass(slots=True)
class Document:
    """What a file says and where each part of it stands."""

    file: str
    value: Value = None
    lines: dict[Path, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line(self, path: Path) -> int:
        """The line of a value, or of the nearest thing around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def report(self, path: Path, rule: str, what: Message, advice: Message) -> None:
        """Adds a problem at the line of ``path``."""
        self.problems.append(Problem(self.file, self.line(path), rule, place(path), what, advice))


def place(path: Path) -> str:
    """``inputs[2].kk``: the words by which a problem names a spot in a file; lists count from 1 as people do."""
    text = ""
    for part in path:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}"
    return text.removeprefix(".")


def read_yaml(file: Source) -> Document:
    """Reads one file; ``problems`` says what is wrong with it as YAML."""
    document = Document(file.name)
    text = read_text(file)
    if isinstance(text, Problem):
        document.problems.append(text)
        return document
    parse_yaml(document, text)
    return document


def parse_yaml(document: Document, text: str) -> None:
    """Fills ``document`` from ``text``."""
    if len(text) > LARGEST_YAML:
        what = Message("is YAML of more than {most} MB.", most=LARGEST_YAML // 1024 // 1024)
        document.problems.append(Problem(document.file, 0, "Y13", "", what, Message("Divide it among several files.")))
        return
    if not _tabs(document, text):
        return
    try:
        document.value = _Builder(
            document, yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        ).root()
    except _Refused as refused:
        document.problems.append(refused.problem)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        what = Message("is not valid YAML: {problem}.", problem=yaml_reason(error))
        advice = Message("Look at the indentation, quotes and colons of this line and the one above.")
        document.problems.append(Problem(document.file, line, "Y03", "", what, advice))
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        what = Message("has a character that YAML does not allow.")
        document.problems.append(
            Problem(document.file, line, "Y03", "", what, Message("Remove control characters from the file."))
        )


def _tabs(document: Document, text: str) -> bool:
    for number, line in enumerate(text.split("\n"), start=1):
        indent = line[: len(line) - len(line.lstrip())]
        if "\t" in indent:
            what = Message("starts with a tab character.")
            advice = Message("Indent with spaces, two for each level.")
            document.problems.append(Problem(document.file, number, "Y04", "", what, advice))
    return not document.problems


class _Refused(Exception):
    """Nothing after this place is read: the file would cost more than an honest one, or has no single meaning."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.rule)
        self.problem = problem


class _Builder:
    """Builds the value of one document from the events of the parser."""

    def __init__(self, document: Document, events: Iterator[yaml.Event]) -> None:
        self._document = document
        self._events = events

    def root(self) -> Value:
        """The value of the only document in the text; None for an empty file."""
        value: Value = None
        documents = 0
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    what = Message("is not valid YAML: a second document starts here.")
                    raise self._refused(
                        event, (), "Y03", what, Message("Remove the line ---; one file holds one document.")
                    )
                value = self._value(next(self._events), ())
        return value

    def _value(self, event: yaml.Event, path: Path) -> Value:
        self._document.lines.setdefault(path, _line(event))
        self._check(event, path)
        if isinstance(event, yaml.SequenceStartEvent):
            return tuple(self._entries(path))
        if isinstance(event, yaml.MappingStartEvent):
            return dict(self._pairs(path))
        assert isinstance(event, yaml.ScalarEvent)  # noqa: S101  (no other event begins a value)
        return _scalar(self._document, event, path)

    def _check(self, event: yaml.Event, path: Path) -> None:
        if isinstance(event, yaml.AliasEvent):
            raise self._refused(
                event, path, "Y10", Message("is an alias (*)."), Message("Write the value out; do not use & and *.")
            )
        if isinstance(event, yaml.NodeEvent) and event.anchor is not None:
            raise self._refused(
                event, path, "Y10", Message("has an anchor (&)."), Message("Write the value out; do not use & and *.")
            )
        if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and event.tag is not None:
            raise self._refused(
                event, path, "Y10", Message("has a type tag (!)."), Message("Remove the word that starts with !.")
            )
        if len(path) > DEEPEST_NESTING:
            what = Message("is nested more than {most} levels deep.", most=DEEPEST_NESTING)
            raise self._refused(
                event, path[:2], "Y11", what, Message("Write the record flatter, as the other files do.")
            )

    def _entries(self, path: Path) -> Iterator[Value]:
        for i, event in enumerate(self._until(yaml.SequenceEndEvent)):
            if i >= MOST_ENTRIES:
                what = Message("has more than {most} entries.", most=f"{MOST_ENTRIES:,}")
                raise self._refused(event, path, "T12", what, Message("Divide the list among several records."))
            yield self._value(event, (*path, i))

    def _pairs(self, path: Path) -> Iterator[tuple[str, Value]]:
        seen: dict[str, int] = {}
        for event in self._until(yaml.MappingEndEvent):
            self._check(event, path)
            if not isinstance(event, yaml.ScalarEvent):
                raise self._refused(
                    event,
                    path,
                    "Y03",
                    Message("has a list or a group as a key."),
                    Message("Write one word as the key."),
                )
            key, line = str(event.value), _line(event)
            if found := hidden(key):
                raise self._refused(event, path, HIDDEN, invisible_character(found), ADVICE)
            here = (*path, key)
            if len(seen) >= MOST_ENTRIES:
                raise self._refused(
                    event,
                    path,
                    "T12",
                    Message("has more than {most} keys.", most=f"{MOST_ENTRIES:,}"),
                    Message("Divide the record."),
                )
            if key in seen:
                what = Message("duplicate key, first in line {line}.", line=seen[key])
                self._document.problems.append(
                    Problem(self._document.file, line, "Y05", place(here), what, Message("Keep one of the two."))
                )
                self._skip(next(self._events))
                continue
            seen[key] = line
            self._document.lines[here] = line
            yield key, self._value(next(self._events), here)

    def _until(self, end: type[yaml.Event]) -> Iterator[yaml.Event]:
        for event in self._events:
            if isinstance(event, end):
                return
            yield event

    def _skip(self, event: yaml.Event) -> None:
        """Passes over a value that is not kept."""
        depth = 0
        while True:
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth <= 0:
                return
            event = next(self._events)

    def _refused(self, event: yaml.Event, path: Path, rule: str, what: Message, advice: Message) -> _Refused:
        return _Refused(Problem(self._document.file, _line(event), rule, place(path), what, advice))


def _line(event: yaml.Event) -> int:
    assert event.start_mark is not None  # noqa: S101  (events of a text have a place)
    return event.start_mark.line + 1


def _scalar(document: Document, event: yaml.ScalarEvent, path: Path) -> Value:
    text: str = event.value
    if len(text) > LONGEST_TEXT:
        what = Message("is longer than {most} characters.", most=f"{LONGEST_TEXT:,}")
        document.report(path, "T12", what, Message("Shorten it, or publish it as a document."))
        return ""
    if found := hidden(text):
        document.report(path, HIDDEN, invisible_character(found), ADVICE)
        return ""
    if event.style in _QUOTED:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text) or _NUMBER.fullmatch(text):
        return _number(document, text, path)
    return _date(document, text, path) if _DATE.fullmatch(text) else text


def _number(document: Document, text: str, path: Path) -> Value:
    if len(text) > MOST_DIGITS:
        what = Message("is a number of more than {most} characters.", most=MOST_DIGITS)
        document.report(path, "T12", what, Message("Correct the number; put a code made of digits in quotes."))
        return 0
    return float(text) if "." in text else int(text)


def _date(document: Document, text: str, path: Path) -> Value:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        document.report(
            path,
            "T04",
            Message('"{text}" is not a day of the calendar.', text=text),
            Message("Write year-month-day, e.g. 2026-03-01."),
        )
        return text
