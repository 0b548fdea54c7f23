"""Two builds give the same files."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import zipfile
from io import BytesIO

import pytest

from tests.conftest import FULL, ROOT
from tests.open_data.conftest import registry_of
from transparency.opendata import OpenData, open_data

SCRIPT = """
import hashlib, json, pathlib, sys
from tests.open_data.conftest import registry_of
from transparency.opendata import open_data
found, _ = open_data(registry_of(pathlib.Path(sys.argv[1]), demo=True))
print(json.dumps({path: hashlib.sha256(content).hexdigest() for path, content in found.files.items()}))
"""


@pytest.mark.integration
def test_another_process_with_another_seed_and_time_zone_writes_the_same_bytes() -> None:
    environ = os.environ | {"PYTHONHASHSEED": "7", "TZ": "Asia/Almaty", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(FULL)], env=environ, cwd=ROOT, capture_output=True, text=True, check=True
    )
    found, _ = open_data(registry_of(FULL, demo=True))
    assert found is not None
    mine = {path: hashlib.sha256(content).hexdigest() for path, content in found.files.items()}
    assert json.loads(done.stdout) == mine


def test_descriptions_promise_the_true_size_and_hash(data: OpenData) -> None:
    for file in (*data.catalogue.whole, *(one for files in data.catalogue.files.values() for one in files)):
        content = data.files[file.path]
        assert (file.bytes, file.sha256) == (len(content), hashlib.sha256(content).hexdigest())


def test_the_archive_holds_the_files_themselves(data: OpenData) -> None:
    with zipfile.ZipFile(BytesIO(data.files["open-data/open-data.zip"])) as archive:
        for name in archive.namelist():
            assert archive.read(name) == data.files[f"open-data/{name}"]
        assert "datapackage.json" in archive.namelist()
