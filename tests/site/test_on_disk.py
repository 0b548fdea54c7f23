"""Pieces that wait on the disk are what they were, in every process, and leave nothing behind."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from transparency.site.build.forked_task import ForkedTask
from transparency.site.build.spill_file import Span, SpillFile


@pytest.fixture
def pieces(tmp_path: Path) -> SpillFile[str]:
    kept: SpillFile[str] = SpillFile(tmp_path / "pieces")
    kept.put_all([("a", b"one"), ("empty", b""), ("b", "екі".encode())])
    return kept


def test_each_piece_comes_back_by_its_name(pieces: SpillFile[str]) -> None:
    assert dict(pieces) == {"a": b"one", "empty": b"", "b": "екі".encode()}
    assert "c" not in pieces
    assert len(pieces) == 3


def test_the_last_piece_of_a_name_counts(pieces: SpillFile[str]) -> None:
    pieces.put_again("copy", "a")
    pieces.put("a", b"another")
    assert (pieces["a"], pieces["copy"], pieces["b"]) == (b"another", b"one", "екі".encode())


def test_what_a_forked_process_puts_is_adopted(pieces: SpillFile[str]) -> None:
    def work() -> dict[str, Span]:
        known = frozenset(pieces)
        pieces.put("theirs", b"from there")
        return dict(pieces.spans(known))

    with ForkedTask(work) as aside:
        pieces.adopt(aside.result())
    pieces.put("ours", b"from here")
    assert (pieces["theirs"], pieces["ours"], pieces["a"]) == (b"from there", b"from here", b"one")


def test_a_forked_process_reads_without_moving_what_is_shared(pieces: SpillFile[str]) -> None:
    with ForkedTask(lambda: dict(pieces)) as aside:
        pieces.put("c", b"meanwhile")
        assert aside.result().items() <= pieces.items()


def _open_files() -> int:
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


def test_no_file_and_no_open_file_is_left(tmp_path: Path) -> None:
    gc.collect()  # what earlier tests left behind
    before = _open_files()
    kept: SpillFile[str] = SpillFile(tmp_path)
    kept.put("a", b"one")
    assert list(tmp_path.iterdir()) == []
    del kept
    gc.collect()
    assert _open_files() == before
