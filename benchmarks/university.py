"""Generates synthetic universities of any size in the proportions of the real one: processes, programmes, surveys, data.

Everything in them is invented or a numbered variant of a real record without what ties it to the real university. The small
university of the tests supplies what every site has once: disclosures, a framework, a quality system, hand-written pages.
"""

from __future__ import annotations

import csv
import datetime as dt
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count as count_from
from itertools import islice, product
from pathlib import Path
from typing import Any

import yaml

from benchmarks.demo_surveys import write_surveys
from transparency.opendata import open_data
from transparency.registry.check import check
from transparency.registry.load import load
from transparency.site.views import all_pages

ROOT = Path(__file__).resolve().parent.parent
LINKED = ("transparency", "scripts")
DAY = dt.date(2026, 11, 21)
OWN = ("organisation.yml", "terms.yml")
"""Registers that variants of real cards lean on; the small university's own records are added to the real ones."""
QUESTIONS = ("clarify", "iso_9001_clarify", "process", "parent", "title_variants", "code_aliases", "aliases")
"""Fields that tie a real record to others of its university."""


@dataclass(frozen=True, slots=True)
class Parts:
    """How many records of each kind that grows."""

    processes: int
    programmes: int
    surveys: int

    def times(self, factor: float) -> Parts:
        """The same proportions at another size, rounded down."""
        return Parts(*(int(factor * n) for n in (self.processes, self.programmes, self.surveys)))


REAL = Parts(
    len(list((ROOT / "data/processes").glob("*.yml"))),
    (ROOT / "demo/programmes/programmes.csv").read_text(encoding="utf-8").count("\n") - 1,
    len(list((ROOT / "demo/surveys/questionnaires").glob("*.yml"))),
)
"""The proportions."""
LANGUAGES = ("kk", "kk | ru", "ru", "kk | ru | en", "en")
"""Languages of instruction, in turn."""
GROWING = ("processes/p", "programmes/", "surveys/s")
"""Addresses of pages that are there once for each record or figure."""


def university(root: Path, pages: int) -> None:
    """A university whose site has exactly ``pages`` generated pages in each language."""
    base(root)
    fixed = count(root)
    parts = REAL.times((pages - fixed) / growing_pages())
    write_processes(root, parts.processes)
    write_surveys(root, parts.surveys)
    write_programmes(root, pages - count(root))
    assert count(root) == pages, f"{count(root)} pages instead of {pages}"


def with_surveys(root: Path, number: int) -> None:
    """A university that grows by surveys alone."""
    base(root)
    write_surveys(root, number)


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
    for name in LINKED:
        (root / name).symlink_to(ROOT / name)
    shutil.copytree(ROOT / "data/clauses", root / "data/clauses", dirs_exist_ok=True)
    for name in OWN:
        _unite(root / "data" / name, ROOT / "data" / name)
    _name(root / "data/site.yml")


def _unite(file: Path, real: Path) -> None:
    """Adds the records of the real register that the small one lacks."""
    own, other = _read(file), detached(_read(real))
    for name, records in other.items():
        known = {record["id"] for record in own[name]}
        own[name] += [record for record in records if record["id"] not in known]
    _write(file, own)


def _name(file: Path) -> None:
    """Goes by its full name: two capital letters and a full stop before a title would look like initials."""
    settings = _read(file)
    settings["institution"]["short_name"] = settings["institution"]["name"]
    _write(file, settings)


def detached(value: Any) -> Any:
    """A record without what ties it to other records of the real university."""
    if isinstance(value, dict):
        return {key: detached(part) for key, part in value.items() if key not in QUESTIONS}
    return [detached(part) for part in value] if isinstance(value, list) else value


def write_processes(root: Path, number: int) -> None:
    """Adds numbered variants of the real cards, and the groups of the process map that they stand in."""
    models = sorted((ROOT / "data/processes").glob("p*.yml"))
    present = len(list((root / "data/processes").glob("p*.yml")))
    cards = [_card(models[i % len(models)], present + 1 + i) for i in range(number)]
    for card in cards:
        _write(root / f"data/processes/{card['id']}.yml", card)
    chart = root / "data/architecture.yml"
    own, real = _read(chart), _read(ROOT / "data/architecture.yml")
    found = Counter(card["category"] for card in cards) + Counter({c["id"]: c["count"] for c in own["categories"]})
    groups = [detached(group) for group in real["categories"] if group["id"] in found]
    _write(chart, {**own, "categories": [{**group, "count": found[group["id"]]} for group in groups]})


def _card(model: Path, number: int) -> Mapping[str, Any]:
    """The card under another number, title and code; its ids follow. A place without an answer gets one."""
    own = f"p{number:02}"
    card = detached(yaml.safe_load(model.read_text(encoding="utf-8").replace(f"{model.stem}-", f"{own}-")))
    title = {lang: f"{text} {number}" for lang, text in card["title"].items()}
    places = {place: {"who": card[place]["who"] or ["rector"]} for place in ("owner", "manager", "participants")}
    return {**card, **places, "id": own, "number": number, "code": f"SYN-{number}", "title": title}


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
    words = _read(Path(__file__).with_name("programme_titles.yml"))
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


def _read(file: Path) -> Any:
    return yaml.safe_load(file.read_text(encoding="utf-8"))


class _WithoutAnchors(yaml.SafeDumper):
    """Writes a value out wherever it is used; the loader refuses anchors and aliases (Y10)."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _write(file: Path, value: object) -> None:
    file.write_text(yaml.dump(value, Dumper=_WithoutAnchors, allow_unicode=True, sort_keys=False), encoding="utf-8")
