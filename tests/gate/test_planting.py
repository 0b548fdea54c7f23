"""A blocked file planted in the sources or in the finished pages stops a build, and no log shows what it holds."""

from __future__ import annotations

from transparency.model.unexpected_error import ReportedErrors

import functools
import logging
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType

import pytest

from tests.conftest import copy_of_small
from tests.gate.case import Case
from tests.gate.cases import corpus
from tests.gate.report import ROOT, register
from tests.gate.test_corpus import telling_parts
from transparency.cli import build as build_command
from transparency.gate.check_files import check_paths
from transparency.gate.scanning import shown_name
from transparency.model.problem import ExitCode
from transparency.site.build import build as module
from transparency.site.build import content
from transparency.site.build.content import SiteContent
from transparency.site.build.content_security_policy import IN_PAGE

DAY = "2026-06-01"
OLD = "<p>Бұрынғы бет</p>"


@functools.cache
def blocked() -> tuple[Case, ...]:
    """The cases of the corpus that have to be refused, made when they are asked for first."""
    return tuple(case for case in corpus() if case.blocked)


def some() -> tuple[Case, ...]:
    """Enough to see that one file alone is enough."""
    return blocked()[::53]


def one_page(root: Path, target: Path, day: str, found: SiteContent) -> None:
    """In the place of MkDocs: one page, at once."""
    target.mkdir()
    policy = f'<meta http-equiv="Content-Security-Policy" content="{IN_PAGE}">'
    page = f'<!doctype html><html lang="kk"><head>{policy}<title>Бет</title></head><body><p>Бет</p></body></html>'
    (target / "index.html").write_text(page, encoding="utf-8")


@pytest.fixture(scope="module")
def command() -> ModuleType:
    """`scripts/build.py`, the command behind `make site`."""
    return build_command


@pytest.fixture
def project(tmp_path: Path, command: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small university with a finished site, and the command that would build it anew."""
    root = copy_of_small(tmp_path / "project")
    (root / "site").mkdir()
    (root / "site/index.html").write_text(OLD, encoding="utf-8")
    monkeypatch.setattr(module, "generate", one_page)
    monkeypatch.setattr(module, "STEPS", ())
    monkeypatch.setattr(sys, "argv", ["build.py", "--site", str(root / "site")])
    monkeypatch.setenv("SITE_DATE", DAY)
    monkeypatch.chdir(root)
    return root


def plant(cases: Iterable[Case], folder: Path) -> None:
    for case in cases:
        file = folder / case.name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(case.data)


class Logs:
    """Everything that one run of the command leaves to be read: both streams of the process, and every log record."""

    def __init__(self, streams: pytest.CaptureFixture[str], records: pytest.LogCaptureFixture) -> None:
        self._streams, self._records = streams, records
        records.set_level(logging.DEBUG)

    def of(self, command: ModuleType) -> tuple[int, str]:
        self._streams.readouterr()
        return command.main(), self.since()

    def since(self) -> str:
        """Everything after the last look."""
        return "".join((*self._streams.readouterr(), self._records.text))


@pytest.fixture
def logs(capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture) -> Logs:
    blocked()  # what its making writes into the logs belongs to no test
    return Logs(capfd, caplog)


def assert_refused(code: int, said: str, cases: Iterable[Case], below: str) -> None:
    """The command failed for each of the cases and shows none of them; the old site stands."""
    assert code == 1, said[-2_000:]
    files = {line.partition(":")[0] for line in said.splitlines()}
    planted = (f"{below}/{case.name}" for case in cases)
    assert {shown_name(name, name, register()) for name in planted} <= files
    values = {part for case in cases for part in telling_parts(case.secret)}
    assert not [value for value in values if value in said]
    assert [page.name for page in Path("site").iterdir()] == ["index.html"]
    assert Path("site/index.html").read_text("utf-8") == OLD


@pytest.mark.slow
def test_every_case_in_the_sources_stops_the_command(project: Path, command: ModuleType, logs: Logs) -> None:
    for folder in ("docs/kk", "data/registry"):
        plant(blocked(), project / folder)
    code, said = logs.of(command)
    for folder in ("docs/kk", "data/registry"):
        assert_refused(code, said, blocked(), folder)


@pytest.mark.slow
def test_every_case_in_the_pages_stops_the_command(
    project: Path, command: ModuleType, logs: Logs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "STEPS", (lambda content, site: plant(blocked(), site / "planted"),))
    assert_refused(*logs.of(command), blocked(), "site/planted")


@pytest.mark.integration
def test_one_case_alone_stops_the_command(project: Path, command: ModuleType, logs: Logs) -> None:
    for case in some():
        plant([case], project / "docs/ru/one")
        assert_refused(*logs.of(command), [case], "docs/ru/one")
        shutil.rmtree(project / "docs/ru/one")


@pytest.mark.integration
@pytest.mark.parametrize(("owner", "name"), [(module, "content"), (content, "_other_files")])
def test_a_failure_beside_personal_data_is_not_told(
    owner: ModuleType,
    name: str,
    project: Path,
    command: ModuleType,
    logs: Logs,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With personal data in the sources nothing is made of them: what fails there could quote the value."""
    case = some()[0]

    def failing(*arguments: object, **named: object) -> None:
        raise ValueError(case.secret)

    monkeypatch.setattr(owner, name, failing)
    plant([case], project / "docs/ru/one")
    assert_refused(*logs.of(command), [case], "docs/ru/one")
    shutil.rmtree(project / "docs/ru/one")
    with pytest.raises(SystemExit) as ended, ReportedErrors():
        logs.of(command)
    assert ended.value.code == ExitCode.COULD_NOT_RUN
    said = logs.since()
    assert "ValueError at transparency/site/build/" in said
    assert case.secret not in said


@pytest.mark.integration
def test_without_a_case_the_command_replaces_the_site(project: Path, command: ModuleType, logs: Logs) -> None:
    code, said = logs.of(command)
    assert code == 0, said
    assert Path("site/index.html").read_text("utf-8") != OLD


@pytest.mark.integration
def test_the_sources_of_this_site_are_clean() -> None:
    tracked = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "data", "docs"], capture_output=True, text=True, check=True
    )
    files = tuple(ROOT / name for name in tracked.stdout.split("\n") if name and (ROOT / name).is_file())
    assert files
    assert not check_paths(ROOT, files, {"SITE_DATE": DAY}, fresh=True)
