"""Reads the words of visitors: everyday words for official ones, and what people call the pages that every site has."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from transparency.model.package_yaml import package_yaml
from transparency.model.text import Lang

_HERE = Path(__file__).parent
_LINES: Mapping[Lang, str] = package_yaml((_HERE / "everyday.yml").read_text("utf-8"))

EVERYDAY: Mapping[Lang, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]] = {
    lang: tuple(
        (tuple(typed.split()), tuple(said.split()))
        for typed, _, said in (line.partition(":") for line in lines.strip().splitlines())
    )
    for lang, lines in _LINES.items()
}
"""Language -> lines: words that are typed, words that are meant besides."""

NAMES: Mapping[str, Mapping[Lang, str]] = package_yaml((_HERE / "pages.yml").read_text("utf-8"))
"""Id of a page that every site has, or level or field of a programme -> what people call it, by language."""
