#!/usr/bin/env python3
"""Trains the model of names, transparency/gate/names/model.txt.xz, and reports what gate and model find by cross-validation.

Needs a scratch environment with `pip install pymorphy3 russiannames pyarrow scipy`, and a folder with the annotated texts
kaznerd-valid.iob2.txt and factrueval-dev.iob2.txt (see README there). Run rarely, by hand: the gate needs none of them.
"""

from __future__ import annotations

from transparency.model.unexpected_error import DEBUG_HELP, run_command

import argparse
import collections
import importlib
import importlib.util
import itertools
import lzma
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from unittest import mock

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from transparency.gate.finding import TextBlock
from transparency.gate.names import CAPITAL, FOLDER, SURNAME_ENDING, names, read_sections
from transparency.gate.names.fold import fold
from transparency.gate.names.pair_model import features
from transparency.gate.people import NEAR, people
from transparency.gate.word_kinds import GIVEN, MAYBE_GIVEN, PATRONYMIC, SURNAME
from transparency.gate.words import Word, capitals

SETS = ("kaznerd-valid", "factrueval-dev")
FOLDS = 5
LEAST_GIVEN, LEAST_SURNAME = 10, 5
"""How often a name has to be counted in the source to be taken into the lists: rarer ones are often misspelt."""
LEAST_COMMON = 100
"""From so many bearers on, a word that is a plural too (волков) is a surname where it stands alone."""
MADE_UP = 6_000
"""Names put together from the lists for training, and as many pairs of ordinary words for each half of them."""
NO_SPACE_BEFORE, NO_SPACE_AFTER = frozenset(".,:;!?)»…%"), frozenset("(«")
LEAST_WEIGHT = 0.03
ROOT = Path(__file__).resolve().parent.parent
OWN_TEXTS = ("docs", "data", "demo", "handbook", "decisions", "transparency")
_NAMES = GIVEN | MAYBE_GIVEN | SURNAME | PATRONYMIC
CYRILLIC = dict(zip("абвгдеёзийклмнопрстуфхыэәғіқңөұүһ", "abvgdeezіyklmnoprstufhyeagiknouuh", strict=True))
LATIN = str.maketrans(
    CYRILLIC | {"и": "i", "ж": "zh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ю": "yu", "я": "ya", "ь": "", "ъ": ""}
)


class AnnotatedSentence(NamedTuple):
    """A sentence of an annotated text: persons as beginning, end and number of tokens."""

    text: str
    persons: tuple[tuple[int, int, int], ...]


class Example(NamedTuple):
    """Two words side by side: their features, and whether they are parts of one name."""

    features: tuple[str, ...]
    is_name: bool


def main() -> None:
    """Writes the lists, or trains on the texts and made-up names, reports by cross-validation and writes the weights."""
    parser = argparse.ArgumentParser(description=__doc__, epilog=DEBUG_HELP)
    parser.add_argument("texts", type=Path, nargs="?", help="folder with the annotated texts; without: make the lists")
    options = parser.parse_args()
    if not options.texts:
        _write(_lists(), {"bias": -9.0})
        return
    kept = {title: text.split() for title, text in read_sections("model.txt.xz").items() if title != "weights"}
    texts = {name: _sentences(options.texts / f"{name}.iob2.txt") for name in SETS}
    made_up = [*_made_up(random.Random(20)), *_lawful()]  # noqa: S311  (the same made-up names at every run)
    for line in _cross_validated(texts, made_up):
        print(line, flush=True)
    examples = [*itertools.chain.from_iterable(map(_examples, itertools.chain(*texts.values()))), *made_up]
    _write(kept, _trained(examples))


def _write(lists: Mapping[str, Iterable[str]], weights: Mapping[str, float]) -> None:
    kept = {feature: round(100 * w) for feature, w in weights.items() if abs(w) >= LEAST_WEIGHT}
    sections = {title: "".join(f"{word}\n" for word in sorted(words)) for title, words in lists.items()}
    sections["weights"] = "".join(f"{feature}\t{weight}\n" for feature, weight in sorted(kept.items()))
    text = "".join(f"# {title}\n{content}" for title, content in sections.items())
    (FOLDER / "model.txt.xz").write_bytes(lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME))


def _lists() -> dict[str, set[str]]:
    """Given names and surnames of `russiannames` that are no words, places of OpenCorpora that are no names."""
    words, places, known = _opencorpora()
    taken = words | places | names().kazakh
    given = set(_counted("names", LEAST_GIVEN)) - taken
    surnames = set(_counted("surnames", LEAST_SURNAME)) - taken
    everybody = known | given | set(_counted("surnames", 3))
    return {
        "given": {key for name in given if len(key := fold(name)) > 2},
        "surname": {key for name in surnames if not SURNAME_ENDING.search(name) and len(key := fold(name)) > 2},
        "place": {
            place for place in places if len(place) > 3 and place not in everybody and not place.endswith(("ов", "ев"))
        },
        "plural": set(_plurals()) - set(_counted("surnames", LEAST_COMMON)) - names().ordinary,
    }


def _plurals() -> Iterator[str]:
    """Russian nouns in the genitive plural that end like a surname (городов)."""
    for parse in importlib.import_module("pymorphy3").MorphAnalyzer().iter_known_word_parses():
        tag = parse.tag.grammemes
        if {"NOUN", "gent", "plur"} <= tag and not tag & {"Surn", "Name", "Patr", "Abbr", "Init", "Geox", "Orgn"}:
            word = parse.word.replace("ё", "е")
            if word.endswith(("ов", "ев")):
                yield word


def _opencorpora() -> tuple[set[str], set[str], set[str]]:
    """Words, places and names, without the rarer letter ё."""
    words: set[str] = set()
    places: set[str] = set()
    known: set[str] = set()
    for parse in importlib.import_module("pymorphy3").MorphAnalyzer().iter_known_word_parses():
        tag = parse.tag.grammemes
        target = known if tag & {"Name", "Surn", "Patr"} else places if "Geox" in tag else words
        if not tag & {"Abbr", "Init"}:
            target.add(parse.word.replace("ё", "е"))
    return words, places - words, known


def _counted(table: str, least: int) -> Iterator[str]:
    spec = importlib.util.find_spec("russiannames")
    folder = Path(spec.origin or "").parent / "data" if spec else Path()
    for row in importlib.import_module("pyarrow.parquet").read_table(folder / f"{table}.parquet").to_pylist():
        if row["count"] >= least and row["text"].isalpha():
            yield row["text"].lower().replace("ё", "е")


def _sentences(path: Path) -> list[AnnotatedSentence]:
    blocks = path.read_text("utf-8").strip().split("\n\n")
    return [_sentence([line.rpartition(" ")[::2] for line in block.splitlines() if line]) for block in blocks]


def _sentence(tokens: Sequence[tuple[str, str]]) -> AnnotatedSentence:
    """The text with the spaces that print has, and where its persons are."""
    text, persons = "", list[list[int]]()
    for word, label in tokens:
        if text and word not in NO_SPACE_BEFORE and text[-1] not in NO_SPACE_AFTER:
            text += " "
        if label.startswith("B-"):
            persons.append([len(text), 0, 0])
        text += word
        if label != "O":
            persons[-1][1:] = [len(text), persons[-1][2] + 1]
    return AnnotatedSentence(text, tuple((start, end, size) for start, end, size in persons))


def _pairs(text: str) -> Iterator[tuple[Word, Word]]:
    words = [*capitals(text)]
    for first, second in itertools.pairwise(words):
        if first.kind == second.kind == "word" and NEAR.fullmatch(text, first.end, second.start):
            yield first, second


def _examples(sentence: AnnotatedSentence) -> Iterator[Example]:
    for first, second in _pairs(sentence.text):
        inside = any(start <= first.start and second.start < end for start, end, _ in sentence.persons)
        yield Example(tuple(features(sentence.text, first, second)), inside)


def _made_up(chance: random.Random) -> Iterator[Example]:
    """Names in lists, tables and forms, which news do not have, and ordinary words in the same places."""
    kazakh = [w for line in _own() for w in line.split() if CAPITAL.match(w)]
    ordinary = sorted(names().kazakh), [w for w in sorted(names().ordinary) if len(w) > 3], sorted(names().english)
    for _ in range(MADE_UP):
        yield from _example(chance, *_name(chance, kazakh), True)
        words = _word(chance, ordinary), _word(chance, ordinary)
        yield from _example(chance, *words, False)
        yield from _example(chance, *_half(chance, kazakh, words), False)


def _lawful() -> Iterator[Example]:
    """Pairs of capitalised words in the texts of this project, which name nobody beside the patrons that the lists know."""
    for folder, ending in itertools.product(OWN_TEXTS, ("md", "yml", "csv")):
        for path in sorted((ROOT / folder).rglob(f"*.{ending}")):
            text = "" if path.name == "exceptions.yml" else path.read_text("utf-8")
            for line in sorted(set(text.splitlines())):
                for first, second in _pairs(line):
                    if not (first.sort & second.sort & _NAMES):
                        yield Example(tuple(features(line, first, second)), is_name=False)


def _word(chance: random.Random, ordinary: Sequence[Sequence[str]]) -> str:
    """Half of the words are Kazakh."""
    return chance.choice(ordinary[chance.choice((0, 0, 1, 2))]).capitalize()


def _half(chance: random.Random, kazakh: Sequence[str], words: Sequence[str]) -> tuple[str, str]:
    """A given name beside an ordinary word is no full name."""
    return (chance.choice(kazakh), words[0]) if chance.random() < 0.5 else (words[0], chance.choice(kazakh))


def _own() -> Iterator[str]:
    lines = (FOLDER / "kazakh.txt").read_text("utf-8").splitlines()
    return (line for line in lines if not line.startswith("#"))


def _name(chance: random.Random, kazakh: Sequence[str]) -> tuple[str, str]:
    given, father = chance.choice(kazakh), chance.choice(kazakh)
    surname = father + chance.choice(("", "", "", "ов", "ова", "ев", "ева", "ұлы", "қызы"))
    if chance.random() < 0.3:
        given, surname = (part.lower().translate(LATIN).capitalize() for part in (given, surname))
    surname += chance.choice(("", "", "", "", "ның", "ға", "дан", "мен")) if not surname.isascii() else ""
    if chance.random() < 0.1:
        given, surname = given.upper(), surname.upper()
    return (given, surname) if chance.random() < 0.5 else (surname, given)


FRAMES = (
    "{}",
    "{}",
    "{}\n",
    "1. {}",
    "{}, {}",
    "ФИО: {}",
    "Аты-жөні: {}",
    "| {} |",
    "- {};",
    "студент {}",
    "{} келді",
    "{} пришёл",
)


def _example(chance: random.Random, first: str, second: str, is_name: bool) -> Iterator[Example]:
    text = chance.choice(FRAMES).replace("{}", f"{first} {second}")
    start = text.find(f"{first} {second}")
    for a, b in _pairs(text):
        if a.start >= start and b.end <= start + len(first) + len(second) + 1:
            yield Example(tuple(features(text, a, b)), is_name)


def _trained(examples: Sequence[Example], strength: float = 1.0) -> dict[str, float]:
    """Weights of a logistic regression with a quadratic penalty."""
    counts = collections.Counter(itertools.chain.from_iterable(example.features for example in examples))
    index = {feature: i for i, feature in enumerate(sorted(f for f, count in counts.items() if count > 1))}
    matrix = _matrix(examples, index)
    truth = np.array([example.is_name for example in examples], dtype=float)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        odds = matrix @ weights
        value = np.logaddexp(0, odds).sum() - truth @ odds + strength / 2 * weights @ weights
        return float(value), matrix.T @ (1 / (1 + np.exp(-odds)) - truth) + strength * weights

    found = minimize(loss, np.zeros(len(index)), jac=True, method="L-BFGS-B", options={"maxiter": 100}).x
    return dict(zip(index, map(float, found), strict=True))


def _matrix(examples: Sequence[Example], index: Mapping[str, int]) -> csr_matrix:
    cells = [(row, index[f]) for row, example in enumerate(examples) for f in example.features if f in index]
    rows, columns = zip(*cells, strict=True)
    return csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(examples), len(index)))


def _cross_validated(texts: Mapping[str, list[AnnotatedSentence]], made_up: Sequence[Example]) -> Iterator[str]:
    """Full names found and sentences without a person that raise an alarm; a fold is a block of consecutive sentences."""
    known = {name: [[*_examples(sentence)] for sentence in sentences] for name, sentences in texts.items()}
    for name, sentences in texts.items():
        others = [*itertools.chain.from_iterable(itertools.chain(*(known[o] for o in texts if o != name))), *made_up]
        counts = collections.Counter[str]()
        for start, end in itertools.pairwise(len(sentences) * edge // FOLDS for edge in range(FOLDS + 1)):
            rest = itertools.chain.from_iterable((*known[name][:start], *known[name][end:]))
            model = _trained([*rest, *others])
            with mock.patch("transparency.gate.names.pair_model.weights", return_value=model):
                for sentence in sentences[start:end]:
                    counts += _counts(sentence)
        found, alarms = counts["found"] / counts["full"], 1000 * counts["alarms"] / counts["empty"]
        yield f"{name}: {found:.3f} of {counts['full']} full names; {alarms:.1f} alarms in 1,000 sentences without a person"


def _counts(sentence: AnnotatedSentence) -> collections.Counter[str]:
    """Full names, those that the gate finds, sentences without a person, and alarms in them."""
    hits = [(hit.start, hit.end) for hit in people(TextBlock(sentence.text))]
    full = [(start, end) for start, end, size in sentence.persons if size > 1]
    found = sum(any(a < end and b > start for a, b in hits) for start, end in full)
    empty = not sentence.persons
    return collections.Counter({"full": len(full), "found": found, "empty": empty, "alarms": empty and bool(hits)})


if __name__ == "__main__":
    run_command(main)
