"""Problem: what is wrong, where, and what to do about it. Every stage reports errors in this form.

Expected errors (an editor's mistake, an expired licence, personal data in a file) are values, not exceptions, so that one run
finds all of them. A problem about personal data never contains the value that was found.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import IntEnum
from typing import Literal

from transparency.model.languages import Lang
from transparency.model.messages import Message, translate

Level = Literal["error", "notice"]


class ExitCode(IntEnum):
    """What a command answers to the shell."""

    CLEAN = 0
    PROBLEMS = 1
    COULD_NOT_RUN = 2


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One error or notice, with its place and what to do about it.

    ``file`` is relative to the project's root with forward slashes; ``line`` counts from 1 and is 0 where a file has no
    lines (a folder, a picture, a workbook: there ``place`` names sheet and cell). ``what`` and ``advice`` are sentences:
    the type demands messages of the catalogue, which `translated` says in the language of the editor.
    """

    file: str
    line: int
    rule: str
    place: str
    what: Message
    advice: Message
    level: Level = "error"

    def text_in(self, lang: Lang) -> str:
        """The line of the problem in a language."""
        return str(translated([self], lang)[0])

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        place = f" {self.place}" if self.place else ""
        return f"{where}: {self.rule}{place}: {self.what} {self.advice}".rstrip()


class CouldNotRun(Exception):
    """A command cannot do its work at all (missing folder, missing library, no time left); a `Message` says why."""


def translated(problems: Iterable[Problem], lang: Lang) -> tuple[Problem, ...]:
    """The problems with what they say in a language."""
    return tuple(
        replace(
            one, place=translate(one.place, lang), what=one.what.translated(lang), advice=one.advice.translated(lang)
        )
        for one in problems
    )


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each problem once, by file, line, rule and place, so that two runs print the same."""
    return tuple(sorted(set(problems)))


def exit_code(problems: Iterable[Problem]) -> ExitCode:
    """Notices inform; only errors stop a build."""
    return ExitCode.PROBLEMS if any(p.level == "error" for p in problems) else ExitCode.CLEAN


def as_text(problems: Sequence[Problem]) -> str:
    """One line a problem, as a compiler prints them."""
    return "".join(f"{problem}\n" for problem in problems)


def as_json(problems: Sequence[Problem]) -> str:
    """A list of objects with the fields of `Problem`."""
    return json.dumps([asdict(p) for p in problems], ensure_ascii=False, indent=2) + "\n"


def as_github(problems: Sequence[Problem]) -> str:
    """Workflow commands that GitHub shows at the faulty line of a pull request."""
    return "".join(_github_line(problem) for problem in problems)


def _github_line(problem: Problem) -> str:
    properties = f"file={_escaped(problem.file, ',:')},line={max(problem.line, 1)},title={_escaped(problem.rule, ',:')}"
    place = f"{problem.place}: " if problem.place else ""
    return f"::{problem.level} {properties}::{_escaped(place + problem.what + ' ' + problem.advice)}\n"


def _escaped(text: str, also: str = "") -> str:
    for character in "%\r\n" + also:
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def as_sarif(problems: Sequence[Problem]) -> str:
    """SARIF 2.1.0, the static-analysis format of OASIS, read by GitHub and GitLab."""
    rules = sorted({p.rule for p in problems})
    run = {
        "tool": {"driver": {"name": "transparency", "rules": [{"id": rule} for rule in rules]}},
        "results": [_sarif_result(p) for p in problems],
    }
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return json.dumps({"$schema": schema, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _sarif_result(problem: Problem) -> dict[str, object]:
    place = f"{problem.place}: " if problem.place else ""
    return {
        "ruleId": problem.rule,
        "level": "note" if problem.level == "notice" else "error",
        "message": {"text": f"{place}{problem.what} {problem.advice}".strip()},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": problem.file},
                    "region": {"startLine": max(problem.line, 1)},
                }
            }
        ],
    }


def as_gitlab(problems: Sequence[Problem]) -> str:
    """A Code Quality report, which GitLab shows at the faulty line of a merge request."""
    return json.dumps([_gitlab_issue(p) for p in problems], ensure_ascii=False, indent=2) + "\n"


def _gitlab_issue(problem: Problem) -> dict[str, object]:
    return {
        "description": str(problem),
        "check_name": problem.rule,
        "fingerprint": hashlib.sha256(str(problem).encode()).hexdigest(),
        "severity": "info" if problem.level == "notice" else "major",
        "location": {"path": problem.file, "lines": {"begin": max(problem.line, 1)}},
    }


FORMATS: Mapping[str, Callable[[Sequence[Problem]], str]] = {
    "text": as_text,
    "json": as_json,
    "sarif": as_sarif,
    "github": as_github,
    "gitlab": as_gitlab,
}
