"""The option --lang of every command: the language of messages and of --help."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from transparency.model.languages import LANGUAGES, Lang
from transparency.model.messages import Message, language_of_environment, said


def asked_language(arguments: Sequence[str] | None) -> Lang:
    """What --lang says; without it that of the environment, and English in the formats that programs read."""
    early = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    early.add_argument("--lang", default="")
    early.add_argument("--format", default="text")
    found, _ = early.parse_known_args(arguments)
    if found.lang in LANGUAGES:
        return str(found.lang)
    return language_of_environment() if found.format == "text" else "en"


def add_language(parser: argparse.ArgumentParser, lang: Lang) -> None:
    """Adds the option; its default is what `asked_language` found."""
    text = Message("language of messages; without it, the language of the environment (LANG)")
    parser.add_argument("--lang", choices=LANGUAGES, default=lang, help=said(text, lang))
