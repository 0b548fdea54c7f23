"""Work in a process beside the build: its answer arrives, what is expected is raised here, and nothing waits in vain."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable

import pytest

from transparency.model.problem import CouldNotRun
from transparency.model.unexpected_error import Unexpected
from transparency.model.words import UnknownWord
from transparency.site.build.forked_task import ForkedTask, InlineTask

HOUR = 3600.0


def test_the_answer_comes_from_another_process() -> None:
    with ForkedTask(os.getpid) as aside:
        assert aside.result() != os.getpid()
    with InlineTask(os.getpid) as here:
        assert here.result() == os.getpid()


def test_the_work_is_done_once_however_often_its_answer_is_asked_for() -> None:
    for work in (ForkedTask(time.perf_counter_ns), InlineTask(time.perf_counter_ns)):
        with work as done:
            first = done.result()
            assert done.is_done()
            assert done.result() == first


def test_who_asks_whether_it_is_done_does_not_wait() -> None:
    with ForkedTask(lambda: time.sleep(HOUR)) as aside:
        assert not aside.is_done()


def test_an_answer_larger_than_a_pipe_arrives_whole() -> None:
    with ForkedTask(lambda: b"x" * 10_000_000) as aside:
        assert aside.result() == b"x" * 10_000_000


@pytest.mark.parametrize("error", [CouldNotRun("the disk is full."), UnknownWord("no word menu.home")])
def test_what_is_expected_is_raised_here(error: Exception) -> None:
    with ForkedTask(_raising(error)) as aside, pytest.raises(type(error), match=str(error)):
        aside.result()


def test_a_fault_of_the_work_is_a_fault_here_and_its_process_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    with ForkedTask(_raising(KeyError("a fault"))) as aside, pytest.raises(Unexpected, match=r"^KeyError at "):
        aside.result()
    assert capfd.readouterr() == ("", "")


def test_a_process_that_is_ended_from_outside_is_no_answer() -> None:
    with (
        ForkedTask(lambda: os.kill(os.getpid(), signal.SIGKILL)) as aside,
        pytest.raises(Unexpected, match="from outside"),
    ):
        aside.result()


def test_who_leaves_early_does_not_wait() -> None:
    with pytest.raises(KeyError), ForkedTask(lambda: time.sleep(HOUR)):
        raise KeyError


def _raising(error: Exception) -> Callable[[], None]:
    def work() -> None:
        raise error

    return work
