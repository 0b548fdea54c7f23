"""Recognises answer scales by their labels, so that the order of points is known without numbers (known_scales.yml)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from transparency.model.package_yaml import package_yaml
from transparency.survey.words import comparable

_FILE = Path(__file__).with_name("known_scales.yml")
Wordings = Mapping[str, tuple[str, ...]]
"""Language -> wordings of one point, the usual one first."""


@dataclass(frozen=True, slots=True)
class KnownScale:
    """A scale of 1 to as many as it has points."""

    code: str
    points: tuple[Wordings, ...]

    def point(self, label: str) -> int | None:
        """The point that a label names in any language."""
        place = self.place(label)
        return place[0] if place else None

    def place(self, label: str) -> tuple[int, str] | None:
        """The same with the language."""
        plain = _plain(label)
        for number, point in enumerate(self.points, start=1):
            for lang, words in point.items():
                if plain in words_of(words):
                    return number, lang
        return None

    def text(self, point: int) -> dict[str, str]:
        """The usual wording of a point in every language."""
        return {lang: words[0] for lang, words in self.points[point - 1].items()}


def recognised(labels: Collection[str]) -> KnownScale | None:
    """The shortest scale that has a point for each label. Two labels of one language are never one point: such a scale is
    longer than the known one."""
    fitting = [scale for scale in known_scales() if _fits(scale, labels)]
    return min(fitting, key=lambda scale: len(scale.points), default=None)


def _fits(scale: KnownScale, labels: Collection[str]) -> bool:
    found = [scale.place(label) for label in labels]
    return bool(labels) and None not in found and len(set(found)) == len(found)


@cache
def known_scales() -> tuple[KnownScale, ...]:
    """All of them, in the order of the file."""
    return tuple(_read(package_yaml(_FILE.read_text(encoding="utf-8"))))


def _read(entries: list[dict[str, object]]) -> Iterator[KnownScale]:
    """``of`` names the scale of five points of which this one lacks the middle."""
    by_code: dict[object, tuple[Wordings, ...]] = {}
    for entry in entries:
        whole = by_code.get(entry.get("of"), ())
        points = (*whole[:2], *whole[3:]) or tuple(_point(point) for point in entry["points"])  # type: ignore[attr-defined]
        by_code[entry["code"]] = points
        yield KnownScale(str(entry["code"]), points)


def _point(wordings: Mapping[str, list[str]]) -> Wordings:
    return {lang: tuple(words) for lang, words in wordings.items()}


@cache
def words_of(words: tuple[str, ...]) -> frozenset[str]:
    """The wordings as they are compared."""
    return frozenset(_plain(word) for word in words)


def _plain(label: str) -> str:
    """Form builders write ``strongly_agree`` for the value of «Strongly agree»; (а) ends words that have two genders."""
    return comparable(label.replace("_", " ").removesuffix("(а)").removesuffix("(на)"))
