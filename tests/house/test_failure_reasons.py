"""No text of a library, of the operating system or of pydantic reaches a message: they are English."""

from __future__ import annotations

import ast
import datetime as dt
import errno
import http.client
import os
import re
import socket
import ssl
import subprocess
import urllib.error
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from transparency.model.failure_reasons import failure_reason, program_reason, yaml_reason
from transparency.model.problem import Problem
from transparency.model.text import USUAL
from transparency.registry.record_types import record_types
from transparency.registry.records import typed
from transparency.registry.yaml_document import Document, Value, parse_yaml

ENGLISH = re.compile(r"\b[a-z]{2,} [a-z]{2,}\b")
"""Two words side by side; codes and ids stand with commas between them."""
NOT_YAML = {
    "a quotation mark": ('a: "b\nc: d\n', "a quotation mark opened in line 1 is not closed"),
    "a text cut by ---": ("a: 'b\n---\nc'\n", "a quotation mark opened in line 1 is not closed"),
    "a square bracket": ("x: 1\na: [b, c\nd: e\n", "a square bracket opened in line 2 is not closed"),
    "a curly bracket": ("a: {b: c\nd: e\n", "a curly bracket opened in line 1 is not closed"),
    "two colons": ("a: b: c\n", "a colon in a place"),
    "a value and a group": ("a: b\n  c: d\n", "a colon in a place"),
    "no colon": ("a: b\nc\nd: e\n", "a key without a colon"),
    "an odd indentation": ("a:\n  b: c\n d: e\n", "a key without a colon"),
    "a dash out of line": ("a:\n  - b\n - c\n", "a key without a colon"),
    "a key after a list": ("- a\nb: c\n", "a key without a colon"),
    "a dash after a key": ("a: - b\n", "the dash of a list"),
    "an at sign": ("a: @b\n", "a value that begins"),
    "a percent sign": ("a: %b\n", "a value that begins"),
    "an ampersand": ("a: & b\n", "a value that begins"),
    "an asterisk": ("a: * b\n", "a value that begins"),
    "a tag": ("a: !<x b\n", "a value that begins"),
    "an unknown tag": ("a: !h!x b\n", "a value that begins"),
    "a closing bracket": ("a: ]\n", "a value that begins"),
    "a comma": ("a: ,b\n", "a value that begins"),
    "a question mark": ("a: ? b\n", "a value that begins"),
    "a tab": ("a: b\n\tc\n", "a tab character"),
    "a backslash": ('a: "\\q"\n', "an unknown sign after a backslash"),
    "a number of a sign": ('a: "\\xzz"\n', "an unknown sign after a backslash"),
    "text after the end": ("'a'\nb: c\n", "the text goes on"),
    "another version": ("%YAML 3.0\n---\na: b\n", "the text goes on"),
    "text after a bar": ("a: |b\n  c\n", "after | or > the text"),
    "two anchors": ("%YAML 1.1\n%YAML 1.1\n---\na: b\n", "it cannot be parsed from character 1 on"),
}
PRINTED = {
    "git@host: Permission denied (publickey).\nfatal: Could not read from remote repository.": "did not accept",
    "ssh: Could not resolve hostname x: Name or service not known": "no server of this name",
    "ssh: connect to host x port 22: Connection refused": "connection was refused",
    "remote: error: GH006: Protected branch update failed": "rules of the server",
    " ! [rejected] main -> main (non-fast-forward)": "somebody else",
    "fatal: Unable to create '/x/.git/index.lock': File exists.": "git is at work elsewhere",
    "*** Please tell me who you are.": "who makes the change",
    "error: insufficient permission; open: Permission denied": "no permission",
    "fatal: No configured push destination.": "no such repository",
    "warning: x\nfatal: something new\nhint: y": "it says “fatal: something new”",
    "": "no reason given",
}
JUNK: list[Value] = [None, True, -1, 10**30, 2.5, float("inf"), "", "a b", "y" * 100_000, dt.date(1500, 1, 1)]
JUNK += [dt.date(2900, 1, 1), (), ("x",), {}, {"kk": "x"}, {"kind": "x"}]
OURS = (
    "CouldNotRun",
    "GitFailed",
    "ConcurrentRelease",
    "UnknownWord",
    "MalformedLineError",
    "RefusedTableError",
    "OverLimit",
)
"""Exceptions of the product that carry a message or no text at all."""


@pytest.mark.parametrize("loader", [yaml.CSafeLoader, yaml.SafeLoader])
@pytest.mark.parametrize("name", NOT_YAML)
def test_a_text_that_is_not_yaml_is_explained_in_the_language_of_the_reader(name: str, loader: type) -> None:
    text, reason = NOT_YAML[name]
    with pytest.raises(yaml.MarkedYAMLError) as refused:
        list(yaml.parse(text, Loader=loader))
    found = yaml_reason(refused.value)
    if "\t" not in text or loader is yaml.CSafeLoader:
        assert found.startswith(reason)
    assert not ENGLISH.search(found.text_in("kk") + found.text_in("ru"))


def test_a_file_that_is_not_yaml_says_so_in_one_sentence() -> None:
    document = Document("data/x.yml")
    parse_yaml(document, 'a: "b\n')
    (problem,) = document.problems
    assert problem.text_in("ru").startswith(
        "data/x.yml:2: Y03: неверный YAML: не закрыта кавычка, открытая в строке 1."
    )


@pytest.mark.parametrize("number", errno.errorcode)
def test_no_text_of_the_system_is_shown(number: int) -> None:
    spoken = failure_reason(OSError(number, os.strerror(number))).text_in("kk")
    assert os.strerror(number) not in spoken
    assert not ENGLISH.search(spoken)


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (socket.gaierror(-2, "Name or service not known"), "no server of this name"),
        (ssl.SSLCertVerificationError(1, "certificate verify failed"), "certificate"),
        (urllib.error.URLError(ConnectionRefusedError(errno.ECONNREFUSED, "Connection refused")), "was refused"),
        (TimeoutError("timed out"), "no answer in time"),
        (subprocess.TimeoutExpired("git", 1), "no answer in time"),
        (http.client.IncompleteRead(b""), "cut off"),
        (PermissionError(errno.EACCES, "Permission denied"), "no permission"),
    ],
)
def test_a_failure_of_the_network_has_its_reason(error: Exception, reason: str) -> None:
    assert reason in failure_reason(error)
    assert not ENGLISH.search(failure_reason(error).text_in("kk"))


@pytest.mark.parametrize("printed", PRINTED)
def test_what_git_and_ssh_print_is_said_in_the_language_of_the_reader(printed: str) -> None:
    assert PRINTED[printed] in program_reason(printed)


@pytest.mark.parametrize("name", record_types())
def test_no_text_of_pydantic_is_shown(name: str) -> None:
    kind = record_types()[name].record
    problems = [problem for junk in JUNK for problem in _problems(name, dict.fromkeys(kind.model_fields, junk))]
    shown = {re.sub(r"[\"«“'].*?[\"»”']", "", one.what.text_in("kk")) for one in problems}
    assert problems
    assert [text for text in shown if ENGLISH.search(text) or " or " in text or "Input" in text] == []


def _problems(name: str, value: dict[str, Value]) -> list[Problem]:
    document = Document("data/x.yml", value)
    typed(record_types()[name].record, value, document, (), USUAL)
    return document.problems


def _foreign_values(tree: ast.Module) -> Iterator[str]:
    """Values of messages that are the text of a caught exception, or a part of what it holds."""
    for handler in ast.walk(tree):
        if not isinstance(handler, ast.ExceptHandler) or not handler.name:
            continue
        if handler.type and all(name in OURS for name in re.findall(r"\w+", ast.unparse(handler.type))):
            continue
        values = [
            keyword.value
            for node in ast.walk(handler)
            if isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in ("Message", "translate_for_user")
            for keyword in node.keywords
        ]
        for value in values:
            text = ast.unparse(value)
            if re.search(rf"\b{handler.name}\b", text) and not re.match(r"\w+_reason\(|\(?\w+\.(pos|code)\b", text):
                yield text


@pytest.mark.integration
def test_no_message_holds_the_text_of_an_exception(root: Path) -> None:
    files = [file for folder in ("transparency", "scripts", "hooks") for file in (root / folder).rglob("*.py")]
    found = {file.name: list(_foreign_values(ast.parse(file.read_text(encoding="utf-8")))) for file in files}
    assert {name: values for name, values in found.items() if values} == {}


@pytest.mark.parametrize(
    ("value", "foreign"),
    [("str(error)", True), ("error.strerror", True), ("error", True), ("failure_reason(error)", False), ("x", False)],
)
def test_the_text_of_an_exception_in_a_message_is_found(value: str, foreign: bool) -> None:
    code = f"try:\n    pass\nexcept OSError as error:\n    Message('{{a}}', a={value})\n"
    assert bool(list(_foreign_values(ast.parse(code)))) == foreign
