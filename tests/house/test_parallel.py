"""Functions called in several processes: results arrive in order, and errors without the values that they quote."""

from __future__ import annotations

from transparency.model.unexpected_error import UnexpectedError

import os
import signal
import threading
from collections.abc import Callable
from functools import partial

import pytest

from transparency.model.problem import CouldNotRun
from transparency.model.words import UnknownWord
from transparency.parallel import both, results


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Threads that other tests of the session keep (servers, the browser) do not count."""
    monkeypatch.setattr(threading, "active_count", lambda: 1)


@pytest.mark.usefixtures("alone")
def test_results_come_in_order_from_other_processes() -> None:
    found = results([partial(_told, number) for number in range(5)])
    assert [number for number, _ in found] == [0, 1, 2, 3, 4]
    assert os.getpid() not in {process for _, process in found}


@pytest.mark.usefixtures("alone")
def test_functions_are_not_serialised() -> None:
    kept = threading.Lock()
    assert results([kept.locked, lambda: not kept.locked()]) == [False, True]


@pytest.mark.usefixtures("alone")
def test_one_function_is_called_here() -> None:
    assert results([os.getpid]) == [os.getpid()]


def test_a_process_with_threads_is_not_copied() -> None:
    end = threading.Event()
    thread = threading.Thread(target=end.wait)
    thread.start()
    assert results([os.getpid, os.getpid]) == [os.getpid()] * 2
    end.set()
    thread.join()


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("error", [CouldNotRun("the disk is full."), UnknownWord("no word menu.home")])
def test_an_expected_error_is_raised_here(error: Exception) -> None:
    with pytest.raises(type(error), match=str(error)):
        results([os.getpid, _raising(error)])


@pytest.mark.usefixtures("alone")
def test_an_unexpected_error_is_raised_with_its_place_and_printed_by_nobody(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(UnexpectedError, match=r"^KeyError at "):
        results([os.getpid, _raising(KeyError("a value"))])
    assert capfd.readouterr() == ("", "")


@pytest.mark.usefixtures("alone")
def test_a_process_that_is_ended_from_outside_is_no_result() -> None:
    with pytest.raises(UnexpectedError, match="ended from outside"):
        results([os.getpid, lambda: os.kill(os.getpid(), signal.SIGKILL)])


def _told(number: int) -> tuple[int, int]:
    return number, os.getpid()


def _raising(error: Exception) -> Callable[[], int]:
    def work() -> int:
        raise error

    return work


@pytest.mark.usefixtures("alone")
def test_the_second_of_two_functions_is_called_in_a_process() -> None:
    here, there = both(os.getpid, os.getpid)
    assert here == os.getpid() != there


@pytest.mark.usefixtures("alone")
def test_an_error_of_either_of_two_functions_is_raised() -> None:
    with pytest.raises(CouldNotRun, match="first"):
        both(_raising(CouldNotRun("first")), os.getpid)
    with pytest.raises(CouldNotRun, match="second"):
        both(os.getpid, _raising(CouldNotRun("second")))
