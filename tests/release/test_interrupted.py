"""Whatever stops a release, readers keep a whole site: kill -9, a full disk, a read-only folder, a lost connection."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from botocore.exceptions import EndpointConnectionError

from tests.release import chaos
from tests.release.conftest import MakeSite
from transparency.model.problem import CouldNotRun
from transparency.release import release
from transparency.release.targets import store
from transparency.release.targets.bucket import BucketStore
from transparency.release.targets.folder import FolderStore
from transparency.release.targets.store import ConcurrentRelease, Name

pytestmark = pytest.mark.integration


def _served(place: FolderStore) -> int:
    tally = chaos.Tally()
    tally.look(place)
    assert not tally.faults
    return tally.served[0]


def _chaos(root: Path, *arguments: str) -> tuple[list[int], list[int]]:
    """How many attempts were killed before the switch, how many after it, how many ended; what was served, look by look."""
    command = [sys.executable, "-m", "tests.release.chaos", *arguments]
    done = subprocess.run(
        command, cwd=root, env=os.environ | {"PYTHONPATH": str(root)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    counts, served, _ = done.stdout.splitlines()
    return [int(number) for number in re.findall(r"\d+", counts)], [int(number) for number in served.split()[1:]]


@pytest.mark.integration
def test_killed_at_random_moments(root: Path) -> None:
    """`make chaos` kills ten times as many."""
    (before, after, _), served = _chaos(root, "random", "20", "8")
    assert before >= 3
    assert after >= 3
    assert len(served) >= 20


@pytest.mark.integration
def test_killed_before_every_single_change(root: Path) -> None:
    """Exhaustive where the random test samples: mkdir, open for writing, rename, symlink, unlink, chmod, utime."""
    (before, after, finished), served = _chaos(root, "steps")
    assert (before, after, finished) == (served.count(2), served.count(3) - 1, 1)
    assert served == sorted(served), "the switch is one step"
    assert served.count(2) > 20, "too few steps: the audit hook no longer sees the changes"
    assert served.count(3) > 5, "deleting the first release takes steps too"


@pytest.mark.integration
def test_a_file_larger_than_allowed(root: Path) -> None:
    assert _chaos(root, "limit")[1] == [1]


def test_what_a_killed_release_left_is_cleared_by_the_next(tmp_path: Path, make_site: MakeSite) -> None:
    place = FolderStore(tmp_path / "srv")
    release.publish(place, make_site(1, files=2))
    (place.root / ".incoming/half").mkdir(parents=True)
    (place.root / ".current.new").symlink_to("nowhere")
    release.publish(place, make_site(2, files=2))
    assert sorted(p.name for p in place.root.iterdir()) == [".lock", "current", "previous", "releases"]
    assert _served(place) == 2


def _mounted(folder: Path, options: str) -> bool:
    folder.mkdir(exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    return os.geteuid() == 0 and subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_a_full_disk(tmp_path: Path, make_site: MakeSite) -> None:
    folder = tmp_path / "disk"
    if not _mounted(folder, "size=96k,nr_inodes=60"):
        pytest.skip("mounting a small disk needs root; the tests beside this one stand in for it")
    try:
        place = FolderStore(folder)
        release.publish(place, make_site(1, files=3))
        new = make_site(2, files=60)
        with pytest.raises(CouldNotRun, match=r"its disk is full.*The site that is served was not touched\."):
            release.publish(place, new)
        assert _served(place) == 1
        assert not (folder / ".incoming").exists()
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_read_only_disk(tmp_path: Path, make_site: MakeSite) -> None:
    folder = tmp_path / "disk"
    if not _mounted(folder, "size=1m"):
        pytest.skip("mounting a disk needs root; the injected errors stand in for it")
    try:
        place = FolderStore(folder)
        release.publish(place, make_site(1, files=2))
        subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
        with pytest.raises(CouldNotRun, match=r"it is read-only.*The site that is served was not touched\."):
            release.publish(place, make_site(2, files=2))
        assert _served(place) == 1
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "its disk is full"),
        (errno.EDQUOT, "its disk quota is used up"),
        (errno.EROFS, "it is read-only"),
        (errno.EACCES, "this account may not write there"),
        (errno.EIO, "the disk is faulty"),
    ],
)
@pytest.mark.parametrize("where", ["shutil.copytree", "os.sync", "pathlib.Path.rename", "pathlib.Path.symlink_to"])
def test_the_disk_fails_at_any_stage(
    tmp_path: Path, make_site: MakeSite, monkeypatch: pytest.MonkeyPatch, code: int, words: str, where: str
) -> None:
    place = FolderStore(tmp_path / "srv")
    release.publish(place, make_site(1, files=2))
    new = make_site(2, files=2)

    def fail(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patch:
        patch.setattr(where, fail)
        with pytest.raises(CouldNotRun, match=words):
            release.publish(place, new)
    assert _served(place) == 1
    assert isinstance(release.publish(place, new), release.PublishedRelease)


def _shell(folder: Path, script: str) -> Path:
    shell = folder / "ssh"
    shell.write_text(f"#!/bin/sh\nshift\n{script}\n")
    shell.chmod(0o755)
    return shell


@pytest.mark.parametrize("bytes_before", [0, 300, 2000])
def test_rsync_loses_its_connection(
    tmp_path: Path, make_site: MakeSite, monkeypatch: pytest.MonkeyPatch, bytes_before: int
) -> None:
    """The line breaks after so many bytes of the transfer."""
    whole = _shell(tmp_path, 'exec sh -c "$*"')
    monkeypatch.setenv("RELEASE_SSH", str(whole))
    release.publish(store(f"rsync:here:{tmp_path}/srv"), make_site(1, files=3))
    monkeypatch.setenv("RELEASE_SSH", f"{sys.executable} {Path(__file__).with_name('cut_line.py')} {bytes_before}")
    with pytest.raises(CouldNotRun, match=r"The connection to here broke or was refused.*was not touched\."):
        release.publish(store(f"rsync:here:{tmp_path}/srv"), make_site(2, files=3))
    assert _served(FolderStore(tmp_path / "srv")) == 1


def test_what_is_wrong_with_the_place_is_said_before_a_build(tmp_path: Path) -> None:
    """A build takes minutes; nobody waits for it to learn that another release is under way."""
    place, other = FolderStore(tmp_path / "srv"), FolderStore(tmp_path / "srv")
    release.ensure_ready(place)
    with other.locked(), pytest.raises(CouldNotRun, match=r"under way.*The site that is served was not touched\."):
        release.ensure_ready(place)


def test_ssh_is_refused(tmp_path: Path, make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RELEASE_SSH", str(_shell(tmp_path, "echo Permission denied >&2; exit 255")))
    with pytest.raises(CouldNotRun, match=r"The connection to here broke or was refused.*was not touched\."):
        release.publish(store(f"rsync:here:{tmp_path}/srv"), make_site(1, files=2))


def test_a_connection_lost_in_the_last_step_promises_nothing_it_cannot_know(
    tmp_path: Path, make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut = 'case "$*" in *current.new*) exit 255;; *) exec sh -c "$*";; esac'
    monkeypatch.setenv("RELEASE_SSH", str(_shell(tmp_path, cut)))
    with pytest.raises(CouldNotRun, match=r"broke in the last step.*either one is whole"):
        release.publish(store(f"rsync:here:{tmp_path}/srv"), make_site(1, files=2))


def test_a_bucket_that_was_overtaken_keeps_the_other_release(
    tmp_path: Path, make_site: MakeSite, bucket: BucketStore
) -> None:
    release.publish(bucket, make_site(1, files=2))
    late = BucketStore(bucket.client, bucket.bucket, bucket.prefix)
    late.current()
    release.publish(bucket, make_site(2, files=2))
    new = make_site(3, files=2)
    name = Name(9, 1, new.manifest.date, "00000003", new.digest)
    late.add(new.folder, name)
    with pytest.raises(ConcurrentRelease, match="Somebody else released"):
        late.switch(name)
    assert [n.number for n in bucket.releases()] == [1, 2]
    current = bucket.current()
    assert current is not None
    assert current.number == 2


def test_a_bucket_that_is_away(monkeypatch: pytest.MonkeyPatch, make_site: MakeSite, bucket: BucketStore) -> None:
    client = bucket.client
    release.publish(bucket, make_site(1, files=2))
    put, calls = client.put_object, 0

    def fail_third(**options: object) -> object:
        nonlocal calls
        calls += 1
        if calls > 2:
            raise EndpointConnectionError(endpoint_url="here")
        return put(**options)  # type: ignore[arg-type]

    monkeypatch.setattr(client, "put_object", fail_third)
    with pytest.raises(CouldNotRun, match=r"refused .*The site that is served was not touched\."):
        release.publish(bucket, make_site(2, files=2))
    assert [n.number for n in bucket.releases()] == [1]
