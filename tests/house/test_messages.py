"""Every message of the program is in the catalogues, in each language, and no entry of them is unused."""

from __future__ import annotations

import ast
import copy
import pickle
import re
import string
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from transparency.cli.explain import RULES
from transparency.model.languages import LANGUAGES, Lang
from transparency.model.messages import NAME, Forms, Message, catalogue, language_of_environment, translate
from transparency.model.problem import Problem, translated
from transparency.model.words import plural_forms

Entries = Mapping[str, Mapping[Lang, Forms]]
MAKERS = ("Message", "translate_for_user")
"""Functions that take a key and its values."""
FOLDERS = ("transparency", "scripts", "hooks")


def _trees(root: Path) -> Iterator[tuple[str, ast.Module]]:
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*.py")):
            yield path.relative_to(root).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def _calls(tree: ast.Module) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MAKERS and node.args:
            yield node


def _placeholders(text: Forms) -> frozenset[str]:
    texts = (text,) if isinstance(text, str) else text.values()
    return frozenset(name for one in texts for _, name, _, _ in string.Formatter().parse(one) if name)


def _constants(node: ast.expr) -> Iterator[str | None]:
    """The keys that an argument can be; nothing for a variable, None where a text is put together."""
    if isinstance(node, ast.Constant):
        yield str(node.value)
    elif isinstance(node, ast.IfExp):
        yield from (*_constants(node.body), *_constants(node.orelse))
    elif isinstance(node, ast.BinOp) or (isinstance(node, ast.JoinedStr) and not _is_name(node)):
        yield None


def _is_name(node: ast.JoinedStr) -> bool:
    fixed = [str(part.value) for part in node.values if isinstance(part, ast.Constant)]
    return any("." in text for text in fixed) and not any(" " in text for text in fixed)


def _prefix(node: ast.AST) -> str:
    """``role.`` of ``f"role.{role}"``."""
    first = node.values[0] if isinstance(node, ast.JoinedStr) and node.values else None
    text = str(first.value) if isinstance(first, ast.Constant) else ""
    return text if isinstance(node, ast.JoinedStr) and "." in text and _is_name(node) else ""


def faults_of_call(call: ast.Call, entries: Entries) -> Iterator[str]:
    """What is wrong with one ``Message(…)`` of the program."""
    given = {keyword.arg for keyword in call.keywords}
    for key in _constants(call.args[0]):
        if key is None:
            yield "a message is not put together of parts: give them as values"
        elif key and key not in entries:
            yield f"no catalogue has {key!r}"
        elif key and None not in given and given != (wanted := _placeholders(entries[key].get("en", key))):
            yield f"{key!r} wants {sorted(wanted)}"


def faults_of_entry(key: str, texts: Mapping[Lang, Forms]) -> Iterator[str]:
    """What is wrong with one entry of a catalogue."""
    wanted = LANGUAGES if NAME.fullmatch(key) else tuple(lang for lang in LANGUAGES if lang != "en")
    if set(texts) != set(wanted):
        yield f"has {sorted(texts)}, not {sorted(wanted)}"
    for lang, text in texts.items():
        if _placeholders(text) != _placeholders(texts.get("en", key)):
            yield f"other values in {lang}"
        if not isinstance(text, str) and set(text) != set(plural_forms(lang)):
            yield f"other plural forms than {lang} has"


def _used(trees: Mapping[str, ast.Module]) -> tuple[set[str], tuple[str, ...]]:
    """Every text in the program, and what composed names begin with."""
    nodes = [node for tree in trees.values() for node in ast.walk(tree)]
    texts = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return texts, tuple(filter(None, map(_prefix, nodes)))


@pytest.mark.integration
def test_every_message_of_the_program_is_in_a_catalogue(root: Path) -> None:
    faults = [
        f"{path}:{call.lineno}: {fault}"
        for path, tree in _trees(root)
        for call in _calls(tree)
        for fault in faults_of_call(call, catalogue())
    ]
    assert faults == []


@pytest.mark.integration
def test_every_entry_is_complete_and_used(root: Path) -> None:
    texts, prefixes = _used(dict(_trees(root)))
    faults = [f"{key}: {fault}" for key, entry in catalogue().items() for fault in faults_of_entry(key, entry)]
    unused = [key for key in catalogue() if key not in texts and not (NAME.fullmatch(key) and key.startswith(prefixes))]
    assert (faults, unused) == ([], [])


def test_every_rule_is_explained_in_each_language() -> None:
    texts = {text.key for rule in RULES.values() for text in (rule.title, rule.why, rule.advice)}
    assert {key for key in catalogue() if key.startswith("rule.")} == texts


def test_the_help_of_every_command_is_in_each_language(root: Path) -> None:
    """The key is the docstring of the module; a command passes it to `translate_for_user`, most by `command_parser`."""
    passed = re.compile(r"(?:translate_for_user|command_parser)\(__doc__")
    files = [file for file in (root / "transparency/cli").glob("*.py") if passed.search(file.read_text("utf-8"))]
    assert len(files) > 10
    assert {ast.get_docstring(ast.parse(file.read_text("utf-8")), clean=False) for file in files} <= catalogue().keys()


def test_no_key_stands_in_two_files(root: Path) -> None:
    files = sorted((root / "transparency/model/messages").glob("*.yml"))
    assert sum(len(_keys(file)) for file in files) == len(catalogue())


def _keys(file: Path) -> list[str]:
    """Top-level keys as they stand in the file: a reader of YAML would keep the last of two."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and line[0] not in " #"]


CATALOGUE: Entries = {
    "Wrote {file}.": {"kk": "{file} жазылды.", "ru": "Записан {file}."},
    "mode.all": {"kk": "бәрі", "ru": "все", "en": "all"},
}


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ('Message("Wrote {file}.", file=x)', None),
        ('Message("mode.all")', None),
        ('Message(f"mode.{x}")', None),
        ('Message("Read {file}.", file=x)', "no catalogue has"),
        ('Message("Wrote {file}.")', "wants"),
        ('Message("Wrote {file}.", path=x)', "wants"),
        ('Message(f"Wrote {x}.")', "not put together"),
        ('Message("Wrote {file}." + x)', "not put together"),
        ('Message("mode.all" if x else "mode.none")', "no catalogue has"),
    ],
)
def test_a_message_that_is_missing_is_found(code: str, fault: str | None) -> None:
    found = [text for call in _calls(ast.parse(code)) for text in faults_of_call(call, CATALOGUE)]
    assert [fault in text for text in found if fault] == [True] * (fault is not None)


@pytest.mark.parametrize(
    ("key", "texts"),
    [
        ("Wrote {file}.", {"ru": "Записан {file}."}),
        ("Wrote {file}.", {"kk": "Жазылды.", "ru": "Записан {file}."}),
        ("Wrote {file}.", {"kk": "{file} жазылды.", "ru": "Записан {file}.", "en": "Wrote {file}."}),
        ("mode.all", {"kk": "бәрі", "ru": "все"}),
        ("mode.all", {"kk": "бәрі", "ru": {"one": "все", "few": "все"}, "en": "all"}),
    ],
)
def test_an_entry_that_is_incomplete_is_found(key: str, texts: Mapping[Lang, Forms]) -> None:
    assert len(list(faults_of_entry(key, texts))) == 1


def test_a_message_is_its_english_text_and_is_said_in_each_language() -> None:
    message = Message("role.token")
    problem = Problem("a.csv", 1, "S01", message, message, message)
    assert (message, translate(message, "ru"), translate(problem.what, "en")) == (
        "code of the respondent",
        "код участника",
        message,
    )
    assert translated([problem], "kk")[0].place == "қатысушының коды"
    assert translate(Message("found.role", column="A", role=message), "ru") == "  Столбец A: код участника"


@pytest.mark.parametrize("moved", [copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))])  # noqa: S301
def test_a_message_keeps_its_values_on_the_way_to_another_process(moved: object) -> None:
    assert callable(moved)
    message: Message = moved(Message("found.tool", tool="Forms"))
    assert (message, message.text_in("ru")) == (
        "  This looks like an export of Forms.",
        "  Похоже на выгрузку Forms.",
    )


@pytest.mark.parametrize(
    ("value", "lang"), [("kk_KZ.UTF-8", "kk"), ("ru", "ru"), ("C.UTF-8", "en"), ("de_DE", "en"), ("", "en")]
)
def test_the_language_comes_from_the_environment(value: str, lang: Lang, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", value)
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    monkeypatch.setenv("LANG", "")
    assert language_of_environment() == lang
