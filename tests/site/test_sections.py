"""Any section or optional file taken away: a problem that says what to do, or a complete site without a trace of it."""

from __future__ import annotations

import re
import shutil
from fnmatch import fnmatch
from pathlib import Path

import pytest
import yaml

from tests.conftest import DATE, FULL, ROOT
from tests.consistency import inconsistencies, written
from transparency.model.problem import Problem, as_text
from transparency.model.sections import SECTIONS, section_of
from transparency.model.text import USUAL
from transparency.registry.load import load
from transparency.registry.record_types import record_types
from transparency.registry.source_files import source_files
from transparency.site.build.build import build
from transparency.site.build.content import content
from transparency.site.views.addresses import address

pytestmark = pytest.mark.usefixtures("warm")

LEVELS = ROOT / "tests/institutions/levels"
PAGES = {section: f"{section}/index" for section in SECTIONS} | {"quality": "compliance/quality"}
"""Section -> its first page."""


def _use(root: Path, *sections: str) -> str:
    """Writes the setting and removes the files of all other sections; answers with the address of the site."""
    file = root / "data/site.yml"
    settings = yaml.safe_load(file.read_text("utf-8"))
    file.write_text(yaml.safe_dump({**settings, "sections": list(sections)}, allow_unicode=True), "utf-8")
    for one in record_types().values():
        if one.section is not None and one.section not in sections:
            for folder in ("data", "demo"):
                _remove(root / folder / one.files.partition("/")[0])
    for page in list((root / "docs").rglob("*.md")):
        section = section_of(page.relative_to(root / "docs").as_posix().partition("/")[2].removesuffix(".md"))
        if section is not None and section not in sections:
            page.unlink()
    return str(settings["url"])


def _unlink(root: Path, *sections: str) -> None:
    """Takes out of declared facts what refers to a page of another section, as whoever removes the section has to."""
    for file in (root / "data/disclosures").glob("*.yml"):
        record = yaml.safe_load(file.read_text("utf-8"))
        for fact in record.get("content", {}).get("facts", ()):
            if section_of(fact.get("page", "")) not in (None, *sections):
                del fact["page"]
                file.write_text(yaml.safe_dump(record, allow_unicode=True, sort_keys=False), "utf-8")


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _copy(institution: Path, folder: Path) -> Path:
    return shutil.copytree(institution, folder / "institution", ignore=shutil.ignore_patterns("__pycache__"))


def _is_clear(problems: tuple[Problem, ...]) -> bool:
    """Every problem names a file and says what to do."""
    return bool(problems) and all(one.file and one.what and one.advice for one in problems)


def _traces(site: Path, section: str) -> list[str]:
    """The first page of a section, and files that name it."""
    start = address(PAGES[section])
    pages = [site / lang / start / "index.html" for lang in ("", "ru", "en")]
    named = re.compile(rf'["/]{re.escape(start)}["#<]')
    texts = [one for one in site.rglob("*") if one.suffix in (".html", ".xml", ".json", ".jsonld", ".atom")]
    found = [one for one in texts if named.search(one.read_text("utf-8"))]
    return [str(one.relative_to(site)) for one in (*(page for page in pages if page.exists()), *found)]


@pytest.mark.slow
@pytest.mark.parametrize("section", SECTIONS)
def test_a_site_without_one_section(tmp_path: Path, section: str) -> None:
    """The small institution with an answer to a clause on every page of it, so most sections leave answers without a place."""
    root = _copy(FULL, tmp_path)
    left = [one for one in SECTIONS if one != section and (one, section) != ("reports", "surveys")]
    url = _use(root, *left)
    built, problems = build(root, root / "site", {"SITE_DATE": DATE.isoformat()}, demo=True)
    if built is None:
        assert _is_clear(problems), as_text(problems)
        return
    assert list(inconsistencies(root / "site", url, USUAL)) == []
    assert _traces(root / "site", section) == []


@pytest.mark.slow
@pytest.mark.parametrize("section", [one for one in SECTIONS if one not in ("surveys", "reports", "programmes")])
def test_a_site_with_one_section(tmp_path: Path, section: str) -> None:
    """No section needs another one but reports, which are made of surveys."""
    root = _copy(LEVELS, tmp_path)
    (root / "data/compliance/mandatory-items.yml").unlink()
    url = _use(root, section)
    _unlink(root, section)
    found, problems = content(root, DATE, full=True)
    assert found is not None, as_text(problems)
    written(root, found, DATE)
    assert list(inconsistencies(root / "site", url, USUAL)) == []
    assert [one for other in SECTIONS if other != section for one in _traces(root / "site", other)] == []


@pytest.mark.slow
def test_what_is_used_and_has_no_records_says_who_owes_it(tmp_path: Path) -> None:
    root = _copy(LEVELS, tmp_path)
    (root / "data/compliance/mandatory-items.yml").unlink()
    _use(root, "disclosures", "programmes", "compliance", "open-data")
    shutil.rmtree(root / "data/disclosures")
    url = yaml.safe_load((root / "data/site.yml").read_text("utf-8"))["url"]
    found, problems = content(root, DATE, full=True)
    assert found is not None, as_text(problems)
    written(root, found, DATE)
    assert list(inconsistencies(root / "site", url, USUAL)) == []
    for page in ("disclosures", "programmes", "compliance", "open-data/programmes"):
        html = (root / "site/en" / page / "index.html").read_text("utf-8")
        assert "<div><dt>To be supplied by</dt><dd>Quality Office</dd></div>" in html, page
    assert not (root / "site/open-data/files/programmes.csv").exists()


OPTIONAL = sorted(
    name
    for name in source_files(FULL, demo=True).names
    if name not in ("data/site.yml",) and "/attachments/" not in name
)


def _kind(name: str) -> str:
    """Files that are records of one type are of one kind; any other file is the only one of its kind."""
    folder, _, place = name.partition("/")
    patterns = (one.files for one in record_types().values() if "*" in one.files)
    return f"{folder}/{next((pattern for pattern in patterns if fnmatch(place, pattern)), place)}"


PARTS = 8
"""Tests over which the files are divided: each takes every eighth."""


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_a_site_without_one_file(small: Path, part: int) -> None:
    """Whatever file is missing, a problem says what to do or there are pages, and of one file a kind a complete site."""
    url = yaml.safe_load((small / "data/site.yml").read_text("utf-8"))["url"]
    wrong = {}
    first = {_kind(name): name for name in reversed(OPTIONAL)}
    for name in OPTIONAL[part::PARTS]:
        data = (small / name).read_bytes()
        (small / name).unlink()
        found, problems = content(small, DATE, demo=True)
        if found is None:
            wrong[name] = [] if _is_clear(problems) else [*map(str, problems)]
        elif first[_kind(name)] == name:
            wrong[name] = list(inconsistencies(written(small, found, DATE), url, USUAL))
        (small / name).write_bytes(data)
    assert {name: told for name, told in wrong.items() if told} == {}


def test_files_of_a_section_that_is_not_used_are_one_problem(small: Path) -> None:
    file = small / "data/site.yml"
    file.write_text(f"sections: [processes, disclosures]\n{file.read_text('utf-8')}", "utf-8")
    _, problems = load(small)
    told = [problem for problem in problems if problem.rule == "A03"]
    places = [problem.file.split("/")[1] for problem in told]
    assert places == ["approvals.yml", "compliance", "indicators", "programmes", "surveys"]
    assert told[0].what == 'data/site.yml does not use the section "quality", to which 11 files belong.'
    assert told[0].advice == 'Remove the files, or add "quality" to sections in data/site.yml.'


@pytest.mark.parametrize(
    ("sections", "what"),
    [
        ("[reports, quality]", "cannot be used without them"),
        ("[quality, quality]", "a section is named twice"),
        ("[qualities]", "is not one of the known words"),
    ],
)
def test_a_wrong_setting_is_a_problem(small: Path, sections: str, what: str) -> None:
    file = small / "data/site.yml"
    file.write_text(f"sections: {sections}\n{file.read_text('utf-8')}", "utf-8")
    draft, problems = load(small)
    assert draft is None
    assert any(what in str(problem.what) for problem in problems)
