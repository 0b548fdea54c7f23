"""YAML with the line of every value: plain values, no aliases, no guessing of types beyond YAML 1.2's core.

``yes``, ``no`` and ``12:30`` stay words; an ISO date is a date; a list becomes a tuple because records are frozen.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

import yaml

from transparency.load.files import Source, read_text
from transparency.problem import Problem

Value: TypeAlias = "str | int | float | bool | dt.date | tuple[Value, ...] | dict[str, Value] | None"
Path: TypeAlias = "tuple[str | int, ...]"

_INTEGER = re.compile(r"[-+]?(0|[1-9]\d*)")
_NUMBER = re.compile(r"[-+]?(0|[1-9]\d*)\.\d+")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
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

    def report(self, path: Path, rule: str, what: str, advice: str) -> None:
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
    if not _tabs(document, text):
        return
    try:
        root = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        what = f"is not valid YAML: {error.problem or error.context}."
        advice = "Look at the indentation, quotes and colons of this line and the one above."
        document.problems.append(Problem(document.file, line, "Y03", "", what, advice))
        return
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        what = "has a character that YAML does not allow."
        document.problems.append(
            Problem(document.file, line, "Y03", "", what, "Remove control characters from the file.")
        )
        return
    if root is not None:
        document.value = _value(document, root, (), frozenset())


def _tabs(document: Document, text: str) -> bool:
    for number, line in enumerate(text.split("\n"), start=1):
        indent = line[: len(line) - len(line.lstrip())]
        if "\t" in indent:
            what = "starts with a tab character."
            advice = "Indent with spaces, two for each level."
            document.problems.append(Problem(document.file, number, "Y04", "", what, advice))
    return not document.problems


def _value(document: Document, node: yaml.Node, path: Path, parents: frozenset[int]) -> Value:
    document.lines.setdefault(path, node.start_mark.line + 1)
    if id(node) in parents:
        document.report(path, "Y06", "contains itself.", "Write the value out; do not use & and *.")
        return None
    if isinstance(node, yaml.SequenceNode):
        inside = parents | {id(node)}
        return tuple(_value(document, child, (*path, i), inside) for i, child in enumerate(node.value))
    if isinstance(node, yaml.MappingNode):
        return dict(_pairs(document, node, path, parents | {id(node)}))
    return _scalar(document, node, path)


def _pairs(
    document: Document, node: yaml.MappingNode, path: Path, parents: frozenset[int]
) -> Iterator[tuple[str, Value]]:
    seen: dict[str, int] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        here = (*path, key)
        line = key_node.start_mark.line + 1
        if key in seen:
            what = f"the key stands twice, first in line {seen[key]}."
            problem = Problem(document.file, line, "Y05", place(here), what, "Keep one of the two.")
            document.problems.append(problem)
            continue
        seen[key] = line
        document.lines[here] = line
        yield key, _value(document, value_node, here, parents)


def _scalar(document: Document, node: yaml.Node, path: Path) -> Value:
    text: str = node.value
    if not isinstance(node, yaml.ScalarNode) or node.style in _QUOTED:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _NUMBER.fullmatch(text):
        return float(text)
    return _date(document, text, path) if _DATE.fullmatch(text) else text


def _date(document: Document, text: str, path: Path) -> Value:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        document.report(
            path, "T04", f'"{text}" is not a day of the calendar.', "Write year-month-day, e.g. 2026-03-01."
        )
        return text
