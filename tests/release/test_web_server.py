"""The configuration of server/ in a real nginx: what it sends, and what it refuses to send."""

from __future__ import annotations

import base64
import datetime as dt
import gzip
import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import brotli
import pytest

from tests.release.web_server import BROTLI, NGINX, WebServer, running
from transparency.release import release
from transparency.release.compress import COMPRESSED, compress
from transparency.release.hashed_names import FINGERPRINTED, fingerprint, stale
from transparency.release.manifest import of_folder
from transparency.release.targets import store
from transparency.release.targets.bucket import BucketStore
from transparency.release.targets.folder import FolderStore
from transparency.site.build.content_security_policy import FILE, HEADER, as_nginx, check

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.skipif(
    not (Path(NGINX).exists() and Path(BROTLI).exists()),
    reason="no nginx with the brotli module: install it with scripts/system-packages.sh as root",
)

CONFIGURATION = ("http.conf", "csp.conf", "redirects.conf", "site.conf")


@pytest.fixture(scope="module")
def editions(
    slim_site: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[release.ReleaseCandidate, release.ReleaseCandidate]:
    """The site twice; the second differs in its style sheet, and therefore in every page."""
    one, two = (tmp_path_factory.mktemp("editions") / name for name in ("one", "two"))
    shutil.copytree(slim_site, one)
    (one / "open-data/files/.hidden.csv").write_text("no")
    shutil.copytree(one, two)
    with (two / "assets/site.css").open("a") as style:
        style.write("/* two */\n")
    return _release(one, 1), _release(two, 2)


def _release(folder: Path, edition: int) -> release.ReleaseCandidate:
    fingerprint(folder)
    compress(folder)
    manifest = of_folder(folder, "preview", "https://kazutb.edu.kz/", dt.date(2026, 11, 21), f"{edition:040x}", {}, ())
    return release.candidate(folder, manifest, {})


@pytest.fixture(scope="module")
def releases(editions: tuple[release.ReleaseCandidate, ...], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two releases; one file lies outside, where no address may reach."""
    root = tmp_path_factory.mktemp("releases")
    (root / "secret.txt").write_text("outside")
    for edition in editions:
        assert isinstance(release.publish(FolderStore(root), edition), release.PublishedRelease)
    return root


@pytest.fixture(scope="module")
def server(releases: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebServer]:
    with running(tmp_path_factory.mktemp("nginx"), releases, *CONFIGURATION) as found:
        yield found


def test_headers_of_a_page(server: WebServer, site: Path) -> None:
    answer = server.get("/processes/p01/")
    assert answer.status == 200
    expected = {
        "content-type": "text/html; charset=utf-8",
        "content-security-policy": HEADER,
        "strict-transport-security": "max-age=63072000",
        "x-content-type-options": "nosniff",
        "referrer-policy": "strict-origin-when-cross-origin",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "cache-control": "public, max-age=300, must-revalidate",
        "vary": "Accept-Encoding",
        "server": "nginx",
    }
    assert {name: answer.headers.get(name) for name in expected} == expected
    assert "geolocation=()" in answer.headers["permissions-policy"]
    assert not {"access-control-allow-origin", "last-modified", "set-cookie"} & answer.headers.keys()


def test_the_server_sends_the_policy_of_the_pages(root: Path, tmp_path: Path) -> None:
    assert (root / FILE).read_text(encoding="utf-8") == as_nginx(), "run «make server»"
    assert list(check(root)) == []
    (tmp_path / "server").mkdir()
    (tmp_path / FILE).write_text(as_nginx().replace("'none'", "'self'"))
    assert [problem.rule for problem in check(tmp_path)] == ["V30"]


@pytest.mark.parametrize(
    ("path", "lang"), [("/none/", "kk"), ("/ru/none/", "ru"), ("/en/none/x.html", "en"), ("/rux", "kk")]
)
def test_a_missing_page_is_excused_in_its_language(server: WebServer, path: str, lang: str) -> None:
    answer = server.get(path)
    assert answer.status == 404
    assert f'<html lang="{lang}"'.encode() in answer.body
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    assert "content-security-policy" in answer.headers


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/assets/../../secret.txt",
        "/assets/%2e%2e/%2e%2e/%2e%2e/secret.txt",
        "/assets/..%5c..%5csecret.txt",
        "//etc/passwd",
        "/open-data/files/.hidden.csv",
        "/open-data/files/%2ehidden.csv",
        "/.git/config",
        "/.lock",
        "/release.json.br",
        "/index.html.gz",
        "/index.html%00.csv",
        "/processes/..;/..;/secret.txt",
    ],
)
def test_what_must_not_come_out(server: WebServer, path: str) -> None:
    answer = server.get(path)
    assert answer.status in {400, 404}
    assert b"outside" not in answer.body
    assert b"root:" not in answer.body


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PROPFIND"])
def test_only_reading(server: WebServer, method: str) -> None:
    assert server.get("/", method=method).status == 405


@pytest.mark.parametrize("path", ["/index.html", "/open-data/files/processes.csv", "/ru/processes/p01/index.html"])
def test_compressed_bytes_are_the_same_file(
    server: WebServer, editions: tuple[release.ReleaseCandidate, ...], path: str
) -> None:
    plain = (editions[1].folder / path[1:]).read_bytes()
    assert server.get(path).body == plain
    squeezed = server.get(path, Accept_Encoding="gzip")
    assert squeezed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(squeezed.body) == plain
    smaller = server.get(path, Accept_Encoding="gzip, br")
    assert smaller.headers["content-encoding"] == "br"
    assert brotli.decompress(smaller.body) == plain
    assert len(smaller.body) < len(plain)


def test_part_of_a_file(server: WebServer, editions: tuple[release.ReleaseCandidate, ...]) -> None:
    path = "open-data/files/processes.csv"
    whole = (editions[1].folder / path).read_bytes()
    answer = server.get(f"/{path}", Range="bytes=10-109")
    assert (answer.status, answer.body) == (206, whole[10:110])
    assert answer.headers["content-range"] == f"bytes 10-109/{len(whole)}"
    assert server.get(f"/{path}", Range=f"bytes={len(whole)}-").status == 416


def test_open_data_is_for_everybodys_programs(server: WebServer) -> None:
    answer = server.get("/open-data/files/processes.csv", Origin="https://example.org")
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert "access-control-allow-origin" not in server.get("/", Origin="https://example.org").headers


def test_what_is_named_by_its_content_is_kept_for_ever(
    server: WebServer, editions: tuple[release.ReleaseCandidate, ...]
) -> None:
    named = {e.path for e in editions[1].manifest.files if FINGERPRINTED.fullmatch(e.path)}
    named = {path for path in named if not path.endswith(COMPRESSED)}
    assert {path.rpartition(".")[2] for path in named} >= {"css", "js", "woff2", "json"}
    files = (p for p in editions[1].folder.rglob("*") if p.suffix in {".html", ".css", ".js"})
    asking = "".join(file.read_text(encoding="utf-8") for file in files)
    parts = {path.rpartition("/")[2] if path.startswith("assets/") else path.partition("/")[0] for path in named}
    assert {part for part in parts if part not in asking} == set(), "some file asks for it under this name"
    for path in named:
        assert server.get(f"/{path}").headers["cache-control"] == "public, max-age=31536000, immutable"


def test_pages_say_which_bytes_they_load(editions: tuple[release.ReleaseCandidate, ...]) -> None:
    """Every style sheet and script of every page, the library of the charts included."""
    folder = editions[1].folder
    loading = re.compile(
        r"<(?:link|script)[^>]*\s(?:href|src)=\"([^\"]*\.(?:css|js))\"([^>]*)>|data-library=\"([^\"]*)\"([^>]*)>"
    )
    seen = set()
    for page in folder.rglob("*.html"):
        for plain, rest, library, more in loading.findall(page.read_text(encoding="utf-8")):
            path = plain or library
            file = folder / path.lstrip("/") if path.startswith("/") else (page.parent / path).resolve()
            hashed = base64.b64encode(hashlib.sha384(file.read_bytes()).digest()).decode()
            assert f'{"data-" if library else ""}integrity="sha384-{hashed}"' in rest + more, (page, path)
            seen.add(file.name.partition(".")[0])
    assert {"site", "search", "charts"} < seen


def test_a_browser_refuses_a_style_sheet_with_other_bytes(
    editions: tuple[release.ReleaseCandidate, ...], browser: Browser, tmp_path: Path
) -> None:
    shutil.copytree(editions[1].folder, tmp_path / "site")
    styles = tuple((tmp_path / "site/assets").glob("*.css"))
    (tmp_path / "nginx").mkdir()
    (tmp_path / "srv").mkdir()
    (tmp_path / "srv/current").symlink_to(tmp_path / "site")
    with running(tmp_path / "nginx", tmp_path / "srv", *CONFIGURATION) as server:
        assert _rules_applied(browser, server) > 0
        for style in styles:
            for file in (style, style.with_name(f"{style.name}.br"), style.with_name(f"{style.name}.gz")):
                file.unlink(missing_ok=True)
            style.write_text("body { display: none }")
        assert _rules_applied(browser, server) == 0


def _rules_applied(browser: Browser, server: WebServer) -> int:
    page = browser.new_page(ignore_https_errors=True)
    page.goto(f"https://127.0.0.1:{server.port}/")
    found = page.evaluate("[...document.styleSheets].reduce((sum, sheet) => sum + sheet.cssRules.length, 0)")
    page.close()
    return int(found)


@pytest.mark.parametrize(("start", "word"), [("", "сауалнама"), ("/ru", "опрос"), ("/en", "survey")])
def test_compare_and_the_search_work_in_a_release(server: WebServer, browser: Browser, start: str, word: str) -> None:
    page = browser.new_page(ignore_https_errors=True)
    troubles: list[str] = []
    page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    page.goto(f"https://127.0.0.1:{server.port}{start}/surveys/s1/")
    page.locator("button[data-view]").first.click()
    page.locator("#view-trend svg.marks").wait_for()
    assert FINGERPRINTED.search(page.locator("button[data-view]").first.get_attribute("data-library") or "")
    with page.expect_download() as saved:
        page.locator("#chart-trend button", has_text="SVG").click()
    assert saved.value.suggested_filename == "surveys-s1-trend.svg"
    page.goto(f"https://127.0.0.1:{server.port}{start}/search/?q={word}")
    page.locator("#results li").first.wait_for()
    assert not troubles
    page.close()


@pytest.mark.parametrize(
    ("file", "text", "found"),
    [
        ("index.html", '<p data-library="../assets/more.js"><script src="assets/more.js">', []),
        ("index.html", "<script src='assets/more.js'>", ["assets/more.js"]),
        ("assets/site.js", 'import("./more.js")', ["assets/more.js"]),
        ("assets/site.js", 'fetch(new URL("search-index/", root))', []),
        ("assets/site.js", 'fetch("../search-index/")', ["search-index/"]),
    ],
)
def test_a_file_asked_for_under_its_old_name_is_found(tmp_path: Path, file: str, text: str, found: list[str]) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets/more.js").write_text("1")
    (tmp_path / "search-index").mkdir()
    (tmp_path / "search-index/words.json").write_text("{}")
    (tmp_path / file).write_text(text)
    assert [problem.place for problem in stale(tmp_path, fingerprint(tmp_path))] == found


def test_a_page_still_open_gets_the_style_of_the_release_before(
    server: WebServer, editions: tuple[release.ReleaseCandidate, ...]
) -> None:
    old, new = ({e.path for e in edition.manifest.files if e.path.endswith(".css")} for edition in editions)
    (gone,) = old - new
    assert server.get(f"/{gone}").body == (editions[0].folder / gone).read_bytes()
    assert server.get("/assets/never.css").status == 404


def test_an_unchanged_page_is_not_sent_again(server: WebServer) -> None:
    for encoding in ("identity", "gzip", "br"):
        tag = server.get("/", Accept_Encoding=encoding).headers["etag"]
        again = server.get("/", Accept_Encoding=encoding, If_None_Match=tag)
        assert (again.status, again.body) == (304, b"")
    assert server.get("/", If_None_Match='"other"').status == 200


def test_every_file_of_the_release_is_served(server: WebServer, editions: tuple[release.ReleaseCandidate, ...]) -> None:
    for entry in editions[1].manifest.files:
        hidden = entry.path.endswith((".br", ".gz")) or "/." in f"/{entry.path}"
        assert server.get(f"/{entry.path}").status == (404 if hidden else 200), entry.path


def _anybody_reads(bucket: str) -> dict[str, object]:
    right = {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": f"arn:aws:s3:::{bucket}/*"}
    return {"Version": "2012-10-17", "Statement": [right]}


FEW = ("index.html", "404.html", "ru/404.html", "ru/processes/p01/index.html", "open-data/files/processes.csv")


@pytest.fixture
def few(slim_site: Path, tmp_path: Path) -> tuple[release.ReleaseCandidate, release.ReleaseCandidate]:
    """Two editions of a handful of files, for a store that takes its time with each."""
    one, two = tmp_path / "one", tmp_path / "two"
    for path in FEW:
        (one / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(slim_site / path, one / path)
    shutil.copytree(one, two)
    with (two / "index.html").open("a", encoding="utf-8") as page:
        page.write("<!-- two -->")
    return _release(one, 1), _release(two, 2)


def test_the_edge_serves_one_release_of_the_object_store(
    bucket: BucketStore, object_store: str, few: tuple[release.ReleaseCandidate, ...], tmp_path: Path
) -> None:
    assert isinstance(release.publish(bucket, few[0]), release.PublishedRelease)
    bucket.client.put_bucket_policy(Bucket=bucket.bucket, Policy=json.dumps(_anybody_reads(bucket.bucket)))
    replace = {"127.0.0.1:9000": object_store.removeprefix("http://"), "/bucket/prefix": f"/{bucket.bucket}/kk"}
    replace |= {"proxy_cache_valid 200 10s": "proxy_cache_valid 200 0s"}
    files = ("http.conf", "csp.conf", "redirects.conf", "edge.conf")
    (tmp_path / "nginx").mkdir()
    with running(tmp_path / "nginx", tmp_path, *files, replace=replace) as edge:
        assert edge.get("/").body == (few[0].folder / "index.html").read_bytes()
        assert edge.get("/ru/processes/p01/").status == 200
        assert edge.get("/ru/processes/p01").headers["location"] == "/ru/processes/p01/"
        assert edge.get("/-/current").status == 404
        lost = edge.get("/ru/none/")
        assert lost.status == 404
        assert b'<html lang="ru"' in lost.body
        assert edge.get("/open-data/files/processes.csv").headers["access-control-allow-origin"] == "*"
        assert isinstance(release.publish(store(f"s3:{bucket.bucket}/kk"), few[1]), release.PublishedRelease)
        assert edge.get("/").body == (few[1].folder / "index.html").read_bytes()
