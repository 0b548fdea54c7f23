"""Preview of a merge request: the steps of both workflows run with a folder target, from the first build to the merge."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

PAGE = '<!doctype html><html lang="en"><head><title>{}</title></head><body></body></html>'


def _step(root: Path, host: str, word: str) -> str:
    """The command of a workflow that holds a word."""
    if host == "github":
        jobs = yaml.safe_load((root / ".github/workflows/preview.yml").read_text("utf-8"))["jobs"].values()
        commands = [step.get("run", "") for job in jobs for step in job["steps"]]
    else:
        jobs = yaml.safe_load((root / ".gitlab-ci.yml").read_text("utf-8")).values()
        commands = [line for job in jobs if isinstance(job, dict) for line in job.get("script", ())]
    return next(one for one in commands if word in one)


def _run(root: Path, command: str, target: Path, code: int = 0) -> str:
    venv = Path(sys.executable).parent.parent
    command = f"{command} VENV={venv} -o {venv}/installed"
    environ = os.environ | {"PREVIEW_TARGET": f"folder:{target}", "NUMBER": "12", "CI_MERGE_REQUEST_IID": "12"}
    done = subprocess.run(["bash", "-c", command], cwd=root, env=environ, capture_output=True, text=True, check=False)
    assert (done.returncode == 0) == (code == 0), done.stderr
    return done.stdout + done.stderr


@pytest.fixture
def project(root: Path, tmp_path: Path) -> Path:
    """A folder with the Makefile of an institution and a built site of two pages."""
    folder = tmp_path / "project"
    (folder / "site/ru").mkdir(parents=True)
    for name in ("Makefile", "requirements.lock", "pyproject.toml"):
        (folder / name).write_bytes((root / name).read_bytes())
    (folder / "scripts").mkdir()
    (folder / "scripts/publish.py").write_bytes((root / "scripts/publish.py").read_bytes())
    (folder / "site/index.html").write_text(PAGE.format("one"), encoding="utf-8")
    (folder / "site/ru/index.html").write_text(PAGE.format("two"), encoding="utf-8")
    (folder / "site/data.csv").write_text("id\n", encoding="utf-8")
    return folder


@pytest.mark.integration
@pytest.mark.parametrize("host", ["github", "gitlab"])
def test_the_steps_publish_replace_and_remove_a_preview(host: str, root: Path, project: Path, tmp_path: Path) -> None:
    target = tmp_path / "previews"
    publish, withdraw = _step(root, host, "request-preview"), _step(root, host, "withdraw-preview")
    _run(project, publish, target)
    pages = sorted((target / "12").rglob("*.html"))
    assert len(pages) == 2
    assert all(page.read_text("utf-8").count('<meta name="robots" content="noindex">') == 1 for page in pages)
    assert "noindex" not in (project / "site/index.html").read_text("utf-8")
    (project / "site/ru/index.html").unlink()
    (target / "13").mkdir()
    _run(project, publish, target)
    assert sorted(one.name for one in target.iterdir()) == ["12", "13"]
    assert not (target / "12/ru/index.html").exists()
    _run(project, withdraw, target)
    _run(project, withdraw, target)
    assert [one.name for one in target.iterdir()] == ["13"]


@pytest.mark.integration
def test_without_a_built_site_nothing_is_replaced(root: Path, project: Path, tmp_path: Path) -> None:
    target = tmp_path / "previews"
    (target / "12").mkdir(parents=True)
    (project / "site/index.html").unlink()
    assert "make check" in _run(project, _step(root, "github", "request-preview") + " --silent", target, code=2)
    assert (target / "12").is_dir()


@pytest.mark.integration
@pytest.mark.parametrize("number", ["0", "-1", "../x", "a"])
def test_a_number_that_is_none_names_no_folder(number: str, root: Path, project: Path, tmp_path: Path) -> None:
    command = _step(root, "github", "withdraw-preview").replace("$NUMBER", number)
    _run(project, command, tmp_path / "previews", code=2)
    assert not (tmp_path / "previews").exists()
