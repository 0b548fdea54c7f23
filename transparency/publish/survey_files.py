"""Files of the survey pages: tables as in ``data/surveys``, records of each survey, interactive views and their library."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from transparency.check.registry import CheckedRegistry
from transparency.load.csv_table import columns
from transparency.model.survey import Observation, QualityRow, ThemeCount
from transparency.model.survey_notes import Note, SurveyRisk
from transparency.model.unit import SurveyUnit
from transparency.publish.made import Made
from transparency.render.charts.explorer import explorer
from transparency.render.charts.names import LIBRARY
from transparency.shape.survey_pages import FOLDER, explorer_path, files_of
from transparency.shape.survey_subject import Subject, subjects

SIDE_TABLES: Mapping[str, tuple[str, ...]] = {
    "elements.csv": tuple(
        ("CODE SURVEY TYPE BLOCK SCALE REVERSED VALID_FROM VALID_TO TEXT_KK TEXT_RU TEXT_EN STATUS").split()
    ),
    "scales.csv": tuple(
        ("CODE SURVEY MINIMUM MAXIMUM LABELS_KK LABELS_RU LABELS_EN POSITIVE MIDDLE NEGATIVE NA_CODES DK_CODES").split()
    ),
    "surveys.csv": tuple(
        (
            "SURVEY POPULATION FREQ TIMES_PER_YEAR MONTHS CONFIRMED PUBLICATION CLAUSE STATUS TITLE_KK TITLE_RU TITLE_EN "
            "TARGET_GROUP_KK TARGET_GROUP_RU TARGET_GROUP_EN WHEN_KK WHEN_RU WHEN_EN"
        ).split()
    ),
    "targets.csv": tuple(("SURVEY ELEMENT YEAR VALUE STATUS").split()),
}
"""Code lists beside the figures, and their columns."""

TABLES: Mapping[str, tuple[str, ...]] = {
    "indicators.csv": columns(Observation),
    "themes.csv": columns(ThemeCount),
    "qc.csv": columns(QualityRow),
    "notes.csv": columns(Note),
    "risks.csv": columns(SurveyRisk),
    "units.csv": columns(SurveyUnit),
    **SIDE_TABLES,
}
"""What is published of ``data/surveys``: name of the table and its columns; any other table stays at home."""


def files(registry: CheckedRegistry) -> Iterator[tuple[str, bytes]]:
    """Path below the root of the site, and bytes."""
    found = subjects(registry)
    if not found:
        return
    for name in TABLES.keys() & registry.surveys.tables.keys():
        yield f"{FOLDER}/{name}", registry.surveys.tables[name]
    yield f"{FOLDER}/datapackage.json", _dump(_package(found))
    by_survey: dict[str, list[Observation]] = {}
    for row in registry.surveys.observations:
        by_survey.setdefault(row.survey, []).append(row)
    for subject in found:
        if rows := by_survey.get(subject.entry.id):
            yield files_of(subject)[1], _json(subject, rows)
            for lang, words in registry.words.items():
                yield explorer_path(subject, lang), _dump(explorer(subject, words))


def _package(found: tuple[Subject, ...]) -> object:
    """A data package that declares every file of the folder and its columns."""
    records = {files_of(subject)[1].rpartition("/")[2]: TABLES["indicators.csv"] for subject in found}
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "surveys",
        "resources": [_resource(name, names) for name, names in sorted({**TABLES, **records}.items())],
    }


def _resource(name: str, names: tuple[str, ...]) -> object:
    stem, _, form = name.partition(".")
    fields = [{"name": column, "type": "any"} for column in names]
    return {"name": f"{stem}-{form}", "path": name, "format": form, "schema": {"fields": fields}}


def _json(subject: Subject, rows: list[Observation]) -> bytes:
    """One record a line, as in the other files of the open data."""
    records = ",\n".join(json.dumps({name.upper(): value for name, value in row.model_dump().items()}) for row in rows)
    head = json.dumps({"survey": subject.entry.id, "demonstration": subject.demonstration})
    return f'{head[:-1]}, "records": [\n{records}\n]}}\n'.encode()


def _dump(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def library(registry: CheckedRegistry, made: Made) -> tuple[tuple[str, bytes], ...]:
    """What the interactive views need in the browser; nothing for a site without surveys."""
    return ((LIBRARY, made.get(LIBRARY, (), _library)),) if subjects(registry) else ()


def make_library(registry: CheckedRegistry, made: Made) -> None:
    """The next that asks finds the library made. It is not handed over: who hands over much waits until it is taken."""
    library(registry, made)


def _library() -> bytes:
    """Vega, Vega-Lite and Vega-Embed from the package that draws the still charts; nothing is fetched."""
    import vl_convert  # noqa: PLC0415  (slow; only a site with surveys needs it)

    bundle: str = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")
    return bundle.encode()
