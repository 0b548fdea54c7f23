"""Runs a function in a forked process while the build continues, and returns its result."""

from __future__ import annotations

import functools
import gc
import multiprocessing
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Generic, TypeVar, cast

from transparency.model.problem import CouldNotRun
from transparency.model.unexpected_error import Unexpected, described
from transparency.model.words import UnknownWord

Answer = TypeVar("Answer")

EXPECTED = (CouldNotRun, UnknownWord)
"""What is raised here as if the work had been done here; anything else is a fault of the program."""


@dataclass(frozen=True, slots=True)
class TaskError:
    """An unexpected error of the process, without the values that its text may hold."""

    place: str
    trace: str


class ForkedTask(Generic[Answer]):
    """``work`` starts at once and sees what this process holds now; nobody who leaves early waits for it."""

    def __init__(self, work: Callable[[], Answer]) -> None:
        context = multiprocessing.get_context("fork")
        self._pipe, theirs = context.Pipe(duplex=False)
        self._process = context.Process(target=_answer, args=(work, theirs))
        self._process.start()
        self._told: list[object] = []
        theirs.close()

    def is_done(self) -> bool:
        """Whether nobody would wait for the result."""
        return self._pipe.poll()

    def result(self) -> Answer:
        """What the work gave, or raised of what is expected; waits for it."""
        if not self._told:
            self._told.append(self._received())
        answer = self._told[0]
        if isinstance(answer, EXPECTED):
            raise answer
        if isinstance(answer, TaskError):
            raise Unexpected(answer.place, answer.trace)
        return cast(Answer, answer)

    def _received(self) -> object:
        try:
            return self._pipe.recv()
        except EOFError:
            return TaskError("a process beside the build was ended from outside, perhaps for want of memory", "")
        finally:
            self._process.join()

    def __enter__(self) -> ForkedTask[Answer]:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.join()
        self._pipe.close()


class InlineTask(Generic[Answer]):
    """The same without a process: the work is done where and when its result is asked for."""

    def __init__(self, work: Callable[[], Answer]) -> None:
        self.result = functools.cache(work)

    def is_done(self) -> bool:
        """Nobody else will do it."""
        return True

    def __enter__(self) -> InlineTask[Answer]:
        return self

    def __exit__(self, *error: object) -> None:
        pass


def beside(work: Callable[[], Answer], *, apart: bool) -> ForkedTask[Answer] | InlineTask[Answer]:
    """In a process of its own, or not: a preview has threads, and stays whole."""
    return ForkedTask(work) if apart else InlineTask(work)


def _answer(work: Callable[[], object], pipe: Connection) -> None:
    """The life of the process, which prints nothing. What it was given is not searched for garbage: searching would copy it."""
    gc.freeze()
    with _Told(pipe):
        pipe.send(work())


def _fault(error: BaseException) -> TaskError:
    found = described(error)
    return TaskError(found.place, found.trace)


class _Told:
    """Whatever the work raises is sent in the place of its answer."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if error is not None:
            self._pipe.send(error if isinstance(error, EXPECTED) else _fault(error))
        return True
