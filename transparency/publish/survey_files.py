"""Files of the survey pages: tables as in ``data/surveys``, records of each survey, interactive views and their library."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache

from transparency.check.registry import CheckedRegistry
from transparency.model.survey import Observation
from transparency.render.charts.explorer import explorer
from transparency.render.charts.names import LIBRARY
from transparency.shape.survey_pages import FOLDER, explorer_path, files_of
from transparency.shape.survey_subject import Subject, subjects


def files(registry: CheckedRegistry) -> Mapping[str, bytes]:
    """Path below the root of the site -> content."""
    found = subjects(registry)
    return dict(_files(registry, found)) if found else {}


def _files(registry: CheckedRegistry, found: tuple[Subject, ...]) -> Iterator[tuple[str, bytes]]:
    for name, table in registry.surveys.tables.items():
        yield f"{FOLDER}/{name}", table
    for subject in found:
        rows = [row for row in registry.surveys.observations if row.survey == subject.entry.id]
        if rows:
            yield files_of(subject)[1], _json(subject, rows)
            for lang, words in registry.words.items():
                yield explorer_path(subject, lang), _dump(explorer(subject, words))
    yield LIBRARY, _library()


def _json(subject: Subject, rows: list[Observation]) -> bytes:
    records = [{name.upper(): value for name, value in row.model_dump().items()} for row in rows]
    return _dump({"survey": subject.entry.id, "demonstration": subject.demonstration, "records": records})


def _dump(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


@cache
def _library() -> bytes:
    """Vega, Vega-Lite and Vega-Embed from the package that draws the still charts; nothing is fetched."""
    import vl_convert  # noqa: PLC0415  (slow; only a site with surveys needs it)

    bundle: str = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")
    return bundle.encode()
