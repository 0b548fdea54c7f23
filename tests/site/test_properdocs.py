"""ProperDocs, the maintained continuation of MkDocs 1.x, writes the same site: the way out if MkDocs stops working."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.site.equality import small_university

pytestmark = pytest.mark.slow


def written(program: str, root: Path, target: Path) -> dict[str, bytes]:
    """Every file that a site generator writes for a project, by its address."""
    command = [sys.executable, "-m", program, "build", "--strict", "--site-dir", str(target)]
    environ = os.environ | {"SITE_DATE": "2026-11-21", "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [*command, "--config-file", str(root / "mkdocs.yml")],
        cwd=root,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return {path.relative_to(target).as_posix(): path.read_bytes() for path in target.rglob("*") if path.is_file()}


def test_the_same_files_as_mkdocs(tmp_path: Path) -> None:
    root = small_university(tmp_path / "university", 1).root
    for prose in root.glob("docs/*/about/index.md"):  # strict: an anchor of a generated page has to be known
        prose.write_text(f"{prose.read_text(encoding='utf-8')}\n[*](../processes/index.md#list)\n", encoding="utf-8")
    expected = written("mkdocs", root, tmp_path / "mkdocs")
    found = written("properdocs", root, tmp_path / "properdocs")
    assert "ru/index.html" in expected
    assert sorted(found) == sorted(expected)
    assert [name for name, data in expected.items() if found[name] != data] == []
