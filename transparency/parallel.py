"""Process pool: calls several functions at once in processes forked from this one, and waits for their results."""

from __future__ import annotations

from transparency.model.unexpected_error import CaughtError, UnexpectedError, described

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Any, TypeVar

from transparency.model.problem import CouldNotRun
from transparency.model.words import UnknownWord

Result = TypeVar("Result")
Other = TypeVar("Other")

EXPECTED = (CouldNotRun, UnknownWord)
"""Errors that are raised here as they were raised in the process; any other is reported without the values it may quote."""


@dataclass(frozen=True, slots=True)
class _Failure:
    """An unexpected error of a process."""

    place: str
    trace: str


def results(functions: Sequence[Callable[[], Result]]) -> list[Result]:
    """The result of each function, in their order.

    A process with other threads, as a preview has, calls them itself: its copy could wait for a lock that nobody releases.
    """
    if len(functions) < 2 or threading.active_count() > 1:
        return [function() for function in functions]
    return in_processes(functions, min(len(functions), processors()))


def both(here: Callable[[], Result], there: Callable[[], Other]) -> tuple[Result, Other]:
    """The results of two functions; the second is called in a process, where this one has no other threads."""
    if threading.active_count() > 1:
        return here(), there()
    try:
        with pool(1, [there]) as executor:
            waiting = executor.submit(_answer, 0)
            return here(), _unwrapped(waiting.result())
    except BrokenProcessPool:
        raise _ended() from None


def in_processes(functions: Sequence[Callable[[], Result]], processes: int) -> list[Result]:
    """The same in processes wherever it is called, for functions that change what belongs to their process."""
    try:
        with pool(processes, functions) as executor:
            return [_unwrapped(answer) for answer in executor.map(_answer, range(len(functions)))]
    except BrokenProcessPool:
        raise _ended() from None


def _ended() -> UnexpectedError:
    return UnexpectedError("a process of the build was ended from outside, perhaps for lack of memory", "")


def processors() -> int:
    """How many processes work at once."""
    return os.cpu_count() or 1


def pool(processes: int, inherited: object) -> ProcessPoolExecutor:
    """Processes that find ``inherited`` in `INHERITED`: it is not serialised, and neither is what it refers to."""
    return ProcessPoolExecutor(processes, multiprocessing.get_context("fork"), _start, (inherited,))


INHERITED: list[Any] = []
"""What a process of a pool got when it started."""


def _start(inherited: object) -> None:
    """Inherited objects are excluded from garbage collection, which would copy their memory."""
    gc.freeze()
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    INHERITED[:] = [inherited]


def _answer(number: int) -> object:
    """The result of a function, or its error."""
    with CaughtError() as caught:
        return INHERITED[0][number]()
    if isinstance(caught.error, EXPECTED):
        return caught.error
    found = described(caught.error)
    return _Failure(found.place, found.trace)


def _unwrapped(answer: Any) -> Any:
    if isinstance(answer, EXPECTED):
        raise answer
    if isinstance(answer, _Failure):
        raise UnexpectedError(answer.place, answer.trace)
    return answer
