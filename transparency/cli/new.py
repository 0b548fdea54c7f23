"""`transparency new`: writes the repository of a new institution, with a first commit, ready for `make site`."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from transparency.cli.aggregate import main as aggregate
from transparency.cli.language import told
from transparency.cli.upgrade import settings_of
from transparency.desk.catalogue_template import template
from transparency.desk.confirm_translations import confirm
from transparency.model.messages import Lines, Message, spoken
from transparency.model.problem import CouldNotRun, ExitCode
from transparency.model.product_wheel import version
from transparency.model.sections import SECTIONS
from transparency.model.text import LANGUAGES, Lang
from transparency.registry.clock import build_date
from transparency.registry.files import Source
from transparency.registry.yaml_document import read_yaml
from transparency.starter.new_institution import FALLBACK, Answers, first_files
from transparency.starter.thin_files import write_files
from transparency.starter.upgrade import upgrade

_NAMES: Mapping[str, tuple[str, Mapping[Lang, str]]] = {
    "name": (
        "Full name of the university",
        {"kk": "Жаңа университет", "ru": "Новый университет", "en": "New University"},
    ),
    "short_name": ("Short name", {"kk": "ЖаңаУ", "ru": "НовУ", "en": "NewU"}),
    "city": ("City", {"kk": "Үлгі қаласы", "ru": "город Пример", "en": "Example City"}),
    "legal_form": ("Legal form", {"kk": "қоғамдық қор", "ru": "общественный фонд", "en": "foundation"}),
}
"""What is asked in each language, and the answer that --defaults gives."""
_URL = "https://university.example/"


def options(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument(
        "folder", type=Path, metavar="FOLDER", help=told("a folder that does not exist yet, or is empty")
    )
    sections = told("sections with commas; all of them unless said: {sections}", sections=",".join(SECTIONS))
    parser.add_argument("--sections", type=_codes, help=sections)
    parser.add_argument("--languages", type=_codes, default=LANGUAGES, help=told("codes with commas, e.g. ru,kk"))
    parser.add_argument("--default", help=told("the language at the root of the site; the first one unless said"))
    parser.add_argument(
        "--answers", type=Path, metavar="FILE", help=told("a YAML file with name, short_name, city, … and url")
    )
    parser.add_argument("--defaults", action="store_true", help=told("ask nothing; data/site.yml is edited later"))


def _codes(text: str) -> tuple[str, ...]:
    return tuple(text.split(","))


def run(arguments: argparse.Namespace) -> ExitCode:
    """Writes and commits; what the program itself makes comes first, so that the facts can be dated by its commit."""
    root = arguments.folder.resolve()
    if root.exists() and any(root.iterdir()):
        raise CouldNotRun(Message("{root} is not empty. Name a new folder.", root=root))
    answers = answered(arguments)
    root.mkdir(parents=True, exist_ok=True)
    _git(root, "init", "--quiet", "--initial-branch", "main")
    _commit(root, "Start of the repository", "--allow-empty")
    write_files(root, first_files(answers, build_date(root, os.environ)))
    write_files(
        root,
        {f"data/strings/{lang}.yml": template(lang).encode() for lang in answers.languages if lang not in LANGUAGES},
    )
    upgrade(root, settings_of(root))
    if "surveys" in answers.sections and aggregate(["--lang", spoken(), "--root", str(root), "demo"]):
        raise CouldNotRun(Message("The invented surveys could not be made; see above."))
    if set(answers.languages) <= set(LANGUAGES):  # the product has written and read these translations itself
        confirm(root, frozenset())
    _git(root, "add", "--all")
    _commit(root, f"New institution, made by transparency {version()}")
    print(told("{root} is ready. Now: cd {root}; make site", root=root))
    return ExitCode.CLEAN


def answered(arguments: argparse.Namespace) -> Answers:
    """The answers: of the file, of the keyboard, or the usual ones."""
    default = arguments.default or arguments.languages[0]
    given: dict[str, Any] = {"languages": arguments.languages, "default": default, "url": _URL}
    given |= {"sections": arguments.sections} if arguments.sections else {}
    given |= {key: usual(texts, arguments.languages) for key, (_, texts) in _NAMES.items()}
    if arguments.answers:
        given |= _of_file(arguments.answers)
    elif not arguments.defaults:
        given |= _asked(arguments.languages)
    try:
        return Answers.model_validate(given)
    except ValidationError as error:
        faults = (f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())
        raise CouldNotRun(Message("The answers cannot be used. {faults}", faults="; ".join(faults))) from None


def _of_file(file: Path) -> dict[str, Any]:
    """The answers of a file, read as every file of an institution is."""
    document = read_yaml(Source(file, file.name))
    if document.problems or not isinstance(document.value, dict):
        raise CouldNotRun(Lines((Message("The answers cannot be read."), *document.problems)))
    return dict(document.value)


def usual(texts: Mapping[Lang, str], languages: Sequence[Lang]) -> dict[Lang, str]:
    """The answers of --defaults."""
    return {lang: texts.get(lang, texts[FALLBACK]) for lang in languages}


def _asked(languages: Sequence[Lang]) -> Mapping[str, Any]:
    asked: dict[str, Any] = {}
    for key, (question, texts) in _NAMES.items():
        answers = usual(texts, languages)
        asked[key] = {lang: _ask(f"{told(question)} ({lang})", answer) for lang, answer in answers.items()}
    sections = _codes(_ask(told("Sections"), ",".join(SECTIONS)).replace(" ", ""))
    url = _ask(told("Address of the site"), _URL)
    if accent := _ask(told("Colour of links and buttons, e.g. #8a1538; empty for the portal's own"), ""):
        asked["colours"] = {"accent": accent, "banner": _ask(told("Colour of the banner"), accent)}
    return {**asked, "sections": sections, "url": url}


def _ask(question: str, usual: str) -> str:
    sys.stderr.write(f"{question} [{usual}]: " if usual else f"{question}: ")
    return sys.stdin.readline().strip() or usual


def _commit(root: Path, message: str, *more: str) -> None:
    """Commits as whoever is known to git here, or else under the name of the program."""
    known = subprocess.run(["git", "config", "user.email"], cwd=root, capture_output=True, check=False).stdout  # noqa: S607
    name = () if known else ("-c", "user.name=transparency", "-c", "user.email=transparency")
    _git(root, *name, "commit", "--quiet", "--message", message, *more)


def _git(root: Path, *arguments: str) -> None:
    try:
        subprocess.run(["git", "-C", str(root), *arguments], check=True, capture_output=True)  # noqa: S603, S607
    except OSError:
        raise CouldNotRun(Message("git is not installed. Install the package git.")) from None
    except subprocess.CalledProcessError as error:
        raise CouldNotRun(
            Message(
                "git {command} failed: {said}", command=arguments[0], said=error.stderr.decode(errors="replace").strip()
            )
        ) from None
