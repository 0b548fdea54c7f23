"""Generates many invented surveys for benchmarks: the demonstration surveys under new codes and other random seeds.

The figures come from the real aggregation, with small groups suppressed, so that no two surveys share a figure or a chart.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from transparency.model.survey import Observation, QualityRow, ThemeCount
from transparency.model.text import USUAL
from transparency.registry.load_surveys import DEMO, FOLDER, SurveyData, load_notes, load_surveys
from transparency.survey import tables
from transparency.survey.demo import make_demo
from transparency.survey.run import SurveyRun, in_order

ROOT = Path(__file__).resolve().parent.parent
MODELS = ROOT / DEMO
UNITS = MODELS / "units.csv"
"""What all surveys of a university share; the rest is the institution's own."""


Model: TypeAlias = tuple[Mapping[str, Any], Mapping[str, Any], Mapping[str, Any]]
"""A survey of the demonstration as YAML: entry of the calendar, questionnaire, plan of its demonstration answers."""


def models() -> list[Model]:
    """The surveys of the demonstration, in the order of its calendar."""
    plans = {plan["survey"]: plan for plan in read_yaml(MODELS / "demo.yml")["plans"]}
    return [
        (entry, read_yaml(MODELS / f"questionnaires/{entry['id'].lower()}.yml"), plans[entry["id"]])
        for entry in read_yaml(MODELS / "calendar.yml")["surveys"]
    ]


def write_surveys(root: Path, count: int) -> None:
    """Writes ``count`` surveys and their figures into ``root/data/surveys``, modelled in turn on those of the demonstration."""
    folder = root / FOLDER
    (folder / "questionnaires").mkdir(parents=True)
    units = UNITS.read_text(encoding="utf-8").replace(",demonstration,", ",final,")
    (folder / UNITS.name).write_text(units, encoding="utf-8")
    known = models()
    made = [_variant(known[i % len(known)], i + 1) for i in range(count)]
    for entry, questionnaire, _ in made:
        write_yaml(folder / f"questionnaires/{entry['id'].lower()}.yml", questionnaire)
    write_yaml(folder / "calendar.yml", {"surveys": [entry for entry, _, _ in made]})
    write_yaml(folder / "demo.yml", {"plans": [plan for _, _, plan in made]})
    _aggregate(root)


def _variant(model: Model, number: int) -> Model:
    """The same survey under another code and name; its answers are drawn anew, so its figures are others."""
    entry, questionnaire, plan = model
    code = f"S{number}"
    title = {lang: f"{text} {number}" for lang, text in entry["title"].items()}
    named = {"id": code, "title": title, "status": "final"}
    return (
        {**entry, **named},
        {**questionnaire, **named},
        {**plan, "survey": code, "seed": plan["seed"] + 1000 * number},
    )


def _aggregate(root: Path) -> None:
    """Draws the answers, aggregates them, and writes the tables that a real run would leave."""
    data = load_surveys(root, USUAL)
    parts = [data.demo[start::8] for start in range(8)]
    with ProcessPoolExecutor() as pool:
        found = list(pool.map(_figures, [data] * len(parts), parts))
    rows = tuple(sorted((row for part in found for row in part[0]), key=in_order))
    standing = tables.ExistingFiles(data.calendar, data.questionnaires, (), (), (), load_notes(root, USUAL)[0], USUAL)
    written = {
        "indicators.csv": tables.indicators(rows),
        "themes.csv": tables.themes_csv((theme for part in found for theme in part[1]), USUAL),
        "qc.csv": tables.quality_csv(row for part in found for row in part[2]),
        **tables.code_lists(data.questionnaires, standing, rows),
    }
    for name, text in written.items():
        (root / FOLDER / name).write_text(text, encoding="utf-8")


def _figures(data: SurveyData, plans: Sequence[Any]) -> tuple[list[Observation], list[ThemeCount], list[QualityRow]]:
    with tempfile.TemporaryDirectory() as raw:
        runs = list(_good(make_demo(plans, data.questionnaires, data.units, data.calendar, Path(raw), lambda _: None)))
    return (
        [row for one in runs for row in one.observations],
        [theme for one in runs for theme in tables.themes(one, ())],
        [row for one in runs for row in tables.quality(one, ())],
    )


def _good(made: Iterable[SurveyRun | tuple[Any, ...]]) -> Iterable[SurveyRun]:
    for outcome in made:
        if isinstance(outcome, tuple):
            raise SystemExit("\n".join(map(str, outcome)))
        yield outcome


def read_yaml(file: Path) -> Any:
    """The value of a file."""
    return yaml.safe_load(file.read_text(encoding="utf-8"))


class _WithoutAnchors(yaml.SafeDumper):
    """Writes a value out wherever it is used; the loader refuses anchors and aliases (Y10)."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def write_yaml(file: Path, value: object) -> None:
    """Writes a value as the loader accepts it."""
    file.write_text(yaml.dump(value, Dumper=_WithoutAnchors, allow_unicode=True, sort_keys=False), encoding="utf-8")
