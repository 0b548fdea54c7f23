"""Additions to the content of an institution, each as a function that adds it to a copy of the project."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

import yaml
from PIL import Image

from tests.additions.editing import write
from tests.edits.everyday import opened, save, text


def post_and_phrase(root: Path) -> None:
    with opened(root, "organisation") as organisation:
        post = {"id": "quokka-keeper", "title": text("Квокка күтушісі", "Смотритель квокк", "Quokka keeper")}
        organisation["roles"].append(post | {"kind": "manager", "unit": "quality-office"})
    with opened(root, "terms") as terms:
        terms["terms"].append({"id": "diaries", "text": text("Күнделіктер", "Дневники", "Diaries")})


def own_wording(root: Path) -> None:
    write(root, "data/strings/en.yml", "common:\n  keeper: Quokka in charge\n")


PROSE = """---
title: {title}
description: {title}
keeper: quality-office
updated: 2026-01-10
review_by: 2027-01-10
---

# {title}

Quokka.
"""


def prose_page(root: Path) -> None:
    for lang, title in (("kk", "Квокка"), ("ru", "Квокка"), ("en", "The quokka")):
        write(root, f"docs/{lang}/about/quokka.md", PROSE.format(title=title))


def picture(root: Path) -> None:
    (root / "docs/kk/about").mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (8, 8), "#542788").save(root / "docs/kk/about/burrow.png")
    for lang in ("kk", "ru", "en"):
        page = root / f"docs/{lang}/about/index.md"
        page.write_text(page.read_text(encoding="utf-8") + "\n![Burrow](burrow.png)\n", encoding="utf-8")


def absent_content(root: Path) -> None:
    with opened(root, "absent") as absent:
        reason = text("Портал ұя жарияламайды.", "Портал не публикует норы.", "The portal publishes no burrows.")
        subject = text("Ұялар", "Норы", "Burrows")
        absent["absent"].append({"id": "burrows", "subject": subject, "reason": reason, "see": ["processes/p01"]})


def search_words(root: Path) -> None:
    words = [{"page": "disclosures/study-forms", "words": text("зорбтар", "зорбы", "zorbs")}]
    save(root / "data/search-words.yml", {"search-words": words})


def relation(root: Path) -> None:
    with opened(root, "relations") as relations:
        relations["relations"].append({"page": "disclosures/study-forms", "pages": ["processes/p01"]})


def legal_duty(root: Path) -> None:
    with opened(root, "grounds") as grounds:
        duty = text("Квокка күнделігі", "Дневники квокк", "Diaries of quokkas")
        everybody = text("барлығы", "все", "everybody")
        grounds["acts"][0]["duties"].append({"id": "diaries", "duty": duty, "audience": everybody})


def register(root: Path) -> None:
    with opened(root, "registers") as registers:
        title = text("Індер тізілімі", "Реестр нор", "Register of burrows")
        record: dict[str, object] = {"id": "burrows", "title": title, "verifies": title, "unit": "quality-office"}
        registers["registers"].append(record | {"page": "disclosures/licence"})


def visitor_question(root: Path) -> None:
    with opened(root, "answers") as answers:
        question = text("Квокка қайда ұйықтайды?", "Где спят квокки?", "Where do quokkas sleep?")
        answers["answers"].append({"id": "sleep", "visitor": "parent", "page": "processes/p01", "question": question})


def dataset_keeper(root: Path) -> None:
    with opened(root, "organisation") as organisation:
        title = text("Тәуекел бөлімі", "Отдел рисков", "Risk Office")
        organisation["units"].append({"id": "risk-office", "title": title})
    with opened(root, "site") as site:
        site["dataset_keepers"] = [{"keeper": "risk-office", "datasets": ["risks"]}]


def attachment(root: Path) -> None:
    data = (root / "data/attachments/licence-annex-1.pdf").read_bytes()
    (root / "data/attachments/licence-annex-2.pdf").write_bytes(data)
    with opened(root, "disclosures/licence") as licence:
        copy = {"file": "licence-annex-2.pdf", "language": "en", "sha256": hashlib.sha256(data).hexdigest()}
        said = text("2-қосымша", "Приложение 2", "Annex 2")
        licence["content"]["annexes"].append(copy | {"title": said, "summary": said})


def disclosure_section(root: Path) -> None:
    with opened(root, "disclosures/study-forms") as known:
        section = known | {"id": "quokka-rules", "clause": "4.1"}
    section["title"] = text("Квокка ережелері", "Правила квокки", "Quokka rules")
    section["content"] = {"kind": "other"}
    save(root / "data/disclosures/quokka-rules.yml", section)


def declared_disclosure(root: Path) -> None:
    with opened(root, "disclosures/study-forms") as known:
        item = known | {"id": "quokka-safety", "clause": "4.2"}
    item["title"] = text("Квокка қауіпсіздігі", "Безопасность квокк", "Safety of quokkas")
    title = text("Тексерілген індер", "Проверено нор", "Burrows inspected")
    item["content"] = {"kind": "declared", "facts": [{"id": "burrows", "kind": "number", "title": title}]}
    save(root / "data/disclosures/quokka-safety.yml", item)


def promise(root: Path) -> None:
    """The site's own structure is still to be approved."""
    with opened(root, "approvals") as register:
        promised = {"day": dt.date(2027, 2, 3), "given_on": dt.date(2026, 11, 1)}
        register["approvals"][0].update(missing_since=dt.date(2026, 10, 1), promised_by=[promised])


def framework(root: Path) -> None:
    duty = {"number": "1", "title": text("Бірінші", "Первый", "First"), "unit": "quality-office"}
    duty |= {"duty": text("Ашық болу.", "Быть открытым.", "Be open."), "answers": [{"page": "disclosures/index"}]}
    days = {"updated": dt.date(2026, 9, 10), "last_reviewed": dt.date(2026, 9, 10), "review_by": dt.date(2027, 9, 1)}
    said = text("Квокка стандарты", "Стандарт квокки", "Quokka standard")
    head = {"id": "quokka-standard", "title": said, "description": said, "kind": "external", "edition": "2025"}
    whole = head | {"note": said, "unit": "quality-office"} | days | {"clauses": [duty]}
    save(root / "data/compliance/quokka-standard.yml", whole)


def approval(root: Path) -> None:
    with opened(root, "approvals") as register:
        title = text("Ережелер", "Правила", "House rules")
        new = {"id": "house-rules", "clause": "7.6", "title": title, "approved_by": "rector"}
        register["approvals"].append(new | {"covers": "structure", "unit": "quality-office"})


def demonstration(root: Path) -> None:
    with (root / "demo/entries/quokka-day.yml").open(encoding="utf-8") as file:
        entry = yaml.safe_load(file) | {
            "id": "quokka-night",
            "title": text("Квокка түні", "Ночь квокки", "Quokka night"),
        }
    save(root / "demo/entries/quokka-night.yml", entry)


def other_domain(root: Path) -> None:
    """The prose may now lead to it; without the setting rule H03 refuses a host that carries the institution's name."""
    with opened(root, "site") as site:
        site["institution"]["other_domains"] = ["university.example.org"]
    for lang in ("kk", "ru", "en"):
        page = root / f"docs/{lang}/surveys/method.md"
        line = "\n[LMS](https://university.example.org/)\n"
        page.write_text(page.read_text(encoding="utf-8") + line, encoding="utf-8")


def redirect(root: Path) -> None:
    with opened(root, "redirects") as register:
        moved = {"old": "/processes/burrow/", "new": "/processes/p01/", "since": dt.date(2026, 11, 20)}
        register["redirects"].append(moved)
