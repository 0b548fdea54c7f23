"""Kazakh words and their forms from Debian's hunspell-kk: a word list made by others, for other purposes."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import pytest

FOLDER = Path("/usr/share/hunspell")
WORDS = 2000

_ENTRY = re.compile(r"^SFX (\S+) +(\S+) +(\S+) +(\S+)")
_NOUN, _VERB = "ABb", "Mm"
_TWICE = re.compile(r"(?:[лдт][ае]р)(?:л[ае]р)")
"""The list also makes forms with the plural ending twice, which no one writes."""


@dataclass(frozen=True)
class Rule:
    """A suffix of the list."""

    strip: str
    add: str
    after: re.Pattern[str]

    def form(self, word: str) -> str | None:
        """The word with the suffix, if it may take it."""
        if self.after.search(word) and word.endswith(self.strip):
            return word[: len(word) - len(self.strip)] + self.add
        return None


def sample() -> dict[str, list[str]]:
    """Every n-th base word of the list with its forms; entries that are themselves forms of others are passed over."""
    if not (FOLDER / "kk_KZ.dic").is_file():
        pytest.skip("no hunspell-kk: install it with scripts/system-packages.sh as root")
    rules, flags = _rules(), _flags()
    nouns = {rule.add for flag in set("ABbCcDdEeFfGgHhIiJjKkLl") for rule in rules[flag]}
    base = sorted(word for word, letters in flags.items() if _fit(word, letters) and not _inflected(word, flags, nouns))
    chosen = [base[int(i * len(base) / WORDS)] for i in range(WORDS)]
    return {word: _forms(word, flags[word], rules) for word in chosen}


def _rules() -> dict[str, list[Rule]]:
    found: dict[str, list[Rule]] = defaultdict(list)
    for line in (FOLDER / "kk_KZ.aff").read_text(encoding="utf-8-sig").splitlines():
        if (match := _ENTRY.match(line)) and "[" in line:
            flag, strip, add, after = match.groups()
            found[flag].append(Rule("" if strip == "0" else strip, add, re.compile(f"(?:{after})$")))
    return found


def _flags() -> dict[str, str]:
    lines = (FOLDER / "kk_KZ.dic").read_text(encoding="utf-8-sig").splitlines()[1:]
    return {word: flags for word, _, flags in (line.strip().partition("/") for line in lines) if word}


def _fit(word: str, flags: str) -> bool:
    return len(word) >= 4 and word.islower() and "-" not in word and flags.startswith((_NOUN, _NOUN[1:], _VERB))


def _inflected(word: str, flags: dict[str, str], suffixes: set[str], depth: int = 2) -> bool:
    """Whether another entry with one or two noun suffixes gives the word."""
    cuts = [i for i in range(3, len(word)) if word[i:] in suffixes]
    if any(word[:i] in flags for i in cuts):
        return True
    return depth > 1 and any(_inflected(word[:i], flags, suffixes, 1) for i in cuts)


def _forms(word: str, flags: str, rules: dict[str, list[Rule]]) -> list[str]:
    made = {rule.form(word) for flag in flags for rule in rules[flag]} - {word, None}
    return sorted(form for form in made if form and not _TWICE.search(form[len(word) - 1 :]))
