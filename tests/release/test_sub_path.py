"""A site below a path of its host: pages, feeds, sitemap, search, server files and the offline copy all work there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urldefrag, urljoin, urlsplit

import pytest
from lxml import html

from tests.conftest import DATE, copy_of_small, served, warmed
from tests.release.test_web_server import CONFIGURATION, _release
from tests.release.test_web_server import pytestmark as needs_nginx
from tests.release.web_server import WebServer, running
from tests.site.pages import pages
from transparency.model.problem import as_text
from transparency.model.text import USUAL
from transparency.registry.load import load
from transparency.release import release
from transparency.release.offline import take
from transparency.release.targets.folder import FolderStore
from transparency.site.build import redirects
from transparency.site.build.build import build
from transparency.starter.thin_files import thin_files, write_files

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HOST, PATH = "https://university.example", "/transparency"
OLD = "redirects:\n  - {old: /processes/old-id/, new: /processes/p01/, since: 2026-01-15}\n"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def institution(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small university below a path, with a page that has moved."""
    root = warmed(copy_of_small(tmp_path_factory.mktemp("path") / "institution"))
    settings = root / "data/site.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace(f"url: {HOST}/", f"url: {HOST}{PATH}/"))
    (root / "data/redirects.yml").write_text(OLD, encoding="utf-8")
    draft, problems = load(root)
    assert draft is not None, problems
    write_files(root, thin_files(draft.settings.record))
    moved = tuple(entry.record for entry in draft.redirects)
    (root / redirects.FILE).write_text(redirects.as_nginx(moved, draft.languages), encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def host(institution: Path) -> Path:
    """What the host serves: the site stands in a folder of it."""
    folder = institution.parent / "host"
    folder.mkdir()
    made, problems = build(institution, folder / PATH.strip("/"), {"SITE_DATE": DATE.isoformat()}, demo=True)
    assert made is not None, as_text(problems)
    return folder


def _file(host: Path, address: str) -> Path:
    file = host / urlsplit(address).path.lstrip("/")
    return file / "index.html" if address.endswith("/") else file


def _is_address(target: str) -> bool:
    """Below the path, and the path named once."""
    return target.startswith(f"{HOST}{PATH}/") and target.count(PATH) == 1


def test_every_address_of_every_page_leads_into_the_site(host: Path) -> None:
    site, broken = host / PATH.strip("/"), []
    for page in pages(site):
        base = f"{HOST}{PATH}/{page.file.parent.relative_to(site).as_posix()}/".replace("/./", "/")
        for target in page.tree.xpath("//@href|//@src|//@action|//meta[@property='og:image']/@content"):
            address = urldefrag(urljoin(base, target))[0]
            if address.startswith(HOST) and not (
                address.startswith(f"{HOST}{PATH}/") and _file(host, address).is_file()
            ):
                broken.append(f"{page.lang}/{page.id}: {target}")
    assert broken == []


def test_sitemap_feeds_data_and_robots_name_addresses_below_the_path(host: Path) -> None:
    site = host / PATH.strip("/")
    files = ("sitemap.xml", "robots.txt", "open-data/datapackage.json", "open-data/catalog.jsonld")
    texts = {name: (site / name).read_text(encoding="utf-8") for name in files}
    texts |= {one.relative_to(site).as_posix(): one.read_text(encoding="utf-8") for one in site.rglob("feed.xml")}
    for name, text in texts.items():
        named = re.findall(rf"{HOST}[^\s\"<]*", text)
        assert named, name
        assert [address for address in named if not address.startswith(f"{HOST}{PATH}/")] == [], name


def test_the_page_of_a_moved_address_leads_below_the_path(host: Path) -> None:
    page = (host / PATH.strip("/") / "processes/old-id/index.html").read_text(encoding="utf-8")
    assert 'content="0; url=../p01/"' in page
    assert '<a href="../p01/">' in page


def test_the_search_finds_pages_below_the_path(host: Path, browser: Browser) -> None:
    with served(host) as address:
        page = browser.new_page()
        page.goto(f"{address}{PATH}/en/search/?q={quote('teaching')}")
        page.wait_for_selector("main a[href*='processes/p02']")
        page.click("main a[href*='processes/p02']")
        assert urlsplit(page.url).path == f"{PATH}/en/processes/p02/"
        page.close()


@pytest.fixture(scope="module")
def releases(host: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one release of the site."""
    root = tmp_path_factory.mktemp("releases")
    made = release.publish(FolderStore(root), _release(host / PATH.strip("/"), 1))
    assert isinstance(made, release.PublishedRelease)
    return root


def test_the_offline_copy_is_whole_and_leads_to_the_address_below_the_path(releases: Path, tmp_path: Path) -> None:
    take((releases / "current").resolve(), f"{HOST}{PATH}/", "regulation", USUAL, tmp_path / "pack")
    moved = (tmp_path / "pack/processes/old-id/index.html").read_text(encoding="utf-8")
    assert 'content="0; url=../p01/index.html"' in moved
    found = sorted((tmp_path / "pack").rglob("*.html"))
    assert len(found) > 10
    for page in found:
        for target in html.parse(str(page)).xpath("//a/@href|//link[@rel='stylesheet']/@href"):
            if target.startswith(HOST):
                assert _is_address(target), f"{page.name}: {target}"
            elif not urlsplit(target).scheme and target.partition("#")[0]:
                assert (page.parent / target.partition("#")[0]).exists(), f"{page.name}: {target}"


@pytest.fixture(scope="module")
def server(institution: Path, releases: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebServer]:
    with running(tmp_path_factory.mktemp("nginx"), releases, *CONFIGURATION, institution=institution) as found:
        yield found


@pytest.mark.server
@needs_nginx
def test_nginx_serves_the_site_below_the_path(host: Path, server: WebServer) -> None:
    site = host / PATH.strip("/")
    for file in sorted(site.rglob("*.html"))[::7]:
        name = file.relative_to(site).as_posix().removesuffix("index.html")
        assert server.get(f"{PATH}/{name}").status == 200, name
    assert server.get(f"{PATH}/open-data/files/units.csv").headers["access-control-allow-origin"] == "*"
    assert server.get(f"{PATH}/ru/no-such-page/").status == 404
    assert b'lang="ru"' in server.get(f"{PATH}/ru/no-such-page/").body


@pytest.mark.server
@needs_nginx
@pytest.mark.parametrize(
    ("asked", "sent_to"), [("", "/"), ("/processes", "/processes/"), ("/processes/old-id/", "/processes/p01/")]
)
def test_nginx_redirects_below_the_path(server: WebServer, asked: str, sent_to: str) -> None:
    answer = server.get(PATH + asked)
    assert (answer.status, answer.headers["location"]) == (301, PATH + sent_to)
