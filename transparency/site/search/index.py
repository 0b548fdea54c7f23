"""Builds the search index of one language, split into files that a browser loads on demand.

``words.json`` holds the tables, the indexed words in order, the pages and the synonyms; ``0.json``, ``1.json`` … hold the
postings, ``SHARD`` words in each. A posting is a page and a score: BM25F over the parts of a page (Robertson and
Zaragoza, "The Probabilistic Relevance Framework", 2009, section 3.3), computed here so that the browser only adds.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from transparency.model.glossary import GlossaryEntry
from transparency.model.locales import is_cyrillic
from transparency.model.text import KAZAKH, Lang
from transparency.site.search import tables
from transparency.site.search.page_text import PageText
from transparency.site.search.words import ALIKE, analyses, lookup, roots, stem, tokens, typed

WEIGHTS: Mapping[str, float] = {
    "title": 10.0,
    "keywords": 8.0,
    "foreign": 4.0,
    "lead": 3.0,
    "headings": 2.0,
    "body": 1.0,
}
"""How much a word counts in each part of a page."""

SATURATION = 1.2
"""k1 of BM25: a tenth mention adds little."""

LENGTH = 0.4
"""b of BM25: how much long pages are held back."""

SCALE = 20
"""Scores are kept as whole numbers."""

SHARD = 160
"""Words whose places share a file."""

Places: TypeAlias = "dict[str, list[tuple[int, int]]]"


@dataclass(frozen=True, slots=True)
class IndexedPage:
    """A page of the index."""

    url: str
    """From the root of the site."""
    text: PageText


def files(lang: Lang, entries: Sequence[IndexedPage], glossary: Iterable[GlossaryEntry]) -> Mapping[str, bytes]:
    """File name -> content."""
    places = _places(entries, lang)
    words = sorted(places)
    head = {
        "tables": tables_of(lang),
        "words": "\n".join(words),
        "shard": SHARD,
        "pages": [[one.url, one.text.text("title"), one.text.description] for one in entries],
        **_synonyms(glossary, frozenset(words), lang),
    }
    found = {"words.json": _json(head)}
    for number, start in enumerate(range(0, len(words), SHARD)):
        found[f"{number}.json"] = _json([_flat(places[word]) for word in words[start : start + SHARD]])
    return found


def tables_of(lang: Lang) -> Mapping[str, object]:
    """What the browser needs to take words apart as the index did."""
    return {
        "fold": tables.FOLD.get(lang, {}),
        "plain": tables.FOLD[KAZAKH],
        "classes": tables.CLASSES.get(lang, {}),
        "groups": [list(group) for group in tables.GROUPS.get(lang, ())],
        "least": tables.LEAST.get(lang, tables.LEAST_USUAL),
        "softened": tables.SOFTENED,
        "dropped": tables.DROPPED,
        "latin": tables.LATIN,
        "lookalikes": tables.LOOKALIKES,
        "cyrillic": is_cyrillic(lang),
        "alike": ALIKE,
        "small": tables.SMALL.get(lang, ""),
        "keys": tables.KEYS.get(lang, {}),
    }


def _places(entries: Sequence[IndexedPage], lang: Lang) -> Places:
    counted = [{part: Counter(tokens(one.text.text(part), lang)) for part in WEIGHTS} for one in entries]
    root = roots({word for parts in counted for words in parts.values() for word in words}, lang)
    weighed = [_weighed(parts, root) for parts in counted]
    lengths = [sum(parts["body"].values()) for parts in counted]
    mean = sum(lengths) / max(1, len(lengths)) or 1.0
    holders = Counter(word for words in weighed for word in words)
    places: Places = {}
    for page, words in enumerate(weighed):
        brake = SATURATION * (1 - LENGTH + LENGTH * lengths[page] / mean)
        for word, weight in words.items():
            rarity = math.log(1 + (len(entries) - holders[word] + 0.5) / (holders[word] + 0.5))
            score = round(SCALE * rarity * weight / (weight + brake))
            places.setdefault(word, []).append((page, max(1, score)))
    return places


def _weighed(parts: Mapping[str, Counter[str]], root: Mapping[str, str]) -> Counter[str]:
    """How heavily a page speaks of each indexed word."""
    found: Counter[str] = Counter()
    for part, words in parts.items():
        for word, times in words.items():
            found[root[word]] += WEIGHTS[part] * times  # type: ignore[assignment]  # typeshed counts in whole numbers
    return found


def _flat(places: list[tuple[int, int]]) -> list[int]:
    """Pages as distances from the one before, each followed by its score."""
    flat, last = [], 0
    for page, score in places:
        flat += [page - last, score]
        last = page
    return flat


def _synonyms(glossary: Iterable[GlossaryEntry], words: frozenset[str], lang: Lang) -> Mapping[str, object]:
    """Terms with their place in the glossary, empty for one it does not explain; what people type -> words of the term."""
    terms: list[list[object]] = []
    means: dict[str, int] = {}
    for entry in glossary:
        own = [lookup(word, words, lang) for word in tokens(entry.term.get(lang), lang)]
        for phrase in _names(entry, lang):
            means.setdefault(gist(phrase, lang), len(terms))
        terms.append(
            [entry.id if entry.definition else "", entry.term.get(lang), " ".join(word for word in own if word)]
        )
    return {"terms": terms, "means": sorted(means.items())}


def _names(entry: GlossaryEntry, lang: Lang) -> Iterator[str]:
    """Own words first: a phrase of another language never displaces one of this language."""
    for one in (lang, *(other for other, _ in entry.term.others(lang))):
        yield entry.term.get(one)
        if short := entry.abbreviation.get(one):
            yield short
    yield from entry.also


def gist(phrase: str, lang: Lang) -> str:
    """A phrase without its endings and small words, to be compared with another."""
    words = tuple(typed(phrase, lang))
    telling = [word for word in words if word not in tables.SMALL.get(lang, "")]
    return " ".join(_short(word, lang) for word in telling or words)


def _short(word: str, lang: Lang) -> str:
    if lang != KAZAKH:
        return stem(word, lang)
    return [form for form in analyses(word, lang) if form == word or len(form) >= ALIKE][-1]


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n").encode()
