"""Writes the repository of a new institution: settings, thin files, first records, invented examples and a README."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import jinja2
import yaml

from transparency.model.colours import Colours
from transparency.model.csv_table import csv_table
from transparency.model.package_yaml import package_yaml
from transparency.model.sections import SECTIONS, Section, UsedSections
from transparency.model.site import Url
from transparency.model.text import Lang, LangCode, LocalText, Record
from transparency.registry.load_sections import section_of_file

FOLDER = Path(__file__).parent / "content"
FALLBACK: Lang = "en"
"""In a language that the starter does not speak, its texts are written in this one, to be translated."""
REVIEW = dt.timedelta(days=365)


class Answers(Record):
    """What an institution says about itself, by asking or in a file."""

    languages: tuple[LangCode, ...]
    default: LangCode
    name: LocalText
    short_name: LocalText
    city: LocalText
    legal_form: LocalText
    url: Url
    colours: Colours | None = None
    sections: UsedSections = SECTIONS


def first_files(answers: Answers, day: dt.date) -> Mapping[str, bytes]:
    """Name in the repository -> content of what the institution edits from now on."""
    values = {
        "today": day,
        "in_a_year": day + REVIEW,
        "name": answers.name.get(answers.default),
        "sections": answers.sections,
    }
    files = {"data/site.yml": _dumped(settings(answers), _SITE), "README.md": _readme(answers, values)}
    for file in sorted(one for one in FOLDER.rglob("*") if one.is_file()):
        name = file.relative_to(FOLDER).as_posix()
        if not name.startswith(("docs/", "readme/")):
            files[name] = _localised(name, _filled(file, values), answers.languages)
    for lang in answers.languages:
        files |= dict(_prose(lang, values))
    return {name: text.encode() for name, text in sorted(files.items()) if _is_used(name, answers.sections)}


_ASKING_FOR_ITEMS = "data/compliance/mandatory-items.yml"
"""The first framework: each of its clauses asks for an item of the section on disclosures."""


def _is_used(name: str, sections: Sequence[Section]) -> bool:
    """Whether a file belongs to a section of the answers, or to none."""
    needed = {section_of_file(name), "disclosures" if name == _ASKING_FOR_ITEMS else None}
    return needed <= {None, *sections}


_SITE = "# Settings of the site. The desk (make desk) asks for them; .vscode/schemas/site.json says what each of them means.\n"


def settings(answers: Answers) -> Mapping[str, Any]:
    """``data/site.yml``."""
    host = answers.url.removeprefix("https://").split("/")[0]
    return {
        "institution": {
            "name": answers.name.texts,
            "formal_name": answers.name.texts,
            "long_name": answers.name.texts,
            "short_name": answers.short_name.texts,
            "city": answers.city.texts,
            "founded_as": answers.legal_form.texts,
            "domain": host,
        },
        "portal": _in(answers.languages, _PORTAL),
        "tagline": _in(answers.languages, _TAGLINE),
        "languages": list(answers.languages),
        "default": answers.default,
        "url": answers.url,
        "keeper": "quality-office",
        "data_licence": {
            "id": "CC-BY-4.0",
            "url": "https://creativecommons.org/licenses/by/4.0/",
            "title": _in(answers.languages, _LICENCE),
            "status": "proposed",
        },
        "threshold": 10,
        **({"sections": list(answers.sections)} if answers.sections != SECTIONS else {}),
        **({"colours": answers.colours.model_dump()} if answers.colours else {}),
    }


_PORTAL: Mapping[Lang, str] = {"kk": "Ашықтық порталы", "ru": "Портал открытости", "en": "Transparency Portal"}
_TAGLINE: Mapping[Lang, str] = {
    "kk": "Университет не істейді, оған кім жауапты және оның сапасы қалай өлшенеді.",
    "ru": "Что делает университет, кто за это отвечает и как измеряется качество.",
    "en": "What the university does, who is responsible for it and how quality is measured.",
}
_LICENCE: Mapping[Lang, str] = {
    "kk": "Creative Commons «Авторын көрсету» 4.0 халықаралық лицензиясы",
    "ru": "Creative Commons «С указанием авторства» 4.0 Всемирная",
    "en": "Creative Commons Attribution 4.0 International",
}


def _in(languages: Sequence[Lang], texts: Mapping[Lang, str]) -> dict[Lang, str]:
    return {lang: texts.get(lang, texts[FALLBACK]) for lang in languages}


def _filled(file: Path, values: Mapping[str, object]) -> str:
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined, trim_blocks=True, keep_trailing_newline=True)  # noqa: S701
    return environment.from_string(file.read_text(encoding="utf-8")).render(values)


def _readme(answers: Answers, values: Mapping[str, object]) -> str:
    file = FOLDER / f"readme/{answers.default}.md"
    return _filled(file if file.is_file() else FOLDER / f"readme/{FALLBACK}.md", values)


def _prose(lang: Lang, values: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    folder = FOLDER / "docs" / lang
    folder = folder if folder.is_dir() else FOLDER / "docs" / FALLBACK
    for file in sorted(folder.rglob("*.md")):
        yield f"docs/{lang}/{file.relative_to(folder).as_posix()}", _filled(file, values)


def _localised(name: str, text: str, languages: Sequence[Lang]) -> str:
    """A record or table with the texts of these languages."""
    if name.endswith(".csv"):
        return _columns(text, languages)
    if not name.endswith(".yml"):
        return text
    head = "".join(line for line in text.splitlines(keepends=True) if line.startswith("#"))
    return _dumped(_texts(package_yaml(text), languages), head)


def _texts(value: Any, languages: Sequence[Lang]) -> Any:
    if isinstance(value, list):
        return [_texts(one, languages) for one in value]
    if not isinstance(value, dict):
        return value
    if FALLBACK in value:
        others = {key: one for key, one in value.items() if key not in _PORTAL}
        return {**others, **_in(languages, value)}
    return {key: _texts(one, languages) for key, one in value.items()}


def _columns(text: str, languages: Sequence[Lang]) -> str:
    """``title_kk, title_ru, title_en`` become the columns of these languages."""
    rows = list(csv.DictReader(io.StringIO(text)))
    names = [column for name in rows[0] for column in _spread(name, languages)]
    cells = ([row.get(name, row.get(f"{name.rpartition('_')[0]}_{FALLBACK}")) for name in names] for row in rows)
    return csv_table((names, *cells))


def _spread(name: str, languages: Sequence[Lang]) -> tuple[str, ...]:
    stem, _, lang = name.rpartition("_")
    if lang not in _PORTAL:
        return (name,)
    return tuple(f"{stem}_{one}" for one in languages) if lang == FALLBACK else ()


def _dumped(value: Any, head: str = "") -> str:
    return head + str(yaml.dump(value, Dumper=_WrittenOut, allow_unicode=True, sort_keys=False, width=130))


class _WrittenOut(yaml.SafeDumper):
    """Writes a text that is used twice out twice: data files have no anchors."""

    def ignore_aliases(self, data: object) -> bool:
        """No value is named by another."""
        return True
