"""What a request gets and what it leaves behind, on invented sites behind a real nginx: logs, brotli, withdrawn releases."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest

from tests.release.conftest import write_site
from tests.release.web_server import BROTLI, NGINX, WebServer, running
from transparency.release import release
from transparency.release.compress import COMPRESSED, compress
from transparency.release.hashed_names import FINGERPRINTED, fingerprint
from transparency.release.manifest import of_folder
from transparency.release.targets import store
from transparency.release.targets.folder import FolderStore
from transparency.release.targets.store import Store

pytestmark = [
    pytest.mark.server,
    pytest.mark.skipif(
        not (Path(NGINX).exists() and Path(BROTLI).exists()),
        reason="no nginx with the brotli module: install it with scripts/system-packages.sh as root",
    ),
]

CONFIGURATION = ("http.conf", "csp.conf", "redirects.conf", "site.conf")


def _edition(folder: Path, edition: int, *pages: str) -> release.ReleaseCandidate:
    """A site with every kind of hashed file, all of which differ from edition to edition, and with these pages besides."""
    write_site(folder, edition, files=3)
    for page in pages:
        (folder / page).mkdir()
        (folder / page / "index.html").write_text(f"<p>edition {edition}</p>")
    for name in ("site.css", "site.js", "fonts/text.woff2"):
        (folder / "assets" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "assets" / name).write_text(f"/* edition {edition} */")
    (folder / "search-index").mkdir()
    (folder / "search-index/words.json").write_text(f'{{"edition": {edition}}}')
    (folder / "404.html").write_text("<p>nothing here</p>")
    fingerprint(folder)
    compress(folder)
    day = dt.date(2026, 11, 21)
    manifest = of_folder(folder, "preview", "https://kazutb.edu.kz/", day, f"{edition:040x}", {}, ())
    return release.candidate(folder, manifest, {})


def _publish(target: Store, new: release.ReleaseCandidate) -> None:
    done = release.publish(target, new)
    assert isinstance(done, release.PublishedRelease), done


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Where releases are served from."""
    (tmp_path / "nginx").mkdir()
    return tmp_path / "srv"


@pytest.fixture(params=["folder", "rsync"])
def target(request: pytest.FixtureRequest, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    if request.param == "folder":
        return store(f"folder:{root}")
    shell = tmp_path / "ssh"
    shell.write_text('#!/bin/sh\nshift\nexec sh -c "$*"\n')
    shell.chmod(0o755)
    monkeypatch.setenv("RELEASE_SSH", str(shell))
    return store(f"rsync:here:{root}")


def _addresses(new: release.ReleaseCandidate) -> Iterator[str]:
    """Every address under which a file of the release can be asked for."""
    for entry in new.manifest.files:
        yield f"/{entry.path}"
        if entry.path.endswith("index.html"):
            yield f"/{entry.path.removesuffix('index.html')}"


def test_nothing_of_a_withdrawn_release_answers(target: Store, root: Path, tmp_path: Path) -> None:
    earlier, good = _edition(tmp_path / "earlier", 1), _edition(tmp_path / "good", 2)
    bad = _edition(tmp_path / "bad", 3, "mistake")
    for edition in (earlier, good, bad):
        _publish(target, edition)
    withdrawn = set(_addresses(bad)) - set(_addresses(good))
    hashed = {path for path in withdrawn if FINGERPRINTED.fullmatch(path[1:]) and not path.endswith(COMPRESSED)}
    assert {path.rpartition(".")[2] for path in hashed} == {"css", "js", "woff2", "json"}
    with running(tmp_path / "nginx", root, *CONFIGURATION) as server:
        assert {path for path in withdrawn if server.get(path).status == 200} >= hashed | {"/mistake/"}
        release.rollback(target)
        for encoding in ("identity", "br", "gzip"):
            assert {path for path in withdrawn if server.get(path, Accept_Encoding=encoding).status != 404} == set()
        assert {server.get(path).status for path in _addresses(good) if not path.endswith(COMPRESSED)} == {200}
        assert [name.number for name in release.prune(target, release.KEEP)] == [3]
        assert server.get("/").status == 200


def test_only_styles_scripts_and_fonts_of_the_release_before_answer(root: Path, tmp_path: Path) -> None:
    """A page that is still open asks for them; text of an earlier release, the search index included, is never sent."""
    old, new = _edition(tmp_path / "old", 1), _edition(tmp_path / "new", 2)
    _publish(FolderStore(root), old)
    _publish(FolderStore(root), new)
    gone = {e.path for e in old.manifest.files} - {e.path for e in new.manifest.files}
    gone = {path for path in gone if not path.endswith(COMPRESSED)}
    with running(tmp_path / "nginx", root, *CONFIGURATION) as server:
        answering = {path for path in gone if server.get(f"/{path}").status == 200}
    assert answering == {path for path in gone if path.startswith("assets/")}
    assert {path.rpartition(".")[2] for path in answering} == {"css", "js", "woff2"}
    assert {path for path in gone if path.startswith("search-index.")}, "the index has another name now"


def test_brotli_alone_gets_brotli_every_time(root: Path, tmp_path: Path) -> None:
    """With «disable_symlinks» Debian's module reads up to three bytes past the end of a path. Where an earlier request with a
    longer path left a slash there, the compressed copy was not found; hence pairs of a long and a short path.
    """
    site = tmp_path / "site"
    for length in range(1, 60):
        page = site / f"{'p' * length}/index.html"
        page.parent.mkdir(parents=True)
        page.write_text(f"<p>{length} </p>" * length)
    (site / "small.txt").write_text("x")
    compress(site)
    day = dt.date(2026, 11, 21)
    new = release.candidate(site, of_folder(site, "preview", "https://kazutb.edu.kz/", day, "1" * 40, {}, ()), {})
    _publish(FolderStore(root), new)
    lengths = (length for short in range(1, 40) for more in range(10, 19) for length in (short + more, short))
    other: set[str] = set()
    with running(tmp_path / "nginx", root, *CONFIGURATION) as server:
        for path in ("small.txt", "release.json", *(f"{'p' * length}/index.html" for length in lengths)):
            answer = server.get(f"/{path}", Accept_Encoding="br")
            if answer.headers.get("content-encoding") != "br":
                other.add(path)
            else:
                assert brotli.decompress(answer.body) == (site / path).read_bytes()
    assert other == {"release.json"}, "the manifest lists the compressed copies and has none itself"


ERRORS = {
    "missing page": b"GET /none HTTP/1.1\r\nHost: kazutb.edu.kz\r\n\r\n",
    "missing file": b"GET /open-data/files/none.csv HTTP/1.1\r\nHost: kazutb.edu.kz\r\n\r\n",
    "missing asset": b"GET /assets/site.0123456789ab.css HTTP/1.1\r\nHost: kazutb.edu.kz\r\n\r\n",
    "path leading out": b"GET /../../../etc/passwd HTTP/1.1\r\nHost: kazutb.edu.kz\r\n\r\n",
    "broken escape": b"GET /%zz HTTP/1.1\r\nHost: kazutb.edu.kz\r\n\r\n",
    "null byte": b"GET /%00 HTTP/1.1\r\nHost: kazutb.edu.kz\r\n\r\n",
    "no method": b"\r\n\r\n\x00\x01\x02 nonsense\r\n\r\n",
    "method refused": b"POST / HTTP/1.1\r\nHost: kazutb.edu.kz\r\nContent-Length: 3\r\n\r\nabc",
    "body too large": b"POST / HTTP/1.1\r\nHost: kazutb.edu.kz\r\nContent-Length: 99999\r\n\r\n",
    "address too long": b"GET /" + b"a" * 40_000 + b" HTTP/1.1\r\nHost: kazutb.edu.kz\r\n\r\n",
    "header too large": b"GET / HTTP/1.1\r\nHost: kazutb.edu.kz\r\nX-Long: " + b"a" * 40_000 + b"\r\n\r\n",
    "header without colon": b"GET / HTTP/1.1\r\nHost: kazutb.edu.kz\r\nnonsense\r\n\r\n",
    "no host": b"GET / HTTP/1.1\r\n\r\n",
    "bad host": b"GET / HTTP/1.1\r\nHost: a/../b\r\n\r\n",
    "two lengths": b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
    "range beyond the end": b"GET /index.html HTTP/1.1\r\nHost: kazutb.edu.kz\r\nRange: bytes=99999999-\r\n\r\n",
    "half a request": b"GET / HT",
    "other protocol": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + b"\xff" * 64,
}
"""What a visitor or a scanner can send so that nginx has something to complain about."""


def _send_all(server: WebServer) -> None:
    for data in ERRORS.values():
        with contextlib.suppress(OSError):  # nginx may close before it has read all
            server.send(data)
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", server.port), timeout=5) as plain:
            plain.sendall(data)  # without TLS, on the port that speaks it
    for _ in range(8):
        server.get("/none", Accept_Encoding="identity")


def _logged(folder: Path) -> str:
    return "".join(file.read_text(errors="replace") for file in sorted(folder.glob("*.log")))


def test_no_log_holds_a_visitors_address(root: Path, tmp_path: Path) -> None:
    _publish(FolderStore(root), _edition(tmp_path / "site", 1))
    with running(tmp_path / "nginx", root, *CONFIGURATION) as server:
        _send_all(server)
    logged = _logged(tmp_path / "nginx")
    assert "127.0.0.0" in logged, "the access log holds the shortened address"
    assert "127.0.0.1" not in logged


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can run nginx as somebody else")
def test_no_log_holds_a_visitors_address_when_files_may_not_be_read(root: Path, tmp_path: Path) -> None:
    _publish(FolderStore(root), _edition(tmp_path / "site", 1))
    with running(tmp_path / "nginx", root, *CONFIGURATION, user="nobody nogroup") as server:
        assert server.get("/").status in {403, 404, 500}
        _send_all(server)
    assert "127.0.0.1" not in _logged(tmp_path / "nginx")


def test_the_front_of_an_object_store_logs_no_address_when_the_store_is_away(root: Path, tmp_path: Path) -> None:
    files = ("http.conf", "csp.conf", "redirects.conf", "edge.conf")
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        away = {"127.0.0.1:9000": f"127.0.0.1:{nobody.getsockname()[1]}"}
        with running(tmp_path / "nginx", root, *files, replace=away) as server:
            assert server.get("/").status == 500
            _send_all(server)
    logged = _logged(tmp_path / "nginx")
    assert "127.0.0.0" in logged
    assert "127.0.0.1" not in logged
