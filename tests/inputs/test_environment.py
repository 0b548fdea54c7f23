"""Environment variables are input too: a wrong one is one sentence that names it, and exit code 2."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from transparency.model.problem import CouldNotRun, ExitCode
from transparency.registry.clock import build_date
from transparency.release import signature
from transparency.release.targets.remote import RemoteStore

WRONG_DAYS = ("", " ", "today", "20260301", "2026-W10-1", "2026-3-1", "2026-02-30", "9999-12-31", "0001-01-01", "-1")
WRONG_DAYS += ("2026-03-01T00:00:00Z", "2026-03-01\n", "٢٠٢٦-٠٣-٠١", "1" * 10_000)


@pytest.mark.parametrize("written", WRONG_DAYS)
def test_a_wrong_day(written: str) -> None:
    with pytest.raises(CouldNotRun, match="SITE_DATE") as refused:
        build_date(ROOT, {"SITE_DATE": written})
    assert len(str(refused.value)) < 120


def test_a_right_day() -> None:
    assert build_date(ROOT, {"SITE_DATE": "2026-03-01"}) == dt.date(2026, 3, 1)


@pytest.mark.integration
@pytest.mark.parametrize("command", ["build.py", "validate.py"])
def test_commands_answer_in_one_line(command: str, tmp_path: Path) -> None:
    environ = os.environ | {"SITE_DATE": "yesterday"}
    run = [
        sys.executable,
        str(ROOT / "scripts" / command),
        *(["--site", str(tmp_path / "s")] if "build" in command else []),
    ]
    done = subprocess.run(run, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == ExitCode.COULD_NOT_RUN
    assert len(done.stderr.splitlines()) == 1
    assert "SITE_DATE is not a day" in done.stderr


def test_a_key_that_is_none() -> None:
    with pytest.raises(CouldNotRun, match=signature.KEY):
        signature.sign(b"", {signature.KEY: "ключ"})


@pytest.mark.parametrize(
    ("name", "value"), [("RELEASE_SSH", "ssh -o 'x"), ("RELEASE_SSH_KEY", "ключ"), ("RELEASE_KNOWN_HOSTS", "хост")]
)
def test_a_connection_that_is_none(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(CouldNotRun, match=name):
        RemoteStore.at("user@host:/folder")
