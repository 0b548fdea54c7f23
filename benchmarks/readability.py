"""Measures how hard the sentences of a built site are, by language and kind of page, and lists the hardest.

    python -m benchmarks.readability [site] [--hardest 20]

A sentence is a piece of running text (paragraph, list item, definition) up to a full stop, of five words or more.
Nominalisations are nouns made of verbs and adjectives, known by their ending; rare words stand on one page only.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, median, quantiles

import lxml.html

from transparency.model.text import LANGUAGES, USUAL, Lang

NOMINAL: Mapping[Lang, str] = {
    "kk": r"\w{3,}(?:лық|лік|дық|дік|тық|тік|у|уы|уі|уын|уін|уға|уге|удың|удің)",
    "ru": r"\w{3,}(?:[аеи]ни[еяюй]м?|ени[ей]|аци[яиюей]|ость[юи]?|ости)",
    "en": r"\w{3,}(?:tions?|ments?|ness|ity|ities|ances?|ences?)",
}
RUNNING = ".//main//*[self::p or self::li or self::dd][not(ancestor::table)][not(.//p or .//li or .//dl)]"
LEAST = 5
"""Words of the shortest sentence that is counted."""


@dataclass(frozen=True)
class Sentence:
    """One sentence of a page."""

    lang: Lang
    page: str
    text: str
    words: tuple[str, ...]

    @property
    def kind(self) -> str:
        """The section of the page, and how deep the page stands in it."""
        parts = self.page.split("/")
        return parts[0] + "/*" * (len(parts) - 1) if self.page else "home"

    @property
    def nominal(self) -> float:
        """Share of words that are nominalisations."""
        return sum(bool(re.fullmatch(NOMINAL[self.lang], word)) for word in self.words) / len(self.words)


def sentences(site: Path) -> Iterator[Sentence]:
    """Every sentence of running text, once in each language."""
    seen: set[tuple[Lang, str]] = set()
    for file in sorted(site.rglob("index.html")):
        parts = file.parent.relative_to(site).parts
        lang = USUAL.of_path("/".join(parts))
        page = "/".join(parts if lang == USUAL.default else parts[1:])
        for element in lxml.html.document_fromstring(file.read_text(encoding="utf-8")).xpath(RUNNING):
            for text in re.split(r"(?<=[.!?])\s+(?=[^\Wa-zа-я])", " ".join(element.text_content().split())):
                words = tuple(re.findall(r"[^\W\d_]+(?:[’-][^\W\d_]+)*", text.lower()))
                if len(words) >= LEAST and (lang, text) not in seen:
                    seen.add((lang, text))
                    yield Sentence(lang, page, text, words)


def main() -> None:
    """Prints a table for each language, then its hardest sentences."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path, nargs="?", default=Path("site"))
    parser.add_argument("--hardest", type=int, default=20)
    options = parser.parse_args()
    found = defaultdict(list)
    for one in sentences(options.site):
        found[one.lang].append(one)
    for lang in LANGUAGES:
        pages: Counter[str] = Counter(
            word for word, _ in {(word, one.page) for one in found[lang] for word in one.words}
        )
        print(f"{lang}: sentences, median and 90th percentile of words, nominalisations, rare words")
        for kind in sorted({one.kind for one in found[lang]}):
            print(_line(kind, [one for one in found[lang] if one.kind == kind], pages))
        print(_line("all", found[lang], pages))
        for one in sorted(found[lang], key=lambda one: -len(one.words) * (1 + one.nominal))[: options.hardest]:
            print(f"    {len(one.words)} {one.nominal:.0%} {one.page}: {one.text}")


def _line(kind: str, found: list[Sentence], pages: Counter[str]) -> str:
    lengths = [len(one.words) for one in found]
    long = quantiles(lengths, n=10)[-1] if len(lengths) > 1 else lengths[0]
    rare = mean(sum(pages[word] == 1 for word in one.words) / len(one.words) for one in found)
    nominal = mean(one.nominal for one in found)
    return f"  {kind:24} {len(found):6} {median(lengths):6.0f} {long:6.0f} {nominal:6.0%} {rare:6.0%}"


if __name__ == "__main__":
    main()
