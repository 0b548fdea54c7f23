"""Scores the gate on documents written before their author had read a detector: `python -m tests.gate.unseen.score SET
[--missed]`.

A leak counts as found when the file is refused for a line of its value and the same rule does not refuse that line with
"—" in place of the value.
A table about people has no marked value: it counts as found when the file is refused.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

from tests.gate.independent.score import counted, line
from tests.gate.report import register
from transparency.gate import File, Register, scan

FOLDER = Path(__file__).parent
HALVES = ("development", "frozen")
SETS = (*HALVES, "classes")
VALUE = re.compile("⟦(.*?)⟧", re.DOTALL)


class Judged(NamedTuple):
    """One document and whether the gate refused it."""

    kind: str
    text: str
    refused: bool


def read(half: str) -> Iterator[tuple[str, str, str]]:
    """Kind, name of the file and text of every document; lawful ones have the kind "lawful"."""
    data = yaml.safe_load((FOLDER / f"{half}.yml").read_text(encoding="utf-8"))
    for kind, documents in (*data["leaks"].items(), ("lawful", data["lawful"])):
        yield from ((kind, document["file"], document["text"]) for document in documents)


def refusals(name: str, text: str, lawful: Register) -> set[tuple[str, int | None]]:
    """Rules and lines for which the gate refuses the text."""
    return {(p.rule, p.line) for p in scan([File(name, text.encode())], lawful) if p.level == "error"}


def score(half: str) -> list[Judged]:
    """Scans every document of a half."""
    lawful = register()
    judged = []
    for kind, name, text in read(half):
        found = refusals(name, VALUE.sub(r"\1", text), lawful)
        if VALUE.search(text):
            found -= refusals(name, VALUE.sub("—", text), lawful)
        judged.append(Judged(kind, f"{name}: {text}", bool(found)))
    return judged


def main() -> int:
    """Prints recall by kind and refused lawful files; `--missed` adds what was judged wrongly."""
    judged = score(sys.argv[1])
    leaks = [(document, document.refused) for document in judged if document.kind != "lawful"]
    lawful = [(document, document.refused) for document in judged if document.kind == "lawful"]
    for title, counts in (
        ("recall", counted(leaks, lambda d: "all")),
        ("by kind", counted(leaks, lambda d: d.kind)),
        ("lawful files refused", counted(lawful, lambda d: d.kind)),
    ):
        sys.stdout.write(title + "\n" + "".join(f"{line(group, count)}\n" for group, count in counts.items()))
    if "--missed" in sys.argv[2:]:
        for document in judged:
            if document.refused is (document.kind == "lawful"):
                sys.stdout.write(f"{document.kind}: {document.text}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
