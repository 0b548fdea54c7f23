"""The evidence pack of the small institution, made once for each process that tests it."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest

from tests.conftest import DATE, FULL
from transparency.model.text import USUAL
from transparency.registry.load_words import load_words
from transparency.release.evidence import evidence
from transparency.release.hashed_names import fingerprint
from transparency.release.manifest import of_folder
from transparency.release.release import candidate

FRAMEWORK = "regulation"


@pytest.fixture(scope="session")
def pack(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pack of the small institution, unpacked."""
    base = tmp_path_factory.mktemp("evidence")
    release = base / "release"
    shutil.copytree(site, release, ignore=shutil.ignore_patterns("v", "api"))
    fingerprint(release)
    candidate(release, of_folder(release, "trial", "https://quokka.example/", DATE, "0" * 40, {}, ()), {})
    evidence(release, FRAMEWORK, USUAL, load_words(FULL, USUAL, []), {}, base / "pack.zip", pdf=False)
    with zipfile.ZipFile(base / "pack.zip") as archive:
        archive.extractall(base / "pack")
    return base / "pack"
