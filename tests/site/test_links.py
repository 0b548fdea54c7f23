"""Links lead somewhere, alternates are complete, and nothing is asked of another host."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest

from tests.conftest import DATE
from tests.site.pages import pages
from transparency.model.text import LANGUAGES
from transparency.registry.check_links import PAGES
from transparency.registry.load import load
from transparency.site.build.content import content

pytestmark = pytest.mark.slow

HOST = "https://site.invalid"
LOADED = ("//link[not(@rel='canonical') and not(@rel='alternate')]/@href", "//*[self::script or self::img]/@src")
CSS_URL = re.compile(r"url\(([^)]*)\)|@import")


def test_links_and_anchors_resolve(site: Path) -> None:
    broken = []
    for page in pages(site):
        base = f"{HOST}/{page.file.parent.relative_to(site).as_posix()}/".replace("/./", "/")
        for target in page.tree.xpath("//a/@href|//link[@rel='stylesheet']/@href|//img/@src"):
            address, anchor = urldefrag(urljoin(base, target))
            if not address.startswith(f"{HOST}/"):
                continue
            file = site / unquote(urlsplit(address).path).lstrip("/")
            file = file / "index.html" if address.endswith("/") else file
            if not file.is_file() or (anchor and f'id="{anchor}"' not in file.read_text(encoding="utf-8")):
                broken.append(f"{page.lang}/{page.id}: {target}")
    assert not broken


def test_alternates_are_absolute_and_complete(site: Path) -> None:
    for page in pages(site):
        links = page.tree.xpath("//link[contains(@rel, 'alternate') and @hreflang]")
        found = {link.get("hreflang"): link.get("href") for link in links}
        assert set(found) == {*LANGUAGES, "x-default"}, page.id
        assert found["x-default"] == found["kk"]
        assert all(href.startswith("https://") for href in found.values())
        own = page.tree.xpath("//link[@rel='canonical']/@href")
        invented = page.tree.xpath("//p[@class='strip' and @role='note']")
        assert own == ([] if invented else [found[page.lang]]), "a demonstration is not to be cited"


def test_switching_the_language_stays_on_the_page(site: Path) -> None:
    for page in pages(site):
        for lang in LANGUAGES:
            target = page.tree.xpath(f"//header//a[@hreflang='{lang}']/@href")
            assert target, f"{page.lang}/{page.id} has no way to {lang}"
            address = urljoin(f"{HOST}/{page.file.parent.relative_to(site).as_posix()}/".replace("/./", "/"), target[0])
            start = "" if lang == "kk" else f"{lang}/"
            assert urlsplit(address).path == f"/{start}{page.id}/".replace("//", "/")


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    for page in pages(site):
        for path in LOADED:
            assert not [url for url in page.tree.xpath(path) if urlsplit(url).netloc], page.id
    for sheet in site.rglob("*.css"):
        for match in CSS_URL.finditer(sheet.read_text(encoding="utf-8")):
            assert match[1] is not None, f"{sheet.name} imports a style sheet"
            address = match[1].strip("\"'")
            assert address.startswith("data:") or not urlsplit(address).netloc, sheet.name


def test_one_error_page_a_language(site: Path) -> None:
    for lang, start in (("kk", ""), ("ru", "ru/"), ("en", "en/")):
        html = (site / f"{start}404.html").read_text(encoding="utf-8")
        assert f'<html lang="{lang}"' in html


@pytest.mark.parametrize("demo", [True, False], ids=["preview", "official"])
def test_the_link_rule_knows_every_page(small: Path, demo: bool) -> None:
    """The rule that checks links before the build and the build itself agree on which pages there are."""
    draft, _ = load(small, demo=demo)
    found, _ = content(small, DATE, demo=demo)
    assert draft is not None
    assert found is not None
    known = {f"{start}{rest}" for start, rests in PAGES.items() for rest in rests(draft)}
    assert known == {page.id for page in found.pages}
