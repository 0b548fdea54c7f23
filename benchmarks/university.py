"""Generates synthetic universities of any size: programmes and surveys in the proportions of the real one.

Everything in them is invented. The institution of the tests supplies what every site has once: disclosures, a framework, a
quality system, hand-written pages.
"""

from __future__ import annotations

import csv
import datetime as dt
import shutil
from collections.abc import Iterator
from itertools import count as count_from
from itertools import islice, product
from pathlib import Path

from benchmarks.demo_surveys import read_yaml, write_surveys, write_yaml
from transparency.opendata import open_data
from transparency.registry.check import check
from transparency.registry.load import load
from transparency.site.views import all_pages

ROOT = Path(__file__).resolve().parent.parent
LINKED = ("hooks", "mkdocs.yml", "licences")
COPIED = ("data", "demo", "docs")
DAY = dt.date(2026, 11, 21)
REAL_PROGRAMMES = (ROOT / "demo/programmes/programmes.csv").read_text(encoding="utf-8").count("\n") - 1
REAL_SURVEYS = len(list((ROOT / "demo/surveys/questionnaires").glob("*.yml")))
"""The proportions."""
LANGUAGES = ("kk", "kk | ru", "ru", "kk | ru | en", "en")
"""Languages of instruction, in turn."""
GROWING = ("programmes/", "surveys/s")
"""Addresses of pages that are there once for each record or figure."""


def university(root: Path, pages: int) -> None:
    """A university whose site has exactly ``pages`` generated pages in each language."""
    base(root)
    write_surveys(root, int(REAL_SURVEYS * (pages - count(root)) / growing_pages()))
    write_programmes(root, pages - count(root))
    assert count(root) == pages, f"{count(root)} pages instead of {pages}"


def copy_of_real(root: Path) -> None:
    """The real university as it is."""
    root.mkdir()
    for name in LINKED:
        (root / name).symlink_to(ROOT / name)
    for name in COPIED:
        shutil.copytree(ROOT / name, root / name)


def count(root: Path) -> int:
    """Generated pages of one language, without drawing or writing any."""
    return len(_page_ids(root))


def growing_pages() -> int:
    """Pages of the real site that are there for a record or a figure."""
    return sum(page.startswith(GROWING) and not page.endswith("/index") for page in _page_ids(ROOT))


def _page_ids(root: Path) -> list[str]:
    draft, problems = load(root, demo=root == ROOT)
    registry, found = check(draft, DAY) if draft else (None, ())
    data = open_data(registry, None, full=False)[0] if registry else None
    if registry is None or data is None:
        raise SystemExit("\n".join(map(str, (*problems, *found))))
    return [page.id for page in all_pages.pages(registry, data.catalogue)]


def base(root: Path) -> None:
    """A university that can be built and has two processes, two programmes and no survey."""
    shutil.copytree(ROOT / "tests/institutions/full", root, ignore=shutil.ignore_patterns("demo", "__pycache__"))
    shutil.copytree(ROOT / "data/clauses", root / "data/clauses", dirs_exist_ok=True)
    _name(root / "data/site.yml")


def _name(file: Path) -> None:
    """Goes by its full name: two capital letters and a full stop before a title would look like initials."""
    settings = read_yaml(file)
    settings["institution"]["short_name"] = settings["institution"]["name"]
    write_yaml(file, settings)


def write_programmes(root: Path, number: int) -> None:
    """Adds invented programmes, each with the modules, outcomes and decisions of a demonstration one."""
    source, target = ROOT / "demo/programmes", root / "data/programmes"
    models = [row["id"] for row in _rows(source / "programmes.csv")]
    named = list(islice(_titles(), number))
    for table in ("programmes", "modules", "outcomes", "accreditations"):
        rows: dict[str, list[dict[str, str]]] = {}
        for row in _rows(source / f"{table}.csv"):
            rows.setdefault(row["id" if table == "programmes" else "programme"], []).append(row)
        with (target / f"{table}.csv").open("a", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            for i, title in enumerate(named):
                made = (_row(row, table, title, i) for row in rows.get(models[i % len(models)], ()))
                writer.writerows(row.values() for row in made)


def _titles() -> Iterator[dict[str, str]]:
    """Titles without end, no two alike: subject and profile, then the same again with a number."""
    words = read_yaml(Path(__file__).with_name("programme_titles.yml"))
    for turn in count_from(1):
        number = f" {turn}" if turn > 1 else ""
        for profile, subject in product(words["profiles"], words["subjects"]):
            yield {lang: f"{subject[lang]}: {profile[lang]}{number}" for lang in subject}


def _row(row: dict[str, str], table: str, title: dict[str, str], number: int) -> dict[str, str]:
    """The row for the programme ``title``."""
    own = f"demo-{title['en'].split(':')[0].lower().replace(' ', '-')}-{number + 1}"
    if table != "programmes":
        decision = {"id": f"{row['id']}-{number}", "status": "actual"} if "id" in row else {}
        return {**row, "programme": own} | decision
    titles = {f"title_{lang}": text for lang, text in title.items()}
    facts = {"id": own, "code": f"{row['code']}-{number}", "languages": LANGUAGES[number % len(LANGUAGES)]}
    ties = {"forms": "full-time", "unit": "quality-office", "graduate_indicator": "p01-k1", "employer_indicator": ""}
    return {**row, **titles, **facts, **ties, "status": "actual"}


def _rows(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as text:
        yield from csv.DictReader(text)
