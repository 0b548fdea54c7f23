"""The list of source files: what it allows is read by something, what is read is allowed, and nothing else is published."""

from __future__ import annotations

import datetime as dt
import io
import random
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.conftest import DATE, copy_of_small
from transparency.model.problem import CouldNotRun, as_text
from transparency.model.product_files import LAYOUT
from transparency.model.text import LANGUAGES, USUAL
from transparency.registry.source_files import DEEPEST, places, source_files
from transparency.site.build import build as module
from transparency.site.build.build import build
from transparency.site.build.content import content
from transparency.site.build.spelling import DICTIONARIES, reviewed
from transparency.site.views.addresses import path

PICTURE = io.BytesIO()
Image.new("RGB", (40, 30), "teal").save(PICTURE, "PNG")
PAGES = ("docs/kk/about/index.md", "docs/ru/about/index.md", "docs/en/about/index.md")


def _write(root: Path, name: str, data: bytes) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_bytes(data)


def _say(root: Path, page: str, text: str) -> None:
    with (root / page).open("a", encoding="utf-8") as file:
        file.write(f"\n{text}\n")


def _rules(root: Path) -> list[str]:
    return [problem.rule for problem in content(root, DATE)[1]]


# --- the list itself ------------------------------------------------------------------------------------------------


def test_the_real_sources_are_all_in_the_list(root: Path) -> None:
    assert source_files(root, demo=True).problems == ()


_opened: list[str] = []
_listening: list[bool] = []


def _listen(event: str, arguments: tuple[object, ...]) -> None:
    if _listening and event == "open" and isinstance(arguments[0], str | Path):
        _opened.append(str(arguments[0]))


sys.addaudithook(_listen)


@contextmanager
def _files_opened() -> Iterator[list[str]]:
    _opened.clear()
    _listening.append(True)
    try:
        yield _opened
    finally:
        _listening.pop()


def _one_of_each_place(root: Path) -> list[str]:
    """Files for the patterns without a star that the small institution lacks, and one for each pattern with a star."""
    names = []
    for folder in ("data", "demo"):
        for pattern in places()[folder]:
            one = pattern.replace("strings/*", "strings/kk")  # words are read for the languages of the site
            name = f"{folder}/{one.replace('*', 'zz')}"
            names.append(name)
            if not (root / name).exists():
                _write(root, name, b"")
    return names


def test_every_place_of_records_is_read(small: Path) -> None:
    names = _one_of_each_place(small)
    assert len(names) > 50
    with _files_opened() as opened:
        content(small, DATE, demo=True)
    unread = [name for name in names if str(small / name) not in opened and name not in READ_BY_COMMANDS]
    assert unread == []


READ_BY_COMMANDS = (
    *("data/exceptions.yml", "data/surveys/notes.yml", "demo/surveys/notes.yml"),
    *(f"data/dictionary/{lang}.txt" for lang in DICTIONARIES),
)
"""The gate reads the register of exceptions, `scripts/aggregate.py` the standing notes, the check of spelling its words."""


def test_a_list_of_words_in_a_language_whose_spelling_is_not_checked_has_no_place(small: Path) -> None:
    _write(small, "data/dictionary/zz.txt", b"zz\n")
    (problem,) = source_files(small).problems
    assert (problem.rule, problem.file) == ("A03", "data/dictionary/zz.txt")


def test_the_spelling_reads_the_words_of_the_institution(small: Path) -> None:
    for lang in DICTIONARIES:
        _write(small, f"data/dictionary/{lang}.txt", f"quokka{lang}\n".encode())
        assert f"quokka{lang}" in reviewed(lang, small) - reviewed(lang)


def test_depth_is_bounded(small: Path) -> None:
    _write(small, f"docs/kk/{'a/' * (DEEPEST + 1)}x.md", b"")
    assert "A03" in _rules(small)
    _write(small, f"docs/kk/{'a/' * 900}x.md", b"")
    assert "A03" in _rules(small)


def test_every_problem_is_found_in_one_run(small: Path) -> None:
    for name in ("docs/kk/a.exe", "docs/kk/B.md", "data/x/y.yml"):
        _write(small, name, b"x")
    assert {"A03", "A04", "A05"} <= set(_rules(small))


def test_nothing_is_opened_before_links_are_refused(small: Path) -> None:
    (small / "docs/kk/about/link.md").symlink_to("/etc/hostname")
    with _files_opened() as opened:
        found, problems = module._content(small, DATE, {"SITE_DATE": DATE.isoformat()}, None, demo=False)
    assert found is None
    assert [p.rule for p in problems] == ["A01"]
    assert [name for name in opened if name.startswith(str(small))] == []


# --- pictures and links ---------------------------------------------------------------------------------------------


def test_a_picture_of_the_default_language_serves_the_others(small: Path) -> None:
    _write(small, "docs/kk/about/hall.png", PICTURE.getvalue())
    for page in PAGES[:2]:
        _say(small, page, "![Hall](hall.png)")
    found, problems = content(small, DATE)
    assert found is not None, as_text(problems)
    assert {path for path in found.files if path.endswith("hall.png")} == {"about/hall.png", "ru/about/hall.png"}


@pytest.mark.parametrize(
    "written",
    [
        "![Hall](hall.png)",
        "[Hall](hall.png)",
        "![Hall][1]\n\n[1]: hall.png",
        '![Hall](<hall.png> "title")',
        "![Hall](./hall.png)",
    ],
)
def test_every_way_of_naming_a_picture_counts(small: Path, written: str) -> None:
    _write(small, "docs/kk/about/hall.png", PICTURE.getvalue())
    assert _rules(small) == ["A08"]
    _say(small, PAGES[0], written)
    assert _rules(small) == []


@pytest.mark.parametrize(
    "written",
    [
        "![Hall](hal.png)",
        "[Form](../../../data/site.yml)",
        "[Form](../disclosures/files/none.pdf)",
        "![x](../../ru/about/hall.png)",
        "[x](http-notes.txt)",
    ],
)
def test_a_link_to_a_file_that_is_not_there_is_refused(small: Path, written: str) -> None:
    _say(small, PAGES[0], written)
    problems = content(small, DATE)[1]
    assert [(p.rule, p.file) for p in problems] == [("A10", PAGES[0])]
    assert (small / PAGES[0]).read_text("utf-8").splitlines()[problems[0].line - 1] == written


def test_a_file_under_embargo_can_be_linked_to_from_its_day_on(small: Path) -> None:
    data = (small / "data/attachments/licence-annex-1.pdf").read_bytes()
    _write(small, "data/attachments/plan.pdf", data)
    words = "{kk: Мәтін., ru: Текст., en: Text.}"
    photo = f"{{file: plan.pdf, title: {words}, language: kk, sha256: {sha256(data).hexdigest()}, summary: {words}}}"
    record = f"id: plan\nitem: contacts\ntitle: {words}\nbasis: {words}\ntext: {words}\nphotos: [{photo}]\n"
    record += "unit: quality-office\nsubmitted_on: 2026-11-01\npublic_from: 2026-12-01\n"
    _write(small, "data/entries/plan.yml", record.encode())
    assert content(small, dt.date(2026, 11, 30))[1] == ()
    _say(small, PAGES[1], "[Plan](../disclosures/files/plan.pdf)")
    (problem,) = content(small, dt.date(2026, 11, 30))[1]
    assert (problem.rule, problem.file) == ("A12", PAGES[1])
    assert "plan.pdf" in (small / PAGES[1]).read_text("utf-8").splitlines()[problem.line - 1]
    assert content(small, dt.date(2026, 12, 1))[1] == ()


TABLES = [
    f"{folder}/{pattern}"
    for folder in ("data", "demo")
    for pattern in places()[folder]
    if pattern.endswith(".csv") and not pattern.startswith("attachments/")
]


@pytest.mark.parametrize("name", TABLES)
def test_no_cell_of_a_table_has_an_invisible_character(small: Path, name: str) -> None:
    """Also in tables that are published as they are; the message names line and column."""
    example = next((small / "demo").glob(name.partition("/")[2]))
    name = f"{name.partition('/')[0]}/{example.relative_to(small / 'demo').as_posix()}"
    header, first, *rest = example.read_text(encoding="utf-8").split("\n")
    column = len(header.split(",")) - 1
    cells = [*first.split(",")[:column], f"{first.split(',')[column]}\u202e"]
    assert len(cells) == column + 1, "the last cell of the first row has no comma before it in quotes"
    _write(small, name, "\n".join([header, first, ",".join(cells), *rest]).encode())
    found = [(p.file, p.line, p.place) for p in content(small, DATE, demo=True)[1] if p.rule == "H01"]
    assert found == [(name, 3, header.split(",")[column])]


@pytest.mark.parametrize("written", ["`![x](none.png)`", "```\n![x](none.png)\n```", "[x](https://example.edu/a.pdf)"])
def test_other_links_are_left_alone(small: Path, written: str) -> None:
    _say(small, PAGES[0], written)
    assert _rules(small) == []


# --- what is published ----------------------------------------------------------------------------------------------

_PART = st.text("abz19-_.AБ é\n\"'", min_size=1, max_size=6)
_ENDINGS = st.sampled_from(["md", "png", "jpg", "yml", "csv", "html", "js", "exe", "MD", "yaml", "svg", "geojson", ""])
_FOLDERS = st.sampled_from(
    (
        *("docs", "docs/kk", "docs/kk/about", "docs/ru/about", "docs/kk/assets", "docs/de"),
        *("docs/kk/node_modules", "docs/.x", "data", "data/processes", "data/attachments"),
        *("data/surveys", "data/strings", "data/other"),
    )
)


@st.composite
def _extra(draw: st.DrawFn) -> tuple[str, str]:
    """A name, and whether a file stands there or a link."""
    name = draw(_PART).strip(". /") or "a"
    ending = draw(_ENDINGS)
    kind = draw(st.sampled_from(["file", "file", "file", "link", "folder-link"]))
    return f"{draw(_FOLDERS)}/{name}{'.' if ending else ''}{ending}", kind


@pytest.mark.integration
@settings(max_examples=60, deadline=None, derandomize=True)
@given(extras=st.lists(_extra(), min_size=1, max_size=3))
def test_any_file_that_nothing_names_is_refused(extras: list[tuple[str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        small = copy_of_small(Path(folder) / "small")
        added = [name for name, kind in extras if _plant(small, name, kind)]
        found, problems = content(small, DATE)
        assert found is None or not added, f"published with {added}"
        assert not added or any(p.rule.startswith(("A", "F09", "L05", "Y", "T")) for p in problems)


def _plant(root: Path, name: str, kind: str) -> bool:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() or path.is_symlink():
        return False
    if kind == "file":
        path.write_bytes(PICTURE.getvalue() if name.endswith((".png", ".jpg")) else b"x")
    else:
        path.symlink_to("/etc/hostname" if kind == "link" else "/etc")
    return True


def _published(site: Path) -> set[str]:
    return {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}


@pytest.mark.slow
def test_the_site_holds_what_was_checked_and_nothing_else(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files that appear between the check and MkDocs stay at home; pictures go out drawn anew; links to files work."""
    _write(small, "docs/kk/about/hall.png", PICTURE.getvalue() + b"<script>alert(1)</script>")
    for page in PAGES:
        _say(small, page, "![Hall](hall.png)\n\n[Licence](../disclosures/files/licence.pdf)")
    listed = tmp_path / "expected.txt"  # the site is made in another process

    def late(root: Path, target: Path, day: str, found: module.Content) -> None:
        chance = random.Random(7)  # noqa: S311
        for number in range(40):
            folder = chance.choice(["docs", "docs/kk/about", "docs/ru", "docs/kk/assets", "overrides", "assets"])
            ending = chance.choice(["png", "html", "js", "pdf", "exe", "txt", "geojson"])
            _write(small, f"{folder}/stray-{number}.{ending}", b"stray")
        (small / "docs/kk/about/stray.png").symlink_to("/etc/hostname")
        pages = {*(page.id for page in found.pages), *(page.id for page in found.registry.prose)}
        addresses = (f"{path(USUAL, page, lang)}index.html" for page in pages for lang in LANGUAGES)
        listed.write_text("\n".join((*found.files, *addresses)), "utf-8")
        generate(root, target, day, found)

    generate = module.generate
    monkeypatch.setattr(module, "generate", late)
    built, problems = build(small, small / "site", {"SITE_DATE": DATE.isoformat()})
    assert built is not None, as_text(problems)
    published, expected = _published(small / "site"), set(listed.read_text("utf-8").splitlines())
    assert {name for name in published if "stray" in name.rpartition("/")[2]} == set()
    assert {name for name in published if name.endswith("hall.png")} == {
        f"{lang}about/hall.png" for lang in ("", "ru/", "en/")
    }
    assert b"<script>" not in (small / "site/about/hall.png").read_bytes()
    layout = {file.relative_to(LAYOUT).as_posix() for file in LAYOUT.rglob("*") if file.is_file()}
    copied = {name for name in layout if not name.endswith(".html")}
    around = {"404.html", "ru/404.html", "en/404.html", "robots.txt", "sitemap.xml"}
    assert {name for name in published if not name.startswith("search-index/")} == expected | around | copied
    for lang, up in (("", "../"), ("ru/", "../../"), ("en/", "../../")):
        page = (small / f"site/{lang}about/index.html").read_text("utf-8")
        assert f'href="{up}disclosures/files/licence.pdf"' in page
        assert 'src="hall.png"' in page
    assert "disclosures/files/licence.pdf" in published


@pytest.mark.parametrize(
    ("setting", "place"),
    [
        ("docs_dir: /etc", "docs_dir"),
        ("theme: {name: material, custom_dir: docs}", "theme.custom_dir"),
        ("extra_javascript: [x.js]", "extra_javascript"),
        ("extra_css: [x.css]", "extra_css"),
        ("extra_templates: [x.html]", "extra_templates"),
    ],
)
def test_settings_that_lead_past_the_list_are_refused(small: Path, setting: str, place: str) -> None:
    settings = yaml.safe_load((small / "mkdocs.yml").read_text(encoding="utf-8")) | yaml.safe_load(setting)
    (small / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    with pytest.raises(CouldNotRun, match=re.escape(f"mkdocs.yml: A11 {place}: ")):
        build(small, small / "site", {"SITE_DATE": DATE.isoformat()})
