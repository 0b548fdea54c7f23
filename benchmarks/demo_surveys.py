"""Generates many invented surveys for benchmarks: the demonstration surveys under new codes and other random seeds.

The figures come from the real aggregation, with small groups suppressed, so that no two surveys share a figure or a chart.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from transparency.model.survey import Observation, QualityRow, ThemeCount
from transparency.registry.load_surveys import DEMO, FOLDER, SurveyData, load_notes, load_surveys
from transparency.survey import tables
from transparency.survey.demo import make_demo
from transparency.survey.run import SurveyRun, in_order

ROOT = Path(__file__).resolve().parent.parent
MODELS = ROOT / DEMO
SETTINGS = (ROOT / FOLDER / "section.yml", ROOT / FOLDER / "notes.yml", MODELS / "units.csv")
"""What all surveys of a university share."""


@dataclass(frozen=True, slots=True)
class Model:
    """A survey of the demonstration as YAML: entry of the calendar, questionnaire, plan of its demonstration answers."""

    entry: Mapping[str, Any]
    questionnaire: Mapping[str, Any]
    plan: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Figures:
    """What the aggregation of some surveys gave."""

    observations: tuple[Observation, ...]
    themes: tuple[ThemeCount, ...]
    quality: tuple[QualityRow, ...]


def models() -> list[Model]:
    """The surveys of the demonstration, in the order of its calendar."""
    source = MODELS
    plans = {plan["survey"]: plan for plan in _read(source / "demo.yml")["plans"]}
    return [
        Model(entry, _read(source / f"questionnaires/{entry['id'].lower()}.yml"), plans[entry["id"]])
        for entry in _read(source / "calendar.yml")["surveys"]
    ]


def write_surveys(root: Path, count: int) -> None:
    """Writes ``count`` surveys and their figures into ``root/data/surveys``, modelled in turn on those of the demonstration."""
    folder = root / FOLDER
    (folder / "questionnaires").mkdir(parents=True)
    for file in SETTINGS:
        text = file.read_text(encoding="utf-8").replace(",demonstration,", ",final,")
        (folder / file.name).write_text(text, encoding="utf-8")
    known = models()
    made = [_variant(known[i % len(known)], i + 1) for i in range(count)]
    for one in made:
        _write(folder / f"questionnaires/{one.entry['id'].lower()}.yml", one.questionnaire)
    _write(folder / "calendar.yml", {"surveys": [one.entry for one in made]})
    _write(folder / "demo.yml", {"plans": [one.plan for one in made]})
    _aggregate(root)


def _variant(model: Model, number: int) -> Model:
    """The same survey under another code and name; its answers are drawn anew, so its figures are others."""
    code = f"S{number}"
    title = {lang: f"{text} {number}" for lang, text in model.entry["title"].items()}
    return Model(
        {**model.entry, "id": code, "title": title, "status": "final"},
        {**model.questionnaire, "id": code, "title": title, "status": "final"},
        {**model.plan, "survey": code, "seed": model.plan["seed"] + 1000 * number},
    )


def _aggregate(root: Path) -> None:
    """Draws the answers, aggregates them, and writes the tables that a real run would leave."""
    data = load_surveys(root)
    parts = [data.demo[start::8] for start in range(8)]
    with ProcessPoolExecutor() as pool:
        found = list(pool.map(_figures, [data] * len(parts), parts))
    rows = tuple(sorted((row for part in found for row in part.observations), key=in_order))
    standing = tables.ExistingFiles(data.calendar, data.questionnaires, (), (), (), load_notes(root)[0])
    written = {
        "indicators.csv": tables.indicators(rows),
        "themes.csv": tables.themes_csv(theme for part in found for theme in part.themes),
        "qc.csv": tables.quality_csv(row for part in found for row in part.quality),
        **tables.code_lists(data.questionnaires, standing, rows),
    }
    for name, text in written.items():
        (root / FOLDER / name).write_text(text, encoding="utf-8")


def _figures(data: SurveyData, plans: Sequence[Any]) -> Figures:
    with tempfile.TemporaryDirectory() as raw:
        made = make_demo(plans, data.questionnaires, data.units, data.calendar, Path(raw), lambda _: None)
    outcomes = list(_good(made))
    return Figures(
        tuple(row for outcome in outcomes for row in outcome.observations),
        tuple(theme for outcome in outcomes for theme in tables.themes(outcome, ())),
        tuple(row for outcome in outcomes for row in tables.quality(outcome, ())),
    )


def _good(made: Iterable[SurveyRun | tuple[Any, ...]]) -> Iterable[SurveyRun]:
    for outcome in made:
        if isinstance(outcome, tuple):
            raise SystemExit("\n".join(map(str, outcome)))
        yield outcome


def _read(file: Path) -> Any:
    return yaml.safe_load(file.read_text(encoding="utf-8"))


def _write(file: Path, value: object) -> None:
    file.write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False), encoding="utf-8")
