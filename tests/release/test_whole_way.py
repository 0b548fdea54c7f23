"""From a commit to a release, to a backup, to the same release on another machine; with the commands an operator types."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.conftest import copy_of_small
from transparency.model.problem import CouldNotRun
from transparency.release.backup import unpack

pytestmark = pytest.mark.slow

PROGRAM = ("transparency", "scripts", "server")
EXCEPTIONS = """
exceptions:
  - kind: email
    value: office@university.example
    ground: the official mailbox of an invented university
    where: ['**']
    until: 2031-12-31
    decided_by: the tests
"""
FILES = ("pyproject.toml", "requirements.lock", "requirements-test.lock")


def _run(command: Sequence[str], cwd: Path, expected: int = 0, **environ: str) -> str:
    names = {"SITE_DATE": "2026-11-21", "PYTHONPATH": str(cwd)} | environ
    done = subprocess.run(
        list(command),
        cwd=cwd,
        env=os.environ | names,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == expected, done.stdout
    return done.stdout


def _publish(project: Path, *arguments: str, expected: int = 0, **environ: str) -> str:
    return _run([sys.executable, "scripts/publish.py", *arguments], project, expected, **environ)


@pytest.fixture(scope="module")
def project(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program with the data of the small university, as a repository with one commit."""
    folder = copy_of_small(tmp_path_factory.mktemp("project") / "project")
    for name in PROGRAM:
        shutil.copytree(root / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in FILES:
        shutil.copy(root / name, folder / name)
    (folder / "data/exceptions.yml").write_text(EXCEPTIONS, encoding="utf-8")
    table = folder / "demo/programmes/programmes.csv"
    assert table.is_file()
    table.write_bytes(b"\xff rubbish that no build could read")  # no release here may open the folder
    _run(["git", "init", "--quiet", "-b", "main"], folder)
    _commit(folder, "First")
    return folder


@pytest.fixture(scope="module")
def released(project: Path, keys: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where two official releases stand, the second one served."""
    root = tmp_path_factory.mktemp("served")
    target = ["release", "--to", f"folder:{root}"]
    page = project / "docs/en/about/index.md"
    committed = page.read_text(encoding="utf-8")
    page.write_text(f"{committed}\nNot for the public yet.\n", encoding="utf-8")
    assert "not committed are not part of the release" in _publish(project, *target, "--first", SITE_DATE="2026-11-20")
    page.write_text(committed, encoding="utf-8")
    assert "Not for the public" not in (root / "current/en/about/index.html").read_text(encoding="utf-8")
    said = _publish(project, *target, RELEASE_SIGNING_KEY_FILE=str(keys[0]), expected=1)
    assert "V06" in said, "the project's own list of signers does not know the key of this test"
    return root


def test_list_verify_roll_back(project: Path, released: Path, keys: tuple[Path, Path], tmp_path: Path) -> None:
    copy = tmp_path / "served"
    shutil.copytree(released, copy, symlinks=True)
    target = ["--to", f"folder:{copy}"]
    listed = _publish(project, "list", *target).splitlines()
    assert [line.split()[:2] for line in listed] == [["1", "2026-11-20"], ["*", "2"]]
    assert "is whole" in _publish(project, "verify", *target, "--signers", str(keys[1]))
    assert "000001-after-000000-2026-11-20" in _publish(project, "rollback", *target)
    assert "V07" in _publish(project, "verify", str(copy / "current"))
    assert "There is no release 0" in _publish(project, "rollback", *target, expected=2)
    assert "There is no folder" in _publish(project, "verify", str(copy / "nothing"), expected=2)
    assert "There are no releases in" in _publish(project, "list", "--to", f"folder:{tmp_path}/empty")
    (copy / "current/index.html").write_text("changed")
    assert "index.html: V04" in _publish(project, "verify", str(copy / "current"), expected=1)


def _commit(project: Path, message: str) -> None:
    for command in (["add", "--all"], ["commit", "--quiet", "-m", message]):
        _run(["git", "-c", "user.name=test", "-c", "user.email=test@localhost", *command], project)


def test_an_official_release_is_refused_while_something_stands_in_the_way(project: Path, tmp_path: Path) -> None:
    copy = tmp_path / "project"
    shutil.copytree(project, copy)
    settings = copy / "data/site.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("status: confirmed", "status: proposed"))
    _commit(copy, "Licence open again")
    assert "D22" in _publish(copy, "release", "--to", f"folder:{tmp_path}/srv", expected=1)
    assert not (tmp_path / "srv").exists()


def test_an_official_release_is_the_same_with_and_without_demo_in_the_commit(
    project: Path, released: Path, tmp_path: Path
) -> None:
    """Every byte but the name of the commit, which stands in the list of files."""
    copy = tmp_path / "without"
    shutil.copytree(project, copy)
    shutil.rmtree(copy / "demo")
    _commit(copy, "Without demo")
    _publish(copy, "release", "--first", "--to", f"folder:{tmp_path}/srv", SITE_DATE="2026-11-20")
    [with_demo] = released.glob("releases/000001-*")
    without = (tmp_path / "srv/current").resolve()
    first, second = _release(with_demo), _release(without)
    assert len(first[0]) > 150
    assert first == second


def _release(folder: Path) -> tuple[dict[str, bytes], list[object]]:
    """The files of a release, and what its list of files says beside the commit."""
    files = {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    manifest = json.loads(files.pop("release.json"))
    return files, [manifest[name] for name in ("files", "datasets", "purpose")]


def test_a_commit_whose_data_are_broken_releases_nothing(project: Path, tmp_path: Path) -> None:
    copy = tmp_path / "project"
    shutil.copytree(project, copy)
    (copy / "data/site.yml").write_text("portal: {kk: Портал}\n", encoding="utf-8")
    _commit(copy, "Broken")
    said = _publish(copy, "release", "--preview", "--first", "--to", f"folder:{tmp_path}/srv", expected=1)
    assert "data/site.yml" in said
    assert "Nothing was released." in said
    assert not (tmp_path / "srv/releases").exists()


@pytest.fixture(scope="module")
def backup(project: Path, released: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of the release that is served; nobody writes into it."""
    file = tmp_path_factory.mktemp("backup") / "backup.tar"
    _publish(project, "backup", str(file), "--to", f"folder:{released}")
    return file


def test_a_backup_restored_in_an_empty_folder_gives_the_same_manifest(
    project: Path, released: Path, backup: Path, tmp_path: Path
) -> None:
    target = tmp_path / "elsewhere"
    # From here on nothing of the old machine is used but the interpreter with its packages.
    said = _publish(project, "restore", str(backup), str(target), PYTHON=sys.executable, expected=2)
    assert "The manifest is identical." in said
    restored = target / "backup/releases/current"
    for name in ("release.json", "release.json.sig"):
        assert (restored / name).read_bytes() == (released / "current" / name).read_bytes()


def test_restoring_installs_the_packed_packages_and_nothing_else(backup: Path, tmp_path: Path) -> None:
    """A stand-in for the interpreter of a new machine writes down what it is asked and builds nothing."""
    target = tmp_path / "elsewhere"
    script = unpack(backup, target)
    (target / "backup/wheels").mkdir()
    python = tmp_path / "python3"
    python.write_text(_STAND_IN, encoding="utf-8")
    python.chmod(0o755)
    environ = {"PYTHON3": str(python), "PIP_FIND_LINKS": "/elsewhere", "PIP_INDEX_URL": "https://registry.example"}
    said = _run(["sh", str(script)], tmp_path, 0, **environ)
    assert "the release was made with Python 3." in said
    assert "this is Python 0.0.0" in said
    assert "PYTHON3=/path/to/python3." in said
    asked = (target / "backup/asked.txt").read_text().splitlines()
    assert asked[0].startswith("-m venv venv ")
    assert "--no-index --find-links wheels" in asked[1]
    assert "--require-hashes --requirement site/requirements.lock" in asked[1]
    assert asked[1].endswith("| /dev/null |  |"), "settings of the account would bring packages from elsewhere"
    assert asked[2].startswith("site/scripts/publish.py rebuild")


_STAND_IN = """#!/bin/sh
if [ "$1" = -c ]; then echo 0.0.0; exit; fi
echo "$* | ${PIP_CONFIG_FILE-} | ${PIP_FIND_LINKS-} |" >> asked.txt
if [ "$2" = venv ]; then mkdir -p venv/bin; cp "$0" venv/bin/pip; cp "$0" venv/bin/python; fi
"""


def test_a_damaged_backup_is_noticed(project: Path, backup: Path, tmp_path: Path) -> None:
    with tarfile.open(backup) as tar:
        place = tar.getmember("backup/repository.bundle").offset_data + 1000
    data = bytearray(backup.read_bytes())
    data[place] ^= 1
    file = tmp_path / "backup.tar"
    file.write_bytes(data)
    said = _publish(project, "restore", str(file), str(tmp_path / "elsewhere"), PYTHON=sys.executable, expected=2)
    assert "repository.bundle: FAILED" in said


def test_the_same_backup_twice_is_the_same_file(project: Path, released: Path, backup: Path, tmp_path: Path) -> None:
    _publish(project, "backup", str(tmp_path / "again.tar"), "--to", f"folder:{released}")
    assert (tmp_path / "again.tar").read_bytes() == backup.read_bytes()


def test_wheels_that_are_missing_are_named(project: Path, released: Path, tmp_path: Path) -> None:
    (tmp_path / "wheels").mkdir()
    arguments = ["backup", str(tmp_path / "b.tar"), "--to", f"folder:{released}", "--wheels", str(tmp_path / "wheels")]
    said = _publish(project, *arguments, expected=1)
    assert "requirements.lock: V50 mkdocs: is not in the folder of wheels." in said
    assert "V50 numpy:" in said, "a version for each Python is no excuse for none"
    assert "V50 tzdata:" not in said, "that one is for other systems"


def test_a_backup_goes_into_an_empty_folder_only(tmp_path: Path) -> None:
    (tmp_path / "something").touch()
    with pytest.raises(CouldNotRun, match="is not empty"):
        unpack(tmp_path / "backup.tar", tmp_path)


@pytest.mark.parametrize(
    ("name", "kind"),
    [("../outside.txt", tarfile.REGTYPE), ("/tmp/outside.txt", tarfile.REGTYPE), ("backup/link", tarfile.SYMTYPE)],  # noqa: S108
)
def test_a_backup_writes_plain_files_inside_its_folder_only(name: str, kind: bytes, tmp_path: Path) -> None:
    entry = tarfile.TarInfo(name)
    entry.type, entry.linkname = kind, "../../outside.txt"
    with tarfile.open(tmp_path / "backup.tar", "w") as tar:
        tar.addfile(entry)
    with pytest.raises(CouldNotRun, match="cannot be unpacked"):
        unpack(tmp_path / "backup.tar", tmp_path / "restored")
    assert not any((tmp_path / "restored").iterdir())
