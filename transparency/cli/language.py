"""The option --lang of every command: the language of messages and of --help, one for the process as in a locale."""

from __future__ import annotations

from transparency.model.unexpected_error import DEBUG_HELP

import argparse
from collections.abc import Sequence

from transparency.model.languages import LANGUAGES, Lang
from transparency.model.messages import Message, language_of_environment, said, speak_in, spoken


def speak(arguments: Sequence[str] | None) -> None:
    """Chooses the language of this process."""
    speak_in(asked_language(arguments))


def asked_language(arguments: Sequence[str] | None) -> Lang:
    """What --lang says; without it the language of the environment, and English in the formats that programs read."""
    early = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    early.add_argument("--lang", default="")
    early.add_argument("--format", default="text")
    found, _ = early.parse_known_args(arguments)
    default = language_of_environment() if found.format == "text" else "en"
    return str(found.lang) if found.lang in LANGUAGES else default


def told(text: object, /, **values: object) -> str:
    """A message, its key with values, or what an exception says, in the language of this command."""
    is_key = isinstance(text, str) and not isinstance(text, Message)
    return said(Message(str(text), **values) if is_key else text, spoken())


def add_language(parser: argparse.ArgumentParser, lang: Lang = "") -> None:
    """Adds the option; it has been read before, because --help is in that language too."""
    text = Message("language of messages; without it, the language of the environment (LANG)")
    parser.add_argument("--lang", choices=LANGUAGES, default=lang or spoken(), help=said(text, lang or spoken()))


def command_parser(doc: str | None, prog: str | None = None) -> argparse.ArgumentParser:
    """A parser with the docstring of a command as its help, in the chosen language, and with --lang."""
    layout = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(prog, description=told(doc or ""), epilog=told(DEBUG_HELP), formatter_class=layout)
    add_language(parser)
    return parser
