"""The evidence pack opens from a folder, years later, without us."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pikepdf
import pytest
from pdfminer.high_level import extract_text

from tests.browser import expect
from tests.release.conftest import DAY
from transparency.model.problem import CouldNotRun
from transparency.model.text import LANGUAGES, USUAL
from transparency.registry.load_words import load_words
from transparency.release.evidence import evidence, index_name
from transparency.release.hashed_names import fingerprint
from transparency.release.manifest import MANIFEST, Manifest, as_bytes, of_folder, read
from transparency.release.release import candidate
from transparency.release.signature import KEY_FILE
from transparency.release.verification import is_whole, verify

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FRAMEWORK = "esg-2015"
LEFT = "net::ERR_ABORTED"
"""What Chromium says of a file that it no longer needs because the reader has gone on; a missing file is another error."""
_LINK = re.compile(r"<(?:a|link|script|img|source|use|image)\b[^>]*?\s(?:href|src|xlink:href)=\"([^\"]*)\"")
_ID = re.compile(r"\sid=\"([^\"]*)\"")


@pytest.fixture(scope="module")
def released(slim_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site as a release."""
    folder = tmp_path_factory.mktemp("released") / "site"
    shutil.copytree(slim_site, folder)
    fingerprint(folder)
    (folder / "index.html.br").write_bytes(b"a compressed copy, which the pack leaves out")
    candidate(folder, of_folder(folder, "trial", "https://kazutb.edu.kz/", DAY, "0" * 40, {}, ()), {})
    return folder


def test_a_preview_is_packed_only_with_its_invented_records(root: Path, released: Path, tmp_path: Path) -> None:
    """A release says what it is; a pack without the option never holds an invented record."""
    preview = tmp_path / "preview"
    shutil.copytree(released, preview)
    file = preview / MANIFEST
    source = read(file.read_bytes())
    assert isinstance(source, Manifest)
    file.write_bytes(as_bytes(source.model_copy(update={"purpose": "preview"})))
    words = load_words(root, USUAL, [])
    with pytest.raises(CouldNotRun, match="a preview with the invented records"):
        evidence(preview, FRAMEWORK, USUAL, words, {}, tmp_path / "pack.zip", pdf=False)
    assert not (tmp_path / "pack.zip").exists()
    assert evidence(preview, FRAMEWORK, USUAL, words, {}, tmp_path / "pack.zip", pdf=False, demonstration=True) > 100


def _pack(root: Path, released: Path, file: Path, environ: dict[str, str], *, pdf: bool = False) -> Path:
    evidence(released, FRAMEWORK, USUAL, load_words(root, USUAL, []), environ, file, pdf=pdf)
    folder = file.with_suffix("")
    with zipfile.ZipFile(file) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture(scope="module")
def pack(root: Path, released: Path, keys: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Unpacked, with reports where there is a browser."""
    file = tmp_path_factory.mktemp("pack") / "evidence.zip"
    return _pack(root, released, file, {KEY_FILE: str(keys[0])}, pdf=shutil.which("chromium") is not None)


def _leads(pack: Path, target: Path, fragment: str) -> bool:
    if not target.is_file() or not target.is_relative_to(pack):
        return False
    return not fragment or target.suffix != ".html" or fragment in _ID.findall(target.read_text(encoding="utf-8"))


def test_every_link_leads_to_a_file_of_the_pack_or_to_a_full_address(pack: Path) -> None:
    broken, checked = [], 0
    for page in sorted(pack.rglob("*.html")):
        text = page.read_text(encoding="utf-8")
        for written in _LINK.findall(text):
            link = html.unescape(written)
            if re.match(r"(https://|mailto:|tel:|data:)", link):
                continue
            path, _, fragment = link.partition("#")
            target = (page.parent / unquote(path.partition("?")[0])).resolve() if path else page
            checked += 1
            if not _leads(pack, target, unquote(fragment)):
                broken.append(f"{page.relative_to(pack)}: {link}")
    assert broken == []
    assert checked > 1000


def test_nothing_needs_a_server(pack: Path) -> None:
    for page in pack.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert 'role="search"' not in text, page
        assert "crossorigin" not in text, page
    assert not list(pack.rglob("*.br"))
    assert not list((pack / "site").glob("search*"))


def test_other_frameworks_stay_out(pack: Path) -> None:
    assert [p.name for p in (pack / "site/compliance").iterdir() if "iso" in p.name or "regulation" in p.name] == []
    assert (pack / f"site/ru/compliance/{FRAMEWORK}/index.html").is_file()


def test_manifest_and_signature(pack: Path, keys: tuple[Path, Path]) -> None:
    assert verify(pack, None, keys[1]) == ()
    page = pack / f"site/compliance/{FRAMEWORK}/index.html"
    whole = page.read_bytes()
    page.write_bytes(whole + b" ")
    assert [p.rule for p in verify(pack, None, keys[1])] == ["V04"]
    page.write_bytes(whole)


def test_the_same_pack_twice_is_the_same_file(root: Path, released: Path, tmp_path: Path) -> None:
    one, two = (_pack(root, released, tmp_path / f"{name}.zip", {}) for name in ("one", "two"))
    assert one.with_suffix(".zip").read_bytes() == two.with_suffix(".zip").read_bytes()
    assert is_whole(verify(one, None, tmp_path / "none"))


def test_an_unknown_framework_is_told_with_the_known_ones(root: Path, released: Path, tmp_path: Path) -> None:
    with pytest.raises(CouldNotRun, match=r"There is no framework iaar.*Known frameworks: esg-2015, iso-9001-2015"):
        evidence(released, "iaar", USUAL, load_words(root, USUAL, []), {}, tmp_path / "pack.zip", pdf=False)


@pytest.mark.browser
def test_a_reader_walks_through_the_pack_in_every_language(pack: Path, browser: Browser) -> None:
    page = browser.new_page()
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(request.url) if request.failure != LEFT else None)
    for lang in LANGUAGES:
        page.goto((pack / index_name(USUAL, lang)).as_uri())
        expect(page.locator("html")).to_have_attribute("lang", lang)
        page.locator("main p a").first.click()
        expect(page.locator("html")).to_have_attribute("lang", lang)
        assert f"compliance/{FRAMEWORK}/index.html" in page.url
        page.locator("main a[href$='index.html']:visible").first.click()
        assert page.url.startswith("file://")
        expect(page.locator("h1")).to_have_count(1)
        for other in LANGUAGES:
            page.locator(f".languages a[lang={other}]").click()
            expect(page.locator("html")).to_have_attribute("lang", other)
    assert failed == []
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize(("lang", "letters"), [("kk", "әғқңөұүі"), ("ru", "щэюя"), ("en", "quality")])
def test_the_report_has_an_outline_tags_and_every_letter(pack: Path, lang: str, letters: str) -> None:
    file = pack / f"report-{lang}.pdf"
    if not file.is_file():
        pytest.skip("no Chromium: install it with scripts/system-packages.sh as root")
    with pikepdf.open(file) as pdf, pdf.open_outline() as outline:
        assert outline.root[0].title
        assert sum(len(item.children) for item in outline.root) >= 2
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang) == lang
        assert str(pdf.docinfo.CreationDate) == f"D:{DAY:%Y%m%d}000000Z"
    text = extract_text(file).lower()
    assert all(letter in text for letter in letters) if lang != "en" else letters in text
    printed = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, text=True, check=True).stdout
    assert "\N{REPLACEMENT CHARACTER}" not in printed


def _targets(file: Path) -> set[str]:
    with pikepdf.open(file) as pdf:
        notes = [note for sheet in pdf.pages for note in sheet.get("/Annots", ())]
        return {str(note.A.URI) for note in notes if "/A" in note and "/URI" in note.A}


@pytest.mark.browser
@pytest.mark.parametrize("lang", LANGUAGES)
def test_links_of_a_report_lead_to_files_of_the_pack(pack: Path, lang: str) -> None:
    file = pack / f"report-{lang}.pdf"
    if not file.is_file():
        pytest.skip("no Chromium: install it with scripts/system-packages.sh as root")
    targets = _targets(file)
    local = {target for target in targets if not re.match(r"(https://|mailto:|tel:)", target)}
    assert len(local) > 10
    for target in local:
        path, _, fragment = target.partition("#")
        assert _leads(pack, (pack / unquote(path)).resolve(), unquote(fragment)), target


@pytest.mark.browser
def test_no_pdf_names_a_folder_of_this_machine(pack: Path) -> None:
    for file in sorted(pack.rglob("*.pdf")):
        with pikepdf.open(file) as pdf:
            for thing in pdf.objects:
                if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
                    told = thing.unparse(resolved=True) if isinstance(thing, pikepdf.Dictionary) else thing.read_bytes()
                    assert b"file:" not in told, file
                    assert b"/tmp/" not in told, file
                    assert str(pack).encode() not in told, file
        printed = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, text=True, check=True).stdout
        assert "file:" not in printed, file
        assert "/pack/" not in printed, file


@pytest.mark.browser
@pytest.mark.parametrize("lang", LANGUAGES)
def test_labels_of_states_are_whole_words(pack: Path, root: Path, lang: str) -> None:
    """A label broken inside a word comes out of the PDF as two words."""
    words = load_words(root, USUAL, [])[lang]
    printed = subprocess.run(
        ["pdftotext", "-layout", str(pack / f"report-{lang}.pdf"), "-"], capture_output=True, text=True, check=True
    )
    for state in ("partly", "gap"):
        assert words.text(f"compliance.state.{state}") in printed.stdout


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_index_begins_with_the_clauses(pack: Path, root: Path, lang: str) -> None:
    text = (pack / index_name(USUAL, lang)).read_text(encoding="utf-8")
    words = load_words(root, USUAL, [])[lang]
    contents = text.index(f'<h2 id="contents">{words.text("evidence.clauses")}</h2>')
    assert contents < text.index(f"<h2>{words.text('evidence.pages')}</h2>")
    numbers = re.findall(r'<th scope="row"><a href="#c-[\d-]+">([\d.]+) ', text)
    assert numbers == [f"1.{number}" for number in range(1, 11)]
    assert text.count('class="state"') == 10
