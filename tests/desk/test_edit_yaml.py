"""An edit of a YAML file changes the values that differ and no other byte."""

from __future__ import annotations

import difflib
import random
from pathlib import Path

import pytest

from tests.conftest import FULL, ROOT
from transparency.desk.edit_records import records_of, text_with
from transparency.desk.edit_yaml import edited, read_value
from transparency.model.text import USUAL
from transparency.registry.yaml_document import Value

pytestmark = pytest.mark.integration

FILES = sorted((*(FULL / "data").rglob("*.yml"), *(ROOT / "data").rglob("*.yml")))
NEW: tuple[Value, ...] = (
    "Жаңа: мәтін",
    "true",
    "12",
    "#a: b",
    "- x",
    "2026-01-01",
    7,
    2.5,
    True,
    'a "q" b',
    "it's",
    "ә, б",
    ("a",),
)


def mutated(value: Value, dice: random.Random) -> Value:
    """The value with one change somewhere inside."""
    if isinstance(value, dict) and value:
        key = dice.choice(list(value))
        kind = dice.random()
        if kind < 0.15 and len(value) > 1:
            return {name: one for name, one in value.items() if name != key}
        if kind < 0.3:
            return {**value, "zzz": dice.choice(NEW)}
        return {name: mutated(one, dice) if name == key else one for name, one in value.items()}
    if isinstance(value, tuple) and value:
        at = dice.randrange(len(value))
        kind = dice.random()
        if kind < 0.3:
            return (*value[:at], *value[at + 1 :]) if kind < 0.15 else (*value[:at], value[0], *value[at:])
        return (*value[:at], mutated(value[at], dice), *value[at + 1 :])
    return dice.choice(NEW)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_a_random_edit_says_what_was_wanted(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    value = read_value(text)
    if value is None or len(text) > 60_000:
        assert edited(text, {"a": 1}) if value is None else text
        return
    assert edited(text, value) == text
    dice = random.Random(file.name)  # noqa: S311  (no secret)
    for _ in range(4):
        wanted = mutated(value, dice)
        assert read_value(edited(text, wanted)) == wanted


TEXT = """\
# kept
units:
  # first group
  - id: a   # remark
    title: {kk: Бір, ru: "Один", en: One}
    note: 'old'

  - id: b
    title:
      kk: Екі
      ru: Два
      en: Two
    aliases: [x, y]
  # the end
"""


@pytest.mark.parametrize(
    ("path", "value", "lines"),
    [
        ((0, "note"), "new", ["-    note: 'old'", "+    note: 'new'"]),
        (
            (0, "title", "ru"),
            "Раз",
            ['-    title: {kk: Бір, ru: "Один", en: One}', '+    title: {kk: Бір, ru: "Раз", en: One}'],
        ),
        ((1, "title", "en"), "Deux: x", ["-      en: Two", '+      en: "Deux: x"']),
        ((1, "aliases"), ("x",), ["-    aliases: [x, y]", "+    aliases: [x]"]),
        ((1, "kind"), "head", ["+    kind: head"]),
    ],
)
def test_one_line_changes(path: tuple[str | int, ...], value: Value, lines: list[str]) -> None:
    whole = read_value(TEXT)
    assert isinstance(whole, dict)
    after = edited(TEXT, {"units": _put(whole["units"], path, value)})
    changed = difflib.unified_diff(TEXT.splitlines(), after.splitlines(), n=0, lineterm="")
    assert [line for line in changed if line[:3] not in ("---", "+++", "@@ ")] == lines


def _put(old: Value, path: tuple[str | int, ...], new: Value) -> Value:
    if not path:
        return new
    if isinstance(old, tuple):
        return tuple(_put(one, path[1:], new) if i == path[0] else one for i, one in enumerate(old))
    assert isinstance(old, dict)
    return {**old, str(path[0]): _put(old.get(str(path[0])), path[1:], new)}


def test_the_last_entry_of_a_list_goes_and_another_comes() -> None:
    text = "# why\nwaivers:\n  - id: a\n    until: 2026-01-01\n"
    empty = edited(text, {"waivers": ()})
    assert empty == "# why\nwaivers: []\n"
    assert edited(empty, {"waivers": ({"id": "b"},)}) == "# why\nwaivers:\n  - id: b\n"


def test_a_file_from_windows_keeps_its_other_lines(tmp_path: Path) -> None:
    lines = ["# why", "terms:", "  - id: a", "    text: {kk: А, ru: Б, en: C}", "  - id: b  # last", "    n: 1", ""]
    (tmp_path / "data").mkdir()
    (tmp_path / "data/terms.yml").write_bytes("\r\n".join(lines).encode())
    first = records_of(tmp_path, "terms", USUAL)[0]
    new = text_with(tmp_path, "terms", first, {**first.value, "id": "z"}, USUAL)
    assert new == "\r\n".join([*lines[:2], "  - id: z", *lines[3:]])
