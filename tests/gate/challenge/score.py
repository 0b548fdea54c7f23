"""Scores the gate on both halves of the challenge: `python -m tests.gate.challenge.score [--missed]`.

The frames, tables and lawful texts are in the form of `tests/gate/independent`; people come from its development names.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import yaml

from tests.gate.independent import generate as g
from tests.gate.independent.files import CONTAINERS
from tests.gate.independent.people import Person, draw
from tests.gate.independent.score import Score, counted, line, missed, refused
from tests.gate.independent.score import _found as found
from tests.gate.report import register

FOLDER = Path(__file__).parent
HALVES = ("first_half", "second_half")
SAMPLES = 4
NAMES = yaml.safe_load((g.FOLDER / "names_development.yml").read_text(encoding="utf-8"))


def planted(half: str) -> Iterator[g.Sample]:
    """Every frame and table, each as several documents."""
    for random, language, kind, at, frame in _frames(half, "frames"):
        sex, body = g.SEX.fullmatch(frame).groups()  # type: ignore[union-attr]
        person = draw(random, NAMES, language, sex)
        if kind == "filename":
            yield _named(random, half, language, at, body, person)
        else:
            yield g._document(random, half, kind, language, at, body, person)
    for random, language, kind, at, frame in _frames(half, "people_tables"):
        container, text = _table(random, kind, frame)
        yield _sample(half, kind, language, at, container, text)


def lawful(half: str) -> Iterator[g.Sample]:
    """Every lawful document; those that are nearly personal are told apart."""
    for language, data in _read(half, "lawful").items():
        for at, frame in enumerate(data["documents"]):
            for number in range(SAMPLES):
                random = _random(half, language, "lawful", at, number)
                text = g.SLOT.sub(lambda slot, words=data["words"], r=random: r.choice(words[slot[1]]), frame)  # type: ignore[misc]
                kind = "lawful difficult" if at in data["difficult"] else "lawful"
                yield _sample(half, kind, language, at, g._container(random, frame), text)


def _read(half: str, part: str) -> dict[str, Any]:
    return yaml.safe_load((FOLDER / half / f"{part}.yml").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def _frames(half: str, part: str) -> Iterator[tuple[Random, str, str, int, str]]:
    for language, kinds in _read(half, part).items():
        for kind, frames in kinds.items():
            for at, frame in enumerate(frames):
                for number in range(SAMPLES):
                    yield _random(half, language, kind, at, number), language, kind, at, frame


def _random(half: str, language: str, kind: str, at: int, number: int) -> Random:
    return g.seeded(f"challenge {half} {language} {kind} {at} {number}")


def _named(random: Random, half: str, language: str, at: int, body: str, person: Person) -> g.Sample:
    filler = g.Filler(random, person, language, str)
    latin = {part: filler.latin(part) for part in ("s", "g")}
    name = body.format(**latin, i=latin["g"][:1], S=person.surname, G=person.given)
    neutral = g.NEUTRAL[language]
    return g.Sample(half, "filename", language, at, "none", name.rpartition(".")[2], name, neutral, "", neutral)


def _table(random: Random, kind: str, frame: str) -> tuple[str, str]:
    if kind == "verbatim_form":
        return g._container(random, frame), frame
    choice = g.TABLE if kind == "rows" else g.ANSWERS
    container = random.choices(list(choice), list(choice.values()))[0]
    return container, g.people_rows(random, frame) if kind == "rows" else g._answers(random, frame, container)


def _sample(half: str, kind: str, language: str, at: int, container: str, text: str) -> g.Sample:
    return g.Sample(half, kind, language, at, "none", container, f"document.{CONTAINERS[container].ending}", text)


def score() -> Score:
    """Scans every document of both halves."""
    exceptions = register()
    twins: dict[tuple[str, bytes], frozenset[tuple[str, int | None]]] = {}
    return Score(
        tuple((sample, found(sample, exceptions, twins)) for half in HALVES for sample in planted(half)),
        tuple(
            (sample, bool(refused(sample.name, sample.data(), exceptions)))
            for half in HALVES
            for sample in lawful(half)
        ),
    )


def main() -> int:
    """Prints recall by kind and refused lawful files; `--missed` adds what was judged wrongly."""
    result = score()
    for title, counts in (
        ("recall", result.recall(lambda s: "all")),
        ("by kind", result.recall(lambda s: s.kind)),
        ("by language", result.recall(lambda s: s.language)),
        ("lawful files refused", counted(result.alarms, lambda s: s.kind)),
    ):
        sys.stdout.write(title + "\n" + "".join(f"{line(group, count)}\n" for group, count in counts.items()))
    if "--missed" in sys.argv[1:]:
        sys.stdout.write("\n".join(missed(result)) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
