"""Edits that people make every week, each as a function that changes the data of an institution."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from transparency.cli.aggregate import main as aggregate


class _Dumper(yaml.SafeDumper):
    """Writes equal values out; the sources may not use anchors."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def save(file: Path, value: object) -> None:
    """Writes a record as an editor would: no anchors, keys in their order."""
    file.write_text(yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False), encoding="utf-8")


@contextmanager
def opened(root: Path, name: str) -> Iterator[Any]:
    """The value of ``data/NAME.yml``; what the caller changes is written back."""
    file = root / f"data/{name}.yml"
    value = yaml.safe_load(file.read_text(encoding="utf-8"))
    yield value
    save(file, value)


def text(kk: str, ru: str, en: str) -> dict[str, str]:
    """A text in the three languages."""
    return {"kk": kk, "ru": ru, "en": en}


def awaiting(root: Path) -> None:
    """Brings the institution into the state before the edits: licence, certificate, head and data licence are still to come."""
    with opened(root, "disclosures/licence") as licence:
        copies = {key: licence["content"][key] for key in ("file", "annexes")}
        owed = {key: value for key, value in licence.items() if not key.endswith("_on") and key != "last_reviewed"}
        licence.clear()
        licence.update(owed, missing_since=dt.date(2026, 9, 1), content={"kind": "licence"} | copies)
    for name, clause in (("accreditation-certificate", "2.2"), ("head", "1.7")):
        item = owed | {"id": name, "clause": clause, "missing_since": dt.date(2026, 9, 1), "content": {"kind": name}}
        save(root / f"data/disclosures/{name}.yml", item)
    with opened(root, "site") as site:
        site["data_licence"]["status"] = "proposed"


def _count(root: Path, category: str, change: int) -> None:
    with opened(root, "architecture") as architecture:
        next(one for one in architecture["categories"] if one["id"] == category)["count"] += change


def _new_process(root: Path, number: int, category: str, title: dict[str, str]) -> None:
    card = (root / "data/processes/p01.yml").read_text(encoding="utf-8").replace("p01", f"p{number:02}")
    (root / f"data/processes/p{number:02}.yml").write_text(card, encoding="utf-8")
    with opened(root, f"processes/p{number:02}") as process:
        process.update(number=number, category=category, title=title)


def add_process(root: Path) -> None:
    _new_process(root, 3, "core", text("Ғылым", "Наука", "Research"))
    _count(root, "core", +1)


def retire_process(root: Path) -> None:
    """p02 goes, p05 stands in its place and in every list that names it; the old address leads to the new card."""
    _new_process(root, 5, "core", text("Сабақ беру", "Преподавание", "Lecturing"))
    (root / "data/processes/p02.yml").unlink()
    with opened(root, "corrections") as register:
        register["corrections"] = [one for one in register["corrections"] if "p02" not in one["processes"]]
    for name in ("absent", "relations"):
        file = root / f"data/{name}.yml"
        file.write_text(file.read_text(encoding="utf-8").replace("processes/p02", "processes/p05"), encoding="utf-8")
    with opened(root, "redirects") as register:
        register["redirects"] = [{"old": "/processes/p02/", "new": "/processes/p05/", "since": dt.date(2026, 11, 20)}]


def change_owner(root: Path) -> None:
    with opened(root, "processes/p01") as process:
        process["owner"]["who"] = ["quality-office"]


def set_target(root: Path) -> None:
    with opened(root, "processes/p01") as process:
        target = {"value": 87, "direction": "at-least", "unit": text("пайыз", "процент", "per cent")}
        process["indicators"][0]["target"] = target


def add_licence_number(root: Path) -> None:
    with opened(root, "disclosures/licence") as item:
        _publish(item, number="EX-77", issued_on=dt.date(2020, 5, 5), issuer=text("Орган", "Орган", "Authority"))


def add_certificate(root: Path) -> None:
    with opened(root, "disclosures/licence") as licence:
        copies = {"file": licence["content"]["file"], "annexes": licence["content"]["annexes"]}
    with opened(root, "disclosures/accreditation-certificate") as item:
        _publish(
            item,
            number="AC-12",
            agency=text("Агенттік", "Агентство", "Agency"),
            standard=text("Стандарт", "Стандарт", "Standard"),
            valid_from=dt.date(2025, 1, 1),
            valid_until=dt.date(2030, 1, 1),
            **copies,
        )


def confirm_data_licence(root: Path) -> None:
    with opened(root, "site") as site:
        site["data_licence"]["status"] = "confirmed"


def name_head(root: Path) -> None:
    name = text("Ахметов Ерлан Болатұлы", "Ахметов Ерлан Болатович", "Yerlan Akhmetov")
    reception = {"phones": ["+77172000001"], "emails": ["rector@university.example"]}
    with opened(root, "disclosures/head") as item:
        _publish(item, post="rector", name=name, **reception)
    with opened(root, "exceptions") as register:
        values = [("name", value) for value in name.values()]
        values += [("phone", reception["phones"][0]), ("email", reception["emails"][0])]
        register["exceptions"] += [_exception(kind, value) for kind, value in values]


def _exception(kind: str, value: str) -> dict[str, object]:
    ground = "the regulation of an invented university names its invented head"
    return {
        "kind": kind,
        "value": value,
        "ground": ground,
        "where": ["**"],
        "until": dt.date(2031, 12, 31),
        "decided_by": "the tests",
    }


def _publish(item: dict[str, Any], **facts: object) -> None:
    """The unit has handed in what it owed."""
    days = dict.fromkeys(("submitted_on", "published_on", "last_reviewed"), dt.date(2026, 11, 10))
    del item["missing_since"]
    item.update(days, updated=dt.date(2026, 11, 10))
    item["content"].update(facts)


def rename_unit(root: Path) -> None:
    with opened(root, "organisation") as organisation:
        organisation["units"][0]["title"] = text("Сапа орталығы", "Центр качества", "Quality Centre")


def add_programmes(root: Path) -> None:
    programmes = (
        "example-physics,6B05,Физика,Физика (ru),Physics,bachelor,05,kk,full-time,240,4,quality-office,,,,,,2026-11-10,actual\n"
        "example-music,7M02,Музыка,Музыка (ru),Music,master,02,ru,full-time,120,2,quality-office,,,,,,2026-11-10,actual\n"
    )
    _append(root / "data/programmes/programmes.csv", programmes)
    modules = (
        "example-physics,1,Механика,Механика (ru),Mechanics,compulsory,5,1\n"
        "example-music,1,Гармония,Гармония (ru),Harmony,compulsory,5,1\n"
    )
    _append(root / "data/programmes/modules.csv", modules)


def _append(file: Path, lines: str) -> None:
    file.write_text(file.read_text(encoding="utf-8") + lines, encoding="utf-8")


def add_survey_wave(root: Path) -> None:
    """A survey that nobody has invented: its questionnaire, its calendar, and the answers of one wave, aggregated."""
    surveys = root / "data/surveys"
    (surveys / "questionnaires").mkdir()
    for name in ("calendar.yml", "units.csv"):
        shutil.copy(root / "demo/surveys" / name, surveys / name)
    asked = surveys / "questionnaires/q2.yml"
    asked.write_text((root / "demo/surveys/questionnaires/q1.yml").read_text(encoding="utf-8").replace("Q1", "Q2"))
    for file in (surveys / "calendar.yml", asked):
        said = file.read_text(encoding="utf-8").replace("Q1", "Q2").replace("Quokka survey", "Student survey")
        file.write_text(said, encoding="utf-8")
    raw = root.parent / f"{root.name}-answers-2025.csv"
    rows = [f"r{n};t{n};2025-05-{n % 28 + 1:02} 10:00:00;иә;;{n % 3 + 3};{n % 4 + 2}" for n in range(60)]
    raw.write_text("\n".join(("id;token;time;consent;themes;A1;A2", *rows, "")), encoding="utf-8")
    assert aggregate(["--root", str(root), "run", str(asked), f"2025={raw}"]) == 0


def add_waiver(root: Path) -> None:
    with opened(root, "waivers") as register:
        reason = text("Орган қарап жатыр.", "Документ на рассмотрении.", "The authority still examines it.")
        waiver = {"id": "licence-2026", "item": "licence", "granted_by": "rector", "reason": reason}
        days = {"granted_on": dt.date(2026, 11, 1), "until": dt.date(2027, 3, 1)}
        register["waivers"].append(waiver | days)


def add_news(root: Path) -> None:
    with opened(root, "changes") as register:
        title = text("Жаңа карта", "Новая карта", "A new card")
        said = text("Карта қосылды.", "Карта добавлена.", "A card was added.")
        news = {"id": "new-card", "date": dt.date(2026, 11, 10), "kind": "page", "title": title, "text": said}
        register["changes"].insert(0, news | {"page": "processes/index"})


def add_category(root: Path) -> None:
    """Two groups of processes more than the small university has: no place counts on three."""
    for number, name in ((6, "support"), (7, "improvement")):
        _new_process(root, number, name, text(f"Процесс {name}", f"Процесс ({name})", f"Process of {name}"))
        with opened(root, "architecture") as architecture:
            title = text(f"Топ {name}", f"Группа {name}", f"Group of {name}")
            purpose = text("Жақсарту.", "Улучшать.", "To improve.")
            architecture["categories"].append({"id": name, "title": title, "purpose": purpose, "count": 1})


def change_city(root: Path) -> None:
    with opened(root, "site") as site:
        site["institution"]["city"] = text("Жаңа қала", "город Новый", "New Town")


def without(register: str) -> Callable[[Path], None]:
    """The register has lost its last record: the file goes, or only its key is left."""

    def edit(root: Path) -> None:
        (root / f"data/{register}.yml").unlink()

    return edit


def emptied(register: str) -> Callable[[Path], None]:
    """The last record was deleted, and the key stayed."""

    def edit(root: Path) -> None:
        (root / f"data/{register}.yml").write_text(f"{register}:\n", encoding="utf-8")

    return edit


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of the data, and where readers see it."""

    make: Callable[[Path], None]
    place: str
    """File of the site."""
    shows: str
    """What stands there after the edit and did not before."""


_CSV = "open-data/files"
EDITS: Mapping[str, Edit] = {
    "add a process": Edit(add_process, "en/processes/p03/index.html", "Research"),
    "retire a process": Edit(retire_process, "en/processes/p05/index.html", "Lecturing"),
    "change an owner": Edit(change_owner, f"{_CSV}/processes.csv", "Quality,quality-office,head-of-quality"),
    "set a target": Edit(set_target, "en/processes/p01/index.html", "87"),
    "add a licence number": Edit(add_licence_number, "en/disclosures/licence/index.html", "EX-77"),
    "add a certificate": Edit(add_certificate, "en/disclosures/accreditation-certificate/index.html", "AC-12"),
    "confirm the data licence": Edit(confirm_data_licence, "en/open-data/processes/index.html", "(CC-BY-4.0).</p>"),
    "name the head": Edit(name_head, "en/disclosures/head/index.html", "Yerlan Akhmetov"),
    "rename a unit": Edit(rename_unit, f"{_CSV}/units.csv", "Quality Centre"),
    "add programmes": Edit(add_programmes, "en/programmes/example-physics/index.html", "Mechanics"),
    "add a survey wave": Edit(add_survey_wave, f"{_CSV}/survey-indicators.csv", "Q2,2025"),
    "add a waiver": Edit(add_waiver, "en/disclosures/licence/index.html", "The authority still examines it."),
    "add a news item": Edit(add_news, "en/about/changes/index.html", "A card was added."),
    "add a fourth category": Edit(add_category, "en/processes/improvement/index.html", "Process of improvement"),
    "change the city": Edit(change_city, "en/index.html", "New Town"),
}
"""The everyday edits that add or change something; all of them can be made together."""

REGISTERS = ("waivers", "redirects", "changes", "corrections", "glossary", "approvals")
"""Registers of which the small university needs no record."""
