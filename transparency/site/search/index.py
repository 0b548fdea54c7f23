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
from transparency.site.search.best_answers import Offers, written
from transparency.site.search.everyday import EVERYDAY
from transparency.site.search.page_text import PageText
from transparency.site.search.words import ALIKE, gist, lookup, roots, short, telling, tokens, typed

WEIGHTS: Mapping[str, float] = {
    "title": 10.0,
    "keywords": 8.0,
    "names": 8.0,
    "questions": 6.0,
    "foreign": 4.0,
    "lead": 3.0,
    "headings": 2.0,
    "body": 1.0,
}
"""How much a word counts in each part of a page."""

MENTIONS: Mapping[str, int] = {"names": 1, "questions": 2, "headings": 3, "body": 3}
"""Mentions in a part that count, at most: a page that repeats a word is no better answer than one that people call so."""

DETAILS: Mapping[str, float] = {
    "changes": 0.8,
    "dataset": 0.75,
    "framework": 0.8,
    "improvement_year": 0.8,
    "survey_extract": 0.8,
    "survey_indicator": 0.8,
}
"""Kind of page -> what its words count: pages in detail yield to those that lead to them."""

SATURATION = 6.0
"""k1 of BM25: a word of the title counts for more than ten mentions in the text."""

LENGTH = 0.6
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


def files(lang: Lang, entries: Sequence[IndexedPage], made: Offers) -> Mapping[str, bytes]:
    """File name -> content."""
    places = _places(entries, lang)
    words = sorted(places)
    numbers = {word: i for i, word in enumerate(words)}
    trails = sorted({" › ".join(one.text.trail) for one in entries})
    head = {
        "tables": tables_of(lang),
        "words": "\n".join(words),
        "shard": SHARD,
        "pages": [
            [one.url, one.text.text("title"), one.text.description, trails.index(" › ".join(one.text.trail))]
            for one in entries
        ],
        "trails": trails,
        "also": _also(frozenset(words), lang),
        "names": [list(_phrases(one, numbers, lang)) for one in entries],
        **_synonyms(made.glossary, frozenset(words), lang),
        **written(made, {one.text.id: number for number, one in enumerate(entries)}, lang),
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
        scale = SCALE * DETAILS.get(entries[page].text.kind, 1.0)
        for word, weight in words.items():
            rarity = math.log(1 + (len(entries) - holders[word] + 0.5) / (holders[word] + 0.5))
            score = round(scale * rarity * weight / (weight + brake))
            places.setdefault(word, []).append((page, max(1, score)))
    return places


def _weighed(parts: Mapping[str, Counter[str]], root: Mapping[str, str]) -> Counter[str]:
    """How heavily a page speaks of each indexed word."""
    found: Counter[str] = Counter()
    for part, words in parts.items():
        counted: Counter[str] = Counter()
        for word, times in words.items():
            counted[root[word]] += times
        for word, times in counted.items():
            heavy = WEIGHTS[part] * min(times, MENTIONS.get(part, times))
            found[word] += heavy  # type: ignore[assignment]  # typeshed counts in whole numbers
    return found


def _phrases(one: IndexedPage, number: Mapping[str, int], lang: Lang) -> Iterator[list[int]]:
    """What people call a page, each name as the numbers of its indexed words."""
    for name in ",".join(one.text.parts.get("names", ())).split(","):
        found = [number[word] for one in telling(name, lang) if (word := lookup(one, number, lang))]
        if found:
            yield list(dict.fromkeys(found))


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


def _also(words: frozenset[str], lang: Lang) -> Mapping[str, str]:
    """Typed word without its ending -> indexed words that pages use instead."""
    found: dict[str, list[str]] = {}
    for everyday, said in EVERYDAY.get(lang, ()):
        official = [lookup(word, words, lang) for part in said for word in typed(part, lang)]
        for part in everyday:
            for word in typed(part, lang):
                found.setdefault(short(word, lang), []).extend(one for one in official if one)
    return {word: " ".join(dict.fromkeys(others)) for word, others in found.items() if others}


def _names(entry: GlossaryEntry, lang: Lang) -> Iterator[str]:
    """Own words first: a phrase of another language never displaces one of this language."""
    for one in (lang, *(other for other, _ in entry.term.others(lang))):
        yield entry.term.get(one)
        if short := entry.abbreviation.get(one):
            yield short
    yield from entry.also


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n").encode()
