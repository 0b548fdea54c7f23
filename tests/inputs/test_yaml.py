"""The one YAML parser: hostile files cost nothing and get a sentence, honest ones keep their values and lines."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.conftest import ROOT
from transparency.desk.edit_yaml import edited
from transparency.model.limits import DEEPEST_NESTING, LARGEST_YAML, LONGEST_TEXT, MOST_ENTRIES
from transparency.registry.yaml_document import Document, parse_yaml


def parsed(text: str) -> Document:
    document = Document("file.yml")
    parse_yaml(document, text)
    return document


LAUGHS = "k0: &k0 [x, x]\n" + "".join(f"k{i}: &k{i} [{', '.join([f'*k{i - 1}'] * 9)}]\n" for i in range(1, 10))
"""Three hundred bytes that stand for four hundred million values; they once took more than 100 s."""

REFUSED = {
    "aliases of aliases": (LAUGHS, "Y10", 1),
    "an alias without anchor": ("a: 1\nb: *a\n", "Y10", 2),
    "an anchor alone": ("a: &a 1\n", "Y10", 1),
    "an anchor at a key": ("&a a: 1\n", "Y10", 1),
    "an alias as a key": ("a: 1\n? *a\n: 2\n", "Y10", 2),
    "a merge key": ("a: {x: 1}\nb:\n  <<: *a\n", "Y10", 3),
    "a list inside itself": ("a: &a [*a]\n", "Y10", 1),
    "a tag of Python": ("a: !!python/object/apply:os.system [id]\n", "Y10", 1),
    "a binary": ("a: !!binary aGVsbG8=\n", "Y10", 1),
    "an own tag": ("a: !include /etc/passwd\n", "Y10", 1),
    "brackets in brackets": ("a: " + "[" * 5_000, "Y11", 1),
    "groups in groups": ("".join("  " * i + "a:\n" for i in range(200)), "Y11", DEEPEST_NESTING + 2),
    "a list as a key": ("? [a, b]\n: 1\n", "Y03", 1),
    "two documents": ("a: 1\n---\na: 2\n", "Y03", 2),
    "a long text": (f"a: 1\nb: {'x' * (LONGEST_TEXT + 1)}\n", "T12", 2),
    "a long block": ("a: |\n" + "  line\n" * LONGEST_TEXT, "T12", 1),
    "a long list": ("a:\n" + "- 1\n" * (MOST_ENTRIES + 1), "T12", MOST_ENTRIES + 2),
    "many keys": ("".join(f"k{i}: 1\n" for i in range(MOST_ENTRIES + 1)), "T12", MOST_ENTRIES + 1),
    "a number without end": (f"a: 1{'0' * 400}\n", "T12", 1),
    "a number beyond Python": (f"a: 1{'0' * 5_000}\n", "T12", 1),
    "decimals without end": (f"a: 0.{'3' * 400}\n", "T12", 1),
    "a day that is none": ("a: 2026-02-30\n", "T04", 1),
    "a large file": ("# " + "x" * LARGEST_YAML + "\n", "Y13", 0),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str) -> None:
    text, rule, line = REFUSED[name]
    problems = parsed(text).problems
    assert [(p.rule, p.line) for p in problems] == [(rule, line)]
    assert all(p.what and p.advice and len(str(p)) < 300 for p in problems)


KEPT = {
    "country: no": {"country": "no"},
    "country: NO": {"country": "NO"},
    "a: yes": {"a": "yes"},
    "a: on": {"a": "on"},
    "a: true": {"a": True},
    "a: 0x10": {"a": "0x10"},
    "a: 0o17": {"a": "0o17"},
    "a: 017": {"a": "017"},
    "a: 1_000": {"a": "1_000"},
    "a: 12:30:00": {"a": "12:30:00"},
    "a: .inf": {"a": ".inf"},
    "a: .nan": {"a": ".nan"},
    "a: 1e999": {"a": "1e999"},
    "a: ٣": {"a": "٣"},
    "a: -12": {"a": -12},
    "a: 2.50": {"a": 2.5},
    "a: 2026-03-01": {"a": dt.date(2026, 3, 1)},
    "a: 2026-03-01T10:00:00+05:00": {"a": "2026-03-01T10:00:00+05:00"},
    "a: 2026-03-01 10:00:00 Z": {"a": "2026-03-01 10:00:00 Z"},
    "a: ~": {"a": None},
    'a: "5"': {"a": "5"},
    "": None,
    "# nothing": None,
    "a: [1, {b: c}]": {"a": (1, {"b": "c"})},
}


@pytest.mark.parametrize("text", KEPT)
def test_kept(text: str) -> None:
    document = parsed(text)
    assert document.problems == []
    assert document.value == KEPT[text]


def test_a_repeated_key_does_not_shift_what_follows() -> None:
    document = parsed("a: [1, {b: 2}]\na: {x: [1]}\nc: 3\n")
    assert document.value == {"a": (1, {"b": 2}), "c": 3}
    assert [(p.rule, p.line) for p in document.problems] == [("Y05", 2)]


def test_lines_are_those_of_the_file() -> None:
    document = parsed("a:\n- x: 1\n  y: 2\n-\n  x: 3\n")
    assert [document.line(path) for path in (("a",), ("a", 0, "y"), ("a", 1), ("a", 1, "x"))] == [1, 3, 5, 5]


def test_no_other_module_parses_yaml() -> None:
    """A second parser would be a second door; the files of the package have their own, where nobody sends anything.

    The desk reads the places of nodes in texts that the parser accepted before.
    """
    using = [
        file.relative_to(ROOT).as_posix()
        for folder in ("transparency", "scripts", "hooks")
        for file in Path(ROOT / folder).rglob("*.py")
        if any(
            call in file.read_text("utf-8") for call in ("yaml.load", "yaml.safe_load", "yaml.compose", "yaml.parse")
        )
    ]
    assert sorted(using) == [
        "transparency/desk/edit_yaml.py",
        "transparency/model/package_yaml.py",
        "transparency/registry/yaml_document.py",
    ]


def test_the_desk_edits_nothing_that_the_parser_refuses() -> None:
    with pytest.raises(ValueError, match=r"alias|anchor|&"):
        edited("a: &x [1, 2]\nb: *x\n", {"a": 1})
