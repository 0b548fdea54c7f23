"""Files of the survey pages: the indicator table of each survey, the interactive view, and the library that draws it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from functools import cache

from transparency.check.registry import CheckedRegistry
from transparency.model.survey import COLUMNS, Observation
from transparency.render.charts.explorer import explorer
from transparency.render.charts.names import LIBRARY
from transparency.shape.survey_pages import explorer_path, file_path
from transparency.shape.survey_subject import Subject, subjects


def files(registry: CheckedRegistry) -> Mapping[str, bytes]:
    """Path below the root of the site -> content."""
    found = subjects(registry)
    return dict(_files(registry, found)) if found else {}


def _files(registry: CheckedRegistry, found: tuple[Subject, ...]) -> Iterator[tuple[str, bytes]]:
    for subject in found:
        rows = [row for row in registry.surveys.observations if row.survey == subject.entry.id]
        if rows:
            yield file_path(subject, "csv"), _csv(rows)
            yield file_path(subject, "json"), _json(subject, rows)
            for lang, words in registry.words.items():
                yield explorer_path(subject, lang), _dump(explorer(subject, words))
    yield LIBRARY, _library()


def _csv(rows: list[Observation]) -> bytes:
    """The same columns as the full table: RFC 4180, UTF-8 without a byte order mark."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([_cell(value) for value in row.model_dump().values()] for row in rows)
    return text.getvalue().encode()


def _cell(value: object) -> str:
    return "" if value is None else str(value)


def _json(subject: Subject, rows: list[Observation]) -> bytes:
    records = [{name.upper(): value for name, value in row.model_dump().items()} for row in rows]
    return _dump({"survey": subject.entry.id, "demonstration": subject.demonstration, "records": records})


def _dump(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


@cache
def _library() -> bytes:
    """Vega, Vega-Lite and Vega-Embed from the package that draws the still charts; nothing is fetched."""
    import vl_convert  # noqa: PLC0415  (slow; only a site with surveys needs it)

    bundle: str = vl_convert.javascript_bundle()
    return bundle.encode()
