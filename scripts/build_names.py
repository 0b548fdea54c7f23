#!/usr/bin/env python3
"""Builds the word list of names, transparency/gate/names/words.txt.xz, from freely licensed dictionaries (see README there).

Needs a scratch environment with `pip install faker pymorphy3` and two Debian files (packages hunspell-kk and
wamerican-small). Run rarely, by hand: the site build itself never needs any of them.
"""

from __future__ import annotations

from transparency.model.unexpected_error import DEBUG_HELP, run_command

import argparse
import importlib
import lzma
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from transparency.gate.endings import stems
from transparency.gate.names import CAPITAL, FOLDER, SURNAME_ENDING
from transparency.gate.names.fold import fold

FAKER_GIVEN = ("en_US", "en_GB", "ru_RU", "az_AZ", "tr_TR", "uz_UZ")
FAKER_SURNAMES = ("en_US", "en_GB")
SHORT = "ким пак цой ли тен хан юн югай хегай нам шин хван квон лим кан чжан ан ван миллер шмидт вебер браун фишер"
PLACES = "chad georgia virginia victoria charlotte carolina madison austin dakota paris london florence sydney chelsea "
PLACES += "brooklyn asia china india jordan israel diego san santa kansas boston lincoln washington cambridge oxford "
PLACES += "алтай жамбыл отан тараз сырдария медеу балқаш орал есіл азия рим лион вена милан марсель киров"


def main() -> None:
    """Reads the dictionaries named on the command line and writes the file."""
    parser = argparse.ArgumentParser(description=__doc__, epilog=DEBUG_HELP)
    parser.add_argument("hunspell_kk", type=Path, help="kk_KZ.dic of the Debian package hunspell-kk")
    parser.add_argument("english", type=Path, help="american-english-small of the Debian package wamerican-small")
    options = parser.parse_args()
    sections = _sections(_kazakh_words(options.hunspell_kk), _english_words(options.english))
    text = "".join(f"# {name}\n" + "".join(f"{word}\n" for word in sorted(words)) for name, words in sections.items())
    (FOLDER / "words.txt.xz").write_bytes(lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME))


def _sections(kazakh: frozenset[str], english: frozenset[str]) -> dict[str, set[str]]:
    given, surnames, other = _opencorpora()
    given |= set(_own()) | set(_faker(FAKER_GIVEN, "first_names"))
    whole = frozenset(surnames)
    surnames |= set(_faker(FAKER_SURNAMES, "last_names")) | set(SHORT.split())
    places = set(PLACES.split())
    keys = {key for name in given if len(key := fold(name)) > 2}
    return {
        "given": keys,
        "surname": {fold(name) for name in surnames if not SURNAME_ENDING.search(name.lower()) and len(name) > 1},
        "ambiguous": {n for n in given if n in kazakh or n in english} | places | set(_taken_for_names(other, keys)),
        "ordinary": {word for word in other if _like_a_surname(word)} - whole - {f"{name}а" for name in whole},
        "kazakh": {word for word in kazakh if len(word) > 2} - given,
        "english": set(english),
    }


def _taken_for_names(words: Iterable[str], keys: set[str]) -> Iterator[str]:
    """Forms of ordinary Russian words that, their ending taken off, would be taken for a given name (доли, веры)."""
    return (word for word in words if len(word) < 13 and any(fold(stem) in keys for stem in stems(word, True)))


def _like_a_surname(word: str) -> bool:
    return bool(re.search(r"(ов|ев|ёв|ин|ова|ева|ёва|ина)$", word)) and "-" not in word and len(word) < 15


def _opencorpora() -> tuple[set[str], set[str], set[str]]:
    analyzer = importlib.import_module("pymorphy3").MorphAnalyzer()
    given: set[str] = set()
    surnames: set[str] = set()
    other: set[str] = set()
    for parse in analyzer.iter_known_word_parses():
        lemma = parse.word == parse.normal_form
        if "Name" in parse.tag:
            given |= {parse.word} if lemma else set()
        elif "Surn" in parse.tag:
            surnames |= {parse.word} if lemma else set()
        elif "Patr" not in parse.tag and not {"Abbr", "Init"} & set(parse.tag.grammemes):
            other.add(parse.word)
    return given, surnames, other


def _faker(locales: Iterable[str], prefix: str) -> Iterator[str]:
    for locale in locales:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for attribute in sorted(vars(provider)):
            if attribute.startswith(prefix):
                yield from (str(name).lower() for name in getattr(provider, attribute) if " " not in str(name))


def _own() -> Iterator[str]:
    for line in (FOLDER / "kazakh.txt").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            yield from (name.lower() for name in line.split() if CAPITAL.match(name))


def _kazakh_words(path: Path) -> frozenset[str]:
    return frozenset(line.split("/")[0].strip() for line in path.read_text("utf-8-sig").splitlines())


def _english_words(path: Path) -> frozenset[str]:
    words = path.read_text("utf-8").splitlines()
    return frozenset(w for w in words if w.isascii() and w.isalpha() and w.islower() and len(w) > 1)


if __name__ == "__main__":
    run_command(main)
