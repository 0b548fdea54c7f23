"""Invented sites and keys; nothing here is built from the project, so these tests take seconds."""

from __future__ import annotations

import datetime as dt
import logging
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from transparency.release.manifest import digest, of_folder
from transparency.release.release import ReleaseCandidate, candidate
from transparency.release.targets import store
from transparency.release.targets.bucket import BucketStore

DAY = dt.date(2026, 11, 21)

MakeSite = Callable[..., ReleaseCandidate]


def write_site(folder: Path, edition: int, files: int = 20) -> None:
    """A site whose every page names its edition, so that a mix of two can be seen."""
    for number in range(files):
        page = folder / f"p{number:02}/index.html"
        page.parent.mkdir(parents=True)
        page.write_text(f"<!doctype html><title>{edition}</title>" + f"edition {edition} " * 40, encoding="utf-8")
    (folder / "index.html").write_text(f"<!doctype html><title>{edition}</title>", encoding="utf-8")
    (folder / "open-data/files").mkdir(parents=True)
    (folder / "open-data/files/roles.csv").write_bytes(f"id,edition\r\n1,{edition}\r\n".encode())


def made(
    folder: Path, edition: int, environ: Mapping[str, str], *, files: int = 20, date: dt.date = DAY
) -> ReleaseCandidate:
    """A release of an invented site, ready to be published."""
    write_site(folder, edition, files)
    tools = {"python": "3.11.0"}
    manifest = of_folder(folder, "preview", "https://example.edu/", date, f"{edition:040x}", tools, ())
    return candidate(folder, manifest, environ)


@pytest.fixture
def make_site(tmp_path: Path) -> MakeSite:
    """``make_site(edition)`` -> a candidate."""

    def make(edition: int, environ: Mapping[str, str] | None = None, **options: object) -> ReleaseCandidate:
        return made(tmp_path / f"site-{edition}", edition, environ or {}, **options)  # type: ignore[arg-type]

    return make


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A private key and the list of signers that trusts it."""
    folder = tmp_path_factory.mktemp("keys")
    key = folder / "key"
    command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "tests", "-f", str(key)]
    subprocess.run(command, check=True)
    signers = folder / "allowed_signers"
    signers.write_text(f'release namespaces="transparency-release" {key.with_suffix(".pub").read_text()}')
    return key, signers


@pytest.fixture(scope="session")
def object_store() -> Iterator[str]:
    """Address of a local S3 server."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = pytest.importorskip("moto.server").ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(object_store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> BucketStore:
    """An empty bucket of the local S3 server."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", object_store)
    for name, value in {"ACCESS_KEY_ID": "test", "SECRET_ACCESS_KEY": "test", "DEFAULT_REGION": "us-east-1"}.items():
        monkeypatch.setenv(f"AWS_{name}", value)
    bucket = f"site-{digest(str(tmp_path).encode())}"
    found = store(f"s3:{bucket}/kk")
    assert isinstance(found, BucketStore)
    found.client.create_bucket(Bucket=bucket)
    return found


@pytest.fixture(scope="session")
def slim_site(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site without the bulk of its open data: every kind of page, file and asset, a tenth of the bytes."""
    slim = tmp_path_factory.mktemp("slim") / "site"
    shutil.copytree(site, slim, ignore=bulk)
    return slim


def bulk(folder: str, names: list[str]) -> set[str]:
    """For `shutil.copytree`: dated versions and the API, most of the bytes and nothing new to a release."""
    inside_data = "open-data" in Path(folder).parts
    return {name for name in names if inside_data and name in {"v", "api"}}


@pytest.fixture(scope="session")
def site(real_site: Path) -> Path:
    """The server's settings in ``server/`` belong to the real site."""
    return real_site
