"""A copy of the small institution in which every text that a person writes is an attack on whoever shows it.

Each text gets a payload with a number of its own, so that a test can tell for each where it came out and as what. All are
planted together, in one build: an attack that works only while the texts around it are harmless is not looked for.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from itertools import count
from pathlib import Path

import yaml

from transparency.model.product_files import PRODUCT, WORDS

LANGUAGES = ("kk", "ru", "en")
PAYLOADS = (
    "<script>alert({n})</script>",
    '"><img src=x onerror=alert({n})>',
    "'><svg/onload=alert({n})><!--",
    "</script><script>alert({n})</script>",
    '</title></style></textarea><meta http-equiv=refresh content="0;url=https://evil.example/{n}">',
    "[a](https://evil.example/{n}) ![b](x){{: onclick=alert({n}) }}",
    "=cmd|' /C calc'!A{n}",
    "{{{{ 7*7 }}}}{{% raw %}}{n}",
    "]]>--><base href=https://evil.example/{n}>",
    "&lt;script&gt;alert({n})&lt;/script&gt; &amp; \\' \\\" ${{7*7}} `{n}`",
    '# A {{: #content }}\n\n## B\n\n<iframe srcdoc="<script>alert({n})</script>">',
    '<form action=https://evil.example/{n}><button>x</button><a href="https://evil.example/{n}" autofocus onfocus=alert({n})>',
)
"""What is tried, in turn; ``{{n}}`` is the number of the text."""


def payload(number: int) -> str:
    """A text that begins with its own number, so that it is found again."""
    attack = PAYLOADS[number % len(PAYLOADS)].format(n=number)
    return attack if attack.startswith("=") else f"t{number}q {attack}"


def plant(root: Path) -> dict[int, str]:
    """Replaces the texts of a copy; answers number -> place of each."""
    places: dict[int, str] = {}
    numbers = count(1000)

    def fresh(place: str) -> str:
        number = next(numbers)
        places[number] = place
        return payload(number)

    for file in sorted(file for folder in ("data", "demo") for file in (root / folder).rglob("*.yml")):
        name = file.relative_to(root).as_posix()
        if name != "data/exceptions.yml":
            value = yaml.safe_load(file.read_text(encoding="utf-8"))
            replaced = _replaced(value, name, fresh)
            file.write_text(
                yaml.safe_dump(replaced, allow_unicode=True, sort_keys=False, width=10_000), encoding="utf-8"
            )
    for file in sorted((*root.glob("*/programmes/*.csv"), *root.glob("*/surveys/*.csv"))):
        _table(file, file.relative_to(root).as_posix(), fresh)
    for file in sorted((root / "docs").rglob("*.md")):
        _prose(file, file.relative_to(root).as_posix(), fresh)
    return places


def _replaced(value: object, place: str, fresh: Callable[[str], str]) -> object:
    if isinstance(value, dict):
        if set(LANGUAGES) <= value.keys() and all(isinstance(value[lang], str) for lang in LANGUAGES):
            return {key: fresh(f"{place}.{key}") if key in LANGUAGES else one for key, one in value.items()}
        return {key: _replaced(one, f"{place}.{key}", fresh) for key, one in value.items()}
    if isinstance(value, list):
        return [_replaced(one, f"{place}[{i}]", fresh) for i, one in enumerate(value)]
    return value


def _table(file: Path, place: str, fresh: Callable[[str], str]) -> None:
    rows = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"), newline="")))
    if not rows:
        return
    for number, row in enumerate(rows):
        for name, cell in row.items():
            if name.lower().endswith(("_kk", "_ru", "_en")) and cell:
                row[name] = fresh(f"{place}:{number}.{name}")
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    file.write_text(text.getvalue(), encoding="utf-8")


def _prose(file: Path, place: str, fresh: Callable[[str], str]) -> None:
    """The main heading repeats the title, which is one line (H04)."""
    _, head, body = file.read_text(encoding="utf-8").split("---\n", 2)
    facts = yaml.safe_load(head)
    facts |= {name: " ".join(fresh(f"{place}.{name}").split()) for name in ("title", "description")}
    head = yaml.safe_dump(facts, allow_unicode=True, sort_keys=False, width=10_000)
    _, _, text = body.lstrip().partition("\n")
    file.write_text(f"---\n{head}---\n\n# {facts['title']}\n{text}", encoding="utf-8")


def plant_in_words(root: Path) -> None:
    """Every interface text ends in an element that must not come out as one; placeholders stay."""
    for lang in LANGUAGES:
        product = PRODUCT / WORDS / f"{lang}.yml"
        value = _ended(yaml.safe_load(product.read_text(encoding="utf-8")))
        file = root / f"data/strings/{lang}.yml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=10_000), encoding="utf-8")


def _ended(value: object) -> object:
    if isinstance(value, dict):
        return {key: _ended(one) for key, one in value.items()}
    return f"{value}{WORD}"


WORD = "\"'><i class=planted onclick=alert(1)>"
