"""The language of a command: its option --lang, one for the process as in a locale, and argparse's own texts in it."""

from __future__ import annotations

from transparency.model.unexpected_error import DEBUG_HELP

import argparse
import re
import sys
from collections.abc import Iterable, Sequence
from typing import Any, NoReturn

from transparency.model.failure_reasons import failure_reason
from transparency.model.languages import LANGUAGES, Lang
from transparency.model.messages import Message, current_language, language_of_environment, set_language, translate


def choose_language(arguments: Sequence[str] | None) -> None:
    """Chooses the language of this process."""
    set_language(asked_language(arguments))


def asked_language(arguments: Sequence[str] | None) -> Lang:
    """What --lang says; without it the language of the environment, and English in the formats that programs read."""
    early = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    early.add_argument("--lang", default="")
    early.add_argument("--format", default="text")
    found, _ = early.parse_known_args(arguments)
    default = language_of_environment() if found.format == "text" else "en"
    return str(found.lang) if found.lang in LANGUAGES else default


def translate_for_user(text: object, /, **values: object) -> str:
    """A message, its key with values, or what an exception says, in the language of this command."""
    if isinstance(text, OSError):
        reason = failure_reason(text)
        text = Message("{file}: {reason}.", file=text.filename, reason=reason) if text.filename else reason
    is_key = isinstance(text, str) and not isinstance(text, Message)
    return translate(Message(str(text), **values) if is_key else text, current_language())


def add_language(parser: argparse.ArgumentParser, lang: Lang = "") -> None:
    """Adds the option; it has been read before, because --help is in that language too."""
    text = Message("language of messages; without it, the language of the environment (LANG)")
    parser.add_argument(
        "--lang",
        choices=LANGUAGES,
        default=lang or current_language(),
        help=translate(text, lang or current_language()),
    )


_HEADINGS = {"options": Message("options"), "positional arguments": Message("what it takes")}
_FAULTS: tuple[tuple[str, str], ...] = (
    (r"unrecognized arguments: (?P<words>.+)", "The command does not know {words}."),
    (r"the following arguments are required: (?P<words>.+)", "{words} is missing."),
    (r"argument (?P<words>.+): expected", "A value is missing after {words}."),
    (r"argument (?P<words>.+): ignored explicit argument", "{words} takes no value."),
    (
        r"argument (?P<words>.+): (?:invalid .*value|invalid choice): (?P<value>.+?)(?: \(|$)",
        "{words} cannot be {value}.",
    ),
    (r"argument (?P<words>.+): not allowed with argument (?P<value>.+)", "{words} and {value} do not go together."),
    (r"ambiguous option: (?P<words>\S+)", "{words} can mean several options."),
)
"""What argparse says of a line that it refuses, and the message for it."""


def usage_fault(refusal: str) -> str:
    """Why a line was refused; a text that a command gave argparse for a value stays as it is."""
    for pattern, key in _FAULTS:
        if found := re.match(pattern, refusal):
            return translate_for_user(key, **found.groupdict())
    return refusal.removeprefix("argument ")


class CommandHelp(argparse.RawDescriptionHelpFormatter):
    """The layout of --help with headings in the language of the command."""

    def add_usage(
        self, usage: str | None, actions: Iterable[argparse.Action], groups: Iterable[Any], prefix: str | None = None
    ) -> None:
        """The line with the options."""
        super().add_usage(
            usage, actions, groups, f"{translate_for_user(Message('usage'))}: " if prefix is None else prefix
        )

    def start_section(self, heading: str | None) -> None:
        """The options, or what stands in the line without one."""
        super().start_section(translate_for_user(_HEADINGS[heading]) if heading in _HEADINGS else heading)


class CommandParser(argparse.ArgumentParser):
    """A parser of which every text is in the language of the command."""

    def __init__(self, prog: str | None = None, **settings: Any) -> None:
        super().__init__(prog, **{"formatter_class": CommandHelp, **settings, "add_help": False})
        self.add_argument("-h", "--help", action="help", help=translate_for_user(Message("show this help")))

    def error(self, message: str) -> NoReturn:
        """Ends the command with exit code 2."""
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: {usage_fault(message)}\n")


def command_parser(doc: str | None, prog: str | None = None) -> argparse.ArgumentParser:
    """A parser with the docstring of a command as its help, in the chosen language, and with --lang."""
    parser = CommandParser(prog, description=translate_for_user(doc or ""), epilog=translate_for_user(DEBUG_HELP))
    add_language(parser)
    return parser
