"""Prints benchmark figures as text and JSON, compared with another commit and with the budgets."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import yaml

from benchmarks.measure import Added, Size
from benchmarks.university import ROOT

BUDGETS = Path(__file__).with_name("budgets.yml")
OPEN_SDG_MS = 137
"""Processor time that Open SDG takes for a page of an indicator in one language."""
NOTICEABLE = 0.05
"""A figure that moved by less is the noise of the machine."""
TITLES = {"plain": "plain MkDocs", "lean": "lean MkDocs"}


def line(size: Size) -> str:
    """One size, readable."""
    page, ratios = size.per_page(), size.ratios()
    what = f"{size.asked} pages a language" if size.asked else "the real site"
    lines = [f"{what}: {size.pages} pages, {size.megabytes:.1f} MB, at most {size.memory:.0f} MiB"]
    lines.append(f"  {page['ms']:.1f} ms and {page['kib']:.0f} KiB a page, cold")
    for theirs, title in TITLES.items():
        if theirs in size.runs:
            told = (f"{ours} {ratios[f'{ours}_{theirs}_cpu']:.2f}" for ours in ("cold", "warm"))
            wall = (f"{ours} {ratios[f'{ours}_{theirs}_wall']:.2f}" for ours in ("cold", "warm"))
            lines.append(f"  against {title}: processor {', '.join(told)}; wall {', '.join(wall)}")
    if "ungated" in size.runs:
        wall, cpu = (f"{size.gate_share(unit):.0%}" for unit in ("wall", "cpu"))
        lines.append(f"  without the gate a cold build is shorter by {wall} on the wall, by {cpu} of processor time")
    stages = sorted(size.stages.items(), key=lambda stage: -stage[1])
    lines.append("  ms a page: " + ", ".join(f"{name} {page[f'ms {name}']:.1f}" for name, _ in stages))
    return "\n".join(lines)


def beside_open_sdg(added: Added) -> str:
    """Says whose figure it is compared with."""
    return (
        f"an indicator page in one language adds {added.alike:.1f} ms of processor time, charts, data and search included;"
        f" {added.alike / OPEN_SDG_MS:.2f} of Open SDG's {OPEN_SDG_MS} ms. With gate and audit, which Open SDG has not:"
        f" {added.whole:.1f} ms, {added.whole / OPEN_SDG_MS:.2f}.\n  Open SDG's figure is not measured here: it is its"
        " whole build divided by its indicator pages, on another two-core machine of the same kind."
    )


def write(file: Path, sizes: Sequence[Size], added: Added | None) -> None:
    """All figures, for comparison between commits."""
    told = [{**asdict(size), "ratios": size.ratios(), "per_page": size.per_page()} for size in sizes]
    result = {"commit": _commit(), "processors": os.cpu_count(), "sizes": told, "indicator_ms": added and asdict(added)}
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


def _commit() -> str:
    done = subprocess.run(
        ["git", "describe", "--always", "--dirty"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip()


def against(file: Path, sizes: Sequence[Size]) -> str:
    """What moved since the figures of another commit: ratios on any machine, milliseconds on the same one."""
    before = json.loads(file.read_text(encoding="utf-8"))
    old = {size["asked"]: size for size in before["sizes"]}
    moved = [text for size in sizes if size.asked in old for text in _moved(old[size.asked], size)]
    return "\n".join(
        [f"against {before['commit']} ({before['processors']} processors):", *(moved or ["  nothing moved"])]
    )


def _moved(old: Mapping[str, Any], new: Size) -> Iterator[str]:
    """Each figure of one size that moved noticeably."""
    figures = {**new.ratios(), **new.per_page(), "megabytes": new.megabytes}
    past = {**old["ratios"], **old["per_page"], "megabytes": old["megabytes"]}
    for name, value in figures.items():
        if past.get(name) and abs(value / past[name] - 1) > NOTICEABLE:
            yield f"  {new.asked or 'real'} {name}: {past[name]:.2f} -> {value:.2f} ({value / past[name] - 1:+.0%})"


def judged(sizes: Sequence[Size], added: Added | None) -> int:
    """Compares with the budgets; says every one that is exceeded."""
    budgets = yaml.safe_load(BUDGETS.read_text(encoding="utf-8"))
    found = {name: value for name, value in figures(sizes, added).items() if value > budgets[name]}
    for name, value in found.items():
        print(f"over budget: {name} is {value:.2f}, the budget {budgets[name]}")
    return 1 if found else 0


def figures(sizes: Sequence[Size], added: Added | None) -> dict[str, float]:
    """The figures that have a budget; growth is from the smallest synthetic university to the largest."""
    told = {
        f"site_{ours}_{unit}": size.ratios()[f"{ours}_plain_{unit}"]
        for size in sizes
        if not size.asked
        for ours in ("cold", "warm")
        for unit in ("cpu", "wall")
    }
    told |= {f"gate_{unit}": size.gate_share(unit) for size in sizes if not size.asked for unit in ("cpu", "wall")}
    grown = sorted((size for size in sizes if size.asked), key=lambda size: size.asked)
    if len(grown) > 1:
        first, last = grown[0].per_page(), grown[-1].per_page()
        told |= {"growth_time": last["ms"] / first["ms"], "growth_memory": last["kib"] / first["kib"]}
    if sizes:
        told["memory_mib"] = max(size.memory for size in sizes)
    return told if added is None else told | {"open_sdg": added.alike / OPEN_SDG_MS}
