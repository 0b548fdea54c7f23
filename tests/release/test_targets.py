"""Four kinds of place, one behaviour."""

from __future__ import annotations

import subprocess
import threading
from pathlib import Path

import pytest

from tests.release.conftest import DAY, MakeSite
from transparency.model.problem import CouldNotRun
from transparency.release import release
from transparency.release.manifest import MANIFEST, Manifest, of_folder, read
from transparency.release.release import PublishedRelease
from transparency.release.targets import store
from transparency.release.targets.bucket import BucketStore
from transparency.release.targets.store import Store, parsed
from transparency.release.verification import is_whole, verify

pytestmark = pytest.mark.integration

KINDS = ("folder", "rsync", "git", "s3")


@pytest.fixture
def local_shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stands where ssh stands and runs the command here, as rsync's own tests do."""
    shell = tmp_path / "ssh"
    shell.write_text('#!/bin/sh\nshift\nexec sh -c "$*"\n')
    shell.chmod(0o755)
    monkeypatch.setenv("RELEASE_SSH", str(shell))
    return shell


@pytest.fixture(params=KINDS)
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    if request.param == "rsync":
        request.getfixturevalue("local_shell")
        return store(f"rsync:here:{tmp_path}/srv")
    if request.param == "git":
        subprocess.run(["git", "init", "--quiet", "--bare", str(tmp_path / "pages.git")], check=True)
        return store(f"git:{tmp_path}/pages.git#pages")
    if request.param == "s3":
        bucket: BucketStore = request.getfixturevalue("bucket")
        return bucket
    return store(f"folder:{tmp_path}/srv")


def _publish(target: Store, make_site: MakeSite, edition: int, **options: int) -> PublishedRelease:
    done = release.publish(target, make_site(edition, files=3), **options)  # type: ignore[arg-type]
    assert isinstance(done, PublishedRelease), done
    return done


def _served(target: Store) -> str:
    name = target.current()
    assert name is not None
    with target.opened(name) as folder:
        assert is_whole(verify(folder, name, folder / "none"))
        return (folder / "index.html").read_text().partition("<title>")[2].partition("<")[0]


@pytest.mark.integration
def test_publish_roll_back_publish_roll_back_twice(target: Store, make_site: MakeSite) -> None:
    """What is undone is what was served before, not what has the number before."""
    for edition in (1, 2, 3):
        assert _publish(target, make_site, edition).fresh
    assert _served(target) == "3"
    release.rollback(target)
    assert _served(target) == "2"
    _publish(target, make_site, 4)
    assert _served(target) == "4"
    release.rollback(target)
    assert _served(target) == "2"
    release.rollback(target)
    assert _served(target) == "1"
    with pytest.raises(CouldNotRun, match=r"There is no release 0 to go back to\. Kept releases: 1, 2, 3, 4"):
        release.rollback(target)
    release.rollback(target, 3)
    assert _served(target) == "3"


def test_the_same_content_is_not_released_twice(target: Store, make_site: MakeSite) -> None:
    _publish(target, make_site, 1)
    again = release.publish(target, make_site(1001, files=3))
    assert isinstance(again, PublishedRelease)
    assert again.fresh
    one_more = release.publish(target, release.ReleaseCandidate(make_site(7, files=3).folder, _manifest(target)))
    assert isinstance(one_more, PublishedRelease)
    assert not one_more.fresh


def _manifest(target: Store) -> Manifest:
    name = target.current()
    assert name is not None
    with target.opened(name) as folder:
        manifest = read((folder / MANIFEST).read_bytes())
    assert isinstance(manifest, Manifest)
    return manifest


@pytest.mark.integration
def test_old_releases_go(target: Store, make_site: MakeSite) -> None:
    for edition in range(1, 6):
        _publish(target, make_site, edition, keep=3)
    assert [name.number for name in target.releases()] == [3, 4, 5]
    release.rollback(target)
    release.prune(target, 9)
    assert [name.number for name in target.releases()] == [3, 4], "a withdrawn release goes whatever is kept"
    assert _served(target) == "4"
    _publish(target, make_site, 6, keep=3)
    release.rollback(target)
    _publish(target, make_site, 7, keep=3)
    assert [name.number for name in target.releases()] == [4, 5, 6]
    release.prune(target, 1)
    assert [name.number for name in target.releases()] == [4, 6], "the current one and the one before it stay"
    assert _served(target) == "7"


def test_a_symbolic_link_is_not_released(target: Store, make_site: MakeSite, tmp_path: Path) -> None:
    new = make_site(1, files=3)
    (tmp_path / "secret.txt").write_text("outside")
    (new.folder / "leak.txt").symlink_to(tmp_path / "secret.txt")
    with_link = release.candidate(new.folder, _listing(new.folder), {})
    refused = release.publish(target, with_link)
    assert not isinstance(refused, PublishedRelease)
    assert [(p.rule, p.file) for p in refused] == [("V08", "leak.txt")]
    assert target.releases() == ()


def _listing(folder: Path) -> Manifest:
    return of_folder(folder, "preview", "https://example.edu/", DAY, "1" * 40, {}, ())


def test_an_address_that_was_published_keeps_working(target: Store, make_site: MakeSite) -> None:
    release.publish(target, make_site(1, files=4))
    lost = release.publish(target, make_site(2, files=3))
    assert not isinstance(lost, PublishedRelease)
    assert [(p.rule, p.file) for p in lost] == [("V11", "p03/index.html")]
    assert _served(target) == "1"


def test_a_clock_set_back_is_noticed(target: Store, make_site: MakeSite) -> None:
    _publish(target, make_site, 1)
    earlier = make_site(2, files=3, date=DAY.replace(year=2025))
    refused = release.publish(target, earlier)
    assert not isinstance(refused, PublishedRelease)
    assert [p.rule for p in refused] == ["V10"]
    assert _served(target) == "1"
    assert isinstance(release.publish(target, earlier, older=True), PublishedRelease)
    assert _served(target) == "2"


def test_two_at_once_never_mix(target: Store, make_site: MakeSite) -> None:
    """The second is refused with a sentence or comes after the first."""
    _publish(target, make_site, 1)
    refusals: list[str] = []
    racers = [make_site(edition, files=3) for edition in (2, 3)]
    stores = [target, _same(target)]
    start = threading.Barrier(2)

    def run(place: Store, racer: release.ReleaseCandidate) -> None:
        start.wait()
        try:
            release.publish(place, racer)
        except CouldNotRun as reason:
            refusals.append(str(reason))

    threads = [threading.Thread(target=run, args=pair) for pair in zip(stores, racers, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert _served(_same(target)) in {"2", "3"}
    assert len(refusals) <= 1
    assert all("under way" in text or "meanwhile" in text for text in refusals)


def _same(target: Store) -> Store:
    """A second handle, as a second process has."""
    if isinstance(target, BucketStore):
        return BucketStore(target.client, target.bucket, target.prefix)
    return type(target)(
        **{k: getattr(target, k) for k in ("root", "host", "ssh", "address", "branch") if hasattr(target, k)}
    )


def test_a_second_release_waits_for_the_first(tmp_path: Path, make_site: MakeSite) -> None:
    target = store(f"folder:{tmp_path}/srv")
    with target.locked(), pytest.raises(CouldNotRun, match=r"Another release to .* is under way"):
        release.publish(store(f"folder:{tmp_path}/srv"), make_site(1, files=2))


def test_a_second_remote_release_waits_for_the_first(tmp_path: Path, make_site: MakeSite, local_shell: Path) -> None:
    assert local_shell.is_file()
    target = store(f"rsync:here:{tmp_path}/srv")
    with target.locked(), pytest.raises(CouldNotRun, match="Another release to here is under way"):
        release.publish(store(f"rsync:here:{tmp_path}/srv"), make_site(1, files=2))


@pytest.mark.parametrize(
    "spelling", ["", "srv", "ftp:host", "folder:", "rsync:host", "rsync:host:relative", "git:address"]
)
def test_a_target_that_is_not_understood(spelling: str) -> None:
    with pytest.raises(CouldNotRun, match="The target is not understood"):
        store(spelling)


def test_a_folder_named_after_no_day_is_no_release() -> None:
    day, digest = "2026-02-28", "0" * 20
    assert parsed(f"000001-after-000000-{day}-abcdef12-{digest}") is not None
    assert parsed(f"000001-after-000000-2026-02-30-abcdef12-{digest}") is None
