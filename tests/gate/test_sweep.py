"""Hostile files cost bounded time and memory, and what was not checked is never called clean."""

from __future__ import annotations

import gzip
import io
import os
import tarfile
import time
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.gate.report import register
from transparency.cache import DiskCache
from transparency.gate import worker_pool as module
from transparency.gate.extractors.limits import MAX_FILE, MAX_UNFOLDED
from transparency.gate.scanning import File, scan_file
from transparency.gate.worker_pool import Job, Sweep, sweep
from transparency.parallel import pool


def _sweep(folder: Path, seconds: float = 30.0, processes: int | None = None) -> Sweep:
    files = tuple(sorted(path for path in folder.rglob("*") if path.is_file()))
    return sweep(Job(folder, files, register(), seconds=seconds), processes)


def _zip(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def _nested(depth: int) -> bytes:
    data = b"text"
    for _ in range(depth):
        data = _zip({"a.zip": data})
    return data


HOSTILE = {
    "bomb.zip": lambda: _zip({f"{i}.txt": b" " * (MAX_FILE - 1) for i in range(MAX_UNFOLDED // MAX_FILE + 1)}),
    "bomb-part.zip": lambda: _zip({"0.txt": b" " * (MAX_FILE + 1)}),
    "bomb.xlsx": lambda: _zip(
        {"[Content_Types].xml": b"<a/>", "xl/worksheets/sheet1.xml": b"<a>%s</a>" % (b" " * MAX_FILE)}
    ),
    "bomb.gz": lambda: gzip.compress(b" " * (MAX_FILE + 1), 1),
    "many.zip": lambda: _zip({f"{i}.txt": b"" for i in range(6_000)}),
    "nested.zip": lambda: _nested(12),
    "deep.json": lambda: b"[" * 200_000,
    "deep.yml": lambda: b"- " * 100_000,
    "deep.html": lambda: b"<div>" * 200_000,
    "tags.html": lambda: b"<a " * 400_000,
    "quotes.html": lambda: b'<a href="' * 200_000,
    "comments.html": lambda: b"<!--" * 300_000,
    "digits.txt": lambda: b"1 " * 500_000,
    "capitals.txt": lambda: "А. ".encode() * 200_000,
    "words.txt": lambda: "Аа ".encode() * 200_000,
    "at.txt": lambda: b"a@" * 300_000,
    "dots.txt": lambda: b"a." * 300_000,
    "spaces.txt": lambda: b" " * 3_000_000,
    "percent.txt": lambda: b"%41" * 200_000,
    "base64.txt": lambda: b"QUFB" * 400_000,
    "entities.txt": lambda: b"&#65;" * 200_000,
    "line.txt": lambda: b"x" * 20_000_000,
    "pdf.pdf": lambda: b"%PDF-1.7\n" + b"1 0 obj << " * 50_000,
    "doctype.xml": lambda: b'<!DOCTYPE a [<!ENTITY b "bbbbbbbb">' + b"<!ENTITY c '&b;&b;'>" * 50 + b"]><a>&c;</a>",
}


def _tar_link() -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        member = tarfile.TarInfo("link")
        member.type, member.linkname = tarfile.SYMTYPE, "/etc/hostname"
        archive.addfile(member)
    return stream.getvalue()


HOSTILE["link.tar"] = _tar_link


@pytest.mark.integration
@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_hostile_file_is_done_with_in_bounded_work(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(HOSTILE[name]())
    outcome = _sweep(tmp_path, seconds=60.0)
    assert not outcome.unchecked
    if name.startswith(("bomb", "many", "nested", "pdf", "link")):
        assert "P17" in {problem.rule for problem in outcome.problems}


@pytest.mark.integration
def test_a_file_beyond_any_limit_is_a_finding(tmp_path: Path) -> None:
    with (tmp_path / "long.txt").open("wb") as stream:
        stream.truncate(MAX_FILE + 1)
    assert [problem.rule for problem in _sweep(tmp_path).problems] == ["P17"]


def test_a_dead_process_is_reported_and_the_rest_is_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def reader(file: File, lawful: object) -> object:
        if file.name.endswith("3.txt"):
            raise MemoryError("Досанова Айгерім")
        return scan_file(file, register())

    monkeypatch.setattr(module, "scan_file", reader)
    for i in range(6):
        (tmp_path / f"{i}.txt").write_text("Досанова Айгерім")
    outcome = _sweep(tmp_path)
    assert len(outcome.unchecked) == 1
    assert "3.txt was not checked" in outcome.unchecked[0]
    assert "Досанова" not in outcome.unchecked[0]
    assert len(outcome.problems) == 5


def test_a_pool_that_ended_before_all_parts_were_given_out_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first process ends while the second part is still here."""

    @contextmanager
    def ended(processes: int, inherited: object) -> Iterator[ProcessPoolExecutor]:
        with pool(processes, inherited) as executor:
            if processes > 1:
                executor.submit(os._exit, 1).exception()
            yield executor

    monkeypatch.setattr(module, "pool", ended)
    for i in range(2):
        (tmp_path / f"{i}.txt").write_text("Досанова Айгерім")
    outcome = _sweep(tmp_path, processes=2)
    assert (len(outcome.problems), outcome.unchecked) == (2, ())


def _busy(seconds: float) -> None:
    while time.process_time() < seconds:
        pass


@pytest.mark.integration
@pytest.mark.parametrize("wait", [time.sleep, _busy])
def test_a_slow_file_is_given_up(
    wait: Callable[[float], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def reader(file: File, lawful: object) -> object:
        if file.name.endswith("slow.txt"):
            wait(600)
        return ()

    monkeypatch.setattr(module, "scan_file", reader)
    (tmp_path / "slow.txt").write_text("a")
    (tmp_path / "quick.txt").write_text("b")
    outcome = _sweep(tmp_path, seconds=1.0)
    assert outcome.unchecked == ("slow.txt was not checked: it took longer than 1 seconds.",)
    assert len(outcome.clean) == 1


def test_what_was_clean_is_not_read_again_until_it_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.txt"
    file.write_text("таза мәтін")
    cache = DiskCache(tmp_path / ".cache")
    for mark in _sweep(tmp_path).clean:
        cache.write(mark, b"")
    monkeypatch.setattr(module, "scan_file", _refuse)
    assert len(sweep(Job(tmp_path, (file,), register(), cache)).clean) == 1
    monkeypatch.undo()
    file.write_text("Досанова Айгерім")
    assert sweep(Job(tmp_path, (file,), register(), cache)).problems


def _refuse(file: File, lawful: object) -> object:
    raise AssertionError("read again")
