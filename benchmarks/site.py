"""What a build costs beside plain MkDocs on the same pages, and how both grow. Ratios, because machines differ.

    benchmarks/site.py [--pages 0 100 300 …] [--rounds 3] [--json FILE] [--check]

A size is the number of process cards added to the real site in each language; 0 is the real site as it is. For each size the
same rendered pages are built in turn by this project (with an empty cache, then again with a warm one) and by plain MkDocs
with Material and static-i18n, without hooks. Prints processor time, time per page by stage, peak memory, size of the result
and the ratios; ``--check`` compares them with ``benchmarks/budgets.yml`` and answers 1 where one is exceeded.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path

import yaml

from transparency.load.clock import build_date
from transparency.publish.content import content

ROOT = Path(__file__).resolve().parent.parent
BUDGETS = Path(__file__).with_name("budgets.yml")
LINKED = ("hooks", "overrides", "docs", "transparency", "mkdocs.yml", "scripts")
PLAIN = """\
site_name: plain
site_url: https://plain.invalid/
theme: {name: material, language: en, font: false, features: [navigation.prune]}
markdown_extensions: [attr_list, tables, def_list, footnotes, toc]
plugins:
  - i18n:
      docs_structure: folder
      reconfigure_material: false
      reconfigure_search: false
      languages:
        - {locale: kk, default: true, name: Kazakh, build: true}
        - {locale: ru, name: Russian, build: true}
        - {locale: en, name: English, build: true}
validation: {links: {not_found: ignore, unrecognized_links: ignore, anchors: ignore}, nav: {omitted_files: ignore}}
"""
"""Plain MkDocs without search, the cheapest it can be; our figure includes search, gate and audit."""


@dataclass(slots=True)
class Cost:
    """One run: seconds of processor time, seconds on the wall, peak memory in MiB."""

    cpu: float
    wall: float
    memory: float


@dataclass(slots=True)
class Size:
    """All runs of one size; the median of each figure counts."""

    added: int
    pages: int
    megabytes: float
    stages: dict[str, float] = field(default_factory=dict)
    cold: list[Cost] = field(default_factory=list)
    warm: list[Cost] = field(default_factory=list)
    plain: list[Cost] = field(default_factory=list)

    def ratios(self) -> dict[str, float]:
        """Cold and warm against plain, by processor time and on the wall."""
        return {
            f"{kind}_{unit}": _median(getattr(self, kind), unit) / _median(self.plain, unit)
            for kind in ("cold", "warm")
            for unit in ("cpu", "wall")
        }

    def per_page(self) -> dict[str, float]:
        """Milliseconds of processor time and KiB of memory a page, cold."""
        return {
            "ms": 1000 * _median(self.cold, "cpu") / self.pages,
            "kib": 1024 * _median(self.cold, "memory") / self.pages,
        }


def _median(costs: Iterable[Cost], unit: str) -> float:
    return statistics.median(getattr(cost, unit) for cost in costs)


def main() -> int:
    """Runs the sizes and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, nargs="+", default=[0, 100, 300, 1000, 3000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--check", action="store_true", help="answer 1 where a budget is exceeded")
    options = parser.parse_args()
    sizes = []
    for added in options.pages:
        sizes.append(measured(added, options.rounds))
        print(_line(sizes[-1]), flush=True)
    result = {"sizes": [{**asdict(s), "ratios": s.ratios(), "per_page": s.per_page()} for s in sizes]}
    if options.json:
        options.json.parent.mkdir(parents=True, exist_ok=True)
        options.json.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    return _judged(sizes) if options.check else 0


def measured(added: int, rounds: int) -> Size:
    """Both ways in turn, so that a slow minute of the machine slows both."""
    with tempfile.TemporaryDirectory() as folder:
        ours, plain = Path(folder, "ours"), Path(folder, "plain")
        university(ours, added)
        pages = dump(ours, plain)
        size = Size(added, pages, 0.0)
        for _ in range(rounds):
            shutil.rmtree(ours / ".cache", ignore_errors=True)
            size.cold.append(_ours(ours, Path(folder, "cold.json")))
            size.plain.append(_run([sys.executable, "-m", "mkdocs", "build", "-q"], plain, {}))
            size.warm.append(_ours(ours, Path(folder, "warm.json")))
        size.stages = json.loads(Path(folder, "cold.json").read_text(encoding="utf-8"))["cpu"]
        size.megabytes = sum(f.stat().st_size for f in (ours / "site").rglob("*") if f.is_file()) / 1e6
        return size


def university(root: Path, added: int) -> None:
    """The real university with ``added`` more process cards in its largest group, each a variant of a real one."""
    root.mkdir()
    for name in LINKED:
        (root / name).symlink_to(ROOT / name)
    shutil.copytree(ROOT / "data", root / "data")
    models = sorted((ROOT / "data/processes").glob("p*.yml"))
    chart = root / "data/architecture.yml"
    chart.write_text(chart.read_text(encoding="utf-8").replace("count: 9", f"count: {9 + added}"), encoding="utf-8")
    for i in range(added):
        number = len(models) + 1 + i
        _variant(models[i % len(models)], root / f"data/processes/p{number}.yml", number)


def _variant(model: Path, target: Path, number: int) -> None:
    """The same card under another number, title and code; its ids follow."""
    text = model.read_text(encoding="utf-8")
    card = yaml.safe_load(text.replace(model.stem, f"p{number}"))
    card |= {"number": number, "category": "core", "code": f"{card['code']}-{number}", "code_aliases": []}
    card["title"] = {lang: f"{title} {number}" for lang, title in card["title"].items()}
    _forget_questions(card)
    target.write_text(yaml.safe_dump(card, allow_unicode=True, sort_keys=False), encoding="utf-8")


def _forget_questions(value: object) -> None:
    """Questions name the real cards, so a variant carries no mark; a place without an answer gets one."""
    if isinstance(value, dict):
        for key in ("clarify", "iso_9001_clarify"):
            value.pop(key, None)
        if value.get("who") == []:
            value["who"] = ["rector"]
        for part in value.values():
            _forget_questions(part)
    elif isinstance(value, list):
        for part in value:
            _forget_questions(part)


def dump(ours: Path, plain: Path) -> int:
    """Writes the rendered pages as plain Markdown; answers how many pages there are in all languages."""
    found, problems = content(ours, build_date(ROOT, os.environ))
    if found is None:
        raise SystemExit("\n".join(map(str, problems)))
    plain.mkdir()
    (plain / "mkdocs.yml").write_text(PLAIN, encoding="utf-8")
    texts = {f"{lang}/{page}": text for (page, lang), text in found.markdown.items()}
    texts |= {f"{page.lang}/{page.id}": page.body for page in found.registry.prose}
    for name, text in texts.items():
        file = plain / "docs" / f"{name}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return len(texts)


def _ours(root: Path, stages: Path) -> Cost:
    environ = {"SITE_DATE": build_date(ROOT, os.environ).isoformat(), "STAGES_FILE": str(stages)}
    script = "import os, sys; from pathlib import Path; from transparency.publish.build import build; "
    script += "built, found = build(Path.cwd(), Path('site'), os.environ); sys.exit(f'{found}' if built is None else 0)"
    return _run([sys.executable, "-c", script], root, environ)


def _run(command: list[str], folder: Path, environ: dict[str, str]) -> Cost:
    """Runs a command to its end; processor time and memory are those of it and everything it started."""
    timed = ["/usr/bin/env", "python3", str(Path(__file__).with_name("cost.py")), *command]
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    settings = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT), "PATH": path} | environ
    done = subprocess.run(timed, cwd=folder, env=settings, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command[:4])} failed:\n{done.stdout}{done.stderr}")
    return Cost(*json.loads(done.stdout.splitlines()[-1]))


def _line(size: Size) -> str:
    ratios, page = size.ratios(), size.per_page()
    stages = ", ".join(f"{name} {1000 * seconds / size.pages:.1f}" for name, seconds in size.stages.items())
    return (
        f"+{size.added:<5}{size.pages:>6} pages{size.megabytes:>8.1f} MB"
        f"  cold/plain {ratios['cold_cpu']:.2f} cpu {ratios['cold_wall']:.2f} wall"
        f"  warm/plain {ratios['warm_cpu']:.2f} cpu {ratios['warm_wall']:.2f} wall"
        f"  {page['ms']:.1f} ms and {page['kib']:.0f} KiB a page, {_median(size.cold, 'memory'):.0f} MiB at most"
        f"\n      ms a page: {stages}"
    )


def _judged(sizes: list[Size]) -> int:
    """Compares with the budgets; says every one that is exceeded."""
    budgets = yaml.safe_load(BUDGETS.read_text(encoding="utf-8"))
    found = {name: value for name, value in _figures(sizes).items() if value > budgets[name]}
    for name, value in found.items():
        print(f"over budget: {name} is {value:.2f}, the budget {budgets[name]}")
    return 1 if found else 0


def _figures(sizes: list[Size]) -> dict[str, float]:
    """The figures that have a budget; growth is from the smallest size of 100 pages and more to the largest."""
    figures = {f"site_{name}": value for name, value in sizes[0].ratios().items()}
    grown = [size for size in sizes if size.added >= 100]
    if len(grown) > 1:
        first, last = grown[0].per_page(), grown[-1].per_page()
        figures["growth_time"] = last["ms"] / first["ms"]
        figures["growth_memory"] = last["kib"] / first["kib"]
    figures["memory_mib"] = max(_median(size.cold, "memory") for size in sizes)
    return figures


if __name__ == "__main__":
    sys.exit(main())
