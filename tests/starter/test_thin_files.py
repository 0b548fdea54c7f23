"""The files that only call the product are those that the starter writes, in this repository and in a new institution's."""

from __future__ import annotations

import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.conftest import DATE
from transparency.model.product_wheel import SHARED, packed
from transparency.model.site import CodeOwners, OwnedPath
from transparency.registry.load import load
from transparency.site.build.content import content
from transparency.starter.thin_files import COMMANDS, thin_files

pytestmark = pytest.mark.integration

FACTS = ("data", "demo", "docs", "server/allowed_signers", "README.md")
"""What an institution edits."""


def _thin(root: Path) -> dict[str, bytes]:
    draft, problems = load(root)
    assert draft is not None, problems
    return dict(thin_files(draft.settings.record))


def test_this_repository_has_the_files_that_the_starter_writes(root: Path) -> None:
    different = [name for name, data in _thin(root).items() if (root / name).read_bytes() != data]
    assert different == [], "write them with: transparency upgrade"


def test_every_command_of_the_product_has_a_script(root: Path) -> None:
    scripts = {one.stem for one in (root / "scripts").glob("*.py")}
    modules = {one.stem for one in (root / "transparency/cli").glob("*.py")}
    assert set(COMMANDS) == scripts & modules


def test_the_owners_of_files_follow_from_the_settings(small: Path) -> None:
    draft, _ = load(small)
    assert draft is not None
    assert "CODEOWNERS" not in thin_files(draft.settings.record)
    paths = (OwnedPath(path="*", who=("rector",)), OwnedPath(path="/data/", who=("quality-office", "rector")))
    owners = CodeOwners(group="@group/sub", paths=paths)
    written = thin_files(draft.settings.record.model_copy(update={"code_owners": owners}))["CODEOWNERS"].decode()
    assert written.endswith("*       @group/sub/rector\n/data/  @group/sub/quality-office @group/sub/rector\n")


def test_a_post_that_nobody_has_declared_owns_no_file(small: Path) -> None:
    file = small / "data/site.yml"
    owners = 'code_owners: {group: "@group", paths: [{path: "*", who: [nobody]}]}\n'
    file.write_text(file.read_text("utf-8") + owners, "utf-8")
    _, problems = content(small, DATE)
    assert [problem.file for problem in problems if "nobody" in str(problem.what)] == ["data/site.yml"]


def test_a_new_institution_holds_nothing_but_facts_and_thin_files(institution: Path) -> None:
    told = subprocess.run(["git", "ls-files"], cwd=institution, capture_output=True, text=True, check=True).stdout
    names = {name for name in told.splitlines() if not name.startswith(FACTS)}
    assert names == {
        *_thin(institution),
        "product/files.sha256",
        next((institution / "product").glob("*.whl")).relative_to(institution).as_posix(),
    }


def test_every_thin_file_is_as_the_product_wrote_it(institution: Path) -> None:
    check = ["sha256sum", "--check", "--quiet", "product/files.sha256"]
    done = subprocess.run(check, cwd=institution, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_wheel_holds_the_package(root: Path, institution: Path) -> None:
    (wheel,) = (institution / "product").glob("*.whl")
    assert wheel.read_bytes() == packed()
    with zipfile.ZipFile(wheel) as archive:
        files = {name for name in archive.namelist() if name.startswith("transparency/")}
    here = {one.relative_to(root).as_posix() for one in (root / "transparency").rglob("*") if one.is_file()}
    handbooks = {one.relative_to(root).as_posix() for one in (root / "handbook").rglob("*") if one.is_file()}
    here |= {f"transparency/starter/thin/{name}" for name in {*SHARED, *handbooks}}
    assert files == {name for name in here if "__pycache__" not in name}


def test_no_thin_file_names_an_institution_or_an_address_of_a_registry(institution: Path) -> None:
    for name, data in _thin(institution).items():
        assert b"kazutb" not in data.lower(), name
        assert b"pypi.org/simple" not in data, name
