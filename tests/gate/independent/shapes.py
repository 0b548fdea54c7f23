"""Detection rate of each shape of name: `python -m tests.gate.independent.shapes [--half frozen] [--combinations 5000]`.

Names are drawn by frequency and stand in short sentences that say nothing about the person; a name is found when the gate
reports its line. Needed: 95 % for each shape, 90 % for a single initial with a surname.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from random import Random

import yaml

from tests.gate.independent.generate import FOLDER, HALVES, SEED, latin_words, seeded
from tests.gate.independent.people import Person, draw
from tests.gate.independent.score import line, refused
from tests.gate.report import register

PARAGRAPHS = 50
CARRIERS = {
    "kk": ("Кеше {} келді.", "Кезекті мәселе бойынша {} сөйледі.", "Бұл жұмысты {} аяқтады."),
    "ru": ("Вчера пришёл {}.", "По следующему вопросу выступал {}.", "Эту работу закончил {}."),
    "en": ("Yesterday {} came.", "On the next item {} spoke.", "This work was finished by {}."),
}
HONORIFICS = {
    "kk": {"f": ("{g} апай", "{g} ханым"), "m": ("{g} мырза", "{g} ағай")},
    "ru": {"f": ("госпожа {s}", "{g} {p}"), "m": ("господин {s}", "{g} {p}")},
    "en": {"f": ("Ms {s}", "Mrs {s}"), "m": ("Mr {s}", "Mr. {s}")},
}
ROLES = {
    "kk": ("декан {}", "доцент {}", "студент {}", "проректор {}"),
    "ru": ("декан {}", "доцент {}", "студент {}", "проректор {}"),
    "en": ("Dean {}", "Lecturer {}", "student {}", "Vice-Rector {}"),
}
CASES = {
    "kk": ("gen", "dat", "acc", "abl", "ins"),
    "ru": ("gen", "dat", "acc", "ins"),
    "en": ("nom",),
}  # English names have no cases
SUFFIXES = (
    "ов",
    "ев",
    "ёв",
    "ин",
    "ова",
    "ева",
    "ёва",
    "ина",
    "ий",
    "ая",
    "ov",
    "ev",
    "in",
    "ova",
    "eva",
    "ina",
    "iy",
    "aya",
)
SHAPES = (
    "surname given patronymic",
    "surname given",
    "given surname",
    "bare surname given",
    "inflected full name",
    "surname two initials",
    "two initials surname",
    "one initial surname",
    "one initial bare surname",
    "honorific",
    "role surname",
    "inflected role surname",
    "small letters",
    "Latin file name",
)


def shaped(random: Random, shape: str, person: Person) -> str:
    """The name of the person in this shape."""
    language = person.language
    case = random.choice(CASES[language])
    orders = {
        "surname given patronymic": "sgp",
        "surname given": "sg",
        "given surname": "gs",
        "bare surname given": "sg",
        "surname two initials": "sii",
        "two initials surname": "iis",
        "one initial surname": "is",
        "one initial bare surname": "is",
        "small letters": "sgp",
    }
    if shape in orders:
        text = person.written(orders[shape], "nom")
        return text.lower() if shape == "small letters" else text
    if shape == "inflected full name":
        return person.written("sgp", case)
    if shape == "honorific":
        form = random.choice(HONORIFICS[language][person.sex])
        return form.format(g=person.given, s=person.surname, p=person.patronymic)
    if shape == "Latin file name":
        return random.choice(("{}_{}.pdf", "{}-{}.docx")).format(
            *latin_words(person.written("sg", "nom")).lower().split()
        )
    return random.choice(ROLES[language]).format(person.written("s", case if shape.startswith("inflected") else "nom"))


def fits(shape: str, person: Person) -> bool:
    """Whether this person has a name of this shape."""
    if "bare" in shape:
        return not person.surname.endswith(SUFFIXES)
    return bool(person.patronymic) or shape not in ("surname given patronymic", "small letters", "inflected full name")


def people(random: Random, names: dict[str, str], language: str, shape: str) -> Iterator[Person]:
    """Endless people who have a name of this shape."""
    while True:
        if fits(shape, person := draw(random, names, language)):
            yield person


def rate(half: str, language: str, shape: str, combinations: int) -> tuple[int, int]:
    """How many of the combinations the gate finds."""
    names = yaml.safe_load((FOLDER / f"names_{half}.yml").read_text(encoding="utf-8"))
    random = seeded(f"{SEED} {half} {language} {shape}")
    source, exceptions, found = people(random, names, language, shape), register(), 0
    for at in range(0, combinations, PARAGRAPHS):
        texts = [shaped(random, shape, next(source)) for _ in range(min(PARAGRAPHS, combinations - at))]
        if shape == "Latin file name":
            found += sum(bool(refused(text, b"", exceptions)) for text in texts)
            continue
        body = "\n\n".join(random.choice(CARRIERS[language]).format(text) for text in texts)
        found += len({place for _, place in refused("names.md", f"{body}\n".encode(), exceptions)})
    return found, combinations


def main() -> int:
    """Prints one line for each language and shape."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--half", choices=HALVES, default="development")
    parser.add_argument("--combinations", type=int, default=5000)
    options = parser.parse_args()
    for language in CARRIERS:
        for shape in SHAPES:
            if language == "en" and shape.startswith("inflected"):
                continue
            sys.stdout.write(
                line(f"{language} {shape}", rate(options.half, language, shape, options.combinations)) + "\n"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
