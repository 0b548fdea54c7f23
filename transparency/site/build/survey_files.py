"""Writes the files of survey pages: tables, records of each survey, the series of «Compare» and its library."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from transparency.cache import DiskCache
from transparency.model.survey import Observation, QualityRow, SurveyUnit, ThemeCount
from transparency.model.survey_notes import Note, SurveyRisk
from transparency.model.text import Languages, LocalText, Record
from transparency.model.words import Words
from transparency.opendata.describe.text_rule import text_rule
from transparency.opendata.formats.csv import escaped_table
from transparency.registry.check import CheckedRegistry
from transparency.registry.csv_records import columns
from transparency.registry.load_surveys import CODE_LISTS, code_list_columns
from transparency.site.charts.names import LIBRARY
from transparency.site.views.survey_compare import comparison
from transparency.site.views.survey_pages import FOLDER, compare_path, files_of
from transparency.site.views.survey_subject import Subject, subjects

_RECORDS: Mapping[str, type[Record]] = {
    "indicators.csv": Observation,
    "themes.csv": ThemeCount,
    "qc.csv": QualityRow,
    "notes.csv": Note,
    "units.csv": SurveyUnit,
}


def tables(languages: Languages) -> Mapping[str, tuple[str, ...]]:
    """What is published of ``data/surveys``: name of the table and its columns; any other table stays at home."""
    return {
        **{name: columns(model, languages) for name, model in _RECORDS.items()},
        "risks.csv": risk_columns(languages),
        **{name: code_list_columns(name, languages) for name in CODE_LISTS},
    }


def risk_columns(languages: Languages) -> tuple[str, ...]:
    """Columns of the published risks: those of the source and the computed score."""
    return tuple(
        part for name in columns(SurveyRisk, languages) for part in ((name, "SCORE") if name == "IMPACT" else (name,))
    )


def files(registry: CheckedRegistry, cache: DiskCache) -> Mapping[str, bytes]:
    """Path below the root of the site -> bytes."""
    return dict(_files(registry, cache))


def _files(registry: CheckedRegistry, cache: DiskCache) -> Iterator[tuple[str, bytes]]:
    found = subjects(registry)
    if not found:
        return
    by_survey: dict[str, list[Observation]] = {}
    for row in registry.surveys.observations:
        by_survey.setdefault(row.survey, []).append(row)
    with_figures = tuple(subject for subject in found if subject.entry.id in by_survey)
    for subject in with_figures:
        for lang, words in registry.words.items():
            yield compare_path(subject, lang), _compared(subject, words, cache)
    if registry.settings.has("open-data"):
        yield from _data(registry, with_figures, by_survey)


def _data(
    registry: CheckedRegistry, found: tuple[Subject, ...], figures: Mapping[str, list[Observation]]
) -> Iterator[tuple[str, bytes]]:
    """The tables with their description, and the records of each survey."""
    names = sorted(tables(registry.languages).keys() & registry.surveys.tables.keys())
    for name in names:
        yield f"{FOLDER}/{name}", _table(registry, name)
    yield f"{FOLDER}/datapackage.json", _dump(_package(registry, names, found))
    for subject in found:
        yield files_of(subject)[1], _json(subject, figures[subject.entry.id])


def _compared(subject: Subject, words: Words, cache: DiskCache) -> bytes:
    found = comparison(subject)

    def make() -> bytes:
        from transparency.site.charts.compare import compare  # noqa: PLC0415  (slow; only where something is drawn)

        return _dump(compare(found, words, demonstration=subject.demonstration))

    return cache.get_or_make("comparison", [repr((found, words, subject.demonstration)).encode()], make)


def _table(registry: CheckedRegistry, name: str) -> bytes:
    """A table as it is published: as in the sources, but the risks get their score, and no text begins like a formula."""
    table = scored(registry.surveys.risks, registry.languages) if name == "risks.csv" else registry.surveys.tables[name]
    return escaped_table(table)


def scored(risks: Iterable[SurveyRisk], languages: Languages) -> bytes:
    """The risks with the product of likelihood and impact, which nobody types."""
    text = io.StringIO()
    writer = csv.DictWriter(text, risk_columns(languages), lineterminator="\n")
    writer.writeheader()
    for risk in risks:
        texts = {f"{n}_{lang}".upper(): getattr(risk, n).get(lang) for n in _RISK_TEXTS for lang in languages}
        single = {n.upper(): v for n, v in risk.model_dump(mode="json").items() if n not in _RISK_TEXTS}
        writer.writerow({**single, **texts, "SCORE": risk.score})
    return text.getvalue().encode()


_RISK_TEXTS = tuple(name for name, field in SurveyRisk.model_fields.items() if field.annotation is LocalText)


def _package(registry: CheckedRegistry, names: Sequence[str], found: tuple[Subject, ...]) -> object:
    """A data package that declares every file of the folder and its columns."""
    published = tables(registry.languages)
    files = {name: published[name] for name in names}
    records = {files_of(subject)[1].rpartition("/")[2]: published["indicators.csv"] for subject in found}
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "surveys",
        "demonstration": any(subject.demonstration for subject in found),
        "resources": [_resource(registry, name, columns) for name, columns in sorted({**files, **records}.items())],
    }


def _resource(registry: CheckedRegistry, name: str, names: tuple[str, ...]) -> object:
    stem, _, form = name.partition(".")
    fields = [{"name": column, "type": "any", **_described(registry, column, form)} for column in names]
    return {"name": f"{stem}-{form}", "path": name, "format": form, "schema": {"fields": fields}}


def _described(registry: CheckedRegistry, column: str, form: str) -> dict[str, object]:
    """What a CSV file does to its texts; all other columns hold codes and numbers."""
    if form != "csv" or not column.endswith(tuple(f"_{lang.upper()}" for lang in registry.languages)):
        return {}
    rule = text_rule(registry)
    return {"description": rule.get(registry.languages.default), "descriptions": rule.model_dump()}


def _json(subject: Subject, rows: list[Observation]) -> bytes:
    """One record a line, as in the other files of the open data."""
    records = ",\n".join(json.dumps({name.upper(): value for name, value in row.model_dump().items()}) for row in rows)
    head = json.dumps({"survey": subject.entry.id, "demonstration": subject.demonstration})
    return f'{head[:-1]}, "records": [\n{records}\n]}}\n'.encode()


def _dump(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def library(registry: CheckedRegistry, cache: DiskCache) -> Mapping[str, bytes]:
    """What «Compare» needs in the browser; nothing for a site without surveys."""

    def make() -> bytes:
        from transparency.site.charts.compare import library as bundle  # noqa: PLC0415  (slow; only with surveys)

        return bundle()

    return {LIBRARY: cache.get_or_make(LIBRARY, (), make)} if subjects(registry) else {}
