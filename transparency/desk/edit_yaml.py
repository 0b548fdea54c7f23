"""Changes values in the text of a YAML file and leaves every other byte as it is: comments, order, quotes, line breaks.

The text is parsed once for the places of its values; what differs from the wanted value is replaced there. The result is parsed
again and compared with what was wanted, so a file is either written right or not at all.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from typing import NamedTuple

import yaml

from transparency.desk.yaml_lines import block, entry, flow, item, scalar
from transparency.registry.yaml_document import Document, Value, parse_yaml


class Splice(NamedTuple):
    """Characters of the text that are replaced."""

    start: int
    end: int
    new: str


def read_value(text: str) -> Value:
    """What a YAML text says."""
    document = Document("")
    parse_yaml(document, text)
    if document.problems:
        raise ValueError("; ".join(map(str, document.problems)))
    return document.value


def edited(text: str, wanted: Value) -> str:
    """The text with the value ``wanted``."""
    value = read_value(text)  # refuses what the one parser refuses, before the nodes are read for their places
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if root is None or not isinstance(wanted, dict) or not isinstance(root, yaml.MappingNode):
        return _checked(f"{text.rstrip()}\n{block(wanted, 0)}".lstrip(), wanted)
    new = text
    for change in sorted(_in_mapping(text, root, value, wanted), reverse=True):
        new = new[: change.start] + change.new + new[change.end :]
    return _checked(new, wanted)


def _checked(text: str, wanted: Value) -> str:
    """What the parser refuses (invisible characters, endless texts) is left to the rules, which say it at the field."""
    document = Document("")
    parse_yaml(document, text)
    if not document.problems and document.value != wanted:
        raise ValueError("the edited text does not say what was wanted")
    return text


def _changes(text: str, node: yaml.Node, old: Value, new: Value) -> Iterator[Splice]:
    """What has to change inside a value; where another kind of value is wanted, the caller replaces the whole."""
    if _same(old, new):
        return
    if isinstance(node, yaml.MappingNode) and isinstance(new, dict) and isinstance(old, dict):
        yield from _in_mapping(text, node, old, new)
    elif isinstance(node, yaml.SequenceNode) and isinstance(new, tuple) and isinstance(old, tuple):
        yield from _in_list(text, node, old, new)
    else:
        assert isinstance(node, yaml.ScalarNode)  # noqa: S101  (`_fits` was asked)
        yield Splice(node.start_mark.index, _end(node), _scalar_like(node, new))


def _same(old: Value, new: Value) -> bool:
    """Whether nothing changes; 1 and true are equal in Python and are not in YAML."""
    return old == new and type(old) is type(new) and repr(old) == repr(new)


def _fits(node: yaml.Node, new: Value) -> bool:
    """Whether the value can be changed inside its place."""
    if isinstance(node, yaml.MappingNode):
        return isinstance(new, dict) and bool(new)
    if isinstance(node, yaml.SequenceNode):
        return isinstance(new, tuple) and bool(new) and bool(node.value)
    assert isinstance(node, yaml.ScalarNode)  # noqa: S101  (the third kind there is)
    return not isinstance(new, dict | tuple) and node.style not in ("|", ">")


def _in_mapping(text: str, node: yaml.MappingNode, old: Value, new: dict[str, Value]) -> Iterator[Splice]:
    assert isinstance(old, dict)  # noqa: S101  (the node says so)
    pairs = {key.value: (key, value) for key, value in node.value}
    first = next(iter(pairs), None)
    whole = node.flow_style and set(pairs) != set(new)
    if whole or any(node.flow_style and not _fits(pairs[key][1], new[key]) for key in pairs if key in new):
        yield Splice(node.start_mark.index, _end(node), flow(new))
        return
    for key, (name, value) in pairs.items():
        if key in new and _fits(value, new[key]):
            yield from _changes(text, value, old[key], new[key])
        elif key in new:
            if not _same(old[key], new[key]):
                start = name.start_mark.index
                end = _line_end(text, value)
                yield Splice(start, end, entry(key, new[key], name.start_mark.column).lstrip())
        elif key != first or len(pairs) == 1:
            yield Splice(_line_start(text, name), _line_end(text, value), "")
        else:
            after = pairs[list(pairs)[1]][0]
            yield Splice(name.start_mark.index, after.start_mark.index, "")
    yield from _added(text, node, pairs, new)


def _added(
    text: str, node: yaml.MappingNode, pairs: Mapping[str, tuple[yaml.Node, yaml.Node]], new: dict[str, Value]
) -> Iterator[Splice]:
    """Keys that the mapping lacks, each behind the key before it."""
    at, indent = _line_end(text, node.value[-1][1]), node.value[0][0].start_mark.column
    places: dict[int, str] = {}
    before = None
    for key, value in new.items():
        if key in pairs:
            before = key
        else:
            place = _line_end(text, pairs[before][1]) if before else at
            gap = "\n" if place == len(text) and not text.endswith("\n") else ""
            places[place] = places.get(place, gap) + entry(key, value, indent)
    for place, said in places.items():
        yield Splice(place, place, said)


def _in_list(text: str, node: yaml.SequenceNode, old: tuple[Value, ...], new: tuple[Value, ...]) -> Iterator[Splice]:
    if node.flow_style:
        fits = len(old) == len(new) and all(_fits(one, value) for one, value in zip(node.value, new, strict=True))
        if not fits:
            yield Splice(node.start_mark.index, _end(node), flow(new))
            return
        for one, before, after in zip(node.value, old, new, strict=True):
            yield from _changes(text, one, before, after)
        return
    dash = node.start_mark.column
    for kind, i, end_old, j, end_new in aligned(old, new):
        if kind == "equal":
            continue
        shared = min(end_old - i, end_new - j)
        for one, before, after in zip(node.value[i:], old[i : i + shared], new[j : j + shared], strict=False):
            if _fits(one, after):
                yield from _changes(text, one, before, after)
            else:
                yield Splice(_line_start(text, one), _line_end(text, one), item(after, dash))
        for one in node.value[i + shared : end_old]:
            yield Splice(_line_start(text, one), _line_end(text, one), "")
        if j + shared < end_new:
            here = _after(text, node, i + shared)
            gap = "\n" if here == len(text) and not text.endswith("\n") else ""
            yield Splice(here, here, gap + "".join(item(value, dash) for value in new[j + shared : end_new]))


def _after(text: str, node: yaml.SequenceNode, number: int) -> int:
    """Where an entry is put that becomes the one with this number."""
    if number:
        return _line_end(text, node.value[number - 1])
    return _line_start(text, node.value[0])


def aligned(old: tuple[Value, ...], new: tuple[Value, ...]) -> Iterable[tuple[str, int, int, int, int]]:
    """Which entries stayed: records by their id, so that a changed record is changed and not replaced."""
    matcher = SequenceMatcher(None, list(map(_name, old)), list(map(_name, new)), autojunk=False)
    for kind, i, end_old, j, end_new in matcher.get_opcodes():
        if kind != "equal":
            yield kind, i, end_old, j, end_new
            continue
        for step in range(end_old - i):
            same = _same(old[i + step], new[j + step])
            yield "equal" if same else "replace", i + step, i + step + 1, j + step, j + step + 1


def _name(value: Value) -> str:
    if isinstance(value, dict):
        name = value.get("id", value.get("file", value.get("old")))
        if isinstance(name, str):
            return name
    return repr(value)


def _end(node: yaml.Node) -> int:
    """Where a value ends; a block ends with its last value, before the comments behind it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(last[1] if isinstance(last, tuple) else last)
    return int(node.end_mark.index)


def _line_start(text: str, node: yaml.Node) -> int:
    return text.rfind("\n", 0, node.start_mark.index) + 1


def _line_end(text: str, node: yaml.Node) -> int:
    """The start of the line after a value."""
    at = _end(node)
    if at and text[at - 1] == "\n":
        return at
    found = text.find("\n", at)
    return len(text) if found < 0 else found + 1


def _scalar_like(node: yaml.ScalarNode, value: Value) -> str:
    """A text keeps the quotes that it had."""
    if isinstance(value, str) and node.style == '"':
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, str) and node.style == "'" and "\n" not in value:
        return "'" + value.replace("'", "''") + "'"
    return scalar(value)
