"""Additions to the product, each as a function that adds it to a copy of the project."""

from __future__ import annotations

from pathlib import Path

import yaml

from tests.additions.editing import after, imported, insert, words, write
from tests.edits.everyday import opened

NOTE = "tests/note.txt"
"""A text outside the sources, for the detectors."""

MODEL = '''"""Record type for burrows."""

from __future__ import annotations

from transparency.model.number_types import Number
from transparency.model.text import Id, Record


class Burrow(Record):
    """A burrow."""

    id: Id
    unit: Id
    depth: Number
'''


DECLARATION = """model: burrow.Burrow
files: burrows.yml
key: burrows
keeper: unit
pages: [processes/roles]
title: {kk: "Quokka burrow", ru: "Quokka burrow", en: "Quokka burrow"}
help: {kk: "A burrow.", ru: "A burrow.", en: "A burrow."}
fields:
  Burrow:
    depth:
      label: {kk: "Depth of the burrow", ru: "Depth of the burrow", en: "Depth of the burrow"}
      help: {kk: "In metres.", ru: "In metres.", en: "In metres."}
"""


def record_type(root: Path) -> None:
    write(root, "transparency/model/burrow.py", MODEL)
    write(root, "transparency/model/record_types/burrows.yml", DECLARATION)
    write(root, "data/burrows.yml", "burrows:\n  - {id: deep-burrow, unit: quality-office, depth: 2.5}\n")


PAGE = """

def _quokkas(registry: CheckedRegistry) -> Page:
    return Page(
        id="processes/quokkas",
        template="quokkas.html.j2",
        title=text_in_all_languages(registry, "quokkas.title"),
        description=text_in_all_languages(registry, "quokkas.title"),
        view=len(registry.processes),
        keeper=registry.architecture.owner,
        updated=registry.architecture.updated,
        review_by=registry.architecture.review_by,
        source=text_in_all_languages(registry, "common.own_text"),
        parent="processes/index",
    )
"""


def generated_page(root: Path) -> None:
    views = "transparency/site/views/questions.py"
    after(root, views, "    chart = registry.architecture\n", "    yield _quokkas(registry)\n")
    write(root, views, (root / views).read_text(encoding="utf-8") + PAGE)
    write(root, "transparency/site/templates/quokkas.html.j2", "<p>{{ t('quokkas.count', n=number(view)) }}</p>\n")
    insert(root, "transparency/registry/check_links.py", '"clauses", "indicators", "corrections"', '"quokkas", ')
    words(root, "\nquokkas:\n  title: All quokkas\n  count: '{n} quokkas'\n")


SECTION = '''"""Pages about burrows."""

from __future__ import annotations

from collections.abc import Iterator

from transparency.model.text import LANGUAGES, LocalText
from transparency.registry.check import CheckedRegistry
from transparency.site.views.page import Page


def pages(registry: CheckedRegistry) -> Iterator[Page]:
    """The one page."""
    title = LocalText(**{lang: "Burrows of quokkas" for lang in LANGUAGES})
    chart = registry.architecture
    days = (chart.updated, chart.review_by)
    yield Page("burrows/index", "burrows.html.j2", title, title, None, chart.owner, *days, title, parent="index")
'''


def section(root: Path) -> None:
    write(root, "transparency/site/views/burrows.py", SECTION)
    write(root, "transparency/site/templates/burrows.html.j2", "<p>Burrow</p>\n")
    table = "transparency/site/views/all_pages.py"
    imported(root, table, "from transparency.site.views import burrows")
    insert(root, table, "    survey_section.pages,\n", "    burrows.pages,\n")
    links = "transparency/registry/check_links.py"
    insert(root, links, '    "reports/": ("index",),\n', '    "burrows/": ("index",),\n')
    insert(root, links, '    "reports/": lambda', '    "burrows/": lambda draft: OWN_PAGES["burrows/"],\n')


def interface_word(root: Path) -> None:
    words(root, "\nburrow:\n  greeting: Welcome to the burrow\n")
    page = "transparency/site/templates/glossary.html.j2"
    write(root, page, (root / page).read_text(encoding="utf-8") + "<p>{{ t('burrow.greeting') }}</p>\n")


def worth(root: Path) -> None:
    """The glossary is computed, so it answers a duty by itself."""
    insert(
        root,
        "transparency/site/views/evidence_pages.py",
        '    "about/site-map": _computed,\n',
        '    "search": _computed,\n',
    )
    with opened(root, "compliance/regulation") as regulation:
        regulation["clauses"][-1]["answers"].append({"page": "search"})


DATASET = """id: burrows
title: {kk: "Індер", ru: "Норы", en: "Burrows"}
description: {kk: "Әр процеске бір ін.", ru: "По норе на процесс.", en: "One burrow a process."}
version: 1.0.0
page: processes/index
keywords:
  - {kk: "квокка", ru: "квокка", en: "quokka"}
sources:
  - {kk: "Карта", ru: "Карта", en: "Map"}
key: [process]
foreign_keys:
  - {columns: [process], dataset: processes, targets: [id]}
columns:
  - name: process
    type: string
    title: {kk: "Процесс", ru: "Процесс", en: "Process"}
    description: {kk: "Процестің идентификаторы.", ru: "Идентификатор процесса.", en: "Identifier of the process."}
    required: true
"""
ROWS = '''
def burrows(registry: CheckedRegistry) -> Iterator[Row]:
    """One row a process."""
    for process in registry.processes:
        yield {"process": process.id}


'''


def dataset(root: Path) -> None:
    write(root, "transparency/opendata/datasets/burrows.yml", DATASET)
    tables = "transparency/opendata/tables.py"
    insert(root, tables, "TABLES: Mapping", ROWS.lstrip("\n"))
    insert(root, tables, '    "units": units,\n', '    "burrows": burrows,\n')
    schema = {"dataset": "burrows", "version": "1.0.0", "key": ["process"]}
    columns = [{"name": "process", "type": "string", "required": True}]
    said = yaml.safe_dump(schema | {"columns": columns}, allow_unicode=True, sort_keys=False, width=100)
    write(root, "transparency/opendata/schemas/burrows.yml", said)


FORMAT = '''"""Writes tab-separated text."""

from __future__ import annotations

from transparency.opendata.dataset_table import DatasetTable


def write(table: DatasetTable) -> bytes:
    """A line a row."""
    return "".join("\\t".join(map(str, row)) + "\\n" for row in (table.names, *table.rows)).encode()
'''


def data_format(root: Path) -> None:
    write(root, "transparency/opendata/formats/tsv.py", FORMAT)
    table = "transparency/opendata/formats/__init__.py"
    imported(root, table, "from transparency.opendata.formats import tsv")
    entry = '    "tsv": Format("text/tab-separated-values", tsv.write, quick=True),\n'
    insert(root, table, '    "parquet": Format(', entry)
    insert(root, "transparency/gate/data_packages.py", '".csv-metadata.json")\n', '".tsv", ')
    for lang in ("kk", "ru", "en"):
        after(root, f"transparency/site/words/{lang}.yml", "\n  use_of:\n", "    tsv: for burrows\n")


CHART = '''"""Burrow chart: a square for each line."""

from __future__ import annotations

import altair as alt

from transparency.site.charts.layout import Layout, Plot
from transparency.site.charts.plate import LocalizedChart


def burrow(plate: LocalizedChart, layout: Layout) -> list[Plot]:
    """The rate of each line along the width."""
    rows = [{"row": i, "value": mark.value} for i, mark in enumerate(plate.blocks[0].marks)]
    return [Plot(_burrow, (layout.width,), rows, 30.0 * len(rows))]


def _burrow(width: float) -> alt.LayerChart:
    square = alt.Chart(alt.NamedData("rows")).mark_square(size=321, color="#123456")
    value = alt.X("value:Q", scale=alt.Scale(domain=[0, 1]), axis=None)
    return alt.LayerChart(layer=[square.encode(value, alt.Y("row:O", axis=None))], width=width)
'''


def chart(root: Path) -> None:
    write(root, "transparency/site/charts/burrow.py", CHART)
    table = "transparency/site/charts/drawing.py"
    imported(root, table, "from transparency.site.charts.burrow import burrow")
    insert(root, table, '    "risk": risk,\n', '    "burrow": burrow,\n')
    view = root / "transparency/site/views/survey_charts.py"
    said = view.read_text(encoding="utf-8")
    assert said.count('kind="response"') == 1
    view.write_text(said.replace('kind="response"', 'kind="burrow"'), encoding="utf-8")


def field_of_a_record(root: Path) -> None:
    model = "transparency/model/process.py"
    insert(root, model, "    iso_9001: ", '    motto: Text | None = None\n    """What the owner says."""\n')
    template = "transparency/site/templates/process_card.html.j2"
    insert(root, template, '<dl class="key">\n', "{% if process.motto %}<p>{{ process.motto }}</p>{% endif %}\n")
    with opened(root, "processes/p01") as process:
        process["motto"] = "Quokkas first"


RULE = '''"""Rule: burrows are dug early."""

from __future__ import annotations

from collections.abc import Iterator

from transparency.model.messages import Message
from transparency.model.problem import Problem
from transparency.registry.load import Draft


def late_burrows(draft: Draft) -> Iterator[Problem]:
    """A notice for every process, so that the build goes on."""
    for entry in draft.processes:
        found = entry.problem(("id",), "Q77", Message("has no burrow."), Message("Dig one."))
        yield Problem(found.file, found.line, found.rule, found.place, found.what, found.advice, "notice")
'''


def _meaning(root: Path, code: str, **texts: str) -> None:
    entries = {f"rule.{code}.{part}": dict.fromkeys(("kk", "ru", "en"), text) for part, text in texts.items()}
    with (root / "transparency/model/messages/rules.yml").open("a", encoding="utf-8") as file:
        yaml.safe_dump(entries, file)


def rule(root: Path) -> None:
    write(root, "transparency/registry/check_burrows.py", RULE)
    table = "transparency/registry/rules.py"
    imported(root, table, "from transparency.registry import check_burrows")
    insert(root, table, '    "R07": wrong_left_out,\n', '    "Q77": check_burrows.late_burrows,\n')


def rule_code(root: Path) -> None:
    _meaning(root, "Q77", title="process without a burrow", why="A quokka would be homeless.", advice="Dig one.")


DETECTOR = '''"""Finds the numbers of lockers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transparency.gate.finding import Hit, TextBlock

_LOCKER = re.compile(r"шкаф [а-я]+", re.IGNORECASE)


def lockers(block: TextBlock) -> Iterator[Hit]:
    """Each locker."""
    for match in _LOCKER.finditer(block.text):
        yield Hit("P77", match.start(), match.end(), match[0])
'''


def detector(root: Path) -> None:
    write(root, "transparency/gate/lockers.py", DETECTOR)
    rules = "transparency/gate/rules.py"
    imported(root, rules, "from transparency.gate.lockers import lockers")
    start = "BLOCK_DETECTORS: tuple[BlockDetector, ...] = (\n"
    after(root, rules, start, "    BlockDetector(lockers),\n")
    write(root, NOTE, "Мұнда шкаф синий тұр.\n")


def personal_rule(root: Path) -> None:
    _meaning(root, "P77", title="locker", why="It stands for one person.", advice="Remove it.")
    insert(root, "transparency/gate/rules.py", '    "P17": "unreadable",\n', '    "P77": "locker",\n')


TARGET = '''"""Release target: a burrow."""

from __future__ import annotations

from pathlib import Path

from transparency.release.targets.folder import FolderStore


class BurrowStore(FolderStore):
    """A folder below ground."""

    @classmethod
    def at(cls, place: str) -> BurrowStore:
        """The burrow of that name."""
        return cls(Path("burrows", place).absolute())
'''


def target(root: Path) -> None:
    write(root, "transparency/release/targets/burrow.py", TARGET)
    table = "transparency/release/targets/__init__.py"
    imported(root, table, "from transparency.release.targets.burrow import BurrowStore")
    insert(root, table, '    "rsync": RemoteStore.at,\n', '    "burrow": BurrowStore.at,\n')


def release_gate(root: Path) -> None:
    write(root, "scripts/sniff.py", 'import sys\nprint("sniffed", sys.argv[1])\n')
    after(
        root,
        "transparency/release/checkout.py",
        "GATES: tuple[tuple[str, ...], ...] = (",
        '("scripts/sniff.py", "{site}"), ',
    )


def page_element(root: Path) -> None:
    """The new section writes an element that no page had."""
    insert(root, "transparency/site/build/page_check.py", '"a abbr b blockquote', '"ruby rt " ')
    write(root, "transparency/site/templates/burrows.html.j2", "<p><ruby>quokka<rt>burrow</rt></ruby></p>\n")


def encoding(root: Path) -> None:
    compress = "transparency/release/compress.py"
    imported(root, compress, "import zlib")
    after(root, compress, '    ".br": _brotli,\n', '    ".zz": zlib.compress,\n')


def licence(root: Path) -> None:
    after(root, "transparency/release/licences/components.yml", "\npackages:\n", "  quokka: MIT\n")


CASE = """about: A burrow nobody knows.
changes:
- file: data/site.yml
  old: "threshold: 10"
  new: "treshold: 10"
says: ''
"""


def bad_input(root: Path) -> None:
    write(root, "tests/bad_input/cases/quokka.yml", CASE)
