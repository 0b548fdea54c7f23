"""Reports an unexpected exception as one line with file and line of the program, without any value from the data.

The text of an exception may quote what was being read, personal data included, so it is never printed: neither in the line nor
in the traceback of ``--debug``.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import NoReturn

from transparency.model.failure_reasons import failure_reason
from transparency.model.messages import Message, current_language, translate
from transparency.model.problem import CouldNotRun, ExitCode

DEBUG = "--debug"
"""The option that every command takes, at any place of its line."""
DEBUG_HELP = "--debug: at an unexpected error also print the call stack; values are never printed"
_VARIABLE = "TRANSPARENCY_DEBUG"
"""Environment variable that hands the option on to hidden processes."""
_PROGRAM = Path(__file__).resolve().parents[2]
_PARTS = ("transparency", "hooks", "scripts")
_STOPPED = 130
"""Exit code of a command that was stopped from the keyboard, as shells expect it."""


class UnexpectedError(Exception):
    """An unexpected error of a hidden process, already described."""

    def __init__(self, place: str, trace: str) -> None:
        super().__init__(place)
        self.place = place
        self.trace = trace


def described(error: BaseException) -> UnexpectedError:
    """The error without the values that its text may hold."""
    return error if isinstance(error, UnexpectedError) else UnexpectedError(_place(error), "".join(_trace(error)))


def error_line(error: BaseException) -> str:
    """What a command prints instead of a traceback: one line, and with ``--debug`` the way to it."""
    if isinstance(error, CouldNotRun):
        return f"{translate(error, current_language())}\n"
    if isinstance(error, OSError) and error.strerror and not is_debugging():
        where = f"{error.filename}: " if error.filename else ""
        return f"{where}{translate(failure_reason(error), current_language())} ({_place(error)}).\n"
    found = described(error)
    trace = found.trace if is_debugging() else ""
    advice = Message("" if is_debugging() else "Run it again with --debug and send the output to the maintainers.")
    line = Message("Unexpected error: {place}. This is an error of the program, not of your files.", place=found.place)
    return f"{trace}{translate(line, current_language())} {translate(advice, current_language())}".rstrip() + "\n"


def is_debugging() -> bool:
    """Whether the command was called with ``--debug``."""
    return os.environ.get(_VARIABLE) == "1" or DEBUG in sys.argv[1:]


class CaughtError:
    """Keeps an error that is raised inside this context, for a process that hands it to another."""

    def __init__(self) -> None:
        self.error: BaseException = SystemExit()

    def __enter__(self) -> CaughtError:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        self.error = error or self.error
        return True


class ReportedErrors:
    """Inside this context an unexpected error ends the process with its line and exit code 2."""

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None or isinstance(error, SystemExit):
            return
        if isinstance(error, BrokenPipeError):  # whoever read the output has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise SystemExit(ExitCode.COULD_NOT_RUN) from None
        if isinstance(error, KeyboardInterrupt):
            sys.stderr.write(translate(Message("Stopped."), current_language()) + "\n")
            raise SystemExit(_STOPPED) from None
        sys.stderr.write(error_line(error))
        sys.stderr.flush()
        raise SystemExit(ExitCode.COULD_NOT_RUN) from None


def _uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Reports an error outside `run_command`: one of a module that a command imports."""
    with ReportedErrors():
        raise error


sys.excepthook = _uncaught
"""Set by the import of this module, which is the first import of every script."""


def run_command(main: Callable[[], int | None]) -> NoReturn:
    """Runs the function of a command and ends the process with its exit code."""
    with ReportedErrors():
        if DEBUG in sys.argv[1:]:
            sys.argv.remove(DEBUG)
            os.environ[_VARIABLE] = "1"
        code = main()
        sys.stdout.flush()  # a full disk shows here at the latest
    sys.exit(code)


def _place(error: BaseException) -> str:
    """``KeyError at transparency/site/views/home.py:41 in home``: the last line of our own program on the way to the error."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if _is_own(frame.filename)]
    kind = type(error).__qualname__
    return f"{kind} at {_spot((own or frames)[-1])}" if frames else kind


def _trace(error: BaseException) -> Iterator[str]:
    """Every exception of the chain, the first cause first: its frames and its kind."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        yield from _trace(before)
        yield "which led to\n"
    for frame in traceback.extract_tb(error.__traceback__):
        yield f"  {_spot(frame)}\n"
    yield f"{type(error).__qualname__}\n"


def _is_own(file: str) -> bool:
    path = Path(file)
    return path.is_relative_to(_PROGRAM) and path.relative_to(_PROGRAM).parts[0] in _PARTS


def _spot(frame: traceback.FrameSummary) -> str:
    path = Path(frame.filename)
    name = path.relative_to(_PROGRAM).as_posix() if _is_own(frame.filename) else "/".join(path.parts[-2:])
    return f"{name}:{frame.lineno} in {frame.name}"
