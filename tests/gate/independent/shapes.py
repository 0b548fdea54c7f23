"""Detection rate of each shape of name: `python -m tests.gate.independent.shapes [--names lists] [--combinations 5000]`.

Names are drawn by frequency and stand in short sentences that say nothing about the person; a name is found when the gate
reports its line. Needed: 95 % for each shape, 90 % for a single initial with a surname. `--names` is a half of the measurement,
`lists` for the given names of the product's own lists, or a folder with the annotated texts that `scripts/train_names.py`
reads: of those, only words that no list of the product holds.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

import yaml

from tests.gate.independent.generate import FOLDER, HALVES, SEED, latin_words, seeded
from tests.gate.independent.people import Person, draw
from tests.gate.independent.score import line, refused
from transparency.gate import Register
from transparency.gate.endings import stems
from transparency.gate.names import names, own_given
from transparency.gate.names.fold import fold

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


def names_of(source: str) -> dict[str, str]:
    """Lists of names by origin, in the form of the files of a half."""
    if source in HALVES:
        return yaml.safe_load((FOLDER / f"names_{source}.yml").read_text(encoding="utf-8"))  # type: ignore[no-any-return]
    if source == "lists":
        known = [word for word in own_given() if word.isalpha() and not word.isascii()]
        given, surnames = (
            known,
            [f"{word}{'ев' if word[-1] in 'йиіь' else 'ов'}" for word in known if word[-1] not in "аәе"],
        )
        return _by_origin({"kk": given, "ru": given}, {"kk": surnames, "ru": surnames})
    texts = {"kk": "kaznerd-valid", "ru": "factrueval-dev"}
    persons = {language: [*_unknown(Path(source) / f"{text}.iob2.txt")] for language, text in texts.items()}
    first, last = ({lang: [pair[at] for pair in pairs if pair[at]] for lang, pairs in persons.items()} for at in (0, 1))
    return _by_origin(first, last)


def _by_origin(given: dict[str, list[str]], surnames: dict[str, list[str]]) -> dict[str, str]:
    lists = {}
    for origin, language in (("kazakh", "kk"), ("slavic", "ru"), ("foreign", "ru")):
        first, last = " ".join(dict.fromkeys(given[language])), " ".join(dict.fromkeys(surnames[language]))
        lists |= {f"{origin}_{part}": first for part in ("male", "female")}
        lists |= {f"{origin}_surname": last, f"{origin}_bare": last}
    return lists


def _unknown(path: Path) -> Iterator[tuple[str, str]]:
    """First and last word of each person of two words; empty where the lists of the product hold it."""
    lists = names()
    held = lists.given | lists.surname
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        person: list[str] = []
        for text in (*block.splitlines(), ". O"):
            word, _, label = text.rpartition(" ")
            if label != "I-PERSON" and len(person) == 2 and all(one.isalpha() and one.istitle() for one in person):
                yield tuple("" if held & {*map(fold, stems(one.lower(), cyrillic=True))} else one for one in person)  # type: ignore[misc]
            if label != "I-PERSON":
                person = []
            if label != "O":
                person.append(word)


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


def people(random: Random, lists: dict[str, str], language: str, shape: str) -> Iterator[Person]:
    """Endless people who have a name of this shape."""
    while True:
        if fits(shape, person := draw(random, lists, language)):
            yield person


def rate(source: str, language: str, shape: str, combinations: int) -> tuple[int, int]:
    """How many of the combinations the gate finds."""
    random = seeded(f"{SEED} {Path(source).name} {language} {shape}")
    drawn, found = people(random, names_of(source), language, shape), 0
    for at in range(0, combinations, PARAGRAPHS):
        texts = [shaped(random, shape, next(drawn)) for _ in range(min(PARAGRAPHS, combinations - at))]
        if shape == "Latin file name":
            found += sum(bool(refused(text, b"", Register())) for text in texts)
            continue
        body = "\n\n".join(random.choice(CARRIERS[language]).format(text) for text in texts)
        found += len({place for _, place in refused("names.md", f"{body}\n".encode(), Register())})
    return found, combinations


def main() -> int:
    """Prints one line for each language and shape."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--names", default="development", help=f"{', '.join(HALVES)}, lists, or a folder of annotated texts"
    )
    parser.add_argument("--combinations", type=int, default=5000)
    options = parser.parse_args()
    for language in CARRIERS:
        for shape in SHAPES:
            if language == "en" and shape.startswith("inflected"):
                continue
            counts = rate(options.names, language, shape, options.combinations)
            sys.stdout.write(f"{line(f'{language} {shape}', counts)}\n")
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
