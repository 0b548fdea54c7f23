"""The corpus: every text of blocked.yml and allowed.yml plain, and by turns in every container and every disguise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

from tests.gate import synthetic
from tests.gate.case import Case
from tests.gate.containers import CONTAINERS
from tests.gate.disguises import DIGITS, LETTERS
from tests.gate.shapes import shapes

HERE = Path(__file__).parent
SPREAD = synthetic.spread
VALUES: Mapping[str, str] = {
    "IIN": synthetic.IIN,
    "IIN_FEMALE": synthetic.IIN_FEMALE,
    "IIN_GROUPED": SPREAD(synthetic.IIN, " ", 6, 3),
    "IIN_LOST_ZERO": synthetic.IIN_LOST_ZERO,
    "IIN_LAST": synthetic.iin("900215", 3, 9001)[-1],
    "IIN_WRONG_CONTROL": synthetic.IIN[:11] + str((int(synthetic.IIN[11]) + 1) % 10),
    "BIN": synthetic.BIN,
    "VISA": synthetic.VISA,
    "VISA_GROUPED": SPREAD(synthetic.VISA, " ", 4, 4, 4),
    "MASTERCARD": synthetic.MASTERCARD,
    "MASTERCARD_DASHED": SPREAD(synthetic.MASTERCARD, "-", 4, 4, 4),
    "IBAN": synthetic.IBAN,
    "IBAN_GROUPED": SPREAD(synthetic.IBAN, " ", 4, 4, 4, 4),
    "IBAN_SMALL": synthetic.IBAN.lower(),
    "MOBILE": synthetic.MOBILE,
}


def corpus() -> tuple[Case, ...]:
    """All cases, blocked and allowed, each with an id of its own."""
    return tuple(_numbered((*_blocked(), *_allowed(), *shapes())))


def _numbered(cases: tuple[Case, ...]) -> Iterator[Case]:
    for number, case in enumerate(cases):
        stem, _, suffix = case.name.rpartition("/")[2].rpartition(".")
        name = case.name if case.category == "file name" else f"{number:04d}/{stem}.{suffix}"
        yield Case(f"{number:04d} {case.id}", case.category, name, case.data, case.blocked, case.secret)


def texts(file: str) -> Iterator[tuple[str, str]]:
    """Category and text of every line of a declaration."""
    declared = yaml.safe_load((HERE / file).read_text("utf-8"))
    for category, lines in declared.items():
        yield from ((category, line.format_map(VALUES)) for line in lines)


def _blocked() -> Iterator[Case]:
    makes = list(CONTAINERS.items())
    for i, (category, text) in enumerate(texts("blocked.yml")):
        yield Case(f"{category} plain", category, "note.md", f"{text}\n".encode(), True, text)
        for step in range(4):
            title, (suffix, make) = makes[(i * 4 + step) % len(makes)]
            if _encodable(text, title):
                yield Case(f"{category} in {title}", _hidden(title, category), f"note.{suffix}", make(text), True, text)
    for category, values in (("iin", synthetic.IIN), ("card", synthetic.VISA), ("phone", "87015550199")):
        for title, disguise in DIGITS.items():
            yield Case(
                f"{category} {title}",
                "disguise",
                "note.md",
                f"Нөмір: {disguise(values)} жазылған\n".encode(),
                True,
                values,
            )
    for title, disguise in LETTERS.items():
        for text in ("Жұмабекова Айгерім Серікқызы", "Тестов Иван Петрович"):
            yield Case(f"name {title}", "disguise", "note.md", f"Жауап: {disguise(text)}\n".encode(), True, text)


def _encodable(text: str, title: str) -> bool:
    """Eight-bit code pages lack letters; there the text would not be the text."""
    page = {"csv_kz1048": "kz1048", "text_cp1251": "cp1251"}.get(title)
    return page is None or text.encode(page, "ignore").decode(page) == text


def _hidden(title: str, category: str) -> str:
    return (
        "hidden container"
        if title not in ("html_text", "markdown", "csv_comma", "yaml_value", "json_value")
        else category
    )


def _allowed() -> Iterator[Case]:
    makes = list(CONTAINERS.items())
    for i, (category, text) in enumerate(texts("allowed.yml")):
        yield Case(f"{category} plain", category, "note.md", f"{text}\n".encode(), False)
        for step in range(3):
            title, (suffix, make) = makes[(i * 3 + step) % len(makes)]
            if _encodable(text, title) and title != "data_package":
                yield Case(f"{category} in {title}", category, f"note.{suffix}", make(text), False)
