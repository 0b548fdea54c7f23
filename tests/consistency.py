"""One check of a built site: what its parts say about each other, for any languages and any parts that are left out."""

from __future__ import annotations

import datetime as dt
import json
import posixpath
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from defusedxml import ElementTree

from transparency.model.text import Languages
from transparency.site.build.build import STEPS
from transparency.site.build.content import SiteContent
from transparency.site.mkdocs.generate import generate

_LINK = re.compile(r'<(?:a|link|script|img)\b[^>]*?\s(?:href|src)="([^"]*)"')
_ALTERNATE = re.compile(r'<link rel="alternate" href="([^"]*)" hreflang="([^"]*)">')
_SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def written(root: Path, found: SiteContent, date: dt.date) -> Path:
    """The finished site, as a build makes it before the gate and the audit read it, which is most of its time."""
    site = root / "site"
    shutil.rmtree(site, ignore_errors=True)
    generate(root, site, date.isoformat(), found)
    for step in STEPS:
        step(found, site)
    return site


def inconsistencies(site: Path, url: str, languages: Languages) -> Iterator[str]:
    """What contradicts the languages or leads nowhere."""
    pages = {file.relative_to(site).as_posix(): file.read_text("utf-8") for file in sorted(site.rglob("index.html"))}
    yield from _languages(site, pages, languages)
    yield from _links(site, pages, url)
    yield from _alternates(pages, url, languages)
    yield from _sitemap(site, url, languages)
    yield from _listed(site, pages, url, languages)
    yield from _addresses(site, url)
    yield from _files(site, languages)


def _languages(site: Path, pages: dict[str, str], languages: Languages) -> Iterator[str]:
    for name, html in pages.items():
        lang = languages.of_path(name)
        if f'<html lang="{lang}"' not in html and 'http-equiv="refresh"' not in html:
            yield f"{name}: is not in {lang}"
    of_all = {name.removeprefix(languages.folder(languages.of_path(name))) for name in pages}
    yield from (
        f"{name}: has no version in {lang}"
        for name in sorted(of_all)
        for lang in languages
        if languages.folder(lang) + name not in pages
    )
    for folder in ("kk", "ru", "en", "tr"):
        if (site / folder).exists() and folder not in languages.translations:
            yield f"{folder}/: is no language with a folder"


def _links(site: Path, pages: dict[str, str], url: str) -> Iterator[str]:
    files = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
    for name, html in pages.items():
        for link in dict.fromkeys(_LINK.findall(html)):
            parts = urlsplit(link.removeprefix(url) if link.startswith(url) else link)
            if parts.scheme or parts.netloc or not parts.path:
                continue
            base = "" if link.startswith(url) else posixpath.dirname(name)
            path = posixpath.normpath(posixpath.join(base, parts.path)).removeprefix("/")
            if path not in files and posixpath.normpath(f"{path}/index.html") not in files:
                yield f"{name}: {link} leads nowhere"


def _alternates(pages: dict[str, str], url: str, languages: Languages) -> Iterator[str]:
    for name, html in pages.items():
        found = {lang: href for href, lang in _ALTERNATE.findall(html)}
        if found and set(found) != {*languages, "x-default"}:
            yield f"{name}: alternates {sorted(found)}"
        if found and found["x-default"] != found[languages.default]:
            yield f"{name}: x-default is not the default language"
        if found and any(
            languages.of_path(href.removeprefix(url)) != lang for lang, href in found.items() if len(lang) == 2
        ):
            yield f"{name}: an alternate leads to another language"


def _sitemap(site: Path, url: str, languages: Languages) -> Iterator[str]:
    for entry in ElementTree.parse(site / "sitemap.xml").getroot().findall("s:url", _SITEMAP):
        place = (entry.findtext("s:loc", "", _SITEMAP)).removeprefix(url)
        if not (site / place / "index.html").is_file():
            yield f"sitemap.xml: {place} does not exist"
        codes = {one.get("hreflang") for one in entry.findall("x:link", _SITEMAP)}
        if codes != {*languages, "x-default"}:
            yield f"sitemap.xml: {place} has alternates {sorted(map(str, codes))}"


def _listed(site: Path, pages: dict[str, str], url: str, languages: Languages) -> Iterator[str]:
    """Search names every page for readers and no other, the sitemap those of them without invented records (``canonical``)."""
    unlisted = re.compile(r'http-equiv="refresh"|<meta name="robots" content="noindex')
    listed = {name.removesuffix("index.html"): html for name, html in pages.items() if not unlisted.search(html)}
    canonical = {name for name, html in listed.items() if '<link rel="canonical"' in html}
    entries = ElementTree.parse(site / "sitemap.xml").getroot().iterfind("s:url/s:loc", _SITEMAP)
    indexes = [json.loads((site / f"search-index/{lang}/words.json").read_text("utf-8")) for lang in languages]
    yield from _compared("sitemap.xml", {(one.text or "").removeprefix(url) for one in entries}, canonical)
    yield from _compared("search-index/", {address for index in indexes for address, *_ in index["pages"]}, set(listed))


def _compared(name: str, found: set[str], expected: set[str]) -> Iterator[str]:
    yield from (f"{name}: lacks {page or 'the home page'}" for page in sorted(expected - found))
    yield from (f"{name}: names {page}, which is no page" for page in sorted(found - expected))


_MACHINES = frozenset((".atom", ".csv", ".ics", ".json", ".jsonld", ".ttl", ".txt", ".xml", ".yml"))


def _addresses(site: Path, url: str) -> Iterator[str]:
    """Every address of this site in feeds, catalogues, descriptions and data leads to a file or folder."""
    address = re.compile(re.escape(url) + r"[^\s\"'<>\\)|#?]*")
    for file in sorted(one for one in site.rglob("*") if one.suffix in _MACHINES):
        for found in sorted(set(address.findall(file.read_text("utf-8")))):
            if not (site / found.removeprefix(url).rstrip(".,;")).exists():
                yield f"{file.relative_to(site)}: {found} leads nowhere"


def _files(site: Path, languages: Languages) -> Iterator[str]:
    """Feeds, search and open data."""
    for lang in languages:
        for name in (f"{languages.folder(lang)}feed.xml", f"search-index/{lang}/words.json"):
            if not (site / name).is_file():
                yield f"{name}: is missing"
    if {one.name for one in (site / "search-index").iterdir()} != set(languages):
        yield "search-index/: has other languages"
    if (site / "open-data").exists():
        yield from _data(site, languages)


def _data(site: Path, languages: Languages) -> Iterator[str]:
    """The data package against its files."""
    package = json.loads((site / "open-data/datapackage.json").read_text("utf-8"))
    if set(package["titles"]) != set(languages):
        yield f"datapackage.json: is titled in {sorted(package['titles'])}"
    names = {resource["name"] for resource in package["resources"]}
    for resource in package["resources"]:
        references = {key["reference"]["resource"] for key in resource["schema"].get("foreignKeys", ())}
        if references - names - {""}:
            yield f"{resource['path']}: refers to {sorted(references - names)}, which is not offered"
        if len((site / "open-data" / resource["path"]).read_text("utf-8").splitlines()) < 2:
            yield f"{resource['path']}: is offered without rows"
        header = (site / "open-data" / resource["path"]).read_text("utf-8").splitlines()[0].split(",")
        if header != [field["name"] for field in resource["schema"]["fields"]]:
            yield f"{resource['path']}: has other columns than it declares"
        texts = {name.rpartition("_")[2] for name in header if name.startswith(("title_", "term_", "name_"))}
        if texts and texts != set(languages):
            yield f"{resource['path']}: has texts in {sorted(texts)}"
