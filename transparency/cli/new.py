"""`transparency new`: writes the repository of a new institution, with a first commit, ready for `make site`."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import replace
from functools import partial
from pathlib import Path

from transparency.cli.language import translate_for_user
from transparency.cli.upgrade import settings_of
from transparency.desk.catalogue_template import template
from transparency.desk.confirm_translations import confirm
from transparency.model.git import git
from transparency.model.messages import Lines, Message, current_language
from transparency.model.package_yaml import package_yaml
from transparency.model.problem import CouldNotRun, ExitCode, Problem
from transparency.model.product_files import PRODUCT, WORDS
from transparency.model.product_wheel import version
from transparency.model.sections import SECTIONS
from transparency.model.site import LanguageSettings
from transparency.model.text import LANGUAGES, USUAL, Lang
from transparency.registry.check_brand import missing_letters
from transparency.registry.clock import build_date
from transparency.registry.files import Source
from transparency.registry.load import load
from transparency.registry.records import record
from transparency.registry.yaml_document import Document, Value, read_yaml
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
        "folder", type=Path, metavar="FOLDER", help=translate_for_user("a folder that does not exist yet, or is empty")
    )
    sections = translate_for_user(
        "sections with commas; all of them unless said: {sections}", sections=",".join(SECTIONS)
    )
    parser.add_argument("--sections", type=_codes, help=sections)
    parser.add_argument("--languages", type=_codes, help=translate_for_user("codes with commas, e.g. ru,kk"))
    parser.add_argument(
        "--default", help=translate_for_user("the language at the root of the site; the first one unless said")
    )
    parser.add_argument(
        "--answers",
        type=Path,
        metavar="FILE",
        help=translate_for_user("a YAML file with name, short_name, city, … and url"),
    )
    parser.add_argument(
        "--defaults", action="store_true", help=translate_for_user("ask nothing; data/site.yml is edited later")
    )


def _codes(text: str) -> tuple[str, ...]:
    return tuple(code.strip() for code in text.split(",") if code.strip())


def run(arguments: argparse.Namespace) -> ExitCode:
    """Writes and commits; what the program itself makes comes first, so that the facts can be dated by its commit."""
    root = arguments.folder.resolve()
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise CouldNotRun(Message("{root} is not empty. Name a new folder.", root=root))
    answers = answered(arguments)
    root.mkdir(parents=True, exist_ok=True)
    git(root, "init", "--quiet", "--initial-branch", "main")
    _commit(root, "Start of the repository", "--allow-empty")
    catalogues = {f"data/strings/{lang}.yml": template(lang) for lang in answers.languages if lang not in LANGUAGES}
    write_files(root, first_files(answers, build_date(root, os.environ)))
    write_files(root, {name: text.encode() for name, text in catalogues.items()})
    upgrade(root, settings_of(root))
    if "surveys" in answers.sections:
        _invent_surveys(root)
    if not catalogues:  # the product has written and read these translations itself
        confirm(root, frozenset())
    git(root, "add", "--all")
    _commit(root, f"New institution, made by transparency {version()}")
    if catalogues:
        draft, _ = load(root)
        _tell("".join(f"{translate_for_user(one)}\n" for one in missing_letters(draft)) if draft else "")
        print(translate_for_user("{root} is ready. First translate: {files}", root=root, files=", ".join(catalogues)))
    else:
        print(translate_for_user("{root} is ready. Now: cd {root}; make site", root=root))
    return ExitCode.CLEAN


def _invent_surveys(root: Path) -> None:
    """The invented surveys of ``demo/``; what their counting says is shown only where it fails."""
    told_so_far = io.StringIO()
    with redirect_stdout(told_so_far), redirect_stderr(told_so_far):
        from transparency.cli.aggregate import main as aggregate  # noqa: PLC0415  (SciPy takes long to load)

        code = aggregate(["--lang", current_language(), "--root", str(root), "demo"])
    if code:
        _tell(told_so_far.getvalue())
        raise CouldNotRun(Message("The invented surveys could not be made; see above."))


def answered(arguments: argparse.Namespace) -> Answers:
    """The answers of the options, of the file or the keyboard, and for what nobody has said the usual ones."""
    document = read_yaml(Source(arguments.answers, arguments.answers.name)) if arguments.answers else _of_options()
    if document.problems or not isinstance(document.value, dict):
        raise _refusal(document.problems)
    options = {key: getattr(arguments, key) for key in ("languages", "default", "sections")}
    document.value |= {key: value for key, value in options.items() if value}
    if not (arguments.answers or arguments.defaults):
        _ask_for(document.value)
    answers = _checked(document)
    if answers is None:
        raise _refusal(document.problems if arguments.answers else [replace(one, line=0) for one in document.problems])
    return answers


def _of_options() -> Document:
    return Document("transparency new", {})


def _refusal(problems: Sequence[Problem]) -> CouldNotRun:
    return CouldNotRun(Lines((Message("The answers cannot be used."), *problems)))


def _checked(document: Document) -> Answers | None:
    """The answers, completed; None with the reasons in ``document.problems``."""
    languages = record(LanguageSettings, document, USUAL)
    if languages is None or not isinstance(document.value, dict):
        return None
    names = {key: usual(texts, languages.languages) for key, (_, texts) in _NAMES.items()}
    front: dict[str, Value] = {"languages": languages.languages, "default": languages.of_site.default, "url": _URL}
    document.value = {**front, **names, **document.value}
    return record(Answers, document, languages.of_site)


def usual(texts: Mapping[Lang, str], languages: Sequence[Lang]) -> dict[str, Value]:
    """The answers of --defaults."""
    return {lang: texts.get(lang, texts[FALLBACK]) for lang in languages}


def _ask_for(given: dict[str, Value]) -> None:
    """Asks for what no option has said; an answer that cannot be used is refused, and asked for again at a keyboard."""
    _tell(
        translate_for_user("Enter keeps the answer in brackets. Everything can be changed later in data/site.yml.")
        + "\n"
    )
    for key, question in _QUESTIONS.items():
        while key not in given:
            answer = question(given)
            document = _of_options()
            document.value = {**given, key: answer}
            _checked(document)
            wrong = [replace(one, line=0) for one in document.problems if one.place.startswith(key) or not one.place]
            if not wrong:
                given[key] = answer
            elif not sys.stdin.isatty():
                raise _refusal(wrong)
            for one in wrong:
                _tell(f"{translate_for_user(one.what)} {translate_for_user(one.advice)}\n")


def _ask_languages(_: Mapping[str, Value]) -> Value:
    return _codes(_ask(translate_for_user("Languages, with commas"), ",".join(LANGUAGES)))


def _ask_default(given: Mapping[str, Value]) -> Value:
    first, *others = _languages(given)
    return _ask(translate_for_user("Language at the root of the site"), first) if others else first


def _ask_name(key: str, given: Mapping[str, Value]) -> Value:
    question, texts = _NAMES[key]
    answers = usual(texts, _languages(given))
    return {lang: _ask(f"{translate_for_user(question)} ({lang})", str(answer)) for lang, answer in answers.items()}


def _ask_sections(_: Mapping[str, Value]) -> Value:
    names = package_yaml((PRODUCT / WORDS / f"{current_language()}.yml").read_bytes())["nav"]
    _tell("".join(f"  {section:12} {names[section]}\n" for section in SECTIONS))
    return _codes(_ask(translate_for_user("Sections, with commas"), ",".join(SECTIONS)))


def _ask_url(_: Mapping[str, Value]) -> Value:
    address = _ask(translate_for_user("Address of the site"), _URL).removesuffix("/")
    return f"{address}/" if "://" in address else f"https://{address}/"


def _ask_colours(_: Mapping[str, Value]) -> Value:
    accent = _ask(translate_for_user("Colour of links and buttons, e.g. #8a1538; empty for the portal's own"), "")
    return {"accent": accent, "banner": _ask(translate_for_user("Colour of the banner"), accent)} if accent else None


def _languages(given: Mapping[str, Value]) -> tuple[Lang, ...]:
    """As they were checked before."""
    codes = given["languages"]
    return tuple(map(str, codes)) if isinstance(codes, tuple) else ()


_QUESTIONS: Mapping[str, Callable[[Mapping[str, Value]], Value]] = {
    "languages": _ask_languages,
    "default": _ask_default,
    **{key: partial(_ask_name, key) for key in _NAMES},
    "sections": _ask_sections,
    "url": _ask_url,
    "colours": _ask_colours,
}
"""What is asked, in this order."""


def _ask(question: str, usual: str) -> str:
    _tell(f"{question} [{usual}]: " if usual else f"{question}: ")
    return sys.stdin.readline().strip() or usual


def _tell(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()


def _commit(root: Path, message: str, *more: str) -> None:
    """Commits as whoever is known to git here, or else under the name of the program."""
    known = [git(root, "config", "--get", "--default", "", key).strip() for key in ("user.name", "user.email")]
    name = () if all(known) else ("-c", "user.name=transparency", "-c", "user.email=transparency")
    git(root, *name, "commit", "--quiet", "--message", message, *more)
