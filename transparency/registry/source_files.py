"""Lists the files that ``data/``, ``demo/`` and ``docs/`` may contain and do contain.

Both the gate and MkDocs use this list. It is made before any file is opened. Links are not followed, and a file for which
`places` has no pattern is a problem: a file that nothing reads is never published and never silently ignored.
"""

from __future__ import annotations

import functools
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from transparency.model.languages import LANGUAGES
from transparency.model.messages import Message
from transparency.model.problem import Problem
from transparency.registry.record_types import record_types

PICTURES = ("jpeg", "jpg", "png")
ATTACHMENTS = ("csv", "jpeg", "jpg", "pdf", "png", "xlsx")

_SURVEY_TABLES = tuple(
    f"surveys/{name}.csv" for name in "elements indicators notes qc risks scales surveys targets themes units".split()
)
"""Tables that `scripts/aggregate.py` writes."""
_ROWS = "translated-rows.csv"
"""What `scripts/confirm_translations.py` writes about rows of tables."""
_INSTITUTION_ONLY = (
    "strings/*.yml",
    *(f"dictionary/{lang}.txt" for lang in LANGUAGES),
    *(f"attachments/*.{ending}" for ending in ATTACHMENTS),
    *(f"brand/*.{ending}" for ending in ("png", "svg", "woff2")),
)


@functools.cache
def places() -> Mapping[str, tuple[str, ...]]:
    """Folder -> patterns of the files that something reads: ``*`` is one name, ``**`` any number of folders.

    The files of records are those that their types declare. Whether a page uses the picture and a record the attachment is
    asked when they have been read.
    """
    types = record_types().values()
    return {
        "data": (*dict.fromkeys(one.files for one in types), _ROWS, *_SURVEY_TABLES, *_INSTITUTION_ONLY),
        "demo": (*dict.fromkeys(one.files for one in types if one.demo), _ROWS, *_SURVEY_TABLES),
        "docs": tuple(f"*/**/*.{ending}" for ending in ("md", *PICTURES)),
    }


DEEPEST = 8
"""Levels of folders; no record or page stands deeper."""
_OF_TOOLS = frozenset({"node_modules", "__pycache__"})
_NAME = r"[a-z0-9]+(?:[-_][a-z0-9]+)*"
_ADDRESS = re.compile(rf"{_NAME}(?:/{_NAME})*\.[a-z0-9]+")


def _parts(name: str) -> tuple[str, str]:
    """A name without its ending, and the ending with its dot."""
    stem, dot, ending = name.rpartition(".")
    return (stem, dot + ending) if dot else (name, "")


def _expression(pattern: str) -> str:
    return re.escape(pattern).replace(r"\*\*/", f"(?:{_NAME}/)*").replace(r"\*", _NAME)


@functools.cache
def _matcher(folder: str) -> re.Pattern[str]:
    return re.compile("|".join(map(_expression, places()[folder])))


@functools.cache
def _stems(folder: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """What a name without its ending has to be, for each ending: tells a wrong ending from a wrong place."""
    return tuple((re.compile(_expression(stem)), ending) for stem, ending in map(_parts, places()[folder]))


@dataclass(frozen=True, slots=True)
class SourceFiles:
    """The files of the three folders, by their names from the root, sorted; and what is wrong with others."""

    names: tuple[str, ...]
    problems: tuple[Problem, ...] = ()
    refused: tuple[str, ...] = ()
    """Names of other files that can be opened: the gate reads them too, for a message must not name a person either."""

    @property
    def unsafe(self) -> bool:
        """Whether something stands there that must not even be opened."""
        return any(problem.rule in ("A01", "A02") for problem in self.problems)

    def paths(self, root: Path) -> tuple[Path, ...]:
        """The files themselves, as the gate reads them."""
        return tuple(root / name for name in sorted((*self.names, *self.refused)))


def source_files(root: Path, *, demo: bool = False) -> SourceFiles:
    """All files of the site's sources; ``demo/`` belongs to them in previews only and is not opened otherwise."""
    folders = [folder for folder in places() if folder != "demo" or demo]
    problems: list[Problem] = []
    names = [name for folder in folders for name in _below(root, folder, problems)]
    misplaced = {name: problem for name in names if (problem := _misplaced(name))}
    problems += (*misplaced.values(), *_alike(names))
    return SourceFiles(tuple(sorted(set(names) - misplaced.keys())), tuple(problems), tuple(misplaced))


def _below(root: Path, folder: str, problems: list[Problem]) -> Iterator[str]:
    """Names of the regular files at or below a folder; of anything else only that it is there."""
    path = root / folder
    if path.is_symlink() or (path.exists() and not path.is_dir()):
        problems.append(
            _problem(
                folder, "A01", Message("is a link or a file, not a folder."), Message("Put the folder itself there.")
            )
        )
    elif path.is_dir():
        try:
            entries = sorted(os.scandir(path), key=lambda entry: entry.name)
        except OSError:
            problems.append(_problem(folder, "Y01", Message("cannot be opened."), Message("Correct its permissions.")))
            return
        for entry in entries:
            yield from _entry(root, f"{folder}/{entry.name}", entry, problems)


def _entry(root: Path, name: str, entry: os.DirEntry[str], problems: list[Problem]) -> Iterator[str]:
    is_folder = entry.is_dir(follow_symlinks=False)
    if not is_folder and not entry.is_file(follow_symlinks=False):
        what = Message("is a link or a device, not a file or a folder.")
        problems.append(_problem(name, "A01", what, Message("Put the file itself there, or remove it.")))
    elif entry.name.startswith(".") or entry.name in _OF_TOOLS:
        advice = Message("Remove it; sources are in folders and files that everybody sees.")
        problems.append(_problem(name, "A02", Message("is hidden, or belongs to a tool."), advice))
    elif is_folder and name.count("/") >= DEEPEST:
        problems.append(
            _problem(
                name,
                "A03",
                Message("is nested too deeply to be read."),
                Message("Use at most {most} levels.", most=DEEPEST),
            )
        )
    elif is_folder:
        yield from _below(root, name, problems)
    else:
        yield name


def _misplaced(name: str) -> Problem | None:
    """What is wrong with the name of a file or with its place."""
    folder, _, rest = name.partition("/")
    if _matcher(folder).fullmatch(rest):
        return None
    stem, ending = _parts(rest)
    endings = sorted(allowed for expression, allowed in _stems(folder) if expression.fullmatch(stem))
    if endings and ending not in endings:
        return _problem(
            name,
            "A04",
            Message("has an ending that is not read there."),
            Message("Use {endings}.", endings=", ".join(endings)),
        )
    if not _ADDRESS.fullmatch(name):
        advice = Message("Use small Latin letters, digits and hyphens, and one dot before the ending.")
        return _problem(name, "A05", Message("has a name that cannot be part of an address."), advice)
    advice = Message("Move it to the folder of its kind, or remove it; README.md says which folder holds what.")
    return _problem(name, "A03", Message("nothing reads this file."), advice)


def _problem(name: str, rule: str, what: Message, advice: Message) -> Problem:
    return Problem(_printable(name), 0, rule, "", what, advice)


def _printable(name: str) -> str:
    """A name for a message: characters that a terminal would act on are shown as their codes."""
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in name)


def _alike(names: Iterable[str]) -> Iterator[Problem]:
    """Files that are one and the same on Windows or macOS."""
    for _, group in groupby(sorted(names, key=_on_other_systems), key=_on_other_systems):
        first, *others = sorted(group)
        for other in others:
            what = Message('differs from "{name}" only in case or in the form of its letters.', name=_printable(first))
            yield _problem(other, "A06", what, Message("Give one of them another name."))


def _on_other_systems(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", name).casefold())
