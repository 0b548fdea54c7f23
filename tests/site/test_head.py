"""What a page says to search engines, messengers and strict security policies."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

from tests.conftest import DATE
from tests.site.pages import is_moved
from transparency.model.text import LANGUAGES
from transparency.site.build.content import content

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@cache
def pages(site: Path) -> dict[str, str]:
    """Path -> HTML of every page."""
    found = [file for file in sorted(site.rglob("index.html")) if not is_moved(file)]
    return {
        file.parent.relative_to(site).as_posix().removeprefix("."): file.read_text(encoding="utf-8") for file in found
    }


def _one(html: str, pattern: str) -> str:
    found = re.findall(pattern, html)
    assert len(found) == 1, (pattern, found)
    return str(found[0])


def _is_invented(html: str) -> bool:
    return '<p class="strip" role="note">' in html


def _canonical(html: str) -> str:
    """The address of a page. A demonstration is not to be cited: it has no canonical address, only that of its preview."""
    found = re.findall(r'<link rel="canonical" href="([^"]+)"', html)
    assert len(found) == (0 if _is_invented(html) else 1)
    return _one(html, r'<meta property="og:url" content="([^"]+)"')


def test_titles_and_descriptions_are_there_and_no_two_pages_share_both(site: Path) -> None:
    title, description = r"<title>([^<]+)</title>", r'<meta name="description" content="([^"]+)"'
    said = Counter((_one(html, title), _one(html, description)) for html in pages(site).values())
    assert [pair for pair, times in said.items() if times > 1] == []


def test_canonical_alternates_and_language_agree(site: Path) -> None:
    for path, html in pages(site).items():
        canonical = _canonical(html)
        assert canonical.endswith(f"/{path}/" if path else "/"), path
        alternates = dict(re.findall(r'<link rel="alternate" href="([^"]+)" hreflang="([^"]+)"', html))
        by_lang = {
            lang: href for href, lang in re.findall(r'<link rel="alternate" href="([^"]+)" hreflang="([^"]+)"', html)
        }
        assert set(by_lang) == {*LANGUAGES, "x-default"}, path
        assert canonical in alternates, path
        assert by_lang["x-default"] == by_lang["kk"], path
        assert f'<html lang="{path[:2] if path[:3] in ("ru/", "en/") or path in LANGUAGES else "kk"}"' in html, path


def test_machines_can_read_what_a_page_is(site: Path) -> None:
    for path, html in pages(site).items():
        graph = json.loads(_one(html, r'<script type="application/ld\+json">(.*?)</script>'))["@graph"]
        kinds = [node["@type"] for node in graph]
        assert ("BreadcrumbList" in kinds) == (path not in ("", "ru", "en")), path
        picture = _one(html, r'<meta property="og:image" content="https://[^/]+/([^"]+)"')
        assert (site / picture).read_bytes().startswith(b"\x89PNG"), picture


def test_nothing_needs_an_unsafe_policy(site: Path) -> None:
    """No inline script, style or handler: ``script-src 'self'; style-src 'self'`` is enough."""
    for path, html in pages(site).items():
        assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/ld\+json)", html), path
        assert not re.search(r"<style|\sstyle=\"|\son[a-z]+=\"|javascript:", html), path


def test_the_site_map_lists_what_may_be_found(site: Path) -> None:
    urls = ET.parse(site / "sitemap.xml").getroot().findall(f"{MAP}url")  # noqa: S314  (our own file)
    listed = {url.findtext(f"{MAP}loc") for url in urls}
    shown = [html for html in pages(site).values() if 'content="noindex"' not in html and not _is_invented(html)]
    wanted = {_canonical(html) for html in shown}
    assert listed == wanted
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", url.findtext(f"{MAP}lastmod") or "") for url in urls)
    assert "Sitemap: https://" in (site / "robots.txt").read_text(encoding="utf-8")


CHANGE = """changes:
  - {id: opened, date: 2026-11-20, kind: page, page: index, title: {kk: Ашылды, ru: Открыт, en: Opened},
     text: {kk: Мәтін., ru: Текст., en: Text.}}
"""


def test_the_feed_leads_to_places_that_exist(small: Path) -> None:
    (small / "data/changes.yml").write_text(CHANGE, encoding="utf-8")
    found, problems = content(small, DATE)
    assert found is not None, problems
    for path in ("feed.xml", "ru/feed.xml", "en/feed.xml"):
        (entry,) = ET.fromstring(found.files[path]).findall(f"{ATOM}entry")  # noqa: S314  (our own file)
        page, anchor = (entry.findtext(f"{ATOM}id") or "").split("#")
        assert page == f"https://university.example/{path.removesuffix('feed.xml')}about/changes/"
        assert f'id="{anchor}"' in found.html["about/changes", path[:2] if "/" in path else "kk"]  # type: ignore[index]


def test_every_page_carries_its_facts(site: Path) -> None:
    for path, html in pages(site).items():
        for part in ('class="colophon"', 'id="error"', "<time datetime="):
            assert part in html, (path, part)
        assert ('rel="bookmark"' in html) != _is_invented(html), path


def test_no_id_stands_twice_on_a_page(site: Path) -> None:
    for path, html in pages(site).items():
        twice = [one for one, times in Counter(re.findall(r'\sid="([^"]+)"', html)).items() if times > 1]
        assert not twice, (path, twice)
